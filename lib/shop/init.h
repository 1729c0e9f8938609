/* init.h: the first rows of a shop: company, branches, tax, staff; the demo.
 * With what a shop of a country begins: shop/country.h.
 */
#ifndef MAKOLET_SHOP_INIT_H
#define MAKOLET_SHOP_INIT_H

#include "base/str.h"
#include "shop/ctx.h"
#include "shop/media.h"
#include "shop/shop.h"

struct init_branch {
	const char *code, *name, *address, *phone;
	const char *alert_email;	/* NULL: nobody */
	bool own_prices;		/* a price list of its own above the base list */
	const struct branch_hours *week;	/* when it is open; none: hours are not kept yet */
	size_t week_count;
};

struct init_shop {
	const char *name, *legal_name, *tax_number;
	const char *country;		/* IL, PL or FI */
	const char *languages;		/* of web and till: "he en pl fi", the main one first; NULL: the country's own */
	const struct init_branch *branches;
	size_t branch_count;
	const struct media_new *logo;	/* NULL: none */
	bool open;			/* the web takes orders at once */
};

/* What is wrong with it, by field: "init.country", names, tax number, branches;
 * NULL when init_shop() would take it. */
struct error *init_check(struct ctx *c, const struct init_shop *in);
/* Makes company, base price list, tax classes, branches with their shelves and
 * hours, channels and settings in one transaction, and the server's signing key.
 * CONFLICT "shop.exists" where there is a company; INVALID as init_check(). */
struct error *init_shop(struct ctx *c, const struct init_shop *in);

enum init_holds { INIT_NOTHING, INIT_DEMO, INIT_SHOP };
/* Whose shop the database holds. */
struct error *init_holds(struct ctx *c, enum init_holds *out);
/* Empties a database that holds the demo, both schemas, and migrates it anew;
 * the goods' version goes on, so that no process keeps an old one. c has the
 * owner's account. CONFLICT "shop.exists" for any other shop: nothing is touched. */
struct error *init_empty_demo(struct ctx *c, const char *migrations);

/* A login of the demo, for the terminal. */
struct init_login {
	const char *role, *login, *password, *pin;
};

/* What draws one of the goods as SVG: lib/print stands beside lib/shop. */
struct demo_drawing {
	const char *shape, *colour, *label;
	unsigned seed;
};

struct demo_options {
	const char *goods;		/* sql/demo/goods.json */
	struct error *(*draw)(struct arena *a, const struct demo_drawing *in, struct str *out);	/* NULL: no pictures */
	int64_t days;			/* of trade that end yesterday; 0: none */
	void (*progress)(int64_t done, int64_t days);	/* after each day; NULL */
};

/* Who works in the demo. */
const struct init_login *init_demo_logins(size_t *n);

/* The demo shop: goods, stock, hours, staff, and days of trade where nothing
 * has been sold yet. Adds what is missing and changes nothing else. CONFLICT
 * "shop.exists" where another company is. */
struct error *init_demo(struct ctx *c, const struct demo_options *o, const struct init_login **logins, size_t *n);

#endif
