/* conf.c: the options of the configuration file, and its reader. */
#include "base/conf.h"

#include <errno.h>
#include <stddef.h>

#include "base/num.h"
#include "base/str.h"
#include "base/utf8.h"

enum type { TEXT, WHOLE, FLAG };

/* One option. For TEXT `valid` may be NULL; WHOLE lies in least to most. */
struct option {
	const char *name;
	enum type type;
	size_t offset;
	const char *value;	/* the default, spelled as in the file */
	const char *help;
	bool (*valid)(const char *value);
	int64_t least, most;
};

static bool valid_level(const char *value)
{
	static const char *const levels[] = { "debug", "info", "warn", "error" };

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (strcmp(value, levels[i]) == 0)
			return true;
	return false;
}

static bool begins(const char *value, const char *with)
{
	return strncmp(value, with, strlen(with)) == 0;
}

/* Scheme and host, and perhaps a port; a path would end up in every link. */
static bool valid_shop_url(const char *value)
{
	const char *host = begins(value, "https://") ? value + 8 : begins(value, "http://") ? value + 7 : "";

	return *host && !strpbrk(host, "/?#@ \t");
}

static bool valid_smtp_url(const char *value)
{
	return (begins(value, "smtp://") && value[7]) || (begins(value, "smtps://") && value[8]);
}

static bool valid_filled(const char *value)
{
	return *value;
}

#define OPTION_TEXT(m, value, check, help) { #m, TEXT, offsetof(struct conf, m), value, help, check, 0, 0 }
#define OPTION_WHOLE(m, value, least, most, help) { #m, WHOLE, offsetof(struct conf, m), value, help, NULL, least, most }
#define OPTION_FLAG(m, value, help) { #m, FLAG, offsetof(struct conf, m), value, help, NULL, 0, 0 }

static const struct option options[] = {
	OPTION_TEXT(database_socket, "/run/mysqld/mysqld.sock", NULL,
		    "Unix socket of the database; empty to use database_host."),
	OPTION_TEXT(database_host, "127.0.0.1", NULL, "Host of the database where database_socket is empty."),
	OPTION_WHOLE(database_port, "3306", 1, 65535, "Port on database_host."),
	OPTION_TEXT(database_name, "makolet", valid_filled, "Schema of the shop; the ledger's is this name with _ledger."),
	OPTION_TEXT(database_user, "makolet", valid_filled, "Account of the application."),
	OPTION_TEXT(database_password, "", NULL, "Its password."),
	OPTION_TEXT(owner_user, "makolet_owner", valid_filled, "Account that owns the schemas and migrates them."),
	OPTION_TEXT(owner_password, "", NULL, "Its password."),
	OPTION_TEXT(data_dir, MAKOLET_DATA_DIR, valid_filled, "Templates, translations, sql and static files."),
	OPTION_TEXT(state_dir, "/var/lib/makolet", valid_filled, "Keys and caches; private to the application."),
	OPTION_TEXT(shop_url, "http://127.0.0.1:8080", valid_shop_url,
		    "Address of the shop without a slash at the end. With https:// cookies are Secure."),
	OPTION_TEXT(smtp_url, "smtp://127.0.0.1:25", valid_smtp_url, "Where mail is handed in: smtp://host:port or smtps://host."),
	OPTION_TEXT(smtp_user, "", NULL, "Account there; empty for none."),
	OPTION_TEXT(smtp_password, "", NULL, "Its password."),
	OPTION_TEXT(mail_from, "Makolet <shop@localhost>", valid_filled, "Sender of the shop's mail."),
	OPTION_TEXT(metrics_token, "", NULL, "A monitor on another machine sends it to /metrics as Bearer; empty for none."),
	OPTION_FLAG(development, "no", "Read templates again when they change: yes or no."),
	OPTION_WHOLE(workers, "4", 1, 256, "Processes that answer requests."),
	OPTION_TEXT(log_level, "info", valid_level, "Least level that is logged: debug, info, warn or error."),
};

#define OPTIONS (sizeof(options) / sizeof(options[0]))

/* What is read of one file. `lines` says where an option was given, 0: nowhere. */
struct reading {
	struct arena *arena;
	const char *path;
	struct conf *conf;
	int line;
	int lines[OPTIONS];
};

static bool set_whole(const struct option *o, const char *value, int64_t *member)
{
	int64_t n;

	if (!num_parse_int(value, &n) || n < o->least || n > o->most)
		return false;
	*member = n;
	return true;
}

static bool set_flag(const char *value, bool *member)
{
	*member = strcmp(value, "yes") == 0;
	return *member || strcmp(value, "no") == 0;
}

