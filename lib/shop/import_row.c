/* import_row.c: a row of a file, read as its profile says, into goods. */
#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shop/csv_write.h"
#include "shop/import.h"
#include "shop/item.h"

#define CODE_MAX 64

struct place {
	size_t at;			/* of the column in the file; its count: not there */
	const char *heading;
};

struct tax_rule {
	struct place column;		/* heading NULL: fits any row */
	const char *value;
	struct tax_class_id class;	/* 0: the shop has none of that name */
};

struct import_heading {
	const struct import_profile *p;
	const struct import_target *t;
	size_t columns;
	struct place scopes[IMPORT_SCOPES];
	const char *scope_values[IMPORT_SCOPES];
	struct place *fields;		/* one an import_column of the profile */
	struct tax_rule *taxes;
	bool none[IMPORT_FIELDS];	/* the profile or the file says nothing of it */
};

/* What one row is read with. */
struct row {
	struct arena *arena;
	const struct import_heading *h;
	const struct csv_row *csv;
	struct import_fault *fault;
};

/* ---- the heading ---- */

static struct place find(const struct csv_row *row, struct arena *a, const char *heading)
{
	struct place out = { 0, heading };

	while (out.at < row->count && strcmp(utf8_tidy(a, row->fields[out.at], false), heading) != 0)
		out.at++;
	return out;
}

static struct error *missing(struct arena *a, const char *heading)
{
	return error_text(ERR(a, INVALID, "import.heading"), N_("The file has no column {heading}."), "heading", heading, NULL);
}

static struct error *scope_wrong(struct arena *a, const char *option)
{
	return error_field(error_text(ERR(a, INVALID, "import.scope"),
		N_("This kind of file needs the {option} whose rows are to be taken."), "option", option, NULL), option);
}

static struct error *find_scopes(struct import_heading *h, const struct import_options *o, const struct csv_row *row, struct arena *a)
{
	for (size_t i = 0; i < h->p->scope_count; i++) {
		const struct import_scope *s = &h->p->scopes[i];
		const char *value = strcmp(s->option, "chain") == 0 ? o->chain : o->store;

		if (!value || !*value)
			return scope_wrong(a, s->option);
		h->scope_values[i] = value;
		h->scopes[i] = find(row, a, s->heading);
		if (h->scopes[i].at == row->count)
			return missing(a, s->heading);
	}
	return NULL;
}

static struct tax_class_id class_of(const struct import_target *t, const char *code)
{
	for (size_t i = 0; i < t->class_count; i++)
		if (strcmp(t->classes[i].code, code) == 0)
			return t->classes[i].id;
	return (struct tax_class_id){ 0 };
}

static struct error *find_taxes(struct import_heading *h, const struct csv_row *row, struct arena *a)
{
	h->taxes = ARENA_ARRAY(a, h->p->tax_count, struct tax_rule);
	for (size_t i = 0; i < h->p->tax_count; i++) {
		const struct import_tax *t = &h->p->taxes[i];

		h->taxes[i].class = class_of(h->t, t->class);
		h->taxes[i].value = t->value;
		if (t->heading)
			h->taxes[i].column = find(row, a, t->heading);
	}
	if (h->taxes[h->p->tax_count - 1].class.v)
		return NULL;
	return error_text(ERR(a, UNAVAILABLE, "import.tax_class"), N_("The shop has no tax class called {class}."),
		"class", h->p->taxes[h->p->tax_count - 1].class, NULL);
}

struct error *import_heading(struct ctx *c, const struct import_target *t, const struct import_options *o,
	const struct csv_row *row, struct import_heading **out)
{
	struct import_heading *h = ARENA_NEW(c->arena, struct import_heading);

	h->p = t->profile;
	h->t = t;
	h->columns = row->count;
	TRY(find_scopes(h, o, row, c->arena));
	h->fields = ARENA_ARRAY(c->arena, h->p->column_count, struct place);
	for (int f = 0; f < IMPORT_FIELDS; f++)
		h->none[f] = !h->p->constants[f];
	for (size_t i = 0; i < h->p->column_count; i++) {
		const struct import_column *col = &h->p->columns[i];

		h->fields[i] = find(row, c->arena, col->heading);
		if (h->fields[i].at < row->count)
			h->none[col->field] = false;
		else if (!col->optional)
			return missing(c->arena, col->heading);
	}
	*out = h;
	return find_taxes(h, row, c->arena);
}

