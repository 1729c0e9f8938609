/* branch.c: adding, changing and archiving branches, and their hours. */
#include "shop/branch.h"

#include "base/json.h"
#include "base/utf8.h"
#include "shop/audit.h"
#include "shop/item.h"

/* ---- the fields ---- */

static struct error *wrong(struct ctx *c, struct error *others, const char *field, const char *sentence)
{
	return error_also(others, error_field(error_text(ERR(c->arena, INVALID, "branch.invalid"), sentence, NULL), field));
}

static bool text_fits(const char *s, size_t min, size_t max)
{
	if (!s)
		return min == 0;
	return utf8_valid(s, strlen(s)) && utf8_length(s) >= min && utf8_length(s) <= max;
}

static bool code_valid(const char *code)
{
	size_t n = code ? strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") : 0;

	return n > 0 && n <= BRANCH_CODE_MAX && !code[n];
}

struct error *branch_check(struct ctx *c, const struct branch_fields *in)
{
	struct error *bad = NULL;

	if (!text_fits(in->name, 1, BRANCH_NAME_MAX))
		bad = wrong(c, bad, "name", N_("The branch needs a name of at most 190 characters."));
	if (!code_valid(in->code))
		bad = wrong(c, bad, "code", N_("A branch's code is up to 16 capital letters, digits and hyphens."));
	if (!text_fits(in->address, 0, BRANCH_ADDRESS_MAX))
		bad = wrong(c, bad, "address", N_("An address has at most 250 characters."));
	if (!zone_find(in->zone))
		bad = wrong(c, bad, "zone", N_("There is no such time zone. They are called as Asia/Jerusalem or Europe/Warsaw."));
	if (in->day_ends < 0 || in->day_ends >= HOURS_DAY)
		bad = wrong(c, bad, "day_ends", N_("This is not a time of day."));
	return bad;
}

/* ---- prices of its own ---- */

static const struct branch *other_of_list(const struct shop *s, const struct branch *b)
{
	for (size_t i = 0; i < s->branch_count; i++)
		if (s->branches[i].id.v != b->id.v && s->branches[i].price_list.v == b->price_list.v)
			return &s->branches[i];
	return NULL;
}

bool branch_own_prices(const struct shop *s, const struct branch *b)
{
	const struct channel *web = shop_channel(s, "web");

	return web && web->price_list.v != b->price_list.v && !other_of_list(s, b);
}

static struct error *base_list(struct ctx *c, struct price_list_id *out)
{
	return db_whole(c->db, &out->v, 0, "SELECT MIN(id) FROM price_list WHERE parent_id IS NULL", NULL, 0);
}

/* The one that it had once, else a new one: prices of a list are never overwritten. */
static struct error *own_list(struct ctx *c, struct branch_id id, const char *code, struct price_list_id *out)
{
	const char *other = arena_printf(c->arena, "branch-%lld", (long long)id.v);
	struct price_list_id base;
	int64_t taken;

	TRY(base_list(c, &base));
	TRY(db_whole(c->db, &out->v, 0, "SELECT MIN(p.id) FROM price_list p WHERE p.parent_id = ? AND p.code IN (?, ?) "
		"AND NOT EXISTS (SELECT 1 FROM branch b WHERE b.price_list_id = p.id AND b.id <> ?)",
		ARGS(ID(base), T(code), T(other), ID(id))));
	if (out->v)
		return NULL;
	TRY(db_whole(c->db, &taken, 0, "SELECT COUNT(*) FROM price_list WHERE code = ?", ARGS(T(code))));
	return db_insert(c->db, &out->v, "INSERT INTO price_list (company_id, code, currency, parent_id) "
		"SELECT company_id, ?, currency, id FROM price_list WHERE id = ?", ARGS(T(taken ? other : code), ID(base)));
}

static struct error *put_list(struct ctx *c, struct branch_id id, const char *code, bool own)
{
	struct price_list_id list;

	if (own)
		TRY(own_list(c, id, code, &list));
	else
		TRY(base_list(c, &list));
	TRY(db_exec(c->db, NULL, "UPDATE branch SET price_list_id = ? WHERE id = ?", ARGS(ID(list), ID(id))));
	return item_changed(c);
}

/* ---- adding ---- */

struct work {
	struct ctx *c;
	const struct branch_fields *in;
	struct branch_id id;
	const struct branch *now;	/* as it was */
	bool own_before;
	const struct branch_hours *week;
	size_t week_count;
	int32_t date;
	struct hours_span span;
	const char *note;
};

static struct error *code_free(struct ctx *c, struct branch_id id, const char *code)
{
	int64_t taken;

	TRY(db_whole(c->db, &taken, 0, "SELECT COUNT(*) FROM branch WHERE code = ? AND id <> ?", ARGS(T(code), ID(id))));
	return taken ? error_field(error_text(ERR(c->arena, CONFLICT, "branch.taken"), N_("Another branch has this code."), NULL), "code")
		: NULL;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

struct error *branch_insert(struct ctx *c, const struct branch_fields *in, struct branch_id *out)
{
	struct price_list_id base;

