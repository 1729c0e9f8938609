/* import.c: a price file into a branch: what is taken, what is rejected and
 * why, and that taking it again changes nothing. */
#include "goods.h"

#include "base/str.h"


static struct str rejects;

static void rejected(void *arg, int64_t line, const char *column, enum import_reason why, const char *key, const char *detail)
{
	(void)arg;
	(void)column;
	(void)key;
	(void)detail;
	str_addf(&rejects, "%s%lld %s", rejects.len ? ", " : "", (long long)line, import_reason_name(why));
}

static struct error *take_as(const struct branch *branch, const char *text, bool dry_run, struct import_counts *n)
{
	const struct import_options o = { .chain = "77", .store = "5", .branch = branch, .dry_run = dry_run, .rejected = rejected };

	str_init(&rejects, t->arena);
	ctx.now += SECOND;
	return import_run(&ctx, profile("israel-prices"), &o,
		csv_of_bytes(t->arena, text, strlen(text), &(struct csv_format){ CHARSET_UTF8, ',', 0 }), n);
}

static struct import_counts take(const struct branch *branch, const char *rows)
{
	struct import_counts n;

	assert_ok(take_as(branch, arena_printf(t->arena, "%s%s", HEADING, rows), false, &n));
	assert_int_equal(n.read, n.other + n.repeated + n.rejected + n.added + n.changed + n.unchanged);
	return n;
}

static void is(const struct import_counts *n, int64_t added, int64_t repriced, int64_t retexted, int64_t unchanged)
{
	assert_int_equal(n->added, added);
	assert_int_equal(n->repriced, repriced);
	assert_int_equal(n->retexted, retexted);
	assert_int_equal(n->unchanged, unchanged);
}

/* Everything that an import could touch. */
static int64_t rows_in_all(void)
{
	return number("SELECT (SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM item_text) + (SELECT COUNT(*) FROM variant) + "
		"(SELECT COUNT(*) FROM barcode) + (SELECT COUNT(*) FROM price) + (SELECT COUNT(*) FROM stock_level)");
}

static struct item_card scan(const struct branch *b, const char *code)
{
	struct item_card card;

	assert_ok(item_scan(&ctx, "he", b, code, &card));
	return card;
}

static void a_new_row_becomes_a_whole_item(void **state)
{
	struct import_counts n = take(haifa, ROW("7290000066318", "\"חלב 3% \"\"טרה\"\"\"", "5.9"));
	struct item_card card = scan(haifa, "7290000066318");

	(void)state;
	is(&n, 1, 0, 0, 0);
	assert_string_equal(card.name, "חלב 3% \"טרה\"");
	assert_string_equal(card.type, "good");
	assert_string_equal(card.unit, "piece");
	assert_string_equal(card.maker, "יצרן");
	assert_string_equal(card.content_unit, "g");
	assert_int_equal(card.content, 500000);
	assert_int_equal(card.price, 59 * SHEKEL / 10);
	assert_int_equal(card.tax_class.v, standard.v);
	assert_string_equal(card.slug, "חלב-3-טרה");
	assert_int_equal(number("SELECT COUNT(*) FROM item WHERE origin = 'IL' AND lang = 'he' AND NOT no_discount"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM barcode WHERE code = '07290000066318' AND branch_id = 0 AND pack_quantity = 1000"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM stock_level WHERE policy = 'uncounted' AND on_hand = 0"), 1);
}

static void the_same_again_changes_nothing(void **state)
{
	static const char rows[] = ROW("036000291452", "Cola", "7.25") ROW("100", "עגבניה", "2.9");
	struct import_counts n = take(haifa, rows);
	int64_t before = rows_in_all();

	(void)state;
	is(&n, 2, 0, 0, 0);
	for (int i = 0; i < 3; i++) {
		n = take(haifa, rows);
		is(&n, 0, 0, 0, 2);
		assert_int_equal(rows_in_all(), before);
	}
}

static void another_price_is_a_new_row_and_another_name_is_not(void **state)
{
	struct import_counts n;
	struct item_card card;
	int64_t rows;

	(void)state;
	take(haifa, ROW("7290000000015", "Tea", "10"));
	rows = rows_in_all();
	n = take(haifa, ROW("7290000000015", "Tea", "10.005"));
	is(&n, 0, 1, 0, 0);
	assert_int_equal(rows_in_all(), rows + 1);
	n = take(haifa, ROW("7290000000015", "Green tea", "10.005"));
	is(&n, 0, 0, 1, 0);
	assert_int_equal(rows_in_all(), rows + 1);
	n = take(haifa, ROW("7290000000015", "Black tea", "11"));
	is(&n, 0, 1, 1, 0);
	assert_int_equal(n.changed, 1);
	card = scan(haifa, "7290000000015");
	assert_string_equal(card.name, "Black tea");
	assert_string_equal(card.slug, "tea");
	assert_int_equal(card.price, 11 * SHEKEL);
	n = take(haifa, ROW("7290000000015", "Black tea", "10"));
	is(&n, 0, 1, 0, 0);
}

