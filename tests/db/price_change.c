/* price_change.c: prices prepared together begin at their hour, all or none; they
 * are taken back until then and never after. */
#include "counter.h"

#include <sys/wait.h>

#include "shop/hours.h"
#include "shop/item_cache.h"
#include "shop/price_change.h"

#define BASE (haifa->price_list)

static struct price_change_id draft(const char *name)
{
	struct price_change_id id;

	assert_ok(price_change_new(&ctx, uuid_new(ctx.arena), name, BASE, &id));
	return id;
}

static struct price_change get(struct price_change_id id)
{
	struct price_change change;

	assert_ok(price_change_get(&ctx, id, &change));
	return change;
}

static struct price_change_sums sums(struct price_change_id id)
{
	struct price_change change = get(id);
	struct price_change_sums out;

	assert_ok(price_change_sum(&ctx, &change, &out));
	return out;
}

static struct price_change_line line(struct price_change_id id, struct variant_id v)
{
	struct price_change change = get(id);
	struct price_change_line *lines;
	size_t n;

	assert_ok(price_change_lines(&ctx, "en", &change, false, v, 0, 10, &lines, &n));
	assert_int_equal(n, 1);
	return lines[0];
}

static int64_t price(struct variant_id v, instant at)
{
	int64_t out;

	assert_ok(price_at(&ctx, BASE, v, at, &out));
	return out;
}

/* ---- the rule ---- */

static int64_t ruled(struct price_rule rule, int64_t minor)
{
	int64_t out = -1;

	return price_rule_apply(&rule, minor * PRICE_PER_MINOR, &out) ? out / PRICE_PER_MINOR : -1;
}

static void a_rule_rounds_in_the_direction_it_says(void **state)
{
	(void)state;
	/* 5.90 + 5 % = 6.195 */
	assert_int_equal(ruled((struct price_rule){ 500, 0, 1, 0, PRICE_NEAREST }, 590), 620);
	assert_int_equal(ruled((struct price_rule){ 500, 0, 1, 0, PRICE_DOWN }, 590), 619);
	assert_int_equal(ruled((struct price_rule){ 500, 0, 10, 0, PRICE_UP }, 590), 620);
	assert_int_equal(ruled((struct price_rule){ 500, 0, 10, 0, PRICE_DOWN }, 590), 610);
	assert_int_equal(ruled((struct price_rule){ 500, 0, 100, 90, PRICE_NEAREST }, 590), 590);
	assert_int_equal(ruled((struct price_rule){ 500, 0, 100, 90, PRICE_UP }, 590), 690);
	assert_int_equal(ruled((struct price_rule){ 500, 0, 100, 90, PRICE_DOWN }, 590), 590);
	/* Exactly between two goes up; what ends so already stays. */
	assert_int_equal(ruled((struct price_rule){ 0, 0, 10, 0, PRICE_NEAREST }, 595), 600);
	assert_int_equal(ruled((struct price_rule){ 0, 0, 100, 90, PRICE_UP }, 590), 590);
	assert_int_equal(ruled((struct price_rule){ -1000, 0, 10, 0, PRICE_NEAREST }, 590), 530);
	assert_int_equal(ruled((struct price_rule){ 0, -250, 1, 0, PRICE_NEAREST }, 590), 340);
	assert_int_equal(ruled((struct price_rule){ 3333, 0, 1, 0, PRICE_NEAREST }, 300), 400);
}

static void a_rule_never_gives_goods_away(void **state)
{
	(void)state;
	assert_int_equal(ruled((struct price_rule){ 0, -590, 1, 0, PRICE_NEAREST }, 590), -1);
	assert_int_equal(ruled((struct price_rule){ 0, -600, 1, 0, PRICE_NEAREST }, 590), -1);
	assert_int_equal(ruled((struct price_rule){ -9900, 0, 10, 0, PRICE_DOWN }, 590), 10);
	assert_int_equal(ruled((struct price_rule){ -9900, 0, 100, 90, PRICE_DOWN }, 590), 90);
	assert_int_equal(ruled((struct price_rule){ 100000, 0, 1, 0, PRICE_UP }, NUM_MAX), -1);
}

