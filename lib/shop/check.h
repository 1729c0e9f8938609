/* check.h: invariants: every query of sql/check/NAME.sql must return no row.
 * The first line of a file is a comment that says what must be true. */
#ifndef MAKOLET_SHOP_CHECK_H
#define MAKOLET_SHOP_CHECK_H

#include "shop/ctx.h"

#define CHECK_ROWS_MAX 100

struct check_result {
	const char *name;		/* "stock_level" */
	const char *must;		/* the sentence of its first line */
	int64_t rows;			/* 0: holds; at most CHECK_ROWS_MAX are counted */
	const char *first;		/* the first row's columns, "a=1 b=2"; NULL */
};

/* All of them, in order of their names. */
struct error *check_run(struct ctx *c, const char *dir, struct check_result **out, size_t *n);

#endif
