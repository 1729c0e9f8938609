/* orders.c: the yardstick of checkouts and sales: the same statements without
 * HTTP, and the carts and tills that both sides work on.
 *
 *	orders CONF carts N          makes N carts of three lines; a line each:
 *	                             cookie csrf uuid total cart
 *	orders CONF checkout FILE N P  orders those N carts from P processes
 *	orders CONF tills N          enrols N tills and opens shifts; a line each: cookie csrf till
 *	orders CONF sales FILE N P     sells N baskets of three lines from P processes, a till each
 *
 * Prints orders a second on its last line. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/num.h"
#include "shop/session.h"
#include "shop/till.h"

#define LINES 3

static struct {
	struct conf *conf;
	struct ctx ctx;
	const struct shop *shop;
	struct variant_id goods[LINES];
	int64_t prices[LINES];
} b;

static void must(struct error *e)
{
	if (!e)
		return;
	fprintf(stderr, "%s\n", error_line(e->arena, e));
	exit(1);
}

static struct ctx *context(void)
{
	struct arena *a = arena_new();

	b.ctx = (struct ctx){ .arena = a, .db = db_new(b.conf, DB_APPLICATION), .conf = b.conf, .now = clock_now(), .request_id = "" };
	b.ctx.actor = (struct actor){ .staff = { 1 }, .permissions = ~UINT64_C(0), .all_branches = true };
	db_arena(b.ctx.db, a);
	must(shop_get(&b.ctx, &b.shop));
	return &b.ctx;
}

/* Between two requests, as a worker does it. */
static void next_request(void)
{
	arena_reset(b.ctx.arena);
	b.ctx.now = clock_now();
	must(shop_get(&b.ctx, &b.shop));
}

/* Goods that never run out, by the piece, so that only the work is measured. */
static void choose_goods(struct ctx *c)
{
	struct item_page page;
	size_t n = 0;

	must(item_list(c, "en", shop_channel(b.shop, "web")->price_list, (struct category_id){ 0 }, NULL, NULL, 100, &page));
	for (size_t i = 0; i < page.count && n < LINES; i++)
		if (!strcmp(page.cards[i].unit, "piece") && page.cards[i].variants == 1 && page.cards[i].price != PRICE_NONE) {
			b.goods[n] = page.cards[i].variant;
			b.prices[n++] = page.cards[i].price;
			must(stock_correct(c, b.shop->branches[0].shelf, b.goods[n - 1], INT64_C(900000000), "bench"));
		}
	if (n < LINES)
		exit(1);
}

static int carts(int64_t n)
{
	for (int64_t i = 0; i < n; i++) {
		struct session session;
		struct cart_id id;
		struct cart cart;
		const char *token;

		next_request();
		must(session_start(&b.ctx, SESSION_STORE, &session, &token));
		must(cart_new(&b.ctx, &id));
		must(session_set_cart(&b.ctx, &session, id));
		for (size_t j = 0; j < LINES; j++)
			must(cart_add(&b.ctx, id, b.goods[j], QUANTITY_ONE));
		must(cart_get(&b.ctx, "en", id, NULL, &cart));
		printf("%s %s %s %lld %lld\n", token, session.csrf, uuid_new(b.ctx.arena), (long long)cart.total.total, (long long)id.v);
	}
	return 0;
}

static void order_one(char *line)
{
	char uuid[40];
	long long total, cart;
	struct checkout in = { .lang = "en", .branch = &b.shop->branches[0], .name = "Bench", .email = "bench@example.com", .terms = true };
	const char *token;

	if (sscanf(line, "%*s %*s %39s %lld %lld", uuid, &total, &cart) != 3)
		exit(1);
	in.uuid = uuid;
	in.total_seen = total;
	must(order_place(&b.ctx, (struct cart_id){ cart }, &in, &token));
}

static void order_share(const char *path, int64_t share, int64_t shares)
{
	FILE *in = fopen(path, "r");
	char line[256];

	context();
	for (int64_t i = 0; in && fgets(line, sizeof line, in); i++)
		if (i % shares == share) {
			next_request();
			order_one(line);
		}
}

static void sell_share(const char *path, int64_t share, int64_t shares, int64_t n)
{
	FILE *in = fopen(path, "r");
	struct till till = { 0 };
	long long id = 0;
	char line[256];

	context();
	for (int64_t i = 0; in && i <= share && fgets(line, sizeof line, in); i++)
		if (sscanf(line, "%*s %*s %lld", &id) != 1)
			exit(1);
	for (int64_t i = share; i < n; i += shares) {
		struct sale_line lines[LINES];
		struct sale_tender cash = { .tender = "cash", .tendered = 10000000 };
		struct sale sale = { .lang = "en", .lines = lines, .line_count = LINES, .tenders = &cash, .tender_count = 1 };
		uint8_t hash[SHA256_SIZE];
		const char *document;
		int64_t change;

		next_request();
		must(till_find(&b.ctx, (struct till_id){ id }, &till));
		b.ctx.actor.till = till.id;
		sale.uuid = uuid_new(b.ctx.arena);
		sha256(hash, sale.uuid, UUID_LENGTH);
		sale.hash = hash;
		for (size_t j = 0; j < LINES; j++)
			lines[j] = (struct sale_line){ .variant = b.goods[j], .quantity = QUANTITY_ONE, .unit_price = b.prices[j] };
		must(sale_complete(&b.ctx, &till, &sale, &document, &change));
	}
}

static int tills(int64_t n)
{
	for (int64_t i = 0; i < n; i++) {
		struct session session;
		struct shift shift;
		struct till till;
		const char *token;

		next_request();
		must(till_enrol(&b.ctx, b.shop->branches[0].id, "Bench", (struct till_id){ 0 }, &till));
		must(shift_open(&b.ctx, till.id, 0, &shift));
		must(session_start(&b.ctx, SESSION_TILL, &session, &token));
		must(session_enrol(&b.ctx, &session, till.id, &token));
		must(session_log_in(&b.ctx, &session, (struct staff_id){ 1 }, &token));
		printf("%s %s %lld", token, session.csrf, (long long)till.id.v);
		for (size_t j = 0; j < LINES; j++)
			printf(" %lld %lld", (long long)b.goods[j].v, (long long)b.prices[j]);
		printf("\n");
	}
	return 0;
}

static int timed(const char *what, const char *path, int64_t n, int64_t shares)
{
	int64_t begin = clock_ticks();
	int status, failed = 0;

	for (int64_t i = 0; i < shares; i++)
		if (fork() == 0) {
			if (!strcmp(what, "checkout"))
				order_share(path, i, shares);
			else
				sell_share(path, i, shares, n);
			exit(0);
		}
	while (wait(&status) > 0)
		failed += status != 0;
	printf("%lld\n", (long long)(n * SECOND / (clock_ticks() - begin)));
	return failed != 0;
}

static int64_t number(const char *s)
{
	int64_t n;

	if (!num_parse_int(s, &n))
		exit(2);
	return n;
}

int main(int argc, char **argv)
{
	base_init();
	if (argc < 4)
		return 2;
	must(conf_load(arena_new(), argv[1], &b.conf));
	choose_goods(context());
	if (!strcmp(argv[2], "carts"))
		return carts(number(argv[3]));
	if (!strcmp(argv[2], "tills"))
		return tills(number(argv[3]));
	db_close(b.ctx.db);
	shop_forget();
	return argc == 6 ? timed(argv[2], argv[3], number(argv[4]), number(argv[5])) : 2;
}
