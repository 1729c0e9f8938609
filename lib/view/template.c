/* template.c: ClearSilver templates, parsed once and kept.
 *
 * A template is kept by name and escape mode. An include names its file from
 * templates/ on, wherever it stands: <?cs include:"layout/head.cs" ?>. While
 * developing, a template whose file or include changed is read again.
 *
 * The mode of escaping is set in mode_hdf() and nowhere else.
 */
#include "view/page_data.h"

#include <errno.h>
#include <sys/stat.h>

enum mode { MODE_HTML, MODE_TEXT, MODE_COUNT };

/* A file that a template was made of. */
struct source {
	const char *path;
	struct timespec changed;
	off_t size;
	struct source *next;
};

struct template {
	const char *name;
	enum mode mode;
	struct arena *arena;	/* holds this template; dies when it is read again */
	CSPARSE *parse;
	struct source *sources;
	struct template *next;
};

static struct {
	struct arena *arena;	/* of the process; NULL before template_init() */
	const char *dir;
	bool development;
	HDF *modes[MODE_COUNT];	/* what cs_init() reads; no page's data */
	HDF *globals;
	struct template *kept;
	const struct data *page;	/* being rendered: t() speaks its language */
	struct arena *scratch;	/* of t(); emptied after each page */
} templates;

static HDF *mode_hdf(enum mode mode)
{
	HDF *hdf;

	hdf_must(hdf_init(&hdf));
	hdf_must(hdf_set_value(hdf, "Config.VarEscapeMode", mode == MODE_HTML ? "html" : "none"));
	return hdf;
}

static void template_drop(struct template *t)
{
	for (struct template **p = &templates.kept; *p; p = &(*p)->next) {
		if (*p == t) {
			*p = t->next;
			break;
		}
	}
	arena_free(t->arena);
}

static void parse_release(void *data)
{
	struct template *t = data;
	cs_destroy(&t->parse);
}

/* Runs when `arena` goes; a later template_init() may have moved on. */
static void templates_release(void *arena)
{
	if (templates.arena != arena)
		return;
	while (templates.kept)
		template_drop(templates.kept);
	for (int mode = 0; mode < MODE_COUNT; mode++)
		hdf_destroy(&templates.modes[mode]);
	hdf_destroy(&templates.globals);
	arena_free(templates.scratch);
	memset(&templates, 0, sizeof(templates));
}

struct error *template_init(struct arena *a, const char *data_dir, bool development)
{
	const char *dir = arena_printf(a, "%s/templates", data_dir);
	struct stat st;

	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		return error_note(ERR(a, UNAVAILABLE, "template.none"), "%s: no such directory", dir);
	if (templates.arena)
		templates_release(templates.arena);
	hdf_must(nerr_init());
	for (int mode = 0; mode < MODE_COUNT; mode++)
		templates.modes[mode] = mode_hdf(mode);
	hdf_must(hdf_init(&templates.globals));
	templates.scratch = arena_new();
	templates.dir = dir;
	templates.development = development;
	templates.arena = a;
	arena_on_release(a, templates_release, a);
	return NULL;
}

void template_global(const char *name, const char *value)
{
	hdf_must(hdf_set_value(templates.globals, name, value));
}

/* ---- t() ---- */

static const char *place_value(const char *name)
{
	const char *value = hdf_get_value(templates.page->hdf, name, NULL);
	return value ? value : hdf_get_value(templates.globals, name, NULL);
}

/* The name, value pairs of the places {dotted.name} in a sentence. */
static const char *const *place_pairs(struct arena *a, const char *sentence)
{
	size_t places = 0, n = 0;

	for (const char *p = sentence; *p; p++)
		places += *p == '{';
	const char **pairs = ARENA_ARRAY(a, 2 * places + 1, const char *);
	for (const char *p = strchr(sentence, '{'); p; p = strchr(p + 1, '{')) {
		const char *name = arena_strndup(a, p + 1, strcspn(p + 1, "{}"));
		const char *value = *name ? place_value(name) : NULL;
		if (value) {
			pairs[n++] = name;
			pairs[n++] = value;
		}
	}
	return pairs;
}

static NEOERR *template_t(const char *key, char **out)
{
	struct arena *a = templates.scratch;
	const char *sentence = text(templates.page->lang, key);

	if (strchr(sentence, '{'))
		sentence = text_fill(a, sentence, place_pairs(a, sentence));
	*out = strdup(sentence);
	return *out ? STATUS_OK : nerr_raise(NERR_NOMEM, "no memory for t()");
}

/* ---- reading ---- */

static void source_note(struct template *t, const char *path, const struct stat *st)
{
	struct source *s = ARENA_NEW(t->arena, struct source);

	*s = (struct source){ .path = path, .changed = st->st_mtim, .size = st->st_size, .next = t->sources };
	t->sources = s;
}