/* ---- a draft ---- */

static void a_draft_changes_nothing_and_says_what_it_would(void **state)
{
	struct price_change_id id = draft("Draft");
	int64_t rows = number("SELECT COUNT(*) FROM price");
	struct price_change_sums s;

	(void)state;
	assert_ok(price_change_take(&ctx, id, milk));
	assert_ok(price_change_put(&ctx, id, bread, 650 * PRICE_PER_MINOR));
	assert_ok(price_change_put(&ctx, id, jar, 1790 * PRICE_PER_MINOR));
	assert_ok(price_change_take(&ctx, id, bread));
	s = sums(id);
	assert_int_equal(s.lines, 3);
	assert_int_equal(s.up, 1);
	assert_int_equal(s.down, 1);
	assert_int_equal(s.same, 1);
	assert_int_equal(s.first + s.conflicts, 0);
	assert_int_equal(line(id, bread).before, 590 * PRICE_PER_MINOR);
	assert_int_equal(line(id, bread).price, 650 * PRICE_PER_MINOR);
	assert_ok(price_change_remove(&ctx, id, jar));
	assert_int_equal(get(id).lines, 2);
	assert_int_equal(get(id).state, PRICE_DRAFT);
	assert_int_equal(number("SELECT COUNT(*) FROM price"), rows);
	assert_fails(price_change_put(&ctx, id, bread, -1), INVALID, "price.range");
	assert_fails(price_change_take(&ctx, id, (struct variant_id){ 99999 }), NOT_FOUND, "item.none");
	assert_fails(price_change_rename(&ctx, id, ""), INVALID, "price_change.name");
	assert_ok(price_change_rename(&ctx, id, "Renamed"));
	assert_string_equal(get(id).name, "Renamed");
	assert_ok(price_change_cancel(&ctx, id));
	assert_int_equal(get(id).state, PRICE_CANCELLED);
	assert_ok(price_change_cancel(&ctx, id));
	assert_fails(price_change_put(&ctx, id, bread, 1), CONFLICT, "price_change.fixed");
	assert_fails(price_change_set(&ctx, id, ctx.now + DAY, false), CONFLICT, "price_change.fixed");
}

static void the_same_form_twice_makes_one_set(void **state)
{
	const char *uuid = uuid_new(ctx.arena);
	struct price_change_id one, two;

	(void)state;
	assert_ok(price_change_new(&ctx, uuid, "Once", BASE, &one));
	assert_ok(price_change_new(&ctx, uuid, "Once", BASE, &two));
	assert_int_equal(one.v, two.v);
	assert_fails(price_change_new(&ctx, uuid, "Other", BASE, &two), CONFLICT, "key.reused");
	assert_fails(price_change_new(&ctx, uuid_new(ctx.arena), "None", (struct price_list_id){ 999 }, &two), NOT_FOUND, "price_list.none");
}