	TRY(code_free(c, (struct branch_id){ 0 }, in->code));
	TRY(base_list(c, &base));
	TRY(db_insert(c->db, &out->v,
		"INSERT INTO branch (company_id, code, name, address, phone, alert_email, zone, day_ends, price_list_id, pickup) "
		"SELECT company_id, ?, ?, ?, ?, ?, ?, ?, id, ? FROM price_list WHERE id = ?",
		ARGS(T(in->code), T(in->name), T(or_empty(in->address)), T(or_empty(in->phone)), T(in->alert_email), T(in->zone),
		     I(in->day_ends), I(in->pickup), ID(base))));
	TRY(db_exec(c->db, NULL, "INSERT INTO location (branch_id, kind, name) VALUES (?, 'shelf', 'Shop floor')", ARGS(ID(*out))));
	return in->own_prices ? put_list(c, *out, in->code, true) : NULL;
}

static struct error *add(struct db *db, void *arg)
{
	struct work *w = arg;

	(void)db;
	TRY(branch_insert(w->c, w->in, &w->id));
	return audit_add(w->c, "branch.added", "branch", w->id.v, json_keep(w->c->arena, json_pack("{s:s}", "code", w->in->code)));
}

struct error *branch_add(struct ctx *c, const struct branch_fields *in, struct branch_id *out)
{
	struct work w = { .c = c, .in = in };

	TRY(ctx_need(c, MAY_BRANCH_EDIT));
	if (!c->actor.all_branches)
		return error_text(ERR(c->arena, DENIED, "branch.scope"), N_("Branches are added by who works at all of them."), NULL);
	TRY(branch_check(c, in));
	TRY(db_tx(c->db, add, &w));
	shop_forget();
	*out = w.id;
	return NULL;
}

/* ---- changing ---- */

static struct error *find(struct ctx *c, struct branch_id id, struct work *w)
{
	const struct shop *shop;

	TRY(ctx_need(c, MAY_BRANCH_EDIT));
	TRY(ctx_need_branch(c, id));
	TRY(shop_get(c, &shop));
	w->now = shop_branch(shop, id);
	if (!w->now)
		return ERR(c->arena, NOT_FOUND, "branch.none");
	w->own_before = branch_own_prices(shop, w->now);
	return NULL;
}

/* Which fields differ, without what stands in them: addresses are people's too. */
static json_t *changes(const struct work *w)
{
	const struct branch *b = w->now;
	const struct branch_fields *in = w->in;
	json_t *fields = json_array();
	const struct {
		const char *field;
		bool differs;
	} all[] = {
		{ "name", strcmp(b->name, in->name) != 0 }, { "code", strcmp(b->code, in->code) != 0 },
		{ "address", strcmp(b->address, or_empty(in->address)) != 0 }, { "phone", strcmp(b->phone, or_empty(in->phone)) != 0 },
		{ "alert_email", strcmp(or_empty(b->alert_email), or_empty(in->alert_email)) != 0 },
		{ "zone", strcmp(b->zone_name, in->zone) != 0 }, { "day_ends", b->day_ends != in->day_ends },
		{ "pickup", b->pickup != in->pickup }, { "own_prices", w->own_before != in->own_prices },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].differs)
			json_array_append_new(fields, json_string(all[i].field));
	return json_pack("{s:o}", "changed", fields);
}

static struct error *edit(struct db *db, void *arg)
{
	const struct work *w = arg;
	const struct branch_fields *in = w->in;

	TRY(code_free(w->c, w->id, in->code));
	TRY(db_exec(db, NULL, "UPDATE branch SET code = ?, name = ?, address = ?, phone = ?, alert_email = ?, zone = ?, day_ends = ?, "
		"pickup = ? WHERE id = ?",
		ARGS(T(in->code), T(in->name), T(or_empty(in->address)), T(or_empty(in->phone)), T(in->alert_email), T(in->zone),
		     I(in->day_ends), I(in->pickup), ID(w->id))));
	if (w->own_before != in->own_prices)
		TRY(put_list(w->c, w->id, in->code, in->own_prices));
	return audit_add(w->c, "branch.changed", "branch", w->id.v, json_keep(w->c->arena, changes(w)));
}

struct error *branch_edit(struct ctx *c, struct branch_id id, const struct branch_fields *in)
{
	struct work w = { .c = c, .in = in, .id = id };

	TRY(find(c, id, &w));
	TRY(branch_check(c, in));
	TRY(db_tx(c->db, edit, &w));
	shop_forget();
	return NULL;
}

/* ---- archiving ---- */

static const struct db_column ties_columns[] = {
	DB_COL(struct branch_ties, stock, INT), DB_COL(struct branch_ties, orders, INT),
	DB_COL(struct branch_ties, tills, INT), DB_COL(struct branch_ties, deliveries, INT), DB_COL(struct branch_ties, last, BOOL),
};
static const struct db_row ties_row = DB_ROW(struct branch_ties, ties_columns);

