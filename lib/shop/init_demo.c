/* init_demo.c: the demo shop: two branches with their hours, goods of
 * sql/demo/goods.json in four languages, counted stock, staff with logins that
 * everybody may know. */
#include "shop/init.h"

#include "base/json.h"
#include "base/num.h"
#include "base/str.h"
#include "shop/document.h"
#include "shop/hours.h"
#include "shop/init_trade.h"
#include "shop/media.h"
#include "shop/staff.h"
#include "shop/stock.h"

#define DEMO_NAME "Makolet Demo"
#define SCALE_LABELS "21IIIIIWWWWWC"
#define PICTURE_SIDE 600	/* as which a drawing, which has no size, is shown */

static const struct init_branch branches[] = {
	{ "HAIFA", "Haifa, Herzl Street", "12 Herzl Street, Haifa", "04-555-0101", "haifa@makolet.example", false, NULL, 0 },
	{ "CARMEL", "Carmel Centre", "90 HaNassi Boulevard, Haifa", "04-555-0102", "carmel@makolet.example", true, NULL, 0 },
};

static const struct init_shop demo = {
	.name = DEMO_NAME, .legal_name = "Makolet Demo Ltd", .tax_number = "510000003", .country = "IL",
	.languages = "he en pl fi", .branches = branches, .branch_count = 2, .open = true,
};

static const struct init_login demo_logins[] = {
	{ "owner", "owner", "owner-demo-1", "1111" },
	{ "manager", "manager", "manager-demo-2", "2222" },
	{ "cashier", "cashier", "cashier-demo-3", "3333" },
	{ "cashier", "cashier2", "cashier2-demo-4", "4444" },
	{ "stock", "stock", "stock-demo-5", NULL },
	{ "accountant", "accountant", "accountant-demo-6", NULL },
};
#define LOGINS (sizeof(demo_logins) / sizeof(demo_logins[0]))

/* ---- the file ---- */

static struct error *file_read(struct arena *a, const char *path, json_t **out)
{
	struct error *e;
	struct str text;

	str_init(&text, a);
	e = str_add_file(&text, path);
	if (!e)
		return json_read(a, text.p, text.len, out);
	e->kind = INVALID;
	e->code = "demo.file";
	return error_text(e, N_("The demo's goods cannot be read from {path}."), "path", path, NULL);
}

/* Text members of the file; "" where one lacks, so that what writes complains. */
static const char *text(const json_t *object, const char *name)
{
	const char *value;

	return json_text(object, name, &value) ? value : "";
}

static const char *text_or_null(const json_t *object, const char *name)
{
	const char *value;

	return json_text(object, name, &value) ? value : NULL;
}

static int64_t decimal(const json_t *object, const char *name, int decimals)
{
	const char *value = text_or_null(object, name);
	int64_t number = 0;

	return value && num_parse(value, decimals, &number) ? number : 0;
}

/* ---- categories ---- */

struct demo {
	struct ctx *c;
	const struct demo_options *o;
	const struct shop *shop;
	const json_t *one;		/* the category or item being added */
};

static struct error *add_category(struct db *db, void *arg)
{
	struct demo *d = arg;
	struct category_id id, parent;
	int64_t there, position;
	const char *lang;
	json_t *name;

	TRY(db_whole(db, &there, 0, "SELECT COUNT(*) FROM category WHERE slug = ?", ARGS(T(text(d->one, "slug")))));
	if (there)
		return NULL;
	TRY(db_whole(db, &parent.v, 0, "SELECT id FROM category WHERE slug = ?", ARGS(T(text_or_null(d->one, "parent")))));
	TRY(db_whole(db, &position, 0, "SELECT MAX(position) + 1 FROM category", NULL, 0));
	TRY(category_add(d->c, parent, text(d->one, "slug"), position, &id));
	json_object_foreach(json_object_get(d->one, "texts"), lang, name)
		TRY(category_set_text(d->c, id, lang, json_string_value(name)));
	return NULL;
}

/* ---- goods ---- */

static struct error *add_stock(struct demo *d, const json_t *one, struct variant_id variant)
{
	const json_t *stock = json_object_get(one, "stock");
	enum stock_policy policy;

