/* import_retire.c: goods of a source that its file no longer holds. */
#include "base/json.h"
#include "shop/import.h"
#include "shop/item.h"

#define BATCH 500

/* ---- the variants that a file named: open addressing ---- */

struct import_seen {
	struct arena *arena;
	int64_t *ids;			/* 0: a free place */
	size_t size, count;
};

struct import_seen *import_seen_new(struct arena *a)
{
	struct import_seen *s = ARENA_NEW(a, struct import_seen);

	s->arena = a;
	s->size = 4096;
	s->ids = ARENA_ARRAY(a, s->size, int64_t);
	return s;
}

static int64_t *place_of(int64_t *ids, size_t size, int64_t id)
{
	size_t i = ((uint64_t)id * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (size - 1);

	while (ids[i] && ids[i] != id)
		i = (i + 1) & (size - 1);
	return &ids[i];
}

static void grow(struct import_seen *s)
{
	int64_t *ids = ARENA_ARRAY(s->arena, 2 * s->size, int64_t);

	for (size_t i = 0; i < s->size; i++)
		if (s->ids[i])
			*place_of(ids, 2 * s->size, s->ids[i]) = s->ids[i];
	s->ids = ids;
	s->size *= 2;
}

void import_seen_add(struct import_seen *s, struct variant_id v)
{
	int64_t *place;

	if (2 * s->count >= s->size)
		grow(s);
	place = place_of(s->ids, s->size, v.v);
	s->count += !*place;
	*place = v.v;
}

/* ---- what vanished ---- */

struct gone {
	struct variant_id variant;
	struct item_id item;
	const char *key, *name;
	int64_t price;			/* of the branch's own list; PRICE_NONE */
	bool elsewhere;			/* another source, or another list, has it too */
};

static const struct db_column gone_columns[] = {
	DB_COL(struct gone, variant, INT), DB_COL(struct gone, item, INT), DB_COL(struct gone, key, TEXT),
	DB_COL(struct gone, name, TEXT), DB_COL(struct gone, price, INT), DB_COL(struct gone, elsewhere, BOOL),
};
static const struct db_row gone_row = DB_ROW(struct gone, gone_columns);

struct retiring {
	struct ctx *c;
	const struct import_target *t;
	const struct import_options *o;
	const struct import_seen *seen;
	struct gone *gone;
	size_t count, room;
	int64_t all;			/* live goods of the source */
	size_t from, n;			/* of `gone`: those of the transaction */
};

static struct error *look_at(void *arg, struct arena *scratch, const void *row)
{
	struct retiring *r = arg;
	const struct gone *g = row;

	(void)scratch;
	r->all++;
	if (*place_of(r->seen->ids, r->seen->size, g->variant.v))
		return NULL;
	if (r->count == r->room) {
		struct gone *more = ARENA_ARRAY(r->c->arena, r->room ? 2 * r->room : 256, struct gone);

		if (r->count)
			memcpy(more, r->gone, r->count * sizeof(*more));
		r->gone = more;
		r->room = r->room ? 2 * r->room : 256;
	}
	r->gone[r->count] = *g;
	r->gone[r->count].key = arena_strdup(r->c->arena, g->key);
	r->gone[r->count++].name = arena_strdup(r->c->arena, g->name);
	return NULL;
}

static struct error *find_gone(struct retiring *r)
{
	const struct import_target *t = r->t;

	return db_each(r->c->db, &gone_row, look_at, r,
		"SELECT s.variant_id, v.item_id, COALESCE((SELECT MIN(b.code) FROM barcode b WHERE b.variant_id = v.id), v.sku, ''), "
		"COALESCE((SELECT x.name FROM item_text x WHERE x.item_id = i.id AND x.lang = i.lang), ''), "
		"COALESCE((SELECT p.price FROM price p FORCE INDEX (PRIMARY) WHERE p.variant_id = v.id AND p.price_list_id = ? "
		"AND p.valid_from <= ? ORDER BY p.valid_from DESC LIMIT 1), -1), "
		"EXISTS (SELECT 1 FROM import_source o WHERE o.variant_id = v.id AND o.retired_at IS NULL "
		"AND NOT (o.profile = s.profile AND o.source = s.source AND o.branch_id = s.branch_id)) "
		"OR EXISTS (SELECT 1 FROM price q WHERE q.variant_id = v.id AND q.price_list_id <> ? "
		"AND q.valid_from = (SELECT MAX(z.valid_from) FROM price z WHERE z.variant_id = v.id AND z.price_list_id = q.price_list_id "
		"AND z.valid_from <= ?) AND q.price IS NOT NULL) "
		"FROM import_source s JOIN variant v ON v.id = s.variant_id JOIN item i ON i.id = v.item_id "
		"WHERE s.profile = ? AND s.source = ? AND s.branch_id = ? AND s.retired_at IS NULL ORDER BY s.variant_id",
		ARGS(ID(t->branch->price_list), AT(r->c->now), ID(t->branch->price_list), AT(r->c->now), T(t->profile->name),
		     T(t->source), ID(t->branch->id)));
}

/* A file that was cut, or another store's, must not empty the shelves. */
static struct error *within_limit(struct retiring *r)
{
	int64_t limit = r->o->retire_limit ? r->o->retire_limit : IMPORT_RETIRE_LIMIT;
	struct arena *a = r->c->arena;

	if ((int64_t)r->count * 100 <= limit * r->all)
		return NULL;
	return error_text(ERR(a, INVALID, "import.retire"),
		N_("{gone} of {all} goods of this source are not in the file, more than {limit} in a hundred: nothing is retired."),
		"gone", arena_printf(a, "%zu", r->count), "all", arena_printf(a, "%lld", (long long)r->all),
		"limit", arena_printf(a, "%lld", (long long)limit), NULL);
}

/* ---- taking off ---- */

static const char *ids_json(struct retiring *r, bool all, bool elsewhere)
{
	json_t *ids = json_keep(r->c->arena, json_array());

	for (size_t i = r->from; i < r->from + r->n; i++)
		if (all || r->gone[i].elsewhere == elsewhere)
			json_array_append_new(ids, json_integer(r->gone[i].variant.v));
	return json_write(r->c->arena, ids);
}

/* Where others still have it, this branch's price ends; else it is archived. */
static struct error *write_retired(struct db *db, void *arg)
{
	struct retiring *r = arg;
	const struct import_target *t = r->t;
	const char *alone = ids_json(r, false, false), *shared = ids_json(r, false, true), *all = ids_json(r, true, false);

	TRY(db_exec(db, NULL,
		"UPDATE import_source SET retired_at = ? WHERE profile = ? AND source = ? AND branch_id = ? AND variant_id IN "
		"(SELECT j.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j)",
		ARGS(AT(r->c->now), T(t->profile->name), T(t->source), ID(t->branch->id), T(all))));
	TRY(db_exec(db, NULL,
		"INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id) SELECT ?, j.id, ?, NULL, NULL "
		"FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j",
		ARGS(ID(t->branch->price_list), AT(r->c->now), T(shared))));
	TRY(db_exec(db, NULL,
		"UPDATE variant v JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j ON j.id = v.id "
		"SET v.archived_at = ? WHERE v.archived_at IS NULL", ARGS(T(alone), AT(r->c->now))));
	TRY(db_exec(db, NULL,
		"UPDATE item i JOIN variant w ON w.item_id = i.id JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j ON j.id = w.id "
		"SET i.archived_at = ? WHERE i.archived_at IS NULL "
		"AND NOT EXISTS (SELECT 1 FROM variant o WHERE o.item_id = i.id AND o.archived_at IS NULL)",
		ARGS(T(alone), AT(r->c->now))));
	return item_changed(r->c);
}

static void tell(const struct retiring *r)
{
	for (size_t i = 0; i < r->count && r->o->changed; i++) {
		const struct import_change change = { .effect = EFFECT_RETIRED, .key = r->gone[i].key, .name = r->gone[i].name,
			.price = PRICE_NONE, .price_before = r->gone[i].price };

		r->o->changed(r->o->arg, &change);
	}
}

struct error *import_retire(struct ctx *c, const struct import_target *t, const struct import_options *o,
	const struct import_seen *seen, struct import_counts *counts)
{
	struct retiring r = { .c = c, .t = t, .o = o, .seen = seen };

	TRY(find_gone(&r));
	TRY(within_limit(&r));
	tell(&r);
	for (; r.from < r.count; r.from += r.n) {
		r.n = r.count - r.from < BATCH ? r.count - r.from : BATCH;
		if (!t->dry_run)
			TRY(db_tx(c->db, write_retired, &r));
		counts->retired += (int64_t)r.n;
	}
	return NULL;
}
