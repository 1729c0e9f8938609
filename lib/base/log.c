/* log.c: one logfmt line an event, written at once. */
#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"

#define VALUE_MAX 500
#define DETAIL_MAX 2000

static struct {
	enum log_level level;
	char request[65];
	struct arena *arena;
} log_state = { .level = LOG_INFO };

static const char *const names[] = {
	[LOG_DEBUG] = "debug", [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error",
};

void log_set_level(enum log_level level)
{
	log_state.level = level;
}

void log_set_level_named(const char *name)
{
	for (int level = LOG_DEBUG; level <= LOG_ERROR; level++)
		if (strcmp(names[level], name) == 0)
			log_set_level((enum log_level)level);
}

void log_set_request(const char *rid)
{
	snprintf(log_state.request, sizeof(log_state.request), "%s", rid ? rid : "");
}

static bool plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == '"' || s[i] == '\\' || s[i] == '=' || s[i] == 0x7f)
			return false;
	return n > 0;
}

static void add_quoted_char(struct str *line, char c)
{
	if (c == '"' || c == '\\')
		str_addf(line, "\\%c", c);
	else if (c == '\n')
		str_add(line, "\\n");
	else if (c == '\r')
		str_add(line, "\\r");
	else if (c == '\t')
		str_add(line, "\\t");
	else if ((unsigned char)c < ' ' || c == 0x7f)
		str_addf(line, "\\x%02x", (unsigned char)c);
	else
		str_addc(line, c);
}

/* Text that is not UTF-8, or has C1 controls in it, has its high bytes spelled
 * out: no terminal and no log reader chokes on a line. */
static bool high_bytes_safe(const char *s, size_t n)
{
	if (!utf8_valid(s, n))
		return false;
	for (size_t i = 0; i + 1 < n; i++)
		if ((unsigned char)s[i] == 0xc2 && (unsigned char)s[i + 1] < 0xa0)
			return false;
	return true;
}

static void add_value(struct str *line, const char *s, size_t max)
{
	size_t n = strlen(s);
	bool safe;

	if (n > max) {
		n = max;
		while (n > max - 4 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--;
	}
	safe = high_bytes_safe(s, n);
	if (safe && plain(s, n)) {
		str_addn(line, s, n);
		return;
	}
	str_addc(line, '"');
	for (size_t i = 0; i < n; i++) {
		if (!safe && (unsigned char)s[i] >= 0x80)
			str_addf(line, "\\x%02x", (unsigned char)s[i]);
		else
			add_quoted_char(line, s[i]);
	}
	str_addc(line, '"');
}

static void add_pair(struct str *line, const char *key, const char *value, size_t max)
{
	str_addf(line, " %s=", key);
	add_value(line, value ? value : "", max);
}

static void begin(struct str *line, enum log_level level, const char *event)
{
	char at[40];

	if (!log_state.arena)
		log_state.arena = arena_new();
	str_init(line, log_state.arena);
	str_addf(line, "ts=%s level=%s", instant_format(at, clock_now()), names[level]);
	if (log_state.request[0])
		add_pair(line, "rid", log_state.request, VALUE_MAX);
	add_pair(line, "event", event, VALUE_MAX);
}

/* One write a line, so that the lines of many workers do not mix. Where the
 * log cannot be written there is nowhere left to say so. */
static void end(struct str *line)
{
	str_addc(line, '\n');
	for (size_t done = 0; done < line->len;) {
		ssize_t n = write(STDERR_FILENO, line->p + done, line->len - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	arena_reset(log_state.arena);
}

void log_event(enum log_level level, const char *event, ...)
{
	const char *key;
	struct str line;
	va_list args;

	if (level < log_state.level)
		return;
	begin(&line, level, event);
	va_start(args, event);
	while ((key = va_arg(args, const char *)))
		add_pair(&line, key, va_arg(args, const char *), VALUE_MAX);
	va_end(args);
	end(&line);
}

static enum log_level level_of(enum error_kind kind)
{
	switch (kind) {
	case INTERNAL:
	case UNCERTAIN:
		return LOG_ERROR;
	case UNAVAILABLE:
		return LOG_WARN;
	default:
		return LOG_INFO;
	}
}

void log_failure(const char *event, const struct error *e)
{
	enum log_level level = level_of(e->kind);
	struct str line;

	if (level < log_state.level)
		return;
	begin(&line, level, event);
	add_pair(&line, "kind", error_kind_name(e->kind), VALUE_MAX);
	add_pair(&line, "code", e->code, VALUE_MAX);
	add_pair(&line, "error", error_line(log_state.arena, e), DETAIL_MAX);
	end(&line);
}
