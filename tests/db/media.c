/* media.c: an original is kept once; goods show their pictures in order, and
 * every list knows the first. */
#include "goods.h"

#include "base/str.h"
#include "shop/item_cache.h"
#include "shop/media.h"

static struct item_id item;
static struct variant_id small, large;

struct add {
	const char *bytes;
	struct variant_id variant;
	const char *lang, *alt;
	struct picture_id picture;
};

static struct error *make_item(struct db *db, void *arg)
{
	const struct item_new in = { .type = "good", .lang = "he", .name = "סיר", .unit = "piece", .tax_class = standard, .label = "S" };

	(void)db;
	(void)arg;
	TRY(item_add(&ctx, &in, &item, &small));
	return item_add_variant(&ctx, item, "L", NULL, 0, NULL, &large);
}

static int set_up(void **state)
{
	goods_open(state);
	ctx.actor.permissions = UINT64_C(1) << MAY_GOODS_EDIT;
	assert_ok(db_tx(t->app, make_item, NULL));
	return 0;
}

static int clear(void **state)
{
	(void)state;
	struct picture *pictures;
	size_t n;

	assert_ok(pictures_of_item(&ctx, "he", item, &pictures, &n));
	for (size_t i = 0; i < n; i++)
		assert_ok(picture_remove(&ctx, item, pictures[i].id));
	assert_int_equal(number("SELECT COUNT(*) FROM media"), 0);
	return 0;
}

static struct error *add(struct db *db, void *arg)
{
	struct add *w = arg;
	struct media_id media;

	(void)db;
	TRY(media_add(&ctx, &(struct media_new){ "image/png", 40, 30, w->bytes, strlen(w->bytes) }, &media));
	return picture_add(&ctx, item, w->variant, media, w->lang, w->alt, &w->picture);
}

static struct picture_id added(const char *bytes, struct variant_id variant, const char *alt)
{
	struct add w = { .bytes = bytes, .variant = variant, .lang = "he", .alt = alt };

	assert_ok(db_tx(t->app, add, &w));
	return w.picture;
}

#define ALL ((struct variant_id){ 0 })

/* The texts of the pictures, in their order: "a b". */
static const char *shown(const char *lang)
{
	struct picture *pictures;
	struct str out;
	size_t n;

	assert_ok(pictures_of_item(&ctx, lang, item, &pictures, &n));
	str_init(&out, t->arena);
	for (size_t i = 0; i < n; i++)
		str_addf(&out, "%s%s", i ? " " : "", pictures[i].alt);
	return out.p;
}

static void the_same_bytes_twice_are_one_original(void **state)
{
	struct picture_id first = added("same", ALL, "a");
	struct picture *pictures;
	struct media media;
	size_t n;

	(void)state;
	assert_int_equal(added("same", ALL, NULL).v, first.v);
	added("same", small, "b");
	assert_int_equal(number("SELECT COUNT(*) FROM media"), 1);
	assert_int_equal(number("SELECT COUNT(*) FROM item_picture"), 2);
	assert_ok(pictures_of_item(&ctx, "he", item, &pictures, &n));
	assert_ok(media_find(&ctx, pictures[0].hash, &media));
	assert_int_equal(media.bytes.n, 4);
	assert_memory_equal(media.bytes.p, "same", 4);
	assert_string_equal(media.type, "image/png");
	/* The original stays while somebody shows it. */
	assert_ok(picture_remove(&ctx, item, first));
	assert_ok(media_find(&ctx, pictures[0].hash, &media));
	clear(NULL);
	assert_int_equal(media_find(&ctx, pictures[0].hash, &media)->kind, NOT_FOUND);
}

static void names_of_originals_have_one_spelling(void **state)
{
	struct picture *pictures;
	struct media media;
	char *upper;
	size_t n;

	(void)state;
	added("x", ALL, "x");
	assert_ok(pictures_of_item(&ctx, "he", item, &pictures, &n));
	upper = arena_strdup(t->arena, pictures[0].hash);
	for (char *s = upper; *s; s++)
		*s = *s >= 'a' && *s <= 'f' ? (char)(*s - 32) : *s;
	assert_int_equal(media_find(&ctx, upper, &media)->kind, NOT_FOUND);
	assert_int_equal(media_find(&ctx, "../../etc", &media)->kind, NOT_FOUND);
}