size_t import_heading_columns(const struct import_heading *h)
{
	return h->columns;
}

const bool *import_heading_silent(const struct import_heading *h)
{
	return h->none;
}

/* ---- values ---- */

static const char *at(const struct row *r, struct place p)
{
	const char *field = p.at < r->csv->count ? r->csv->fields[p.at] : "";

	return r->h->p->all ? csv_read_back(field) : field;
}

static const char *mapped(const struct row *r, enum import_field f, const char *value)
{
	const struct import_profile *p = r->h->p;

	for (size_t i = 0; i < p->value_count; i++)
		if (p->values[i].field == f && strcmp(p->values[i].from, value) == 0)
			return p->values[i].to;
	return value;
}

static const char *first_of(const struct row *r, enum import_field f, const char *value)
{
	const char *separator = r->h->p->firsts[f], *end = separator ? strstr(value, separator) : NULL;

	return end ? arena_strndup(r->arena, value, (size_t)(end - value)) : value;
}

static const char *joint(enum import_field f)
{
	return f == FIELD_LABEL ? " / " : f == FIELD_CATEGORY ? " > " : NULL;
}

/* Tidied and mapped; never NULL. */
static const char *value_of(const struct row *r, enum import_field f)
{
	const struct import_profile *p = r->h->p;
	bool lines = f >= FIELD_DESCRIPTION_EN && f <= FIELD_DESCRIPTION_FI;
	const char *out = "";

	for (size_t i = 0; i < p->column_count; i++) {
		const char *value;

		if (p->columns[i].field != f || (*out && !joint(f)))
			continue;
		value = utf8_tidy(r->arena, at(r, r->h->fields[i]), lines || f == FIELD_DESCRIPTION);
		value = mapped(r, f, first_of(r, f, value));
		if (*value)
			out = *out ? arena_printf(r->arena, "%s%s%s", out, joint(f), value) : value;
	}
	if (*out || !p->constants[f])
		return out;
	return p->constants[f];
}

static const char *heading_of(const struct row *r, enum import_field f)
{
	for (size_t i = 0; i < r->h->p->column_count; i++)
		if (r->h->p->columns[i].field == f)
			return r->h->p->columns[i].heading;
	return import_field_name(f);
}

static bool reject(const struct row *r, enum import_field f, enum import_reason why, const char *detail)
{
	*r->fault = (struct import_fault){ why, heading_of(r, f), detail };
	return false;
}

/* A number as its profile writes it, made what num_parse() reads: marks that
 * group by three digits go. */
static const char *ungrouped(const struct row *r, const char *said)
{
	char mark = r->h->p->decimal, group = mark == '.' ? ',' : '.';
	struct str out;

	if (!mark)
		return said;
	str_init(&out, r->arena);
	for (const char *p = said; *p; p++) {
		size_t digits = strspn(p + 1, "0123456789");

		if ((*p == group || *p == ' ') && p > said && digits == 3)
			continue;
		/* Neither 3,14 nor 3.14 where the other mark is meant. */
		if (*p == group)
			return "?";
		str_addc(&out, *p);
	}
	return out.p;
}

static bool number(const struct row *r, enum import_field f, const char *said, int decimals, int64_t *out)
{
	int64_t scale = r->h->p->scales[f];

	return num_parse(ungrouped(r, said), decimals, out) && (!scale || num_mul_div(*out, scale, 1000000, out));
}

static bool flag(const char *value)
{
	return strcmp(value, "1") == 0 || strcmp(value, "yes") == 0 || strcmp(value, "true") == 0;
}

static const char *or_null(const char *s)
{
	return *s ? s : NULL;
}

/* ---- who it is ---- */

static bool take_role(struct row *r, struct import_goods *out)
{
	static const char *const names[] = {
		[ROLE_GOODS] = "goods", [ROLE_ITEM] = "item", [ROLE_VARIANT] = "variant", [ROLE_BOTH] = "both",
	};
	const char *said;

	if (r->h->none[FIELD_ROW])
		return true;
	said = value_of(r, FIELD_ROW);
	for (int i = ROLE_GOODS; i <= ROLE_BOTH; i++) {
		if (strcmp(names[i], said) == 0) {
			out->role = (enum import_role)i;
			return true;
		}
	}
	return reject(r, FIELD_ROW, IMPORT_KIND, said);
}

