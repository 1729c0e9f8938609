/* json.h: what jansson leaves to us: reading with limits and typed members,
 * writing into an arena. json_t values made or read here are released with
 * the arena; no json_decref by hand.
 */
#ifndef MAKOLET_BASE_JSON_H
#define MAKOLET_BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* Refuses duplicate keys, NUL, depth over 32 and anything behind the value:
 * INVALID, code "json.syntax". */
struct error *json_read(struct arena *a, const char *text, size_t n, json_t **out);
/* Compact, keys in the order of insertion. NULL for NULL. */
char *json_write(struct arena *a, const json_t *value);
/* Ties a value to the arena and returns it. */
json_t *json_keep(struct arena *a, json_t *value);
/* Member of an object as text or whole number; false if absent or of another type. */
bool json_text(const json_t *object, const char *name, const char **out);
bool json_whole(const json_t *object, const char *name, int64_t *out);

#endif
