/* media.c: originals and the pictures of goods. */
#include "shop/media.h"

#include "base/bytes.h"
#include "base/json.h"
#include "base/utf8.h"
#include "shop/audit.h"

/* ---- originals ---- */

static const struct db_column media_columns[] = {
	DB_COL(struct media, type, TEXT), DB_COL(struct media, width, INT), DB_COL(struct media, height, INT),
	DB_COL(struct media, bytes, BYTES),
};
static const struct db_row media_row = DB_ROW(struct media, media_columns);

struct error *media_find(struct ctx *c, const char *hash, struct media *out)
{
	uint8_t raw[SHA256_SIZE];
	bool found = false;

	/* Upper case would be a second name of the same. */
	if (strspn(hash, "0123456789abcdef") == MEDIA_HASH_LENGTH && hex_decode(raw, sizeof(raw), hash))
		TRY(db_find(c->db, &media_row, out, &found,
			"SELECT type, width, height, bytes FROM media WHERE hash = ?", ARGS(B(raw, sizeof(raw)))));
	return found ? NULL : ERR(c->arena, NOT_FOUND, "media.none");
}

struct error *media_add(struct ctx *c, const struct media_new *in, struct media_id *out)
{
	uint8_t hash[SHA256_SIZE];

	sha256(hash, in->bytes, in->n);
	TRY(db_whole(c->db, &out->v, 0, "SELECT id FROM media WHERE hash = ?", ARGS(B(hash, sizeof(hash)))));
	if (out->v)
		return NULL;
	return db_insert(c->db, &out->v,
		"INSERT INTO media (hash, type, width, height, bytes, staff_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		ARGS(B(hash, sizeof(hash)), T(in->type), I(in->width), I(in->height), B(in->bytes, in->n),
		     ID_OR_NULL(c->actor.staff), AT(c->now)));
}

struct error *media_drop(struct ctx *c, struct media_id media)
{
	return db_exec(c->db, NULL, "DELETE FROM media WHERE id = ? AND NOT EXISTS "
		"(SELECT 1 FROM item_picture q WHERE q.media_id = ?) AND NOT EXISTS "
		"(SELECT 1 FROM company c WHERE c.logo_media_id = ?)", ARGS(ID(media), ID(media), ID(media)));
}

/* ---- what an item shows ---- */

static const struct db_column picture_columns[] = {
	DB_COL(struct picture, id, INT), DB_COL(struct picture, variant, INT), DB_COL(struct picture, hash, TEXT),
	DB_COL(struct picture, type, TEXT), DB_COL(struct picture, width, INT), DB_COL(struct picture, height, INT),
	DB_COL(struct picture, alt, TEXT),
};
static const struct db_row picture_row = DB_ROW(struct picture, picture_columns);

struct error *pictures_of_item(struct ctx *c, const char *lang, struct item_id item, struct picture **out, size_t *n)
{
	return db_all(c->db, &picture_row, out, n,
		"SELECT q.id, q.variant_id, LOWER(HEX(m.hash)), m.type, m.width, m.height, COALESCE(t.alt, o.alt, '') "
		"FROM item_picture q JOIN media m ON m.id = q.media_id JOIN item i ON i.id = q.item_id "
		"LEFT JOIN item_picture_text t ON t.picture_id = q.id AND t.lang = ? "
		"LEFT JOIN item_picture_text o ON o.picture_id = q.id AND o.lang = i.lang "
		"WHERE q.item_id = ? ORDER BY q.position, q.id",
		ARGS(T(lang), ID(item)));
}

struct picture *pictures_copy(struct arena *a, const struct picture *pictures, size_t n)
{
	return db_copy(a, &picture_row, pictures, n);
}

struct error *picture_item(struct ctx *c, struct variant_id variant, struct item_id *out)
{
	TRY(db_whole(c->db, &out->v, 0, "SELECT v.item_id FROM variant v JOIN item i ON i.id = v.item_id "
		"WHERE v.id = ? AND v.archived_at IS NULL AND i.archived_at IS NULL", ARGS(ID(variant))));
	return out->v ? NULL : ERR(c->arena, NOT_FOUND, "item.none");
}

