/* shop.h: a small shop in the scratch schemas, for tests of the domain.
 *
 * Company and channels, one branch MAIN with its shelf, three goods with
 * prices, twenty pieces each on the shelf under `block`, an owner who may
 * everything, a till with an open shift. What a test changes beyond that goes
 * through the public functions of lib/shop.
 */
#ifndef MAKOLET_TESTS_DB_SHOP_H
#define MAKOLET_TESTS_DB_SHOP_H

#include "harness.h"
#include "shop/till.h"

enum test_good { BREAD, MILK, CHEESE, TEST_GOODS };

struct test_shop {
	struct test_db *t;
	struct ctx ctx;			/* the owner's, at the till; arena of the test */
	const struct branch *branch;	/* as it was opened */
	struct variant_id goods[TEST_GOODS];	/* 5.90, 7.10 and 42.00 */
	struct till till;
};

struct test_shop *test_shop_open(void);
void test_shop_close(struct test_shop *s);	/* NULL: does nothing */

/* The branch as it stands now. */
const struct branch *test_shop_branch(struct test_shop *s);
/* A web order for so many pieces of one good, through cart and checkout; its
 * token. email may be NULL. */
const char *test_shop_order(struct test_shop *s, enum test_good good, int64_t pieces, const char *email);
/* A sale at the till, paid in cash, of one piece of each of two goods; the receipt's token. */
const char *test_shop_sell(struct test_shop *s, enum test_good one, enum test_good other);
/* Takes the payment of a web order at the till, in cash. */
void test_shop_pay(struct test_shop *s, const char *order_token);

#endif
