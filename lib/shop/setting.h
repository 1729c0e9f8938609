/* setting.h: settings as the office shows and changes them: the typed table
 * setting.def, and what stands at the shop, a branch, a till. Owns the table
 * setting. Reading one: setting_number() and setting_text() of shop/shop.h.
 */
#ifndef MAKOLET_SHOP_SETTING_H
#define MAKOLET_SHOP_SETTING_H

#include "shop/shop.h"

enum setting_type { SETTING_NUMBER, SETTING_MONEY, SETTING_FLAG, SETTING_TEXT, SETTING_EMAIL, SETTING_LABELS };
/* Where it may stand: at this and at what is above it. */
enum setting_depth { SETTING_HIDDEN, SETTING_COMPANY, SETTING_BRANCH, SETTING_TILL };

#define SETTING_TEXT_MAX 1000

struct setting_spec {
	const char *name;		/* "cash.step" */
	enum setting_type type;
	const char *fallback;		/* its default */
	int64_t min, max;		/* of the number, or characters */
	enum setting_depth depth;
	const char *label, *help;	/* keys of the translations */
};

const struct setting_spec *setting_spec(enum setting s);
/* One that is shown, by name. */
bool setting_parse(const char *name, enum setting *out);

/* Where one stands: the company (both 0), a branch, or a till of a branch. */
struct setting_place {
	struct branch_id branch;
	struct till_id till;
};

struct setting_value {
	const char *value;		/* that counts there */
	bool own;			/* said at this place itself */
	const char *above;		/* what counts without that */
};

struct error *setting_at_place(struct ctx *c, enum setting s, struct setting_place at, struct setting_value *out);

/* Changes one, audited; value NULL: as what is above. The shop's own need
 * settings.edit, a branch's and a till's branch.edit and the branch in scope.
 * INVALID "setting.value" for a value that is none of its type, NOT_FOUND
 * "setting.none" for a place where it cannot stand. */
struct error *setting_change(struct ctx *c, enum setting s, struct setting_place at, const char *value);

#endif
