/* item_edit.c: goods as the office changes them: two people at once, a copy,
 * codes, variants, addresses that lead on, categories and their words. */
#include "goods.h"

#include "base/str.h"
#include "shop/category.h"
#include "shop/item_edit.h"
#include "shop/search.h"

static struct ctx office;
static struct variant_id jam;

static const char *const langs[] = { "en", "he" };

static void languages(struct item_sheet *s)
{
	s->word_count = 2;
	for (size_t i = 0; i < 2; i++)
		s->words[i] = (struct item_words){ .lang = langs[i] };
}

static struct item_sheet blank(const char *name)
{
	struct item_sheet s = { .lang = "en", .type = "good", .unit = "piece", .label = "", .tax_class = standard };

	languages(&s);
	s.words[0].name = name;
	return s;
}

static struct variant_id made(const struct item_sheet *sheet, const struct item_making *how)
{
	struct variant_id out;

	assert_ok(item_make(&office, sheet, how, &out));
	return out;
}

static struct variant_id simple(const char *name, const char *uuid)
{
	const struct item_sheet s = blank(name);
	const struct item_making how = { .uuid = uuid, .price = PRICE_NONE };

	return made(&s, &how);
}

static struct item_sheet sheet_of(struct variant_id v)
{
	struct item_sheet s;

	languages(&s);
	assert_ok(item_sheet_read(&office, v, &s));
	return s;
}

static const char *text_of(const char *sql)
{
	static const struct db_column columns[] = { { DB_TEXT, 0 } };
	static const struct db_row row = { sizeof(const char *), columns, 1 };
	const char *out = NULL;

	assert_ok(db_one(t->app, &row, &out, sql, NULL, 0));
	return out;
}

static int open_shop(void **state)
{
	struct branch_id *all = NULL;

	goods_open(state);
	office = ctx;
	office.actor.permissions = UINT64_MAX;
	office.actor.branches = all;
	jam = simple("Jam", "7f1a4f0e-0000-4000-8000-000000000001");
	return 0;
}

/* What `find` finds, as names joined by blanks. */
static const char *found(const char *find)
{
	struct item_page page;
	struct str out;

	str_init(&out, t->arena);
	assert_ok(item_list(&ctx, "en", haifa->price_list, (struct category_id){ 0 }, find, NULL, 50, &page));
	for (size_t i = 0; i < page.count; i++)
		str_addf(&out, "%s%s", i ? " " : "", page.cards[i].name);
	return out.p;
}

/* ---- a new one ---- */

static void the_same_sent_twice_is_one_good(void **state)
{
	const char *uuid = "7f1a4f0e-0000-4000-8000-00000000000a";
	struct variant_id one = simple("Twice", uuid), two = simple("Twice", uuid);

	(void)state;
	assert_int_equal(one.v, two.v);
	assert_int_equal(number("SELECT COUNT(*) FROM item_text WHERE name = 'Twice'"), 1);
}

static void a_new_good_has_its_price_and_barcode_or_nothing_is_there(void **state)
{
	struct item_sheet s = blank("Honey");
	struct item_making how = { .uuid = "7f1a4f0e-0000-4000-8000-00000000000b", .barcode = "4006381333930", .list = haifa->price_list, .price = 9 * SHEKEL };
	struct variant_id v;
	int64_t price;

	(void)state;
	assert_fails(item_make(&office, &s, &how, &v), INVALID, "barcode.check");
	assert_int_equal(number("SELECT COUNT(*) FROM item_text WHERE name = 'Honey'"), 0);
	how.barcode = "4006381333931";
	v = made(&s, &how);
	assert_ok(price_at(&ctx, haifa->price_list, v, ctx.now, &price));
	assert_int_equal(price, 9 * SHEKEL);
	assert_string_equal(found("4006381333931"), "Honey");
}

static void all_that_is_wrong_is_said_at_once(void **state)
{
	struct item_sheet s = blank(NULL);
	const struct item_making how = { .uuid = "7f1a4f0e-0000-4000-8000-00000000000c", .price = PRICE_NONE };
	struct variant_id v;
	struct error *e;
	int n = 0;

	(void)state;
	s.words[1].description = "text without a name";
	s.unit = "kg";
	s.origin = "X1";
	s.tax_class.v = 999;
	for (e = item_make(&office, &s, &how, &v); e; e = e->also)
		n++;
	assert_int_equal(n, 5);
}

