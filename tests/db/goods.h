/* goods.h: an empty shop in Israel with two branches, made as `makolet init`
 * does: HAIFA sells by the base price list, CARMEL by its own above it. */
#ifndef MAKOLET_TESTS_DB_GOODS_H
#define MAKOLET_TESTS_DB_GOODS_H

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shop/import_run.h"
#include "shop/init.h"
#include "shop/item.h"

#define SHEKEL INT64_C(1000000)		/* a price */

static struct test_db *t;
static struct ctx ctx;
static const struct branch *haifa, *carmel;
static struct tax_class_id standard, zero;

static int64_t number(const char *sql)
{
	int64_t n;

	assert_ok(db_whole(t->app, &n, -1, sql, NULL, 0));
	return n;
}

/* An Israeli price file. */
#define HEADING "\xef\xbb\xbfרשת,מזהה רשת,מזהה חנות,ברקוד,שם מוצר,יצרן,ארץ ייצור,כמות,יחידת מידה,יחידת כמות,מחיר (₪),מחיר ליחידה (₪),שקיל,כמות באריזה,מותר הנחה,סטטוס,עודכן\n"
/* A row of chain 77, store 5. */
#define ROW(code, name, price) "x,77,5," code "," name ",יצרן,il,500,100 גרם,גרם," price ",1,0,1,1,,\n"

/* A kind of file of sql/profiles. */
__attribute__((unused)) static const struct import_profile *profile(const char *name)
{
	const struct import_profile *out;

	t->conf->data_dir = test_top();
	assert_ok(import_profile_load(&ctx, name, &out));
	return out;
}

/* For cmocka_run_group_tests(), as goods_close(). */
static int goods_open(void **state)
{
	static const struct init_branch branches[] = {
		{ "HAIFA", "Haifa", "", "", NULL, false }, { "CARMEL", "Carmel", "", "", NULL, true },
	};
	const struct init_shop in = { .name = "Corner", .tax_number = "510000003", .country = "IL", .languages = "he en",
		.branches = branches, .branch_count = 2, .open = true };
	const struct shop *shop;

	(void)state;
	t = test_db_open();
	test_db_migrate(t);
	test_db_state(t);
	ctx = (struct ctx){ .arena = t->arena, .db = t->app, .conf = t->conf, .now = clock_now(), .request_id = "" };
	ctx.actor.all_branches = true;
	shop_forget();
	assert_ok(init_shop(&ctx, &in));
	assert_ok(shop_get(&ctx, &shop));
	haifa = shop_branch_by_code(shop, "HAIFA");
	carmel = shop_branch_by_code(shop, "CARMEL");
	standard.v = number("SELECT id FROM tax_class WHERE code = 'standard'");
	zero.v = number("SELECT id FROM tax_class WHERE code = 'zero'");
	return 0;
}

static int goods_close(void **state)
{
	(void)state;
	shop_forget();
	test_db_close(t);
	return 0;
}

#endif