static const struct db_column text_columns[] = {
	DB_COL(struct picture_text, picture, INT), DB_COL(struct picture_text, lang, TEXT), DB_COL(struct picture_text, alt, TEXT),
};
static const struct db_row text_row = DB_ROW(struct picture_text, text_columns);

struct error *picture_texts(struct ctx *c, struct item_id item, struct picture_text **out, size_t *n)
{
	return db_all(c->db, &text_row, out, n,
		"SELECT t.picture_id, t.lang, t.alt FROM item_picture q JOIN item_picture_text t ON t.picture_id = q.id "
		"WHERE q.item_id = ? ORDER BY t.picture_id, t.lang", ARGS(ID(item)));
}

/* ---- writing ---- */

struct error *picture_set_alt(struct ctx *c, struct picture_id picture, const char *lang, const char *alt)
{
	if (!utf8_valid(alt, strlen(alt)) || utf8_length(alt) > PICTURE_ALT_MAX)
		return ERR(c->arena, INVALID, "picture.alt");
	if (!*alt)
		TRY(db_exec(c->db, NULL, "DELETE FROM item_picture_text WHERE picture_id = ? AND lang = ?",
			ARGS(ID(picture), T(lang))));
	else
		TRY(db_exec(c->db, NULL, "INSERT INTO item_picture_text (picture_id, lang, alt) VALUES (?, ?, ?) "
			"ON DUPLICATE KEY UPDATE alt = VALUES(alt)", ARGS(ID(picture), T(lang), T(alt))));
	return item_changed(c);
}

/* Who changes an item's pictures holds its row: NULL is no value of the unique
 * key, and positions are counted. */
static struct error *item_lock(struct ctx *c, struct item_id item)
{
	int64_t found;

	TRY(db_whole(c->db, &found, 0, "SELECT id FROM item WHERE id = ? AND archived_at IS NULL FOR UPDATE", ARGS(ID(item))));
	return found ? NULL : ERR(c->arena, NOT_FOUND, "item.none");
}

static struct error *picture_insert(struct ctx *c, struct item_id item, struct variant_id variant, struct media_id media,
	struct picture_id *out)
{
	int64_t count, position;

	TRY(db_whole(c->db, &count, 0, "SELECT COUNT(*) FROM item_picture WHERE item_id = ?", ARGS(ID(item))));
	if (count >= PICTURES_MAX)
		return error_field(error_text(ERR(c->arena, LIMITED, "picture.many"),
			N_("One of the goods has at most {max} pictures."), "max", arena_printf(c->arena, "%d", PICTURES_MAX), NULL),
			"pictures");
	TRY(db_whole(c->db, &position, 1, "SELECT MAX(position) + 1 FROM item_picture WHERE item_id = ?", ARGS(ID(item))));
	return db_insert(c->db, &out->v,
		"INSERT INTO item_picture (item_id, variant_id, media_id, position) VALUES (?, ?, ?, ?)",
		ARGS(ID(item), ID_OR_NULL(variant), ID(media), I(position)));
}

struct error *picture_add(struct ctx *c, struct item_id item, struct variant_id variant, struct media_id media,
	const char *lang, const char *alt, struct picture_id *out)
{
	TRY(item_lock(c, item));
	TRY(db_whole(c->db, &out->v, 0,
		"SELECT id FROM item_picture WHERE item_id = ? AND COALESCE(variant_id, 0) = ? AND media_id = ?",
		ARGS(ID(item), ID(variant), ID(media))));
	if (!out->v)
		TRY(picture_insert(c, item, variant, media, out));
	if (alt && *alt)
		return picture_set_alt(c, *out, lang, alt);
	return item_changed(c);
}

/* ---- from the office ---- */

struct change {
	struct ctx *c;
	struct item_id item;
	struct picture_id picture;
	const struct media_new *in;
	const struct picture_text *texts;
	size_t n;
	const char *lang, *alt;
	bool front;
};

static struct error *note(struct change *w, const char *action, json_t *detail)
{
	TRY(audit_add(w->c, action, "item", w->item.v, json_keep(w->c->arena, detail)));
	return item_changed(w->c);
}

static struct error *put(struct db *db, void *arg)
{
	struct change *w = arg;

