/* item_cache.c: what is kept of goods spares the database, is never older than
 * a second, and no price begins late. */
#include "goods.h"

#include "shop/item_cache.h"

static struct price_list_id base;

static int set_up(void **state)
{
	goods_open(state);
	base = haifa->price_list;
	return 0;
}

static int tear_down(void **state)
{
	item_cache_forget();
	return goods_close(state);
}

/* ---- requests: an arena and an instant each ---- */

static struct ctx request(void)
{
	struct ctx c = ctx;

	c.arena = arena_new();
	c.now = clock_now();
	db_arena(c.db, c.arena);
	return c;
}

static void request_end(struct ctx *c)
{
	db_arena(c->db, t->arena);
	arena_free(c->arena);
}

static int64_t shown_price(const char *slug)
{
	struct ctx c = request();
	const struct item_card *cards;
	const char *text;
	int64_t price;
	size_t n;

	assert_ok(item_kept_by_slug(&c, "he", base, slug, &cards, &n, &text));
	price = cards[0].price;
	request_end(&c);
	return price;
}

static const char *shown_name(const char *lang, const char *slug)
{
	struct ctx c = request();
	const struct item_card *cards;
	const char *text, *name;
	size_t n;

	assert_ok(item_kept_by_slug(&c, lang, base, slug, &cards, &n, &text));
	name = arena_strdup(t->arena, cards[0].name);
	request_end(&c);
	return name;
}

static size_t listed(struct price_list_id list, const char *lang, struct category_id category, size_t limit)
{
	struct ctx c = request();
	struct item_page page;

	assert_ok(item_kept_list(&c, lang, list, category, NULL, limit, &page));
	request_end(&c);
	return page.count;
}

/* As another process would, whose writes this one is not told of. */
static int64_t version(void)
{
	return number("SELECT COALESCE(MAX(number), 0) FROM version WHERE name = 'goods'");
}

/* ---- goods ---- */

struct adding {
	const char *name, *description;
	int64_t price;
	instant from;
	struct item_id item;
	struct variant_id variant;
};

static struct error *add(struct db *db, void *arg)
{
	struct adding *a = arg;
	const struct item_new in = { .type = "good", .unit = "piece", .lang = "he", .name = a->name,
		.description = a->description, .tax_class = standard };
	bool changed;

	(void)db;
	TRY(item_add(&ctx, &in, &a->item, &a->variant));
	return price_set(&ctx, base, a->variant, a->price, ctx.now - DAY, &changed);
}

static struct adding add_one(const char *name, int64_t price)
{
	struct adding a = { .name = name, .price = price };

	ctx.now = clock_now();
	assert_ok(db_tx(t->app, add, &a));
	shop_forget();
	return a;
}

static struct error *reprice(struct db *db, void *arg)
{
	struct adding *a = arg;
	bool changed;

	(void)db;
	return price_set(&ctx, base, a->variant, a->price, a->from, &changed);
}

static void set_price(struct adding *a, int64_t price, instant from)
{
	a->price = price;
	a->from = from;
	assert_ok(db_tx(t->app, reprice, a));
}

/* ---- keeping ---- */

static void what_is_kept_spares_the_database(void **state)
{
	struct ctx c;
	const struct category *kept;
	size_t n, goods;

	(void)state;
	add_one("Kept", 5 * SHEKEL);
	assert_string_equal(shown_name("he", "kept"), "Kept");
	goods = listed(base, "he", (struct category_id){ 0 }, 24);
	c = request();
	assert_ok(category_kept_all(&c, "he", &kept, &n));
	assert_int_equal(n, 0);
	request_end(&c);
	/* Nobody counted these: whoever asked the database would see them. */
	test_root(t, "UPDATE item_text SET name = 'Otherwise' WHERE name = 'Kept'");
	test_root(t, "UPDATE item SET archived_at = NOW() WHERE slug = 'kept'");
	test_root(t, "INSERT INTO category (slug, position) VALUES ('uncounted', 1)");
	shop_forget();
	assert_string_equal(shown_name("he", "kept"), "Kept");
	assert_int_equal(listed(base, "he", (struct category_id){ 0 }, 24), goods);
	c = request();
	assert_ok(category_kept_all(&c, "he", &kept, &n));
	assert_int_equal(n, 0);
	request_end(&c);
	item_cache_forget();
	assert_int_equal(listed(base, "he", (struct category_id){ 0 }, 24), goods - 1);
	test_root(t, "UPDATE item SET archived_at = NULL WHERE slug = 'kept'");
	test_root(t, "DELETE FROM category");
}