static bool set(struct arena *a, struct conf *conf, const struct option *o, const char *value)
{
	void *member = (char *)conf + o->offset;

	switch (o->type) {
	case WHOLE:
		return set_whole(o, value, member);
	case FLAG:
		return set_flag(value, member);
	default:
		if (o->valid && !o->valid(value))
			return false;
		*(const char **)member = arena_strdup(a, value);
		return true;
	}
}

static const struct option *find(const char *name)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

/* Cuts blanks off both ends, in place. */
static char *trim(char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	n = strlen(s);
	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	s[n] = '\0';
	return s;
}

static struct error *refuse(struct reading *r, struct error *e, const char *text, const char *name)
{
	error_note(e, "%s:%d: %s", r->path, r->line, name);
	return error_text(e, text, "file", r->path, "line", arena_printf(r->arena, "%d", r->line), "name", name, NULL);
}

static struct error *assign(struct reading *r, const char *name, const char *value)
{
	const struct option *o = find(name);

	if (!o)
		return refuse(r, ERR(r->arena, INVALID, "conf.unknown"),
			      N_("{file}, line {line}: there is no option {name}."), name);
	if (r->lines[o - options])
		return refuse(r, ERR(r->arena, INVALID, "conf.twice"),
			      N_("{file}, line {line}: {name} is given twice."), name);
	r->lines[o - options] = r->line;
	if (!set(r->arena, r->conf, o, value))
		return refuse(r, ERR(r->arena, INVALID, "conf.value"),
			      N_("{file}, line {line}: {name} cannot have this value."), name);
	return NULL;
}

/* One line of n bytes. No value is ever said back: it may be a secret. */
static struct error *read_line(struct reading *r, char *line, size_t n)
{
	char *name, *mark;

	if (!utf8_valid(line, n))
		return refuse(r, ERR(r->arena, INVALID, "conf.syntax"),
			      N_("{file}, line {line}: this is not text in UTF-8."), "");
	name = trim(line);
	if (!*name || *name == '#')
		return NULL;
	mark = strchr(name, '=');
	if (!mark)
		return refuse(r, ERR(r->arena, INVALID, "conf.syntax"),
			      N_("{file}, line {line}: a line reads name = value."), "");
	*mark = '\0';
	return assign(r, trim(name), trim(mark + 1));
}

static struct error *cannot_read(struct reading *r, int why)
{
	struct error *e = ERR(r->arena, NOT_FOUND, "conf.file");

	error_note(e, "%s: %s", r->path, strerror(why));
	return error_text(e, N_("The configuration file {file} cannot be read."), "file", r->path, NULL);
}

/* All that is wrong with a file is said at once. */
static struct error *read_lines(struct reading *r)
{
	struct error *problems = NULL;
	FILE *f = fopen(r->path, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	if (!f)
		return cannot_read(r, errno);
	while ((n = getline(&line, &size, f)) >= 0) {
		struct error *e;

		r->line++;
		e = read_line(r, line, (size_t)n);
		if (e)
			problems = error_also(problems, e);
	}
	if (ferror(f))
		problems = error_also(problems, cannot_read(r, errno));
	free(line);
	fclose(f);
	return problems;
}

struct error *conf_load(struct arena *a, const char *path, struct conf **out)
{
	struct reading r = { .arena = a, .path = path, .conf = ARENA_NEW(a, struct conf) };

	if (!r.path)
		r.path = getenv("MAKOLET_CONF");
	if (!r.path || !*r.path)
		r.path = MAKOLET_SYSCONF_DIR "/makolet.conf";
	for (size_t i = 0; i < OPTIONS; i++)
		if (!set(a, r.conf, &options[i], options[i].value))
			return error_note(ERR(a, INTERNAL, "conf.default"), "default of %s", options[i].name);
	TRY(read_lines(&r));
	r.conf->https = begins(r.conf->shop_url, "https://");
	*out = r.conf;
	return NULL;
}

static bool secret(const struct option *o)
{
	return strstr(o->name, "password") || strstr(o->name, "token");
}

const char *conf_public(struct arena *a, const struct conf *conf)
{
	struct str out;

	str_init(&out, a);
	for (size_t i = 0; i < OPTIONS; i++) {
		const void *member = (const char *)conf + options[i].offset;
		const char *text;

		if (secret(&options[i]))
			continue;
		str_addf(&out, "%s = ", options[i].name);
		if (options[i].type == WHOLE)
			str_addf(&out, "%lld\n", (long long)*(const int64_t *)member);
		else if (options[i].type == FLAG)
			str_addf(&out, "%s\n", *(const bool *)member ? "yes" : "no");
		else
			str_addf(&out, "%s\n", (text = *(const char *const *)member) ? text : "");
	}
	return out.p;
}

void conf_print_help(void)
{
	for (size_t i = 0; i < OPTIONS; i++)
		printf("%s = %s\n        %s\n", options[i].name, options[i].value, options[i].help);
}