static void a_copy_brings_variants_and_prices_not_codes(void **state)
{
	struct item_sheet s = blank("Shirt");
	struct item_making how = { .uuid = "7f1a4f0e-0000-4000-8000-00000000000d", .barcode = "96385074", .list = haifa->price_list, .price = 50 * SHEKEL };
	struct variant_id shirt, large, copy;
	struct variant_row *rows;
	int64_t price;
	size_t n;

	(void)state;
	s.label = "S";
	shirt = made(&s, &how);
	assert_ok(variant_make(&office, shirt, "L", "SHIRT-L", &large));
	how = (struct item_making){ .uuid = "7f1a4f0e-0000-4000-8000-00000000000e", .price = PRICE_NONE, .copy_of = shirt };
	copy = made(&s, &how);
	assert_ok(variants_of(&office, sheet_of(copy).item, &rows, &n));
	assert_int_equal(n, 2);
	assert_string_equal(rows[1].label, "L");
	assert_null(rows[1].sku);
	assert_ok(price_at(&ctx, haifa->price_list, copy, ctx.now, &price));
	assert_int_equal(price, 50 * SHEKEL);
	assert_int_equal(number(arena_printf(ctx.arena, "SELECT COUNT(DISTINCT price_list_id) FROM price WHERE variant_id = %lld", (long long)copy.v)), 1);
	assert_string_equal(sheet_of(copy).slug, "shirt-2");
}

/* ---- two at once ---- */

static void who_comes_second_is_told_field_by_field(void **state)
{
	struct item_sheet first = sheet_of(jam), second = first;
	const char *seen = item_sheet_seen(t->arena, &first);
	struct error *e;

	(void)state;
	first.words[0].name = "Plum jam";
	first.maker = "Tnuva";
	assert_ok(item_save(&office, jam, &first, seen));
	second.words[0].name = "Fig jam";
	second.origin = "IL";
	e = item_save(&office, jam, &second, seen);
	assert_string_equal(e->code, "item.both");
	assert_string_equal(e->field, "name_en");
	assert_string_equal(e->args[1], "Plum jam");
	assert_string_equal(e->also->code, "item.theirs");
	assert_string_equal(e->also->field, "maker");
	assert_null(e->also->also);
	assert_string_equal(sheet_of(jam).words[0].name, "Plum jam");
	assert_null(sheet_of(jam).origin);
	second.maker = "Tnuva";
	first = sheet_of(jam);
	assert_ok(item_save(&office, jam, &second, item_sheet_seen(t->arena, &first)));
	assert_string_equal(sheet_of(jam).words[0].name, "Fig jam");
	assert_string_equal(sheet_of(jam).maker, "Tnuva");
	assert_fails(item_save(&office, jam, &second, "0"), INVALID, "item.seen");
}

static void a_change_is_found_and_logged(void **state)
{
	struct item_sheet now = sheet_of(jam), in = now;

	(void)state;
	in.words[1].name = "ריבה";
	assert_ok(item_save(&office, jam, &in, item_sheet_seen(t->arena, &now)));
	assert_string_equal(found("ריבה"), in.words[0].name);
	assert_non_null(strstr(text_of("SELECT detail FROM ledger.audit WHERE action = 'item.edit' ORDER BY id DESC LIMIT 1"), "name_he"));
	now = sheet_of(jam);
	in.words[1].name = NULL;
	assert_ok(item_save(&office, jam, &in, item_sheet_seen(t->arena, &now)));
	assert_string_equal(found("ריבה"), "");
}