static void an_answer_is_kept_for_its_question_alone(void **state)
{
	struct adding a = add_one("Question", 5 * SHEKEL);
	struct item_page first, second;
	struct ctx c;

	(void)state;
	add_one("Question two", 5 * SHEKEL);
	test_root(t, "INSERT INTO item_text VALUES (%lld, 'en', 'English', 'english', 'Text')", (long long)a.item.v);
	assert_string_equal(shown_name("he", "question"), "Question");
	assert_string_equal(shown_name("en", "question"), "English");
	assert_true(listed(base, "he", (struct category_id){ 0 }, 2) == 2);
	assert_true(listed(base, "he", (struct category_id){ 0 }, 1) == 1);
	assert_true(listed(base, "he", (struct category_id){ 77 }, 2) == 0);
	for (int again = 0; again < 2; again++) {
		c = request();
		assert_ok(item_kept_list(&c, "he", base, (struct category_id){ 0 }, NULL, 1, &first));
		assert_true(first.more);
		assert_ok(item_kept_list(&c, "he", base, (struct category_id){ 0 }, first.next, 1, &second));
		assert_int_not_equal(first.cards[0].item.v, second.cards[0].item.v);
		request_end(&c);
	}
	test_root(t, "INSERT INTO price (price_list_id, variant_id, valid_from, price) VALUES (%lld, %lld, '2020-01-01', 1)", (long long)carmel->price_list.v, (long long)a.variant.v);
	c = request();
	assert_ok(item_kept_list(&c, "he", carmel->price_list, (struct category_id){ 0 }, NULL, 100, &first));
	assert_ok(item_kept_list(&c, "he", base, (struct category_id){ 0 }, NULL, 100, &second));
	for (size_t i = 0; i < first.count; i++)
		if (first.cards[i].item.v == a.item.v)
			assert_int_not_equal(first.cards[i].price, second.cards[i].price);
	request_end(&c);
}

/* All that a card says, as the database and as what is kept say it. */
static void a_kept_card_is_the_whole_card(void **state)
{
	const struct item_card *cards;
	struct item_card *asked;
	const char *text, *kept;
	struct ctx c;
	size_t n;

	(void)state;
	add_one("Whole", 5 * SHEKEL);
	test_root(t, "UPDATE item SET maker = 'Maker' WHERE slug = 'whole'");
	test_root(t, "UPDATE variant v JOIN item i ON i.id = v.item_id SET v.content = 500000, v.content_unit = 'g', v.label = 'L' WHERE i.slug = 'whole'");
	test_root(t, "UPDATE item_text SET description = 'Said of it' WHERE name = 'Whole'");
	shown_price("whole");
	c = request();
	assert_ok(item_by_slug(&c, "he", base, "whole", &asked, &n, &text));
	assert_ok(item_kept_by_slug(&c, "he", base, "whole", &cards, &n, &kept));
	assert_string_equal(kept, text);
	assert_int_equal(cards[0].item.v, asked[0].item.v);
	assert_int_equal(cards[0].variant.v, asked[0].variant.v);
	assert_string_equal(cards[0].slug, asked[0].slug);
	assert_string_equal(cards[0].name, asked[0].name);
	assert_string_equal(cards[0].label, asked[0].label);
	assert_string_equal(cards[0].type, asked[0].type);
	assert_string_equal(cards[0].unit, asked[0].unit);
	assert_string_equal(cards[0].maker, asked[0].maker);
	assert_string_equal(cards[0].content_unit, asked[0].content_unit);
	assert_int_equal(cards[0].price, asked[0].price);
	assert_int_equal(cards[0].content, asked[0].content);
	assert_int_equal(cards[0].tax_class.v, asked[0].tax_class.v);
	assert_int_equal(cards[0].tax_rate, asked[0].tax_rate);
	assert_int_equal(cards[0].pack_quantity, asked[0].pack_quantity);
	assert_int_equal(cards[0].variants, asked[0].variants);
	request_end(&c);
}

