/* qr.c: draws what libqrencode computes, one path for all modules. */
#include "print/qr.h"

#include <errno.h>
#include <qrencode.h>

#define QUIET 4
#define TEXT_MAX 1000

/* Runs of dark modules of a row, so that the path stays short. */
static void draw_row(struct str *out, const unsigned char *row, int width, int y)
{
	for (int x = 0; x < width; x++) {
		int start = x;

		while (x < width && (row[x] & 1))
			x++;
		if (x > start)
			str_addf(out, "M%d %dh%dv1h-%dz", start + QUIET, y + QUIET, x - start, x - start);
	}
}

static void draw(struct str *out, const QRcode *code)
{
	int side = code->width + 2 * QUIET;

	str_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", side, side, side, side);
	for (int y = 0; y < code->width; y++)
		draw_row(out, code->data + (size_t)y * (size_t)code->width, code->width, y);
	str_add(out, "\"/></svg>\n");
}

struct error *qr_svg(struct arena *a, const char *text, struct str *out)
{
	size_t n = strlen(text);
	QRcode *code;

	if (n == 0 || n > TEXT_MAX)
		return error_note(ERR(a, INVALID, "qr.text"), "%zu bytes", n);
	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (!code)
		return error_note(ERR(a, INTERNAL, "qr.encode"), "libqrencode: %s", strerror(errno));
	draw(out, code);
	QRcode_free(code);
	return NULL;
}
