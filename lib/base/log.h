/* log.h: one line an event, in logfmt, to standard error.
 *
 *   ts=2026-08-10T06:30:00.000000Z level=info rid=4fzyo82m event=order.placed order=12
 *
 * No personal data: ids and counts, never names, addresses, phone numbers or
 * what somebody typed. Values with blanks, quotes or control characters are
 * quoted; a value is cut at 500 bytes, a detail of an error at 2,000.
 */
#ifndef MAKOLET_BASE_LOG_H
#define MAKOLET_BASE_LOG_H

#include <stdint.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

struct error;

/* Lines below this level are dropped; LOG_INFO at the start. */
void log_set_level(enum log_level level);
/* "debug", "info", "warn", "error", as in the configuration; others change nothing. */
void log_set_level_named(const char *name);
/* The request id that following lines carry; NULL for none. Copied. */
void log_set_request(const char *rid);
/* Pairs of key, value up to NULL: log_event(LOG_INFO, "till.enrolled", "till", "3", NULL). */
void log_event(enum log_level level, const char *event, ...) __attribute__((sentinel));
/* An error with its chain. Level by kind: INTERNAL and UNCERTAIN are errors,
 * UNAVAILABLE a warning, the rest info. */
void log_failure(const char *event, const struct error *e);

#endif
