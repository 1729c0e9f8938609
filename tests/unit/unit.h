/* unit.h: what every unit test includes: cmocka, and TAP as its output. */
#ifndef MAKOLET_TESTS_UNIT_H
#define MAKOLET_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

/* The tests of a program: UNIT_MAIN(cmocka_unit_test(one), cmocka_unit_test(two)) */
#define UNIT_MAIN(...)                                                          \
	int main(void)                                                          \
	{                                                                       \
		const struct CMUnitTest tests[] = { __VA_ARGS__ };              \
		cmocka_set_message_output(CM_OUTPUT_TAP);                       \
		return cmocka_run_group_tests(tests, unit_setup, unit_teardown); \
	}

/* The arena of the program, freed at its end. */
static struct arena *arena;

static int unit_setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int unit_teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* A test function: TEST(adds_two_numbers) { ... } */
#define TEST(name) static void name(void **state __attribute__((unused)))

#endif
