/* staff.c: logins, PINs, who may sell where; one Argon2 at a time. */
#include "shop.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "shop/session.h"
#include "shop/staff.h"

static struct test_shop *shop;
static const struct branch_id main_branch = { 1 }, harbour = { 2 };

static int set_up(void **state)
{
	(void)state;
	shop = test_shop_open();
	test_root(shop->t, "INSERT INTO branch VALUES (2, 1, 'HARBOUR', 'Harbour', 'Quay 2', '', NULL, 'Asia/Jerusalem', 0, 1, 1, NULL)");
	test_root(shop->t, "INSERT INTO location VALUES (2, 2, 'shelf', 'Shelf')");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	test_shop_close(shop);
	return 0;
}

static struct staff_new somebody(const char *login, const char *role)
{
	return (struct staff_new){ .login = login, .name = "Yael Levi", .role = role, .lang = "he",
		.password = "correct horse", .pin = "4711" };
}

static struct staff_id hire(const char *login, const char *role, const struct branch_id *branch)
{
	struct staff_new in = somebody(login, role);
	struct staff_id id;

	in.branches = branch;
	in.branch_count = branch ? 1 : 0;
	assert_ok(staff_add(&shop->ctx, &in, &id));
	return id;
}

static int64_t count(const char *what)
{
	int64_t n;

	assert_ok(db_whole(shop->t->app, &n, 0, what, NULL, 0));
	return n;
}

/* ---- adding ---- */

static void whoever_was_added_can_log_in(void **state)
{
	struct staff who;
	struct staff_id id = hire("yael", "manager", NULL);

	(void)state;
	assert_ok(staff_log_in(&shop->ctx, "yael", "correct horse", &who));
	assert_int_equal(who.id.v, id.v);
	assert_string_equal(who.name, "Yael Levi");
	assert_string_equal(who.role, "manager");
	assert_true(who.all_branches);
	assert_ok(staff_log_in(&shop->ctx, "YAEL", "correct horse", &who));
	assert_int_equal(count("SELECT COUNT(*) FROM ledger.audit WHERE action = 'staff.added'"), 1);
}

static void no_secret_is_stored_as_it_is(void **state)
{
	(void)state;
	hire("secret", "owner", NULL);
	assert_int_equal(count("SELECT COUNT(*) FROM staff WHERE login = 'secret' AND password_hash LIKE '$argon2id$v=19$m=65536,%'"
		" AND pin_hash LIKE '$argon2id$%' AND password_hash <> pin_hash"), 1);
}

static void bad_input_is_refused_by_field(void **state)
{
	static const struct { const char *field, *login, *name, *role, *lang, *password, *pin; } cases[] = {
		{ "login", "", "N", "owner", "en", NULL, NULL },
		{ "login", "two words", "N", "owner", "en", NULL, NULL },
		{ "login", "דנה", "N", "owner", "en", NULL, NULL },
		{ "name", "x1", " \n ", "owner", "en", NULL, NULL },
		{ "role", "x2", "N", "emperor", "en", NULL, NULL },
		{ "lang", "x3", "N", "owner", "english", NULL, NULL },
		{ "password", "x4", "N", "owner", "en", "ninechars", NULL },
		{ "password", "x5", "N", "owner", "en", "ten chars \xff", NULL },
		{ "pin", "x6", "N", "owner", "en", NULL, "123" },
		{ "pin", "x7", "N", "owner", "en", NULL, "123456789" },
		{ "pin", "x8", "N", "owner", "en", NULL, "12a4" },
	};
	int64_t before = count("SELECT COUNT(*) FROM staff");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct staff_new in = { .login = cases[i].login, .name = cases[i].name, .role = cases[i].role,
			.lang = cases[i].lang, .password = cases[i].password, .pin = cases[i].pin };
		struct staff_id id;
		struct error *e = staff_add(&shop->ctx, &in, &id);

		assert_non_null(e);
		assert_int_equal(e->kind, INVALID);
		assert_string_equal(e->field, cases[i].field);
	}
	assert_int_equal(count("SELECT COUNT(*) FROM staff"), before);
}

static void nine_letters_of_hebrew_are_too_few_and_ten_enough(void **state)
{
	struct staff_id id = hire("ivrit", "owner", NULL);
	struct staff who;

	(void)state;
	assert_fails(staff_set_password(&shop->ctx, id, "סיסמהקצרה"), INVALID, "staff.invalid");
	assert_ok(staff_set_password(&shop->ctx, id, "סיסמהארוכה"));
	assert_ok(staff_log_in(&shop->ctx, "ivrit", "סיסמהארוכה", &who));
}

static void a_login_is_taken_once(void **state)
{
	struct staff_new in = somebody("twice", "cashier");
	struct staff_id id;

	(void)state;
	assert_ok(staff_add(&shop->ctx, &in, &id));
	assert_fails(staff_add(&shop->ctx, &in, &id), CONFLICT, "staff.taken");
	in.login = "Twice";
	assert_fails(staff_add(&shop->ctx, &in, &id), CONFLICT, "staff.taken");
}

