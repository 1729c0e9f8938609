/* work_mail.c: writes and sends the mails about orders. */
#include "ctl/work_mail.h"

#include "net/mail.h"
#include "shop/order_message.h"
#include "shop/shop.h"
#include "view/view.h"

struct order_mail {
	struct ctx *c;
	const struct job *job;
	struct order order;
	const struct shop *shop;
	const struct branch *branch;
	struct data *data;
	const char *template;
	const char *to, *to_name;
};

static bool given(const char *s)
{
	return s && *s;
}

/* Nobody is told to come for what is not kept any more. */
static bool waits(const struct order *o)
{
	return strcmp(o->stage, "placed") == 0 || strcmp(o->stage, "ready") == 0;
}

static struct error *load(struct order_mail *m)
{
	TRY(order_by_id(m->c, m->job->order, &m->order));
	TRY(shop_get(m->c, &m->shop));
	m->branch = shop_branch_ever(m->shop, m->order.branch);
	return m->branch ? NULL : ERR(m->c->arena, INTERNAL, "branch.none");
}

/* ---- what the templates show ---- */

/* "2 × ₪5.90", "1.25 kg × ₪12.90" */
static const char *count(const struct order_mail *m, enum lang lang, const struct order_line *l)
{
	struct currency currency = { m->order.currency, (int)m->order.currency_exponent };
	struct arena *a = m->c->arena;
	bool piece = strcmp(l->unit, "piece") == 0;

	return arena_printf(a, "%s%s%s × %s", format_quantity(a, lang, l->quantity), piece ? "" : " ",
		piece ? "" : text(lang, l->unit), format_price(a, lang, currency, l->unit_price));
}

static void fill_order(struct order_mail *m)
{
	const struct order *o = &m->order;
	struct data *d = m->data;

	data_text(d, "order.code", order_code_shown(m->c->arena, o->code));
	data_money(d, "order.total", o->total);
	data_text(d, "order.note", given(o->note) ? o->note : NULL);
	if (o->hold_until != INSTANT_NONE)
		data_date(d, "order.held_until", order_held_through(m->branch, o->hold_until));
	data_time(d, "order.promised_at", o->promised_at);
	data_bool(d, "order.paid", o->paid >= o->total);
	data_text(d, "order.link", arena_printf(m->c->arena, "%s/%s/order/%s", m->c->conf->shop_url, o->lang, o->token));
	data_text(d, "customer.name", o->customer_name);
	data_text(d, "customer.phone", given(o->customer_phone) ? o->customer_phone : NULL);
	data_text(d, "customer.email", given(o->customer_email) ? o->customer_email : NULL);
	for (size_t i = 0; i < o->count; i++) {
		struct data *line = data_add(d, "lines");

		data_text(line, "name", o->lines[i].name);
		data_text(line, "count", count(m, data_lang(d), &o->lines[i]));
		data_money(line, "amount", o->lines[i].amount);
	}
}

/* What every mail of the shop has. */
static void fill_shop(struct order_mail *m, const char *lang_of_mail, struct currency currency)
{
	enum lang lang = LANG_EN;
	struct data *d;

	lang_parse(lang_of_mail, &lang);
	d = data_new(m->c->arena, lang, currency, m->branch->zone);
	m->data = d;
	data_text(d, "lang", lang_code(lang));
	data_text(d, "dir", lang_rtl(lang) ? "rtl" : "ltr");
	data_text(d, "shop.name", m->shop->company.name);
	data_text(d, "shop.link", arena_printf(m->c->arena, "%s/%s/", m->c->conf->shop_url, lang_code(lang)));
	if (m->shop->company.logo)
		data_text(d, "shop.logo.src", arena_printf(m->c->arena, "%s/media/%s/320.webp", m->c->conf->shop_url, m->shop->company.logo));
}

static void fill(struct order_mail *m, const char *lang_of_mail)
{
	fill_shop(m, lang_of_mail, (struct currency){ m->order.currency, (int)m->order.currency_exponent });
	data_text(m->data, "branch.name", m->branch->name);
	data_text(m->data, "branch.address", m->branch->address);
	data_text(m->data, "branch.phone", given(m->branch->phone) ? m->branch->phone : NULL);
	fill_order(m);
}

/* ---- sending ---- */

static struct error *send(struct order_mail *m)
{
	struct ctx *c = m->c;
	struct mail mail = { .from = c->conf->mail_from, .to = m->to, .to_name = m->to_name, .at = c->now };
	struct str html, plain;

