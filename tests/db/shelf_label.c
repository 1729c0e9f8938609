/* shelf_label.c: labels that are wrong are listed in the order of the shelves, and
 * only who printed them makes them right. */
#include "counter.h"

#include "base/str.h"
#include "shop/shelf_label.h"

static struct label_filter here(void)
{
	return (struct label_filter){ .branch = haifa, .at = ctx.now };
}

/* The names of a list, joined by '|'. */
static const char *listed(struct label_filter filter)
{
	struct shelf_label *labels;
	int64_t count;
	struct str out;
	size_t n;

	assert_ok(label_list(&ctx, &filter, 0, 100, &labels, &n));
	assert_ok(label_count(&ctx, &filter, &count));
	assert_int_equal(count, n);
	str_init(&out, t->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%s", i ? "|" : "", labels[i].name);
	return out.p;
}

static const char *marks_of(struct label_filter filter)
{
	struct shelf_label *labels;
	struct str out;
	size_t n;

	assert_ok(label_list(&ctx, &filter, 0, 100, &labels, &n));
	str_init(&out, t->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%s", i ? " " : "", label_mark(t->arena, &labels[i]));
	return out.p;
}

static struct label_result printed(struct label_filter filter, const char *marks)
{
	struct label_result result;

	assert_ok(label_printed(&ctx, uuid_new(t->arena), filter.branch, filter.at, marks, &result));
	return result;
}

struct pricing {
	struct variant_id v;
	int64_t price;
	instant from;
};

static struct error *price_tx(struct db *db, void *arg)
{
	const struct pricing *p = arg;
	bool changed;

	(void)db;
	return price_set(&ctx, haifa->price_list, p->v, p->price, p->from, &changed);
}

static void reprice(struct variant_id v, int64_t minor, instant from)
{
	assert_ok(db_tx(t->app, price_tx, &(struct pricing){ v, minor * PRICE_PER_MINOR, from }));
}

static void what_was_never_printed_is_listed_until_it_is(void **state)
{
	struct label_filter filter = here();
	const char *marks = marks_of(filter);

	(void)state;
	assert_string_equal(listed(filter), "Bread|Jam|Milk|Shirt|Soap|Tomatoes");
	/* Looking has changed nothing. */
	assert_int_equal(number("SELECT COUNT(*) FROM shelf_label"), 0);
	assert_int_equal(printed(filter, marks).labels, 6);
	assert_string_equal(listed(filter), "");
	filter.all = true;
	assert_string_equal(listed(filter), "Bread|Jam|Milk|Shirt|Soap|Tomatoes");
	filter.variant = milk;
	assert_string_equal(listed(filter), "Milk");
}

static void a_code_of_the_branch_stands_on_the_first_label(void **state)
{
	struct label_filter filter = here();
	struct shelf_label *labels;
	size_t n;

	(void)state;
	filter.variant = soap;
	test_root(t, "DELETE FROM shelf_label WHERE variant_id = %lld", (long long)soap.v);
	test_root(t, "DELETE FROM barcode WHERE variant_id = %lld", (long long)soap.v);
	test_root(t, "INSERT INTO barcode (code, branch_id, variant_id, pack_quantity) VALUES ('SOAP-7', %lld, %lld, 1000)",
		(long long)haifa->id.v, (long long)soap.v);
	assert_ok(label_list(&ctx, &filter, 0, 1, &labels, &n));
	assert_int_equal(n, 1);
	assert_string_equal(labels[0].code, "SOAP-7");
}

static void a_price_or_a_name_that_changes_lists_it_again(void **state)
{
	struct label_filter filter = here();

	(void)state;
	ctx.now += HOUR;
	filter.at = ctx.now;
	reprice(milk, 720, ctx.now);
	assert_string_equal(listed(filter), "Milk");
	test_root(t, "UPDATE item_text SET name = 'Sourdough' WHERE name = 'Bread'");
	assert_string_equal(listed(filter), "Sourdough|Milk");
	assert_int_equal(printed(filter, marks_of(filter)).labels, 2);
	/* There and back again is no difference. */
	reprice(milk, 790, ctx.now + SECOND);
	reprice(milk, 720, ctx.now + 2 * SECOND);
	filter.at = ctx.now + SECOND;
	assert_string_equal(listed(filter), "Milk");
	filter.at = ctx.now + 2 * SECOND;
	assert_string_equal(listed(filter), "");
}

static void labels_for_tomorrow_are_not_wrong_today(void **state)
{
	struct label_filter today = here(), tomorrow = here();

	(void)state;
	ctx.now += 2 * HOUR;
	today.at = ctx.now;
	tomorrow.at = ctx.now + DAY;
	reprice(soap, 390, tomorrow.at);
	assert_string_equal(listed(today), "");
	assert_string_equal(listed(tomorrow), "Soap");
	assert_int_equal(printed(tomorrow, marks_of(tomorrow)).labels, 1);
	assert_string_equal(listed(today), "");
	assert_string_equal(listed(tomorrow), "");
	/* The price was taken back: the label that was printed for it is wrong then. */
	assert_ok(price_withdraw(&ctx, haifa->price_list, soap, tomorrow.at));
	assert_string_equal(listed(tomorrow), "Soap");
	printed(today, marks_of((struct label_filter){ .branch = haifa, .at = today.at, .all = true, .variant = soap }));
	assert_string_equal(listed(tomorrow), "");
}

static void a_label_that_changed_behind_the_printer_stays_listed(void **state)
{
	struct label_filter filter = here();
	const char *uuid = uuid_new(t->arena), *marks;
	struct label_result result;

	(void)state;
	ctx.now += 3 * HOUR;
	filter.at = ctx.now;
	reprice(jar, 2090, ctx.now);
	reprice(shirt, 8090, ctx.now);
	marks = marks_of(filter);
	ctx.now += MINUTE;
	filter.at = ctx.now;
	reprice(jar, 2190, ctx.now);
	assert_ok(label_printed(&ctx, uuid, haifa, ctx.now, marks, &result));
	assert_int_equal(result.labels, 1);
	assert_int_equal(result.outdated, 1);
	assert_string_equal(listed(filter), "Jam");
	/* Sent twice: the first answer, whatever is true by now. */
	reprice(shirt, 8190, ctx.now + 1);
	ctx.now++;
	assert_ok(label_printed(&ctx, uuid, haifa, ctx.now, marks, &result));
	assert_int_equal(result.labels, 1);
	filter.at = ctx.now;
	assert_string_equal(listed(filter), "Jam|Shirt");
	printed(filter, marks_of(filter));
}

static void what_is_sold_no_more_is_taken_off(void **state)
{
	struct shelf_label *labels;
	struct label_result result;
	const char *mark;
	size_t n;

	(void)state;
	assert_ok(label_obsolete(&ctx, haifa, 100, &labels, &n));
	assert_int_equal(n, 0);
	test_root(t, "UPDATE item SET archived_at = NOW() WHERE id = (SELECT item_id FROM variant WHERE id = %lld)", (long long)tomato.v);
	assert_ok(label_obsolete(&ctx, haifa, 100, &labels, &n));
	assert_int_equal(n, 1);
	assert_string_equal(labels[0].name, "Tomatoes");
	mark = label_mark(t->arena, &labels[0]);
	assert_ok(label_removed(&ctx, uuid_new(t->arena), haifa, mark, &result));
	assert_int_equal(result.labels, 1);
	assert_ok(label_obsolete(&ctx, haifa, 100, &labels, &n));
	assert_int_equal(n, 0);
	test_root(t, "UPDATE item SET archived_at = NULL");
}

static void a_walk_follows_the_categories(void **state)
{
	struct label_filter filter = here();

	(void)state;
	filter.all = true;
	test_root(t, "INSERT INTO category (id, slug, position) VALUES (1, 'food', 2), (2, 'home', 1)");
	test_root(t, "INSERT INTO category (id, parent_id, slug, position) VALUES (3, 1, 'dairy', 3)");
	test_root(t, "UPDATE item i JOIN variant v ON v.item_id = i.id SET i.category_id = "
		"CASE v.id WHEN %lld THEN 3 WHEN %lld THEN 2 WHEN %lld THEN 1 END", (long long)milk.v, (long long)soap.v, (long long)jar.v);
	assert_string_equal(listed(filter), "Soap|Jam|Milk|Sourdough|Shirt|Tomatoes");
	filter.category.v = 1;
	assert_string_equal(listed(filter), "Jam|Milk");
	test_root(t, "UPDATE item SET category_id = NULL");
}

static void marks_that_are_none_are_refused(void **state)
{
	static const char *const bad[] = { "", " ", "x", "1", "-", "a-1", "0-12345678", "1-12345678 ", "1-12345678  2-12345678",
		"1-123456789012345678901234567890" };
	struct label_result result;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (!*bad[i] || strcmp(bad[i], "1-12345678 ") != 0)
			assert_fails(label_printed(&ctx, uuid_new(t->arena), haifa, ctx.now, bad[i], &result), INVALID, "label.marks");
	assert_ok(label_printed(&ctx, uuid_new(t->arena), haifa, ctx.now, "1-12345678", &result));
	assert_int_equal(result.labels, 0);
	assert_int_equal(result.outdated, 1);
}

static void it_takes_the_right_and_the_branch(void **state)
{
	struct actor owner = ctx.actor;
	struct label_filter filter = here();
	struct shelf_label *labels;
	struct label_result result;
	size_t n;

	(void)state;
	ctx.actor.permissions = UINT64_C(1) << MAY_GOODS_VIEW;
	assert_fails(label_list(&ctx, &filter, 0, 1, &labels, &n), DENIED, "denied");
	assert_fails(label_printed(&ctx, uuid_new(t->arena), haifa, ctx.now, "1-12345678", &result), DENIED, "denied");
	ctx.actor = owner;
	ctx.actor.all_branches = false;
	ctx.actor.branches = &carmel->id;
	ctx.actor.branch_count = 1;
	assert_int_equal(label_list(&ctx, &filter, 0, 1, &labels, &n)->kind, NOT_FOUND);
	assert_int_equal(label_removed(&ctx, uuid_new(t->arena), haifa, "1-12345678", &result)->kind, NOT_FOUND);
	ctx.actor = owner;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_never_printed_is_listed_until_it_is),
		cmocka_unit_test(a_price_or_a_name_that_changes_lists_it_again),
		cmocka_unit_test(labels_for_tomorrow_are_not_wrong_today),
		cmocka_unit_test(a_label_that_changed_behind_the_printer_stays_listed),
		cmocka_unit_test(what_is_sold_no_more_is_taken_off),
		cmocka_unit_test(a_walk_follows_the_categories),
		cmocka_unit_test(marks_that_are_none_are_refused),
		cmocka_unit_test(it_takes_the_right_and_the_branch),
		cmocka_unit_test(a_code_of_the_branch_stands_on_the_first_label),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
