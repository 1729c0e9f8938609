/* item.c: goods are listed, found, shown and scanned, in the language asked
 * for and at the price in force. */
#include "goods.h"

#include "base/str.h"

/* ---- one item, in a transaction of its own ---- */

struct adding {
	struct item_new in;
	const char *code;
	struct branch_id branch;
	int64_t price;
	const char *english;
	struct item_id item;
	struct variant_id variant;
};

static struct error *add(struct db *db, void *arg)
{
	struct adding *a = arg;
	bool changed;

	(void)db;
	TRY(item_add(&ctx, &a->in, &a->item, &a->variant));
	if (a->code)
		TRY(item_add_barcode(&ctx, a->variant, a->code, a->branch, 1000));
	if (a->price)
		TRY(price_set(&ctx, haifa->price_list, a->variant, a->price, ctx.now, &changed));
	if (a->english)
		TRY(item_set_text(&ctx, a->item, "en", a->english, NULL));
	return NULL;
}

static struct adding good(const char *name)
{
	return (struct adding){ .in = { .type = "good", .unit = "piece", .lang = "he", .name = name, .tax_class = standard } };
}

static void add_one(struct adding *a)
{
	assert_ok(db_tx(t->app, add, a));
}

/* The names of a page, joined by '|'. */
static const char *names(const struct item_page *page)
{
	struct str out;

	str_init(&out, t->arena);
	for (size_t i = 0; i < page->count; i++)
		str_addf(&out, "%s%s", i ? "|" : "", page->cards[i].name);
	return out.p;
}

static const char *found(const char *find)
{
	struct item_page page;

	assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, find, NULL, 50, &page));
	return names(&page);
}

/* ---- addresses ---- */

static void slugs_keep_letters_of_any_script(void **state)
{
	(void)state;
	assert_string_equal(item_slug(t->arena, "Crème Brûlée, 2 pcs!", 100), "creme-brulee-2-pcs");
	assert_string_equal(item_slug(t->arena, "קוטג' 5% \"תנובה\"", 100), "קוטג-5-תנובה");
	assert_string_equal(item_slug(t->arena, "Żółty ser", 100), "zolty-ser");
	assert_string_equal(item_slug(t->arena, "a+b=c <x>", 100), "a-b-c-x");
	assert_string_equal(item_slug(t->arena, "--- !", 100), "item");
	assert_string_equal(item_slug(t->arena, "abc def", 4), "abc");
}

static void a_taken_slug_gets_a_number(void **state)
{
	struct adding one = good("Same name"), two = good("Same name"), three = good("Same name!"), ten = good("Same name 9");

	(void)state;
	add_one(&one);
	add_one(&two);
	add_one(&ten);
	add_one(&three);
	assert_int_equal(number("SELECT COUNT(*) FROM item WHERE slug IN ('same-name', 'same-name-2', 'same-name-9', 'same-name-10')"), 4);
}

static void a_name_must_be_there_and_fit(void **state)
{
	struct adding none = good(""), broken = good("\xff"), lang = good(NULL);

	(void)state;
	assert_fails(db_tx(t->app, add, &none), INVALID, "item.name");
	assert_fails(db_tx(t->app, add, &broken), INVALID, "item.name");
	assert_fails(db_tx(t->app, add, &lang), INVALID, "item.name");
}

/* ---- prices ---- */

struct setting_price {
	struct price_list_id list;
	struct variant_id v;
	int64_t price;
	instant from;
	bool *changed;
};

static struct error *set_tx(struct db *db, void *arg)
{
	struct setting_price *s = arg;

	(void)db;
	return price_set(&ctx, s->list, s->v, s->price, s->from, s->changed);
}

static struct error *set(struct price_list_id list, struct variant_id v, int64_t price, instant from, bool *changed)
{
	return db_tx(t->app, set_tx, &(struct setting_price){ list, v, price, from, changed });
}