struct error *branch_ties(struct ctx *c, struct branch_id id, struct branch_ties *out)
{
	return db_one(c->db, &ties_row, out, "SELECT "
		"(SELECT COUNT(*) FROM stock_level s JOIN location l ON l.id = s.location_id"
		" WHERE l.branch_id = ? AND (s.on_hand <> 0 OR s.reserved <> 0)), "
		"(SELECT COUNT(*) FROM orders o WHERE o.branch_id = ? AND o.stage NOT IN ('done', 'cancelled', 'lapsed')), "
		"(SELECT COUNT(*) FROM till t WHERE t.branch_id = ? AND t.revoked_at IS NULL), "
		"(SELECT COUNT(*) FROM goods_receipt r WHERE r.branch_id = ? AND r.state = 'open'), "
		"NOT EXISTS (SELECT 1 FROM branch b WHERE b.archived_at IS NULL AND b.id <> ?)",
		ARGS(ID(id), ID(id), ID(id), ID(id), ID(id)));
}

static struct error *tied(struct ctx *c, struct error *others, int64_t n, const char *sentence)
{
	struct error *e = ERR(c->arena, CONFLICT, "branch.tied");

	return error_also(others, error_text(e, sentence, "n", arena_printf(c->arena, "%lld", (long long)n), NULL));
}

static struct error *archive(struct db *db, void *arg)
{
	const struct work *w = arg;
	struct branch_ties ties;
	struct error *bad = NULL;
	int64_t company;

	/* Whoever archives another waits: one branch stays. */
	TRY(db_whole(db, &company, 0, "SELECT id FROM company ORDER BY id LIMIT 1 FOR UPDATE", NULL, 0));
	TRY(branch_ties(w->c, w->id, &ties));
	if (ties.stock)
		bad = tied(w->c, bad, ties.stock, N_("Stock of {n} goods still lies there. Move it or count it down to zero."));
	if (ties.orders)
		bad = tied(w->c, bad, ties.orders, N_("{n} of its orders are open. Hand them over or cancel them."));
	if (ties.tills)
		bad = tied(w->c, bad, ties.tills, N_("{n} tills may sell there. Revoke them."));
	if (ties.deliveries)
		bad = tied(w->c, bad, ties.deliveries, N_("{n} deliveries are open there. Book or drop them."));
	if (ties.last)
		bad = tied(w->c, bad, 1, N_("It is the only branch."));
	if (bad)
		return bad;
	TRY(db_exec(db, NULL, "UPDATE branch SET archived_at = ? WHERE id = ?", ARGS(AT(w->c->now), ID(w->id))));
	return audit_add(w->c, "branch.archived", "branch", w->id.v, NULL);
}

struct error *branch_archive(struct ctx *c, struct branch_id id)
{
	struct work w = { .c = c, .id = id };

	TRY(find(c, id, &w));
	TRY(db_tx(c->db, archive, &w));
	shop_forget();
	return NULL;
}

/* ---- hours ---- */

static struct error *set_week(struct db *db, void *arg)
{
	const struct work *w = arg;

	(void)db;
	TRY(hours_put_week(w->c, w->id, w->week, w->week_count));
	return audit_add(w->c, "branch.hours", "branch", w->id.v, NULL);
}

struct error *branch_set_week(struct ctx *c, struct branch_id id, const struct branch_hours *week, size_t n)
{
	struct work w = { .c = c, .id = id, .week = week, .week_count = n };

	TRY(find(c, id, &w));
	TRY(db_tx(c->db, set_week, &w));
	shop_forget();
	return NULL;
}

static json_t *day_detail(const struct work *w)
{
	char date[16];

	return json_pack("{s:s s:I s:I}", "day", date_format(date, w->date), "opens", (json_int_t)w->span.opens,
		"closes", (json_int_t)w->span.closes);
}

static struct error *set_day(struct db *db, void *arg)
{
	const struct work *w = arg;

	(void)db;
	TRY(hours_put_day(w->c, w->id, w->date, w->span, w->note));
	return audit_add(w->c, "branch.day", "branch", w->id.v, json_keep(w->c->arena, day_detail(w)));
}

struct error *branch_set_day(struct ctx *c, const struct branch *b, int32_t date, struct hours_span span, const char *note)
{
	struct work w = { .c = c, .id = b->id, .date = date, .span = span, .note = note };

	TRY(find(c, b->id, &w));
	if (date < business_date(b->zone, 0, c->now))
		return wrong(c, NULL, "day", N_("This day is over."));
	if (!text_fits(note, 0, BRANCH_NOTE_MAX))
		return wrong(c, NULL, "note", N_("A note has at most 100 characters."));
	TRY(db_tx(c->db, set_day, &w));
	shop_forget();
	return NULL;
}

static struct error *drop_day(struct db *db, void *arg)
{
	const struct work *w = arg;
	char date[16];

	(void)db;
	TRY(hours_drop_day(w->c, w->id, w->date));
	return audit_add(w->c, "branch.day_removed", "branch", w->id.v,
		json_keep(w->c->arena, json_pack("{s:s}", "day", date_format(date, w->date))));
}

struct error *branch_drop_day(struct ctx *c, struct branch_id id, int32_t date)
{
	struct work w = { .c = c, .id = id, .date = date };

	TRY(find(c, id, &w));
	TRY(db_tx(c->db, drop_day, &w));
	shop_forget();
	return NULL;
}
