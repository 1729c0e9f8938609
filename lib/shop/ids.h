/* ids.h: a type of its own for each key, so that mixing two up does not compile.
 * v == 0 is "none". */
#ifndef MAKOLET_SHOP_IDS_H
#define MAKOLET_SHOP_IDS_H

#include <stdint.h>

#define ID_TYPE(name) struct name##_id { int64_t v; }

ID_TYPE(branch);
ID_TYPE(location);
ID_TYPE(channel);
ID_TYPE(price_list);
ID_TYPE(price_change);
ID_TYPE(category);
ID_TYPE(item);
ID_TYPE(variant);
ID_TYPE(tax_class);
ID_TYPE(customer);
ID_TYPE(staff);
ID_TYPE(session);
ID_TYPE(cart);
ID_TYPE(cart_line);
ID_TYPE(order);
ID_TYPE(order_line);
ID_TYPE(payment);
ID_TYPE(document);
ID_TYPE(till);
ID_TYPE(shift);
ID_TYPE(chain);
ID_TYPE(job);
ID_TYPE(media);
ID_TYPE(picture);
ID_TYPE(goods_receipt);
ID_TYPE(goods_receipt_line);

#endif
