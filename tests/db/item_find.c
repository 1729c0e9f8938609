/* item_find.c: the office's list of goods: filters that combine, three orders,
 * pages that hold each of them once. */
#include "goods.h"

#include "base/str.h"
#include "shop/item_find.h"
#include "shop/media.h"
#include "shop/stock.h"

static struct category_id dairy, cheese;
static struct variant_id milk, feta, bread, bag, old;
static struct item_id feta_item;

/* ---- the shop ---- */

struct adding {
	const char *name, *type, *unit, *code;
	struct category_id category;
	int64_t price;
	struct item_id item;
	struct variant_id variant;
};

static struct error *add(struct db *db, void *arg)
{
	struct adding *a = arg;
	const struct item_new in = { .type = a->type, .unit = a->unit, .lang = "en", .name = a->name, .tax_class = standard, .category = a->category };
	bool changed;

	(void)db;
	TRY(item_add(&ctx, &in, &a->item, &a->variant));
	if (a->code)
		TRY(item_add_barcode(&ctx, a->variant, a->code, (struct branch_id){ 0 }, 1000));
	return a->price ? price_set(&ctx, haifa->price_list, a->variant, a->price, ctx.now - DAY, &changed) : NULL;
}

static struct variant_id good(const char *name, const char *type, struct category_id category, const char *code, int64_t price, struct item_id *item)
{
	struct adding a = { name, type, strcmp(type, "weighed") == 0 ? "kg" : "piece", code, category, price, { 0 }, { 0 } };

	assert_ok(db_tx(t->app, add, &a));
	if (item)
		*item = a.item;
	return a.variant;
}

static struct error *categories(struct db *db, void *arg)
{
	(void)db;
	(void)arg;
	TRY(category_add(&ctx, (struct category_id){ 0 }, "dairy", 1, &dairy));
	return category_add(&ctx, dairy, "cheese", 1, &cheese);
}

static struct error *rest(struct db *db, void *arg)
{
	static const char drawing[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
	const struct media_new in = { MEDIA_DRAWING, 1, 1, drawing, sizeof(drawing) - 1 };
	struct picture_id picture;
	struct media_id media;
	bool changed;

	(void)db;
	(void)arg;
	TRY(media_add(&ctx, &in, &media));
	TRY(picture_add(&ctx, feta_item, (struct variant_id){ 0 }, media, "en", "Feta", &picture));
	TRY(item_set_text(&ctx, feta_item, "he", "פטה", NULL));
	/* CARMEL asks less for bread, and nothing yet for the milk it will reprice. */
	TRY(price_set(&ctx, carmel->price_list, bread, 2 * SHEKEL, ctx.now - HOUR, &changed));
	TRY(price_set(&ctx, carmel->price_list, milk, 99 * SHEKEL, ctx.now + DAY, &changed));
	TRY(stock_correct(&ctx, haifa->shelf, milk, 0, NULL));
	TRY(stock_correct(&ctx, haifa->shelf, bread, 5000, NULL));
	TRY(stock_correct(&ctx, carmel->shelf, bread, 0, NULL));
	TRY(stock_set_policy(&ctx, haifa->shelf, feta, STOCK_ALLOW));
	TRY(stock_set_policy(&ctx, haifa->shelf, milk, STOCK_BLOCK));
	TRY(stock_set_policy(&ctx, haifa->shelf, bread, STOCK_BLOCK));
	TRY(stock_set_policy(&ctx, carmel->shelf, bread, STOCK_WARN));
	return db_exec(t->app, NULL, "UPDATE item SET archived_at = ? WHERE id = (SELECT item_id FROM variant WHERE id = ?)",
		ARGS(AT(ctx.now), ID(old)));
}

static int open_shop(void **state)
{
	goods_open(state);
	assert_ok(db_tx(t->app, categories, NULL));
	bread = good("Bread", "good", (struct category_id){ 0 }, "96385074", 8 * SHEKEL, NULL);
	milk = good("Milk", "good", dairy, "4006381333931", 6 * SHEKEL, NULL);
	feta = good("Feta", "weighed", cheese, NULL, 40 * SHEKEL, &feta_item);
	bag = good("Bag", "service", (struct category_id){ 0 }, NULL, 0, NULL);
	old = good("Old milk", "good", dairy, "7290000000008", 5 * SHEKEL, NULL);
	assert_ok(db_tx(t->app, rest, NULL));
	return 0;
}

/* ---- asking ---- */

/* The names on a page, joined by a blank. */
static const char *names(const struct item_found_page *page)
{
	struct str out;

	str_init(&out, t->arena);
	for (size_t i = 0; i < page->count; i++)
		str_addf(&out, "%s%s", i ? " " : "", page->rows[i].card.name);
	return out.p;
}

static struct item_found_page page_of(struct price_list_id list, struct item_filter f, const char *after, size_t limit)
{
	struct item_found_page page;