static void an_old_address_leads_on(void **state)
{
	struct item_sheet now = sheet_of(jam), in = now;
	const char *old = now.slug, *to;
	struct variant_id other;

	(void)state;
	in.slug = "Best Jam!";
	assert_ok(item_save(&office, jam, &in, item_sheet_seen(t->arena, &now)));
	assert_string_equal(sheet_of(jam).slug, "best-jam");
	assert_ok(address_now(&ctx, "item", old, &to));
	assert_string_equal(to, "best-jam");
	other = simple("Jam", "7f1a4f0e-0000-4000-8000-00000000000f");
	assert_string_not_equal(sheet_of(other).slug, old);
	now = in = sheet_of(other);
	in.slug = "best-jam";
	assert_fails(item_save(&office, other, &in, item_sheet_seen(t->arena, &now)), CONFLICT, "slug.taken");
	now = in = sheet_of(jam);
	in.slug = old;
	assert_ok(item_save(&office, jam, &in, item_sheet_seen(t->arena, &now)));
	assert_ok(address_now(&ctx, "item", old, &to));
	assert_null(to);
	assert_ok(address_now(&ctx, "item", "best-jam", &to));
	assert_string_equal(to, old);
}

/* ---- codes, variants, archived ---- */

static void a_code_is_checked_and_has_one_owner(void **state)
{
	struct variant_id other = simple("Marmalade", "7f1a4f0e-0000-4000-8000-000000000010"), owner;
	struct barcode *codes;
	const char *name;
	struct error *e;
	size_t n;

	(void)state;
	e = barcode_put(&office, jam, "7290000000007", 1000);
	assert_string_equal(e->code, "barcode.check");
	assert_string_equal(e->args[3], "7290000000008");
	assert_ok(barcode_put(&office, jam, "7290000000008", 1000));
	assert_ok(barcode_put(&office, jam, "7290000000008", 12000));
	assert_ok(barcode_put(&office, jam, "SHELF-7", 1000));
	assert_fails(barcode_put(&office, jam, "SHELF-8", 1500), INVALID, "barcode.pack");
	e = barcode_put(&office, other, "7290000000008", 1000);
	assert_string_equal(e->code, "barcode.taken");
	assert_ok(barcode_owner(&office, "7290000000008", other, &owner, &name));
	assert_int_equal(owner.v, jam.v);
	assert_ok(barcodes_of(&office, jam, &codes, &n));
	assert_int_equal(n, 2);
	assert_int_equal(codes[1].pack_quantity, 12000);
	assert_ok(barcode_remove(&office, jam, "07290000000008", (struct branch_id){ 0 }));
	assert_ok(barcode_put(&office, other, "7290000000008", 1000));
}

static void variants_are_named_apart_ordered_and_one_stays(void **state)
{
	struct variant_id a = simple("Sock", "7f1a4f0e-0000-4000-8000-000000000011"), b;
	struct variant_row *rows;
	size_t n;

	(void)state;
	assert_fails(variant_archive(&office, a, true), CONFLICT, "variant.last");
	assert_ok(variant_make(&office, a, "Red", "SOCK-RED", &b));
	assert_fails(variant_make(&office, a, "Red", NULL, &b), INVALID, "item.invalid");
	assert_fails(variant_make(&office, a, "Blue", "SOCK-RED", &b), CONFLICT, "sku.taken");
	b.v = number("SELECT id FROM variant WHERE sku = 'SOCK-RED'");
	assert_ok(variant_move(&office, b, true));
	assert_ok(variants_of(&office, sheet_of(a).item, &rows, &n));
	assert_int_equal(rows[0].id.v, b.v);
	assert_ok(variant_archive(&office, a, true));
	assert_fails(variant_archive(&office, b, true), CONFLICT, "variant.last");
}

static void what_is_archived_is_found_nowhere_until_it_is_back(void **state)
{
	struct variant_id v = simple("Vanishing cream", "7f1a4f0e-0000-4000-8000-000000000012");

	(void)state;
	assert_string_equal(found("vanishing"), "Vanishing cream");
	assert_ok(item_archive(&office, v, true));
	assert_string_equal(found("vanishing"), "");
	assert_ok(item_archive(&office, v, false));
	assert_string_equal(found("vanishing"), "Vanishing cream");
}

/* ---- prices ---- */

