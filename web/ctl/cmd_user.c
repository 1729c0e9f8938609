/* cmd_user.c: makolet user: who works here. */
#include <errno.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"
#include "ctl/ctl.h"
#include "shop/shop.h"
#include "shop/staff.h"
#include "view/view.h"

#define SECRET_MAX 1000

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "name", "NAME", "add: as others read it; the login where it is left out" },
	{ "role", "ROLE", "add: owner, manager, cashier, stock or accountant" },
	{ "lang", "LANG", "add: en, he, pl or fi; the company's where it is left out" },
	{ "branches", "CODE,...", "add: only these branches; all where it is left out" },
	{ "no-password", NULL, "add: no login at the office; a PIN can be set for the till" },
	{ NULL, NULL, NULL },
};

const struct command cmd_user = {
	.name = "user", .help = "Adds, lists and archives staff, sets passwords and PINs",
	.words = "add LOGIN | password LOGIN | pin LOGIN | archive LOGIN | list", .words_min = 1, .words_max = 2,
	.options = options, .run = run,
	.about = "A password or PIN is asked for without showing it, or is the first line of the standard input;\n"
		"it is never an argument. A new password or PIN logs its owner out everywhere.\n",
};

/* ---- secrets ---- */

static bool read_line(struct str *out)
{
	char ch;
	ssize_t n;

	while ((n = read(STDIN_FILENO, &ch, 1)) == 1 && ch != '\n')
		if (out->len <= SECRET_MAX)
			str_addc(out, ch);
	if (out->len && out->p[out->len - 1] == '\r')
		out->p[--out->len] = '\0';
	return n == 1 || (n == 0 && out->len);
}

static bool read_hidden(const char *prompt, struct str *out)
{
	struct termios shown, hidden;
	bool got, terminal = tcgetattr(STDIN_FILENO, &shown) == 0;

	if (!terminal)
		return read_line(out);
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	fprintf(stderr, "%s: ", prompt);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	got = read_line(out);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	fputc('\n', stderr);
	return got;
}

/* On a terminal, where nobody sees what is typed, it is typed twice. */
struct error *ctl_secret(struct ctl *c, const char *what, const char **out)
{
	struct str first, second;

	str_init(&first, c->arena);
	str_init(&second, c->arena);
	if (!read_hidden(what, &first))
		return ctl_wrong(c, "No %s was given on the standard input.", what);
	if (isatty(STDIN_FILENO) && (!read_hidden("The same again", &second) || strcmp(first.p, second.p) != 0))
		return ctl_wrong(c, "These two differ. Nothing was changed.");
	*out = first.p;
	return NULL;
}

/* ---- the verbs ---- */

static struct error *find(struct ctl *c, struct ctx *ctx, struct staff_id *out)
{
	struct staff *all;
	size_t n;

	TRY(staff_all(ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].login, c->words[1]) == 0) {
			*out = all[i].id;
			return NULL;
		}
	}
	return error_text(ERR(c->arena, NOT_FOUND, "staff.none"), "Nobody here has this login.", NULL);
}

static struct error *branches_of(struct ctl *c, const struct shop *shop, struct staff_new *in)
{
	const char *codes = ctl_value(c, "branches");
	struct branch_id *ids = ARENA_ARRAY(c->arena, codes ? strlen(codes) + 1 : 1, struct branch_id);

	in->branches = ids;
	while (codes && *codes) {
		size_t length = strcspn(codes, ",");
		const char *code = arena_strndup(c->arena, codes, length);
		const struct branch *branch = shop_branch_by_code(shop, code);

		if (!branch)
			return ctl_wrong(c, "There is no branch %s.", code);
		ids[in->branch_count++] = branch->id;
		codes += length + (codes[length] == ',');
	}
	if (ctl_value(c, "branches") && in->branch_count == 0)
		return ctl_wrong(c, "--branches takes the codes of branches.");
	return NULL;
}

static struct error *add(struct ctl *c, struct ctx *ctx)
{
	const char *name = ctl_value(c, "name"), *lang = ctl_value(c, "lang");
	struct staff_new in = { .login = c->words[1], .name = name ? name : c->words[1], .role = ctl_value(c, "role") };
	const struct shop *shop;
	struct staff_id id;
	enum lang known;

	if (!in.role)
		return ctl_wrong(c, "Which role? --role owner, manager, cashier, stock or accountant.");
	TRY(shop_get(ctx, &shop));
	in.lang = lang ? lang : shop->company.lang;
	if (!lang_parse(in.lang, &known))
		return ctl_wrong(c, "--lang takes en, he, pl or fi.");
	TRY(branches_of(c, shop, &in));
	if (!ctl_value(c, "no-password"))
		TRY(ctl_secret(c, "Password", &in.password));
	return staff_add(ctx, &in, &id);
}

static struct error *password(struct ctl *c, struct ctx *ctx)
{
	struct staff_id id;
	const char *secret;

	TRY(find(c, ctx, &id));
	TRY(ctl_secret(c, "Password", &secret));
	return staff_set_password(ctx, id, secret);
}

static struct error *pin(struct ctl *c, struct ctx *ctx)
{
	struct staff_id id;
	const char *secret;

	TRY(find(c, ctx, &id));
	TRY(ctl_secret(c, "PIN", &secret));
	return staff_set_pin(ctx, id, secret);
}

static struct error *archive(struct ctl *c, struct ctx *ctx)
{
	struct staff_id id;

	TRY(find(c, ctx, &id));
	return staff_archive(ctx, id);
}

static struct error *list(struct ctl *c, struct ctx *ctx)
{
	struct staff *all;
	size_t n;

	(void)c;
	TRY(staff_all(ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		printf("%-20s %-11s %s  %-13s %s\n", all[i].login, all[i].role, all[i].lang,
			all[i].all_branches ? "all branches" : "some branches", all[i].name);
	return NULL;
}

static const struct verb {
	const char *name;
	int words;
	struct error *(*run)(struct ctl *c, struct ctx *ctx);
} verbs[] = {
	{ "add", 2, add }, { "password", 2, password }, { "pin", 2, pin }, { "archive", 2, archive }, { "list", 1, list },
};

static struct error *run(struct ctl *c)
{
	struct ctx ctx;

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(verbs[i].name, c->words[0]) != 0)
			continue;
		if (verbs[i].words != c->word_count)
			return ctl_wrong(c, "%s takes %s.", verbs[i].name, verbs[i].words == 2 ? "one login" : "no login");
		TRY(ctl_ctx(c, DB_COMMAND, &ctx));
		return verbs[i].run(c, &ctx);
	}
	return ctl_wrong(c, "makolet user add, password, pin, archive or list, not %s.", c->words[0]);
}
