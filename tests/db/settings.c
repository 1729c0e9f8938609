/* settings.c: rules of shop, branch and till; the shop's names; branches that
 * come, change and go; their hours. */
#include "shop.h"

#include <string.h>

#include "base/bytes.h"
#include "shop/branch.h"
#include "shop/checklist.h"
#include "shop/company.h"
#include "shop/job.h"
#include "shop/receiving.h"
#include "shop/setting.h"

static struct test_shop *s;
static struct ctx *c;

static int set_up(void **state)
{
	(void)state;
	s = test_shop_open();
	c = &s->ctx;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_shop_close(s);
	return 0;
}

static int64_t number(const char *sql)
{
	int64_t n;

	assert_ok(db_whole(s->t->app, &n, -1, sql, NULL, 0));
	return n;
}

/* ---- rules ---- */

static const struct setting_place company = { { 0 }, { 0 } };

static int64_t minutes(struct branch_id branch, struct till_id till)
{
	int64_t n;

	assert_ok(setting_number(c, SET_TILL_HOLD_MINUTES, branch, till, &n));
	return n;
}

static void a_till_follows_its_branch_and_that_the_shop(void **state)
{
	struct setting_place branch = { s->branch->id, { 0 } }, till = { s->branch->id, s->till.id };
	struct setting_value v;

	(void)state;
	assert_int_equal(minutes(s->branch->id, s->till.id), 10);
	assert_ok(setting_change(c, SET_TILL_HOLD_MINUTES, company, "20"));
	assert_int_equal(minutes(s->branch->id, s->till.id), 20);
	assert_ok(setting_change(c, SET_TILL_HOLD_MINUTES, branch, "30"));
	assert_ok(setting_change(c, SET_TILL_HOLD_MINUTES, till, "40"));
	assert_int_equal(minutes(s->branch->id, (struct till_id){ 0 }), 30);
	assert_int_equal(minutes(s->branch->id, s->till.id), 40);
	assert_ok(setting_at_place(c, SET_TILL_HOLD_MINUTES, till, &v));
	assert_true(v.own);
	assert_string_equal(v.value, "40");
	assert_string_equal(v.above, "30");
	assert_ok(setting_change(c, SET_TILL_HOLD_MINUTES, till, NULL));
	assert_int_equal(minutes(s->branch->id, s->till.id), 30);
	assert_int_equal(number("SELECT COUNT(*) FROM ledger.audit WHERE action = 'setting.set'"), 4);
}

static void a_value_is_of_its_type_and_stands_where_it_may(void **state)
{
	struct setting_place branch = { s->branch->id, { 0 } }, nowhere = { { 99 }, { 0 } }, lost = { { 0 }, s->till.id };

	(void)state;
	assert_fails(setting_change(c, SET_PICKUP_DAYS, company, "many"), INVALID, "setting.value");
	assert_fails(setting_change(c, SET_PICKUP_DAYS, company, "0"), INVALID, "setting.value");
	assert_fails(setting_change(c, SET_OPEN, company, "1"), NOT_FOUND, "setting.none");
	assert_fails(setting_change(c, SET_MAIL_REPLY_TO, company, "a b@c"), INVALID, "setting.value");
	assert_fails(setting_change(c, SET_SCALE_LABELS, company, "IIIII"), INVALID, "setting.value");
	assert_ok(setting_change(c, SET_SCALE_LABELS, company, "21IIIIIWWWWWC"));
	assert_fails(setting_change(c, SET_TERMS_VERSION, branch, "2"), NOT_FOUND, "setting.none");
	assert_fails(setting_change(c, SET_PICKUP_DAYS, nowhere, "2"), NOT_FOUND, "setting.none");
	assert_fails(setting_change(c, SET_TILL_HOLD_MINUTES, lost, "2"), NOT_FOUND, "setting.none");
	c->actor.permissions &= ~(UINT64_C(1) << MAY_SETTINGS_EDIT);
	assert_fails(setting_change(c, SET_PICKUP_DAYS, company, "2"), DENIED, "denied");
	assert_ok(setting_change(c, SET_PICKUP_DAYS, branch, "2"));
	c->actor.permissions &= ~(UINT64_C(1) << MAY_BRANCH_EDIT);
	assert_fails(setting_change(c, SET_PICKUP_DAYS, branch, "3"), DENIED, "denied");
}

/* ---- the shop ---- */

static void the_shop_is_renamed_and_its_number_checked(void **state)
{
	struct company_change in = { .name = "New", .tax_number = "51-000000-3", .lang = "he", .languages = "en" };
	const struct shop *shop;

	(void)state;
	assert_ok(company_edit(c, &in));
	assert_ok(shop_get(c, &shop));
	assert_string_equal(shop->company.name, "New");
	assert_string_equal(shop->company.legal_name, "New");
	assert_string_equal(shop->company.tax_number, "510000003");
	assert_string_equal(shop_channel(shop, "web")->languages, "he en");
	in.tax_number = "510000001";
	assert_fails(company_edit(c, &in), INVALID, "company.invalid");
	c->actor.permissions &= ~(UINT64_C(1) << MAY_SETTINGS_EDIT);
	assert_fails(company_edit(c, &in), DENIED, "denied");
}

