/* init_basket.c: shoppers of the demo's past: habits by hour and day. */
#include "shop/init_basket.h"

#include "base/bytes.h"
#include "base/num.h"
#include "shop/receiving.h"

#define FULL_FROM 55	/* percent: below that a delivery comes */

/* ---- chance ---- */

static uint64_t draw(struct random *r)
{
	uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

int64_t random_below(struct random *r, int64_t n)
{
	return (int64_t)(draw(r) % (uint64_t)n);
}

int pick_weighted(struct random *r, const int *weights, int n)
{
	int64_t sum = 0, at;
	int i = 0;

	for (int k = 0; k < n; k++)
		sum += weights[k];
	at = sum ? random_below(r, sum) : 0;
	while (i < n - 1 && at >= weights[i])
		at -= weights[i++];
	return i;
}

/* ---- the shelf ---- */

static const struct db_column good_columns[] = {
	DB_COL(struct shelf_good, variant, INT), DB_COL(struct shelf_good, type, TEXT), DB_COL(struct shelf_good, slug, TEXT),
	DB_COL(struct shelf_good, category, TEXT), DB_COL(struct shelf_good, usual, INT),
};
static const struct db_row good_row = DB_ROW(struct shelf_good, good_columns);

struct error *shelf_read(struct ctx *c, const struct branch *b, struct shelf *out)
{
	*out = (struct shelf){ .location = b->shelf };
	TRY(db_all(c->db, &good_row, &out->goods, &out->count,
		"SELECT v.id, i.type, i.slug, COALESCE(p.slug, g.slug, ''), COALESCE(s.on_hand, 0) FROM variant v JOIN item i ON i.id = v.item_id "
		"LEFT JOIN category g ON g.id = i.category_id LEFT JOIN category p ON p.id = g.parent_id "
		"LEFT JOIN stock_level s ON s.variant_id = v.id AND s.location_id = ? "
		"WHERE i.type IN ('good', 'weighed', 'service') AND i.archived_at IS NULL AND v.archived_at IS NULL ORDER BY v.id",
		ARGS(ID(b->shelf))));
	out->weights = ARENA_ARRAY(c->arena, out->count, int);
	for (size_t i = 0; i < out->count; i++) {
		TRY(price_at(c, b->price_list, out->goods[i].variant, c->now, &out->goods[i].price));
		out->goods[i].left = out->goods[i].usual;
	}
	return NULL;
}

/* ---- deliveries ---- */

/* Who brings what, on which days (bit 0: Sunday), and for how many days it lasts. */
static const struct supplier {
	const char *name;
	const char *categories[3];
	unsigned weekdays;
	int lasts;
} suppliers[] = {
	{ "Emek Dairy", { "dairy" }, 0x3f, 18 },
	{ "HaTannur Bakery", { "bakery" }, 0x3f, 5 },
	{ "Sharon Fruit & Vegetables", { "fruit-vegetables" }, 0x3f, 0 },
	{ "Carmel Wholesale", { NULL }, 0x15, 0 },	/* the rest */
};
#define SUPPLIERS (sizeof(suppliers) / sizeof(suppliers[0]))

static const struct supplier *supplier_of(const struct shelf_good *g)
{
	for (size_t i = 0; i < SUPPLIERS; i++)
		for (size_t k = 0; k < 3 && suppliers[i].categories[k]; k++)
			if (!strcmp(suppliers[i].categories[k], g->category))
				return &suppliers[i];
	return &suppliers[SUPPLIERS - 1];
}

/* Of one, without tax, in whole minor units: some two thirds of the price, that move a little. */
static int64_t cost_of(const struct shelf_good *g, int32_t date)
{
	int64_t percent = 55 + g->variant.v % 12 + (date / 17 + g->variant.v * 7) % 4, cost;

	return num_mul_div(g->price, percent, 100 * PRICE_PER_MINOR, &cost) ? cost * PRICE_PER_MINOR : 0;
}

struct filling {
	struct ctx *c;
	struct shelf *shelf;
	int32_t date;
	struct goods_receipt_id delivery;
};

static struct error *arrives(struct filling *f, const struct supplier *from, const char *reference)
{
	struct delivery_new in = { .uuid = uuid_new(f->c->arena), .location = f->shelf->location, .supplier = from->name, .reference = reference, .again = true };

	return f->delivery.v ? NULL : receiving_open(f->c, &in, &f->delivery);
}

/* Whoever orders knows what sells slowly: it lasts until two deliveries on. */
static int32_t lasts(const struct filling *f, const struct supplier *from, const struct shelf_good *g)
{
	int32_t slow = g->filled ? (f->date - g->filled) * 5 / 2 : 0;

	return (slow > from->lasts ? slow : from->lasts) + (int32_t)(g->variant.v % 4);
}

static struct error *bring(struct filling *f, const struct shelf_good *g, const struct supplier *from, int64_t quantity, int64_t cost)
{
	struct delivery_scan scan = { .uuid = uuid_new(f->c->arena), .variant = g->variant, .packs = quantity };
	struct delivery_change change = { .uuid = scan.uuid, .packs = quantity, .pack_quantity = QUANTITY_ONE, .cost = cost, .expires_on = DATE_NONE };
	const char *uuid;
	bool there;

	if (from->lasts)
		change.expires_on = f->date + lasts(f, from, g);
	TRY(receiving_scan(f->c, f->delivery, &scan, &uuid, &there));
	return receiving_change(f->c, f->delivery, &change);
}

struct lying {
	int64_t on_hand, reserved;
};
static const struct db_column lying_columns[] = { DB_COL(struct lying, on_hand, INT), DB_COL(struct lying, reserved, INT) };
static const struct db_row lying_row = DB_ROW(struct lying, lying_columns);

/* What waits for web orders lies there as well; who weighs brings half kilos. */
static struct error *missing(const struct filling *f, struct shelf_good *g, int64_t *out)
{
	struct lying l;

	TRY(db_one(f->c->db, &lying_row, &l, "SELECT on_hand, reserved FROM stock_level WHERE variant_id = ? AND location_id = ?",
		ARGS(ID(g->variant), ID(f->shelf->location))));
	*out = g->usual + l.reserved - l.on_hand;
	if (*out > 0 && !strcmp(g->type, "weighed"))
		*out = (*out + 499) / 500 * 500;
	g->left = l.on_hand - l.reserved + (*out > 0 ? *out : 0);
	return NULL;
}

static struct error *fill_from(struct filling *f, const struct supplier *from)
{
	struct shelf *s = f->shelf;

	f->delivery = (struct goods_receipt_id){ 0 };
	for (size_t i = 0; i < s->count; i++) {
		struct shelf_good *g = &s->goods[i];
		int64_t quantity;

		if (g->left * 100 >= g->usual * FULL_FROM || supplier_of(g) != from)
			continue;
		TRY(missing(f, g, &quantity));
		if (quantity <= 0)
			continue;
		TRY(arrives(f, from, arena_printf(f->c->arena, "%lld", (long long)(100000 + (f->c->now / MINUTE + s->location.v * 7919 + (from - suppliers) * 104729) % 900000))));
		TRY(bring(f, g, from, quantity, cost_of(g, f->date)));
		g->filled = f->date;
	}
	return f->delivery.v ? receiving_book(f->c, f->delivery) : NULL;
}

static struct error *fill(struct db *db, void *arg)
{
	struct filling *f = arg;
	unsigned weekday = (unsigned)(f->date + 4) % 7;

	(void)db;
	for (size_t i = 0; i < SUPPLIERS; i++)
		if (suppliers[i].weekdays >> weekday & 1)
			TRY(fill_from(f, &suppliers[i]));
	return NULL;
}

struct error *shelf_fill(struct ctx *c, struct shelf *shelf)
{
	struct filling f = { .c = c, .shelf = shelf, .date = (int32_t)(c->now / DAY) };

	return db_tx(c->db, fill, &f);
}

/* A delivery that somebody is in the middle of: five goods, the last two without
 * a cost yet, the second dearer than ever before. */
static struct error *begin(struct db *db, void *arg)
{
	struct filling *f = arg;
	const struct supplier *from = &suppliers[0];
	int lines = 0;

	(void)db;
	TRY(arrives(f, from, "88120"));
	for (size_t i = 0; i < f->shelf->count && lines < 5; i++) {
		const struct shelf_good *g = &f->shelf->goods[i];
		int64_t cost = cost_of(g, f->date);

		if (supplier_of(g) != from || strcmp(g->type, "good"))
			continue;
		lines++;
		TRY(bring(f, g, from, (6 + lines * 2) * QUANTITY_ONE, lines > 3 ? COST_NONE : lines == 2 ? cost * 5 / 4 + PRICE_PER_MINOR : cost));
	}
	return NULL;
}

struct error *shelf_begin_delivery(struct ctx *c, struct shelf *shelf)
{
	struct filling f = { .c = c, .shelf = shelf, .date = (int32_t)(c->now / DAY) };

	return db_tx(c->db, begin, &f);
}

/* ---- baskets ---- */

/* How much likelier a kind of goods is at a time of the day, in tenths. */
static const struct {
	const char *category;
	int morning, noon, evening, friday;
} habits[] = {
	{ "bakery", 30, 12, 10, 16 }, { "dairy", 18, 10, 12, 12 }, { "fruit-vegetables", 8, 10, 15, 16 },
	{ "pantry", 6, 10, 12, 10 }, { "drinks", 8, 16, 12, 12 }, { "home", 3, 8, 8, 5 }, { "clothes", 2, 6, 6, 2 },
	{ "services", 4, 5, 3, 2 },
};

/* Who comes on Friday comes for these. */
static bool for_shabbat(const char *slug)
{
	static const char *const slugs[] = { "challah", "grape-juice", "shabbat-candles", "rugelach" };

	for (size_t i = 0; i < sizeof(slugs) / sizeof(slugs[0]); i++)
		if (!strcmp(slugs[i], slug))
			return true;
	return false;
}

static int habit(const struct shelf_good *g, const struct civil *when)
{
	bool friday = when->weekday == 5;

	for (size_t i = 0; i < sizeof(habits) / sizeof(habits[0]); i++)
		if (!strcmp(habits[i].category, g->category))
			return (friday ? habits[i].friday : when->hour < 11 ? habits[i].morning : when->hour < 16 ? habits[i].noon
				: habits[i].evening) * (friday && for_shabbat(g->slug) ? 4 : 1);
	return 5;
}

/* What lies there in plenty is what is bought most. */
static void weigh(struct shelf *s, const struct civil *when)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct shelf_good *g = &s->goods[i];

		s->weights[i] = g->price <= 0 ? 0 : habit(g, when) * (int)(2 + g->usual / 1000);
	}
}

