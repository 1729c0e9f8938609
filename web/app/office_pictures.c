/* office_pictures.c: pictures of goods: bring some, say what they show, put
 * them in order, take them away. */
#include "app/office_pictures.h"

#include "app/handlers.h"
#include "app/http_parse.h"
#include "app/picture.h"
#include "app/store.h"

/* ---- the part of the page ---- */

static const char *field_of(const struct request *r, const char *lang)
{
	return arena_printf(r->ctx->arena, "alt_%s", lang);
}

static const char *error_of(const struct request *r, const char *field)
{
	for (const struct error *e = r->errors; e; e = e->also)
		if (e->field && strcmp(e->field, field) == 0)
			return text_error(r->ctx->arena, r->lang, e);
	return NULL;
}

static const char *alt_of(const struct picture_text *texts, size_t n, struct picture_id picture, const char *lang)
{
	for (size_t i = 0; i < n; i++)
		if (texts[i].picture.v == picture.v && strcmp(texts[i].lang, lang) == 0)
			return texts[i].alt;
	return NULL;
}

struct texts {
	const struct picture_text *list;
	size_t n;
};

/* One field a language, the shop's own first, for who fills in no more. */
static void fill_text(const struct request *r, struct data *d, struct picture_id picture, const struct texts *texts,
	enum lang lang, bool again)
{
	const char *code = lang_code(lang), *field = field_of(r, code);
	struct data *t = data_add(d, "texts");

	data_text(t, "lang", code);
	data_text(t, "name", lang_name(lang));
	data_text(t, "dir", lang_rtl(lang) ? "rtl" : "ltr");
	data_text(t, "field", field);
	data_bool(t, "required", strcmp(code, r->shop->company.lang) == 0);
	data_text(t, "value", again ? param_typed(r, field) : alt_of(texts->list, texts->n, picture, code));
	if (again)
		data_text(t, "error", error_of(r, field));
}

static void fill_texts(const struct request *r, struct data *d, struct picture_id picture, const struct texts *texts, bool again)
{
	enum lang own = LANG_EN;

	lang_parse(r->shop->company.lang, &own);
	fill_text(r, d, picture, texts, own, again);
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (lang != (int)own)
			fill_text(r, d, picture, texts, (enum lang)lang, again);
}

/* The form of one picture was refused, not that of another on the same page. */
static bool refused_one(const struct request *r, struct picture_id picture)
{
	return r->errors && route_param(r->route, "picture") && route_param(r->route, "alt_en")
		&& param_number(r, "picture", 0) == picture.v;
}

static void fill_picture(const struct request *r, struct data *d, const struct picture *picture, const struct texts *texts)
{
	const struct item_picture shown = { picture->hash, picture->type, picture->width, picture->height, picture->alt };
	bool again = refused_one(r, picture->id);

	data_int(d, "id", picture->id.v);
	store_picture(r, data_part(d, "picture"), &shown);
	data_bool(d, "refused", again);
	fill_texts(r, d, picture->id, texts, again);
}

/* Each file that was refused says why. */
static void fill_refusals(const struct request *r, struct data *d)
{
	for (const struct error *e = r->errors; e; e = e->also)
		if (e->field && strcmp(e->field, "pictures") == 0)
			data_text(data_add(d, "refusals"), "text", text_error(r->ctx->arena, r->lang, e));
	for (const struct error *e = r->errors; e; e = e->also)
		if (e->field && strcmp(e->field, "alt") == 0)
			data_text(d, "new_alt.error", text_error(r->ctx->arena, r->lang, e));
}

struct error *office_pictures(struct request *r, struct data *d, struct item_id item)
{
	bool again = r->errors && route_param(r->route, "pictures");
	struct picture *pictures;
	struct picture_text *texts;
	struct texts all;
	size_t n;

	TRY(pictures_of_item(r->ctx, lang_code(r->lang), item, &pictures, &n));
	TRY(picture_texts(r->ctx, item, &texts, &all.n));
	all.list = texts;
	for (size_t i = 0; i < n; i++) {
		struct data *p = data_add(d, "pictures");
		fill_picture(r, p, &pictures[i], &all);
		data_bool(p, "first", i == 0);
		data_bool(p, "last", i + 1 == n);
	}
	data_text(d, "new_alt.value", again ? param_typed(r, "alt") : NULL);
	data_text(d, "new_alt.lang", r->shop->company.lang);
	if (again)
		fill_refusals(r, d);
	return NULL;
}

/* ---- changing ---- */

static struct error *item_of(const struct request *r, struct item_id *out)
{
	return picture_item(r->ctx, (struct variant_id){ param_number(r, "id", 0) }, out);
}

static struct error *back(struct request *r, struct page *p)
{
	page_redirect(p, r->ctx->arena, "/office/goods/%lld#pictures", (long long)param_number(r, "id", 0));
	return NULL;
}

/* All that is wrong with the files is said at once. */
static struct error *probe_all(struct request *r, struct media_new **out, size_t *n)
{
	const struct http_file *files = param_files(r, "pictures", n);
	struct error *bad = NULL;

	*out = ARENA_ARRAY(r->ctx->arena, *n, struct media_new);
	for (size_t i = 0; i < *n; i++) {
		struct error *e = picture_probe(r->ctx, files[i].name, files[i].bytes, files[i].size, &(*out)[i]);
		if (e && e->kind != INVALID)
			return e;
		if (e)
			bad = error_also(bad, error_field(e, "pictures"));
	}
	return bad;
}

struct error *office_good_pictures(struct request *r, struct page *p)
{
	struct media_new *media;
	struct item_id item;
	size_t n;

	TRY(item_of(r, &item));
	TRY(probe_all(r, &media, &n));
	TRY(pictures_put(r->ctx, item, media, n, r->shop->company.lang, param_text(r, "alt")));
	return back(r, p);
}

struct error *office_good_picture(struct request *r, struct page *p)
{
	struct picture_text texts[LANG_COUNT];
	struct item_id item;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *code = lang_code((enum lang)lang), *alt = param_text(r, field_of(r, code));
		if (!alt && strcmp(code, r->shop->company.lang) == 0)
			return error_field(error_text(ERR(r->ctx->arena, INVALID, "picture.alt"),
				N_("Please say what the picture shows."), NULL), field_of(r, code));
		texts[lang] = (struct picture_text){ .lang = code, .alt = alt ? alt : "" };
	}
	TRY(item_of(r, &item));
	TRY(picture_describe(r->ctx, item, (struct picture_id){ param_number(r, "picture", 0) }, texts, LANG_COUNT));
	return back(r, p);
}

struct error *office_good_picture_move(struct request *r, struct page *p)
{
	struct item_id item;

	TRY(item_of(r, &item));
	TRY(picture_move(r->ctx, item, (struct picture_id){ param_number(r, "picture", 0) },
		strcmp(param_text(r, "to"), "front") == 0));
	return back(r, p);
}

struct error *office_good_picture_remove(struct request *r, struct page *p)
{
	struct item_id item;

	TRY(item_of(r, &item));
	TRY(picture_remove(r->ctx, item, (struct picture_id){ param_number(r, "picture", 0) }));
	return back(r, p);
}