static void a_rule_takes_in_what_its_filter_says(void **state)
{
	struct price_change_id id = draft("Rule");
	struct price_filter all = { .least = -1, .most = -1 }, cheap = { .least = -1, .most = 600 };
	struct price_rule up = { 500, 0, 10, 0, PRICE_NEAREST }, none = { 0, 0, 1, 0, PRICE_NEAREST };
	struct price_ruled done;

	(void)state;
	assert_ok(price_change_rule(&ctx, id, &cheap, &up, &done));
	assert_int_equal(done.changed, 2);
	assert_int_equal(line(id, bread).price, 620 * PRICE_PER_MINOR);
	assert_int_equal(line(id, soap).price, 350 * PRICE_PER_MINOR);
	assert_ok(price_change_rule(&ctx, id, &all, &none, &done));
	assert_int_equal(done.changed, 0);
	assert_int_equal(done.same, 6);
	/* Of what is in: from the price in force again, not from the one prepared. */
	all.inside = true;
	assert_ok(price_change_rule(&ctx, id, &all, &up, &done));
	assert_int_equal(done.changed, 2);
	assert_int_equal(line(id, bread).price, 620 * PRICE_PER_MINOR);
	all.inside = false;
	all.find = "tomatoes";
	assert_ok(price_change_rule(&ctx, id, &all, &up, &done));
	assert_int_equal(done.changed, 1);
	assert_int_equal(line(id, tomato).price, 1040 * PRICE_PER_MINOR);
	all.find = "nothing like that";
	assert_ok(price_change_rule(&ctx, id, &all, &up, &done));
	assert_int_equal(done.changed + done.same + done.unpriced, 0);
	all.find = NULL;
	all.category.v = 4711;
	assert_ok(price_change_rule(&ctx, id, &all, &up, &done));
	assert_int_equal(done.changed + done.same + done.unpriced, 0);
	up.percent = -RATE_ONE;
	assert_fails(price_change_rule(&ctx, id, &all, &up, &done), INVALID, "price_change.rule");
	up = (struct price_rule){ 0, -400, 1, 0, PRICE_NEAREST };
	assert_ok(price_change_rule(&ctx, id, &cheap, &up, &done));
	assert_int_equal(done.unpriced, 1);
}

/* ---- the hour ---- */

static void prices_begin_at_their_hour_and_not_before(void **state)
{
	struct price_change_id id = draft("Sunday");
	instant hour = ctx.now + DAY;

	(void)state;
	assert_fails(price_change_set(&ctx, id, hour, false), INVALID, "price_change.empty");
	assert_ok(price_change_put(&ctx, id, milk, 750 * PRICE_PER_MINOR));
	assert_ok(price_change_take(&ctx, id, bread));
	assert_fails(price_change_set(&ctx, id, ctx.now - 1, false), INVALID, "price_change.past");
	assert_fails(price_change_set(&ctx, id, ctx.now + 1000 * DAY, false), INVALID, "price_change.far");
	assert_ok(price_change_set(&ctx, id, hour, false));
	assert_ok(price_change_set(&ctx, id, hour, false));
	assert_fails(price_change_set(&ctx, id, hour + 1, false), CONFLICT, "price_change.fixed");
	assert_int_equal(get(id).state, PRICE_COMING);
	assert_int_equal(price(milk, hour - 1), 690 * PRICE_PER_MINOR);
	assert_int_equal(price(milk, hour), 750 * PRICE_PER_MINOR);
	/* The price in force needs no row of its own. */
	assert_true(line(id, milk).written);
	assert_false(line(id, bread).written);
	assert_fails(price_change_put(&ctx, id, milk, 1), CONFLICT, "price_change.fixed");
	ctx.now = hour;
	assert_int_equal(get(id).state, PRICE_ACTIVE);
	assert_int_equal(line(id, milk).before, 690 * PRICE_PER_MINOR);
	assert_fails(price_change_cancel(&ctx, id), CONFLICT, "price_change.begun");
	assert_int_equal(price(milk, hour), 750 * PRICE_PER_MINOR);
}

static void what_was_set_is_taken_back_whole_until_it_begins(void **state)
{
	struct price_change_id id = draft("Never");
	instant hour = ctx.now + 2 * HOUR;
	int64_t rows = number("SELECT COUNT(*) FROM price");

	(void)state;
	assert_ok(price_change_put(&ctx, id, soap, 400 * PRICE_PER_MINOR));
	assert_ok(price_change_put(&ctx, id, shirt, 6990 * PRICE_PER_MINOR));
	assert_ok(price_change_set(&ctx, id, hour, false));
	assert_int_equal(number("SELECT COUNT(*) FROM price"), rows + 2);
	assert_ok(price_change_cancel(&ctx, id));
	assert_ok(price_change_cancel(&ctx, id));
	assert_int_equal(number("SELECT COUNT(*) FROM price"), rows);
	assert_int_equal(get(id).state, PRICE_CANCELLED);
	assert_int_equal(price(soap, hour), 333 * PRICE_PER_MINOR);
	/* Its prices go on in a copy. */
	assert_ok(price_change_copy(&ctx, uuid_new(ctx.arena), id, "Again", &id));
	assert_int_equal(get(id).state, PRICE_DRAFT);
	assert_int_equal(line(id, shirt).price, 6990 * PRICE_PER_MINOR);
}