	if (!stock_policy_parse(text(one, "policy"), &policy))
		return error_note(ERR(d->c->arena, INVALID, "demo.policy"), "%s", text(one, "policy"));
	for (size_t i = 0; i < d->shop->branch_count; i++) {
		const struct branch *b = &d->shop->branches[i];

		TRY(stock_set_policy(d->c, b->shelf, variant, policy));
		TRY(stock_correct(d->c, b->shelf, variant, decimal(stock, b->code, 3), "demo"));
	}
	return NULL;
}

static struct error *add_variant(struct demo *d, const json_t *one, struct variant_id variant)
{
	bool changed;

	TRY(item_add_barcode(d->c, variant, text(one, "barcode"), (struct branch_id){ 0 }, QUANTITY_ONE));
	if (text_or_null(one, "plu"))
		TRY(item_add_barcode(d->c, variant, text(one, "plu"), (struct branch_id){ 0 }, QUANTITY_ONE));
	TRY(price_set(d->c, shop_channel(d->shop, "web")->price_list, variant,
		decimal(d->one, "price", (int)d->shop->company.currency_exponent + 4), d->c->now, &changed));
	return add_stock(d, one, variant);
}

static struct error *add_texts(struct demo *d, struct item_id item)
{
	const char *lang;
	json_t *words;

	json_object_foreach(json_object_get(d->one, "texts"), lang, words)
		TRY(item_set_text(d->c, item, lang, text(words, "name"), text(words, "description")));
	return NULL;
}

/* ---- pictures ---- */

static struct error *describe(struct demo *d, struct picture_id picture)
{
	const char *lang;
	json_t *words;

	json_object_foreach(json_object_get(d->one, "texts"), lang, words)
		TRY(picture_set_alt(d->c, picture, lang, text(words, "name")));
	return NULL;
}

/* One of all variants, or each colour's own. */
static struct error *add_picture(struct demo *d, const json_t *one, struct item_id item, struct variant_id variant)
{
	const json_t *draw = json_object_get(d->one, "draw");
	const char *colour = text_or_null(one, "colour");
	struct demo_drawing in = { text(draw, "shape"), colour ? colour : text(draw, "colour"), text(draw, "label"), (unsigned)item.v };
	struct media_new media = { .type = MEDIA_DRAWING, .width = PICTURE_SIDE, .height = PICTURE_SIDE };
	struct picture_id picture;
	struct media_id id;
	struct str svg;

	if (!d->o->draw || (!colour && one != json_array_get(json_object_get(d->one, "variants"), 0)))
		return NULL;
	str_init(&svg, d->c->arena);
	TRY(d->o->draw(d->c->arena, &in, &svg));
	media.bytes = svg.p;
	media.n = svg.len;
	TRY(media_add(d->c, &media, &id));
	TRY(picture_add(d->c, item, colour ? variant : (struct variant_id){ 0 }, id, "he",
		text(json_object_get(json_object_get(d->one, "texts"), "he"), "name"), &picture));
	return describe(d, picture);
}

static struct error *item_of(struct demo *d, struct item_new *out)
{
	const json_t *variants = json_object_get(d->one, "variants");
	const json_t *words = json_object_get(json_object_get(d->one, "texts"), "he");
	bool weighed = json_is_true(json_object_get(d->one, "weighed"));
	const char *type = text_or_null(d->one, "type");	/* service, deposit */

	*out = (struct item_new){
		.type = type ? type : weighed ? "weighed" : "good", .unit = weighed ? "kg" : "piece",
		.slug = text(d->one, "slug"), .lang = "he", .name = text(words, "name"), .description = text(words, "description"),
		.maker = text_or_null(d->one, "maker"), .origin = text_or_null(d->one, "origin"),
		.content = decimal(d->one, "content", 3), .content_unit = text_or_null(d->one, "content_unit"),
		.label = text(json_array_get(variants, 0), "label"),
	};
	TRY(db_whole(d->c->db, &out->category.v, 0, "SELECT id FROM category WHERE slug = ?", ARGS(T(text(d->one, "category")))));
	return db_whole(d->c->db, &out->tax_class.v, 0, "SELECT id FROM tax_class WHERE code = ?", ARGS(T(text(d->one, "tax"))));
}

static struct error *add_item(struct db *db, void *arg)
{
	struct demo *d = arg;
	const json_t *variants = json_object_get(d->one, "variants"), *one;
	struct variant_id variant;
	struct item_new in;
	struct item_id item;
	int64_t there;
	size_t i;

