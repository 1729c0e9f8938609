/* routes.c: routes.def as the table that route.c searches. */
#include "app/handlers.h"

/* Limits that rows name. */
#include "base/num.h"
#include "shop/branch.h"
#include "shop/cart.h"
#include "shop/company.h"
#include "shop/item_edit.h"
#include "shop/setting.h"
#include "shop/receiving.h"
#include "app/till.h"
#include "app/office_import.h"
#include "app/office_pictures.h"
#include "app/picture.h"
#include "shop/order_message.h"
#include "shop/customer.h"
#include "shop/refund.h"
#include "shop/search.h"
#include "shop/shelf_label.h"

#define PROOF_NO_PROOF PROOF_NONE
#define FORM(form, template) (form), (template)
#define NO_FORM NULL, NULL
#define P(name, kind, presence, min, max) { #name, PARAM_##kind, presence, min, max, NULL }
#define P_CHOICE(name, presence, choices) { #name, PARAM_CHOICE, presence, 0, 0, choices }
#define P_FILE(name, presence, bytes) { #name, PARAM_FILE, presence, 1, bytes, NULL }
#define P_FILES(name, presence, count, bytes) { #name, PARAM_FILE, presence, count, bytes, NULL }
#define PARAMS(...) (const struct param_decl[]){ __VA_ARGS__ }, \
	sizeof((const struct param_decl[]){ __VA_ARGS__ }) / sizeof(struct param_decl)
#define NO_PARAMS NULL, 0
#define ROUTE(method, path, handler, may, proof, cache, template, form, params) \
	{ METHOD_##method, path, #handler, handler, MAY_##may, PROOF_##proof, CACHE_##cache, template, form, params },

const struct route routes[] = {
#include "app/routes.def"
};
const size_t route_count = sizeof(routes) / sizeof(routes[0]);
