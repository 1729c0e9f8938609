/* import_files.c: real files of other kinds into a shop in Finland: Alko's price
 * list and WooCommerce's products, awkward and hostile files. The real ones need
 * ../shared/data. */
#include "goods.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <zlib.h>

#include "base/str.h"

static const struct branch *helsinki;
static struct str rejects, changes;

static int set_up(void **state)
{
	static const struct init_branch branches[] = { { "HKI", "Helsinki", "", "", NULL, true } };
	const struct init_shop in = { .name = "Nurkka", .tax_number = "0112038-9", .country = "FI", .languages = "fi en",
		.branches = branches, .branch_count = 1 };
	const struct shop *shop;

	(void)state;
	(void)goods_open;	/* the shop of the other tests is in Israel */
	t = test_db_open();
	test_db_migrate(t);
	test_db_state(t);
	ctx = (struct ctx){ .arena = t->arena, .db = t->app, .conf = t->conf, .now = clock_now(), .request_id = "" };
	ctx.actor.all_branches = true;
	shop_forget();
	assert_ok(init_shop(&ctx, &in));
	assert_ok(shop_get(&ctx, &shop));
	helsinki = shop_branch_by_code(shop, "HKI");
	return 0;
}

static int tear_down(void **state)
{
	return goods_close(state);
}

/* ---- files ---- */

static const char *data(const char *path)
{
	const char *whole = arena_printf(t->arena, "%s/../shared/data/%s", test_top(), path);

	if (access(whole, R_OK) != 0) {
		print_message("# no %s\n", whole);
		skip();
	}
	return whole;
}

/* In the state directory, so that it goes with the test. */
static const char *written(const char *bytes, size_t n)
{
	static int number_of;
	const char *path = arena_printf(t->arena, "%s/file-%d.csv", t->conf->state_dir, number_of++);
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	return path;
}

static void rejected(void *arg, int64_t line, const char *column, enum import_reason why, const char *key, const char *detail)
{
	(void)arg;
	if (rejects.len < 100000)
		str_addf(&rejects, "%lld %s %s %s %s\n", (long long)line, column ? column : "-", import_reason_name(why),
			key ? key : "-", detail ? detail : "-");
}

static void changed(void *arg, const struct import_change *x)
{
	(void)arg;
	if (changes.len < 100000)
		str_addf(&changes, "%d %s %s %lld>%lld\n", (int)x->effect, x->key, x->name, (long long)x->price_before, (long long)x->price);
}

static struct error *run_with(const char *kind, const char *path, struct import_options o, struct import_counts *n)
{
	struct import_job job = { .profile = profile(kind), .options = o, .file_name = path };
	struct import_file file;

	str_init(&rejects, t->arena);
	str_init(&changes, t->arena);
	*n = (struct import_counts){ 0 };
	ctx.now += SECOND;
	job.options.branch = helsinki;
	job.options.rejected = rejected;
	job.options.changed = changed;
	TRY(import_open(&ctx, job.profile, path, &file));
	job.file = &file;
	return import_run_file(&ctx, &job, n);
}

static struct import_counts run(const char *kind, const char *path)
{
	struct import_counts n;

	assert_ok(run_with(kind, path, (struct import_options){ 0 }, &n));
	assert_int_equal(n.read, n.other + n.repeated + n.rejected + n.added + n.changed + n.unchanged + n.kept);
	return n;
}

static void say(const char *what, const struct import_counts *n)
{
	print_message("# %s: %lld read, %lld new, %lld changed, %lld unchanged, %lld to look at, %lld rejected\n", what, (long long)n->read,
		(long long)n->added, (long long)n->changed, (long long)n->unchanged, (long long)n->review, (long long)n->rejected);
	for (int i = 0; i < IMPORT_REASONS; i++)
		if (n->reasons[i])
			print_message("#   %lld %s\n", (long long)n->reasons[i], import_reason_name((enum import_reason)i));
}

static int64_t rows_in_all(void)
{
	return number("SELECT (SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM item_text) + (SELECT COUNT(*) FROM variant) + "
		"(SELECT COUNT(*) FROM barcode) + (SELECT COUNT(*) FROM price) + (SELECT COUNT(*) FROM stock_level) + "
		"(SELECT COUNT(*) FROM import_review) + (SELECT COUNT(*) FROM category)");
}

/* ---- Alko ---- */

