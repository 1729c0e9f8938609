/* init_own.c: asks for what is missing and makes one's own shop. */
#include "ctl/init_own.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/picture.h"
#include "base/utf8.h"
#include "shop/company.h"
#include "shop/country.h"
#include "shop/hours.h"
#include "shop/init.h"
#include "shop/staff.h"
#include "view/view.h"

#define WEEK_MOST (7 * HOURS_SPANS_MAX)
#define BRANCHES_MOST 50

struct own {
	struct ctl *ctl;
	struct ctx *c;
	bool asks;			/* somebody sits at a terminal */
	struct init_shop shop;
	struct init_branch *branches;
	struct media_new logo;
	struct staff_new owner;
};

/* ---- asking ---- */

/* NULL for an empty line or the end. */
static const char *ask(struct own *o, const char *question, const char *usual)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	const char *answer;

	fprintf(stderr, usual ? "%s [%s]: " : "%s: ", question, usual);
	n = getline(&line, &size, stdin);
	if (n < 0)
		o->asks = false;
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
		line[--n] = '\0';
	answer = n > 0 && utf8_valid(line, (size_t)n) ? utf8_tidy(o->ctl->arena, line, false) : NULL;
	free(line);
	return answer && *answer ? answer : usual;
}

/* An option, else an answer, else INVALID that names the option. */
static struct error *need(struct own *o, const char *option, const char *question, const char **out)
{
	*out = ctl_value(o->ctl, option);
	while (!*out && o->asks)
		*out = ask(o, question, NULL);
	return *out ? NULL : ctl_wrong(o->ctl, "--%s is needed.", option);
}

static const char *may(struct own *o, const char *option, const char *question, const char *usual)
{
	const char *value = ctl_value(o->ctl, option);

	if (value)
		return value;
	return o->asks ? ask(o, question, usual) : usual;
}

/* Whoever types it is told at once, and may try again. */
static bool told(struct own *o, struct error *e)
{
	if (e && o->asks)
		fprintf(stderr, "  %s\n", text_error(o->ctl->arena, LANG_EN, e));
	return e && o->asks;
}

/* ---- the shop ---- */

static bool lists_languages(const char *s)
{
	enum lang lang;
	size_t n;

	for (; *s; s += n + (s[n] == ' ')) {
		n = strcspn(s, " ");
		if (n != 2 || !lang_parse((const char[]){ s[0], s[1], '\0' }, &lang))
			return false;
	}
	return true;
}

static struct error *ask_company(struct own *o)
{
	struct init_shop *shop = &o->shop;
	const char *tidied;
	struct error *e;

	TRY(need(o, "name", "Name of the shop", &shop->name));
	shop->legal_name = may(o, "legal-name", "Name of the company, as it is registered", shop->name);
	TRY(need(o, "country", "Country (IL, PL or FI)", &shop->country));
	if (!country_find(shop->country)->currency)
		return ctl_wrong(o->ctl, "A shop can be in IL, PL or FI.");
	do {
		TRY(need(o, "tax-number", "Tax number", &shop->tax_number));
		e = company_tax_number(o->c, shop->country, shop->tax_number, &tidied);
	} while (!ctl_value(o->ctl, "tax-number") && told(o, e));
	TRY(e);
	shop->languages = may(o, "languages", "Languages of the shop, the main one first (en he pl fi)", country_find(shop->country)->lang);
	return lists_languages(shop->languages) ? NULL : ctl_wrong(o->ctl, "--languages takes codes between blanks: \"he en\".");
}

/* ---- branches ---- */

static const char *of_branch(struct own *o, const char *option, size_t n, const char *question)
{
	const char *value = ctl_value_at(o->ctl, option, n);

	return value || !o->asks ? value : ask(o, question, NULL);
}

static struct error *read_week(struct own *o, size_t n, struct init_branch *b)
{
	struct branch_hours *week = ARENA_ARRAY(o->ctl->arena, WEEK_MOST, struct branch_hours);
	const char *given = ctl_value_at(o->ctl, "hours", ctl_times(o->ctl, "hours") == 1 ? 0 : n), *typed = given;

	do {
		if (!given && o->asks)
			typed = ask(o, "Opening hours, as \"sun-thu 7:00-21:00, fri 7:00-14:30\"; empty: later in the office", NULL);
		if (!typed)
			return NULL;
		b->week = week;
		if (hours_parse(typed, week, WEEK_MOST, &b->week_count))
			return NULL;
		fprintf(stderr, "  These are no hours: %s\n", typed);
	} while (!given && o->asks);
	return ctl_wrong(o->ctl, "--hours reads \"sun-thu 7:00-13:00 16:00-19:00, fri 7:00-14:30\".");
}

static struct error *read_branch(struct own *o, size_t n)
{
	struct init_branch *b = &o->branches[n];