static void the_lowest_of_the_month_before_is_known(void **state)
{
	struct variant_id v = simple("Oil", "7f1a4f0e-0000-4000-8000-000000000013");
	struct past_price *past;
	int64_t lowest;
	instant begun;
	size_t n;

	(void)state;
	assert_ok(price_lowest_before(&office, haifa->price_list, v, &lowest, &begun));
	assert_int_equal(lowest, PRICE_NONE);
	for (int day = 60; day >= 0; day -= 20) {
		struct ctx then = office;

		then.now = office.now - day * DAY;
		assert_ok(price_put(&then, haifa->price_list, v, (40 - day / 2) * SHEKEL, INSTANT_NONE));
	}
	assert_ok(price_lowest_before(&office, haifa->price_list, v, &lowest, &begun));
	assert_int_equal(lowest, 20 * SHEKEL);
	assert_int_equal(begun, office.now);
	assert_ok(price_past(&office, haifa->price_list, v, 10, &past, &n));
	assert_int_equal(n, 4);
	assert_fails(price_put(&office, haifa->price_list, v, SHEKEL, office.now - DAY), INVALID, "price.past");
	assert_ok(price_put(&office, haifa->price_list, v, SHEKEL, office.now + DAY));
	assert_fails(price_put(&office, haifa->price_list, v, 2 * SHEKEL, office.now + DAY), CONFLICT, "db.duplicate");
}

/* ---- categories ---- */

static struct category_id category(const char *name, struct category_id parent)
{
	const struct category_name names[] = { { "en", name }, { "he", NULL } };
	const struct category_sheet s = { .parent = parent, .names = names, .count = 2 };
	struct category_id out;

	assert_ok(category_make(&office, &s, &out));
	return out;
}

static struct error *rename_to(struct category_id id, const char *name, struct category_id parent)
{
	const struct category_name names[] = { { "en", name }, { "he", NULL } };
	const struct category_sheet s = { .parent = parent, .names = names, .count = 2 };

	return category_save(&office, id, &s);
}

static void a_category_moves_with_its_words(void **state)
{
	struct category_id top = category("Household", (struct category_id){ 0 }), below = category("Candles", top);
	struct item_sheet s = blank("Tall one");
	const struct item_making how = { .uuid = "7f1a4f0e-0000-4000-8000-000000000014", .price = PRICE_NONE };
	struct variant_id v;
	const char *to;

	(void)state;
	s.category = below;
	v = made(&s, &how);
	assert_string_equal(found("household"), "Tall one");
	assert_ok(rename_to(top, "Home", (struct category_id){ 0 }));
	assert_string_equal(found("household"), "");
	assert_string_equal(found("home"), "Tall one");
	assert_int_equal(number("SELECT COUNT(*) FROM category WHERE words_from IS NOT NULL"), 0);
	assert_ok(address_now(&ctx, "category", "household", &to));
	assert_string_equal(to, "home");
	assert_fails(rename_to(top, "Home", below), INVALID, "category.invalid");
	assert_fails(category_archive(&office, below, true), CONFLICT, "category.full");
	assert_ok(item_archive(&office, v, true));
	assert_ok(category_archive(&office, below, true));
	assert_ok(category_archive(&office, top, true));
	assert_fails(rename_to(below, "Candles", top), INVALID, "category.invalid");
}

static void nobody_without_the_right_changes_goods(void **state)
{
	struct item_sheet s = sheet_of(jam);

	(void)state;
	assert_fails(item_save(&ctx, jam, &s, item_sheet_seen(t->arena, &s)), DENIED, "denied");
	assert_fails(item_archive(&ctx, jam, true), DENIED, "denied");
	assert_fails(barcode_put(&ctx, jam, "X1", 1000), DENIED, "denied");
	assert_fails(category_archive(&ctx, (struct category_id){ 1 }, true), DENIED, "denied");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_sent_twice_is_one_good), cmocka_unit_test(a_new_good_has_its_price_and_barcode_or_nothing_is_there),
		cmocka_unit_test(all_that_is_wrong_is_said_at_once), cmocka_unit_test(a_copy_brings_variants_and_prices_not_codes),
		cmocka_unit_test(who_comes_second_is_told_field_by_field), cmocka_unit_test(a_change_is_found_and_logged),
		cmocka_unit_test(an_old_address_leads_on), cmocka_unit_test(a_code_is_checked_and_has_one_owner),
		cmocka_unit_test(variants_are_named_apart_ordered_and_one_stays), cmocka_unit_test(what_is_archived_is_found_nowhere_until_it_is_back),
		cmocka_unit_test(the_lowest_of_the_month_before_is_known), cmocka_unit_test(a_category_moves_with_its_words),
		cmocka_unit_test(nobody_without_the_right_changes_goods),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, open_shop, goods_close);
}
