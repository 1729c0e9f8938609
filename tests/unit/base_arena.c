/* base_arena.c: memory, release hooks and the string that grows. */
#include "unit.h"

#include <unistd.h>

#include "base/str.h"

/* The letters of the hooks that ran. */
static char called[16];
static char letter[] = "abcdz";

static void note_call(void *data)
{
	size_t n = strlen(called);

	called[n] = *(const char *)data;
	called[n + 1] = '\0';
}

TEST(memory_is_zeroed_and_aligned_even_after_reset)
{
	struct arena *a = arena_new();

	for (int round = 0; round < 3; round++) {
		for (size_t size = 1; size < 300; size += 7) {
			unsigned char *p = arena_alloc(a, size);

			assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xee, size);
		}
		arena_reset(a);
	}
	arena_free(a);
}

TEST(allocations_do_not_overlap)
{
	struct arena *a = arena_new();
	char *blocks[2000];

	/* Small, medium and large ones, so that every way to a chunk is taken. */
	for (int i = 0; i < 2000; i++) {
		size_t size = i % 100 == 0 ? 100000 : i % 10 == 0 ? 9000 : 40;

		blocks[i] = arena_alloc(a, size);
		memset(blocks[i], i & 0xff, size);
	}
	for (int i = 0; i < 2000; i++) {
		size_t size = i % 100 == 0 ? 100000 : i % 10 == 0 ? 9000 : 40;

		for (size_t j = 0; j < size; j++)
			if ((unsigned char)blocks[i][j] != (i & 0xff))
				fail_msg("block %d was overwritten at %zu", i, j);
	}
	arena_free(a);
}

TEST(used_counts_what_was_asked_for_until_reset)
{
	struct arena *a = arena_new();

	assert_int_equal(arena_used(a), 0);
	arena_alloc(a, 10);
	arena_alloc(a, 1000000);
	assert_int_equal(arena_used(a), 1000010);
	arena_reset(a);
	assert_int_equal(arena_used(a), 0);
	arena_free(a);
}

TEST(hooks_run_last_in_first_out_once)
{
	struct arena *a = arena_new();

	called[0] = '\0';
	arena_on_release(a, note_call, letter + 0);
	arena_on_release(a, note_call, letter + 1);
	arena_on_release(a, note_call, letter + 2);
	arena_reset(a);
	assert_string_equal(called, "cba");
	arena_reset(a);
	assert_string_equal(called, "cba");
	arena_on_release(a, note_call, letter + 3);
	arena_free(a);
	assert_string_equal(called, "cbad");
}

static void allocate_more(void *data)
{
	struct arena *a = data;

	for (int i = 0; i < 100; i++)
		memset(arena_alloc(a, 5000), 1, 5000);
	arena_on_release(a, note_call, letter + 4);
}

TEST(a_hook_may_allocate_and_register)
{
	struct arena *a = arena_new();

	called[0] = '\0';
	arena_on_release(a, note_call, letter + 0);
	arena_on_release(a, allocate_more, a);
	arena_reset(a);
	assert_string_equal(called, "za");
	assert_int_equal(arena_used(a), 0);
	arena_free(a);
}

TEST(copies_are_own_and_null_stays_null)
{
	char text[] = "shalom";
	char *copy = arena_strdup(arena, text);

	text[0] = 'X';
	assert_string_equal(copy, "shalom");
	assert_string_equal(arena_strndup(arena, "shalom", 3), "sha");
	assert_string_equal(arena_strndup(arena, "shalom", 0), "");
	assert_memory_equal(arena_memdup(arena, "a\0b", 3), "a\0b", 3);
	assert_null(arena_strdup(arena, NULL));
	assert_null(arena_strndup(arena, NULL, 3));
	assert_null(arena_memdup(arena, NULL, 0));
	arena_free(NULL);
}

TEST(printf_takes_any_length)
{
	char *s = arena_printf(arena, "%s-%0*d", "x", 50000, 7);

	assert_int_equal(strlen(s), 50002);
	assert_string_equal(s + 50000, "07");
	assert_string_equal(arena_printf(arena, "%s", ""), "");
}

TEST(str_grows_and_clears)
{
	struct str s;

	str_init(&s, arena);
	assert_string_equal(s.p, "");
	str_clear(&s);
	str_add(&s, "");
	assert_string_equal(s.p, "");
	for (int i = 0; i < 10000; i++)
		str_addf(&s, "%d,", i % 10);
	str_addc(&s, '!');
	str_addn(&s, "a\0b", 3);
	assert_int_equal(s.len, 20004);
	assert_int_equal(s.p[s.len], '\0');
	assert_memory_equal(s.p + 19998, "9,!a\0b", 6);
	str_clear(&s);
	assert_string_equal(s.p, "");
	str_add(&s, "again");
	assert_string_equal(s.p, "again");
	assert_int_equal(s.len, 5);
}

TEST(str_takes_a_file_whole)
{
	char path[] = "/tmp/base_arena.XXXXXX";
	int fd = mkstemp(path);
	struct error *e;
	struct str s;

	assert_true(fd >= 0);
	for (int i = 0; i < 3000; i++)
		assert_int_equal(write(fd, "a\0b\n", 4), 4);
	close(fd);
	str_init(&s, arena);
	str_add(&s, "before ");
	assert_null(str_add_file(&s, path));
	assert_int_equal(s.len, 12007);
	assert_memory_equal(s.p, "before a\0b\na\0b\n", 15);
	unlink(path);
	e = str_add_file(&s, path);
	assert_int_equal(e->kind, INTERNAL);
	assert_non_null(strstr(e->detail, path));
	assert_int_equal(s.len, 12007);
	assert_non_null(str_add_file(&s, "/"));
}

TEST(str_formats_at_every_length_around_its_size)
{
	for (int n = 0; n < 300; n++) {
		struct str s;

		str_init(&s, arena);
		str_addf(&s, "%0*d", n + 1, 0);
		str_addf(&s, "%s", "end");
		assert_int_equal(s.len, (size_t)n + 4);
		assert_string_equal(s.p + n + 1, "end");
	}
}

UNIT_MAIN(cmocka_unit_test(memory_is_zeroed_and_aligned_even_after_reset),
	  cmocka_unit_test(allocations_do_not_overlap),
	  cmocka_unit_test(used_counts_what_was_asked_for_until_reset),
	  cmocka_unit_test(hooks_run_last_in_first_out_once),
	  cmocka_unit_test(a_hook_may_allocate_and_register),
	  cmocka_unit_test(copies_are_own_and_null_stays_null),
	  cmocka_unit_test(printf_takes_any_length),
	  cmocka_unit_test(str_grows_and_clears),
	  cmocka_unit_test(str_takes_a_file_whole),
	  cmocka_unit_test(str_formats_at_every_length_around_its_size))
