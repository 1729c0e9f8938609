/* order_key.c: what a client may send twice has its effect once. */
#include "base/bytes.h"
#include "shop/order.h"

struct key_row {
	struct order_id order;
	struct db_bytes hash;
};
static const struct db_column key_columns[] = {
	DB_COL(struct key_row, order, INT), DB_COL(struct key_row, hash, BYTES),
};
static const struct db_row key_row = DB_ROW(struct key_row, key_columns);

struct error *key_put(struct ctx *c, const char *actor, const char *route, const char *uuid, const uint8_t *hash, struct order_id order)
{
	return db_exec(c->db, NULL,
		"INSERT INTO request_key (actor, route, uuid, body_hash, order_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		ARGS(T(actor), T(route), T(uuid), B(hash, SHA256_SIZE), ID(order), AT(c->now)));
}

struct error *key_find(struct ctx *c, const char *actor, const char *route, const char *uuid, const uint8_t *hash, bool *found, struct order_id *order)
{
	struct key_row row;

	TRY(db_find(c->db, &key_row, &row, found,
		"SELECT order_id, body_hash FROM request_key WHERE uuid = ? AND route = ? AND actor = ?",
		ARGS(T(uuid), T(route), T(actor))));
	if (!*found)
		return NULL;
	if (row.hash.n != SHA256_SIZE || memcmp(row.hash.p, hash, SHA256_SIZE))
		return error_text(ERR(c->arena, CONFLICT, "key.reused"),
			N_("This was sent before with other content. Please start again."), NULL);
	*order = row.order;
	return NULL;
}