static bool code_fits(const char *code)
{
	size_t n = strlen(code);

	for (size_t i = 0; i < n; i++)
		if (code[i] <= ' ' || code[i] > '~')
			return false;
	return n <= CODE_MAX;
}

/* How a code is stored. */
static bool take_code(const struct row *r, const char *code, struct import_code *out, enum import_reason *why)
{
	size_t digits = strspn(code, "0123456789");
	struct branch_id here = r->h->t->branch->id;
	char gtin[GTIN_SIZE];

	*out = (struct import_code){ code, { 0 }, 1000 };
	*why = IMPORT_NO_CODE;
	if (!code[strspn(code, "0")])
		return false;
	*why = IMPORT_BAD_CODE;
	if (!code_fits(code))
		return false;
	if (gtin_repair(code, gtin)) {
		out->code = arena_strdup(r->arena, gtin);
		if (gtin_in_store(gtin))
			out->scope = here;
		return true;
	}
	*why = IMPORT_CHECK;
	out->scope = here;
	return code[digits] || digits < 12 || digits > 14;
}

/* "all:" before a code that all branches share, "*6" behind one of a pack. */
static bool take_codes(struct row *r, struct import_goods *out)
{
	const char *p = value_of(r, FIELD_BARCODES);

	while (*p) {
		size_t n = strcspn(p, " ");
		const char *one = arena_strndup(r->arena, p, n), *star = strrchr(one, '*');
		bool all = strncmp(one, "all:", 4) == 0;
		struct import_code *code = &out->codes[out->code_count];
		int64_t pack = 1000;
		enum import_reason why;

		if (star && (!num_parse(star + 1, 3, &pack) || pack <= 0))
			return reject(r, FIELD_BARCODES, IMPORT_BAD_CODE, one);
		if (star)
			one = arena_strndup(r->arena, one, (size_t)(star - one));
		if (out->code_count == IMPORT_CODES || !take_code(r, one + (all ? 4 : 0), code, &why))
			return reject(r, FIELD_BARCODES, IMPORT_BAD_CODE, one);
		code->pack = pack;
		if (all)
			code->scope.v = 0;
		out->code_count++;
		p += n + strspn(p + n, " ");
	}
	return true;
}

static bool take_barcode(struct row *r, struct import_goods *out)
{
	const char *code = value_of(r, FIELD_BARCODE);
	enum import_reason why;

	if (r->h->none[FIELD_BARCODE])
		return true;
	if (take_code(r, code, &out->codes[0], &why)) {
		out->code_count = 1;
		return true;
	}
	if (r->h->p->key == KEY_BARCODE) {
		out->key = code;
		return reject(r, FIELD_BARCODE, why, code);
	}
	if (*code)
		out->bad_code = utf8_cut(r->arena, code, 100);
	return true;
}

static bool take_item(struct row *r, struct import_goods *out)
{
	const char *said = value_of(r, FIELD_ITEM);

	/* Only what several rows share needs a name for it. */
	if (out->role == ROLE_GOODS)
		return true;
	if (!*said)
		return reject(r, FIELD_ITEM, IMPORT_ITEM, NULL);
	out->item = item_slug(r->arena, said, 120);
	return true;
}

static bool take_key(struct row *r, struct import_goods *out)
{
	const char *sku = value_of(r, FIELD_SKU);

	if (!take_role(r, out) || !take_item(r, out))
		return false;
	if (utf8_length(sku) > CODE_MAX)
		return reject(r, FIELD_SKU, IMPORT_NO_SKU, NULL);
	out->sku = or_null(sku);
	out->key = out->sku ? out->sku : out->item;
	if (out->role == ROLE_VARIANT || out->role == ROLE_BOTH)
		out->label = utf8_cut(r->arena, value_of(r, FIELD_LABEL), 100);
	if (out->role == ROLE_ITEM)
		return true;
	if (r->h->p->key == KEY_SKU && !out->sku)
		return reject(r, FIELD_SKU, IMPORT_NO_SKU, NULL);
	if (!take_barcode(r, out) || !take_codes(r, out))
		return false;
	if (!out->key || r->h->p->key == KEY_BARCODE)
		out->key = out->codes[0].code;
	return true;
}