static void a_logo_comes_and_goes_with_its_bytes(void **state)
{
	const struct media_new one = { "image/png", 10, 10, "one", 3 }, two = { "image/png", 10, 10, "two", 3 };
	const struct shop *shop;

	(void)state;
	assert_ok(company_set_logo(c, &one));
	assert_ok(company_set_logo(c, &two));
	assert_int_equal(number("SELECT COUNT(*) FROM media"), 1);
	assert_ok(shop_get(c, &shop));
	assert_int_equal(strlen(shop->company.logo), MEDIA_HASH_LENGTH);
	assert_ok(company_remove_logo(c));
	assert_ok(company_remove_logo(c));
	assert_ok(shop_get(c, &shop));
	assert_null(shop->company.logo);
	assert_int_equal(number("SELECT COUNT(*) FROM media"), 0);
}

/* ---- branches ---- */

static const struct branch_fields second = { .name = "Second", .code = "TWO", .zone = "Asia/Jerusalem", .day_ends = 240, .pickup = true };

static struct branch_id add_second(void)
{
	struct branch_id id;

	assert_ok(branch_add(c, &second, &id));
	return id;
}

static void a_branch_is_added_with_its_shelf_and_may_price_for_itself(void **state)
{
	struct branch_id id = add_second();
	struct branch_fields in = second;
	struct price_list_id own;
	const struct shop *shop;

	(void)state;
	assert_ok(shop_get(c, &shop));
	assert_true(shop_branch(shop, id)->shelf.v > 0);
	assert_int_equal(shop_branch(shop, id)->day_ends, 240);
	assert_false(branch_own_prices(shop, shop_branch(shop, id)));
	in.own_prices = true;
	assert_ok(branch_edit(c, id, &in));
	assert_ok(shop_get(c, &shop));
	assert_true(branch_own_prices(shop, shop_branch(shop, id)));
	own = shop_branch(shop, id)->price_list;
	in.own_prices = false;
	assert_ok(branch_edit(c, id, &in));
	in.own_prices = true;
	assert_ok(branch_edit(c, id, &in));
	assert_ok(shop_get(c, &shop));
	assert_int_equal(shop_branch(shop, id)->price_list.v, own.v);
	assert_int_equal(number("SELECT COUNT(*) FROM price_list"), 2);
}

static void what_is_wrong_with_a_branch_is_said_at_its_fields(void **state)
{
	struct branch_fields in = { .name = "", .code = "lower", .zone = "Nowhere/At_all" };
	struct branch_id id;
	struct error *e = branch_add(c, &in, &id);
	int fields = 0;

	(void)state;
	for (const struct error *one = e; one; one = one->also)
		fields++;
	assert_int_equal(fields, 3);
	in = second;
	in.code = "MAIN";
	assert_fails(branch_add(c, &in, &id), CONFLICT, "branch.taken");
	c->actor.all_branches = false;
	assert_fails(branch_add(c, &second, &id), DENIED, "branch.scope");
	assert_fails(branch_edit(c, s->branch->id, &second), NOT_FOUND, "branch.none");
	c->actor.all_branches = true;
	assert_int_equal(number("SELECT COUNT(*) FROM branch"), 1);
}

static void a_branch_goes_when_nothing_holds_it(void **state)
{
	struct branch_id id;
	struct error *e;
	int reasons = 0;
	const struct shop *shop;
	struct delivery_new delivery = { .uuid = uuid_new(c->arena), .location = s->branch->shelf, .supplier = "Emek Dairy" };
	struct goods_receipt_id open;

	(void)state;
	assert_fails(branch_archive(c, s->branch->id), CONFLICT, "branch.tied");
	id = add_second();
	test_shop_order(s, BREAD, 1, NULL);
	assert_ok(receiving_open(c, &delivery, &open));
	e = branch_archive(c, s->branch->id);
	for (const struct error *one = e; one; one = one->also)
		reasons++;
	assert_int_equal(reasons, 4);	/* stock, an order, a till, a delivery */
	assert_ok(branch_archive(c, id));
	assert_ok(shop_get(c, &shop));
	assert_null(shop_branch(shop, id));
	assert_int_equal(shop->branch_count, 1);
	/* What was done there still tells where. */
	assert_int_equal(shop_branch_ever(shop, id)->id.v, id.v);
	assert_fails(branch_archive(c, id), NOT_FOUND, "branch.none");
}