static int64_t how_much(struct random *r, const struct shelf_good *g)
{
	static const int pieces[] = { 0, 76, 17, 4, 2, 0, 1 };

	if (!strcmp(g->type, "weighed"))
		return 150 + random_below(r, 280) * 5;
	return pick_weighted(r, pieces, 7) * 1000;
}

static bool holds(const struct sale_line *lines, size_t n, struct variant_id v)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i].variant.v == v.v)
			return true;
	return false;
}

size_t basket_pick(struct random *r, struct shelf *shelf, const struct civil *when, struct sale_line out[BASKET_MAX])
{
	static const int sizes[] = { 0, 14, 18, 18, 15, 12, 9, 6, 4, 2, 1, 1 };
	int wanted = pick_weighted(r, sizes, BASKET_MAX);
	size_t n = 0;

	weigh(shelf, when);
	for (int i = 0; i < wanted; i++) {
		struct shelf_good *g = &shelf->goods[pick_weighted(r, shelf->weights, (int)shelf->count)];
		bool counted = strcmp(g->type, "service") != 0;
		int64_t quantity = how_much(r, g);

		/* Nobody takes the last one: the shelf never runs dry. */
		if (holds(out, n, g->variant) || (counted && g->left - quantity < 1000))
			continue;
		g->left -= counted ? quantity : 0;
		out[n++] = (struct sale_line){ g->variant, quantity, g->price };
	}
	return n;
}