/* ---- what it says ---- */

static const char *description_of(struct row *r, enum import_field f)
{
	const char *said = value_of(r, f);

	if (r->h->none[f] || (!*said && !r->h->p->all))
		return NULL;
	return said;
}

static void add_text(struct row *r, struct import_goods *out, const char *lang, enum import_field name, enum import_field description)
{
	const char *said = utf8_cut(r->arena, value_of(r, name), 250);

	if (*said)
		out->texts[out->text_count++] = (struct import_text){ lang, said, description_of(r, description) };
}

/* U+FFFD: bytes that the file's encoding does not know. */
static bool valid_names(const struct row *r)
{
	const struct import_profile *p = r->h->p;

	for (size_t i = 0; i < p->column_count; i++) {
		const char *raw = at(r, r->h->fields[i]);

		if (p->columns[i].field < FIELD_NAME || p->columns[i].field > FIELD_NAME_FI)
			continue;
		if (!utf8_valid(raw, strlen(raw)) || strstr(raw, "\xef\xbf\xbd"))
			return false;
	}
	return true;
}

static bool take_texts(struct row *r, struct import_goods *out)
{
	static const char *const langs[] = { "en", "he", "pl", "fi" };
	const char *own = value_of(r, FIELD_LANGUAGE);

	if (!*own)
		own = r->h->p->lang;
	if (!valid_names(r))
		return reject(r, FIELD_NAME, IMPORT_NAME, NULL);
	if (!own || strlen(own) != 2 || strspn(own, "abcdefghijklmnopqrstuvwxyz") != 2)
		return reject(r, FIELD_LANGUAGE, IMPORT_VALUE, own);
	add_text(r, out, own, FIELD_NAME, FIELD_DESCRIPTION);
	for (int i = 0; i < 4; i++)
		add_text(r, out, langs[i], (enum import_field)(FIELD_NAME_EN + i), (enum import_field)(FIELD_DESCRIPTION_EN + i));
	/* The first is the item's own. */
	for (size_t i = 0; i < out->text_count; i++) {
		if (strcmp(out->texts[i].lang, own) == 0) {
			struct import_text first = out->texts[0];

			out->texts[0] = out->texts[i];
			out->texts[i] = first;
			return true;
		}
	}
	return reject(r, FIELD_NAME, IMPORT_NAME, NULL);
}

static bool one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word) != 0)
		words++;
	return *words;
}

static bool take_type(struct row *r, struct import_goods *out)
{
	static const char *const types[] = { "good", "weighed", "service", "event", "digital", "gift_card", "deposit", "bundle", NULL };
	static const char *const units[] = { "piece", "kg", "l", "m", NULL };
	bool weighed = flag(value_of(r, FIELD_WEIGHED));
	const char *type = value_of(r, FIELD_TYPE), *unit = value_of(r, FIELD_UNIT);

	out->type = *type ? type : weighed ? "weighed" : "good";
	out->unit = *unit ? unit : strcmp(out->type, "weighed") == 0 ? "kg" : "piece";
	if (!one_of(out->type, types))
		return reject(r, FIELD_TYPE, IMPORT_VALUE, type);
	return one_of(out->unit, units) || reject(r, FIELD_UNIT, IMPORT_VALUE, unit);
}

/* A country as ISO 3166-1 has it. NULL: unknown. */
static const char *origin_of(struct row *r)
{
	const char *said = value_of(r, FIELD_ORIGIN);
	char code[3] = "";

	if (strlen(said) != 2)
		return NULL;
	for (int i = 0; i < 2; i++) {
		char c = said[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c < 'A' || c > 'Z')
			return NULL;
		code[i] = c;
	}
	return mapped(r, FIELD_ORIGIN, arena_strdup(r->arena, code));
}