static void alko_is_taken_whole(void **state)
{
	struct import_counts n = run("alko", data("alko-fi/alkon-hinnasto.csv"));
	struct item_card card;

	(void)state;
	say("alko", &n);
	assert_int_equal(n.read, 11460);
	assert_int_equal(n.added + n.rejected, 11460);
	assert_int_equal(n.rejected, 0);
	assert_ok(item_scan(&ctx, "fi", helsinki, "915083", &card));
	assert_string_equal(card.name, "Ecologica Reserve Organic Shiraz Malbec 2019");
	assert_int_equal(card.price, INT64_C(10480000));
	assert_int_equal(card.content, 750);
	assert_string_equal(card.content_unit, "l");
	assert_string_equal(card.maker, "La Riojana");
	assert_int_equal(card.tax_rate, 2550);
	assert_ok(item_scan(&ctx, "fi", helsinki, "7790265620145", &card));
	assert_string_equal(card.name, "Ecologica Reserve Organic Shiraz Malbec 2019");
	print_message("# questions: %lld shared, %lld bad, %lld tax\n",
		(long long)number("SELECT COUNT(*) FROM import_review WHERE reason = 'shared_barcode'"),
		(long long)number("SELECT COUNT(*) FROM import_review WHERE reason = 'bad_barcode'"),
		(long long)number("SELECT COUNT(*) FROM import_review WHERE reason = 'tax_class'"));
}

static void alko_again_changes_nothing(void **state)
{
	const char *path = data("alko-fi/alkon-hinnasto.csv");
	int64_t before = rows_in_all();
	struct import_counts n = run("alko", path);

	(void)state;
	say("alko again", &n);
	assert_int_equal(n.changed + n.added, 0);
	assert_int_equal(rows_in_all(), before);
}

/* ---- WooCommerce ---- */

static void woocommerce_has_items_with_variants(void **state)
{
	struct import_counts n = run("woocommerce", data("woocommerce-sample/sample-data/sample_products.csv"));
	struct item_card *cards, card;
	const char *description;
	size_t count;

	(void)state;
	say("woocommerce", &n);
	assert_int_equal(n.read, 25);
	assert_int_equal(n.reasons[IMPORT_KIND], 4);
	assert_non_null(strstr(rejects.p, "other_kind - grouped\n"));
	assert_non_null(strstr(rejects.p, "other_kind - external\n"));
	assert_non_null(strstr(rejects.p, "other_kind - simple, downloadable, virtual\n"));
	assert_int_equal(n.added, 21);
	assert_ok(item_by_slug(&ctx, "en", helsinki->price_list, "woo-hoodie", &cards, &count, &description));
	assert_int_equal(count, 4);
	assert_string_equal(cards[0].name, "Hoodie");
	assert_string_equal(cards[0].label, "Red / No");
	assert_string_equal(cards[3].label, "Blue / Yes");
	assert_int_equal(cards[0].price, INT64_C(45000000));
	assert_non_null(strstr(description, "Pellentesque"));
	assert_ok(item_scan(&ctx, "en", helsinki, "woo-hoodie-blue-logo", &card));
	assert_string_equal(card.label, "Blue / Yes");
	n = run("woocommerce", data("woocommerce-sample/sample-data/sample_products.csv"));
	assert_int_equal(n.unchanged, 21);
}

static void woocommerces_other_samples_are_read(void **state)
{
	struct import_counts n = run("woocommerce", data("woocommerce-sample/sample-data/experimental_sample_9_products.csv"));

	(void)state;
	say("woocommerce 2", &n);
	assert_int_equal(n.read, 9);
	n = run("woocommerce", data("woocommerce-sample/sample-data/experimental_fashion_sample_9_products.csv"));
	say("woocommerce 3", &n);
	assert_int_equal(n.read, 9);
	assert_int_equal(number("SELECT on_hand FROM stock_level l JOIN variant v ON v.id = l.variant_id WHERE v.sku = 'woo-fashion-shirt'"), 10000);
	assert_int_equal(number("SELECT SUM(quantity) FROM " "ledger.stock_move m JOIN variant v ON v.id = m.variant_id WHERE v.sku = 'woo-fashion-shirt'"), 10000);
}

/* ---- what one gets sent ---- */

static void awkward_files_are_refused_or_read_row_by_row(void **state)
{
	static const char *const names[] = { "211.csv", "begrotingsanalyse-2011.csv", "characters.csv", "complex.csv", "example.tsv",
		"excel_pasting.csv", "long.csv", "mixedGLB.csv", "null.csv", "simple.csv", "simple.psv", "simple.ssv", "skip_initials.csv",
		"small.csv", "spanish_chars.csv", "sparse_with_column_errors.csv", "utf-16le_encoded.csv", "utf8bom.csv", "weird_head_padding.csv" };
	static const char *const kinds[] = { "alko", "makolet", "woocommerce" };
	int64_t before = rows_in_all();
	struct import_counts n;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = data(arena_printf(t->arena, "messytables-horror/%s", names[i]));

		for (size_t k = 0; k < 3; k++)
			assert_fails(run_with(kinds[k], path, (struct import_options){ 0 }, &n), INVALID, "import.heading");
	}
	assert_int_equal(rows_in_all(), before);
}

