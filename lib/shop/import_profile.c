/* import_profile.c: reads profiles, the descriptions of kinds of files. */
#include "shop/import_profile.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"

#define TEXT_MAX (256 * 1024)
#define WORDS_MAX 6
#define LINES_MAX 2000

static const char *const field_names[] = {
#define FIELD(constant, name) name,
#include "shop/import_field.def"
#undef FIELD
};

const char *import_field_name(enum import_field f)
{
	return field_names[f];
}

struct reading {
	struct arena *arena;
	struct import_profile *p;
	int64_t line;
	const char *words[WORDS_MAX];	/* of the line, the directive first */
	size_t count;
};

static struct error *wrong(const struct reading *r, const char *reason)
{
	const char *line = arena_printf(r->arena, "%lld", (long long)r->line);

	return error_note(error_text(ERR(r->arena, INVALID, "import.profile"),
		N_("The profile {name} is wrong in line {line}: {reason}"),
		"name", r->p->name, "line", line, "reason", reason, NULL), "%s:%s: %s", r->p->name, line, reason);
}

static struct error *wrong_word(const struct reading *r, const char *what, const char *word)
{
	return wrong(r, arena_printf(r->arena, "%s: %s", what, word));
}

/* ---- words ---- */

static struct error *quoted_word(struct reading *r, const char **at)
{
	const char *p = *at + 1;
	struct str out;

	str_init(&out, r->arena);
	for (; *p; p++) {
		if (*p == '"' && p[1] != '"')
			break;
		p += *p == '"';
		str_addc(&out, *p);
	}
	if (!*p)
		return wrong(r, "a quote that is never closed");
	if (p[1] && p[1] != ' ' && p[1] != '\t')
		return wrong(r, "text right behind a closing quote");
	r->words[r->count++] = out.p;
	*at = p + 1;
	return NULL;
}

static struct error *split(struct reading *r, const char *p)
{
	r->count = 0;
	for (;;) {
		size_t n;

		p += strspn(p, " \t");
		if (!*p || *p == '#')
			return NULL;
		if (r->count == WORDS_MAX)
			return wrong(r, "too many words");
		if (*p == '"') {
			TRY(quoted_word(r, &p));
			continue;
		}
		n = strcspn(p, " \t");
		r->words[r->count++] = arena_strndup(r->arena, p, n);
		p += n;
	}
}

/* ---- directives ---- */

static struct error *to_field(const struct reading *r, const char *word, enum import_field *out)
{
	for (int i = 0; i < IMPORT_FIELDS; i++) {
		if (strcmp(field_names[i], word) == 0) {
			*out = (enum import_field)i;
			return NULL;
		}
	}
	return wrong_word(r, "unknown field", word);
}

static struct error *d_encoding(struct reading *r)
{
	if (!charset_parse(r->words[1], &r->p->format.charset))
		return wrong_word(r, "unknown encoding", r->words[1]);
	return NULL;
}

static struct error *d_delimiter(struct reading *r)
{
	static const struct { const char *name; char c; } known[] = {
		{ "auto", '\0' }, { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "bar", '|' },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].name, r->words[1]) == 0) {
			r->p->format.separator = known[i].c;
			return NULL;
		}
	}
	return wrong_word(r, "unknown delimiter", r->words[1]);
}

static struct error *d_skip(struct reading *r)
{
	int64_t n;

	if (!num_parse_int(r->words[1], &n) || n < 0 || n > 1000)
		return wrong_word(r, "not a number of lines", r->words[1]);
	r->p->format.skip = (int)n;
	return NULL;
}

static struct error *d_decimal(struct reading *r)
{
	const char *w = r->words[1];

	if (strcmp(w, "point") != 0 && strcmp(w, "comma") != 0 && strcmp(w, "either") != 0)
		return wrong_word(r, "not point, comma or either", w);
	r->p->decimal = w[0] == 'p' ? '.' : w[0] == 'c' ? ',' : '\0';
	return NULL;
}

static struct error *d_language(struct reading *r)
{
	const char *w = r->words[1];

	if (strlen(w) != 2 || strspn(w, "abcdefghijklmnopqrstuvwxyz") != 2)
		return wrong_word(r, "not a language of two letters", w);
	r->p->lang = w;
	return NULL;
}

static struct error *d_currency(struct reading *r)
{
	const char *w = r->words[1];

