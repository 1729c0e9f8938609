/* office_thread.c: what shop and shopper write to each other about an order, and
 * what staff write for staff. */
#include "app/handlers.h"
#include "app/office.h"
#include "app/office_order.h"
#include "base/bytes.h"
#include "shop/order_message.h"

/* ---- sentences to start from, in the language of the order; whoever has the
 * link reads them, so that they name nobody ---- */

static const struct canned {
	const char *name, *label, *sentence;
} canned[] = {
	{ "ready", N_("It is ready"), N_("Hello, your order {code} is ready to collect at {branch}. See you soon!") },
	{ "late", N_("It is late"),
		N_("Hello, your order {code} takes longer than we promised. We are sorry. We write again as soon as it is ready.") },
	{ "missing", N_("Something is missing"),
		N_("Hello, for your order {code} we could not find: {goods}. Shall we cancel the order, or will you wait until we have it? Please answer on the page of your order.") },
};
#define CANNED (sizeof(canned) / sizeof(canned[0]))

static const char *missing_goods(const struct request *r, const struct order *o)
{
	struct str s;

	str_init(&s, r->ctx->arena);
	for (size_t i = 0; i < o->count; i++)
		if (o->lines[i].missing)
			str_addf(&s, "%s%s", s.len ? ", " : "", o->lines[i].name);
	return s.len ? s.p : "…";
}

static const char *canned_text(const struct request *r, const struct order *o, const struct canned *k)
{
	enum lang lang = LANG_EN;

	lang_parse(o->lang, &lang);
	return text_fill(r->ctx->arena, text(lang, k->sentence), (const char *const[]){
		"code", order_code_shown(r->ctx->arena, o->code),
		"branch", office_branch(r, o->branch), "goods", missing_goods(r, o), NULL });
}

static void fill_canned(const struct request *r, struct data *d, const struct order *o)
{
	const char *start = r->errors ? NULL : param_text(r, "start");

	for (size_t i = 0; i < CANNED; i++) {
		struct data *k = data_add(d, "canned");
		bool chosen = start && strcmp(start, canned[i].name) == 0;

		data_text(k, "name", text(r->lang, canned[i].label));
		data_text(k, "href", arena_printf(r->ctx->arena, "/office/orders/%lld?start=%s#write", (long long)o->id.v, canned[i].name));
		data_bool(k, "chosen", chosen);
		if (chosen)
			data_text(d, "typed.body", canned_text(r, o, &canned[i]));
		if (strcmp(canned[i].name, "late") == 0 && !data_get(d, "typed.message"))
			data_text(d, "typed.message", canned_text(r, o, &canned[i]));
	}
}

/* ---- the thread ---- */

static const char *said_by(const struct request *r, const struct order *o, const struct order_message *m)
{
	if (strcmp(m->kind, "from_customer") == 0)
		return o->customer_name ? o->customer_name : text(r->lang, N_("Customer"));
	return m->staff ? m->staff : text(r->lang, N_("The shop"));
}

struct error *office_thread(struct request *r, struct data *d, const struct order *o)
{
	struct order_message *all;
	enum lang lang = LANG_EN;
	const char *uuid = data_get(d, "typed.uuid");
	int64_t unread = 0;
	size_t n;

	TRY(order_messages(r->ctx, o->id, true, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *m = data_add(d, "thread");
		bool fresh = strcmp(all[i].kind, "from_customer") == 0 && all[i].read_at == INSTANT_NONE;

		data_text(m, "kind", all[i].kind);
		data_text(m, "body", all[i].body);
		data_text(m, "by", said_by(r, o, &all[i]));
		data_text(m, "at", office_time(r, o->branch, all[i].created_at));
		data_bool(m, "internal", strcmp(all[i].kind, "internal") == 0);
		data_bool(m, "fresh", fresh);
		if (fresh)
			unread = all[i].id;
	}
	lang_parse(o->lang, &lang);
	data_text(d, "reader.lang", lang_name(lang));
	data_text(d, "reader.code", lang_code(lang));
	data_text(d, "reader.dir", lang_rtl(lang) ? "rtl" : "ltr");
	data_text(d, "message_uuid", uuid && strcmp(r->errors->code, "key.reused") ? uuid : uuid_new(r->ctx->arena));
	fill_canned(r, d, o);
	return unread ? order_messages_read(r->ctx, o->id, unread) : NULL;
}

struct error *office_order_message(struct request *r, struct page *p)
{
	int64_t id = param_number(r, "id", 0);

	TRY(order_message_write(r->ctx, (struct order_id){ id }, param_text(r, "kind"), param_text(r, "body"), param_text(r, "uuid")));
	page_redirect(p, r->ctx->arena, "/office/orders/%lld#messages", (long long)id);
	return NULL;
}
