/* charset.h: text files of other encodings, as UTF-8, in a stream.
 *
 * Bytes of an encoding that stand for no character become U+FFFD each and the
 * stream goes on; UTF-8 itself is passed on as it is, valid or not: that is
 * its reader's question. A byte order mark is dropped.
 */
#ifndef MAKOLET_BASE_CHARSET_H
#define MAKOLET_BASE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum charset { CHARSET_AUTO, CHARSET_UTF8, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_WINDOWS1255, CHARSET_LATIN1, CHARSETS };

/* "utf-8", "windows-1255" ... */
const char *charset_name(enum charset c);
bool charset_parse(const char *name, enum charset *out);

/* What a file's bytes look like, fed from its beginning to its end. */
struct charset_guess {
	int64_t bytes;
	unsigned char first[3];
	int64_t zero_even, zero_odd;	/* NUL bytes by place */
	int64_t multi;			/* characters of several bytes in valid UTF-8 */
	int64_t wrong;			/* bytes that UTF-8 cannot have there */
	int64_t high, hebrew_runs;	/* bytes over 0x7f; of them Windows-1255 letters beside another */
	int pending;			/* bytes that the character under way still needs */
	bool after_hebrew;
};
void charset_feed(struct charset_guess *g, const void *p, size_t n);
/* By the mark, else by validity. Never CHARSET_AUTO. */
enum charset charset_guessed(const struct charset_guess *g);

struct charset_reader;
/* Released with the arena. */
struct charset_reader *charset_open(struct arena *a, enum charset c);
/* Converts from *in (*n bytes) into `room` bytes at `to`; moves *in and *n past what was
 * used and returns how many bytes came out. What is left of *in is the beginning of a
 * character, or did not fit. `last`: nothing will follow. */
size_t charset_convert(struct charset_reader *r, const char **in, size_t *n, char *to, size_t room, bool last);

#endif