static void set_content(struct row *r, struct import_goods *out, const char *quantity, const char *unit)
{
	static const char *const plain[] = { "g", "kg", "ml", "l", "m", "piece" };
	const char *folded = utf8_fold(r->arena, unit);
	const struct import_profile *p = r->h->p;
	int64_t count, content;

	if (!number(r, FIELD_CONTENT, quantity, 3, &count) || count <= 0)
		return;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		if (strcmp(plain[i], unit) == 0) {
			out->content = count;
			out->content_unit = plain[i];
			return;
		}
	}
	for (size_t i = 0; i < p->unit_count; i++) {
		if (strcmp(p->units[i].said, folded) == 0 && num_mul_div(count, p->units[i].per, 1000, &content) && content > 0) {
			out->content = content;
			out->content_unit = p->units[i].unit;
			return;
		}
	}
}

/* Of weighed goods the column repeats what the price is for. */
static void take_content(struct row *r, struct import_goods *out)
{
	const char *size = value_of(r, FIELD_SIZE), *blank = strrchr(size, ' ');

	if (strcmp(out->type, "weighed") == 0)
		return;
	if (blank)
		set_content(r, out, arena_strndup(r->arena, size, (size_t)(blank - size)), blank + 1);
	else
		set_content(r, out, value_of(r, FIELD_CONTENT), value_of(r, FIELD_CONTENT_UNIT));
}

static bool take_price(struct row *r, struct import_goods *out)
{
	const char *said = value_of(r, FIELD_PRICE);

	out->price = PRICE_NONE;
	if (out->role == ROLE_ITEM || (r->h->p->all && !*said))
		return true;
	if (!number(r, FIELD_PRICE, said, r->h->t->decimals, &out->price) || out->price < (r->h->p->all ? 0 : 1))
		return reject(r, FIELD_PRICE, IMPORT_PRICE, utf8_cut(r->arena, said, 40));
	return true;
}

static bool take_stock(struct row *r, struct import_goods *out)
{
	static const char *const policies[] = { "uncounted", "allow", "warn", "block", NULL };
	const char *said = value_of(r, FIELD_STOCK), *policy = value_of(r, FIELD_POLICY);

	out->stock = IMPORT_NO_STOCK;
	out->policy = or_null(policy);
	if (*said && !number(r, FIELD_STOCK, said, 3, &out->stock))
		return reject(r, FIELD_STOCK, IMPORT_VALUE, utf8_cut(r->arena, said, 40));
	return !out->policy || one_of(policy, policies) || reject(r, FIELD_POLICY, IMPORT_VALUE, policy);
}

static void take_tax(struct row *r, struct import_goods *out)
{
	const struct import_heading *h = r->h;
	const char *said = value_of(r, FIELD_TAX_CLASS);
	size_t i = 0;

	out->tax_class = class_of(h->t, said);
	if (out->tax_class.v)
		return;
	while (h->taxes[i].column.heading) {
		if (h->taxes[i].class.v && strcmp(utf8_tidy(r->arena, at(r, h->taxes[i].column), false), h->taxes[i].value) == 0)
			break;
		i++;
	}
	out->tax_class = h->taxes[i].class;
	out->tax_guessed = !h->taxes[i].column.heading;
}

static bool take_all(struct row *r, struct import_goods *out)
{
	const char *maker;

	if (!take_texts(r, out) || !take_type(r, out) || !take_price(r, out) || !take_stock(r, out))
		return false;
	maker = utf8_cut(r->arena, value_of(r, FIELD_MAKER), 190);
	out->maker = or_null(maker);
	out->origin = origin_of(r);
	out->category = or_null(value_of(r, FIELD_CATEGORY));
	out->no_discount = flag(value_of(r, FIELD_NO_DISCOUNT));
	take_content(r, out);
	take_tax(r, out);
	return true;
}

static bool in_scope(const struct row *r)
{
	for (size_t i = 0; i < r->h->p->scope_count; i++)
		if (strcmp(at(r, r->h->scopes[i]), r->h->scope_values[i]) != 0)
			return false;
	return true;
}

enum import_verdict import_row(struct arena *a, const struct import_heading *h, const struct csv_row *row,
	struct import_goods *out, struct import_fault *fault)
{
	struct row r = { a, h, row, fault };

	*out = (struct import_goods){ .line = row->line };
	if (!in_scope(&r))
		return ROW_OTHER;
	return take_key(&r, out) && take_all(&r, out) ? ROW_TAKEN : ROW_REJECTED;
}