static void what_is_not_there_is_not_kept(void **state)
{
	const struct item_card *cards;
	struct item_page page;
	const char *text;
	struct ctx c = request();
	size_t n;

	(void)state;
	assert_fails(item_kept_by_slug(&c, "he", base, "to-come", &cards, &n, &text), NOT_FOUND, "item.none");
	assert_fails(item_kept_list(&c, "he", base, (struct category_id){ 0 }, "nonsense!", 24, &page), INVALID, "item.page");
	request_end(&c);
	test_root(t, "INSERT INTO item (type, slug, category_id, tax_class_id, lang, sort_key, unit, no_discount, created_at) "
		"SELECT type, 'to-come', category_id, tax_class_id, lang, sort_key, unit, no_discount, created_at FROM item LIMIT 1");
	test_root(t, "INSERT INTO item_text SELECT MAX(id), 'he', 'Come', 'come', NULL FROM item");
	test_root(t, "INSERT INTO variant (item_id, label, position) SELECT MAX(id), '', 0 FROM item");
	assert_string_equal(shown_name("he", "to-come"), "Come");
}

/* ---- being told of changes ---- */

static void a_price_set_in_the_office_shows_within_a_second(void **state)
{
	struct adding a = add_one("Repriced", 5 * SHEKEL);
	struct ctx office;
	int64_t began;

	(void)state;
	assert_int_equal(shown_price("repriced"), 5 * SHEKEL);
	office = ctx;
	office.now = clock_now();
	office.actor.permissions = UINT64_C(1) << MAY_GOODS_PRICE;
	assert_ok(price_put(&office, base, a.variant, 6 * SHEKEL, INSTANT_NONE));
	began = clock_ticks();
	while (shown_price("repriced") != 6 * SHEKEL) {
		assert_true(clock_ticks() - began < 3 * SECOND / 2);
		usleep(20000);
	}
}

static void a_price_to_come_begins_on_time(void **state)
{
	struct adding a = add_one("Tomorrow", 5 * SHEKEL);
	instant begins = clock_now() + DAY;

	(void)state;
	set_price(&a, 9 * SHEKEL, begins);
	shop_forget();
	assert_int_equal(shown_price("tomorrow"), 5 * SHEKEL);
	/* The shop was read a moment ago and is not read anew. */
	clock_set(begins - 10 * SECOND);
	assert_int_equal(shown_price("tomorrow"), 5 * SHEKEL);
	clock_set(begins);
	assert_int_equal(shown_price("tomorrow"), 9 * SHEKEL);
	shop_forget();
	assert_int_equal(shown_price("tomorrow"), 9 * SHEKEL);
	assert_int_equal(shown_price("tomorrow"), 9 * SHEKEL);
	clock_set(0);
	shop_forget();
	assert_int_equal(shown_price("tomorrow"), 5 * SHEKEL);
}

static void a_tax_rate_to_come_begins_on_time(void **state)
{
	instant begins;
	struct ctx c;
	const struct item_card *cards;
	const char *text;
	size_t n;

	(void)state;
	add_one("Taxed", 5 * SHEKEL);
	assert_true(instant_parse("2090-01-01T00:00:00Z", &begins));
	test_root(t, "INSERT INTO tax_rate VALUES (%lld, '2090-01-01', 2000)", (long long)standard.v);
	clock_set(begins - HOUR);
	shop_forget();
	assert_int_equal(shown_price("taxed"), 5 * SHEKEL);
	clock_set(begins);
	c = request();
	assert_ok(item_kept_by_slug(&c, "he", base, "taxed", &cards, &n, &text));
	assert_int_equal(cards[0].tax_rate, 2000);
	request_end(&c);
	clock_set(0);
	shop_forget();
	test_root(t, "DELETE FROM tax_rate WHERE rate = 2000");
}

struct writing {
	struct adding of;
	struct category_id category;
	int step;
};

static struct error *write_step(struct db *db, void *arg)
{
	struct writing *w = arg;
	struct variant_id more;

	(void)db;
	switch (w->step) {
	case 0: return item_set_text(&ctx, w->of.item, "fi", "Nimi", NULL);
	case 1: return item_add_variant(&ctx, w->of.item, "L", NULL, 0, NULL, &more);
	case 2: return item_add_barcode(&ctx, w->of.variant, "4006381333931", (struct branch_id){ 0 }, 1000);
	case 3: return category_add(&ctx, (struct category_id){ 0 }, "counted", 1, &w->category);
	case 4: return category_set_text(&ctx, w->category, "he", "Counted");
	}
	return add(db, &w->of);
}