static void another_price_that_comes_is_refused_or_replaced(void **state)
{
	struct price_change_id first = draft("First"), second = draft("Second");
	instant hour = ctx.now + 3 * DAY;
	struct price_change_line seen;

	(void)state;
	assert_ok(price_change_put(&ctx, first, jar, 2190 * PRICE_PER_MINOR));
	assert_ok(price_change_set(&ctx, first, hour, false));
	assert_ok(price_change_put(&ctx, second, jar, 1690 * PRICE_PER_MINOR));
	assert_int_equal(sums(second).conflicts, 1);
	seen = line(second, jar);
	assert_int_equal(seen.coming, 2190 * PRICE_PER_MINOR);
	assert_int_equal(seen.coming_from, hour);
	assert_int_equal(seen.coming_change.v, first.v);
	assert_string_equal(seen.coming_name, "First");
	assert_fails(price_change_set(&ctx, second, hour, false), CONFLICT, "price_change.conflict");
	assert_int_equal(price(jar, hour), 2190 * PRICE_PER_MINOR);
	assert_ok(price_change_set(&ctx, second, hour, true));
	assert_int_equal(price(jar, hour), 1690 * PRICE_PER_MINOR);
	assert_false(line(first, jar).written);
	/* The first takes back its own alone. */
	assert_ok(price_change_cancel(&ctx, first));
	assert_int_equal(price(jar, hour), 1690 * PRICE_PER_MINOR);
	assert_ok(price_change_cancel(&ctx, second));
	assert_int_equal(price(jar, hour), 1990 * PRICE_PER_MINOR);
}

static void at_once_is_now(void **state)
{
	struct price_change_id id = draft("At once");

	(void)state;
	assert_ok(price_change_put(&ctx, id, shirt, 5990 * PRICE_PER_MINOR));
	assert_ok(price_change_set(&ctx, id, ctx.now, false));
	assert_int_equal(get(id).state, PRICE_ACTIVE);
	assert_int_equal(price(shirt, ctx.now), 5990 * PRICE_PER_MINOR);
	/* The button was pressed twice. */
	ctx.now += SECOND;
	assert_ok(price_change_set(&ctx, id, ctx.now, false));
	ctx.now -= SECOND;
	assert_true(get(id).starts_at == ctx.now);
	assert_fails(price_change_cancel(&ctx, id), CONFLICT, "price_change.begun");
}

#define AT_ONCE 8

/* One of several sets with the same goods, for an hour of its own, on a connection of its own. */
static void set_elsewhere(struct price_change_id id, int hour, int start)
{
	struct ctx c = ctx;
	struct error *e;
	char byte;

	c.db = test_db_more(t, DB_APPLICATION, &c.arena);
	if (read(start, &byte, 1) != 1)
		_exit(2);
	e = price_change_set(&c, id, c.now + hour * HOUR, false);
	_exit(!e ? 0 : strcmp(e->code, "price_change.conflict") == 0 ? 1 : 2);
}