static int64_t price(struct price_list_id list, struct variant_id v, instant at)
{
	int64_t out;

	assert_ok(price_at(&ctx, list, v, at, &out));
	return out;
}

static void the_latest_price_counts_and_none_asks_the_parent(void **state)
{
	struct adding a = good("Priced");
	struct price_list_id base = haifa->price_list, own = carmel->price_list;
	bool changed;

	(void)state;
	add_one(&a);
	assert_int_equal(price(own, a.variant, ctx.now), PRICE_NONE);
	assert_ok(set(base, a.variant, 5 * SHEKEL, ctx.now - DAY, &changed));
	assert_true(changed);
	assert_ok(set(base, a.variant, 7 * SHEKEL, ctx.now + DAY, &changed));
	assert_int_equal(price(base, a.variant, ctx.now - DAY - 1), PRICE_NONE);
	assert_int_equal(price(base, a.variant, ctx.now - DAY), 5 * SHEKEL);
	assert_int_equal(price(base, a.variant, ctx.now), 5 * SHEKEL);
	assert_int_equal(price(base, a.variant, ctx.now + DAY), 7 * SHEKEL);
	assert_int_equal(price(own, a.variant, ctx.now), 5 * SHEKEL);
	assert_ok(set(own, a.variant, 6 * SHEKEL, ctx.now - HOUR, &changed));
	assert_int_equal(price(own, a.variant, ctx.now), 6 * SHEKEL);
	assert_ok(set(own, a.variant, PRICE_NONE, ctx.now, &changed));
	assert_true(changed);
	assert_int_equal(price(own, a.variant, ctx.now), 5 * SHEKEL);
}

static void the_same_price_again_changes_nothing(void **state)
{
	struct adding a = good("Priced once");
	bool changed;

	(void)state;
	a.price = 3 * SHEKEL;
	add_one(&a);
	assert_ok(set(haifa->price_list, a.variant, 3 * SHEKEL, ctx.now + 1, &changed));
	assert_false(changed);
	assert_ok(set(carmel->price_list, a.variant, PRICE_NONE, ctx.now, &changed));
	assert_false(changed);
	assert_fails(set(haifa->price_list, a.variant, -2, ctx.now, &changed), INVALID, "price.range");
	assert_fails(set(haifa->price_list, (struct variant_id){ 999999 }, SHEKEL, ctx.now, &changed), NOT_FOUND, "item.none");
}

static void a_price_that_comes_is_taken_back_until_it_begins(void **state)
{
	struct adding a = good("Comes");
	struct price_list_id list = haifa->price_list;
	instant before = ctx.now;
	struct coming_price *all;
	bool changed;
	size_t n;

	(void)state;
	a.price = 5 * SHEKEL;
	add_one(&a);
	assert_ok(set(list, a.variant, 6 * SHEKEL, ctx.now + DAY, &changed));
	assert_ok(set(list, a.variant, 7 * SHEKEL, ctx.now + 2 * DAY, &changed));
	assert_ok(price_coming(&ctx, a.variant, &all, &n));
	assert_int_equal(n, 2);
	assert_int_equal(all[0].price, 6 * SHEKEL);
	assert_int_equal(all[0].from, ctx.now + DAY);
	assert_null(all[0].change_name);
	assert_fails(price_withdraw(&ctx, list, a.variant, before + DAY), DENIED, "denied");
	ctx.actor.permissions = UINT64_C(1) << MAY_GOODS_PRICE;
	assert_fails(price_withdraw(&ctx, carmel->price_list, a.variant, before + DAY), NOT_FOUND, "price.begun");
	assert_fails(price_withdraw(&ctx, list, a.variant, before), NOT_FOUND, "price.begun");
	assert_ok(price_withdraw(&ctx, list, a.variant, before + DAY));
	assert_fails(price_withdraw(&ctx, list, a.variant, before + DAY), NOT_FOUND, "price.begun");
	assert_int_equal(price(list, a.variant, before + DAY), 5 * SHEKEL);
	ctx.now = before + 2 * DAY;
	assert_fails(price_withdraw(&ctx, list, a.variant, before + 2 * DAY), NOT_FOUND, "price.begun");
	assert_int_equal(price(list, a.variant, ctx.now), 7 * SHEKEL);
	ctx.now = before;
	ctx.actor.permissions = 0;
}

