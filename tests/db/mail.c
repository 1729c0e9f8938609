/* mail.c: what an order queues, `makolet work` sends through a real SMTP
 * server; a server that is away or refuses loses nothing. */
#include "shop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/num.h"

static struct test_shop *shop;

static struct {
	const char *dir;		/* the server's directory */
	const char *port;
	pid_t pid;
	pid_t runner;			/* a makolet work that goes on; 0: none */
} smtp;

/* ---- the server ---- */

static const char *path(const char *dir, const char *name)
{
	return arena_printf(shop->t->arena, "%s/%s", dir, name);
}

static void write_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "we");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void mode(const char *how)
{
	write_file(path(smtp.dir, "mode"), how);
}

static void server_start(void)
{
	const char *script = arena_printf(shop->t->arena, "%s/tests/db/_smtp.py", test_top());
	char port[16];
	int out[2];
	FILE *said;

	assert_int_equal(pipe(out), 0);
	smtp.pid = fork();
	if (smtp.pid == 0) {
		dup2(out[1], STDOUT_FILENO);
		close(out[0]);
		close(out[1]);
		execl("/usr/bin/python3", "python3", script, smtp.port, smtp.dir, (char *)NULL);
		_exit(127);
	}
	close(out[1]);
	said = fdopen(out[0], "r");
	if (!fgets(port, sizeof(port), said))
		fail_msg("the mail server did not start (python3-aiosmtpd)");
	fclose(said);
	port[strcspn(port, "\n")] = '\0';
	smtp.port = arena_strdup(shop->t->arena, port);
}

static void server_stop(void)
{
	kill(smtp.pid, SIGKILL);
	waitpid(smtp.pid, NULL, 0);
}

/* ---- makolet work ---- */

static void write_conf(const char *more)
{
	const struct conf *c = shop->t->conf;
	const char *bin = getenv("MAKOLET_BIN");

	write_file(path(c->state_dir, "makolet.conf"), arena_printf(shop->t->arena,
		"database_socket = %s\ndatabase_host = %s\ndatabase_port = %lld\ndatabase_name = %s\ndatabase_user = %s\n"
		"database_password = %s\ndata_dir = %s/share\nstate_dir = %s\nshop_url = %s\nmail_from = %s\n"
		"smtp_url = smtp://127.0.0.1:%s\n%s",
		c->database_socket, c->database_host, (long long)c->database_port, c->database_name, c->database_user,
		c->database_password, bin ? bin : ".", c->state_dir, c->shop_url, c->mail_from, smtp.port, more));
}

static pid_t work_start(const char *option, const char *now)
{
	const char *bin = getenv("MAKOLET_BIN");
	const char *program = arena_printf(shop->t->arena, "%s/makolet", bin ? bin : ".");
	const char *conf = path(shop->t->conf->state_dir, "makolet.conf");
	const char *log = path(shop->t->conf->state_dir, "work.log");
	pid_t pid = fork();

	if (pid == 0) {
		int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);

		dup2(fd, STDERR_FILENO);
		if (now)
			setenv("MAKOLET_NOW", now, 1);
		execl(program, "makolet", "--config", conf, "work", option, (char *)NULL);
		_exit(127);
	}
	return pid;
}

