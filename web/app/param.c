/* param.c: one validator for each kind of parameter. */
#include "app/param.h"

#include <utf8proc.h>

#include "base/bytes.h"
#include "base/json.h"
#include "base/num.h"
#include "base/utf8.h"
#include "net/mail.h"
#include "view/view.h"

#define PHONE_DIGITS_MIN 7
#define PHONE_DIGITS_MAX 20
#define FILE_MEGABYTE (1024 * 1024)

static struct error *refuse(struct arena *a, const struct param_decl *d, const char *code, const char *sentence)
{
	return error_field(error_text(ERR(a, INVALID, code), sentence, NULL), d->name);
}

static struct error *refuse_bound(struct arena *a, const struct param_decl *d, const char *code,
	const char *sentence, const char *name, int64_t bound, int decimals)
{
	char buf[NUM_FORMAT_SIZE];
	struct error *e = ERR(a, INVALID, code);

	error_text(e, sentence, name, arena_strdup(a, num_format(buf, bound, decimals)), NULL);
	return error_field(e, d->name);
}

/* ---- texts ---- */

static struct error *check_length(struct arena *a, const struct param_decl *d, struct param *p)
{
	int64_t n = (int64_t)utf8_length(p->typed);

	if (n < d->min)
		return refuse_bound(a, d, "param.short", N_("At least {min} characters."), "min", d->min, 0);
	if (n > d->max)
		return refuse_bound(a, d, "param.long", N_("At most {max} characters."), "max", d->max, 0);
	return NULL;
}

static struct error *check_slug(struct arena *a, const struct param_decl *d, struct param *p)
{
	const utf8proc_uint8_t *s = (const utf8proc_uint8_t *)p->typed;
	utf8proc_int32_t c;

	TRY(check_length(a, d, p));
	while (*s) {
		s += utf8proc_iterate(s, -1, &c);
		utf8proc_category_t k = utf8proc_category(c);
		bool letter = k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_MC;
		if (c != '-' && k != UTF8PROC_CATEGORY_ND && !letter)
			return refuse(a, d, "param.slug", N_("This is not a valid value."));
	}
	return NULL;
}

static struct error *check_token(struct arena *a, const struct param_decl *d, struct param *p)
{
	return token_valid(p->typed) ? NULL : refuse(a, d, "param.token", N_("This is not a valid value."));
}

static struct error *check_uuid(struct arena *a, const struct param_decl *d, struct param *p)
{
	return uuid_valid(p->typed) ? NULL : refuse(a, d, "param.uuid", N_("This is not a valid value."));
}

static struct error *check_lang(struct arena *a, const struct param_decl *d, struct param *p)
{
	enum lang lang;

	return lang_parse(p->typed, &lang) ? NULL : refuse(a, d, "param.lang", N_("This is not a valid value."));
}

/* What we could not send to is better refused here, where it can be mended. A
 * name without a dot is a machine of our own, nobody's mailbox. */
static bool email_valid(const char *s)
{
	return mail_address_valid(s) && strchr(strchr(s, '@'), '.');
}

static struct error *check_email(struct arena *a, const struct param_decl *d, struct param *p)
{
	return email_valid(p->typed) ? NULL : refuse(a, d, "param.email", N_("This is not an e-mail address."));
}

static struct error *check_phone(struct arena *a, const struct param_decl *d, struct param *p)
{
	size_t digits = 0;

	for (const char *s = p->typed; *s; s++) {
		if (*s >= '0' && *s <= '9')
			digits++;
		else if (!strchr("+-() ", *s))
			digits = PHONE_DIGITS_MAX + 1;
	}
	if (digits < PHONE_DIGITS_MIN || digits > PHONE_DIGITS_MAX || strlen(p->typed) > 2 * PHONE_DIGITS_MAX)
		return refuse(a, d, "param.phone", N_("This is not a phone number."));
	return NULL;
}

/* ---- days and times ---- */