static int64_t tax_on(struct variant_id v, instant at)
{
	instant before = ctx.now;
	struct item_card card;

	ctx.now = at;
	assert_ok(item_variant(&ctx, "he", haifa->price_list, v, &card));
	ctx.now = before;
	return card.tax_rate;
}

static void tax_is_that_of_the_day(void **state)
{
	struct adding taxed = good("Taxed"), fruit = good("Untaxed");
	instant at;

	(void)state;
	fruit.in.tax_class = zero;
	add_one(&taxed);
	add_one(&fruit);
	assert_true(instant_parse("2024-12-31T21:59:59Z", &at));
	assert_int_equal(tax_on(taxed.variant, at), 1700);
	assert_int_equal(tax_on(taxed.variant, at + SECOND), 1800);
	assert_int_equal(tax_on(fruit.variant, at), 0);
}

/* ---- showing and scanning ---- */

static void an_item_is_shown_in_the_language_asked_for(void **state)
{
	struct adding a = good("סבון");
	struct item_card *cards;
	const char *text;
	size_t n;

	(void)state;
	a.in.slug = "soap";
	a.in.description = "נעים";
	a.in.content = 100000;
	a.in.content_unit = "g";
	a.english = "Soap";
	a.price = 12 * SHEKEL;
	add_one(&a);
	assert_ok(item_by_slug(&ctx, "en", carmel->price_list, "soap", &cards, &n, &text));
	assert_int_equal(n, 1);
	assert_string_equal(cards[0].name, "Soap");
	assert_string_equal(text, "נעים");
	assert_int_equal(cards[0].price, 12 * SHEKEL);
	assert_int_equal(cards[0].tax_rate, 1800);
	assert_int_equal(cards[0].content, 100000);
	assert_ok(item_by_slug(&ctx, "fi", haifa->price_list, "soap", &cards, &n, &text));
	assert_string_equal(cards[0].name, "סבון");
	assert_fails(item_by_slug(&ctx, "he", haifa->price_list, "sope", &cards, &n, &text), NOT_FOUND, "item.none");
	test_root(t, "UPDATE item SET archived_at = NOW() WHERE slug = 'soap'");
	assert_fails(item_by_slug(&ctx, "he", haifa->price_list, "soap", &cards, &n, &text), NOT_FOUND, "item.none");
}

static struct error *add_size(struct db *db, void *arg)
{
	struct adding *a = arg;

	(void)db;
	return item_add_variant(&ctx, a->item, "L", "SHIRT-L", 0, NULL, &a->variant);
}

static void variants_come_in_order(void **state)
{
	struct adding a = good("Shirt");
	struct variant_id first, ids[3];
	struct item_card *cards, one;
	const char *text;
	size_t n;

	(void)state;
	a.in.label = "M";
	add_one(&a);
	first = a.variant;
	assert_ok(db_tx(t->app, add_size, &a));
	assert_ok(item_by_slug(&ctx, "he", haifa->price_list, "shirt", &cards, &n, &text));
	assert_int_equal(n, 2);
	assert_string_equal(cards[0].label, "M");
	assert_string_equal(cards[1].label, "L");
	assert_int_equal(cards[1].variants, 2);
	assert_int_equal(cards[1].price, PRICE_NONE);
	ids[0] = a.variant;
	ids[1] = (struct variant_id){ 424242 };
	ids[2] = first;
	assert_ok(item_variants(&ctx, "he", haifa->price_list, ids, 3, &cards, &n));
	assert_int_equal(n, 2);
	assert_int_equal(cards[0].variant.v, a.variant.v);
	assert_int_equal(cards[1].variant.v, first.v);
	assert_ok(item_variants(&ctx, "he", haifa->price_list, ids, 0, &cards, &n));
	assert_int_equal(n, 0);
	assert_fails(item_variant(&ctx, "he", haifa->price_list, ids[1], &one), NOT_FOUND, "item.none");
}

