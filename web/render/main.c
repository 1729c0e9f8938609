/* main.c: makolet-render: one picture in, one answer out, and the end.
 *
 *	makolet-render --probe <original	"image/jpeg 4032 3024", or "refused REASON"
 *	makolet-render 640 <original >640.webp
 *
 * Whatever a picture does to the libraries that read it stays in this process:
 * it opens no file of its own, limits itself before the first byte is read, and ends.
 * Reasons: empty, type, bytes, pixels, polyglot, broken. Status 0 for an
 * answer (a refusal is one), 1 for a failure, 2 for a wrong call.
 */
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vips.h>

#include "base/media_limits.h"
#include "render/sniff.h"

#define MEGABYTE ((size_t)1024 * 1024)
#define CPU_SECONDS 20
/* Addresses, most of which the libraries take and never touch. */
#define MEMORY (1536 * MEGABYTE)
#define OUTPUT (16 * MEGABYTE)
#define QUALITY 80
/* So much taller than wide a size may be. */
#define TALL 3

struct original {
	unsigned char *p;
	size_t n;
};

/* ---- limits ---- */

static bool limit(int what, rlim_t most)
{
	struct rlimit r = { most, most };

	return setrlimit(what, &r) == 0;
}

static bool limit_all(void)
{
	bool done = limit(RLIMIT_CPU, CPU_SECONDS) && limit(RLIMIT_FSIZE, OUTPUT) && limit(RLIMIT_CORE, 0);

#ifndef __SANITIZE_ADDRESS__
	/* The sanitizer takes terabytes of addresses for itself. */
	done = done && limit(RLIMIT_AS, MEMORY);
#endif
	return done;
}

/* A child of a moment, whose libraries keep what they have to its end. */
#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}
#endif

/* ---- bytes ---- */

