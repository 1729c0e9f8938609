/* _shop.c: see shop.h. */
#include "shop.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/bytes.h"
#include "shop/job.h"

static const struct {
	const char *name;
	int64_t price;
} goods[TEST_GOODS] = {
	[BREAD] = { "Bread", 590 * 10000 }, [MILK] = { "Milk", 710 * 10000 }, [CHEESE] = { "Cheese", 4200 * 10000 },
};

static void sql(struct test_shop *s, const char *text)
{
	test_root(s->t, "%s", text);
}

/* As `makolet init` does it. */
static void found(struct test_shop *s)
{
	sql(s, "INSERT INTO company VALUES (1, 'Corner', 'Corner Ltd', '514000000', 'IL', 'ILS', 2, 'en', NOW(6), NULL)");
	sql(s, "INSERT INTO price_list VALUES (1, 1, 'base', 'ILS', NULL)");
	sql(s, "INSERT INTO branch VALUES (1, 1, 'MAIN', 'Main street', 'Main street 1', '03-5550100', 'branch@example.com', "
		"'Asia/Jerusalem', 0, 1, 1, NULL)");
	sql(s, "INSERT INTO location VALUES (1, 1, 'shelf', 'Shelf')");
	sql(s, "INSERT INTO sales_channel VALUES (1, 1, 'web', 'web', 'Web', 'en he pl fi', 1), (2, 1, 'till', 'till', 'Tills', 'en he', 1)");
	sql(s, "INSERT INTO setting VALUES ('company', 1, 'cash.step', '10')");
	sql(s, "INSERT INTO tax_class VALUES (1, 'full', 'Full')");
	sql(s, "INSERT INTO tax_rate VALUES (1, '2000-01-01', 1800)");
	sql(s, "INSERT INTO staff VALUES (1, 'dana', 'Dana', 1, 'en', NULL, NULL, 1, NOW(6), NULL)");
}

struct stocking {
	struct test_shop *s;
	int good;
};

static struct error *stock_good(struct db *db, void *arg)
{
	struct stocking *x = arg;
	struct ctx *c = &x->s->ctx;
	struct item_new in = { .type = "good", .lang = "en", .name = goods[x->good].name, .unit = "piece", .tax_class = { 1 } };
	struct location_id shelf = { 1 };
	struct item_id item;
	bool changed;

	(void)db;
	TRY(item_add(c, &in, &item, &x->s->goods[x->good]));
	TRY(price_set(c, (struct price_list_id){ 1 }, x->s->goods[x->good], goods[x->good].price, c->now - DAY, &changed));
	TRY(stock_set_policy(c, shelf, x->s->goods[x->good], STOCK_BLOCK));
	return stock_correct(c, shelf, x->s->goods[x->good], 20000, "opening");
}

static void employ(struct test_shop *s)
{
	s->ctx.actor = (struct actor){ .staff = { 1 }, .name = "Dana", .all_branches = true };
	for (int p = 0; p < PERMISSION_COUNT; p++)
		s->ctx.actor.permissions |= UINT64_C(1) << p;
}

static void configure(struct test_db *t)
{
	test_db_state(t);
	t->conf->shop_url = "http://shop.example";
	t->conf->mail_from = "Corner <shop@example.com>";
	assert_ok(signing_key_create(t->arena, t->state_dir));
}

const struct branch *test_shop_branch(struct test_shop *s)
{
	const struct shop *shop;

	shop_forget();
	assert_ok(shop_get(&s->ctx, &shop));
	return shop_branch_by_code(shop, "MAIN");
}

struct test_shop *test_shop_open(void)
{
	struct test_db *t = test_db_open();
	struct test_shop *s = ARENA_NEW(t->arena, struct test_shop);
	struct shift shift;

	s->t = t;
	test_db_migrate(t);
	configure(t);
	shop_forget();
	found(s);
	s->ctx = (struct ctx){ .arena = t->arena, .db = t->app, .conf = t->conf, .now = clock_now(), .request_id = "" };
	employ(s);
	for (int i = 0; i < TEST_GOODS; i++)
		assert_ok(db_tx(t->app, stock_good, &(struct stocking){ s, i }));
	s->branch = test_shop_branch(s);
	assert_ok(till_enrol(&s->ctx, s->branch->id, "Till", (struct till_id){ 0 }, &s->till));
	s->ctx.actor.till = s->till.id;
	assert_ok(shift_open(&s->ctx, s->till.id, 20000, &shift));
	return s;
}

void test_shop_close(struct test_shop *s)
{
	if (!s)
		return;
	shop_forget();
	test_db_close(s->t);
}

const char *test_shop_order(struct test_shop *s, enum test_good good, int64_t pieces, const char *email)
{
	struct checkout in = { .uuid = uuid_new(s->t->arena), .lang = "en", .branch = test_shop_branch(s), .name = "Noa",
		.email = email, .phone = "050-5550100", .terms = true };
	struct cart_id id;
	struct cart cart;
	const char *token;

	assert_ok(cart_new(&s->ctx, &id));
	assert_ok(cart_add(&s->ctx, id, s->goods[good], pieces * 1000));
	assert_ok(cart_get(&s->ctx, "en", id, in.branch, &cart));
	in.total_seen = cart.total.total;
	assert_ok(order_place(&s->ctx, id, &in, &token));
	return token;
}

static const uint8_t *hash_of(struct test_shop *s, const char *text)
{
	uint8_t *hash = arena_alloc(s->t->arena, SHA256_SIZE);

	sha256(hash, text, strlen(text));
	return hash;
}

const char *test_shop_sell(struct test_shop *s, enum test_good one, enum test_good other)
{
	const struct sale_line lines[] = {
		{ s->goods[one], 1000, goods[one].price }, { s->goods[other], 1000, goods[other].price },
	};
	const struct sale_tender cash = { "cash", 100000 };
	struct sale sale = { .uuid = uuid_new(s->t->arena), .lang = "en", .lines = lines, .line_count = 2,
		.tenders = &cash, .tender_count = 1 };
	const char *token;
	int64_t change;

	sale.hash = hash_of(s, sale.uuid);
	assert_ok(sale_complete(&s->ctx, &s->till, &sale, &token, &change));
	return token;
}

void test_shop_pay(struct test_shop *s, const char *order_token)
{
	const char *uuid = uuid_new(s->t->arena), *document;
	const struct sale_tender cash = { "cash", 100000 };
	struct order order;
	int64_t change;

	assert_ok(order_by_token(&s->ctx, order_token, &order));
	assert_ok(sale_pay_order(&s->ctx, &s->till, uuid, hash_of(s, uuid), order.id, &cash, 1, &document, &change));
}
