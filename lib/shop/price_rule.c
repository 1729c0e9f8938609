/* price_rule.c: new prices for many goods by one rule, in whole numbers. */
#include "base/num.h"
#include "base/str.h"
#include "shop/item_sql.h"
#include "shop/price_change_internal.h"
#include "shop/search.h"

/* Goods that words may find for one rule. */
#define SEARCHED 2000
#define SEARCH_PAGE 100
/* Lines that one statement writes. */
#define BATCH 1000

/* ---- the rule ---- */

/* Prices here are exact: 1/100,000,000 of a minor unit, so that a percentage in
 * basis points of a price leaves no remainder. */
typedef __int128 exact;
#define EXACT_PER_MINOR ((exact)PRICE_PER_MINOR * RATE_ONE)

static exact floor_div(exact a, exact b)
{
	return a / b - (a % b < 0);
}

/* The steps behind `ending` at which the price lies, rounded. */
static exact steps_of(const struct price_rule *rule, exact above_ending)
{
	exact step = rule->step * EXACT_PER_MINOR;

	if (rule->rounding == PRICE_DOWN)
		return floor_div(above_ending, step);
	if (rule->rounding == PRICE_UP)
		return -floor_div(-above_ending, step);
	return floor_div(2 * above_ending + step, 2 * step);
}

bool price_rule_apply(const struct price_rule *rule, int64_t price, int64_t *out)
{
	exact wanted = (exact)price * (RATE_ONE + rule->percent) + rule->amount * EXACT_PER_MINOR;
	exact minor;

	if (wanted <= 0)
		return false;
	minor = rule->ending + steps_of(rule, wanted - rule->ending * EXACT_PER_MINOR) * rule->step;
	if (minor <= 0)
		minor = rule->ending > 0 ? rule->ending : rule->step;
	if (minor > NUM_MAX)
		return false;
	*out = (int64_t)minor * PRICE_PER_MINOR;
	return true;
}

/* ---- the goods ---- */

struct good {
	struct variant_id variant;
	int64_t price;
};
static const struct db_column good_columns[] = { DB_COL(struct good, variant, INT), DB_COL(struct good, price, INT) };
static const struct db_row good_row = DB_ROW(struct good, good_columns);

/* Arguments: of ASKED_SQL, ID(change), I(inside). */
#define GOODS_SQL(from, where) \
	"SELECT DISTINCT v.id, " PRICE_SQL " AS price FROM " from " JOIN " ASKED_SQL \
	" JOIN item i ON i.archived_at IS NULL AND i.type NOT IN ('deposit', 'gift_card') AND " where \
	" JOIN variant v ON v.item_id = i.id AND v.archived_at IS NULL" \
	" LEFT JOIN price_change_line y ON y.change_id = ? AND y.variant_id = v.id" \
	" WHERE ? = 0 OR y.change_id IS NOT NULL" \
	" HAVING (? < 0 OR price >= ?) AND (? < 0 OR price <= ?) ORDER BY v.id LIMIT ?"

struct ruling {
	struct ctx *c;
	struct price_change_id id;
	const struct price_filter *filter;
	const struct price_rule *rule;
	const char *categories;		/* "3,17"; NULL: any */
	const char *items;		/* JSON of what the words found; NULL: any */
	struct price_ruled done;
};

static int64_t bound(int64_t minor)
{
	return minor < 0 ? -1 : minor * PRICE_PER_MINOR;
}

static struct error *goods(const struct ruling *r, struct price_list_id list, struct good **out, size_t *n)
{
	const struct price_filter *f = r->filter;
	int64_t least = bound(f->least), most = bound(f->most), limit = PRICE_CHANGE_LINES + 1;
	struct ctx *c = r->c;

	if (r->items)
		return db_all(c->db, &good_row, out, n,
			GOODS_SQL("JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS j", "i.id = j.id"),
			ARGS(T(r->items), AT(c->now), T(""), ID(list), ID(r->id), I(f->inside), I(least), I(least), I(most), I(most), I(limit)));
	return db_all(c->db, &good_row, out, n,
		GOODS_SQL("(SELECT CAST(? AS CHAR) AS categories) AS k", "(k.categories IS NULL OR FIND_IN_SET(i.category_id, k.categories))"),
		ARGS(T(r->categories), AT(c->now), T(""), ID(list), ID(r->id), I(f->inside), I(least), I(least), I(most), I(most), I(limit)));
}