static void prices_are_exact(void **state)
{
	(void)state;
	take(haifa, ROW("201", "Cheap", "0.000001") ROW("202", "Dear", "999999.999999"));
	assert_int_equal(scan(haifa, "201").price, 1);
	assert_int_equal(scan(haifa, "202").price, INT64_C(999999999999));
}

static void weighed_goods_belong_to_their_branch(void **state)
{
	static const char row[] = "x,77,5,305,אבטיח,לא ידוע,לא ידוע,1,1 ק\"ג,\"ק\"\"ג\",4.9,4.9,1,1,0,1,\n";
	static const char other[] = "x,77,5,305,נקניק,,,1,1 ק\"ג,ק\"ג,80,80,1,1,1,1,\n";
	struct item_card card;
	struct import_counts n;

	(void)state;
	n = take(haifa, row);
	is(&n, 1, 0, 0, 0);
	n = take(carmel, other);
	is(&n, 1, 0, 0, 0);
	card = scan(haifa, "305");
	assert_string_equal(card.name, "אבטיח");
	assert_string_equal(card.type, "weighed");
	assert_string_equal(card.unit, "kg");
	assert_null(card.maker);
	assert_int_equal(card.content, 0);
	assert_string_equal(scan(carmel, "305").name, "נקניק");
	assert_int_equal(number("SELECT no_discount FROM item WHERE slug = 'אבטיח'"), 1);
}

static void a_gtin_is_one_item_with_a_price_in_each_branch(void **state)
{
	struct import_counts n;

	(void)state;
	take(haifa, ROW("7290000000022", "Rice", "8"));
	n = take(carmel, ROW("7290000000022", "Rice of another chain", "9"));
	is(&n, 0, 1, 0, 0);
	assert_int_equal(scan(haifa, "7290000000022").price, 8 * SHEKEL);
	assert_int_equal(scan(carmel, "7290000000022").price, 9 * SHEKEL);
	assert_string_equal(scan(carmel, "7290000000022").name, "Rice");
	n = take(haifa, ROW("7290000000022", "Rice", "8"));
	is(&n, 0, 0, 0, 1);
	n = take(carmel, ROW("7290000000022", "Rice of another chain", "9"));
	is(&n, 0, 0, 0, 1);
	assert_int_equal(number("SELECT COUNT(*) FROM stock_level s JOIN barcode b ON b.variant_id = s.variant_id "
		"WHERE b.code = '07290000000022'"), 2);
}

static void numbers_of_restricted_circulation_belong_to_the_branch(void **state)
{
	(void)state;
	take(haifa, ROW("2900000000001", "Mine", "1"));
	take(carmel, ROW("2900000000001", "Theirs", "2"));
	assert_string_equal(scan(haifa, "2900000000001").name, "Mine");
	assert_string_equal(scan(carmel, "2900000000001").name, "Theirs");
}

static void lost_zeros_are_mended(void **state)
{
	(void)state;
	take(haifa, ROW("21200513152", "Sponge", "9"));
	assert_string_equal(scan(haifa, "0021200513152").name, "Sponge");
	assert_int_equal(number("SELECT COUNT(*) FROM barcode WHERE code = '00021200513152' AND branch_id = 0"), 1);
}

static void rows_are_rejected_by_name_and_line(void **state)
{
	struct import_counts n = take(haifa,
		ROW("7290000001104", "ok", "1")
		ROW("7290000001111", "zero", "0.0")
		ROW("7290000001111", "minus", "-3")
		ROW("7290000001111", "no number", "\"3,5,0\"")
		ROW("7290000001111", "too exact", "3.1234567")
		ROW("0000000000000", "sentinel", "1")
		ROW("", "no code", "1")
		ROW("7290000001112", "digit", "1")
		ROW("72 900", "blank", "1")
		ROW("7290000001111", "  \t ", "1")
		ROW("7290000001111", "b\xff" "d", "1")
		"x,77,5,short\n"
		"x,77,5,7290000001111,\"a\"b,,,1,,,5,5,0,1,1,1,\n"
		ROW("7290000001104", "another", "2"));

	(void)state;
	assert_string_equal(rejects.p,
		"3 bad_price, 4 bad_price, 5 bad_price, 6 bad_price, 7 no_barcode, 8 no_barcode, 9 bad_check_digit, "
		"10 bad_barcode, 11 bad_name, 12 bad_name, 13 broken_row, 14 broken_row, 15 duplicate");
	is(&n, 1, 0, 0, 0);
	assert_int_equal(n.rejected, 13);
	assert_int_equal(n.reasons[IMPORT_PRICE], 4);
	assert_string_equal(scan(haifa, "7290000001104").name, "ok");
}

