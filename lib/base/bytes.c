/* bytes.c: hashes, tokens and UUIDs by libsodium. */
#include "base/bytes.h"

#include <sodium.h>

#include "base/clock.h"

#define BASE64URL sodium_base64_VARIANT_URLSAFE_NO_PADDING

void base_init(void)
{
	if (sodium_init() < 0) {
		fputs("makolet: libsodium does not start\n", stderr);
		abort();
	}
}

void sha256(uint8_t out[SHA256_SIZE], const void *p, size_t n)
{
	crypto_hash_sha256(out, p, n);
}

char *hex_encode(char *buf, const void *p, size_t n)
{
	return sodium_bin2hex(buf, 2 * n + 1, p, n);
}

bool hex_decode(uint8_t *out, size_t n, const char *s)
{
	size_t length;

	return strlen(s) == 2 * n && sodium_hex2bin(out, n, s, 2 * n, NULL, &length, NULL) == 0 && length == n;
}

char *base64url_encode(struct arena *a, const void *p, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, BASE64URL);

	return sodium_bin2base64(arena_alloc(a, size), size, p, n, BASE64URL);
}

bool base64url_decode(struct arena *a, const char *s, uint8_t **out, size_t *n)
{
	size_t length = strlen(s);
	uint8_t *bytes = arena_alloc(a, length / 4 * 3 + 3);

	if (sodium_base642bin(bytes, length / 4 * 3 + 3, s, length, NULL, n, NULL, BASE64URL) != 0)
		return false;
	*out = bytes;
	return true;
}

char *token_new(struct arena *a)
{
	uint8_t random[16];

	randombytes_buf(random, sizeof(random));
	return base64url_encode(a, random, sizeof(random));
}

bool token_valid(const char *s)
{
	uint8_t bytes[16];
	size_t n;

	return strlen(s) == TOKEN_LENGTH &&
	       sodium_base642bin(bytes, sizeof(bytes), s, TOKEN_LENGTH, NULL, &n, NULL, BASE64URL) == 0;
}

/* RFC 9562 section 5.7, with the fraction of the millisecond in rand_a
 * (section 6.2, method 3): rows made after each other stand near each other. */
char *uuid_new(struct arena *a)
{
	instant now = clock_now();
	uint64_t ms = (uint64_t)(now / 1000);
	unsigned fraction = (unsigned)(now % 1000) * 4096 / 1000;
	uint8_t b[16];
	char hex[33];

	randombytes_buf(b, sizeof(b));
	for (int i = 0; i < 6; i++)
		b[i] = (uint8_t)(ms >> (40 - 8 * i));
	b[6] = (uint8_t)(0x70 | fraction >> 8);
	b[7] = (uint8_t)fraction;
	b[8] = (uint8_t)(0x80 | (b[8] & 0x3f));
	hex_encode(hex, b, sizeof(b));
	return arena_printf(a, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

bool uuid_valid(const char *s)
{
	for (int i = 0; i < UUID_LENGTH; i++) {
		bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

		if (hyphen ? s[i] != '-' : !s[i] || !strchr("0123456789abcdef", s[i]))
			return false;
	}
	return s[UUID_LENGTH] == '\0';
}

bool secret_equal(const char *a, const char *b)
{
	size_t n = strlen(a);

	return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}

void random_bytes(void *p, size_t n)
{
	randombytes_buf(p, n);
}