static void hours_are_set_by_week_and_by_day(void **state)
{
	struct branch_hours week[] = { { { 0 }, 0, 420, 780 }, { { 0 }, 0, 960, HOURS_DAY }, { { 0 }, 1, 420, 780 } };
	int32_t tomorrow = business_date(s->branch->zone, 0, c->now) + 1;
	struct hours_span spans[HOURS_SPANS_MAX];
	struct error *e;

	(void)state;
	assert_ok(branch_set_week(c, s->branch->id, week, 3));
	assert_int_equal(test_shop_branch(s)->hours_count, 3);
	week[1].opens = 700;
	week[2].closes = 100;
	e = branch_set_week(c, s->branch->id, week, 3);
	assert_string_equal(e->field, "day0");
	assert_string_equal(e->also->field, "day1");
	assert_int_equal(test_shop_branch(s)->hours_count, 3);
	assert_ok(branch_set_day(c, s->branch, tomorrow, (struct hours_span){ 600, 700 }, "Stocktake"));
	assert_int_equal(hours_on(test_shop_branch(s), tomorrow, spans), 1);
	assert_int_equal(spans[0].opens, 600);
	assert_ok(branch_set_day(c, s->branch, tomorrow, (struct hours_span){ 0, 0 }, NULL));
	assert_int_equal(hours_on(test_shop_branch(s), tomorrow, spans), 0);
	assert_fails(branch_set_day(c, s->branch, tomorrow, (struct hours_span){ 600, 600 }, NULL), INVALID, "hours.span");
	assert_fails(branch_set_day(c, s->branch, tomorrow - 2, (struct hours_span){ 0, 0 }, NULL), INVALID, "branch.invalid");
	assert_ok(branch_drop_day(c, s->branch->id, tomorrow));
	assert_int_equal(test_shop_branch(s)->day_count, 0);
}

/* ---- the opening ---- */

static void a_shop_opens_when_what_it_needs_is_there(void **state)
{
	struct branch_hours day = { { 0 }, 0, 420, 780 };
	struct company_change in = { .name = "Corner", .tax_number = "510000003", .lang = "en", .languages = "en" };
	struct checklist list;

	(void)state;
	test_root(s->t, "INSERT INTO setting VALUES ('company', 1, 'shop.open', '0'), ('company', 1, 'mail.tested', '0')");
	shop_forget();
	assert_ok(checklist_get(c, &list));
	assert_false(list.open);
	assert_false(list.done[CHECKLIST_TAX]);		/* of the tests' shop: a wrong check digit */
	assert_false(list.done[CHECKLIST_HOURS]);
	assert_int_equal(list.no_hours.v, s->branch->id.v);
	assert_true(list.done[CHECKLIST_GOODS] && list.done[CHECKLIST_STOCK] && list.done[CHECKLIST_TILL]);
	assert_false(list.done[CHECKLIST_MAIL] || list.done[CHECKLIST_CASHIER] || list.done[CHECKLIST_TERMS]);
	assert_fails(checklist_open(c), CONFLICT, "shop.not_ready");
	assert_ok(company_edit(c, &in));
	assert_ok(branch_set_week(c, s->branch->id, &day, 1));
	assert_ok(mail_test_passed(c));
	assert_ok(checklist_read_terms(c));
	test_root(s->t, "UPDATE staff SET pin_hash = 'x'");
	test_root(s->t, "UPDATE stock_level SET policy = 'uncounted'");
	shop_forget();
	assert_ok(checklist_get(c, &list));
	assert_int_equal(list.done_count, CHECKLIST_STEPS - 1);
	assert_true(list.ready);
	assert_ok(checklist_open(c));
	assert_ok(checklist_open(c));
	assert_ok(checklist_get(c, &list));
	assert_true(list.open);
	assert_int_equal(number("SELECT COUNT(*) FROM ledger.audit WHERE action = 'shop.opened'"), 1);
	assert_ok(setting_change(c, SET_TERMS_VERSION, company, "2"));
	assert_ok(checklist_get(c, &list));
	assert_false(list.done[CHECKLIST_TERMS]);
}

#define WITH_SHOP(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SHOP(a_till_follows_its_branch_and_that_the_shop),
		WITH_SHOP(a_value_is_of_its_type_and_stands_where_it_may),
		WITH_SHOP(the_shop_is_renamed_and_its_number_checked),
		WITH_SHOP(a_logo_comes_and_goes_with_its_bytes),
		WITH_SHOP(a_branch_is_added_with_its_shelf_and_may_price_for_itself),
		WITH_SHOP(what_is_wrong_with_a_branch_is_said_at_its_fields),
		WITH_SHOP(a_branch_goes_when_nothing_holds_it),
		WITH_SHOP(hours_are_set_by_week_and_by_day),
		WITH_SHOP(a_shop_opens_when_what_it_needs_is_there),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