static void work_after(int64_t minutes)
{
	char now[40];
	int status;
	pid_t pid = work_start("--once", instant_format(now, clock_now() + minutes * MINUTE + SECOND));

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void work(void)
{
	work_after(0);
}

/* ---- what came ---- */

static int arrived(void)
{
	struct stat st;
	int n = 0;

	while (stat(path(smtp.dir, arena_printf(shop->t->arena, "%d.txt", n + 1)), &st) == 0)
		n++;
	return n;
}

static const char *letter(int n)
{
	const char *name = path(smtp.dir, arena_printf(shop->t->arena, "%d.txt", n));
	char *text = arena_alloc(shop->t->arena, 65536);
	FILE *f = fopen(name, "re");

	if (!f)
		fail_msg("mail %d did not arrive", n);
	assert_true(fread(text, 1, 65535, f) > 0);
	fclose(f);
	return text;
}

static void assert_says(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("no \"%s\" in:\n%s", what, text);
}

static const char *word(const char *sql)
{
	static const struct db_column columns[] = { { DB_TEXT, 0 } };
	static const struct db_row row = { sizeof(char *), columns, 1 };
	const char *out = NULL;
	bool found;

	assert_ok(db_find(shop->t->app, &row, &out, &found, sql, NULL, 0));
	return out;
}

static void assert_job(const char *state, const char *error)
{
	assert_string_equal(word("SELECT state FROM job"), state);
	assert_says(word("SELECT COALESCE(error, '') FROM job"), error);
}

static void order_by(const char *email)
{
	test_root(shop->t, "UPDATE branch SET alert_email = NULL");
	test_shop_order(shop, BREAD, 1, email);
}

/* ---- set up ---- */

static int set_up(void **state)
{
	(void)state;
	shop = test_shop_open();
	smtp.dir = path(shop->t->conf->state_dir, "mail");
	smtp.port = "0";
	assert_int_equal(mkdir(smtp.dir, 0700), 0);
	mode("ok");
	server_start();
	write_conf("");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	server_stop();
	if (system(arena_printf(shop->t->arena, "rm -r '%s'", shop->t->conf->state_dir)) != 0)
		return -1;
	test_shop_close(shop);
	return 0;
}

static int end_runner(void **state)
{
	(void)state;
	if (smtp.runner) {
		kill(smtp.runner, SIGKILL);
		waitpid(smtp.runner, NULL, 0);
	}
	smtp.runner = 0;
	return 0;
}

static int fresh(void **state)
{
	(void)state;
	for (int n = arrived(); n > 0; n--)
		unlink(path(smtp.dir, arena_printf(shop->t->arena, "%d.txt", n)));
	test_root(shop->t, "DELETE FROM job");
	test_root(shop->t, "UPDATE branch SET alert_email = 'branch@example.com'");
	mode("ok");
	return 0;
}

/* ---- tests ---- */

static void an_order_tells_shopper_and_branch(void **state)
{
	const char *token, *code, *first, *second;
	struct order o;

	(void)state;
	token = test_shop_order(shop, CHEESE, 2, "noa@example.org");
	assert_ok(order_by_token(&shop->ctx, token, &o));
	code = order_code_shown(shop->t->arena, o.code);
	work();
	assert_int_equal(arrived(), 2);
	first = letter(1);
	assert_says(first, "envelope shop@example.com > noa@example.org\n");
	assert_says(first, "From: Corner <shop@example.com>\nTo: Noa <noa@example.org>\n");
	assert_says(first, arena_printf(shop->t->arena, "Subject: Your order %s at Corner\n", code));
	assert_says(first, "Message-ID: <mail.confirmation.");
	assert_says(first, "@shop.example>\nContent-Language: en\ntext/plain\nThank you for your order, Noa.\n");
	assert_says(first, "Cheese\n  2 × ₪42.00 = ₪84.00\nTotal: ₪84.00\n");
	assert_says(first, "Main street\nMain street 1\n03-5550100\n");
	assert_says(first, "We keep your goods until ");
	assert_says(first, arena_printf(shop->t->arena, "http://shop.example/en/order/%s\n", token));
	assert_says(first, arena_printf(shop->t->arena, "href=\"http://shop.example/en/order/%s\"", token));
	assert_says(first, "<html lang=\"en\" dir=\"ltr\">");
	second = letter(2);
	assert_says(second, "> branch@example.com\n");
	assert_says(second, arena_printf(shop->t->arena, "Subject: New order %s: ₪84.00\n", code));
	assert_says(second, "Noa\n050-5550100\nnoa@example.org\n");
	assert_null(strstr(second, token));
	work();
	assert_int_equal(arrived(), 2);
}

static void a_shopper_reads_it_in_his_language(void **state)
{
	const char *mail;

	(void)state;
	order_by("noa@example.org");
	test_root(shop->t, "UPDATE orders SET lang = 'he' WHERE id = (SELECT order_id FROM job)");
	work();
	mail = letter(1);
	assert_says(mail, "Content-Language: he\n");
	assert_says(mail, "<html lang=\"he\" dir=\"rtl\">");
	assert_says(mail, "http://shop.example/he/order/");
	assert_null(strstr(mail, "Thank you"));
	assert_null(strstr(mail, "Your order"));
}

/* What somebody typed is text in the HTML and one line in the headers. */
static void a_name_is_never_markup(void **state)
{
	const char *mail;

	(void)state;
	order_by("noa@example.org");
	test_root(shop->t, "UPDATE customer SET name = '<b>Noa</b>\r\nBcc: thief@example.net' ORDER BY id DESC LIMIT 1");
	work();
	mail = letter(1);
	assert_says(mail, "&lt;b&gt;Noa&lt;/b&gt;");
	assert_null(strstr(mail, "<b>Noa</b>\r\nBcc: thief@example.net</h1>"));
	assert_says(mail, "> noa@example.org\n");
}

static void without_an_address_nothing_is_queued(void **state)
{
	(void)state;
	order_by(NULL);
	assert_null(word("SELECT kind FROM job"));
	work();
	assert_int_equal(arrived(), 0);
}

static void a_lapsed_order_is_told_and_not_confirmed(void **state)
{
	(void)state;
	order_by("noa@example.org");
	test_root(shop->t, "UPDATE orders SET hold_until = '2001-01-01' WHERE id = (SELECT order_id FROM job)");
	work();
	assert_int_equal(arrived(), 1);
	assert_says(letter(1), "was not collected");
	assert_int_equal(strtoll(word("SELECT CAST(COUNT(*) AS CHAR) FROM job WHERE state = 'done'"), NULL, 10), 2);
}

static void a_server_that_is_down_is_tried_again_later(void **state)
{
	(void)state;
	order_by("noa@example.org");
	server_stop();
	work();
	assert_job("waiting", "mail.away");
	server_start();
	work();
	assert_int_equal(arrived(), 0);
	work_after(1);
	assert_int_equal(arrived(), 1);
	assert_job("done", "");
	assert_string_equal(word("SELECT CAST(attempts AS CHAR) FROM job"), "2");
}

static void a_greeting_of_4yz_is_tried_again_later(void **state)
{
	(void)state;
	order_by("noa@example.org");
	mode("421");
	work();
	assert_job("waiting", "mail.away");
	mode("ok");
	work_after(1);
	assert_int_equal(arrived(), 1);
}

static void a_recipient_put_off_is_tried_again_later(void **state)
{
	(void)state;
	order_by("noa@example.org");
	mode("450");
	work();
	assert_job("waiting", "smtp 450 after RCPT");
	mode("ok");
	work_after(1);
	assert_int_equal(arrived(), 1);
}

static void a_recipient_refused_is_not_tried_again(void **state)
{
	(void)state;
	order_by("noa@example.org");
	mode("550");
	work();
	assert_job("failed", "smtp 550 after RCPT");
	assert_null(strstr(word("SELECT error FROM job"), "noa"));
	mode("ok");
	work_after(60);
	assert_int_equal(arrived(), 0);
}

static void a_message_refused_is_not_tried_again(void **state)
{
	(void)state;
	order_by("noa@example.org");
	mode("554");
	work();
	assert_job("failed", "smtp 554 after DATA");
}

static void an_answer_that_never_came_is_sent_again_under_the_same_id(void **state)
{
	const char *first, *second;

	(void)state;
	order_by("noa@example.org");
	mode("drop");
	work();
	assert_job("waiting", "mail.unanswered");
	mode("ok");
	work_after(1);
	assert_int_equal(arrived(), 2);
	first = strstr(letter(1), "Message-ID:");
	second = strstr(letter(2), "Message-ID:");
	assert_memory_equal(first, second, strcspn(first, "\n"));
}

static void an_address_that_is_none_fails_at_once(void **state)
{
	(void)state;
	order_by("noa@example.org");
	test_root(shop->t, "UPDATE customer SET email = 'noa@example.org>\r\nRCPT TO:<thief@example.net' ORDER BY id DESC LIMIT 1");
	work();
	assert_job("failed", "mail.address");
	assert_int_equal(arrived(), 0);
}

static void a_server_that_asks_gets_user_and_password(void **state)
{
	(void)state;
	order_by("noa@example.org");
	mode("login");
	work();
	assert_job("waiting", "smtp 530");
	write_conf("smtp_user = shop\nsmtp_password = wrong\n");
	work_after(1);
	assert_job("waiting", "smtp 535");
	write_conf("smtp_user = shop\nsmtp_password = secret\n");
	work_after(3);
	assert_job("done", "");
	assert_int_equal(arrived(), 1);
	write_conf("");
}

/* ---- the runner ---- */

static void wait_for(int mails)
{
	for (int i = 0; i < 200 && arrived() < mails; i++)
		usleep(50000);
	assert_int_equal(arrived(), mails);
}

static void it_works_until_it_is_told_to_end(void **state)
{
	int status;

	(void)state;
	smtp.runner = work_start(NULL, NULL);
	order_by("noa@example.org");
	wait_for(1);
	order_by("ori@example.org");
	wait_for(2);
	kill(smtp.runner, SIGTERM);
	assert_int_equal(waitpid(smtp.runner, &status, 0), smtp.runner);
	smtp.runner = 0;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void the_log_holds_no_address(void **state)
{
	const char *name = path(shop->t->conf->state_dir, "work.log");
	char *text = arena_alloc(shop->t->arena, 1 << 20);
	FILE *f = fopen(name, "re");

	(void)state;
	assert_non_null(f);
	assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
	fclose(f);
	assert_says(text, "event=job.done");
	assert_says(text, "event=job.failed");
	assert_null(strstr(text, "example.org"));
	assert_null(strstr(text, "Noa"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_order_tells_shopper_and_branch, fresh),
		cmocka_unit_test_setup(a_shopper_reads_it_in_his_language, fresh),
		cmocka_unit_test_setup(a_name_is_never_markup, fresh),
		cmocka_unit_test_setup(without_an_address_nothing_is_queued, fresh),
		cmocka_unit_test_setup(a_lapsed_order_is_told_and_not_confirmed, fresh),
		cmocka_unit_test_setup(a_server_that_is_down_is_tried_again_later, fresh),
		cmocka_unit_test_setup(a_greeting_of_4yz_is_tried_again_later, fresh),
		cmocka_unit_test_setup(a_recipient_put_off_is_tried_again_later, fresh),
		cmocka_unit_test_setup(a_recipient_refused_is_not_tried_again, fresh),
		cmocka_unit_test_setup(a_message_refused_is_not_tried_again, fresh),
		cmocka_unit_test_setup(an_answer_that_never_came_is_sent_again_under_the_same_id, fresh),
		cmocka_unit_test_setup(an_address_that_is_none_fails_at_once, fresh),
		cmocka_unit_test_setup(a_server_that_asks_gets_user_and_password, fresh),
		cmocka_unit_test_setup_teardown(it_works_until_it_is_told_to_end, fresh, end_runner),
		cmocka_unit_test_setup(the_log_holds_no_address, fresh),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
