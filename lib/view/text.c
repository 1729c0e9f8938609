/* text.c: the translations: reads .mo files (GNU gettext manual, "The Format
 * of GNU MO Files"), finds a sentence, fills its places. */
#include "view/view.h"

#include <errno.h>
#include <stdarg.h>
#include <sys/stat.h>

#include "view/plural.h"

#define MO_MAGIC 0x950412deu
#define MO_HEADER 28
#define MO_MAX ((size_t)8 << 20)

/* A plural's key is its singular; its value is `length` bytes of forms with
 * a NUL behind each. */
struct message {
	const char *key;
	const char *value;
	size_t length;
};

/* Invariant: messages are sorted by key, every string ends inside the file. */
struct catalog {
	struct message *messages;
	size_t count;
	struct plural plural;
};

struct texts {
	struct catalog catalogs[LANG_COUNT];
};

static struct {
	struct texts *texts;	/* NULL until text_load() */
} loaded;

struct mo {
	const uint8_t *bytes;
	size_t size;
	bool swapped;
};

static uint32_t mo_word(const struct mo *mo, size_t at)
{
	const uint8_t *b = mo->bytes + at;
	uint32_t little = b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
	return mo->swapped ? __builtin_bswap32(little) : little;
}

/* The string that a table's entry points at, if it lies whole in the file. */
static bool mo_string(const struct mo *mo, size_t entry, const char **out, size_t *length)
{
	size_t n = mo_word(mo, entry), at = mo_word(mo, entry + 4);
	if (at >= mo->size || n >= mo->size - at || mo->bytes[at + n] != 0)
		return false;
	*out = (const char *)mo->bytes + at;
	*length = n;
	return true;
}

static int message_order(const void *a, const void *b)
{
	return strcmp(((const struct message *)a)->key, ((const struct message *)b)->key);
}

static const struct message *catalog_find(const struct catalog *c, const char *key)
{
	struct message wanted = { .key = key };
	return c->count ? bsearch(&wanted, c->messages, c->count, sizeof(wanted), message_order) : NULL;
}

/* The Plural-Forms line of the header, which is the translation of "". */
static bool catalog_plural(struct catalog *c)
{
	static const char name[] = "Plural-Forms:";
	const struct message *header = catalog_find(c, "");
	const char *line = header ? strstr(header->value, name) : NULL;
	return line && plural_parse(&c->plural, line + sizeof(name) - 1);
}

/* NULL, or what is wrong with the file. */
static const char *mo_read(struct arena *a, const uint8_t *bytes, size_t size, struct catalog *c)
{
	struct mo mo = { bytes, size, false };

	if (size < MO_HEADER)
		return "too short";
	mo.swapped = mo_word(&mo, 0) != MO_MAGIC;
	if (mo_word(&mo, 0) != MO_MAGIC)
		return "not a .mo file";
	size_t count = mo_word(&mo, 8), keys = mo_word(&mo, 12), values = mo_word(&mo, 16);
	if (keys > size || count > (size - keys) / 8 || values > size || count > (size - values) / 8)
		return "tables past the end";
	c->messages = ARENA_ARRAY(a, count ? count : 1, struct message);
	c->count = count;
	for (size_t i = 0; i < count; i++) {
		struct message *m = &c->messages[i];
		size_t ignored;
		if (!mo_string(&mo, keys + 8 * i, &m->key, &ignored) ||
		    !mo_string(&mo, values + 8 * i, &m->value, &m->length))
			return "a string past the end";
	}
	qsort(c->messages, count, sizeof(*c->messages), message_order);
	return catalog_plural(c) ? NULL : "no Plural-Forms that can be read";
}

static struct error *unavailable(struct arena *a, const char *path, const char *why)
{
	return error_note(ERR(a, UNAVAILABLE, "text.broken"), "%s: %s", path, why);
}

static struct error *file_read(struct arena *a, const char *path, uint8_t **bytes, size_t *size)
{
	struct stat st;
	struct error *e = NULL;
	FILE *f = fopen(path, "rbe");

	if (!f)
		return unavailable(a, path, strerror(errno));
	if (fstat(fileno(f), &st) != 0 || st.st_size < 0 || (size_t)st.st_size > MO_MAX) {
		e = unavailable(a, path, "too large");
		goto out;
	}
	*bytes = arena_alloc(a, (size_t)st.st_size + 1);
	*size = fread(*bytes, 1, (size_t)st.st_size, f);
	if (*size != (size_t)st.st_size)
		e = unavailable(a, path, "cut short");
out:
	fclose(f);
	return e;
}

static struct error *catalog_load(struct arena *a, const char *path, struct catalog *c)
{
	uint8_t *bytes = NULL;
	size_t size = 0;

	TRY(file_read(a, path, &bytes, &size));
	const char *wrong = mo_read(a, bytes, size, c);
	return wrong ? unavailable(a, path, wrong) : NULL;
}

/* The arena that holds the texts goes: they must not be used any more. */
static void forget(void *texts)
{
	if (loaded.texts == texts)
		loaded.texts = NULL;
}

struct error *text_load(struct arena *a, const char *data_dir)
{
	struct texts *t = ARENA_NEW(a, struct texts);

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		if (lang == LANG_EN)
			continue;
		const char *path = arena_printf(a, "%s/locale/%s.mo", data_dir, lang_code(lang));
		TRY(catalog_load(a, path, &t->catalogs[lang]));
	}
	arena_on_release(a, forget, t);
	loaded.texts = t;
	return NULL;
}

static const struct message *message_find(enum lang lang, const char *key)
{
	/* "" is the file's header, not a sentence. */
	return loaded.texts && *key ? catalog_find(&loaded.texts->catalogs[lang], key) : NULL;
}

const char *text(enum lang lang, const char *key)
{
	const struct message *m = message_find(lang, key);
	return m && m->length ? m->value : key;
}

/* The form of that index, or NULL when the translation has fewer. */
static const char *message_form(const struct message *m, int form)
{
	const char *at = m->value, *end = m->value + m->length;

	while (form-- > 0) {
		at += strlen(at) + 1;
		if (at > end)
			return NULL;
	}
	return *at ? at : NULL;
}

const char *text_plural(enum lang lang, const char *one, const char *many, int64_t n)
{
	uint64_t size = n < 0 ? -(uint64_t)n : (uint64_t)n;
	const struct message *m = message_find(lang, one);

	if (m) {
		const char *form = message_form(m, plural_form(&loaded.texts->catalogs[lang].plural, size));
		if (form)
			return form;
	}
	return size == 1 ? one : many;
}

static const char *place_value(const char *const *args, const char *name, size_t n)
{
	for (; args && args[0]; args += 2)
		if (strlen(args[0]) == n && memcmp(args[0], name, n) == 0)
			return args[1];
	return NULL;
}

char *text_fill(struct arena *a, const char *sentence, const char *const *args)
{
	struct str out;

	str_init(&out, a);
	while (*sentence) {
		size_t plain = strcspn(sentence, "{");
		str_addn(&out, sentence, plain);
		sentence += plain;
		if (!*sentence)
			break;
		size_t name = strcspn(sentence + 1, "{}");
		const char *value = sentence[name + 1] == '}' ? place_value(args, sentence + 1, name) : NULL;
		if (value)
			str_add(&out, value);
		else
			str_addn(&out, sentence, name + 1);
		sentence += name + (value ? 2 : 1);
	}
	return out.p;
}

char *text_error(struct arena *a, enum lang lang, const struct error *e)
{
	const char *key = e->text ? e->text : error_kind_text(e->kind);
	return text_fill(a, text(lang, key), e->args);
}