static void what_survives(void **state)
{
	struct import_counts n = take(haifa,
		"x,77,5,7290000000039,\"two\nlines\",,,1,,,5,5,0,1,1,1,\n"
		ROW("7290000000046", "- dash", "5")
		ROW("7290000000053", "TV 65\"", "5")
		"x,88,5,7290000000060,other chain,,,1,,,5,5,0,1,1,1,\n"
		"x,77,05,7290000000060,other store,,,1,,,5,5,0,1,1,1,\n"
		ROW("7290000000053", "TV 65\"", "5"));

	(void)state;
	is(&n, 3, 0, 0, 0);
	assert_int_equal(n.other, 2);
	assert_int_equal(n.repeated, 1);
	assert_string_equal(scan(haifa, "7290000000039").name, "two lines");
	assert_string_equal(scan(haifa, "7290000000046").name, "- dash");
	assert_string_equal(scan(haifa, "7290000000053").name, "TV 65\"");
}

static void a_known_item_keeps_its_unit(void **state)
{
	struct import_counts n;

	(void)state;
	take(haifa, ROW("401", "Loaf", "5"));
	n = take(haifa, "x,77,5,401,Loaf,,,1,,,6,6,1,1,1,1,\n");
	assert_int_equal(n.reasons[IMPORT_UNIT], 1);
	assert_int_equal(n.rejected, 1);
	assert_int_equal(scan(haifa, "401").price, 5 * SHEKEL);
}

static void many_of_one_name_get_addresses_of_their_own(void **state)
{
	struct str rows;
	struct import_counts n;

	(void)state;
	str_init(&rows, t->arena);
	for (int i = 0; i < 1200; i++)
		str_addf(&rows, ROW("9%05d", "Twin", "1"), i);
	n = take(haifa, rows.p);
	is(&n, 1200, 0, 0, 0);
	assert_int_equal(number("SELECT COUNT(DISTINCT slug) FROM item WHERE slug LIKE 'twin%'"), 1200);
	n = take(haifa, rows.p);
	is(&n, 0, 0, 0, 1200);
}

static void a_dry_run_says_and_does_nothing(void **state)
{
	static const char text[] = HEADING ROW("501", "Dry", "5") ROW("502", "Dry", "0");
	int64_t before = rows_in_all();
	struct import_counts n;

	(void)state;
	assert_ok(take_as(haifa, text, true, &n));
	is(&n, 1, 0, 0, 0);
	assert_int_equal(n.rejected, 1);
	assert_int_equal(rows_in_all(), before);
}

static void a_file_of_another_kind_is_refused(void **state)
{
	struct import_counts n;
	struct error *e = take_as(haifa, "name,price\nx,1\n", false, &n);

	(void)state;
	assert_fails(e, INVALID, "import.heading");
	assert_string_equal(e->args[1], "מזהה רשת");
	assert_fails(take_as(haifa, "", false, &n), INVALID, "import.heading");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_row_becomes_a_whole_item),
		cmocka_unit_test(the_same_again_changes_nothing),
		cmocka_unit_test(another_price_is_a_new_row_and_another_name_is_not),
		cmocka_unit_test(prices_are_exact),
		cmocka_unit_test(weighed_goods_belong_to_their_branch),
		cmocka_unit_test(a_gtin_is_one_item_with_a_price_in_each_branch),
		cmocka_unit_test(numbers_of_restricted_circulation_belong_to_the_branch),
		cmocka_unit_test(lost_zeros_are_mended),
		cmocka_unit_test(rows_are_rejected_by_name_and_line),
		cmocka_unit_test(what_survives),
		cmocka_unit_test(a_known_item_keeps_its_unit),
		cmocka_unit_test(many_of_one_name_get_addresses_of_their_own),
		cmocka_unit_test(a_dry_run_says_and_does_nothing),
		cmocka_unit_test(a_file_of_another_kind_is_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, goods_open, goods_close);
}