	f.languages = f.languages ? f.languages : 2;
	assert_ok(item_find(&ctx, "en", list, &f, after, limit, &page));
	return page;
}

static const char *found(struct item_filter f)
{
	struct item_found_page page = page_of(haifa->price_list, f, NULL, 50);

	if (!f.find)
		assert_int_equal(page.total, page.count);
	return names(&page);
}

static void each_filter_takes_what_it_names(void **state)
{
	(void)state;
	assert_string_equal(found((struct item_filter){ 0 }), "Bag Bread Feta Milk");
	assert_string_equal(found((struct item_filter){ .category = dairy }), "Feta Milk");
	assert_string_equal(found((struct item_filter){ .category = cheese }), "Feta");
	assert_string_equal(found((struct item_filter){ .type = "service" }), "Bag");
	assert_string_equal(found((struct item_filter){ .tax_class = zero }), "");
	assert_string_equal(found((struct item_filter){ .tax_class = standard }), "Bag Bread Feta Milk");
	assert_string_equal(found((struct item_filter){ .branch = carmel->id }), "Bread");
	assert_string_equal(found((struct item_filter){ .find = "mil" }), "Milk");
	assert_string_equal(found((struct item_filter){ .find = "4006381333931" }), "Milk");
}

static void each_state_takes_what_is_in_it(void **state)
{
	(void)state;
	assert_string_equal(found((struct item_filter){ .state = ITEM_ON_SALE }), "Bread Feta Milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_NO_PRICE }), "Bag");
	assert_string_equal(found((struct item_filter){ .state = ITEM_NO_PICTURE }), "Bag Bread Milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_NO_BARCODE }), "Bag Feta");
	assert_string_equal(found((struct item_filter){ .state = ITEM_NO_TEXT }), "Bag Bread Milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_TO_REVIEW }), "");
	assert_string_equal(found((struct item_filter){ .state = ITEM_AT_ZERO }), "Bread Feta Milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_AT_ZERO, .branch = haifa->id }), "Feta Milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_ARCHIVED }), "Old milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_ARCHIVED, .find = "MILK" }), "Old milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_ARCHIVED, .find = "7290000000008" }), "Old milk");
	assert_string_equal(found((struct item_filter){ .state = ITEM_ARCHIVED, .find = "100%" }), "");
	test_root(t, "UPDATE stock_level SET on_hand = -1000 WHERE policy = 'allow'");
	assert_string_equal(found((struct item_filter){ .state = ITEM_BELOW_ZERO }), "Feta");
	assert_string_equal(found((struct item_filter){ .state = ITEM_BELOW_ZERO, .branch = carmel->id }), "");
}

static void filters_combine(void **state)
{
	(void)state;
	assert_string_equal(found((struct item_filter){ .category = dairy, .state = ITEM_NO_PICTURE }), "Milk");
	assert_string_equal(found((struct item_filter){ .category = dairy, .type = "weighed", .state = ITEM_NO_BARCODE }), "Feta");
	assert_string_equal(found((struct item_filter){ .find = "b", .state = ITEM_NO_PRICE }), "Bag");
	assert_string_equal(found((struct item_filter){ .find = "bread", .state = ITEM_NO_PRICE }), "");
	assert_string_equal(found((struct item_filter){ .find = "milk", .category = cheese }), "");
}

static void prices_are_those_of_the_list_now(void **state)
{
	struct item_found_page page;

	(void)state;
	assert_string_equal(found((struct item_filter){ .order = ORDER_CHEAPEST }), "Milk Bread Feta");
	assert_string_equal(found((struct item_filter){ .order = ORDER_DEAREST }), "Feta Bread Milk");
	page = page_of(carmel->price_list, (struct item_filter){ .order = ORDER_CHEAPEST }, NULL, 50);
	assert_string_equal(names(&page), "Bread Milk Feta");
	assert_int_equal(page.rows[0].card.price, 2 * SHEKEL);
}

static void stock_is_that_of_the_branches_asked_for(void **state)
{
	struct item_found_page all = page_of(haifa->price_list, (struct item_filter){ 0 }, NULL, 50);
	struct item_found_page there = page_of(haifa->price_list, (struct item_filter){ .branch = carmel->id }, NULL, 50);

	(void)state;
	assert_int_equal(all.rows[0].free, STOCK_PLENTY);
	assert_int_equal(all.rows[1].free, 5000);
	assert_int_equal(there.rows[0].free, 0);
	assert_int_equal(all.rows[2].languages, 2);
}

static void pages_hold_each_once_in_every_order(void **state)
{
	static const char *const whole[ITEM_ORDERS] = { "Bag Bread Feta Milk", "Bag Feta Milk Bread", "Milk Bread Feta", "Feta Bread Milk" };

	(void)state;
	for (int order = 0; order < ITEM_ORDERS; order++)
		for (int few = 0; few < 2; few++) {
			struct item_filter f = { .order = (enum item_order)order, .state = few ? ITEM_NO_TEXT : ITEM_ANY, .languages = 9 };
			const char *after = NULL;
			struct str got;

			str_init(&got, t->arena);
			do {
				struct item_found_page page = page_of(haifa->price_list, f, after, 1);

				assert_int_equal(page.total >= 0, after == NULL);
				str_addf(&got, "%s%s", got.len ? " " : "", names(&page));
				after = page.next;
			} while (after);
			assert_string_equal(got.p, whole[order]);
		}
}

static void a_page_of_another_order_is_none(void **state)
{
	struct item_found_page page = page_of(haifa->price_list, (struct item_filter){ 0 }, NULL, 1);
	struct item_filter newest = { .order = ORDER_NEWEST };

	(void)state;
	assert_fails(item_find(&ctx, "en", haifa->price_list, &newest, page.next, 1, &page), INVALID, "item.page");
	assert_fails(item_find(&ctx, "en", haifa->price_list, &newest, "bm9uZQ", 1, &page), INVALID, "item.page");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_filter_takes_what_it_names), cmocka_unit_test(each_state_takes_what_is_in_it),
		cmocka_unit_test(filters_combine), cmocka_unit_test(prices_are_those_of_the_list_now),
		cmocka_unit_test(stock_is_that_of_the_branches_asked_for), cmocka_unit_test(pages_hold_each_once_in_every_order),
		cmocka_unit_test(a_page_of_another_order_is_none),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, open_shop, goods_close);
}
