/* media.h: pictures of goods. Owns media, item_picture, item_picture_text.
 *
 * An original is kept once, by the SHA-256 of its bytes, and named by it in
 * addresses. The sizes that pages show are files that the web makes of it.
 * What is in the bytes is the caller's word: see web/app/picture.h.
 */
#ifndef MAKOLET_SHOP_MEDIA_H
#define MAKOLET_SHOP_MEDIA_H

#include "base/media_limits.h"
#include "shop/item.h"

#define MEDIA_HASH_LENGTH 64		/* hex, lower case */
#define MEDIA_DRAWING "image/svg+xml"	/* our own drawings alone */
#define PICTURE_ALT_MAX 250
/* Pictures that one item may have. */
#define PICTURES_MAX 20

struct media_new {
	const char *type;		/* image/jpeg and so on */
	int64_t width, height;		/* as it is shown */
	const void *bytes;
	size_t n;
};

struct media {
	const char *type;
	int64_t width, height;
	struct db_bytes bytes;
};

/* One picture of an item. */
struct picture {
	struct picture_id id;
	struct variant_id variant;	/* 0: of all */
	const char *hash, *type;
	int64_t width, height;
	const char *alt;		/* in the language asked for, else the item's own; "" */
};

/* What a picture shows, in one language. */
struct picture_text {
	struct picture_id picture;
	const char *lang, *alt;
};

/* The original by its name. NOT_FOUND "media.none". */
struct error *media_find(struct ctx *c, const char *hash, struct media *out);

/* The item of a variant, which pictures belong to. NOT_FOUND "item.none". */
struct error *picture_item(struct ctx *c, struct variant_id variant, struct item_id *out);
/* All of an item, in the order in which they are shown. */
struct error *pictures_of_item(struct ctx *c, const char *lang, struct item_id item, struct picture **out, size_t *n);
struct picture *pictures_copy(struct arena *a, const struct picture *pictures, size_t n);
/* Their texts in every language, by picture and language. */
struct error *picture_texts(struct ctx *c, struct item_id item, struct picture_text **out, size_t *n);

/* ---- inside db_tx() ---- */

/* The same bytes twice are one row. */
struct error *media_add(struct ctx *c, const struct media_new *in, struct media_id *out);
/* An original that neither goods nor the shop's logo show goes. */
struct error *media_drop(struct ctx *c, struct media_id media);
/* Behind the others; variant 0: of all. alt NULL or "": none yet. Again the
 * same picture: the one there is. LIMITED "picture.many" beyond PICTURES_MAX. */
struct error *picture_add(struct ctx *c, struct item_id item, struct variant_id variant, struct media_id media,
	const char *lang, const char *alt, struct picture_id *out);
/* "" takes the text away. */
struct error *picture_set_alt(struct ctx *c, struct picture_id picture, const char *lang, const char *alt);

/* ---- from the office: goods.edit, each its own transaction, audited ---- */

/* All of them or none, with one alt text in the shop's language. */
struct error *pictures_put(struct ctx *c, struct item_id item, const struct media_new *in, size_t n, const char *lang, const char *alt);
/* The texts as given, in the languages given. NOT_FOUND "picture.none" for a
 * picture of another item, here and below. */
struct error *picture_describe(struct ctx *c, struct item_id item, struct picture_id picture,
	const struct picture_text *texts, size_t n);
/* One place to the front or to the back; at the end nothing happens. */
struct error *picture_move(struct ctx *c, struct item_id item, struct picture_id picture, bool front);
/* The original goes when nothing shows it any more. */
struct error *picture_remove(struct ctx *c, struct item_id item, struct picture_id picture);

#endif