static void bring(const char *text)
{
	const struct import_options o = { .chain = "77", .store = "5", .branch = haifa };
	struct import_counts n;

	assert_ok(import_run(&ctx, profile("israel-prices"), &o,
		csv_of_bytes(t->arena, text, strlen(text), &(struct csv_format){ CHARSET_UTF8, ',', 0 }), &n));
	assert_int_equal(n.rejected, 0);
}

static void every_write_counts(void **state)
{
	struct writing w = { .of = add_one("Written", 5 * SHEKEL) };
	static const char file[] = HEADING ROW("7290000066318", "Brought", "1.00");
	int64_t before;

	(void)state;
	for (w.step = 0; w.step <= 5; w.step++) {
		before = version();
		assert_ok(db_tx(t->app, write_step, &w));
		assert_true(version() > before);
	}
	before = version();
	set_price(&w.of, 6 * SHEKEL, ctx.now);
	assert_true(version() > before);
	before = version();
	bring(file);
	assert_int_equal(version(), before + 1);
	bring(file);
	assert_int_equal(version(), before + 1);
}

/* ---- transactions, lives, bounds ---- */

static struct error *rename_and_give_up(struct db *db, void *arg)
{
	const struct adding *a = arg;
	const struct item_card *cards;
	const char *text;
	size_t n;

	(void)db;
	TRY(item_set_text(&ctx, a->item, "he", "Renamed", NULL));
	TRY(item_kept_by_slug(&ctx, "he", base, "transacted", &cards, &n, &text));
	assert_string_equal(cards[0].name, "Renamed");
	return ERR(ctx.arena, CONFLICT, "given.up");
}

static void a_transaction_reads_the_database_and_keeps_nothing(void **state)
{
	struct adding a = add_one("Transacted", 5 * SHEKEL);

	(void)state;
	assert_fails(db_tx(t->app, rename_and_give_up, &a), CONFLICT, "given.up");
	assert_string_equal(shown_name("he", "transacted"), "Transacted");
	assert_fails(db_tx(t->app, rename_and_give_up, &a), CONFLICT, "given.up");
	assert_string_equal(shown_name("he", "transacted"), "Transacted");
}

/* ASan sees what is read after it is gone. */
static void what_a_request_reads_outlives_a_change(void **state)
{
	struct adding a = add_one("Long read", 5 * SHEKEL);
	const struct item_card *cards;
	const char *text;
	struct ctx slow;
	size_t n;

	(void)state;
	shown_price("long-read");
	slow = request();
	assert_ok(item_kept_by_slug(&slow, "he", base, "long-read", &cards, &n, &text));
	db_arena(t->app, t->arena);
	set_price(&a, 8 * SHEKEL, clock_now());
	shop_forget();
	assert_int_equal(shown_price("long-read"), 8 * SHEKEL);
	item_cache_forget();
	assert_int_equal(cards[0].price, 5 * SHEKEL);
	assert_string_equal(cards[0].name, "Long read");
	request_end(&slow);
}

static void what_is_kept_is_bounded(void **state)
{
	char *text = arena_alloc(t->arena, 60001);

	(void)state;
	item_cache_forget();
	for (int64_t i = 1; i <= 5000; i++)
		listed(base, "he", (struct category_id){ 1000 + i }, 24);
	assert_in_range(item_cache_count(), 2048, 4096);
	item_cache_forget();
	memset(text, 'x', 60000);
	for (int i = 0; i < 60; i++) {
		struct adding a = { .name = arena_printf(t->arena, "Wordy %d", i), .description = text, .price = SHEKEL };

		assert_ok(db_tx(t->app, add, &a));
	}
	shop_forget();
	for (int i = 0; i < 60; i++)
		shown_price(arena_printf(t->arena, "wordy-%d", i));
	assert_in_range(item_cache_count(), 17, 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept_spares_the_database),
		cmocka_unit_test(an_answer_is_kept_for_its_question_alone),
		cmocka_unit_test(a_kept_card_is_the_whole_card),
		cmocka_unit_test(what_is_not_there_is_not_kept),
		cmocka_unit_test(a_price_set_in_the_office_shows_within_a_second),
		cmocka_unit_test(a_price_to_come_begins_on_time),
		cmocka_unit_test(a_tax_rate_to_come_begins_on_time),
		cmocka_unit_test(every_write_counts),
		cmocka_unit_test(a_transaction_reads_the_database_and_keeps_nothing),
		cmocka_unit_test(what_a_request_reads_outlives_a_change),
		cmocka_unit_test(what_is_kept_is_bounded),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