static struct error *check_date(struct arena *a, const struct param_decl *d, struct param *p)
{
	int32_t date;

	if (!date_parse(p->typed, &date))
		return refuse(a, d, "param.date", N_("Please enter a date, such as 2026-12-31."));
	p->number = date;
	return NULL;
}

/* One or two digits, a colon or a point, two digits. */
static struct error *check_clock(struct arena *a, const struct param_decl *d, struct param *p)
{
	size_t n = strspn(p->typed, "0123456789");
	const char *rest = p->typed + n;
	int64_t hours, minutes;

	if (n < 1 || n > 2 || (*rest != ':' && *rest != '.') || strspn(rest + 1, "0123456789") != 2 || rest[3]
			|| !num_parse_int(arena_strndup(a, p->typed, n), &hours) || !num_parse_int(rest + 1, &minutes)
			|| minutes > 59 || hours * 60 + minutes > 24 * 60)
		return refuse(a, d, "param.clock", N_("Please enter a time, such as 07:30."));
	p->number = hours * 60 + minutes;
	return NULL;
}

/* ---- numbers ---- */

static struct error *check_bounds(struct arena *a, const struct param_decl *d, struct param *p, int decimals)
{
	if (p->number < d->min)
		return refuse_bound(a, d, "param.low", N_("At least {min}."), "min", d->min, decimals);
	if (p->number > d->max)
		return refuse_bound(a, d, "param.high", N_("At most {max}."), "max", d->max, decimals);
	return NULL;
}

static struct error *check_whole(struct arena *a, const struct param_decl *d, struct param *p)
{
	if (!num_parse_int(p->typed, &p->number))
		return refuse(a, d, "param.whole", N_("Please enter a whole number."));
	return check_bounds(a, d, p, 0);
}

static struct error *check_quantity(struct arena *a, const struct param_decl *d, struct param *p)
{
	if (!num_parse(p->typed, 3, &p->number))
		return refuse(a, d, "param.quantity", N_("Please enter a quantity, such as 1.25."));
	return check_bounds(a, d, p, 3);
}

static struct error *check_money(struct arena *a, const struct param_decl *d, struct param *p)
{
	if (!num_parse(p->typed, 2, &p->number))
		return refuse(a, d, "param.money", N_("Please enter an amount, such as 12.50."));
	return check_bounds(a, d, p, 2);
}

/* ---- the rest ---- */

static struct error *check_flag(struct arena *a, const struct param_decl *d, struct param *p)
{
	if (strcmp(p->typed, "1") != 0 && strcmp(p->typed, "on") != 0)
		return refuse(a, d, "param.flag", N_("This is not a valid value."));
	p->number = 1;
	return NULL;
}

static struct error *check_choice(struct arena *a, const struct param_decl *d, struct param *p)
{
	size_t n = strlen(p->typed);

	for (const char *s = d->choices; s; s = strchr(s, '|') ? strchr(s, '|') + 1 : NULL)
		if (strcspn(s, "|") == n && memcmp(s, p->typed, n) == 0)
			return NULL;
	return refuse(a, d, "param.choice", N_("Please choose one of the list."));
}

static struct error *(*const checks[PARAM_KINDS])(struct arena *, const struct param_decl *, struct param *) = {
	[PARAM_TEXT] = check_length,
	[PARAM_LINES] = check_length,
	[PARAM_PASSWORD] = check_length,
	[PARAM_WHOLE] = check_whole,
	[PARAM_QUANTITY] = check_quantity,
	[PARAM_MONEY] = check_money,
	[PARAM_SLUG] = check_slug,
	[PARAM_TOKEN] = check_token,
	[PARAM_UUID] = check_uuid,
	[PARAM_EMAIL] = check_email,
	[PARAM_PHONE] = check_phone,
	[PARAM_DATE] = check_date,
	[PARAM_CLOCK] = check_clock,
	[PARAM_LANG] = check_lang,
	[PARAM_FLAG] = check_flag,
	[PARAM_CHOICE] = check_choice,
};

