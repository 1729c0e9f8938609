/* shop_key.c: the server's signing key is made once, and whole or not at all. */
#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shop/document.h"

#define KEY_SIZE 128	/* 64 bytes in hexadecimal */

static char dir[] = "/tmp/makolet-key.XXXXXX";

static const char *key_path(void)
{
	return arena_printf(arena, "%s/signing.key", dir);
}

/* The disk is full after 10 bytes. */
static struct error *create_on_full_disk(void)
{
	struct rlimit before, little;
	struct error *e;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	little = before;
	little.rlim_cur = 10;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	e = signing_key_create(arena, dir);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	return e;
}

TEST(a_full_disk_leaves_no_half_of_a_key)
{
	struct error *e;
	struct stat st;

	assert_non_null(mkdtemp(dir));
	e = create_on_full_disk();
	assert_non_null(e);
	assert_string_equal(e->code, "signing_key");
	assert_null(signing_key_create(arena, dir));
	assert_int_equal(stat(key_path(), &st), 0);
	assert_int_equal(st.st_size, KEY_SIZE);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_nlink, 1);
}

TEST(a_key_that_is_there_is_kept)
{
	struct stat before, after;

	assert_null(signing_key_create(arena, dir));
	assert_int_equal(stat(key_path(), &before), 0);
	assert_null(signing_key_create(arena, dir));
	assert_int_equal(stat(key_path(), &after), 0);
	assert_true(before.st_ino == after.st_ino);
	unlink(key_path());
	assert_int_equal(rmdir(dir), 0);
}

UNIT_MAIN(
	cmocka_unit_test(a_full_disk_leaves_no_half_of_a_key),
	cmocka_unit_test(a_key_that_is_there_is_kept))