	TRY(db_whole(db, &there, 0, "SELECT COUNT(*) FROM item WHERE slug = ?", ARGS(T(text(d->one, "slug")))));
	if (there)
		return NULL;
	TRY(item_of(d, &in));
	TRY(item_add(d->c, &in, &item, &variant));
	TRY(add_texts(d, item));
	json_array_foreach(variants, i, one) {
		if (i > 0)
			TRY(item_add_variant(d->c, item, text(one, "label"), NULL, in.content, in.content_unit, &variant));
		TRY(add_variant(d, one, variant));
		TRY(add_picture(d, one, item, variant));
	}
	return NULL;
}

/* ---- staff ---- */

static struct error *add_staff(struct ctx *c)
{
	for (size_t i = 0; i < LOGINS; i++) {
		const struct init_login *l = &demo_logins[i];
		struct staff_new in = { l->login, l->login, l->role, "en", l->password, l->pin, NULL, 0 };
		struct staff_id id;
		int64_t there;

		TRY(db_whole(c->db, &there, 0, "SELECT COUNT(*) FROM staff WHERE login = ?", ARGS(T(l->login))));
		if (!there)
			TRY(staff_add(c, &in, &id));
	}
	return NULL;
}

/* ---- all of it ---- */

static struct error *shop_there(struct ctx *c)
{
	enum init_holds holds;
	int64_t begun;

	TRY(init_holds(c, &holds));
	/* One that was killed before it said that it is the demo. */
	TRY(db_whole(c->db, &begun, 0, "SELECT COUNT(*) FROM company WHERE name = ?", ARGS(T(DEMO_NAME))));
	if (holds == INIT_SHOP && !begun)
		return error_text(ERR(c->arena, CONFLICT, "shop.exists"), N_("This database holds a shop already."), NULL);
	return holds != INIT_NOTHING ? signing_key_create(c->arena, c->conf->state_dir) : init_shop(c, &demo);
}

static struct error *add_goods(struct demo *d, const json_t *file)
{
	size_t i;

	json_array_foreach(json_object_get(file, "categories"), i, d->one)
		TRY(db_tx(d->c->db, add_category, d));
	json_array_foreach(json_object_get(file, "goods"), i, d->one)
		TRY(error_note(db_tx(d->c->db, add_item, d), "item %zu", i + 1));
	return NULL;
}

/* ---- hours ---- */

/* Friday ends before Shabbat, which is a day off. */
static struct error *add_hours(struct db *db, void *arg)
{
	struct demo *d = arg;
	struct branch_hours week[6];

	for (int64_t day = 0; day < 6; day++)
		week[day] = (struct branch_hours){ .weekday = day, .opens = 7 * 60, .closes = day == 5 ? 14 * 60 + 30 : 21 * 60 };
	for (size_t i = 0; i < d->shop->branch_count; i++)
		if (!hours_kept(&d->shop->branches[i]))
			TRY(hours_put_week(d->c, d->shop->branches[i].id, week, 6));
	TRY(setting_put(db, SET_SCALE_LABELS, "company", d->shop->company.id, SCALE_LABELS));
	return setting_put(db, SET_DEMO, "company", d->shop->company.id, "1");
}

/* Goods that were sold in the past were there before. */
static struct error *stock_shop(struct demo *d, const json_t *file)
{
	instant now = d->c->now;
	struct error *e;

	if (d->o->days)
		d->c->now = trade_begins(&d->shop->branches[0], now, d->o->days);
	e = add_goods(d, file);
	d->c->now = now;
	return e;
}

const struct init_login *init_demo_logins(size_t *n)
{
	*n = LOGINS;
	return demo_logins;
}

struct error *init_demo(struct ctx *c, const struct demo_options *o, const struct init_login **logins, size_t *n)
{
	struct demo d = { .c = c, .o = o };
	json_t *file;

	TRY(file_read(c->arena, o->goods, &file));
	TRY(shop_there(c));
	TRY(shop_get(c, &d.shop));
	TRY(db_tx(c->db, add_hours, &d));
	TRY(stock_shop(&d, file));
	TRY(add_staff(c));
	shop_forget();
	TRY(trade_make(c, o));
	TRY(demo_prices(c, o->days));
	*logins = init_demo_logins(n);
	return NULL;
}
