/* import.c: reads a file of goods row by row and hands it on in batches. */
#include "shop/import.h"

#include "base/bytes.h"
#include "base/str.h"

#define BATCH 500
#define BATCH_BYTES (8u << 20)
#define CODE_MAX 64

extern const struct import_profile import_israel;

static const struct import_profile *const profiles[] = {
	&import_israel,
};
#define PROFILES (sizeof(profiles) / sizeof(profiles[0]))

static const struct {
	const char *name, *help;
} reasons[] = {
#define REASON(constant, name, help) { name, help },
#include "shop/import_reason.def"
#undef REASON
};

const char *import_reason_name(enum import_reason r)
{
	return reasons[r].name;
}

const char *import_reason_help(enum import_reason r)
{
	return reasons[r].help;
}

const struct import_profile *import_profile_find(const char *name)
{
	for (size_t i = 0; i < PROFILES; i++)
		if (strcmp(profiles[i]->name, name) == 0)
			return profiles[i];
	return NULL;
}

const char *import_profile_names(struct arena *a)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < PROFILES; i++)
		str_addf(&out, "%s%s", i ? ", " : "", profiles[i]->name);
	return out.p;
}

/* ---- codes ---- */

static bool code_fits(const char *code)
{
	size_t n = strlen(code);

	for (size_t i = 0; i < n; i++)
		if (code[i] <= ' ' || code[i] > '~')
			return false;
	return n <= CODE_MAX;
}

bool import_code(struct arena *a, const struct import_options *o, const char *code, struct import_goods *out, enum import_reason *why)
{
	size_t digits = strspn(code, "0123456789");
	char gtin[GTIN_SIZE];

	out->code = code;
	out->scope = (struct branch_id){ 0 };
	*why = IMPORT_NO_CODE;
	if (!code[strspn(code, "0")])
		return false;
	*why = IMPORT_BAD_CODE;
	if (!code_fits(code))
		return false;
	if (gtin_repair(code, gtin)) {
		out->code = arena_strdup(a, gtin);
		if (gtin_in_store(gtin))
			out->scope = o->branch->id;
		return true;
	}
	*why = IMPORT_CHECK;
	out->scope = o->branch->id;
	return code[digits] || digits < 12 || digits > 14;
}

/* ---- codes of this run ---- */

struct seen {
	uint64_t code, content;		/* hashes; code 0: a free place */
};

struct run {
	struct ctx *c;
	const struct import_profile *profile;
	const struct import_options *o;
	struct import_counts *counts;
	struct import_target target;
	int decimals;
	size_t columns;			/* of the file */
	size_t *place;			/* of each heading; columns: not there */
	const char **values;
	struct seen *seen;		/* open addressing, a power of two */
	size_t seen_size, seen_count;
	struct arena *batch;
	struct import_goods rows[BATCH];
	size_t n;
};

static uint64_t hash_of(struct arena *a, const struct import_goods *g, bool content)
{
	uint8_t hash[SHA256_SIZE];
	uint64_t out;
	const char *text = content ?
		arena_printf(a, "%s\n%s\n%s\n%d\n%lld\n%s\n%lld\n%d", g->name, g->maker ? g->maker : "", g->origin ? g->origin : "",
			g->weighed, (long long)g->content, g->content_unit ? g->content_unit : "", (long long)g->price, g->no_discount) :
		arena_printf(a, "%lld\n%s", (long long)g->scope.v, g->code);

	sha256(hash, text, strlen(text));
	memcpy(&out, hash, sizeof(out));
	return out ? out : 1;
}

static struct seen *seen_place(struct seen *table, size_t size, uint64_t code)
{
	size_t i = code & (size - 1);

	while (table[i].code && table[i].code != code)
		i = (i + 1) & (size - 1);
	return &table[i];
}

static void seen_grow(struct run *r)
{
	size_t size = r->seen_size ? 2 * r->seen_size : 4096;
	struct seen *table = ARENA_ARRAY(r->c->arena, size, struct seen);

	for (size_t i = 0; i < r->seen_size; i++)
		if (r->seen[i].code)
			*seen_place(table, size, r->seen[i].code) = r->seen[i];
	r->seen = table;
	r->seen_size = size;
}

/* NULL the first time that a code comes, else what came with it. */
static const struct seen *seen_before(struct run *r, const struct import_goods *g, uint64_t content)
{
	uint64_t code = hash_of(r->batch, g, false);
	struct seen *s;

	if (2 * r->seen_count >= r->seen_size)
		seen_grow(r);
	s = seen_place(r->seen, r->seen_size, code);
	if (s->code)
		return s;
	*s = (struct seen){ code, content };
	r->seen_count++;
	return NULL;
}

/* ---- rows ---- */

static void reject(struct run *r, int64_t line, enum import_reason why, const char *code, const char *detail)
{
	r->counts->rejected++;
	r->counts->reasons[why]++;
	if (r->o->rejected)
		r->o->rejected(r->o->arg, line, why, code, detail);
}

static void count(struct run *r, const struct import_goods *g, const struct import_outcome *o)
{
	switch (o->effect) {
	case EFFECT_UNCHANGED:
		r->counts->unchanged++;
		break;
	case EFFECT_ADDED:
		r->counts->added++;
		break;
	case EFFECT_CHANGED:
		r->counts->changed++;
		r->counts->repriced += o->repriced;
		r->counts->retexted += o->retexted;
		break;
	case EFFECT_OTHER_UNIT:
		reject(r, g->line, IMPORT_UNIT, g->code, NULL);
		break;
	}
}

