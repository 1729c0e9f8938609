/* json.c: jansson with limits, values tied to arenas. */
#include "base/json.h"

#include "base/str.h"

#define DEPTH_MAX 32

static void release(void *value)
{
	json_decref(value);
}

json_t *json_keep(struct arena *a, json_t *value)
{
	if (value)
		arena_on_release(a, release, value);
	return value;
}

/* An array or object within `left` levels, all the way down. */
static bool shallow(const json_t *value, int left)
{
	const char *key;
	json_t *member;
	size_t i;

	if (!json_is_array(value) && !json_is_object(value))
		return true;
	if (left == 0)
		return false;
	json_array_foreach(value, i, member)
		if (!shallow(member, left - 1))
			return false;
	json_object_foreach((json_t *)value, key, member)
		if (!shallow(member, left - 1))
			return false;
	return true;
}

struct error *json_read(struct arena *a, const char *text, size_t n, json_t **out)
{
	json_error_t problem;
	json_t *value;

	value = json_keep(a, json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem));
	if (!value)
		return error_note(ERR(a, INVALID, "json.syntax"), "line %d, column %d: JSON error %d", problem.line,
				  problem.column, (int)json_error_code(&problem));
	if (!shallow(value, DEPTH_MAX))
		return error_note(ERR(a, INVALID, "json.syntax"), "deeper than %d levels", DEPTH_MAX);
	*out = value;
	return NULL;
}

static int add_bytes(const char *bytes, size_t n, void *data)
{
	str_addn(data, bytes, n);
	return 0;
}

char *json_write(struct arena *a, const json_t *value)
{
	struct str out;

	str_init(&out, a);
	if (json_dump_callback(value, add_bytes, &out, JSON_COMPACT | JSON_ENCODE_ANY) != 0)
		return NULL;
	return out.p;
}

bool json_text(const json_t *object, const char *name, const char **out)
{
	const json_t *member = json_object_get(object, name);

	if (!json_is_string(member))
		return false;
	*out = json_string_value(member);
	return true;
}

bool json_whole(const json_t *object, const char *name, int64_t *out)
{
	const json_t *member = json_object_get(object, name);

	if (!json_is_integer(member))
		return false;
	*out = json_integer_value(member);
	return true;
}
