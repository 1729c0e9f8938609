/* multipart.h: a body of multipart/form-data (RFC 7578, RFC 2046 5.1), taken
 * apart strictly in one pass; nothing is copied but the texts.
 *
 * Refused: anything before the first delimiter or behind the last one, a part
 * without a name, headers folded or longer than 1 KiB, more than 8 of them, a
 * transfer encoding other than none, filename*, a text with bytes that are not
 * UTF-8. A part with a filename is a file; one with an empty filename and no
 * bytes is a file input in which nothing was chosen, and left out.
 */
#ifndef MAKOLET_APP_MULTIPART_H
#define MAKOLET_APP_MULTIPART_H

#include "app/http_parse.h"

/* Adds to h->pairs and h->files; the bytes of files stay where the body is.
 * type is the Content-Type header. INVALID: "request.body" for what is no such
 * body, "request.text", "request.many", "request.large" (the texts together). */
struct error *multipart_parse(struct arena *a, const char *type, const char *body, size_t n, struct http *h);

#endif
