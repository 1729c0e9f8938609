/* customer.c: whose card an order hangs on: found again at the checkout, merged
 * into another, never on one that is gone. */
#include "counter.h"

#include <pthread.h>

#include "shop/customer.h"

/* Orders a loaf; on whose card. */
static struct customer_id ordered_by(struct ctx *c, const char *name, const char *email, const char *phone)
{
	struct checkout in;
	struct cart_id cart;
	const char *token;
	struct order o;

	cart = cart_with(bread, WHOLE(1));
	in = checkout_of(cart);
	in.name = name;
	in.email = email;
	in.phone = phone;
	assert_ok(order_place(c, cart, &in, &token));
	assert_ok(order_by_token(c, token, &o));
	return o.customer;
}

static struct customer card(struct customer_id id)
{
	struct customer x;

	assert_ok(customer_get(&ctx, id, &x));
	return x;
}

static void the_same_guest_orders_on_the_same_card(void **state)
{
	(void)state;
	struct customer_id noa = ordered_by(&ctx, "Noa Levi", "noa.levi@example.com", "050-555 0101"), phone = ordered_by(&ctx, "Noa Levi", NULL, "050-555 0101");
	const struct { const char *name, *email, *phone; bool same; } again[] = {
		{ "noa  LÉVI", "Noa.Levi@example.com", "(050) 5550101", true },
		{ "Noa Levy", "noa.levi@example.com", "050-555 0101", false },
		{ "Noa Levi", "noa-levi@example.com", "050-555 0101", false },	/* folds to the same */
		{ "Noa Levi", "noa.levi@example.com", "050-555 0102", false },
		{ "Noa Levi", "noa.levi@example.com", NULL, false },
		{ "Noa Levi", "noa.levi@example.com", "", false },
	};

	assert_true(noa.v != phone.v);
	for (size_t i = 0; i < sizeof(again) / sizeof(again[0]); i++)
		assert_int_equal(ordered_by(&ctx, again[i].name, again[i].email, again[i].phone).v == noa.v, again[i].same);
	assert_int_equal(ordered_by(&ctx, "Noa Levi", NULL, "0505550101").v, phone.v);
	assert_int_equal(card(noa).orders, 2);
	assert_string_equal(card(noa).name, "Noa Levi");
}

static void the_orders_of_a_merged_card_follow_and_its_address_leads_on(void **state)
{
	(void)state;
	struct customer_id one = ordered_by(&ctx, "Gil", "gil@example.com", NULL), two = ordered_by(&ctx, "Gil B.", NULL, "050-555 0103"),
		three = ordered_by(&ctx, "Gil Barak", NULL, "050-555 0103");
	struct customer *alike;
	size_t n;
	struct customer kept = card(three);

	assert_ok(customer_alike(&ctx, &kept, 9, &alike, &n));
	assert_int_equal(n, 1);
	assert_int_equal(alike[0].id.v, two.v);
	assert_ok(customer_merge(&ctx, one, two));
	assert_string_equal(card(two).email, "gil@example.com");
	assert_ok(customer_merge(&ctx, two, three));
	assert_int_equal(card(one).merged.v, three.v);
	assert_int_equal(card(two).merged.v, three.v);
	assert_int_equal(card(three).orders, 3);
	assert_string_equal(card(three).name, "Gil Barak");
	assert_fails(customer_merge(&ctx, one, three), CONFLICT, "customer.same");
	assert_fails(customer_merge(&ctx, three, two), CONFLICT, "customer.same");
	assert_fails(customer_change(&ctx, &(struct customer){ .id = one, .name = "X", .phone = "050-555 0103", .lang = "en" }), NOT_FOUND, "customer.none");
	/* Who orders as before orders on the card that stayed. */
	assert_int_equal(ordered_by(&ctx, "gil barak", "gil@example.com", "050 555 0103").v, three.v);
}