static void of_several_set_at_once_for_the_same_goods_one_stands(void **state)
{
	struct price_change_id ids[AT_ONCE];
	pid_t children[AT_ONCE];
	int ends[2], status, stands = 0;

	(void)state;
	for (int i = 0; i < AT_ONCE; i++) {
		ids[i] = draft("One of several");
		assert_ok(price_change_put(&ctx, ids[i], tomato, (1000 + i) * PRICE_PER_MINOR));
		assert_ok(price_change_put(&ctx, ids[i], bread, (1000 + i) * PRICE_PER_MINOR));
	}
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < AT_ONCE; i++) {
		children[i] = fork();
		if (children[i] == 0)
			set_elsewhere(ids[i], i + 1, ends[0]);
	}
	assert_int_equal(write(ends[1], "12345678", AT_ONCE), AT_ONCE);
	for (int i = 0; i < AT_ONCE; i++) {
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		stands += WEXITSTATUS(status) == 0;
	}
	assert_int_equal(stands, 1);
	close(ends[0]);
	close(ends[1]);
	for (int i = 0; i < AT_ONCE; i++)
		assert_ok(price_change_cancel(&ctx, ids[i]));
}

/* What a public page shows, in a request of its own. */
static int64_t shown(instant now)
{
	struct ctx c = ctx;
	const struct item_card *cards;
	const char *text;
	int64_t out;
	size_t n;

	c.arena = arena_new();
	c.now = now;
	db_arena(c.db, c.arena);
	assert_ok(item_kept_by_slug(&c, "en", BASE, "soap", &cards, &n, &text));
	out = cards[0].price;
	db_arena(c.db, t->arena);
	arena_free(c.arena);
	return out;
}

static void what_is_kept_of_goods_follows_at_the_hour(void **state)
{
	struct price_change_id id = draft("Kept");
	instant hour = ctx.now + HOUR;

	(void)state;
	shop_forget();
	assert_int_equal(shown(ctx.now), 333 * PRICE_PER_MINOR);
	assert_ok(price_change_put(&ctx, id, soap, 350 * PRICE_PER_MINOR));
	assert_ok(price_change_set(&ctx, id, hour, false));
	shop_forget();
	assert_int_equal(shown(hour - 1), 333 * PRICE_PER_MINOR);
	assert_true(item_cache_count() > 0);
	/* Without a reading of the shop in between. */
	assert_int_equal(shown(hour), 350 * PRICE_PER_MINOR);
	assert_int_equal(shown(hour + DAY), 350 * PRICE_PER_MINOR);
	ctx.now = MORNING;
	assert_ok(price_change_cancel(&ctx, id));
	shop_forget();
	assert_int_equal(shown(hour), 333 * PRICE_PER_MINOR);
	item_cache_forget();
	shop_forget();
}

static void five_thousand_goods_are_set_and_taken_back(void **state)
{
	struct price_change_id id = draft("Many");
	struct price_change change;
	struct price_change_line *lines;
	int64_t rows = number("SELECT COUNT(*) FROM price");
	struct price_filter all = { .least = -1, .most = -1 };
	struct price_rule up = { 300, 0, 10, 0, PRICE_UP };
	struct price_ruled done;
	int64_t began, replaced;
	size_t n;

	(void)state;
	test_root(t, "INSERT INTO item (type, slug, tax_class_id, lang, sort_key, unit, no_discount, created_at) "
		"SELECT 'good', CONCAT('many-', seq), %lld, 'en', CONCAT('many ', seq), 'piece', 0, NOW() FROM seq_1_to_5000", (long long)standard.v);
	test_root(t, "INSERT INTO item_text (item_id, lang, name, name_folded) SELECT id, 'en', sort_key, sort_key FROM item WHERE slug LIKE 'many-%%'");
	test_root(t, "INSERT INTO variant (item_id, label, position) SELECT id, '', 0 FROM item WHERE slug LIKE 'many-%%'");
	test_root(t, "INSERT INTO price (price_list_id, variant_id, valid_from, price) SELECT %lld, v.id, '2020-01-01', 5000000 + v.id * 10000 "
		"FROM variant v JOIN item i ON i.id = v.item_id WHERE i.slug LIKE 'many-%%'", (long long)BASE.v);
	rows += 5000;
	began = clock_ticks();
	assert_ok(price_change_rule(&ctx, id, &all, &up, &done));
	assert_true(done.changed >= 5000);
	replaced = sums(id).conflicts;
	assert_ok(price_change_set(&ctx, id, ctx.now + DAY, true));
	rows -= replaced;
	assert_int_equal(number("SELECT COUNT(*) FROM price"), rows + done.changed);
	change = get(id);
	assert_ok(price_change_lines(&ctx, "en", &change, false, (struct variant_id){ 0 }, 4900, 50, &lines, &n));
	assert_int_equal(n, 50);
	assert_ok(price_change_cancel(&ctx, id));
	assert_int_equal(number("SELECT COUNT(*) FROM price"), rows);
	print_message("# %lld goods by a rule, set, a page of them, taken back: %lld ms\n", (long long)done.changed,
		(long long)(clock_ticks() - began) / 1000);
	test_root(t, "UPDATE item SET archived_at = NOW() WHERE slug LIKE 'many-%%'");
}

