/* media_limits.h: which pictures are taken, and the sizes made of them: what the
 * shop and makolet-render both know. */
#ifndef MAKOLET_BASE_MEDIA_LIMITS_H
#define MAKOLET_BASE_MEDIA_LIMITS_H

#include <stddef.h>

#define MEDIA_BYTES_MAX ((size_t)12 * 1024 * 1024)
#define MEDIA_PIXELS_MAX (50 * 1000 * 1000)
/* Pages ask for these; a size is never larger than its original. */
#define MEDIA_WIDTHS { 160, 320, 640, 1280 }

#endif
