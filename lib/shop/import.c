/* import.c: reads a file of goods row by row and hands it on in batches. */
#include "shop/import.h"

#include "base/bytes.h"
#include "base/str.h"
#include "shop/item.h"

#define BATCH 500
#define BATCH_BYTES (8u << 20)

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

const char *import_source_key(struct arena *a, const struct import_profile *profile, const struct import_options *o)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < profile->scope_count; i++) {
		const char *value = strcmp(profile->scopes[i].option, "chain") == 0 ? o->chain : o->store;

		str_addf(&out, "%s%s", i ? "/" : "", value ? value : "");
	}
	return out.p;
}

struct error *import_open(struct ctx *c, const struct import_profile *profile, const char *path, struct import_file *out)
{
	out->format = profile->format;
	TRY(csv_examine(c->arena, path, &out->found));
	if (!out->format.charset)
		out->format.charset = out->found.charset;
	if (!out->format.separator)
		TRY(csv_separator(c->arena, path, &out->format, &out->format.separator));
	return csv_open(c->arena, path, &out->format, &out->csv);
}

/* ---- what came before in this file ---- */

struct before {
	uint64_t key, content;		/* hashes; key 0: a free place */
};

struct run {
	struct ctx *c;
	const struct import_options *o;
	struct import_counts *counts;
	struct import_target target;
	struct import_heading *heading;
	struct import_seen *seen;
	struct before *before;		/* open addressing, a power of two */
	size_t before_size, before_count;
	struct arena *batch;
	struct import_goods rows[BATCH];
	size_t n;
};

static uint64_t hash_of(const char *text)
{
	uint8_t hash[SHA256_SIZE];
	uint64_t out;

	sha256(hash, text, strlen(text));
	memcpy(&out, hash, sizeof(out));
	return out ? out : 1;
}

static struct before *place_of(struct before *table, size_t size, uint64_t key)
{
	size_t i = key & (size - 1);

	while (table[i].key && table[i].key != key)
		i = (i + 1) & (size - 1);
	return &table[i];
}

static void grow(struct run *r)
{
	size_t size = r->before_size ? 2 * r->before_size : 4096;
	struct before *table = ARENA_ARRAY(r->c->arena, size, struct before);

	for (size_t i = 0; i < r->before_size; i++)
		if (r->before[i].key)
			*place_of(table, size, r->before[i].key) = r->before[i];
	r->before = table;
	r->before_size = size;
}

/* NULL the first time that a key comes, else what came with it. */
static const struct before *came_before(struct run *r, const char *key, uint64_t content)
{
	uint64_t hash = hash_of(key);
	struct before *b;

	if (2 * r->before_count >= r->before_size)
		grow(r);
	b = place_of(r->before, r->before_size, hash);
	if (b->key)
		return b;
	*b = (struct before){ hash, content };
	r->before_count++;
	return NULL;
}

static const char *identity(struct run *r, const struct import_goods *g)
{
	enum import_key key = r->target.profile->key;

	if (g->role == ROLE_ITEM)
		return arena_printf(r->batch, "i%s", g->item);
	if (key == KEY_BARCODE)
		return arena_printf(r->batch, "b%lld\n%s", (long long)g->codes[0].scope.v, g->codes[0].code);
	if (key == KEY_SKU)
		return arena_printf(r->batch, "s%s", g->sku);
	return arena_printf(r->batch, "v%s\n%s", g->item, g->label);
}

static uint64_t content_of(struct run *r, const struct import_goods *g)
{
	struct str s;

	str_init(&s, r->batch);
	for (size_t i = 0; i < g->text_count; i++)
		str_addf(&s, "%s\n%s\n%s\n", g->texts[i].lang, g->texts[i].name, g->texts[i].description ? g->texts[i].description : "");
	for (size_t i = 0; i < g->code_count; i++)
		str_addf(&s, "%s\n%lld\n", g->codes[i].code, (long long)g->codes[i].pack);
	str_addf(&s, "%s\n%s\n%s\n%s\n%lld\n%s\n%lld\n%d", g->maker ? g->maker : "", g->origin ? g->origin : "", g->type, g->unit,
		(long long)g->content, g->content_unit ? g->content_unit : "", (long long)g->price, g->no_discount);
	return hash_of(s.p);
}

/* A barcode names one of them: the first that has it. */
static void drop_shared_codes(struct run *r, struct import_goods *g, uint64_t who)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->code_count; i++) {
		const struct import_code *code = &g->codes[i];
		const struct before *b = came_before(r, arena_printf(r->batch, "c%lld\n%s", (long long)code->scope.v, code->code), who);

		if (b && b->content != who) {
			g->shared_code = true;
			g->bad_code = code->code;
		} else {
			g->codes[kept++] = *code;
		}
	}
	g->code_count = kept;
}

/* Two variants of one item with one label could not be told apart. */
static void part_labels(struct run *r, struct import_goods *g)
{
	if (g->role == ROLE_VARIANT && came_before(r, arena_printf(r->batch, "v%s\n%s", g->item, g->label), 1))
		g->label = *g->label ? arena_printf(r->batch, "%s (%s)", g->label, g->key) : g->key;
}

/* ---- rows ---- */