static int64_t scanned(const struct branch *b, const char *code)
{
	struct item_card card;

	assert_ok(item_scan(&ctx, "he", b, code, &card));
	return card.variant.v;
}

static void codes_are_found_as_they_are_scanned(void **state)
{
	struct adding gtin = good("Real"), here = good("Here"), there = good("There"), six = good("Six");
	struct item_card card;

	(void)state;
	gtin.code = "036000291452";
	here.code = there.code = "107";
	here.branch = haifa->id;
	there.branch = carmel->id;
	six.in.sku = "SIX-1";
	add_one(&gtin);
	add_one(&here);
	add_one(&there);
	add_one(&six);
	assert_int_equal(scanned(haifa, "036000291452"), gtin.variant.v);
	assert_int_equal(scanned(carmel, "0036000291452"), gtin.variant.v);
	assert_int_equal(scanned(haifa, "00036000291452"), gtin.variant.v);
	assert_int_equal(scanned(haifa, "36000291452"), gtin.variant.v);
	assert_int_equal(scanned(haifa, "107"), here.variant.v);
	assert_int_equal(scanned(carmel, "107"), there.variant.v);
	assert_int_equal(scanned(haifa, "SIX-1"), six.variant.v);
	assert_fails(item_scan(&ctx, "he", haifa, "108", &card), NOT_FOUND, "item.unknown_code");
	assert_fails(item_scan(&ctx, "he", haifa, "036000291453", &card), NOT_FOUND, "item.unknown_code");
	assert_fails(item_scan(&ctx, "he", haifa, "", &card), NOT_FOUND, "item.unknown_code");
	assert_fails(db_tx(t->app, add, &here), CONFLICT, "barcode.taken");
}

/* As the scale of the delicatessen counter prints them. */
static void a_scale_s_label_tells_item_and_weight(void **state)
{
	const struct shop *shop;
	struct adding cheese = good("Cheese"), base = good("Olives"), jam = good("Jam");
	struct item_card card;

	(void)state;
	cheese.in.unit = base.in.unit = "kg";
	cheese.code = "4015";
	base.code = "2104062000003";	/* the label of weight zero as the item's code */
	jam.code = "4016";
	add_one(&cheese);
	add_one(&base);
	add_one(&jam);
	assert_fails(item_scan(&ctx, "he", haifa, "2104015012848", &card), NOT_FOUND, "item.unknown_code");
	test_root(t, "INSERT INTO setting VALUES ('branch', %lld, 'scale.labels', '21IIIIIWWWWWC')", (long long)haifa->id.v);
	shop_forget();
	assert_ok(shop_get(&ctx, &shop));
	haifa = shop_branch(shop, haifa->id);
	carmel = shop_branch(shop, carmel->id);
	assert_ok(item_scan(&ctx, "he", haifa, "2104015012848", &card));
	assert_int_equal(card.variant.v, cheese.variant.v);
	assert_true(card.measured);
	assert_int_equal(card.pack_quantity, 1284);
	assert_ok(item_scan(&ctx, "he", haifa, "2104062007507", &card));
	assert_int_equal(card.variant.v, base.variant.v);
	assert_int_equal(card.pack_quantity, 750);
	assert_ok(item_scan(&ctx, "he", haifa, "4015", &card));
	assert_false(card.measured);
	/* What is sold by the piece has no weight; another branch has no such labels. */
	assert_fails(item_scan(&ctx, "he", haifa, "2104016007504", &card), NOT_FOUND, "item.unknown_code");
	assert_fails(item_scan(&ctx, "he", carmel, "2104015012848", &card), NOT_FOUND, "item.unknown_code");
}

/* ---- lists ---- */

