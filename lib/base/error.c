/* error.c: errors as values, their chain and their line for the log. */
#include "base/error.h"

#include <stdarg.h>

#include "base/str.h"

static const struct {
	const char *name;
	const char *text;
} kinds[] = {
	[NOT_FOUND] = { "NOT_FOUND", N_("We could not find that.") },
	[INVALID] = { "INVALID", N_("Something in what you entered is not right.") },
	[DENIED] = { "DENIED", N_("You are not allowed to do that.") },
	[CONFLICT] = { "CONFLICT", N_("This has changed in the meantime. Please look at it again.") },
	[SHORTAGE] = { "SHORTAGE", N_("There is not enough in stock.") },
	[LIMITED] = { "LIMITED", N_("Too many tries. Please wait a little and try again.") },
	[UNAVAILABLE] = { "UNAVAILABLE", N_("This is not available right now. Please try again in a moment.") },
	[UNCERTAIN] = { "UNCERTAIN", N_("We do not know whether this was done. Please check before you try again.") },
	[INTERNAL] = { "INTERNAL", N_("Something went wrong on our side.") },
};

struct error *error_new(struct arena *a, enum error_kind kind, const char *code, const char *file, int line)
{
	struct error *e = ARENA_NEW(a, struct error);

	e->kind = kind;
	e->code = code;
	e->file = file;
	e->line = line;
	e->arena = a;
	return e;
}

struct error *error_text(struct error *e, const char *text, ...)
{
	const char **args;
	va_list list;
	size_t n = 0;

	va_start(list, text);
	while (va_arg(list, const char *))
		n++;
	va_end(list);

	args = ARENA_ARRAY(e->arena, n + 1, const char *);
	va_start(list, text);
	for (size_t i = 0; i < n; i++)
		args[i] = arena_strdup(e->arena, va_arg(list, const char *));
	va_end(list);
	e->text = text;
	e->args = args;
	return e;
}

struct error *error_field(struct error *e, const char *field)
{
	e->field = arena_strdup(e->arena, field);
	return e;
}

/* What was being done stands before what went wrong in it. */
struct error *error_note(struct error *e, const char *format, ...)
{
	va_list args;
	const char *note;

	if (!e)
		return NULL;
	va_start(args, format);
	note = arena_vprintf(e->arena, format, args);
	va_end(args);
	e->detail = e->detail ? arena_printf(e->arena, "%s: %s", note, e->detail) : note;
	return e;
}

struct error *error_passed(struct error *e, const char *file, int line)
{
	e->trace = arena_printf(e->arena, "%s%s%s:%d", e->trace ? e->trace : "", e->trace ? " " : "", file, line);
	return e;
}

struct error *error_also(struct error *list, struct error *e)
{
	struct error *last = list;

	if (!list)
		return e;
	while (last->also)
		last = last->also;
	last->also = e;
	return list;
}

static bool known(enum error_kind kind)
{
	return kind >= NOT_FOUND && kind <= INTERNAL;
}

const char *error_kind_name(enum error_kind kind)
{
	return kinds[known(kind) ? kind : INTERNAL].name;
}

const char *error_kind_text(enum error_kind kind)
{
	return kinds[known(kind) ? kind : INTERNAL].text;
}

const char *error_line(struct arena *a, const struct error *e)
{
	struct str s;

	str_init(&s, a);
	for (; e; e = e->also) {
		str_addf(&s, "%s %s", error_kind_name(e->kind), e->code);
		if (e->field)
			str_addf(&s, " field %s", e->field);
		if (e->detail)
			str_addf(&s, ": %s", e->detail);
		str_addf(&s, " (%s:%d", e->file, e->line);
		if (e->trace)
			str_addf(&s, " %s", e->trace);
		str_add(&s, e->also ? "); also " : ")");
	}
	return s.p;
}