static void an_unknown_branch_is_refused_and_nobody_added(void **state)
{
	struct staff_new in = somebody("nowhere", "cashier");
	struct branch_id none = { 4242 };
	struct staff_id id;

	(void)state;
	in.branches = &none;
	in.branch_count = 1;
	assert_fails(staff_add(&shop->ctx, &in, &id), INVALID, "staff.invalid");
	assert_int_equal(count("SELECT COUNT(*) FROM staff WHERE login = 'nowhere'"), 0);
}

/* ---- logging in ---- */

static void whatever_is_wrong_gets_one_answer(void **state)
{
	struct staff_new in = somebody("nopass", "owner");
	struct staff_id id, gone = hire("gone", "owner", NULL);
	struct staff who;

	(void)state;
	hire("right", "owner", NULL);
	in.password = NULL;
	assert_ok(staff_add(&shop->ctx, &in, &id));
	assert_ok(staff_archive(&shop->ctx, gone));
	assert_fails(staff_log_in(&shop->ctx, "right", "correct horsf", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in(&shop->ctx, "right", "", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in(&shop->ctx, "right", "4711", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in(&shop->ctx, "nobody", "correct horse", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in(&shop->ctx, "nopass", "correct horse", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in(&shop->ctx, "gone", "correct horse", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in(&shop->ctx, "' OR '1'='1", "correct horse", &who), DENIED, "login.wrong");
}

static int64_t ticks_of(const char *login)
{
	int64_t least = INT64_MAX;
	struct staff who;

	for (int i = 0; i < 3; i++) {
		int64_t began = clock_ticks();

		assert_fails(staff_log_in(&shop->ctx, login, "wrong horse", &who), DENIED, "login.wrong");
		if (clock_ticks() - began < least)
			least = clock_ticks() - began;
	}
	return least;
}

/* A look at the clock must not tell whether there is such a login. */
static void an_unknown_login_takes_as_long_as_a_known_one(void **state)
{
	int64_t known, unknown;

	(void)state;
	hire("known", "owner", NULL);
	known = ticks_of("known");
	unknown = ticks_of("unknown");
	assert_true(unknown > known / 2 && known > unknown / 2);
	assert_true(unknown > 10000);
}

static void a_pin_opens_the_tills_of_ones_branches_alone(void **state)
{
	struct staff who;

	(void)state;
	hire("cashier", "cashier", &main_branch);
	assert_ok(staff_log_in_pin(&shop->ctx, main_branch, "cashier", "4711", &who));
	assert_false(who.all_branches);
	assert_fails(staff_log_in_pin(&shop->ctx, harbour, "cashier", "4711", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in_pin(&shop->ctx, main_branch, "cashier", "4712", &who), DENIED, "login.wrong");
	assert_fails(staff_log_in_pin(&shop->ctx, main_branch, "cashier", "correct horse", &who), DENIED, "login.wrong");
}

static bool offered(struct branch_id branch, const char *login)
{
	struct staff *all;
	size_t n;

	assert_ok(staff_of_branch(&shop->ctx, branch, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].login, login) == 0)
			return true;
	return false;
}

static void a_till_offers_those_who_may_sell_there(void **state)
{
	struct staff_new no_pin = somebody("nopin", "cashier");
	struct staff who;
	struct staff_id id;

	(void)state;
	no_pin.pin = NULL;
	assert_ok(staff_add(&shop->ctx, &no_pin, &id));
	hire("here", "cashier", &main_branch);
	hire("everywhere", "manager", NULL);
	hire("books", "accountant", NULL);
	assert_ok(staff_archive(&shop->ctx, hire("left", "cashier", &main_branch)));
	assert_true(offered(main_branch, "here") && offered(main_branch, "everywhere") && offered(harbour, "everywhere"));
	assert_false(offered(harbour, "here") || offered(main_branch, "nopin") || offered(main_branch, "left"));
	assert_false(offered(main_branch, "books"));
	assert_fails(staff_log_in_pin(&shop->ctx, main_branch, "books", "4711", &who), DENIED, "login.wrong");
}

/* ---- changing ---- */

static const char *logged_in(struct staff_id id, enum session_kind kind)
{
	struct session s;
	const char *token;

	assert_ok(session_start(&shop->ctx, kind, &s, &token));
	assert_ok(session_log_in(&shop->ctx, &s, id, &token));
	return token;
}

static bool still_in(const char *token)
{
	struct session s;

	assert_ok(session_find(&shop->ctx, SESSION_OFFICE, token, &s));
	return s.staff.v != 0;
}

static void a_new_password_ends_what_the_old_one_opened(void **state)
{
	struct staff_id id = hire("changer", "owner", NULL), other = hire("other", "owner", NULL);
	const char *his = logged_in(id, SESSION_OFFICE), *hers = logged_in(other, SESSION_OFFICE);
	struct staff who;

	(void)state;
	assert_ok(staff_set_password(&shop->ctx, id, "battery staple"));
	assert_false(still_in(his));
	assert_true(still_in(hers));
	assert_fails(staff_log_in(&shop->ctx, "changer", "correct horse", &who), DENIED, "login.wrong");
	assert_ok(staff_log_in(&shop->ctx, "changer", "battery staple", &who));
}

static void whoever_is_archived_is_gone(void **state)
{
	struct staff_id id = hire("leaver", "owner", NULL);
	const char *token = logged_in(id, SESSION_OFFICE);

	(void)state;
	assert_ok(staff_archive(&shop->ctx, id));
	assert_false(still_in(token));
	assert_fails(staff_archive(&shop->ctx, id), NOT_FOUND, "staff.none");
	assert_fails(staff_set_pin(&shop->ctx, id, "1234"), NOT_FOUND, "staff.none");
	assert_fails(staff_set_password(&shop->ctx, (struct staff_id){ 4242 }, "battery staple"), NOT_FOUND, "staff.none");
	assert_int_equal(count("SELECT COUNT(*) FROM ledger.audit a JOIN staff s ON s.id = a.object_id"
		" WHERE s.login = 'leaver' AND a.action = 'staff.archived'"), 1);
}

/* ---- who may change whom ---- */

static void as(struct staff_id id)
{
	shop->ctx.actor.staff = id;
	shop->ctx.actor.all_branches = true;
}

static void a_manager_makes_and_changes_no_owner(void **state)
{
	struct staff_id owner = hire("chief", "owner", NULL), manager = hire("middle", "manager", NULL), id;
	struct staff_new in = somebody("upstart", "owner");
	struct staff_change up = { .name = "Yael Levi", .role = "owner", .lang = "he" };
	struct staff_change down = { .name = "Yael Levi", .role = "cashier", .lang = "he" };
	struct actor was = shop->ctx.actor;

	(void)state;
	as(manager);
	assert_fails(staff_add(&shop->ctx, &in, &id), DENIED, "staff.owner");
	assert_fails(staff_edit(&shop->ctx, manager, &up), DENIED, "staff.owner");
	assert_fails(staff_edit(&shop->ctx, owner, &down), DENIED, "staff.owner");
	assert_fails(staff_set_password(&shop->ctx, owner, "battery staple"), DENIED, "staff.owner");
	assert_fails(staff_set_pin(&shop->ctx, owner, "9876"), DENIED, "staff.owner");
	assert_fails(staff_archive(&shop->ctx, owner), DENIED, "staff.owner");
	assert_fails(staff_log_out(&shop->ctx, owner), DENIED, "staff.owner");
	as(owner);
	assert_ok(staff_edit(&shop->ctx, manager, &up));
	assert_ok(staff_edit(&shop->ctx, manager, &down));
	assert_fails(staff_archive(&shop->ctx, owner), CONFLICT, "staff.self");
	shop->ctx.actor = was;
}

static void one_owner_stays(void **state)
{
	struct staff_id last = hire("last", "owner", NULL);
	struct staff_change down = { .name = "Yael Levi", .role = "manager", .lang = "he" };
	struct actor was = shop->ctx.actor;

	(void)state;
	shop->ctx.actor = (struct actor){ 0 };
	test_root(shop->t, "UPDATE staff SET archived_at = UTC_TIMESTAMP(6) WHERE role_id = 1 AND login <> 'last'");
	assert_fails(staff_archive(&shop->ctx, last), CONFLICT, "staff.last_owner");
	assert_fails(staff_edit(&shop->ctx, last, &down), CONFLICT, "staff.last_owner");
	hire("next", "owner", NULL);
	assert_ok(staff_edit(&shop->ctx, last, &down));
	shop->ctx.actor = was;
}

/* ---- one at a time ---- */

static void while_another_hashes_one_waits_and_is_told(void **state)
{
	int other = open(shop->t->conf->state_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int64_t began = clock_ticks();
	const char *hash;

	(void)state;
	assert_int_equal(flock(other, LOCK_EX), 0);
	assert_fails(secret_hash(&shop->ctx, "4711", &hash), LIMITED, "login.busy");
	assert_true(clock_ticks() - began >= 5 * SECOND);
	close(other);
	assert_ok(secret_hash(&shop->ctx, "4711", &hash));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_was_added_can_log_in),
		cmocka_unit_test(no_secret_is_stored_as_it_is),
		cmocka_unit_test(bad_input_is_refused_by_field),
		cmocka_unit_test(nine_letters_of_hebrew_are_too_few_and_ten_enough),
		cmocka_unit_test(a_login_is_taken_once),
		cmocka_unit_test(an_unknown_branch_is_refused_and_nobody_added),
		cmocka_unit_test(whatever_is_wrong_gets_one_answer),
		cmocka_unit_test(an_unknown_login_takes_as_long_as_a_known_one),
		cmocka_unit_test(a_pin_opens_the_tills_of_ones_branches_alone),
		cmocka_unit_test(a_till_offers_those_who_may_sell_there),
		cmocka_unit_test(a_new_password_ends_what_the_old_one_opened),
		cmocka_unit_test(whoever_is_archived_is_gone),
		cmocka_unit_test(a_manager_makes_and_changes_no_owner),
		cmocka_unit_test(one_owner_stays),
		cmocka_unit_test(while_another_hashes_one_waits_and_is_told),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
