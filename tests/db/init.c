/* init.c: a shop by country, and the demo, which may be loaded again. */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shop/check.h"
#include "shop/document.h"
#include "shop/init.h"
#include "shop/item.h"
#include "shop/shop.h"
#include "shop/staff.h"

static struct test_db *t;
static struct ctx ctx;

/* Each test has a database of its own. */
static int set_up(void **state)
{
	(void)state;
	t = test_db_open();
	test_db_migrate(t);
	test_db_state(t);
	ctx = (struct ctx){ .arena = t->arena, .db = t->app, .conf = t->conf, .now = clock_now(), .request_id = "" };
	ctx.actor.all_branches = true;
	shop_forget();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	shop_forget();
	test_db_close(t);
	return 0;
}

static int64_t number(const char *sql)
{
	int64_t n;

	assert_ok(db_whole(t->app, &n, -1, sql, NULL, 0));
	return n;
}

static int64_t rate(const char *class, const char *at)
{
	int64_t out;
	instant when;

	assert_true(instant_parse(at, &when));
	assert_ok(db_whole(t->app, &out, -1, "SELECT r.rate FROM tax_rate r JOIN tax_class c ON c.id = r.tax_class_id "
		"WHERE c.code = ? AND r.valid_from <= ? ORDER BY r.valid_from DESC LIMIT 1", ARGS(T(class), AT(when))));
	return out;
}

static const struct init_branch one = { "MAIN", "Main street", "Main street 1", "1", NULL, false, NULL, 0 };

static struct init_shop shop_in(const char *country)
{
	const char *number = strcmp(country, "FI") == 0 ? "0112038-9" : strcmp(country, "PL") == 0 ? "526-104-08-28" : "510000003";

	return (struct init_shop){ .name = "Corner", .tax_number = number, .country = country, .branches = &one, .branch_count = 1 };
}

static void a_finnish_shop_has_finnish_rules(void **state)
{
	struct init_shop in = shop_in("FI");
	const struct shop *shop;

	(void)state;
	assert_ok(init_shop(&ctx, &in));
	assert_ok(shop_get(&ctx, &shop));
	assert_string_equal(shop->company.currency, "EUR");
	assert_string_equal(shop->company.lang, "fi");
	assert_string_equal(shop->branches[0].zone_name, "Europe/Helsinki");
	assert_int_equal(shop->branches[0].cash_step, 5);
	assert_true(shop->branches[0].shelf.v > 0);
	assert_string_equal(shop_channel(shop, "till")->languages, "fi");
	assert_int_equal(rate("standard", "2024-08-31T20:59:59Z"), 2400);
	assert_int_equal(rate("standard", "2024-08-31T21:00:00Z"), 2550);
	assert_int_equal(rate("food", "2026-01-01T00:00:00+02:00"), 1350);
	assert_int_equal(access(arena_printf(t->arena, "%s/signing.key", t->conf->state_dir), R_OK), 0);
	assert_fails(init_shop(&ctx, &in), CONFLICT, "shop.exists");
}

static void a_polish_shop_has_polish_rules(void **state)
{
	struct init_shop in = shop_in("PL");
	const struct shop *shop;

	(void)state;
	assert_ok(init_shop(&ctx, &in));
	assert_ok(shop_get(&ctx, &shop));
	assert_string_equal(shop->company.currency, "PLN");
	assert_int_equal(shop->branches[0].cash_step, 1);
	assert_string_equal(shop->company.tax_number, "5261040828");
	assert_false(shop->open);
	assert_int_equal(rate("standard", "2026-06-01T00:00:00Z"), 2300);
	assert_int_equal(rate("reduced", "2026-06-01T00:00:00Z"), 800);
	assert_int_equal(rate("food", "2026-06-01T00:00:00Z"), 500);
}

static void what_is_wrong_is_said_and_nothing_is_made(void **state)
{
	struct init_branch lower = one;
	struct init_shop in = shop_in("SE");

	(void)state;
	assert_fails(init_shop(&ctx, &in), INVALID, "init.country");
	in = shop_in("IL");
	in.name = "";
	assert_fails(init_shop(&ctx, &in), INVALID, "init.input");
	in = shop_in("IL");
	lower.code = "main";
	in.branches = &lower;
	assert_fails(init_shop(&ctx, &in), INVALID, "branch.invalid");
	in = shop_in("IL");
	in.tax_number = "510000004";
	assert_fails(init_shop(&ctx, &in), INVALID, "company.invalid");
	in = shop_in("IL");
	in.branch_count = 0;
	assert_fails(init_shop(&ctx, &in), INVALID, "init.input");
	assert_int_equal(number("SELECT COUNT(*) FROM company"), 0);
}

