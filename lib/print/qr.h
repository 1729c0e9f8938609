/* qr.h: a text as a QR code (ISO/IEC 18004), drawn as SVG. */
#ifndef MAKOLET_PRINT_QR_H
#define MAKOLET_PRINT_QR_H

#include "base/error.h"
#include "base/str.h"

/* Appends a whole SVG document: dark modules on white with the quiet zone of
 * four modules, error correction level M, one unit a module. No style and no
 * script in it. INVALID "qr.text" for an empty text or one over 1,000 bytes. */
struct error *qr_svg(struct arena *a, const char *text, struct str *out);

#endif
