/* utf8.h: text from outside. */
#ifndef MAKOLET_BASE_UTF8_H
#define MAKOLET_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Valid UTF-8 (RFC 3629: no surrogates, no overlongs, at most U+10FFFF)
 * without NUL. */
bool utf8_valid(const char *s, size_t n);
/* Characters (code points), not bytes. s is valid UTF-8. */
size_t utf8_length(const char *s);
/* At most `max` code points, cut between them. */
char *utf8_cut(struct arena *a, const char *s, size_t max);
/* Normalises to NFC, drops control characters (C0, C1, bidi overrides U+202A-E
 * and U+2066-9, U+FEFF) but keeps \n and \t if `lines`, folds runs of white
 * space into one blank and trims both ends. Line ends that are not kept count
 * as white space; no blank stays beside one that is. Bytes that are not UTF-8
 * are dropped. For names and notes that people type. */
char *utf8_tidy(struct arena *a, const char *s, bool lines);
/* The form in which names are searched and sorted: compatibility decomposed,
 * case folded, marks removed (niqqud, accents), Polish l-stroke to l, gershayim
 * and geresh and quotes dropped, other punctuation to blanks, single blanks.
 * Bytes that are not UTF-8 are dropped. Folding twice changes nothing more. */
char *utf8_fold(struct arena *a, const char *s);

#endif
