/* cmd_init.c: makolet init: makes the shop in an empty database. */
#include <unistd.h>

#include "ctl/ctl.h"
#include "ctl/init_own.h"
#include "print/drawing.h"
#include "shop/init.h"

#define TRADE_DAYS 90
#define TRADE_DAYS_MAX 366

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "demo", NULL, "the demo shop; what is there already stays" },
	{ "trade", "DAYS", "of sales and orders that the demo has behind it, 90 unless said" },
	{ "replace-demo", NULL, "the demo that is here goes away wholly first" },
	{ "name", "NAME", "of the shop" },
	{ "legal-name", "NAME", "of the company, on documents; the shop's where it is left out" },
	{ "country", "CODE", "IL, PL or FI: currency, taxes, zone, smallest coin" },
	{ "tax-number", "NUMBER", "of the company" },
	{ "languages", "LIST", "of the web and the tills: \"he en\"; the first is the main one" },
	{ "logo", "FILE", "PNG, JPEG, WebP or GIF" },
	{ "branch", "CODE ...", "of a branch: HAIFA; again for each further one" },
	{ "branch-name", "NAME ...", "as shoppers read it" },
	{ "address", "TEXT ...", "of the branch" },
	{ "phone", "NUMBER ...", "of the branch" },
	{ "alert-email", "ADDRESS ...", "who is told of web orders" },
	{ "hours", "WEEK ...", "\"sun-thu 7:00-21:00, fri 7:00-14:30\"; one counts for all" },
	{ "owner-login", "LOGIN", "who may do everything; the password is asked for" },
	{ "owner-name", "NAME", "of that person" },
	{ NULL, NULL, NULL },
};

const struct command cmd_init = {
	.name = "init", .help = "Makes the shop in an empty database",
	.words = "", .options = options, .run = run,
	.about = "On a terminal it asks for what the options leave open. The first of each option of a\n"
		"branch is of the first branch, the second of the second, and so on.\n"
		"The owner's password is asked for without showing it, or is the first line of the standard input.\n",
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

static struct error *run(struct ctl *ctl)
{
	struct ctx c;

	TRY(ctl_ctx(ctl, DB_COMMAND, &c));
	return ctl_value(ctl, "demo") ? init_with_demo(ctl, &c) : init_own(ctl, &c);
}