static void reject(struct run *r, int64_t line, const struct import_fault *f, const char *key)
{
	r->counts->rejected++;
	r->counts->reasons[f->why]++;
	if (r->o->rejected)
		r->o->rejected(r->o->arg, line, f->column, f->why, key, f->detail);
}

static void tell(struct run *r, const struct import_goods *g, const struct import_outcome *o)
{
	const struct import_change change = {
		.effect = o->effect, .key = g->key, .name = g->texts[0].name, .name_before = o->name_before,
		.price = g->price, .price_before = o->price_before, .retexted = o->retexted,
	};

	if (r->o->changed && (o->effect == EFFECT_ADDED || o->effect == EFFECT_CHANGED))
		r->o->changed(r->o->arg, &change);
}

static void count(struct run *r, const struct import_goods *g, const struct import_outcome *o)
{
	if (o->variant.v)
		import_seen_add(r->seen, o->variant);
	if (g->mark)
		return;
	r->counts->review += o->review;
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
		reject(r, g->line, &(struct import_fault){ IMPORT_UNIT, NULL, NULL }, g->key);
		break;
	case EFFECT_KEPT:
	case EFFECT_RETIRED:
		r->counts->kept++;
		break;
	}
	tell(r, g, o);
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
	return r->o->progress ? r->o->progress(r->o->arg, r->counts) : NULL;
}

/* Rejected, but not vanished: what it names is noted as seen. */
static void mark(struct run *r, struct import_goods *g)
{
	if (!g->code_count && !g->sku)
		return;
	g->mark = true;
	r->rows[r->n++] = *g;
}

static void take(struct run *r, const struct csv_row *row)
{
	struct import_goods *g = &r->rows[r->n];
	struct import_fault fault = { IMPORT_BROKEN, NULL, NULL };
	enum import_verdict verdict = import_row(r->batch, r->heading, row, g, &fault);
	const struct before *before;
	const char *who;
	uint64_t content;

	if (verdict == ROW_OTHER) {
		r->counts->other++;
		return;
	}
	if (verdict == ROW_REJECTED) {
		reject(r, row->line, &fault, g->key);
		return mark(r, g);
	}
	who = identity(r, g);
	content = content_of(r, g);
	before = came_before(r, who, content);
	if (before && before->content == content) {
		r->counts->repeated++;
	} else if (before) {
		reject(r, row->line, &(struct import_fault){ IMPORT_DUPLICATE, NULL, NULL }, g->key);
	} else {
		part_labels(r, g);
		if (r->target.profile->key != KEY_BARCODE)
			drop_shared_codes(r, g, hash_of(who));
		r->n++;
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
		if (row.fault || row.count != import_heading_columns(r->heading))
			reject(r, row.line, &(struct import_fault){ IMPORT_BROKEN, NULL, row.fault ? csv_fault_name(row.fault) : "fields" }, NULL);
		else
			take(r, &row);
		/* Rejected and repeated rows fill the arena without filling the batch. */
		if (r->n == BATCH || arena_used(r->batch) > BATCH_BYTES)
			TRY(flush(r));
	}
}

/* ---- where it goes ---- */

static const struct db_column class_columns[] = { DB_COL(struct import_class, id, INT), DB_COL(struct import_class, code, TEXT) };
static const struct db_row class_row = DB_ROW(struct import_class, class_columns);

static struct error *target_find(struct run *r, const struct import_profile *profile, int64_t run)
{
	struct import_target *t = &r->target;
	const struct shop *shop;

	TRY(shop_get(r->c, &shop));
	if (profile->currency && strcmp(shop->company.currency, profile->currency) != 0)
		return error_text(ERR(r->c->arena, INVALID, "import.currency"),
			N_("The file's prices are in {file}, the shop's in {shop}."),
			"file", profile->currency, "shop", shop->company.currency, NULL);
	*t = (struct import_target){ .profile = profile, .branch = r->o->branch, .dry_run = r->o->dry_run, .run = run };
	t->source = import_source_key(r->c->arena, profile, r->o);
	t->decimals = (int)shop->company.currency_exponent + 4;
	return db_all(r->c->db, &class_row, &t->classes, &t->class_count, "SELECT id, code FROM tax_class", NULL, 0);
}

static struct error *read_heading(struct run *r, struct csv *csv)
{
	struct csv_row row = { 0 };
	bool more;

	TRY(csv_next(csv, &row, &more));
	if (!more || row.fault)
		row.count = 0;
	return import_heading(r->c, &r->target, r->o, &row, &r->heading);
}

static void free_batch(void *batch)
{
	arena_free(batch);
}

struct error *import_rows(struct ctx *c, const struct import_profile *profile, const struct import_options *o, int64_t run,
	struct csv *csv, struct import_counts *counts)
{
	struct run *r = ARENA_NEW(c->arena, struct run);

	*counts = (struct import_counts){ 0 };
	r->c = c;
	r->o = o;
	r->counts = counts;
	r->seen = import_seen_new(c->arena);
	r->batch = arena_new();
	arena_on_release(c->arena, free_batch, r->batch);
	TRY(target_find(r, profile, run));
	TRY(read_heading(r, csv));
	r->target.silent = import_heading_silent(r->heading);
	TRY(take_all(r, csv));
	return o->retire ? import_retire(c, &r->target, o, r->seen, counts) : NULL;
}