/* Errors of a batch live in its arena, which stays until the run's is reset. */
static struct error *flush(struct run *r)
{
	struct import_outcome *outcomes;
	struct ctx batch = *r->c;
	struct error *e;

	batch.arena = r->batch;
	outcomes = ARENA_ARRAY(r->batch, r->n, struct import_outcome);
	db_arena(r->c->db, r->batch);
	e = r->n ? import_batch(&batch, &r->target, r->rows, r->n, outcomes) : NULL;
	db_arena(r->c->db, r->c->arena);
	if (e)
		return error_note(e, "batch that begins on line %lld", (long long)r->rows[0].line);
	for (size_t i = 0; i < r->n; i++)
		count(r, &r->rows[i], &outcomes[i]);
	r->n = 0;
	arena_reset(r->batch);
	if (r->o->progress)
		r->o->progress(r->o->arg, r->counts);
	return NULL;
}

static void take(struct run *r, const struct csv_row *row)
{
	struct import_goods g = { .line = row->line };
	enum import_reason why = IMPORT_BROKEN;
	const struct seen *before;
	enum import_verdict verdict;
	uint64_t content;

	for (size_t i = 0; r->profile->headings[i]; i++)
		r->values[i] = r->place[i] < row->count ? row->fields[r->place[i]] : "";
	verdict = r->profile->row(r->batch, r->o, r->decimals, r->values, &g, &why);
	if (verdict == ROW_OTHER) {
		r->counts->other++;
		return;
	}
	if (verdict == ROW_REJECTED) {
		reject(r, row->line, why, g.code, NULL);
		return;
	}
	content = hash_of(r->batch, &g, true);
	before = seen_before(r, &g, content);
	if (before && before->content == content) {
		r->counts->repeated++;
	} else if (before) {
		reject(r, row->line, IMPORT_DUPLICATE, g.code, NULL);
	} else {
		g.code = arena_strdup(r->batch, g.code);
		r->rows[r->n++] = g;
	}
}

static struct error *take_all(struct run *r, struct csv *csv)
{
	struct csv_row row;
	bool more;

	for (;;) {
		TRY(csv_next(csv, &row, &more));
		if (!more)
			return flush(r);
		r->counts->read++;
		if (row.fault || row.count != r->columns)
			reject(r, row.line, IMPORT_BROKEN, NULL, row.fault ? csv_fault_name(row.fault) : "fields");
		else
			take(r, &row);
		/* Rejected and repeated rows fill the arena without filling the batch. */
		if (r->n == BATCH || arena_used(r->batch) > BATCH_BYTES)
			TRY(flush(r));
	}
}

/* ---- the heading ---- */

static size_t heading_place(const struct csv_row *row, const char *heading)
{
	size_t i = 0;

	while (i < row->count && strcmp(row->fields[i], heading) != 0)
		i++;
	return i;
}

static struct error *read_heading(struct run *r, struct csv *csv)
{
	struct csv_row row;
	size_t n = 0;
	bool more;

	TRY(csv_next(csv, &row, &more));
	if (!more)
		row = (struct csv_row){ .count = 0 };
	while (r->profile->headings[n])
		n++;
	r->columns = row.count;
	r->place = ARENA_ARRAY(r->c->arena, n, size_t);
	r->values = ARENA_ARRAY(r->c->arena, n, const char *);
	for (size_t i = 0; i < n; i++) {
		r->place[i] = heading_place(&row, r->profile->headings[i]);
		if (r->place[i] == row.count && i < r->profile->needed)
			return error_text(ERR(r->c->arena, INVALID, "import.heading"),
				N_("The file has no column {heading}."), "heading", r->profile->headings[i], NULL);
	}
	return NULL;
}

static struct error *target_find(struct run *r)
{
	const struct shop *shop;

	TRY(shop_get(r->c, &shop));
	if (strcmp(shop->company.currency, r->profile->currency) != 0)
		return error_text(ERR(r->c->arena, INVALID, "import.currency"),
			N_("The file's prices are in {file}, the shop's in {shop}."),
			"file", r->profile->currency, "shop", shop->company.currency, NULL);
	r->decimals = (int)shop->company.currency_exponent + 4;
	r->target.branch = r->o->branch;
	r->target.dry_run = r->o->dry_run;
	TRY(db_whole(r->c->db, &r->target.tax_class.v, 0, "SELECT id FROM tax_class WHERE code = 'standard'", NULL, 0));
	if (!r->target.tax_class.v)
		return error_text(ERR(r->c->arena, UNAVAILABLE, "import.tax_class"),
			N_("The shop has no tax class called standard."), NULL);
	return NULL;
}

static void free_batch(void *batch)
{
	arena_free(batch);
}

struct error *import_run(struct ctx *c, const struct import_profile *profile, const struct import_options *o,
	struct csv *csv, struct import_counts *counts)
{
	struct run *r = ARENA_NEW(c->arena, struct run);

	*counts = (struct import_counts){ 0 };
	r->c = c;
	r->profile = profile;
	r->o = o;
	r->counts = counts;
	r->batch = arena_new();
	arena_on_release(c->arena, free_batch, r->batch);
	TRY(target_find(r));
	TRY(read_heading(r, csv));
	return take_all(r, csv);
}