static void it_takes_the_right_and_the_list(void **state)
{
	struct price_change_id id = draft("Mine");
	struct actor owner = ctx.actor;
	struct price_change change;

	(void)state;
	ctx.actor.permissions = 0;
	assert_fails(price_change_get(&ctx, id, &change), DENIED, "denied");
	assert_fails(price_change_set(&ctx, id, ctx.now, false), DENIED, "denied");
	ctx.actor = owner;
	ctx.actor.all_branches = false;
	assert_fails(price_change_get(&ctx, id, &change), NOT_FOUND, "price_change.none");
	assert_fails(price_change_cancel(&ctx, id), NOT_FOUND, "price_change.none");
	ctx.actor = owner;
	assert_int_equal(get(id).state, PRICE_DRAFT);
}

/* ---- the hour somebody types ---- */

static void a_time_that_clocks_skip_is_refused(void **state)
{
	instant at, expected;

	(void)state;
	assert_ok(hours_meant(&ctx, haifa, "2026-11-22", "07:00", &at));
	assert_true(instant_parse("2026-11-22T05:00:00Z", &expected));
	assert_int_equal(at, expected);
	assert_false(hours_twice(haifa, at));
	assert_fails(hours_meant(&ctx, haifa, "2027-03-26", "02:30", &at), INVALID, "time.skipped");
	assert_ok(hours_meant(&ctx, haifa, "2026-10-25", "01:30", &at));
	assert_true(instant_parse("2026-10-24T22:30:00Z", &expected));
	assert_int_equal(at, expected);
	assert_true(hours_twice(haifa, at));
	for (size_t i = 0; i < 3; i++) {
		static const char *const dates[] = { NULL, "2026-13-01", "22.11.2026" }, *const clocks[] = { NULL, "24:00", "7" };

		assert_fails(hours_meant(&ctx, haifa, dates[i], "07:00", &at), INVALID, "time.date");
		assert_fails(hours_meant(&ctx, haifa, "2026-11-22", clocks[i], &at), INVALID, "time.clock");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_rounds_in_the_direction_it_says),
		cmocka_unit_test(a_rule_never_gives_goods_away),
		cmocka_unit_test_teardown(a_draft_changes_nothing_and_says_what_it_would, whole),
		cmocka_unit_test_teardown(the_same_form_twice_makes_one_set, whole),
		cmocka_unit_test_teardown(a_rule_takes_in_what_its_filter_says, whole),
		cmocka_unit_test_teardown(what_was_set_is_taken_back_whole_until_it_begins, whole),
		cmocka_unit_test_teardown(another_price_that_comes_is_refused_or_replaced, whole),
		cmocka_unit_test_teardown(what_is_kept_of_goods_follows_at_the_hour, whole),
		cmocka_unit_test_teardown(prices_begin_at_their_hour_and_not_before, whole),
		cmocka_unit_test_teardown(at_once_is_now, whole),
		cmocka_unit_test_teardown(of_several_set_at_once_for_the_same_goods_one_stands, whole),
		cmocka_unit_test_teardown(five_thousand_goods_are_set_and_taken_back, whole),
		cmocka_unit_test_teardown(it_takes_the_right_and_the_list, whole),
		cmocka_unit_test(a_time_that_clocks_skip_is_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
