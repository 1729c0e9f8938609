/* office_pictures.h: the pictures of one of the goods, as a part of its page. */
#ifndef MAKOLET_APP_OFFICE_PICTURES_H
#define MAKOLET_APP_OFFICE_PICTURES_H

#include "app/page.h"
#include "shop/item.h"

/* A form takes so many files at once. */
#define PICTURE_UPLOADS 10

/* pictures.N (id, picture, first, last, refused, texts.N: lang, name, dir, field,
 * value, required, error); of the form that adds some new_alt (value, lang,
 * error) and refusals.N. */
struct error *office_pictures(struct request *r, struct data *d, struct item_id item);

#endif
