/* import_real.c: the largest store of a real price file, twice, and the same
 * store eleven days later as an upsert. Needs ../shared/data. */
#include "goods.h"

#include "base/utf8.h"

#define CHAIN "7290058140886"
#define STORE "39"

static const char *file_of(const char *day)
{
	const char *path = arena_printf(t->arena, "%s/../shared/data/israeli-supermarkets/israeli_prices_2026-08-%s.csv.gz",
		test_top(), day);

	if (access(path, R_OK) != 0) {
		print_message("# no %s\n", path);
		skip();
	}
	return path;
}

static struct import_counts take(const char *day, bool dry_run)
{
	const struct import_options o = { .chain = CHAIN, .store = STORE, .branch = haifa, .dry_run = dry_run };
	struct import_counts n;
	struct csv *csv;
	int64_t began = clock_ticks();

	ctx.now += SECOND;
	assert_ok(csv_open(t->arena, file_of(day), &(struct csv_format){ CHARSET_UTF8, ',', 0 }, &csv));
	assert_ok(import_run(&ctx, profile("israel-prices"), &o, csv, &n));
	print_message("# %s: %lld rows read, %lld of the store, %lld a second\n", day, (long long)n.read,
		(long long)(n.read - n.other), (long long)((n.read - n.other) * SECOND / (clock_ticks() - began)));
	assert_int_equal(n.read, n.other + n.repeated + n.rejected + n.added + n.changed + n.unchanged);
	assert_int_equal(n.rejected, n.reasons[IMPORT_CHECK]);
	return n;
}

/* The counts are those of the file by another program: 15,991 rows of the
 * store, 7 of them with a wrong check digit. */
static void the_largest_store_is_taken(void **state)
{
	struct import_counts n = take("10", true);

	(void)state;
	assert_int_equal(n.added, 15984);
	assert_int_equal(number("SELECT COUNT(*) FROM item"), 0);
	n = take("10", false);
	assert_int_equal(n.read, 75202);
	assert_int_equal(n.read - n.other, 15991);
	assert_int_equal(n.added, 15984);
	assert_int_equal(n.rejected, 7);
	assert_int_equal(number("SELECT COUNT(*) FROM item"), 15984);
	assert_int_equal(number("SELECT COUNT(*) FROM item WHERE type = 'weighed' AND unit = 'kg'"), 496);
	assert_int_equal(number("SELECT COUNT(*) FROM price"), 15984);
	assert_int_equal(number("SELECT COUNT(*) FROM stock_level"), 15984);
	assert_int_equal(number("SELECT COUNT(DISTINCT slug) FROM item"), 15984);
}

static void again_nothing_changes(void **state)
{
	struct import_counts n = take("10", false);

	(void)state;
	assert_int_equal(n.unchanged, 15984);
	assert_int_equal(n.added + n.changed, 0);
	assert_int_equal(number("SELECT COUNT(*) FROM price"), 15984);
}

/* 999 codes are new; 3,093 of those that stay have another price. */
static void eleven_days_later(void **state)
{
	struct import_counts n = take("21", false);

	(void)state;
	assert_int_equal(n.read - n.other, 15899);
	assert_int_equal(n.rejected, 8);
	assert_int_equal(n.added, 999);
	assert_int_equal(n.repriced, 3093);
	assert_in_range(n.retexted, 130, 150);
	assert_int_equal(number("SELECT COUNT(*) FROM price"), 15984 + 999 + 3093);
	n = take("21", false);
	assert_int_equal(n.unchanged, 15891);
}

static void what_was_imported_is_found_and_scanned(void **state)
{
	struct item_page page;
	struct item_card card;

	(void)state;
	file_of("10");
	assert_ok(item_scan(&ctx, "he", haifa, "100", &card));
	assert_string_equal(card.name, "עגבניה");
	assert_int_equal(card.price, 29 * SHEKEL / 10);
	assert_ok(item_scan(&ctx, "he", haifa, "40084107", &card));
	assert_string_equal(card.name, "קינדר ביצת הפתעה 72 יח'");	/* "ביצת קינדר הפתעה" eleven days before */
	assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, "קינדר ביצ", NULL, 24, &page));
	assert_true(page.count >= 1);
	assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, "חלב", NULL, 24, &page));
	assert_int_equal(page.count, 24);
	assert_true(page.more);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_largest_store_is_taken),
		cmocka_unit_test(again_nothing_changes),
		cmocka_unit_test(eleven_days_later),
		cmocka_unit_test(what_was_imported_is_found_and_scanned),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, goods_open, goods_close);
}