	(void)db;
	for (size_t i = 0; i < w->n; i++) {
		struct media_id media;
		struct picture_id picture;

		TRY(media_add(w->c, &w->in[i], &media));
		TRY(picture_add(w->c, w->item, (struct variant_id){ 0 }, media, w->lang, w->alt, &picture));
		TRY(note(w, "picture.add", json_pack("{s:I}", "picture", (json_int_t)picture.v)));
	}
	return NULL;
}

struct error *pictures_put(struct ctx *c, struct item_id item, const struct media_new *in, size_t n, const char *lang, const char *alt)
{
	struct change w = { .c = c, .item = item, .in = in, .n = n, .lang = lang, .alt = alt };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, put, &w);
}

/* Under the lock of its item. */
static struct error *picture_need(struct change *w)
{
	int64_t found;

	TRY(item_lock(w->c, w->item));
	TRY(db_whole(w->c->db, &found, 0, "SELECT id FROM item_picture WHERE id = ? AND item_id = ?",
		ARGS(ID(w->picture), ID(w->item))));
	return found ? NULL : ERR(w->c->arena, NOT_FOUND, "picture.none");
}

static struct error *describe(struct db *db, void *arg)
{
	struct change *w = arg;

	(void)db;
	TRY(picture_need(w));
	for (size_t i = 0; i < w->n; i++)
		TRY(picture_set_alt(w->c, w->picture, w->texts[i].lang, w->texts[i].alt));
	return note(w, "picture.describe", json_pack("{s:I}", "picture", (json_int_t)w->picture.v));
}

struct error *picture_describe(struct ctx *c, struct item_id item, struct picture_id picture,
	const struct picture_text *texts, size_t n)
{
	struct change w = { .c = c, .item = item, .picture = picture, .texts = texts, .n = n };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, describe, &w);
}

struct place {
	struct picture_id id;
	int64_t position;
};
static const struct db_column place_columns[] = { DB_COL(struct place, id, INT), DB_COL(struct place, position, INT) };
static const struct db_row place_row = DB_ROW(struct place, place_columns);

static struct error *place_set(struct ctx *c, struct picture_id picture, int64_t position)
{
	return db_exec(c->db, NULL, "UPDATE item_picture SET position = ? WHERE id = ?", ARGS(I(position), ID(picture)));
}

/* Numbers them anew, so that two of one position part. */
static struct error *move(struct db *db, void *arg)
{
	struct change *w = arg;
	struct place *places;
	size_t n, at = 0, to;

	TRY(picture_need(w));
	TRY(db_all(db, &place_row, &places, &n,
		"SELECT id, position FROM item_picture WHERE item_id = ? ORDER BY position, id", ARGS(ID(w->item))));
	while (places[at].id.v != w->picture.v)
		at++;
	to = w->front ? at - (at > 0) : at + (at + 1 < n);
	for (size_t i = 0; i < n; i++)
		TRY(place_set(w->c, places[i].id, (int64_t)(i == at ? to : i == to ? at : i) + 1));
	return note(w, "picture.move", json_pack("{s:I s:i}", "picture", (json_int_t)w->picture.v, "place", (int)to + 1));
}

struct error *picture_move(struct ctx *c, struct item_id item, struct picture_id picture, bool front)
{
	struct change w = { .c = c, .item = item, .picture = picture, .front = front };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, move, &w);
}

static struct error *take_away(struct db *db, void *arg)
{
	struct change *w = arg;
	int64_t media;

	TRY(picture_need(w));
	TRY(db_whole(db, &media, 0, "SELECT media_id FROM item_picture WHERE id = ?", ARGS(ID(w->picture))));
	TRY(db_exec(db, NULL, "DELETE FROM item_picture_text WHERE picture_id = ?", ARGS(ID(w->picture))));
	TRY(db_exec(db, NULL, "DELETE FROM item_picture WHERE id = ?", ARGS(ID(w->picture))));
	TRY(media_drop(w->c, (struct media_id){ media }));
	return note(w, "picture.remove", json_pack("{s:I}", "picture", (json_int_t)w->picture.v));
}

struct error *picture_remove(struct ctx *c, struct item_id item, struct picture_id picture)
{
	struct change w = { .c = c, .item = item, .picture = picture };

	TRY(ctx_need(c, MAY_GOODS_EDIT));
	return db_tx(c->db, take_away, &w);
}