	TRY(setting_text(c, SET_MAIL_NAME, m->branch->id, &mail.from_name));
	TRY(setting_text(c, SET_MAIL_REPLY_TO, m->branch->id, &mail.reply_to));
	str_init(&html, c->arena);
	str_init(&plain, c->arena);
	TRY(template_render(m->template, m->data, &html));
	TRY(template_render_text(arena_printf(c->arena, "%s_text", m->template), m->data, &plain));
	mail.id = arena_printf(c->arena, "%s.%lld", m->job->kind, (long long)m->job->id.v);
	mail.host = mail_host(c->arena, c->conf->shop_url);
	mail.lang = lang_code(data_lang(m->data));
	mail.subject = data_get(m->data, "mail.subject");
	mail.html = html.p;
	mail.text = plain.p;
	return mail_send(c->arena, c->conf, &mail);
}

struct error *mail_confirmation(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/confirmation" };

	TRY(load(&m));
	if (!given(m.order.customer_email) || strcmp(m.order.stage, "cancelled") == 0 || strcmp(m.order.stage, "lapsed") == 0)
		return NULL;
	fill(&m, m.order.lang);
	m.to = m.order.customer_email;
	m.to_name = m.order.customer_name;
	data_sentence(m.data, "mail.subject", N_("Your order {code} at {shop}"),
		"code", data_get(m.data, "order.code"), "shop", m.shop->company.name, NULL);
	return send(&m);
}

struct error *mail_alert(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/alert" };

	TRY(load(&m));
	if (!given(m.branch->alert_email) || !waits(&m.order))
		return NULL;
	fill(&m, m.shop->company.lang);
	m.to = m.branch->alert_email;
	data_sentence(m.data, "mail.subject", N_("New order {code}: {total}"),
		"code", data_get(m.data, "order.code"), "total", data_get(m.data, "order.total"), NULL);
	return send(&m);
}

struct error *mail_lapsed(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/lapsed" };

	TRY(load(&m));
	if (!given(m.order.customer_email))
		return NULL;
	fill(&m, m.order.lang);
	m.to = m.order.customer_email;
	m.to_name = m.order.customer_name;
	data_sentence(m.data, "mail.subject", N_("Your order {code} was not collected"),
		"code", data_get(m.data, "order.code"), NULL);
	return send(&m);
}

/* Reads what a mail to the shopper carries; *to_send: there is an address. */
static struct error *to_shopper(struct order_mail *m, bool *to_send)
{
	const char *body = NULL;

	TRY(load(m));
	*to_send = given(m->order.customer_email);
	if (!*to_send)
		return NULL;
	if (m->job->message)
		TRY(order_message_body(m->c, m->job->message, &body));
	fill(m, m->order.lang);
	m->to = m->order.customer_email;
	m->to_name = m->order.customer_name;
	data_text(m->data, "message", body);
	return NULL;
}

struct error *mail_ready(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/ready" };
	bool to_send;

	TRY(to_shopper(&m, &to_send));
	if (!to_send || strcmp(m.order.stage, "ready"))
		return NULL;
	data_sentence(m.data, "mail.subject", N_("Your order {code} is ready to collect"),
		"code", data_get(m.data, "order.code"), NULL);
	return send(&m);
}

struct error *mail_cancelled(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/cancelled" };
	bool to_send;

	TRY(to_shopper(&m, &to_send));
	if (!to_send)
		return NULL;
	data_sentence(m.data, "mail.subject", N_("Your order {code} was cancelled"), "code", data_get(m.data, "order.code"), NULL);
	return send(&m);
}

/* Of several changes the shopper is told the last: the others are no longer true. */
struct error *mail_promised(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/promised" };
	bool to_send;

	TRY(to_shopper(&m, &to_send));
	if (!to_send || strcmp(m.order.stage, "placed"))
		return NULL;
	data_sentence(m.data, "mail.subject", N_("Your order {code}: a new time"), "code", data_get(m.data, "order.code"), NULL);
	return send(&m);
}

struct error *mail_message(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/message" };
	bool to_send;

	TRY(to_shopper(&m, &to_send));
	if (!to_send || !data_get(m.data, "message"))
		return NULL;
	data_sentence(m.data, "mail.subject", N_("A message about your order {code}"), "code", data_get(m.data, "order.code"), NULL);
	return send(&m);
}

struct error *mail_test(struct ctx *c, const struct job *j)
{
	struct order_mail m = { .c = c, .job = j, .template = "mail/test", .to = j->recipient };

	TRY(shop_get(c, &m.shop));
	m.branch = &m.shop->branches[0];
	fill_shop(&m, m.shop->company.lang, (struct currency){ m.shop->company.currency, (int)m.shop->company.currency_exponent });
	data_sentence(m.data, "mail.subject", N_("A test mail of {shop}"), "shop", m.shop->company.name, NULL);
	TRY(send(&m));
	return mail_test_passed(c);
}