static struct error *find_categories(struct ruling *r)
{
	const struct category_id *ids;
	struct str out;
	size_t n;

	if (!r->filter->category.v)
		return NULL;
	TRY(category_below(r->c, r->filter->category, &ids, &n));
	str_init(&out, r->c->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%lld", i ? "," : "", (long long)ids[i].v);
	r->categories = out.p;
	return NULL;
}

static struct error *find_items(struct ruling *r)
{
	const char *after = NULL;
	struct search_hits hits;
	size_t n = 0;
	struct str out;

	if (!r->filter->find || !*r->filter->find)
		return NULL;
	str_init(&out, r->c->arena);
	do {
		TRY(search_find(r->c, r->filter->find, r->categories, after, SEARCH_PAGE, &hits));
		for (size_t i = 0; i < hits.count; i++)
			str_addf(&out, "%c%lld", n++ ? ',' : '[', (long long)hits.hits[i].item.v);
		after = hits.next;
	} while (after && n < SEARCHED);
	str_add(&out, n ? "]" : "[]");
	r->items = out.p;
	return NULL;
}

/* ---- all of it ---- */

static struct error *write_lines(struct ruling *r, const struct good *lines, size_t n)
{
	struct str rows;

	for (size_t at = 0; at < n; at += BATCH) {
		str_init(&rows, r->c->arena);
		for (size_t i = at; i < n && i < at + BATCH; i++)
			str_addf(&rows, "%c[%lld,%lld]", i > at ? ',' : '[', (long long)lines[i].variant.v, (long long)lines[i].price);
		str_add(&rows, "]");
		TRY(db_exec(r->c->db, NULL,
			"INSERT INTO price_change_line (change_id, variant_id, price) SELECT ?, j.variant, j.price "
			"FROM JSON_TABLE(?, '$[*]' COLUMNS (variant BIGINT PATH '$[0]', price BIGINT PATH '$[1]')) AS j "
			"ON DUPLICATE KEY UPDATE price = VALUES(price)",
			ARGS(ID(r->id), T(rows.p))));
	}
	return NULL;
}

/* In place: the goods whose price the rule changes, at their new price. A good
 * that is in the set gets it even where it is that in force. */
static size_t apply(struct ruling *r, struct good *all, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		int64_t price;

		if (all[i].price == PRICE_NONE || !price_rule_apply(r->rule, all[i].price, &price)) {
			r->done.unpriced++;
		} else if (price == all[i].price && !r->filter->inside) {
			r->done.same++;
		} else {
			all[kept++] = (struct good){ all[i].variant, price };
			r->done.changed++;
		}
	}
	return kept;
}

static struct error *rule(struct db *db, void *arg)
{
	struct ruling *r = arg;
	struct price_change change;
	struct good *all;
	size_t n;

	(void)db;
	r->done = (struct price_ruled){ .changed = 0 };
	TRY(price_change_lock_draft(r->c, r->id, &change));
	TRY(goods(r, change.list, &all, &n));
	TRY(write_lines(r, all, apply(r, all, n)));
	return price_change_count(r->c, r->id);
}

static struct error *rule_check(struct ctx *c, const struct price_rule *rule)
{
	if (rule->percent > -RATE_ONE && rule->percent <= 10 * RATE_ONE && rule->amount >= -NUM_MAX && rule->amount <= NUM_MAX &&
	    rule->step >= 1 && rule->ending >= 0 && rule->ending < rule->step)
		return NULL;
	return error_field(error_text(ERR(c->arena, INVALID, "price_change.rule"),
		N_("A price falls by less than 100% and rises by 1,000% at the most."), NULL), "by");
}

struct error *price_change_rule(struct ctx *c, struct price_change_id id, const struct price_filter *filter,
	const struct price_rule *rule_in, struct price_ruled *out)
{
	struct ruling r = { .c = c, .id = id, .filter = filter, .rule = rule_in };

	TRY(rule_check(c, rule_in));
	TRY(find_categories(&r));
	TRY(find_items(&r));
	TRY(db_tx(c->db, rule, &r));
	*out = r.done;
	return NULL;
}
