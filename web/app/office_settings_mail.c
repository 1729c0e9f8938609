/* office_settings_mail.c: as whom the shop writes, where answers go, whether
 * mails get there. Accounts and passwords are in the configuration file. */
#include "app/handlers.h"
#include "app/office_settings.h"
#include "base/bytes.h"
#include "shop/job.h"
#include "shop/setting.h"

#define TESTS_SHOWN 5

static const struct branch_id whole_shop;

/* "mail.example:587" of an address that may have an account in it. */
static const char *server_of(struct arena *a, const char *url)
{
	const char *host = strstr(url, "://"), *at;

	host = host ? host + 3 : url;
	at = strrchr(host, '@');
	host = at ? at + 1 : host;
	return arena_strndup(a, host, strcspn(host, "/?#"));
}

static void fill_server(const struct request *r, struct data *d)
{
	const struct conf *conf = r->ctx->conf;

	data_text(d, "server.host", server_of(r->ctx->arena, conf->smtp_url));
	data_text(d, "server.tls", strncmp(conf->smtp_url, "smtps://", 8) == 0 ? "TLS" : NULL);
	data_bool(d, "server.user", *conf->smtp_user);
	data_bool(d, "server.password", *conf->smtp_password);
	data_text(d, "server.from", conf->mail_from);
}

static struct error *fill_sender(const struct request *r, struct data *d)
{
	const char *name, *reply;

	TRY(setting_text(r->ctx, SET_MAIL_NAME, whole_shop, &name));
	TRY(setting_text(r->ctx, SET_MAIL_REPLY_TO, whole_shop, &reply));
	data_text(d, "form.sender", settings_typed(r, "sender", name));
	data_text(d, "form.answers", settings_typed(r, "answers", reply));
	return NULL;
}

static void fill_branches(const struct request *r, struct data *d)
{
	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];
		struct data *o = data_add(d, "branches");

		data_int(o, "id", b->id.v);
		data_text(o, "name", b->name);
		data_text(o, "email", b->alert_email && *b->alert_email ? b->alert_email : NULL);
	}
}

/* Why one has not gone, as far as an owner can mend it; the log has the rest. */
static const char *reason(const struct request *r, const char *error)
{
	if (strstr(error, "mail.refused"))
		return text(r->lang, N_("The mail server refuses this address or this mail."));
	if (strstr(error, "mail.from"))
		return text(r->lang, N_("The sender in the configuration file (mail_from) is no address."));
	if (strstr(error, "mail.unanswered"))
		return text(r->lang, N_("The mail server took it and never answered."));
	return text(r->lang, N_("The mail server cannot be reached or refuses the log-in. Check smtp_url, smtp_user and smtp_password in the configuration file."));
}

static void fill_test(const struct request *r, struct data *d, const struct mail_test *test)
{
	bool tried = test->error && *test->error;

	data_text(d, "to", test->recipient);
	data_time(d, "at", test->created_at);
	data_bool(d, "sent", strcmp(test->state, "done") == 0);
	data_bool(d, "failed", strcmp(test->state, "failed") == 0);
	data_bool(d, "again", tried && strcmp(test->state, "waiting") == 0);
	if (tried)
		data_text(d, "reason", reason(r, test->error));
}

struct error *office_settings_mail(struct request *r, struct page *p)
{
	bool test_again = r->errors && route_param(r->route, "uuid");
	struct mail_test *tests;
	size_t n;

	settings_page(r, p, text(r->lang, N_("Mail")));
	fill_server(r, p->data);
	TRY(fill_sender(r, p->data));
	fill_branches(r, p->data);
	TRY(mail_tests(r->ctx, TESTS_SHOWN, &tests, &n));
	for (size_t i = 0; i < n; i++)
		fill_test(r, data_add(p->data, "tests"), &tests[i]);
	data_bool(p->data, "waiting", n && strcmp(tests[0].state, "waiting") == 0);
	data_text(p->data, "uuid", test_again && param_text(r, "uuid") ? param_text(r, "uuid") : uuid_new(r->ctx->arena));
	data_text(p->data, "form.email", settings_typed(r, "email", NULL));
	return NULL;
}

struct error *office_settings_mail_save(struct request *r, struct page *p)
{
	const struct setting_place shop = { { 0 }, { 0 } };

	TRY(setting_change(r->ctx, SET_MAIL_NAME, shop, param_text(r, "sender")));
	TRY(setting_change(r->ctx, SET_MAIL_REPLY_TO, shop, param_text(r, "answers")));
	page_redirect(p, r->ctx->arena, "/office/settings/mail");
	return NULL;
}

struct error *office_settings_mail_test(struct request *r, struct page *p)
{
	TRY(mail_test_send(r->ctx, param_text(r, "email"), param_text(r, "uuid")));
	page_redirect(p, r->ctx->arena, "/office/settings/mail#test");
	return NULL;
}