/* ---- people ---- */

static const struct {
	const char *name, *lang;
} people[] = {
	{ "נועה כהן", "he" }, { "יואב לוי", "he" }, { "תמר מזרחי", "he" }, { "איתי פרץ", "he" }, { "מיכל ביטון", "he" },
	{ "דניאל אברהם", "he" }, { "שירה פרידמן", "he" }, { "עומר דהן", "he" }, { "הילה אזולאי", "he" }, { "רון שפירא", "he" },
	{ "יעל גבאי", "he" }, { "אורי קליין", "he" }, { "ליאת חדד", "he" }, { "גיא בן דוד", "he" }, { "סמאח ח'ורי", "he" },
	{ "מאיה רוזן", "he" }, { "אלון סגל", "he" }, { "רותם נחום", "he" }, { "אסתר וקנין", "he" }, { "בועז כץ", "he" },
	{ "עדי שרעבי", "he" }, { "נדב הראל", "he" }, { "טל אוחיון", "he" }, { "חנה ברק", "he" }, { "עידו מלכה", "he" },
	{ "Sarah Green", "en" }, { "Daniel Moore", "en" }, { "Ruth Abrams", "en" }, { "Peter Lang", "en" }, { "Amira Haddad", "en" },
	{ "Joseph Klein", "en" }, { "Anna Kowalska", "pl" }, { "Piotr Nowak", "pl" }, { "Ewa Zielińska", "pl" }, { "Marek Wójcik", "pl" },
	{ "Aino Virtanen", "fi" }, { "Mikko Korhonen", "fi" }, { "Liisa Nieminen", "fi" }, { "Hannu Laine", "fi" }, { "Olga Levin", "en" },
};

static const char *note_in(const char *lang)
{
	if (!strcmp(lang, "he"))
		return "אם אין בננות בשלות, עדיף ירוקות. תודה!";
	if (!strcmp(lang, "pl"))
		return "Proszę o dojrzałe awokado.";
	if (!strcmp(lang, "fi"))
		return "Kiitos, noudan töiden jälkeen.";
	return "I will come by bicycle: two bags, please.";
}

void shopper_pick(struct random *r, struct arena *a, struct checkout *out)
{
	int64_t who = random_below(r, sizeof(people) / sizeof(people[0]));

	out->name = people[who].name;
	out->lang = people[who].lang;
	out->phone = arena_printf(a, "05%lld-555-01%02lld", (long long)(who % 5), (long long)who);
	if (who % 3)
		out->email = arena_printf(a, "shopper%lld@example.com", (long long)who + 1);
	if (random_below(r, 6) == 0)
		out->note = note_in(out->lang);
}