/* ClearSilver asks for every file here; it frees the bytes. The template itself
 * comes with its whole path, from which ClearSilver tells the line of an error. */
static NEOERR *source_load(void *ctx, HDF *hdf, const char *name, char **out)
{
	struct template *t = ctx;
	bool whole = strncmp(name, templates.dir, strlen(templates.dir)) == 0;
	const char *path = whole ? arena_strdup(t->arena, name)
				 : arena_printf(t->arena, "%s/%s", templates.dir, name);
	NEOERR *err = STATUS_OK;
	char *bytes = NULL;
	struct stat st;

	(void)hdf;
	FILE *f = fopen(path, "rbe");
	/* Not NERR_NOT_FOUND: "include:" would show nothing in the file's place. */
	if (!f)
		return nerr_raise(NERR_IO, "%s: %s", path, strerror(errno));
	if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode)) {
		err = nerr_raise(NERR_IO, "%s: not a file", path);
		goto out;
	}
	bytes = calloc(1, (size_t)st.st_size + 1);
	if (!bytes || fread(bytes, 1, (size_t)st.st_size, f) != (size_t)st.st_size) {
		free(bytes);
		err = nerr_raise(NERR_IO, "%s: cannot be read", path);
		goto out;
	}
	source_note(t, path, &st);
	*out = bytes;
out:
	fclose(f);
	return err;
}

static bool template_changed(const struct template *t)
{
	struct stat st;

	for (const struct source *s = t->sources; s; s = s->next) {
		if (stat(s->path, &st) != 0 || st.st_size != s->size ||
		    st.st_mtim.tv_sec != s->changed.tv_sec || st.st_mtim.tv_nsec != s->changed.tv_nsec)
			return true;
	}
	return false;
}

static struct error *broken(struct arena *a, const char *name, NEOERR *err)
{
	STRING reason;

	string_init(&reason);
	nerr_error_traceback(err, &reason);
	struct error *e = error_note(ERR(a, INTERNAL, "template.broken"), "%s: %s", name, reason.buf ? reason.buf : "?");
	string_clear(&reason);
	nerr_ignore(&err);
	return e;
}

static NEOERR *template_parse(struct template *t)
{
	NEOERR *err = cs_init(&t->parse, templates.modes[t->mode]);

	if (err != STATUS_OK)
		return nerr_pass(err);
	arena_on_release(t->arena, parse_release, t);
	t->parse->global_hdf = templates.globals;
	cs_register_fileload(t->parse, t, source_load);
	err = cgi_register_strfuncs(t->parse);
	if (err == STATUS_OK)
		err = cs_register_strfunc(t->parse, (char *)"t", template_t);
	if (err == STATUS_OK)
		err = cs_parse_file(t->parse, arena_printf(t->arena, "%s/%s.cs", templates.dir, t->name));
	return nerr_pass(err);
}

static struct error *template_read(struct arena *a, const char *name, enum mode mode, struct template **out)
{
	struct arena *own = arena_new();
	struct template *t = ARENA_NEW(own, struct template);

	*t = (struct template){ .name = arena_strdup(own, name), .mode = mode, .arena = own };
	NEOERR *err = template_parse(t);
	if (err != STATUS_OK) {
		struct error *e = broken(a, name, err);
		arena_free(own);
		return e;
	}
	t->next = templates.kept;
	templates.kept = t;
	*out = t;
	return NULL;
}

static struct error *template_find(struct arena *a, const char *name, enum mode mode, struct template **out)
{
	struct template *t = templates.kept;

	while (t && (t->mode != mode || strcmp(t->name, name) != 0))
		t = t->next;
	if (t && templates.development && template_changed(t)) {
		template_drop(t);
		t = NULL;
	}
	if (!t)
		return template_read(a, name, mode, out);
	*out = t;
	return NULL;
}

/* ---- rendering ---- */

static NEOERR *append(void *ctx, char *text_part)
{
	str_add(ctx, text_part);
	return STATUS_OK;
}

static struct error *render(const char *name, enum mode mode, struct data *d, struct str *out)
{
	struct template *t = NULL;
	size_t before = out->len;

	TRY(template_find(d->arena, name, mode, &t));
	templates.page = d;
	t->parse->hdf = d->hdf;
	NEOERR *err = cs_render(t->parse, out, append);
	t->parse->hdf = templates.modes[mode];
	templates.page = NULL;
	arena_reset(templates.scratch);
	if (err == STATUS_OK)
		return NULL;
	if (out->len > before) {
		out->len = before;
		out->p[before] = '\0';
	}
	struct error *e = broken(d->arena, name, err);
	/* Its locals may still point into the page that failed. */
	template_drop(t);
	return e;
}

struct error *template_render(const char *name, struct data *d, struct str *out)
{
	return render(name, MODE_HTML, d, out);
}

struct error *template_render_text(const char *name, struct data *d, struct str *out)
{
	return render(name, MODE_TEXT, d, out);
}
