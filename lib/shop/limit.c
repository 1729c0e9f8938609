/* limit.c: the table rate_limit. */
#include "shop/limit.h"

#include "base/bytes.h"

#define SWEPT_AT_ONCE 1000

struct count {
	const struct ctx *c;
	const char *what;
	uint8_t key[SHA256_SIZE];
	instant since;		/* a window that began before is over */
	int64_t tries;
};

/* The columns are set from left to right: tries still sees the old window. */
static struct error *count_try(struct db *db, void *arg)
{
	struct count *t = arg;

	TRY(db_exec(db, NULL,
		"INSERT INTO rate_limit (what, key_hash, window_start, tries) VALUES (?, ?, ?, 1)"
		" ON DUPLICATE KEY UPDATE tries = IF(window_start <= ?, 1, tries + 1),"
		" window_start = IF(window_start <= ?, VALUES(window_start), window_start)",
		ARGS(T(t->what), B(t->key, sizeof(t->key)), AT(t->c->now), AT(t->since), AT(t->since))));
	return db_whole(db, &t->tries, 0, "SELECT tries FROM rate_limit WHERE what = ? AND key_hash = ?",
		ARGS(T(t->what), B(t->key, sizeof(t->key))));
}

struct error *limit_count(struct ctx *c, const char *what, const char *key, int limit, int seconds)
{
	struct count t = { .c = c, .what = what, .since = c->now - seconds * SECOND };

	sha256(t.key, key, strlen(key));
	TRY(db_tx(c->db, count_try, &t));
	return t.tries > limit ? ERR(c->arena, LIMITED, "limited") : NULL;
}

static struct error *delete_key(struct db *db, void *arg)
{
	struct count *t = arg;

	return db_exec(db, NULL, "DELETE FROM rate_limit WHERE what = ? AND key_hash = ?",
		ARGS(T(t->what), B(t->key, sizeof(t->key))));
}

struct error *limit_forget(struct ctx *c, const char *what, const char *key)
{
	struct count t = { .c = c, .what = what };

	sha256(t.key, key, strlen(key));
	return db_tx(c->db, delete_key, &t);
}

static struct error *return_try(struct db *db, void *arg)
{
	struct count *t = arg;

	return db_exec(db, NULL, "UPDATE rate_limit SET tries = tries - 1 WHERE what = ? AND key_hash = ? AND tries > 0",
		ARGS(T(t->what), B(t->key, sizeof(t->key))));
}

struct error *limit_return(struct ctx *c, const char *what, const char *key)
{
	struct count t = { .c = c, .what = what };

	sha256(t.key, key, strlen(key));
	return db_tx(c->db, return_try, &t);
}

struct sweep {
	const struct ctx *c;
	int64_t deleted;
};

static struct error *delete_old(struct db *db, void *arg)
{
	struct sweep *x = arg;

	return db_exec(db, &x->deleted, "DELETE FROM rate_limit WHERE window_start < ? LIMIT ?",
		ARGS(AT(x->c->now - DAY), I(SWEPT_AT_ONCE)));
}

struct error *limit_sweep(struct ctx *c)
{
	struct sweep x = { .c = c };

	do
		TRY(db_tx(c->db, delete_old, &x));
	while (x.deleted == SWEPT_AT_ONCE);
	return NULL;
}
