/* main.c: makolet: finds the command, reads its options, runs it, says what failed. */
#include <getopt.h>
#include <stdarg.h>

#include "base/bytes.h"
#include "base/log.h"
#include "base/num.h"
#include "ctl/ctl.h"
#include "view/view.h"

#define OPTIONS_MOST 24

static const struct command *const commands[] = {
	&cmd_backup,
	&cmd_check,
	&cmd_export,
	&cmd_http,
	&cmd_import,
	&cmd_init,
	&cmd_journal,
	&cmd_migrate,
	&cmd_restore,
	&cmd_routes,
	&cmd_search,
	&cmd_user,
	&cmd_work,
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

/* ---- for commands ---- */

const char *ctl_value(const struct ctl *c, const char *option)
{
	const struct ctl_option *o = c->command->options;

	for (int i = 0; o && o[i].name; i++)
		if (strcmp(o[i].name, option) == 0)
			return c->values[i];
	return NULL;
}

size_t ctl_times(const struct ctl *c, const char *option)
{
	const char *all = ctl_value(c, option);
	size_t n = all != NULL;

	for (; all && *all; all++)
		n += *all == '\n';
	return n;
}

const char *ctl_value_at(const struct ctl *c, const char *option, size_t n)
{
	const char *all = ctl_value(c, option);

	for (; all && n > 0; n--) {
		all = strchr(all, '\n');
		all = all ? all + 1 : NULL;
	}
	return all ? arena_strndup(c->arena, all, strcspn(all, "\n")) : NULL;
}

struct error *ctl_conf(struct ctl *c, struct conf **out)
{
	return conf_load(c->arena, c->config, out);
}

struct error *ctl_wrong(struct ctl *c, const char *format, ...)
{
	va_list args;
	const char *sentence;

	va_start(args, format);
	sentence = arena_vprintf(c->arena, format, args);
	va_end(args);
	return error_text(ERR(c->arena, INVALID, "command.usage"), sentence, NULL);
}

struct error *ctl_whole(struct ctl *c, const char *option, int64_t fallback, int64_t min, int64_t max, int64_t *out)
{
	const char *value = ctl_value(c, option);

	*out = fallback;
	if (value && (!num_parse_int(value, out) || *out < min || *out > max))
		return ctl_wrong(c, "--%s takes a whole number from %lld to %lld.", option, (long long)min, (long long)max);
	return NULL;
}

/* ---- help ---- */

static void help_all(FILE *to)
{
	fputs("Usage: makolet [--config FILE] COMMAND [OPTION ...]\n\n", to);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-10s %s\n", commands[i]->name, commands[i]->help);
	fputs("\nmakolet COMMAND --help tells more; makolet help configuration lists the options of the file.\n", to);
}

static void help_one(FILE *to, const struct command *command)
{
	fprintf(to, "Usage: makolet [--config FILE] %s%s%s%s\n\n%s\n", command->name,
		command->options ? " [OPTION ...]" : "", *command->words ? " " : "", command->words, command->help);
	if (command->about)
		fprintf(to, "\n%s", command->about);
	fputs("\n", to);
	for (const struct ctl_option *o = command->options; o && o->name; o++)
		fprintf(to, "  --%s%s%-*s %s\n", o->name, o->value ? " " : "",
			(int)(o->value ? 20 - strlen(o->name) : 21 - strlen(o->name)), o->value ? o->value : "", o->help);
	fputs("  --help                  this text\n", to);
}

static int help(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "configuration") == 0)
		conf_print_help();
	else
		help_all(stdout);
	return 0;
}

/* ---- options ---- */

/* getopt's table from ours; val is the place + 1. */
static void options_of(const struct command *command, struct option *out)
{
	int n = 0;

	for (const struct ctl_option *o = command->options; o && o->name && n < OPTIONS_MOST - 2; o++, n++)
		out[n] = (struct option){ o->name, o->value ? required_argument : no_argument, NULL, n + 1 };
	out[n] = (struct option){ "help", no_argument, NULL, 'h' + 256 };
	out[n + 1] = (struct option){ 0 };
}

/* Of one that may be given once the last counts. */
static void take_value(struct ctl *c, int place, const char *value)
{
	const char *word = c->command->options[place].value, *before = c->values[place];

	c->values[place] = before && word && strstr(word, "...") ? arena_printf(c->arena, "%s\n%s", before, value) : value;
}

/* -1 to go on, else the exit code. */
static int read_options(struct ctl *c, int argc, char **argv)
{
	struct option longs[OPTIONS_MOST];
	int place;

	options_of(c->command, longs);
	c->values = ARENA_ARRAY(c->arena, OPTIONS_MOST, const char *);
	optind = 0;
	while ((place = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		if (place == 'h' + 256)
			return help_one(stdout, c->command), 0;
		if (place == '?')
			return 2;
		take_value(c, place - 1, optarg ? optarg : "");
	}
	c->words = argv + optind;
	c->word_count = argc - optind;
	if (c->word_count >= c->command->words_min && c->word_count <= c->command->words_max)
		return -1;
	help_one(stderr, c->command);
	return 2;
}

/* ---- running ---- */

/* The sentence for the person, the rest for whoever looks after the shop. */
static int failed(struct arena *a, const struct error *e)
{
	for (const struct error *one = e; one; one = one->also)
		fprintf(stderr, "makolet: %s\n", text_error(a, LANG_EN, one));
	if (strcmp(e->code, "command.usage") == 0)
		return 2;
	fprintf(stderr, "%s\n", error_line(a, e));
	return 1;
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int run(struct ctl *c, int argc, char **argv)
{
	int code;
	struct error *e;

	c->command = find(argv[0]);
	if (!c->command) {
		fprintf(stderr, "makolet: no command is called %s\n\n", argv[0]);
		help_all(stderr);
		return 2;
	}
	code = read_options(c, argc, argv);
	if (code >= 0)
		return code;
	e = c->command->run(c);
	return e ? failed(c->arena, e) : 0;
}

/* -1 to go on with argv[optind], else the exit code. */
static int read_globals(struct ctl *c, int argc, char **argv)
{
	static const struct option globals[] = {
		{ "config", required_argument, NULL, 'c' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 },
	};
	int o;

	while ((o = getopt_long(argc, argv, "+", globals, NULL)) != -1) {
		if (o != 'c')
			return help_all(o == 'h' ? stdout : stderr), o == 'h' ? 0 : 2;
		c->config = optarg;
	}
	return optind < argc ? -1 : (help_all(stderr), 2);
}

int main(int argc, char **argv)
{
	struct ctl c = { 0 };
	int code;

	base_init();
	log_set_level(LOG_WARN);
	c.arena = arena_new();
	code = read_globals(&c, argc, argv);
	argc -= optind;
	argv += optind;
	if (code < 0)
		code = strcmp(argv[0], "help") == 0 ? help(argc, argv) : run(&c, argc, argv);
	arena_free(c.arena);
	return code;
}
