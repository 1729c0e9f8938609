/* init_prices.c: the demo's prepared prices, shelf labels and searches without a
 * result. */
#include "base/bytes.h"
#include "base/str.h"
#include "shop/init_trade.h"
#include "shop/search.h"
#include "shop/shelf_label.h"

/* When the labels were put up, in days before now. */
#define LABELS_UP 5

struct doing {
	struct ctx c;			/* the manager's, at the time of the step */
	const struct shop *shop;
	struct price_list_id list;
};

static struct error *manager(struct ctx *c, struct actor *out)
{
	*out = (struct actor){ .name = "manager", .lang = "en", .all_branches = true };
	for (int may = 0; may < PERMISSION_COUNT; may++)
		out->permissions |= UINT64_C(1) << may;
	return db_whole(c->db, &out->staff.v, 0, "SELECT id FROM staff WHERE login = 'manager'", NULL, 0);
}

static instant local(const struct branch *b, int32_t date, int hour)
{
	struct civil t = { .hour = hour };

	date_to_civil(date, &t.year, &t.month, &t.day);
	return zone_instant(b->zone, &t);
}

/* A set with the goods of one category, by a rule. */
static struct error *prepare(struct doing *d, const char *name, const char *category, const struct price_rule *rule, struct price_change_id *out)
{
	struct price_filter filter = { .least = -1, .most = -1 };
	struct price_ruled done;

	TRY(db_whole(d->c.db, &filter.category.v, 0, "SELECT id FROM category WHERE slug = ?", ARGS(T(category))));
	TRY(price_change_new(&d->c, uuid_new(d->c.arena), name, d->list, out));
	return price_change_rule(&d->c, *out, &filter, rule, &done);
}

/* Every label of a branch, as if somebody had just printed them all. */
static struct error *print_all(struct doing *d, const struct branch *branch)
{
	struct label_filter filter = { .branch = branch, .at = d->c.now };
	struct shelf_label *labels;
	struct label_result result;
	struct str marks;
	size_t n;

	do {
		TRY(label_list(&d->c, &filter, 0, LABELS_AT_ONCE, &labels, &n));
		str_init(&marks, d->c.arena);
		for (size_t i = 0; i < n; i++)
			str_addf(&marks, "%s%s", i ? " " : "", label_mark(d->c.arena, &labels[i]));
		if (n)
			TRY(label_printed(&d->c, uuid_new(d->c.arena), branch, filter.at, marks.p, &result));
	} while (n == LABELS_AT_ONCE);
	return NULL;
}

static struct error *searches(struct doing *d, instant now)
{
	static const struct {
		const char *query;
		int times, hours;	/* the last, before now */
	} missed[] = {
		{ "kombucha", 9, 3 }, { "tofu", 7, 20 }, { "כוסמין", 6, 31 }, { "batteries", 5, 52 }, { "matcha", 3, 75 },
		{ "karjalanpiirakka", 2, 26 }, { "חיתולים", 4, 8 }, { "pierogi", 2, 140 },
	};

	for (size_t i = 0; i < sizeof(missed) / sizeof(missed[0]); i++)
		for (int k = 0; k < missed[i].times; k++) {
			d->c.now = now - missed[i].hours * HOUR - (missed[i].times - 1 - k) * DAY;
			TRY(search_missed(&d->c, missed[i].query));
		}
	return NULL;
}

struct error *demo_prices(struct ctx *c, int64_t days)
{
	static const struct price_rule sale = { -1000, 0, 100, 90, PRICE_NEAREST }, dearer = { 400, 0, 10, 0, PRICE_UP };
	struct doing d = { .c = *c };
	struct price_change_id id;
	const struct branch *b;
	int64_t there;
	int32_t today;

	TRY(db_whole(c->db, &there, 0, "SELECT COUNT(*) FROM price_change", NULL, 0));
	if (there)
		return NULL;
	TRY(shop_get(c, &d.shop));
	TRY(manager(c, &d.c.actor));
	b = &d.shop->branches[0];
	d.list = b->price_list;
	today = business_date(b->zone, (int)b->day_ends, c->now);
	d.c.now = days ? local(b, today - LABELS_UP, 20) : c->now;
	for (size_t i = 0; i < d.shop->branch_count; i++)
		TRY(print_all(&d, &d.shop->branches[i]));
	/* The night before today, when the trade of the past is over. */
	if (days) {
		d.c.now = local(b, today - 1, 17);
		TRY(prepare(&d, "Bath week: a tenth off", "bath", &sale, &id));
		TRY(price_change_set(&d.c, id, local(b, today - 1, 23), false));
	}
	d.c.now = c->now;
	TRY(prepare(&d, "Dairy from Sunday, 7:00", "dairy", &dearer, &id));
	return searches(&d, c->now);
}