static void only_who_may_changes_what_is_seen(void **state)
{
	(void)state;
	struct customer_id one = ordered_by(&ctx, "Rut", NULL, "050-555 0104"), other = ordered_by(&ctx, "Ruth", NULL, "050-555 0104");
	struct customer in = { .id = one, .name = "Ruth", .phone = "050-555 0105", .lang = "he" };
	struct actor all = ctx.actor;

	ctx.actor.permissions &= ~(UINT64_C(1) << MAY_CUSTOMER_EDIT);
	assert_fails(customer_change(&ctx, &in), DENIED, "denied");
	assert_fails(customer_merge(&ctx, one, other), DENIED, "denied");
	ctx.actor = all;
	ctx.actor.all_branches = false;
	ctx.actor.branches = &carmel->id;
	ctx.actor.branch_count = 1;
	assert_fails(customer_change(&ctx, &in), NOT_FOUND, "customer.none");
	assert_fails(customer_merge(&ctx, one, other), NOT_FOUND, "customer.none");
	ctx.actor = all;
	assert_ok(customer_change(&ctx, &in));
	assert_string_equal(card(one).name, "Ruth");
	in.phone = "";
	assert_fails(customer_change(&ctx, &in), INVALID, "customer.contact");
	assert_int_equal(number("SELECT COUNT(*) FROM ledger.audit WHERE action = 'customer.changed'"), 1);
}

/* ---- at once ---- */

struct rival {
	struct ctx ctx;
	struct customer_id from, into;
	struct error *failed;
};

static void *merge_it(void *arg)
{
	struct rival *x = arg;

	x->failed = customer_merge(&x->ctx, x->from, x->into);
	return NULL;
}

static struct rival rival(struct customer_id from, struct customer_id into)
{
	struct rival x = { .ctx = ctx, .from = from, .into = into };

	x.ctx.db = test_db_more(t, DB_APPLICATION, &x.ctx.arena);
	db_arena(x.ctx.db, x.ctx.arena);
	return x;
}

static void let_go(struct rival *x)
{
	db_close(x->ctx.db);
	arena_free(x->ctx.arena);
}

/* Orders while the card that they would hang on is merged: whole() looks at the end. */
static void no_order_is_left_on_a_card_that_goes(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++) {
		const char *phone = arena_printf(ctx.arena, "052-555 %04d", i);
		struct rival x = rival(ordered_by(&ctx, "Tal", NULL, phone), ordered_by(&ctx, "Tal K.", NULL, phone));
		pthread_t thread;

		assert_int_equal(pthread_create(&thread, NULL, merge_it, &x), 0);
		for (int k = 0; k < 3; k++)
			ordered_by(&ctx, "Tal", NULL, phone);
		pthread_join(thread, NULL);
		assert_null(x.failed);
		let_go(&x);
	}
}

/* Each into the other: one wins. */
static void two_merges_do_not_cross(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++) {
		const char *phone = arena_printf(ctx.arena, "053-555 %04d", i);
		struct customer_id one = ordered_by(&ctx, "Adi", NULL, phone), two = ordered_by(&ctx, "Adi R.", NULL, phone);
		struct rival a = rival(one, two), b = rival(two, one);
		pthread_t first, second;

		assert_int_equal(pthread_create(&first, NULL, merge_it, &a), 0);
		assert_int_equal(pthread_create(&second, NULL, merge_it, &b), 0);
		pthread_join(first, NULL);
		pthread_join(second, NULL);
		assert_true(!a.failed != !b.failed);
		let_go(&a);
		let_go(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_same_guest_orders_on_the_same_card, whole),
		cmocka_unit_test_teardown(the_orders_of_a_merged_card_follow_and_its_address_leads_on, whole),
		cmocka_unit_test_teardown(only_who_may_changes_what_is_seen, whole),
		cmocka_unit_test_teardown(no_order_is_left_on_a_card_that_goes, whole),
		cmocka_unit_test_teardown(two_merges_do_not_cross, whole),
	};

	base_init();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, counter_open, goods_close);
}
