/* picture.h: pictures seen through makolet-render: what they are, and their
 * sizes. Each call is a child of a moment with limits of its own; this process
 * never opens a picture.
 */
#ifndef MAKOLET_APP_PICTURE_H
#define MAKOLET_APP_PICTURE_H

#include "base/str.h"
#include "shop/media.h"

/* What is in the bytes. INVALID "picture.empty", "picture.type", "picture.pixels",
 * "picture.polyglot", "picture.broken", "picture.heavy" (it takes too much to
 * open), each with a sentence that names the file; UNAVAILABLE "picture.render". */
struct error *picture_probe(struct ctx *c, const char *file, const void *bytes, size_t n, struct media_new *out);
/* A size of it, as WebP, in the ctx's arena; width is one of MEDIA_WIDTHS. */
struct error *picture_size(struct ctx *c, const void *bytes, size_t n, int width, struct str *out);

#endif