static int64_t everything(void)
{
	return number("SELECT (SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM item_text) + (SELECT COUNT(*) FROM variant) + "
		"(SELECT COUNT(*) FROM barcode) + (SELECT COUNT(*) FROM price) + (SELECT COUNT(*) FROM stock_level) + "
		"(SELECT COUNT(*) FROM ledger.stock_move) + (SELECT COUNT(*) FROM staff) + (SELECT COUNT(*) FROM branch)");
}

static void load(void)
{
	struct demo_options o = { .goods = arena_printf(t->arena, "%s/sql/demo/goods.json", test_top()) };
	const struct init_login *logins;
	size_t n;

	assert_ok(init_demo(&ctx, &o, &logins, &n));
	assert_int_equal(n, 6);
}

static void the_demo_is_whole_and_loads_again(void **state)
{
	struct staff staff;
	struct item_page page;
	const struct shop *shop;
	struct item_card card;
	int64_t before;

	(void)state;
	load();
	before = everything();
	load();
	assert_int_equal(everything(), before);
	assert_ok(shop_get(&ctx, &shop));
	assert_int_equal(shop->branch_count, 2);
	for (size_t i = 0; i < 4; i++) {
		static const char *const langs[] = { "he", "en", "pl", "fi" };

		assert_ok(item_list(&ctx, langs[i], shop->branches[1].price_list, (struct category_id){ 0 }, NULL, NULL, 100, &page));
		assert_int_equal(page.count, 100);
		assert_true(page.more);
	}
	for (size_t i = 0; i < page.count; i++) {
		assert_true(page.cards[i].price > 0);
		assert_int_equal(page.cards[i].price % 100000, 0);	/* whole 10 agorot */
	}
	assert_int_equal(number("SELECT COUNT(*) FROM barcode WHERE CHAR_LENGTH(code) NOT IN (4, 14)"), 0);
	assert_ok(item_scan(&ctx, "en", &shop->branches[0], "7299990000050", &card));
	assert_string_equal(card.name, "Tomatoes");
	assert_int_equal(card.tax_rate, 0);
	assert_ok(staff_log_in(&ctx, "owner", "owner-demo-1", &staff));
	assert_ok(staff_log_in_pin(&ctx, shop->branches[0].id, "cashier", "3333", &staff));
}

static struct error *nothing_drawn(struct arena *a, const struct demo_drawing *in, struct str *out)
{
	(void)a;
	str_addf(out, "<svg xmlns='http://www.w3.org/2000/svg'>%s%s%s</svg>", in->shape, in->colour, in->label);
	return NULL;
}

static void the_demo_s_past_balances_and_happens_once(void **state)
{
	struct demo_options o = { .goods = arena_printf(t->arena, "%s/sql/demo/goods.json", test_top()), .draw = nothing_drawn, .days = 10 };
	const struct init_login *logins;
	struct journal_fault *faults;
	struct check_result *results;
	int64_t entries, orders;
	size_t n;

	(void)state;
	assert_ok(init_demo(&ctx, &o, &logins, &n));
	assert_true(number("SELECT COUNT(*) FROM orders o JOIN sales_channel s ON s.id = o.channel_id WHERE s.kind = 'till'") > 300);
	assert_true(number("SELECT COUNT(*) FROM orders WHERE stage IN ('placed', 'ready')") > 0);
	assert_int_equal(number("SELECT COUNT(*) FROM orders WHERE placed_at > UTC_TIMESTAMP(6)"), 0);
	/* Today's board shows each of its states. */
	assert_true(number("SELECT COUNT(*) FROM orders WHERE stage = 'placed' AND promised_at < UTC_TIMESTAMP(6)") > 0);
	assert_true(number("SELECT COUNT(*) FROM orders WHERE stage = 'placed' AND picking = 0 AND promised_at > UTC_TIMESTAMP(6)") > 0);
	assert_true(number("SELECT COUNT(*) FROM orders WHERE picking = 1") > 1);
	assert_true(number("SELECT COUNT(*) FROM orders WHERE stage = 'ready'") > 0);
	assert_int_equal(number("SELECT COUNT(*) FROM orders WHERE stage IN ('placed', 'ready') AND promised_at IS NULL"), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM order_message WHERE kind = 'from_customer' AND read_at IS NULL"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM ledger.document WHERE DAYNAME(business_date) = 'Saturday'"), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM shift WHERE open_till_id IS NOT NULL"), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM job WHERE state = 'waiting'"), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM shortfall"), 0);
	assert_int_equal(number("SELECT COUNT(*) FROM stock_level WHERE policy <> 'uncounted' AND on_hand - reserved < 0"), 0);
	assert_ok(check_run(&ctx, arena_printf(t->arena, "%s/sql/check", test_top()), &results, &n));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(results[i].rows, 0);
	assert_ok(journal_verify(&ctx, &faults, &n, &entries));
	assert_int_equal(n, 0);
	assert_true(entries > 300);
	orders = number("SELECT COUNT(*) FROM orders");
	assert_ok(init_demo(&ctx, &o, &logins, &n));
	assert_int_equal(number("SELECT COUNT(*) FROM orders"), orders);
}