/* With a profile of one's own they are read as any other. */
static void awkward_files_are_read_with_a_profile(void **state)
{
	static const struct { const char *name, *sku, *label; enum charset charset; char separator; int64_t least; } files[] = {
		{ "211.csv", "ResourceAgencyNum", "PublicName", CHARSET_LATIN1, ',', 300 },
		{ "utf-16le_encoded.csv", "Organisation_code", "Organisation_name", CHARSET_UTF16LE, ',', 1 },
		{ "simple.ssv", "date", "place", CHARSET_UTF8, ';', 6 },
		{ "simple.psv", "Year", "New dwellings", CHARSET_UTF8, '|', 20 },
		{ "example.tsv", "hour", "expr1_0_imp", CHARSET_UTF8, '\t', 20 },
		{ "spanish_chars.csv", "GF_ID", "Descripción", CHARSET_LATIN1, ',', 50 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const char *path = data(arena_printf(t->arena, "messytables-horror/%s", files[i].name));
		const struct import_profile *p;
		struct import_options o = { .branch = helsinki, .dry_run = true };
		struct import_counts n;
		struct import_file file;

		assert_ok(import_profile_parse(t->arena, "own", arena_printf(t->arena,
			"key sku\nlanguage en\nfield sku \"%s\"\nfield name \"%s\"\nconstant price 1\ntax standard otherwise\n",
			files[i].sku, files[i].label), &p));
		assert_ok(import_open(&ctx, p, path, &file));
		assert_int_equal(file.format.charset, files[i].charset);
		assert_int_equal(file.format.separator, files[i].separator);
		assert_ok(import_rows(&ctx, p, &o, 0, file.csv, &n));
		say(files[i].name, &n);
		assert_true(n.read >= files[i].least);
	}
}

static void a_real_file_cut_in_the_middle_is_told(void **state)
{
	const char *path = data("alko-fi/alkon-hinnasto.csv"), *cut;
	char *bytes = arena_alloc(t->arena, 4 << 20);
	struct import_counts n;
	int64_t before = rows_in_all();
	FILE *f = fopen(path, "re");
	size_t size = fread(bytes, 1, 4 << 20, f);
	gzFile gz;

	(void)state;
	fclose(f);
	assert_true(size > 3000000);
	n = run("alko", written(bytes, size / 2));
	assert_in_range(n.read, 5000, 6000);
	assert_true(n.rejected <= 1);
	assert_int_equal(n.added, 0);
	/* Half of the goods are gone from it: nothing is retired. */
	assert_fails(run_with("alko", written(bytes, size / 2), (struct import_options){ .retire = true }, &n), INVALID, "import.retire");
	assert_int_equal(number("SELECT COUNT(*) FROM variant WHERE archived_at IS NOT NULL"), 0);
	/* Packed, it is known before a row is read. */
	cut = arena_printf(t->arena, "%s/cut.csv.gz", t->conf->state_dir);
	gz = gzopen(cut, "wb");
	assert_int_equal(gzwrite(gz, bytes, (unsigned int)size), size);
	gzclose(gz);
	assert_int_equal(truncate(cut, 300000), 0);
	assert_fails(run_with("alko", cut, (struct import_options){ 0 }, &n), INVALID, "csv.gzip");
	assert_int_equal(rows_in_all(), before);
}

#define OWN "key sku\nlanguage en\nfield sku sku\nfield name name\nfield price price\nfield barcode ean optional\ntax standard otherwise\n"

/* One line of a gigabyte between two good ones, packed: the file is refused as a
 * bomb. Plain (with holes it costs no disk), the line is passed over. */
static void a_line_of_a_gigabyte_costs_its_line(void **state)
{
	static const char head[] = "sku;name;price\nG1;Good;1.00\nG2;", tail[] = ";2.00\nG3;Last;3.00\n";
	const char *path = arena_printf(t->arena, "%s/long.csv", t->conf->state_dir);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	struct import_options o = { .branch = helsinki, .dry_run = true, .rejected = rejected };
	const struct import_profile *p;
	struct import_counts n;
	struct import_file file;
	struct rusage before, after;

	(void)state;
	str_init(&rejects, t->arena);
	assert_int_equal(write(fd, head, sizeof(head) - 1), sizeof(head) - 1);
	assert_int_equal(lseek(fd, 1 << 30, SEEK_CUR), (1 << 30) + (off_t)sizeof(head) - 1);
	assert_int_equal(write(fd, tail, sizeof(tail) - 1), sizeof(tail) - 1);
	close(fd);
	assert_ok(import_profile_parse(t->arena, "own", OWN "encoding utf-8\n", &p));
	getrusage(RUSAGE_SELF, &before);
	assert_ok(import_open(&ctx, p, path, &file));
	assert_ok(import_rows(&ctx, p, &o, 0, file.csv, &n));
	getrusage(RUSAGE_SELF, &after);
	unlink(path);
	assert_int_equal(n.read, 3);
	assert_int_equal(n.added, 2);
	assert_string_equal(rejects.p, "3 - broken_row - nul\n");
	assert_true(after.ru_maxrss - before.ru_maxrss < 32 * 1024);
}

/* ---- names and prices of all kinds ---- */

static struct import_counts own(const char *rows)
{
	struct import_options o = { .branch = helsinki, .rejected = rejected, .changed = changed };
	const char *path = arena_printf(t->arena, "%s", written(rows, strlen(rows)));
	const struct import_profile *p;
	struct import_counts n;
	struct import_file file;

	str_init(&rejects, t->arena);
	str_init(&changes, t->arena);
	ctx.now += SECOND;
	assert_ok(import_profile_parse(t->arena, "own", OWN "decimal comma\n", &p));
	assert_ok(import_open(&ctx, p, path, &file));
	assert_ok(import_run(&ctx, p, &o, file.csv, &n));
	return n;
}

static void hostile_names_come_through_as_they_are(void **state)
{
	struct import_counts n = own("sku;name;price;ean\n"
		"H1;=cmd|'/c calc'!A1;1,00;\nH2;\"-1+1\";1,00;\nH3;\"two\nlines; \"\"quoted\"\"\";1,00;\n"
		"H4;<script>alert(1)</script>;1,00;\nH5;\"Robert'); DROP TABLE item;--\";1,00;\nH6;\xd7\x90\xe2\x80\xae\xd7\x91;1,00;\n");
	struct item_card card;

	(void)state;
	assert_int_equal(n.added, 6);
	assert_ok(item_scan(&ctx, "en", helsinki, "H1", &card));
	assert_string_equal(card.name, "=cmd|'/c calc'!A1");
	assert_ok(item_scan(&ctx, "en", helsinki, "H3", &card));
	assert_string_equal(card.name, "two lines; \"quoted\"");
	assert_ok(item_scan(&ctx, "en", helsinki, "H6", &card));
	assert_string_equal(card.name, "אב");
}

static void numbers_are_read_as_the_profile_says(void **state)
{
	struct import_counts n = own("sku;name;price\nN1;a;1.234,50\nN2;a;1 234,5\nN3;a;9,000\nN4;a;12.5\nN5;a;1,2,3\nN6;a;1e3\nN7;a;-1\nN8;a;\n");

	(void)state;
	assert_int_equal(n.added, 3);
	assert_int_equal(n.reasons[IMPORT_PRICE], 5);
	assert_int_equal(number("SELECT price FROM price p JOIN variant v ON v.id = p.variant_id WHERE v.sku = 'N1'"), INT64_C(1234500000));
	assert_int_equal(number("SELECT price FROM price p JOIN variant v ON v.id = p.variant_id WHERE v.sku = 'N2'"), INT64_C(1234500000));
	assert_int_equal(number("SELECT price FROM price p JOIN variant v ON v.id = p.variant_id WHERE v.sku = 'N3'"), 9000000);
}

static void what_vanished_is_retired_and_what_returns_is_back(void **state)
{
	static const char five[] = "Numero;Nimi;Hinta;EAN\nR1;One;1.00;\nR2;Two;2.00;\nR3;Three;3.00;\nR4;Four;4.00;\nR5;Five;5.00;\n";
	static const char four[] = "Numero;Nimi;Hinta;EAN\nR1;One;1.00;\nR2;Two;2.00;\nR3;Three;3.00;\nR4;Four;0;\n";
	const struct import_profile *p;
	struct import_options o = { .branch = helsinki, .changed = changed, .retire = true };
	struct import_counts n;
	struct item_card card;

	(void)state;
	assert_ok(import_profile_parse(t->arena, "fours", "key sku\nlanguage fi\nfield sku Numero\nfield name Nimi\nfield price Hinta\ntax standard otherwise\n", &p));
	for (int i = 0; i < 2; i++) {
		ctx.now += SECOND;
		assert_ok(import_run(&ctx, p, &o, csv_of_bytes(t->arena, five, sizeof(five) - 1, &(struct csv_format){ CHARSET_UTF8, ';', 0 }), &n));
		assert_int_equal(n.retired, 0);
	}
	/* A row that is rejected has not vanished. */
	for (int dry = 1; dry >= 0; dry--) {
		str_init(&changes, t->arena);
		ctx.now += SECOND;
		o.dry_run = dry;
		assert_ok(import_run(&ctx, p, &o, csv_of_bytes(t->arena, four, sizeof(four) - 1, &(struct csv_format){ CHARSET_UTF8, ';', 0 }), &n));
		assert_int_equal(n.retired, 1);
		assert_int_equal(n.rejected, 1);
		assert_string_equal(changes.p, "5 R5 Five 5000000>-1\n");
		assert_int_equal(number("SELECT COUNT(*) FROM variant WHERE sku = 'R5' AND archived_at IS NULL"), dry);
	}
	assert_fails(item_scan(&ctx, "fi", helsinki, "R5", &card), NOT_FOUND, "item.unknown_code");
	assert_ok(item_scan(&ctx, "fi", helsinki, "R4", &card));
	ctx.now += SECOND;
	assert_ok(import_run(&ctx, p, &o, csv_of_bytes(t->arena, five, sizeof(five) - 1, &(struct csv_format){ CHARSET_UTF8, ';', 0 }), &n));
	assert_int_equal(n.changed, 1);
	assert_ok(item_scan(&ctx, "fi", helsinki, "R5", &card));
}

/* ---- killed in the middle ---- */

struct killer {
	int batches;
};

static struct error *kill_me(void *arg, const struct import_counts *counts)
{
	struct killer *k = arg;

	(void)counts;
	if (++k->batches == 3)
		kill(getpid(), SIGKILL);
	return NULL;
}

static const char *thousands(void)
{
	struct str rows;

	str_init(&rows, t->arena);
	str_add(&rows, "sku;name;price\n");
	for (int i = 0; i < 3000; i++)
		str_addf(&rows, "K%d;Killed %d;%d,50\n", i, i, i % 90 + 1);
	return rows.p;
}

/* With a connection of its own, as a process has. */
static void child(const char *text)
{
	struct killer killer = { 0 };
	struct import_options o = { .branch = helsinki, .progress = kill_me, .arg = &killer };
	const struct import_profile *p;
	struct import_counts n;
	struct ctx c = ctx;

	c.arena = arena_new();
	c.db = db_new(t->conf, DB_COMMAND);
	db_arena(c.db, c.arena);
	if (!import_profile_parse(c.arena, "own", OWN "decimal comma\n", &p) &&
	    !import_run(&c, p, &o, csv_of_bytes(c.arena, text, strlen(text), &(struct csv_format){ CHARSET_UTF8, ';', 0 }), &n))
		_exit(0);
	_exit(1);
}

static void after_a_kill_it_is_run_again(void **state)
{
	const char *text = thousands();
	struct import_counts n;
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		child(text);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(number("SELECT COUNT(*) FROM variant WHERE sku LIKE 'K%'"), 1500);
	n = own(text);
	assert_int_equal(n.unchanged, 1500);
	assert_int_equal(n.added, 1500);
	assert_int_equal(number("SELECT COUNT(*) FROM price p JOIN variant v ON v.id = p.variant_id WHERE v.sku LIKE 'K%'"), 3000);
	assert_int_equal(number("SELECT COUNT(*) FROM stock_level l JOIN variant v ON v.id = l.variant_id WHERE v.sku LIKE 'K%'"), 3000);
	assert_int_equal(number("SELECT COUNT(*) FROM import_run WHERE profile = 'own' AND state = 'running' AND ended_at IS NULL"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alko_is_taken_whole),
		cmocka_unit_test(alko_again_changes_nothing),
		cmocka_unit_test(woocommerce_has_items_with_variants),
		cmocka_unit_test(woocommerces_other_samples_are_read),
		cmocka_unit_test(awkward_files_are_refused_or_read_row_by_row),
		cmocka_unit_test(awkward_files_are_read_with_a_profile),
		cmocka_unit_test(a_real_file_cut_in_the_middle_is_told),
		cmocka_unit_test(a_line_of_a_gigabyte_costs_its_line),
		cmocka_unit_test(hostile_names_come_through_as_they_are),
		cmocka_unit_test(numbers_are_read_as_the_profile_says),
		cmocka_unit_test(what_vanished_is_retired_and_what_returns_is_back),
		cmocka_unit_test(after_a_kill_it_is_run_again),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
