/* error.h: an error is a value.
 *
 * A function that can fail returns struct error *; NULL is success. Errors
 * live in the caller's arena. TRY(call) passes one on and notes the place it
 * passed, so the log shows the way; error_note() adds what was being done.
 * An error is handled in one place (web/app/page_error.c, the command's main,
 * the job runner): never both swallowed and passed over.
 *
 * `text` is what the user reads: a whole English sentence marked N_("..."),
 * which is also its key in the translations, with named places in braces that
 * `args` fill: N_("Only {left} of {name} are left."). Without a text the user
 * sees the sentence of the kind. `code` is the stable name that the API gives
 * ("cart.shortage"), `field` the declared parameter it concerns or NULL.
 *
 * Several errors at once (two bad fields, three short lines) are chained by
 * `also`, in the order in which they were found.
 */
#ifndef MAKOLET_BASE_ERROR_H
#define MAKOLET_BASE_ERROR_H

#include <stdbool.h>

#include "base/arena.h"

/* Marks a literal for translation; the extractor reads it. */
#define N_(text) (text)

enum error_kind {
	NOT_FOUND = 1,	/* no such thing, or none that this actor may see */
	INVALID,	/* the input is wrong: field and text say how */
	DENIED,		/* known, and not allowed */
	CONFLICT,	/* the same key with other content; a state that moved on */
	SHORTAGE,	/* not enough stock; one error a line, chained by also */
	LIMITED,	/* too many tries */
	UNAVAILABLE,	/* the database or a service is away; try again later */
	UNCERTAIN,	/* the answer never came: neither done nor failed */
	INTERNAL,	/* our fault */
};

/* Ordered name, value, name, value, NULL; values are shown as they are. */
struct error {
	enum error_kind kind;
	const char *code;
	const char *field;
	const char *text;
	const char *const *args;
	const char *detail;	/* for the log, never for the visitor; may be NULL */
	const char *file;
	int line;
	const char *trace;	/* places passed on the way up, "a.c:10 b.c:20" */
	struct error *also;
	struct arena *arena;
};

struct error *error_new(struct arena *a, enum error_kind kind, const char *code, const char *file, int line);
/* ERR(arena, NOT_FOUND, "order.none") */
#define ERR(arena, kind, code) error_new((arena), (kind), (code), __FILE__, __LINE__)
/* Sets the user's sentence; the rest are name, value pairs up to NULL:
 * error_text(e, N_("Only {left} are left."), "left", "3", NULL). Returns e. */
struct error *error_text(struct error *e, const char *text, ...) __attribute__((sentinel));
struct error *error_field(struct error *e, const char *field);
/* Adds to the detail for the log. Returns e; NULL passes through. */
struct error *error_note(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct error *error_passed(struct error *e, const char *file, int line);
/* Appends one error to a list that may be NULL; returns the head. */
struct error *error_also(struct error *list, struct error *e);

/* "NOT_FOUND" and so on. */
const char *error_kind_name(enum error_kind kind);
/* The sentence of the kind, marked for translation. */
const char *error_kind_text(enum error_kind kind);
/* One line for the log: kind, code, field, detail, place, trace, and the also chain. */
const char *error_line(struct arena *a, const struct error *e);

#define TRY(call) do {                                              \
	struct error *try_e_ = (call);                              \
	if (try_e_)                                                 \
		return error_passed(try_e_, __FILE__, __LINE__);    \
} while (0)

#endif