	b->code = of_branch(o, "branch", n, "Code of the branch, short, in capital letters");
	b->name = of_branch(o, "branch-name", n, "Name of the branch, as shoppers read it");
	b->address = of_branch(o, "address", n, "Its address");
	b->phone = of_branch(o, "phone", n, "Its phone");
	b->alert_email = of_branch(o, "alert-email", n, "E-mail of who is told of web orders; empty: nobody");
	if (!b->code || !b->name)
		return ctl_wrong(o->ctl, "Each branch needs --branch and --branch-name.");
	return read_week(o, n, b);
}

static bool another(struct own *o)
{
	const char *answer = o->asks ? ask(o, "Another branch? (y or n)", "n") : "n";

	return *answer == 'y' || *answer == 'Y';
}

/* As many as --branch was given; on a terminal as many as are wanted. */
static struct error *ask_branches(struct own *o)
{
	size_t given = ctl_times(o->ctl, "branch"), n = 0;

	o->branches = ARENA_ARRAY(o->ctl->arena, BRANCHES_MOST, struct init_branch);
	do {
		TRY(read_branch(o, n++));
	} while (n < BRANCHES_MOST && (n < given || (!given && another(o))));
	o->shop.branches = o->branches;
	o->shop.branch_count = n;
	return NULL;
}

/* ---- the logo and the owner ---- */

static struct error *read_logo(struct own *o)
{
	const char *path = may(o, "logo", "File of the logo; empty: none", NULL);
	struct str bytes;

	if (!path)
		return NULL;
	str_init(&bytes, o->ctl->arena);
	if (str_add_file(&bytes, path))
		return ctl_wrong(o->ctl, "The logo cannot be read from %s.", path);
	TRY(picture_probe(o->c, path, bytes.p, bytes.len, &o->logo));
	o->shop.logo = &o->logo;
	return NULL;
}

static struct error *ask_owner(struct own *o)
{
	TRY(need(o, "owner-login", "Login of the owner", &o->owner.login));
	o->owner.name = may(o, "owner-name", "Name of the owner", o->owner.login);
	o->owner.role = "owner";
	o->owner.lang = arena_strndup(o->ctl->arena, o->shop.languages, strcspn(o->shop.languages, " "));
	TRY(ctl_secret(o->ctl, "Password", &o->owner.password));
	return staff_check(o->c, &o->owner);
}

/* ---- the demo ---- */

static void remove_under(struct arena *a, const char *dir)
{
	DIR *all = opendir(dir);
	struct dirent *entry;

	while (all && (entry = readdir(all))) {
		const char *path = arena_printf(a, "%s/%s", dir, entry->d_name);

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || unlink(path) == 0)
			continue;
		remove_under(a, path);
		rmdir(path);
	}
	if (all)
		closedir(all);
}

/* Sizes of pictures that were shown, which nginx would go on serving. */
static void forget_pictures(struct own *o)
{
	remove_under(o->ctl->arena, arena_printf(o->ctl->arena, "%s/media", o->c->conf->state_dir));
}

static struct error *take_demo_away(struct own *o)
{
	struct ctx owner;

	TRY(ctl_ctx(o->ctl, DB_OWNER, &owner));
	TRY(init_empty_demo(&owner, arena_printf(o->ctl->arena, "%s/sql/migrations", owner.conf->data_dir)));
	forget_pictures(o);
	return NULL;
}

static struct error *may_begin(struct own *o, enum init_holds holds)
{
	bool replace = ctl_value(o->ctl, "replace-demo") != NULL;

	if (holds == INIT_DEMO && !replace)
		return error_text(ERR(o->ctl->arena, CONFLICT, "shop.demo"),
			"This database holds the demo shop. With --replace-demo it goes away wholly, and yours begins in its place.", NULL);
	if (holds == INIT_SHOP)
		return error_text(ERR(o->ctl->arena, CONFLICT, "shop.exists"), replace
			? "The shop in this database is not the demo: nothing was touched." : "This database holds a shop already.", NULL);
	return NULL;
}

/* ---- all of it ---- */

static struct error *make(struct own *o, enum init_holds holds)
{
	struct staff_id id;
	struct error *e;

	if (holds == INIT_DEMO)
		TRY(take_demo_away(o));
	TRY(init_shop(o->c, &o->shop));
	e = staff_add(o->c, &o->owner, &id);
	if (e)
		fprintf(stderr, "The shop is made, but has no owner yet: makolet user add LOGIN --role owner\n");
	return e;
}

struct error *init_own(struct ctl *ctl, struct ctx *c)
{
	struct own o = { .ctl = ctl, .c = c, .asks = isatty(STDIN_FILENO) };
	enum init_holds holds;

	TRY(init_holds(c, &holds));
	TRY(may_begin(&o, holds));
	TRY(ask_company(&o));
	TRY(ask_branches(&o));
	TRY(read_logo(&o));
	TRY(init_check(c, &o.shop));
	TRY(ask_owner(&o));
	TRY(make(&o, holds));
	printf("%s is ready. %s may log in at %s/office, where a list says what is missing until the shop opens.\n",
		o.shop.name, o.owner.login, c->conf->shop_url);
	return NULL;
}