static void pages_hold_everything_once_and_in_order(void **state)
{
	struct item_page page;
	const char *after = NULL;
	int64_t last, seen = 0;
	char *marks;

	(void)state;
	for (int i = 0; i < 53; i++) {
		struct adding a = good(arena_printf(t->arena, "מוצר %d", i / 2));
		add_one(&a);
	}
	last = number("SELECT MAX(id) FROM item");
	marks = arena_alloc(t->arena, (size_t)last + 1);
	do {
		assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, NULL, after, 10, &page));
		assert_true(page.count == 10 || !page.more);
		for (size_t i = 0; i < page.count; i++, seen++) {
			assert_int_equal(marks[page.cards[i].item.v], 0);
			marks[page.cards[i].item.v] = 1;
		}
		after = page.next;
	} while (page.more);
	assert_int_equal(seen, number("SELECT COUNT(*) FROM item WHERE archived_at IS NULL"));
	assert_null(page.next);
	assert_fails(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, NULL, "nonsense!", 10, &page),
		INVALID, "item.page");
	assert_fails(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, NULL, "eDE6YQ", 10, &page),
		INVALID, "item.page");
}

static void found_goods_page_through_both_phases(void **state)
{
	struct item_page page;
	const char *after = NULL;
	int seen = 0;

	(void)state;
	for (int i = 0; i < 7; i++) {
		struct adding a = good(arena_printf(t->arena, "Quince %d", i)), b = good(arena_printf(t->arena, "Jam of quince %d", i));
		add_one(&a);
		add_one(&b);
	}
	do {
		assert_ok(item_list(&ctx, "he", haifa->price_list, (struct category_id){ 0 }, "quince", after, 4, &page));
		for (size_t i = 0; i < page.count; i++, seen++)
			assert_int_equal(strncmp(page.cards[i].name, "Quince", 6) == 0, seen < 7);
		after = page.next;
	} while (page.more);
	assert_int_equal(seen, 14);
}

static void names_are_found_by_their_words(void **state)
{
	struct adding a = good("צ'יפס \"תפוגן\" 1 ק\"ג"), b = good("מארז תפוגן קטן"), c = good("50% Cotton_Sock");

	(void)state;
	a.english = "Chips Tapugan";
	a.code = "7290000066318";
	add_one(&a);
	add_one(&b);
	add_one(&c);
	assert_string_equal(found("ציפס"), "צ'יפס \"תפוגן\" 1 ק\"ג");
	assert_string_equal(found("צ׳יפס תפו"), "צ'יפס \"תפוגן\" 1 ק\"ג");
	assert_string_equal(found("תפוגן"), "מארז תפוגן קטן|צ'יפס \"תפוגן\" 1 ק\"ג");
	assert_string_equal(found("קטן תפוגן"), "מארז תפוגן קטן");
	assert_string_equal(found("chips"), "צ'יפס \"תפוגן\" 1 ק\"ג");
	assert_string_equal(found("פוגן"), "מארז תפוגן קטן|צ'יפס \"תפוגן\" 1 ק\"ג");
	assert_string_equal(found("7290000066318"), "צ'יפס \"תפוגן\" 1 ק\"ג");
	assert_string_equal(found("50"), "50% Cotton_Sock");
	assert_string_equal(found("%"), "");
	assert_string_equal(found("_"), "");
	assert_string_equal(found("cotton\\"), "50% Cotton_Sock");
	assert_string_equal(found("COTTON sock"), "50% Cotton_Sock");
}

struct categorised {
	struct category_id id;
};

static struct error *add_category(struct db *db, void *arg)
{
	struct categorised *x = arg;

	(void)db;
	TRY(category_add(&ctx, (struct category_id){ 0 }, "Deep Freeze", 1, &x->id));
	TRY(category_set_text(&ctx, x->id, "he", "קפואים"));
	return category_set_text(&ctx, x->id, "en", "Frozen");
}