	if (strlen(w) != 3 || strspn(w, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
		return wrong_word(r, "not a currency of three capitals", w);
	r->p->currency = w;
	return NULL;
}

static struct error *d_key(struct reading *r)
{
	static const char *const names[] = { [KEY_BARCODE] = "barcode", [KEY_SKU] = "sku", [KEY_ITEM] = "item" };

	for (int i = KEY_BARCODE; i <= KEY_ITEM; i++) {
		if (strcmp(names[i], r->words[1]) == 0) {
			r->p->key = (enum import_key)i;
			return NULL;
		}
	}
	return wrong_word(r, "not barcode, sku or item", r->words[1]);
}

static struct error *d_updates(struct reading *r)
{
	r->p->all = strcmp(r->words[1], "all") == 0;
	return r->p->all || strcmp(r->words[1], "texts") == 0 ? NULL : wrong_word(r, "not all or texts", r->words[1]);
}

static struct error *d_scope(struct reading *r)
{
	const char *w = r->words[1];

	if (strcmp(w, "chain") != 0 && strcmp(w, "store") != 0)
		return wrong_word(r, "not chain or store", w);
	if (r->p->scope_count == IMPORT_SCOPES)
		return wrong(r, "too many scopes");
	r->p->scopes[r->p->scope_count++] = (struct import_scope){ w, r->words[2] };
	return NULL;
}

static struct error *d_field(struct reading *r)
{
	struct import_column col = { .heading = r->words[2], .optional = r->count == 4 };

	TRY(to_field(r, r->words[1], &col.field));
	if (col.optional && strcmp(r->words[3], "optional") != 0)
		return wrong_word(r, "not optional", r->words[3]);
	r->p->columns[r->p->column_count++] = col;
	return NULL;
}

static struct error *d_constant(struct reading *r)
{
	enum import_field f;

	TRY(to_field(r, r->words[1], &f));
	r->p->constants[f] = r->words[2];
	return NULL;
}

static struct error *d_value(struct reading *r)
{
	struct import_value v = { .from = r->words[2], .to = r->words[3] };

	TRY(to_field(r, r->words[1], &v.field));
	r->p->values[r->p->value_count++] = v;
	return NULL;
}

static struct error *d_first(struct reading *r)
{
	enum import_field f;

	TRY(to_field(r, r->words[1], &f));
	if (!*r->words[2])
		return wrong(r, "an empty separator");
	r->p->firsts[f] = r->words[2];
	return NULL;
}

static struct error *d_scale(struct reading *r)
{
	enum import_field f;

	TRY(to_field(r, r->words[1], &f));
	if (f != FIELD_PRICE && f != FIELD_CONTENT && f != FIELD_STOCK)
		return wrong_word(r, "no number", r->words[1]);
	if (!num_parse(r->words[2], 6, &r->p->scales[f]) || r->p->scales[f] <= 0)
		return wrong_word(r, "not a factor", r->words[2]);
	return NULL;
}

static struct error *d_unit(struct reading *r)
{
	static const char *const known[] = { "g", "kg", "ml", "l", "m", "piece" };
	struct import_unit u = { .said = utf8_fold(r->arena, r->words[1]), .per = 1000 };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i], r->words[2]) == 0)
			u.unit = known[i];
	if (!u.unit)
		return wrong_word(r, "unknown unit", r->words[2]);
	if (r->count == 4 && (!num_parse(r->words[3], 3, &u.per) || u.per <= 0))
		return wrong_word(r, "not a factor", r->words[3]);
	r->p->units[r->p->unit_count++] = u;
	return NULL;
}

static struct error *d_tax(struct reading *r)
{
	struct import_tax t = { .class = r->words[1] };

	if (r->p->tax_count && !r->p->taxes[r->p->tax_count - 1].heading)
		return wrong(r, "a tax rule behind the one that takes all others");
	if (r->count == 3 && strcmp(r->words[2], "otherwise") != 0)
		return wrong_word(r, "not a column and a value, nor otherwise", r->words[2]);
	if (r->count == 4) {
		t.heading = r->words[2];
		t.value = r->words[3];
	}
	r->p->taxes[r->p->tax_count++] = t;
	return NULL;
}

static const struct directive {
	const char *name;
	size_t min, max;		/* words behind it */
	struct error *(*read)(struct reading *r);
} directives[] = {
	{ "encoding", 1, 1, d_encoding }, { "delimiter", 1, 1, d_delimiter },
	{ "skip", 1, 1, d_skip }, { "decimal", 1, 1, d_decimal }, { "language", 1, 1, d_language },
	{ "currency", 1, 1, d_currency }, { "key", 1, 1, d_key }, { "updates", 1, 1, d_updates },
	{ "scope", 2, 2, d_scope }, { "field", 2, 3, d_field }, { "constant", 2, 2, d_constant },
	{ "value", 3, 3, d_value }, { "first", 2, 2, d_first }, { "scale", 2, 2, d_scale }, { "unit", 2, 3, d_unit }, { "tax", 2, 3, d_tax },
};

static struct error *read_line(struct reading *r, const char *line)
{
	/* A sentence, not words. */
	if (strncmp(line, "about", 5) == 0 && (line[5] == ' ' || line[5] == '\t')) {
		r->p->about = line + 5 + strspn(line + 5, " \t");
		return NULL;
	}
	TRY(split(r, line));
	if (!r->count)
		return NULL;
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		const struct directive *d = &directives[i];

		if (strcmp(d->name, r->words[0]) != 0)
			continue;
		if (r->count - 1 < d->min || r->count - 1 > d->max)
			return wrong_word(r, "too few or too many words behind", d->name);
		return d->read(r);
	}
	return wrong_word(r, "unknown directive", r->words[0]);
}

/* ---- the whole ---- */

