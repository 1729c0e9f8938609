/* bytes.h: hashes, random tokens and their spellings. Needs base_init().
 *
 * A token is 128 random bits spelled in 22 characters of base64url (RFC 4648
 * section 5, no padding): what a secret link holds. A UUID is RFC 9562, lower
 * case with hyphens, 36 characters.
 */
#ifndef MAKOLET_BASE_BYTES_H
#define MAKOLET_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SHA256_SIZE 32
#define TOKEN_LENGTH 22
#define UUID_LENGTH 36

/* Starts libsodium; every main calls it first. Ends the process on failure. */
void base_init(void);

void sha256(uint8_t out[SHA256_SIZE], const void *p, size_t n);
void random_bytes(void *p, size_t n);
/* 2n characters and a NUL into buf. Returns buf. */
char *hex_encode(char *buf, const void *p, size_t n);
bool hex_decode(uint8_t *out, size_t n, const char *s);
char *base64url_encode(struct arena *a, const void *p, size_t n);
/* False for anything but the alphabet. */
bool base64url_decode(struct arena *a, const char *s, uint8_t **out, size_t *n);

/* A new random token in the arena. */
char *token_new(struct arena *a);
bool token_valid(const char *s);
/* UUIDv7 of clock_now(). */
char *uuid_new(struct arena *a);
/* Any version, lower case only. */
bool uuid_valid(const char *s);
/* Equal strings, in time that depends on the length alone. */
bool secret_equal(const char *a, const char *b);

#endif
