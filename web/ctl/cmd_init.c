/* cmd_init.c: makolet init: makes the shop in an empty database. */
#include <unistd.h>

#include "ctl/ctl.h"
#include "print/drawing.h"
#include "shop/init.h"
#include "shop/shop.h"
#include "shop/staff.h"

#define TRADE_DAYS 90
#define TRADE_DAYS_MAX 366

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "demo", NULL, "the demo shop; what is there already stays" },
	{ "trade", "DAYS", "of sales and orders that the demo has behind it, 90 unless said" },
	{ "name", "NAME", "of the shop" },
	{ "legal-name", "NAME", "of the company, on documents; the shop's where it is left out" },
	{ "country", "CODE", "IL, PL or FI: currency, taxes, zone, smallest coin" },
	{ "tax-number", "NUMBER", "of the company" },
	{ "languages", "LIST", "of the web and the tills: \"he en\"; the first is the default" },
	{ "branch", "CODE", "of the first branch: HAIFA" },
	{ "branch-name", "NAME", "as shoppers read it" },
	{ "address", "TEXT", "of the branch" },
	{ "phone", "NUMBER", "of the branch" },
	{ "alert-email", "ADDRESS", "who is told of web orders" },
	{ "owner-login", "LOGIN", "who may do everything; the password is asked for" },
	{ NULL, NULL, NULL },
};

const struct command cmd_init = {
	.name = "init", .help = "Makes the shop in an empty database",
	.words = "", .options = options, .run = run,
	.about = "The owner's password is asked for without showing it, or is the first line of the standard input.\n",
};

static void progress(int64_t done, int64_t days)
{
	fprintf(stderr, "\rTrading: day %lld of %lld%s", (long long)done, (long long)days, done == days ? "\n" : "");
}

static struct error *draw(struct arena *a, const struct demo_drawing *in, struct str *out)
{
	return drawing_svg(a, &(struct drawing){ in->shape, in->colour, in->label, in->seed }, out);
}

static struct error *init_with_demo(struct ctl *ctl, struct ctx *c)
{
	struct demo_options o = { .goods = arena_printf(ctl->arena, "%s/sql/demo/goods.json", c->conf->data_dir),
		.draw = draw, .progress = isatty(STDERR_FILENO) ? progress : NULL };
	const struct init_login *logins;
	size_t n;

	TRY(ctl_whole(ctl, "trade", TRADE_DAYS, 0, TRADE_DAYS_MAX, &o.days));
	TRY(init_demo(c, &o, &logins, &n));
	printf("Demo logins, known to everybody: never sell with them.\n");
	printf("%-10s %-16s %s\n", "login", "password", "PIN at the till");
	for (size_t i = 0; i < n; i++)
		printf("%-10s %-16s %s\n", logins[i].login, logins[i].password, logins[i].pin ? logins[i].pin : "-");
	return NULL;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static bool lists_languages(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz ");

	return n >= 2 && n <= 64 && !s[n];
}

static struct error *init_empty(struct ctl *ctl, struct ctx *c)
{
	struct init_branch branch = {
		.code = or_empty(ctl_value(ctl, "branch")), .name = ctl_value(ctl, "branch-name"),
		.address = or_empty(ctl_value(ctl, "address")), .phone = or_empty(ctl_value(ctl, "phone")),
		.alert_email = ctl_value(ctl, "alert-email"),
	};
	struct init_shop in = {
		.name = ctl_value(ctl, "name"), .legal_name = ctl_value(ctl, "legal-name"),
		.tax_number = ctl_value(ctl, "tax-number"), .country = or_empty(ctl_value(ctl, "country")),
		.languages = ctl_value(ctl, "languages"), .branches = &branch, .branch_count = 1,
	};
	struct staff_new owner = { .login = ctl_value(ctl, "owner-login"), .role = "owner" };
	const struct shop *shop;
	struct staff_id id;
	struct error *e;

	if (!owner.login)
		return ctl_wrong(ctl, "--owner-login is needed, or --demo.");
	if (in.languages && !lists_languages(in.languages))
		return ctl_wrong(ctl, "--languages takes codes between blanks: \"he en\".");
	TRY(ctl_secret(ctl, "Password", &owner.password));
	TRY(init_shop(c, &in));
	TRY(shop_get(c, &shop));
	owner.name = owner.login;
	owner.lang = shop->company.lang;
	e = staff_add(c, &owner, &id);
	if (e) {
		fprintf(stderr, "The shop is made, but has no owner yet: makolet user add LOGIN --role owner\n");
		return e;
	}
	printf("%s is ready. %s may log in at %s/office.\n", in.name, owner.login, c->conf->shop_url);
	return NULL;
}

static struct error *run(struct ctl *ctl)
{
	struct ctx c;

	TRY(ctl_ctx(ctl, DB_COMMAND, &c));
	return ctl_value(ctl, "demo") ? init_with_demo(ctl, &c) : init_empty(ctl, &c);
}
