/* base_bytes.c: hashes, spellings of bytes, tokens and UUIDs. */
#include "unit.h"

#include "base/bytes.h"
#include "base/clock.h"

TEST(sha256_is_the_standard_one)
{
	uint8_t hash[SHA256_SIZE];
	char hex[2 * SHA256_SIZE + 1];

	base_init();
	sha256(hash, "abc", 3);
	assert_string_equal(hex_encode(hex, hash, sizeof(hash)),
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256(hash, "", 0);
	assert_string_equal(hex_encode(hex, hash, sizeof(hash)),
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(hex_of_exactly_the_length_is_read)
{
	static const char *const bad[] = { "", "00ff1", "00ff1g", "00ff1020", "00 f10", "0x00ff", "00ff1\n" };
	uint8_t out[3];

	assert_true(hex_decode(out, 3, "00fF10"));
	assert_memory_equal(out, "\x00\xff\x10", 3);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (hex_decode(out, 3, bad[i]))
			fail_msg("taken: %s", bad[i]);
}

TEST(base64url_goes_there_and_back)
{
	uint8_t bytes[40], *out;
	size_t n;

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)(i * 37 + 250);
	for (size_t size = 0; size <= sizeof(bytes); size++) {
		char *s = base64url_encode(arena, bytes, size);

		assert_null(strpbrk(s, "+/="));
		assert_true(base64url_decode(arena, s, &out, &n));
		assert_int_equal(n, size);
		assert_memory_equal(out, bytes, size);
	}
	assert_string_equal(base64url_encode(arena, "\xfb\xff\xfe", 3), "-__-");
}

TEST(base64url_refuses_everything_else)
{
	static const char *const bad[] = { "AA==", "AA=", "+/AA", "A A", "AA\n", "A", "AB", "AAB", "\xd7\x90", "AAAA=" };
	uint8_t *out;
	size_t n;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (base64url_decode(arena, bad[i], &out, &n))
			fail_msg("taken: %s", bad[i]);
}

TEST(tokens_are_valid_and_differ)
{
	const char *a = token_new(arena), *b = token_new(arena);

	assert_int_equal(strlen(a), TOKEN_LENGTH);
	assert_true(token_valid(a) && token_valid(b));
	assert_string_not_equal(a, b);
	assert_false(token_valid(""));
	assert_false(token_valid("AAAAAAAAAAAAAAAAAAAAA"));
	assert_false(token_valid("AAAAAAAAAAAAAAAAAAAAAAA"));
	assert_false(token_valid("AAAAAAAAAAAAAAAAAAAAA="));
	assert_false(token_valid("AAAAAAAAAA/AAAAAAAAAAA"));
	/* The last character holds two bits; another spelling of the same is none. */
	assert_true(token_valid("AAAAAAAAAAAAAAAAAAAAAA"));
	assert_false(token_valid("AAAAAAAAAAAAAAAAAAAAAB"));
}

TEST(uuids_carry_the_time_and_rise)
{
	const char *last = "";
	instant now;

	assert_true(instant_parse("2026-08-10T06:30:00Z", &now));
	for (int i = 0; i < 100; i++) {
		const char *u;

		clock_set(now + i * 10 * SECOND);
		u = uuid_new(arena);
		assert_true(uuid_valid(u));
		assert_int_equal(u[14], '7');
		assert_non_null(strchr("89ab", u[19]));
		assert_true(strcmp(u, last) > 0);
		last = u;
	}
	clock_set(now);
	/* 1786343400000 milliseconds. */
	assert_memory_equal(uuid_new(arena), "019fea5d-2240", 13);
	clock_set(0);
}

TEST(uuids_are_read_strictly)
{
	static const char *const bad[] = { "", "0198923f-1b40-7000-8000-00000000000", "0198923f-1b40-7000-8000-0000000000000",
		"0198923F-1b40-7000-8000-000000000000", "0198923f1b40-7000-8000-0000000000000",
		"{198923f-1b40-7000-8000-000000000000", "0198923f-1b40-7000-8000_000000000000", "g198923f-1b40-7000-8000-000000000000" };

	assert_true(uuid_valid("00000000-0000-0000-0000-000000000000"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (uuid_valid(bad[i]))
			fail_msg("taken: %s", bad[i]);
}

TEST(secrets_are_compared_whole)
{
	assert_true(secret_equal("", ""));
	assert_true(secret_equal("abc", "abc"));
	assert_false(secret_equal("abc", "abd"));
	assert_false(secret_equal("abc", "ab"));
	assert_false(secret_equal("ab", "abc"));
}

UNIT_MAIN(cmocka_unit_test(sha256_is_the_standard_one),
	  cmocka_unit_test(hex_of_exactly_the_length_is_read),
	  cmocka_unit_test(base64url_goes_there_and_back),
	  cmocka_unit_test(base64url_refuses_everything_else),
	  cmocka_unit_test(tokens_are_valid_and_differ),
	  cmocka_unit_test(uuids_carry_the_time_and_rise),
	  cmocka_unit_test(uuids_are_read_strictly),
	  cmocka_unit_test(secrets_are_compared_whole))
