/* multipart.c: libFuzzer target of the parser of forms with files.
 *
 * The first line of the input is the content type behind "multipart/form-data",
 * the rest the body. Texts must be valid UTF-8, files must lie within the body
 * one behind another, and no file may hold the delimiter that ends it.
 */
#include "app/multipart.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void check_texts(const struct http *h)
{
	must(h->pair_count <= HTTP_PARAMS_MAX);
	for (size_t i = 0; i < h->pair_count; i++) {
		must(utf8_valid(h->pairs[i].name, strlen(h->pairs[i].name)));
		must(utf8_valid(h->pairs[i].value, strlen(h->pairs[i].value)));
	}
}

static void check_files(const struct http *h, const char *body, size_t n)
{
	const char *least = body;

	must(h->file_count <= HTTP_FILES_MAX);
	for (size_t i = 0; i < h->file_count; i++) {
		const struct http_file *f = &h->files[i];
		must(f->bytes >= least && f->bytes + f->size <= body + n);
		must(utf8_valid(f->name, strlen(f->name)) && !strpbrk(f->name, "/\\"));
		least = f->bytes + f->size;
		/* What stands behind a file is its delimiter. */
		must(body + n - least > 4 && memcmp(least, "\r\n--", 4) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	const char *s = (const char *)data, *end = size ? memchr(s, '\n', size) : NULL;
	size_t head = end ? (size_t)(end - s) : size;
	const char *type = arena_printf(a, "multipart/form-data%s", arena_strndup(a, s, head));
	size_t n = end ? size - head - 1 : 0;
	/* Of its own size, so that one byte too far is seen. */
	char *body = arena_alloc(a, 1);
	struct http h = { .pairs = ARENA_ARRAY(a, HTTP_PARAMS_MAX, struct http_pair) };
	struct error *e;

	if (n) {
		body = malloc(n);
		memcpy(body, end + 1, n);
	}
	e = multipart_parse(a, type, body, n, &h);
	must(!e || e->kind == INVALID);
	check_texts(&h);
	check_files(&h, body, n);
	if (n)
		free(body);
	arena_free(a);
	return 0;
}
