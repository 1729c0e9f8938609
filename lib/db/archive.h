/* archive.h: a file of records: what a backup is written to and read from.
 *
 * A gzip stream (RFC 1952) that holds, behind the line "MAKOLET BACKUP 1\n",
 * records: one byte of kind, four of the payload's length and four of its
 * CRC-32 (both little-endian), the payload. The last is of kind 'Z', its
 * payload the SHA-256 of every byte before it: what is cut off or changed is
 * found, and the record that is damaged named. Memory is bounded by the
 * longest record.
 */
#ifndef MAKOLET_DB_ARCHIVE_H
#define MAKOLET_DB_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define ARCHIVE_RECORD_MAX (256u * 1024 * 1024)
#define ARCHIVE_END 'Z'

struct archive;

/* A new file beside path (mode 0600), which gets its name at archive_finish()
 * alone: UNAVAILABLE "backup.file". Closed, and its half taken away, when the
 * arena is released. */
struct error *archive_create(struct arena *a, const char *path, struct archive **out);
struct error *archive_put(struct archive *x, char kind, const void *payload, size_t n);
/* Ends the stream, syncs it, names it. */
struct error *archive_finish(struct archive *x);

/* NOT_FOUND "backup.file", INVALID "backup.format" for something else. Closed with the arena. */
struct error *archive_open(struct arena *a, const char *path, struct archive **out);
/* The next record. The
 * payload is valid until the next call. kind ARCHIVE_END: the last, and all
 * before it is whole. INVALID "backup.damaged" names the record and its place. */
struct error *archive_next(struct archive *x, char *kind, const uint8_t **payload, size_t *n);
/* Back to the first record. */
struct error *archive_rewind(struct archive *x);

#endif