static const char *tidy(struct arena *a, enum param_kind kind, const char *sent)
{
	return kind == PARAM_PASSWORD ? sent : utf8_tidy(a, sent, kind == PARAM_LINES);
}

struct error *param_check(struct arena *a, const struct param_decl *decl, const char *sent, struct param *out)
{
	*out = (struct param){ .decl = decl };
	if (sent)
		out->typed = tidy(a, decl->kind, sent);
	if (!out->typed || !*out->typed) {
		if (decl->presence == REQUIRED)
			return refuse(a, decl, "param.missing", N_("Please fill this in."));
		return NULL;
	}
	TRY(checks[decl->kind](a, decl, out));
	out->text = out->typed;
	out->given = true;
	return NULL;
}

static struct error *json_check(struct arena *a, const struct param_decl *decl, const struct http *http,
	struct param *out)
{
	json_t *value;
	struct error *e;

	*out = (struct param){ .decl = decl };
	if (!http->body && decl->presence == OPTIONAL)
		return NULL;
	if (!http->body)
		return refuse(a, decl, "param.missing", N_("Please fill this in."));
	if ((int64_t)http->body_size > decl->max)
		return refuse(a, decl, "request.large", N_("This is too large."));
	e = json_read(a, http->body, http->body_size, &value);
	if (e)
		return error_field(e, decl->name);
	out->json = value;
	out->given = true;
	return NULL;
}

static struct error *check_file_size(struct arena *a, const struct param_decl *d, const struct http_file *file)
{
	struct error *e;

	if ((int64_t)file->size <= d->max)
		return NULL;
	e = error_text(ERR(a, INVALID, "param.file_large"), N_("“{file}” is too large: at most {max} MB."), "file",
		file->name, "max", arena_printf(a, "%lld", (long long)(d->max / FILE_MEGABYTE)), NULL);
	return error_field(e, d->name);
}

static struct error *files_check(struct arena *a, const struct param_decl *decl, const struct http *http,
	struct param *out)
{
	struct http_file *files = ARENA_ARRAY(a, http->file_count, struct http_file);

	*out = (struct param){ .decl = decl, .files = files };
	for (size_t i = 0; i < http->file_count; i++)
		if (strcmp(http->files[i].field, decl->name) == 0)
			files[out->file_count++] = http->files[i];
	if (!out->file_count)
		return decl->presence == OPTIONAL ? NULL
			: refuse(a, decl, "param.missing", N_("Please choose a file."));
	if ((int64_t)out->file_count > decl->min)
		return refuse_bound(a, decl, "param.files_many", N_("At most {max} files at once."), "max", decl->min, 0);
	for (size_t i = 0; i < out->file_count; i++)
		TRY(check_file_size(a, decl, &files[i]));
	out->given = true;
	return NULL;
}

struct error *params_check(struct arena *a, const struct route *route, const char *const *path_values,
	const struct http *http, struct params *out)
{
	struct error *errors = NULL;

	out->count = route->param_count;
	out->list = ARENA_ARRAY(a, out->count, struct param);
	for (size_t i = 0; i < out->count; i++) {
		const struct param_decl *decl = &route->params[i];
		int place = route_value(route, decl->name);
		struct error *e;
		if (decl->kind == PARAM_JSON)
			e = json_check(a, decl, http, &out->list[i]);
		else if (decl->kind == PARAM_FILE)
			e = files_check(a, decl, http, &out->list[i]);
		else if (place >= 0)
			e = param_check(a, decl, path_values[place], &out->list[i]);
		else
			e = param_check(a, decl, http_value(http, decl->name), &out->list[i]);
		if (e && place >= 0)
			return ERR(a, NOT_FOUND, "page.none");
		if (e)
			errors = error_also(errors, e);
	}
	return errors;
}