static void pictures_move_and_end_at_the_ends(void **state)
{
	struct picture_id a = added("1", ALL, "a"), c;

	(void)state;
	added("2", ALL, "b");
	c = added("3", ALL, "c");
	assert_string_equal(shown("he"), "a b c");
	assert_ok(picture_move(&ctx, item, c, true));
	assert_string_equal(shown("he"), "a c b");
	assert_ok(picture_move(&ctx, item, c, true));
	assert_ok(picture_move(&ctx, item, c, true));
	assert_string_equal(shown("he"), "c a b");
	assert_ok(picture_move(&ctx, item, a, false));
	assert_ok(picture_move(&ctx, item, a, false));
	assert_string_equal(shown("he"), "c b a");
}

static void texts_fall_back_to_the_items_own(void **state)
{
	struct picture_id p = added("1", ALL, "סיר כחול");
	const struct picture_text texts[] = { { .lang = "en", .alt = "A blue pot" }, { .lang = "he", .alt = "סיר" } };
	const struct picture_text none[] = { { .lang = "en", .alt = "" } };

	(void)state;
	assert_string_equal(shown("en"), "סיר כחול");
	assert_ok(picture_describe(&ctx, item, p, texts, 2));
	assert_string_equal(shown("en"), "A blue pot");
	assert_string_equal(shown("fi"), "סיר");
	assert_ok(picture_describe(&ctx, item, p, none, 1));
	assert_string_equal(shown("en"), "סיר");
}

static void lists_show_the_variants_own_picture_first(void **state)
{
	struct item_card *cards;
	const struct item_card *kept;
	struct item_page page;
	const char *text;
	size_t n;

	(void)state;
	assert_ok(item_list(&ctx, "en", haifa->price_list, (struct category_id){ 0 }, NULL, NULL, 10, &page));
	assert_null(page.cards[0].picture.hash);
	added("all", ALL, "all");
	added("large", large, "large");
	assert_ok(item_by_slug(&ctx, "en", haifa->price_list, page.cards[0].slug, &cards, &n, &text));
	assert_string_equal(cards[0].picture.alt, "all");
	assert_int_equal(cards[0].picture.width, 40);
	assert_int_equal(strlen(cards[0].picture.hash), MEDIA_HASH_LENGTH);
	assert_string_equal(cards[1].picture.alt, "large");
	/* The version of goods says that what was kept is old. */
	shop_forget();
	assert_ok(item_kept_by_slug(&ctx, "en", haifa->price_list, page.cards[0].slug, &kept, &n, &text));
	assert_string_equal(kept[1].picture.alt, "large");
	assert_ok(item_kept_by_slug(&ctx, "en", haifa->price_list, page.cards[0].slug, &kept, &n, &text));
	assert_string_equal(kept[1].picture.alt, "large");
	item_cache_forget();
}

static void an_item_has_its_own_pictures_and_no_more_than_it_may(void **state)
{
	struct media_new many[PICTURES_MAX + 1];
	struct error *e;

	(void)state;
	assert_string_equal(picture_remove(&ctx, (struct item_id){ item.v + 1 }, added("1", ALL, "a"))->code, "item.none");
	assert_string_equal(picture_move(&ctx, item, (struct picture_id){ 999999 }, true)->code, "picture.none");
	for (int i = 0; i <= PICTURES_MAX; i++)
		many[i] = (struct media_new){ "image/png", 1, 1, arena_printf(t->arena, "%d of many", i), 9 };
	e = pictures_put(&ctx, item, many, PICTURES_MAX + 1, "he", "x");
	assert_string_equal(e->code, "picture.many");
	/* None of them is there. */
	assert_int_equal(number("SELECT COUNT(*) FROM media"), 1);
	ctx.actor.permissions = 0;
	assert_int_equal(pictures_put(&ctx, item, many, 1, "he", "x")->kind, DENIED);
	assert_int_equal(picture_remove(&ctx, item, (struct picture_id){ 1 })->kind, DENIED);
	ctx.actor.permissions = UINT64_C(1) << MAY_GOODS_EDIT;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_same_bytes_twice_are_one_original, clear),
		cmocka_unit_test_teardown(names_of_originals_have_one_spelling, clear),
		cmocka_unit_test_teardown(pictures_move_and_end_at_the_ends, clear),
		cmocka_unit_test_teardown(texts_fall_back_to_the_items_own, clear),
		cmocka_unit_test_teardown(lists_show_the_variants_own_picture_first, clear),
		cmocka_unit_test_teardown(an_item_has_its_own_pictures_and_no_more_than_it_may, clear),
	};

	return cmocka_run_group_tests(tests, set_up, goods_close);
}