/* One byte more than allowed is enough to see that it is too large. */
static bool read_all(struct original *o)
{
	o->p = malloc(MEDIA_BYTES_MAX + 1);
	if (!o->p)
		return false;
	while (o->n <= MEDIA_BYTES_MAX) {
		ssize_t got = read(STDIN_FILENO, o->p + o->n, MEDIA_BYTES_MAX + 1 - o->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		o->n += (size_t)got;
	}
	return true;
}

static bool write_all(const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/* ---- probing ---- */

#define OPENED "fail_on", VIPS_FAIL_ON_TRUNCATED, "access", VIPS_ACCESS_SEQUENTIAL, NULL

/* By the type that the bytes have, and by no other reader that might like them.
 * An animation's first frame stands for it. */
static VipsImage *open_image(const struct original *o, const char *type)
{
	VipsImage *image = NULL;

	if (strcmp(type, "image/jpeg") == 0)
		vips_jpegload_buffer(o->p, o->n, &image, OPENED);
	else if (strcmp(type, "image/png") == 0)
		vips_pngload_buffer(o->p, o->n, &image, OPENED);
	else if (strcmp(type, "image/webp") == 0)
		vips_webpload_buffer(o->p, o->n, &image, OPENED);
	else
		vips_gifload_buffer(o->p, o->n, &image, OPENED);
	return image;
}

/* Every pixel is read: what is cut off shows only then. */
static bool whole(VipsImage *image)
{
	double average;

	return vips_avg(image, &average, NULL) == 0;
}

static bool turned(VipsImage *image)
{
	int orientation = vips_image_get_orientation(image);

	return orientation >= 5 && orientation <= 8;
}

static bool too_many_pixels(VipsImage *image)
{
	return (int64_t)vips_image_get_width(image) * vips_image_get_height(image) > MEDIA_PIXELS_MAX;
}

static const char *check_image(VipsImage *image, int *width, int *height)
{
	if (!image)
		return "broken";
	if (too_many_pixels(image))
		return "pixels";
	if (!whole(image))
		return "broken";
	*width = vips_image_get_width(image);
	*height = vips_image_get_page_height(image);
	if (turned(image)) {
		int swapped = *width;
		*width = *height;
		*height = swapped;
	}
	return NULL;
}

static const char *refusal(const struct original *o, const char **type, int *width, int *height)
{
	const char *reason;
	VipsImage *image;

	if (o->n == 0)
		return "empty";
	if (o->n > MEDIA_BYTES_MAX)
		return "bytes";
	*type = sniff_type(o->p, o->n);
	if (!*type)
		return "type";
	if (sniff_polyglot(o->p, o->n))
		return "polyglot";
	image = open_image(o, *type);
	reason = check_image(image, width, height);
	g_clear_object(&image);
	return reason;
}

static bool probe(const struct original *o)
{
	const char *type = "", *reason;
	int width = 0, height = 0;

	reason = refusal(o, &type, &width, &height);
	if (reason)
		return printf("refused %s\n", reason) > 0 && fflush(stdout) == 0;
	return printf("%s %d %d\n", type, width, height) > 0 && fflush(stdout) == 0;
}

/* ---- one size ---- */

static void *collect(VipsImage *image, const char *name, GValue *value, void *arg)
{
	GSList **names = arg;

	(void)image;
	(void)value;
	*names = g_slist_prepend(*names, g_strdup(name));
	return NULL;
}

/* A photograph says where and by whom it was taken. "strip" of the writer does
 * not take all of it in every version. */
static VipsImage *bare(VipsImage *image)
{
	GSList *names = NULL;
	VipsImage *copy = NULL;

	if (vips_copy(image, &copy, NULL) != 0)
		return NULL;
	vips_image_map(copy, collect, &names);
	for (GSList *at = names; at; at = at->next)
		vips_image_remove(copy, at->data);
	g_slist_free_full(names, g_free);
	return copy;
}

/* In sRGB, upright, no larger than it was. The profile that is in the picture
 * counts; a CMYK without one is printer's ink as most have it. */
static VipsImage *shrink(const struct original *o, const char *type, int width)
{
	VipsImage *image = open_image(o, type), *small = NULL, *plain = NULL;
	bool fits = image && !too_many_pixels(image);
	bool ink = fits && vips_image_get_interpretation(image) == VIPS_INTERPRETATION_CMYK;

	g_clear_object(&image);
	if (!fits)
		return NULL;
	if (ink)
		vips_thumbnail_buffer(o->p, o->n, &small, width, "height", width * TALL, "size", VIPS_SIZE_DOWN,
			"export_profile", "srgb", "import_profile", "cmyk", NULL);
	else
		vips_thumbnail_buffer(o->p, o->n, &small, width, "height", width * TALL, "size", VIPS_SIZE_DOWN,
			"export_profile", "srgb", NULL);
	if (small)
		vips_colourspace(small, &plain, VIPS_INTERPRETATION_sRGB, NULL);
	g_clear_object(&small);
	image = plain ? bare(plain) : NULL;
	g_clear_object(&plain);
	return image;
}

static bool size(const struct original *o, int width)
{
	const char *type = o->n <= MEDIA_BYTES_MAX ? sniff_type(o->p, o->n) : NULL;
	VipsImage *image = type ? shrink(o, type, width) : NULL;
	void *bytes = NULL;
	size_t n = 0;
	bool done = image && vips_webpsave_buffer(image, &bytes, &n, "Q", QUALITY, "strip", TRUE, NULL) == 0
		&& write_all(bytes, n);

	g_free(bytes);
	g_clear_object(&image);
	return done;
}

/* ---- the program ---- */

static int width_of(const char *word)
{
	static const int widths[] = MEDIA_WIDTHS;

	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		char name[16];
		snprintf(name, sizeof(name), "%d", widths[i]);
		if (strcmp(word, name) == 0)
			return widths[i];
	}
	return 0;
}

/* One thread: pages wait for no more than one processor. */
static bool start(char **argv)
{
	/* What is wrong is said once, at the end; and nothing is put into files. */
	if (!limit_all() || setenv("VIPS_WARNING", "no", 1) != 0 || setenv("VIPS_DISC_THRESHOLD", "2g", 1) != 0
			|| VIPS_INIT(argv[0]) != 0)
		return false;
	vips_block_untrusted_set(TRUE);
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	return true;
}

int main(int argc, char **argv)
{
	bool probing = argc == 2 && strcmp(argv[1], "--probe") == 0;
	int width = argc == 2 ? width_of(argv[1]) : 0;
	struct original original = { NULL, 0 };
	bool done;

	if (!probing && !width) {
		fputs("Usage: makolet-render --probe|WIDTH <original\n", stderr);
		return 2;
	}
	done = start(argv) && read_all(&original) && (probing ? probe(&original) : size(&original, width));
	if (!done)
		fprintf(stderr, "makolet-render: %s\n", vips_error_buffer());
	free(original.p);
	return done ? 0 : 1;
}
