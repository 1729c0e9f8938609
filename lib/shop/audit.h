/* audit.h: who changed what, kept for good. */
#ifndef MAKOLET_SHOP_AUDIT_H
#define MAKOLET_SHOP_AUDIT_H

#include <jansson.h>

#include "shop/ctx.h"

/* Inside db_tx(). action "price.set"; detail may be NULL, stays the caller's
 * (json_keep), holds no personal data and at most 1,000 bytes of JSON. */
struct error *audit_add(struct ctx *c, const char *action, const char *object_kind, int64_t object_id, json_t *detail);

struct audit_entry {
	int64_t id;
	struct staff_id staff;		/* 0: a command or a job */
	const char *staff_name, *action, *object_kind;
	int64_t object_id;
	const char *detail;		/* JSON; NULL for none */
	instant happened_at;
};

/* What is looked for: 0 and NULL for anything. */
struct audit_find {
	struct staff_id staff;
	const char *action, *object_kind;
	int64_t object_id;
	int64_t before;			/* entries older than this id */
};

/* The newest first. Owners see all; whoever else works at some branches, what
 * those did who work at no other. */
struct error *audit_list(struct ctx *c, const struct audit_find *find, size_t limit,
	struct audit_entry **out, size_t *n, bool *more);

#endif