static void the_demo_does_not_touch_a_real_shop(void **state)
{
	struct demo_options o = { .goods = arena_printf(t->arena, "%s/sql/demo/goods.json", test_top()) };
	struct init_shop in = shop_in("IL");
	const struct init_login *logins;
	size_t n;

	(void)state;
	assert_ok(init_shop(&ctx, &in));
	assert_fails(init_demo(&ctx, &o, &logins, &n), CONFLICT, "shop.exists");
	assert_int_equal(number("SELECT COUNT(*) FROM item"), 0);
	o.goods = "/nowhere/goods.json";
	assert_fails(init_demo(&ctx, &o, &logins, &n), INVALID, "demo.file");
}

static void the_demo_goes_away_whole(void **state)
{
	struct demo_options o = { .goods = arena_printf(t->arena, "%s/sql/demo/goods.json", test_top()) };
	const char *migrations = arena_printf(t->arena, "%s/sql/migrations", test_top());
	struct ctx owner = ctx;
	struct init_shop in = shop_in("FI");
	const struct init_login *logins;
	enum init_holds holds;
	int64_t version;
	size_t n;

	(void)state;
	owner.db = t->owner;
	assert_ok(init_demo(&ctx, &o, &logins, &n));
	assert_ok(init_holds(&ctx, &holds));
	assert_int_equal(holds, INIT_DEMO);
	version = number("SELECT number FROM version WHERE name = 'goods'");
	assert_ok(init_empty_demo(&owner, migrations));
	assert_ok(init_holds(&ctx, &holds));
	assert_int_equal(holds, INIT_NOTHING);
	assert_true(number("SELECT number FROM version WHERE name = 'goods'") > version);
	assert_int_equal(number("SELECT (SELECT COUNT(*) FROM ledger.journal) + (SELECT COUNT(*) FROM ledger.audit) + "
		"(SELECT COUNT(*) FROM ledger.stock_move) + (SELECT COUNT(*) FROM media) + (SELECT COUNT(*) FROM staff) + "
		"(SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM orders) + (SELECT COUNT(*) FROM setting)"), 0);
	assert_ok(init_shop(&ctx, &in));
	assert_ok(init_holds(&ctx, &holds));
	assert_int_equal(holds, INIT_SHOP);
	assert_fails(init_empty_demo(&owner, migrations), CONFLICT, "shop.exists");
	assert_int_equal(number("SELECT COUNT(*) FROM company WHERE country = 'FI'"), 1);
}

#define WITH_DATABASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_DATABASE(a_finnish_shop_has_finnish_rules),
		WITH_DATABASE(a_polish_shop_has_polish_rules),
		WITH_DATABASE(what_is_wrong_is_said_and_nothing_is_made),
		WITH_DATABASE(the_demo_is_whole_and_loads_again),
		WITH_DATABASE(the_demo_s_past_balances_and_happens_once),
		WITH_DATABASE(the_demo_goes_away_whole),
		WITH_DATABASE(the_demo_does_not_touch_a_real_shop),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
