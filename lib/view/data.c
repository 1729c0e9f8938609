/* data.c: the data of a page: a ClearSilver HDF behind typed setters. Names
 * come from our code, everything else is a value. */
#include "view/page_data.h"

#include <stdarg.h>

void hdf_must(NEOERR *err)
{
	if (err == STATUS_OK)
		return;
	nerr_log_error(err);
	abort();
}

static void release(void *hdf)
{
	HDF *h = hdf;
	hdf_destroy(&h);
}

struct data *data_new(struct arena *a, enum lang lang, struct currency cur, const struct zone *zone)
{
	struct data *d = ARENA_NEW(a, struct data);

	*d = (struct data){ .arena = a, .lang = lang, .currency = cur, .zone = zone };
	hdf_must(hdf_init(&d->hdf));
	arena_on_release(a, release, d->hdf);
	return d;
}

void data_text(struct data *d, const char *name, const char *value)
{
	if (value)
		hdf_must(hdf_set_value(d->hdf, name, value));
}

void data_int(struct data *d, const char *name, int64_t value)
{
	data_text(d, name, arena_printf(d->arena, "%lld", (long long)value));
}

void data_bool(struct data *d, const char *name, bool value)
{
	if (value)
		data_text(d, name, "1");
	else
		hdf_must(hdf_remove_tree(d->hdf, name));
}

void data_money(struct data *d, const char *name, int64_t amount)
{
	data_text(d, name, format_money(d->arena, d->lang, d->currency, amount));
}

void data_price(struct data *d, const char *name, int64_t price)
{
	data_text(d, name, format_price(d->arena, d->lang, d->currency, price));
}

void data_rate(struct data *d, const char *name, int64_t rate)
{
	data_text(d, name, format_rate(d->arena, d->lang, rate));
}

void data_time(struct data *d, const char *name, instant at)
{
	if (at != INSTANT_NONE)
		data_text(d, name, format_time(d->arena, d->lang, d->zone, at));
}

void data_date(struct data *d, const char *name, int32_t date)
{
	data_text(d, name, format_date(d->arena, d->lang, date));
}

void data_sentence(struct data *d, const char *name, const char *key, ...)
{
	va_list args, count;
	size_t n = 0;

	va_start(args, key);
	va_copy(count, args);
	while (va_arg(count, const char *))
		n++;
	va_end(count);
	const char **pairs = ARENA_ARRAY(d->arena, n + 2, const char *);
	for (size_t i = 0; i < n; i++)
		pairs[i] = va_arg(args, const char *);
	va_end(args);
	data_text(d, name, text_fill(d->arena, text(d->lang, key), pairs));
}

void data_plural(struct data *d, const char *name, const char *one, const char *many, int64_t n)
{
	const char *pairs[] = { "n", format_whole(d->arena, d->lang, n), NULL };
	data_text(d, name, text_fill(d->arena, text_plural(d->lang, one, many, n), pairs));
}

static struct data *data_child(struct data *d, const char *name)
{
	struct data *child = ARENA_NEW(d->arena, struct data);

	*child = *d;
	child->lists = NULL;
	hdf_must(hdf_get_node(d->hdf, name, &child->hdf));
	return child;
}

/* Counting here keeps a list of ten thousand elements linear. */
static struct data_list *list_find(struct data *d, const char *name)
{
	struct data_list *list = d->lists;

	while (list && strcmp(list->name, name) != 0)
		list = list->next;
	if (list)
		return list;
	list = ARENA_NEW(d->arena, struct data_list);
	list->name = arena_strdup(d->arena, name);
	for (HDF *h = hdf_get_child(d->hdf, name); h; h = hdf_obj_next(h))
		list->count++;
	list->next = d->lists;
	d->lists = list;
	return list;
}

struct data *data_add(struct data *d, const char *name)
{
	struct data_list *list = list_find(d, name);
	return data_child(d, arena_printf(d->arena, "%s.%d", name, list->count++));
}

struct data *data_part(struct data *d, const char *name)
{
	return data_child(d, name);
}

const char *data_get(struct data *d, const char *name)
{
	return hdf_get_value(d->hdf, name, NULL);
}

enum lang data_lang(const struct data *d)
{
	return d->lang;
}

static void dump_line(struct str *out, const char *path, const char *value)
{
	str_addf(out, "%s = ", path);
	for (; *value; value++) {
		if (*value == '\n')
			str_add(out, "\\n");
		else
			str_addc(out, *value);
	}
	str_addc(out, '\n');
}

static void dump_tree(struct str *out, HDF *parent, const char *prefix)
{
	for (HDF *h = hdf_obj_child(parent); h; h = hdf_obj_next(h)) {
		const char *path = arena_printf(out->arena, "%s%s%s", prefix, *prefix ? "." : "", hdf_obj_name(h));
		if (hdf_obj_value(h))
			dump_line(out, path, hdf_obj_value(h));
		dump_tree(out, h, path);
	}
}

char *data_dump(struct arena *a, struct data *d)
{
	struct str out;

	str_init(&out, a);
	dump_tree(&out, d->hdf, "");
	return out.p;
}