static bool has(const struct import_profile *p, enum import_field f)
{
	for (size_t i = 0; i < p->column_count; i++)
		if (p->columns[i].field == f)
			return true;
	return p->constants[f] != NULL;
}

static bool has_name(const struct import_profile *p)
{
	return (has(p, FIELD_NAME) && (p->lang || has(p, FIELD_LANGUAGE))) ||
		has(p, FIELD_NAME_EN) || has(p, FIELD_NAME_HE) || has(p, FIELD_NAME_PL) || has(p, FIELD_NAME_FI);
}

static struct error *check(struct reading *r)
{
	const struct import_profile *p = r->p;

	r->line++;
	if (!p->key)
		return wrong(r, "it has no key");
	if (p->key == KEY_BARCODE && !has(p, FIELD_BARCODE))
		return wrong(r, "it has no field barcode, which is its key");
	if (p->key == KEY_SKU && !has(p, FIELD_SKU))
		return wrong(r, "it has no field sku, which is its key");
	if (p->key == KEY_ITEM && !has(p, FIELD_ITEM))
		return wrong(r, "it has no field item, which is its key");
	if (!has_name(p))
		return wrong(r, "it has no field name, or no language for it");
	if (!has(p, FIELD_PRICE))
		return wrong(r, "it has no field price");
	if (!p->tax_count || p->taxes[p->tax_count - 1].heading)
		return wrong(r, "it has no tax rule for what no other rule takes");
	return NULL;
}

struct error *import_profile_parse(struct arena *a, const char *name, const char *text, const struct import_profile **out)
{
	struct import_profile *p = ARENA_NEW(a, struct import_profile);
	struct reading r = { .arena = a, .p = p };

	p->name = name;
	p->about = "";
	p->columns = ARENA_ARRAY(a, LINES_MAX, struct import_column);
	p->values = ARENA_ARRAY(a, LINES_MAX, struct import_value);
	p->units = ARENA_ARRAY(a, LINES_MAX, struct import_unit);
	p->taxes = ARENA_ARRAY(a, LINES_MAX, struct import_tax);
	if (!utf8_valid(text, strlen(text)))
		return wrong(&r, "it is not UTF-8");
	while (*text) {
		size_t n = strcspn(text, "\r\n");

		if (r.line++ == LINES_MAX)
			return wrong(&r, "it is too long");
		TRY(read_line(&r, arena_strndup(a, text, n)));
		text += n;
		text += *text == '\r' && text[1] == '\n' ? 2 : *text != '\0';
	}
	*out = p;
	return check(&r);
}

static struct error *read_text(struct arena *a, const char *path, const char **out)
{
	FILE *f = fopen(path, "re");
	char *text = arena_alloc(a, TEXT_MAX + 1);
	size_t n;

	if (!f)
		return error_note(error_text(ERR(a, NOT_FOUND, "import.no_profile"), N_("There is no such profile."), NULL),
			"%s: %s", path, strerror(errno));
	n = fread(text, 1, TEXT_MAX, f);
	fclose(f);
	text[n] = '\0';
	*out = text;
	return NULL;
}

static bool plain_name(const char *name)
{
	return *name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] && strlen(name) <= 64;
}

static const char *profile_dir(struct ctx *c)
{
	return arena_printf(c->arena, "%s/sql/profiles", c->conf->data_dir);
}

/* A profile of one's own is known by its file's name without the path. */
static const char *name_of_path(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strstr(name, ".profile");

	return arena_strndup(a, name, dot ? (size_t)(dot - name) : strlen(name));
}

static struct error *load(struct ctx *c, const char *name, const char *path, const struct import_profile **out)
{
	const char *text = NULL;

	if (!plain_name(name))
		return error_text(ERR(c->arena, NOT_FOUND, "import.no_profile"), N_("There is no such profile."), NULL);
	TRY(read_text(c->arena, path, &text));
	return import_profile_parse(c->arena, name, text, out);
}

struct error *import_profile_load(struct ctx *c, const char *name, const struct import_profile **out)
{
	return load(c, name, arena_printf(c->arena, "%s/%s.profile", profile_dir(c), name), out);
}

struct error *import_profile_file(struct ctx *c, const char *path, const struct import_profile **out)
{
	return load(c, name_of_path(c->arena, path), path, out);
}

static int is_profile(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 8 && e->d_name[0] != '.' && strcmp(e->d_name + n - 8, ".profile") == 0;
}

struct error *import_profile_all(struct ctx *c, const struct import_profile *const **out, size_t *n)
{
	const struct import_profile **all;
	struct dirent **entries = NULL;
	int count = scandir(profile_dir(c), &entries, is_profile, alphasort);
	struct error *e = NULL;

	all = ARENA_ARRAY(c->arena, count > 0 ? (size_t)count : 1, const struct import_profile *);
	*n = 0;
	for (int i = 0; i < count; i++) {
		if (!e)
			e = import_profile_load(c, name_of_path(c->arena, entries[i]->d_name), &all[(*n)++]);
		free(entries[i]);
	}
	free(entries);
	*out = all;
	return e;
}
