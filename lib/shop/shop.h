/* shop.h: the company, its branches, channels and settings: what changes rarely.
 *
 * Read whole and kept by the process; read again when older than a second.
 * The values stay valid until the arena given at the reading request is reset,
 * whatever is read afterwards.
 */
#ifndef MAKOLET_SHOP_SHOP_H
#define MAKOLET_SHOP_SHOP_H

#include "price/price.h"
#include "shop/ctx.h"

struct company {
	int64_t id;
	const char *name, *legal_name, *tax_number;
	const char *country;		/* ISO 3166-1 */
	const char *currency;		/* ISO 4217 */
	int64_t currency_exponent;
	const char *lang;
	const char *logo;		/* hash of its media; NULL: none */
	int64_t logo_width, logo_height;
};

/* When a branch is open: see shop/hours.h. */
struct branch_hours {
	struct branch_id branch;
	int64_t weekday;		/* 0 = Sunday */
	int64_t opens, closes;		/* minutes past midnight */
};

struct branch_day {
	struct branch_id branch;
	int64_t date;			/* days since 1970 */
	int64_t opens, closes;		/* both 0: closed */
	const char *note;		/* may be NULL */
};

struct branch {
	struct branch_id id;
	const char *code, *name, *address, *phone;
	const char *alert_email;	/* NULL: nobody is told of orders */
	const char *zone_name;
	const struct zone *zone;
	int64_t day_ends;		/* minutes past midnight */
	struct price_list_id price_list;
	struct location_id shelf;	/* sells from here */
	bool pickup;
	bool archived;			/* it sells nothing any more; its orders and receipts stay */
	int64_t cash_step;		/* setting cash.step */
	const char *scale_labels;	/* setting scale.labels, see price/label.h; "" for none */
	const struct branch_hours *hours;	/* of the week, in order; none: it keeps no hours */
	size_t hours_count;
	const struct branch_day *days;	/* that differ, from two days ago on */
	size_t day_count;
};

struct channel {
	struct channel_id id;
	const char *kind, *code, *name, *languages;
	struct price_list_id price_list;
};

struct shop {
	struct company company;
	const struct branch *branches;
	size_t branch_count;		/* those archived stand behind them: shop_branch_ever() */
	size_t branch_ever_count;
	const struct channel *channels;
	size_t channel_count;
	bool demo;			/* setting shop.demo */
	bool open;			/* setting shop.open: the web takes orders */
	int64_t goods_version;		/* grows with every change of goods, prices and tax */
	instant goods_until;		/* when the next price or tax rate begins; INSTANT_NONE: none is set */
};

/* UNAVAILABLE "shop.none" before `makolet init`. */
struct error *shop_get(struct ctx *c, const struct shop **out);
/* NULL if there is none. */
const struct branch *shop_branch(const struct shop *s, struct branch_id id);
/* An archived one too: for what was done there. */
const struct branch *shop_branch_ever(const struct shop *s, struct branch_id id);
const struct branch *shop_branch_by_code(const struct shop *s, const char *code);
/* "web" or "till": the first of its kind. */
const struct channel *shop_channel(const struct shop *s, const char *kind);
/* How documents of a branch are priced: with tax, cash rounded by its setting. */
struct price_policy shop_policy(const struct branch *b);
/* Forgets what is kept: tests, and after init or a setting. */
void shop_forget(void);

/* ---- settings: one typed table, setting.def; till -> branch -> company -> default ---- */

enum setting {
#define SETTING(constant, ...) SET_##constant,
#include "shop/setting.def"
#undef SETTING
	SETTING_COUNT
};

/* Whole-number settings (amounts, minutes, days, flags 0 and 1). branch and till may be 0. */
struct error *setting_number(struct ctx *c, enum setting s, struct branch_id branch, struct till_id till, int64_t *out);
/* Texts and addresses; "" for none. Lives as the shop does. */
struct error *setting_text(struct ctx *c, enum setting s, struct branch_id branch, const char **out);
/* Inside db_tx(): no question of rights (setting.h asks it). */
struct error *setting_put(struct db *db, enum setting s, const char *scope, int64_t scope_id, const char *value);

#endif
