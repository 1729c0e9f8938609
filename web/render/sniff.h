/* sniff.h: what a picture's bytes are, by content and never by name; and
 * whether they are something else as well.
 */
#ifndef MAKOLET_RENDER_SNIFF_H
#define MAKOLET_RENDER_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/* "image/jpeg", "image/png", "image/webp", "image/gif"; NULL for anything else. */
const char *sniff_type(const unsigned char *p, size_t n);
/* True for bytes that other programs would take for an archive, a PDF file, a
 * script or a page: nobody's photograph. */
bool sniff_polyglot(const unsigned char *p, size_t n);

#endif