static struct error *add_categories_below(struct db *db, void *arg)
{
	struct categorised *x = arg;

	(void)db;
	TRY(category_add(&ctx, x[0].id, "Ices", 1, &x[1].id));
	return category_add(&ctx, x[1].id, "Sorbets", 1, &x[2].id);
}

static void a_category_holds_what_is_below_it(void **state)
{
	struct adding goods[] = { good("Lemon sorbet"), good("Kulfi ice"), good("Jelly"), good("Mango sorbet"), good("Icy peas") };
	const int where[] = { 2, 1, 2, 2, 0 };
	struct categorised x[3];
	struct item_page page;
	const char *after = NULL;
	struct str all;

	(void)state;
	x[0].id.v = number("SELECT id FROM category WHERE slug = 'deep-freeze'");
	assert_ok(db_tx(t->app, add_categories_below, x));
	for (size_t i = 0; i < 5; i++) {
		goods[i].in.category = x[where[i]].id;
		add_one(&goods[i]);
	}
	str_init(&all, t->arena);
	do {
		assert_ok(item_list(&ctx, "he", haifa->price_list, x[0].id, NULL, after, 2, &page));
		str_addf(&all, "%s/", names(&page));
		after = page.next;
	} while (page.more);
	assert_string_equal(all.p, "Frozen peas|Icy peas/Jelly|Kulfi ice/Lemon sorbet|Mango sorbet/");
	assert_ok(item_list(&ctx, "he", haifa->price_list, x[1].id, "sorbet", NULL, 24, &page));
	assert_string_equal(names(&page), "Lemon sorbet|Mango sorbet");
	assert_ok(item_list(&ctx, "he", haifa->price_list, x[1].id, "peas", NULL, 24, &page));
	assert_string_equal(names(&page), "");
}

static void a_category_holds_its_own(void **state)
{
	struct adding a = good("Frozen peas"), b = good("Fresh peas");
	struct categorised x;
	struct item_page page;
	struct category *all;
	size_t n;

	(void)state;
	assert_ok(db_tx(t->app, add_category, &x));
	a.in.category = x.id;
	add_one(&a);
	add_one(&b);
	assert_ok(item_list(&ctx, "he", haifa->price_list, x.id, NULL, NULL, 24, &page));
	assert_string_equal(names(&page), "Frozen peas");
	assert_ok(item_list(&ctx, "he", haifa->price_list, x.id, "peas", NULL, 24, &page));
	assert_string_equal(names(&page), "Frozen peas");
	assert_ok(category_all(&ctx, "en", &all, &n));
	assert_int_equal(n, 1);
	assert_string_equal(all[0].name, "Frozen");
	assert_string_equal(all[0].slug, "deep-freeze");
	assert_ok(category_all(&ctx, "fi", &all, &n));
	assert_string_equal(all[0].name, "קפואים");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slugs_keep_letters_of_any_script),
		cmocka_unit_test(a_taken_slug_gets_a_number),
		cmocka_unit_test(a_name_must_be_there_and_fit),
		cmocka_unit_test(the_latest_price_counts_and_none_asks_the_parent),
		cmocka_unit_test(the_same_price_again_changes_nothing),
		cmocka_unit_test(a_price_that_comes_is_taken_back_until_it_begins),
		cmocka_unit_test(tax_is_that_of_the_day),
		cmocka_unit_test(an_item_is_shown_in_the_language_asked_for),
		cmocka_unit_test(variants_come_in_order),
		cmocka_unit_test(codes_are_found_as_they_are_scanned),
		cmocka_unit_test(a_scale_s_label_tells_item_and_weight),
		cmocka_unit_test(pages_hold_everything_once_and_in_order),
		cmocka_unit_test(found_goods_page_through_both_phases),
		cmocka_unit_test(names_are_found_by_their_words),
		cmocka_unit_test(a_category_holds_its_own),
		cmocka_unit_test(a_category_holds_what_is_below_it),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, goods_open, goods_close);
}
