/* web_route.c: finding the row of a path. The table here is the test's own;
 * what holds for the real one is tested by web_routes.c. */
#include "unit.h"

#include "app/route.h"

#define ROW(m, p) { .method = METHOD_##m, .path = p, .name = p }

const struct route routes[] = {
	ROW(GET, "/"), ROW(GET, "/:lang/"), ROW(GET, "/:lang/goods/:slug"), ROW(GET, "/:lang/goods/new"),
	ROW(POST, "/:lang/cart"), ROW(GET, "/office/:page"), ROW(GET, "/:door/orders"), ROW(GET, "/office/orders"),
	ROW(GET, "/api/office/x"), ROW(GET, "/tillandsia"),
};
const size_t route_count = sizeof(routes) / sizeof(routes[0]);

static const char *values[ROUTE_VALUES];

static const char *match(enum method m, const char *path)
{
	const struct route *route;
	struct error *e = route_match(arena, m, path, &route, values);

	return e ? e->code : route->path;
}

static void literal_segments_win(void **state)
{
	(void)state;
	assert_string_equal(match(METHOD_GET, "/en/goods/new"), "/:lang/goods/new");
	assert_string_equal(match(METHOD_GET, "/en/goods/milk"), "/:lang/goods/:slug");
	assert_string_equal(match(METHOD_GET, "/office/orders"), "/office/orders");
	assert_string_equal(match(METHOD_GET, "/office/goods"), "/office/:page");
	assert_string_equal(match(METHOD_GET, "/till/orders"), "/:door/orders");
}

static void values_come_in_order(void **state)
{
	(void)state;
	match(METHOD_GET, "/en/goods/milk-3");
	assert_string_equal(values[0], "en");
	assert_string_equal(values[1], "milk-3");
	assert_int_equal(route_value(&routes[2], "lang"), 0);
	assert_int_equal(route_value(&routes[2], "slug"), 1);
	assert_int_equal(route_value(&routes[2], "goods"), -1);
	assert_int_equal(route_value(&routes[2], "slu"), -1);
}

static void slashes_are_exact(void **state)
{
	(void)state;
	assert_string_equal(match(METHOD_GET, "/"), "/");
	assert_string_equal(match(METHOD_GET, "/en/"), "/:lang/");
	assert_string_equal(match(METHOD_GET, "/en"), "page.none");
	assert_string_equal(match(METHOD_GET, "//"), "page.none");
	assert_string_equal(match(METHOD_GET, "/en//"), "page.none");
	assert_string_equal(match(METHOD_GET, "/en/goods/"), "page.none");
	assert_string_equal(match(METHOD_GET, "/en/goods/a/b"), "page.none");
	assert_string_equal(match(METHOD_GET, "/en/goods/.."), "page.none");
	assert_string_equal(match(METHOD_GET, "/./"), "page.none");
	assert_string_equal(match(METHOD_GET, ""), "page.none");
}

static void another_method_is_said(void **state)
{
	(void)state;
	assert_string_equal(match(METHOD_POST, "/en/cart"), "/:lang/cart");
	assert_string_equal(match(METHOD_GET, "/en/cart"), "page.method");
	assert_string_equal(match(METHOD_POST, "/"), "page.method");
	assert_string_equal(match(0, "/"), "page.method");
	assert_string_equal(match(0, "/none"), "page.none");
}

static void doors(void **state)
{
	(void)state;
	assert_int_equal(route_door("/office"), DOOR_OFFICE);
	assert_int_equal(route_door("/office/orders"), DOOR_OFFICE);
	assert_int_equal(route_door("/api/office/x"), DOOR_OFFICE);
	assert_int_equal(route_door("/till/sale"), DOOR_TILL);
	assert_int_equal(route_door("/tillandsia"), DOOR_STORE);
	assert_int_equal(route_door("/en/office/"), DOOR_STORE);
	assert_int_equal(route_door("/"), DOOR_STORE);
}

UNIT_MAIN(
	cmocka_unit_test(literal_segments_win),
	cmocka_unit_test(values_come_in_order),
	cmocka_unit_test(slashes_are_exact),
	cmocka_unit_test(another_method_is_said),
	cmocka_unit_test(doors))
