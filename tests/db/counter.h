/* counter.h: the shop of goods.h with six goods, an owner who may everything and
 * tills, on a morning of August: for tests of orders and sales. */
#ifndef MAKOLET_TESTS_DB_COUNTER_H
#define MAKOLET_TESTS_DB_COUNTER_H

#include "goods.h"

#include "base/bytes.h"
#include "base/num.h"
#include "shop/check.h"
#include "shop/staff.h"
#include "shop/till.h"

#define WHOLE(n) ((n) * INT64_C(1000))
/* 10 August 2026, 9 in the morning. */
#define MORNING (date_from_civil(2026, 8, 10) * DAY + 6 * HOUR)

static struct variant_id milk, bread, jar, shirt, soap, tomato;

struct counter_good {
	struct variant_id *variant;
	const char *name, *unit;
	int64_t price;			/* minor units */
};

static struct error *good_add(struct db *db, void *arg)
{
	const struct counter_good *g = arg;
	struct item_new in = { .type = strcmp(g->unit, "piece") ? "weighed" : "good", .lang = "en", .name = g->name,
		.unit = g->unit, .tax_class = standard };
	struct item_id item;
	bool changed;

	(void)db;
	TRY(item_add(&ctx, &in, &item, g->variant));
	return price_set(&ctx, haifa->price_list, *g->variant, g->price * PRICE_PER_MINOR, ctx.now - DAY, &changed);
}

static void employ(void)
{
	const struct staff_new in = { .login = "dana", .name = "Dana", .role = "owner", .lang = "en" };
	struct staff_id id;

	assert_ok(staff_add(&ctx, &in, &id));
	ctx.actor = (struct actor){ .staff = id, .name = "Dana", .all_branches = true };
	for (int p = 0; p < PERMISSION_COUNT; p++)
		ctx.actor.permissions |= UINT64_C(1) << p;
}

/* For cmocka_run_group_tests(), with goods_close(). */
static int counter_open(void **state)
{
	struct counter_good goods[] = {
		{ &milk, "Milk", "piece", 690 }, { &bread, "Bread", "piece", 590 }, { &jar, "Jam", "piece", 1990 },
		{ &shirt, "Shirt", "piece", 7990 }, { &soap, "Soap", "piece", 333 }, { &tomato, "Tomatoes", "kg", 990 },
	};
	const struct shop *shop;

	goods_open(state);
	/* The business day ends at 2 in the night. */
	test_root(t, "UPDATE branch SET day_ends = 120");
	shop_forget();
	assert_ok(shop_get(&ctx, &shop));
	haifa = shop_branch_by_code(shop, "HAIFA");
	carmel = shop_branch_by_code(shop, "CARMEL");
	ctx.now = MORNING;
	employ();
	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		assert_ok(db_tx(t->app, good_add, &goods[i]));
		assert_ok(stock_set_policy(&ctx, haifa->shelf, *goods[i].variant, STOCK_UNCOUNTED));
	}
	return 0;
}

static __attribute__((unused)) void stocked(const struct branch *b, struct variant_id v, int64_t quantity, enum stock_policy policy)
{
	assert_ok(stock_set_policy(&ctx, b->shelf, v, policy));
	assert_ok(stock_correct(&ctx, b->shelf, v, quantity, "counted"));
}

static __attribute__((unused)) struct stock_level level_of(const struct branch *b, struct variant_id v)
{
	struct stock_place *places;
	size_t n;

	assert_ok(stock_places(&ctx, v, &places, &n));
	for (size_t i = 0; i < n; i++)
		if (places[i].level.location.v == b->shelf.v)
			return places[i].level;
	fail();
	return places[0].level;
}

/* A cart with one line, and the form that orders it. */
static __attribute__((unused)) struct cart_id cart_with(struct variant_id v, int64_t quantity)
{
	struct cart_id cart;

	assert_ok(cart_new(&ctx, &cart));
	assert_ok(cart_add(&ctx, cart, v, quantity));
	return cart;
}

static __attribute__((unused)) struct checkout checkout_of(struct cart_id id)
{
	struct checkout in = { .uuid = uuid_new(ctx.arena), .lang = "en", .branch = haifa, .name = "Noa",
		.email = "noa@example.com", .terms = true };
	struct cart cart;

	assert_ok(cart_get(&ctx, "en", id, haifa, &cart));
	in.total_seen = cart.total.total;
	return in;
}

/* A new till with a shift of 200.00; who acts from here on stands at it. */
static __attribute__((unused)) struct till till_at(const struct branch *b)
{
	struct shift shift;
	struct till till;

	assert_ok(till_enrol(&ctx, b->id, "Till", (struct till_id){ 0 }, &till));
	ctx.actor.till = till.id;
	assert_ok(shift_open(&ctx, till.id, 20000, &shift));
	return till;
}

/* Every invariant holds and every chain is whole. */
static void books_agree(void)
{
	struct journal_fault *faults;
	struct check_result *results;
	int64_t entries;
	size_t n;

	assert_ok(check_run(&ctx, arena_printf(ctx.arena, "%s/sql/check", test_top()), &results, &n));
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++)
		if (results[i].rows)
			fail_msg("%s: %s", results[i].must, results[i].first);
	assert_ok(journal_verify(&ctx, &faults, &n, &entries));
	assert_int_equal(n, 0);
}

/* After each test. */
static __attribute__((unused)) int whole(void **state)
{
	(void)state;
	ctx.now = MORNING;
	books_agree();
	return 0;
}

#endif
