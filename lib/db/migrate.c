/* migrate.c: applies sql/migrations, each statement noted in the table migration. */
#include "db/migrate.h"
#include "db/internal.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/str.h"

#define LOCK_SECONDS 30

struct file {
	int64_t number;
	const char *name;
	const char *checksum;	/* SHA-256 in hex */
	const char **statements;
	size_t n;
};

/* done == statements: finished. started > done: the statement of that number
 * (from 1) was begun and its end not noted. */
struct applied {
	int64_t number;
	const char *name;
	const char *checksum;
	int64_t statements, started, done;
};

static const struct db_column applied_columns[] = {
	DB_COL(struct applied, number, INT), DB_COL(struct applied, name, TEXT),
	DB_COL(struct applied, checksum, TEXT), DB_COL(struct applied, statements, INT),
	DB_COL(struct applied, started, INT), DB_COL(struct applied, done, INT),
};
static const struct db_row applied_row = DB_ROW(struct applied, applied_columns);

struct work {
	struct db *db;
	struct arena *arena;
	struct file *files;
	size_t n_files;
	struct applied *applied;
	size_t n_applied;
	int last;		/* no file of a greater number is applied */
};

/* ---- the files ---- */

static bool file_number(const char *name, int64_t *number)
{
	size_t n = strlen(name);

	if (n < 10 || name[4] != '_' || strcmp(name + n - 4, ".sql") != 0)
		return false;
	*number = 0;
	for (int i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)name[i]))
			return false;
		*number = *number * 10 + (name[i] - '0');
	}
	return *number > 0;
}

static int is_migration(const struct dirent *entry)
{
	int64_t number;

	return file_number(entry->d_name, &number);
}

static const char *trimmed_end(const char *start, const char *end)
{
	while (end > start && isspace((unsigned char)end[-1]))
		end--;
	return end;
}

/* Cuts after each ";" that ends a line. Comment lines are left out, so that a
 * statement begins with its verb. */
static void split(struct arena *a, const char *text, struct file *file)
{
	struct str one;
	size_t lines = 1;

	for (const char *p = text; *p; p++)
		lines += *p == '\n';
	file->statements = ARENA_ARRAY(a, lines, const char *);
	str_init(&one, a);
	for (const char *line = text; *line;) {
		const char *stop = line + strcspn(line, "\n"), *end = trimmed_end(line, stop);
		const char *first = line + strspn(line, " \t");

		if (end > line && strncmp(first, "--", 2) != 0) {
			bool last = end[-1] == ';';

			str_addn(&one, line, (size_t)(end - line) - last);
			if (last) {
				file->statements[file->n++] = arena_strdup(a, one.p);
				str_clear(&one);
			} else {
				str_addc(&one, '\n');
			}
		}
		line = *stop ? stop + 1 : stop;
	}
	if (one.len)
		file->statements[file->n++] = one.p;
}

static struct error *read_file(struct arena *a, const char *dir, struct file *file)
{
	uint8_t sum[SHA256_SIZE];
	struct str text;

	str_init(&text, a);
	TRY(str_add_file(&text, arena_printf(a, "%s/%s", dir, file->name)));
	sha256(sum, text.p, text.len);
	file->checksum = hex_encode(arena_alloc(a, 2 * SHA256_SIZE + 1), sum, SHA256_SIZE);
	split(a, text.p, file);
	return NULL;
}

static struct error *read_files(struct work *w, const char *dir)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, is_migration, alphasort);

	if (n < 0)
		return error_note(ERR(w->arena, INTERNAL, "migrate.file"), "%s: %s", dir, strerror(errno));
	w->files = ARENA_ARRAY(w->arena, (size_t)n, struct file);
	w->n_files = (size_t)n;
	for (int i = 0; i < n; i++) {
		w->files[i].name = arena_strdup(w->arena, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	for (size_t i = 0; i < w->n_files; i++) {
		file_number(w->files[i].name, &w->files[i].number);
		if (i && w->files[i].number == w->files[i - 1].number)
			return error_note(ERR(w->arena, INTERNAL, "migrate.file"), "%s: number used twice", w->files[i].name);
		TRY(read_file(w->arena, dir, &w->files[i]));
	}
	return NULL;
}

/* ---- what the database has ---- */

static struct error *read_applied(struct work *w)
{
	int64_t there;

	w->n_applied = 0;
	TRY(db_whole(w->db, &there, 0, "SELECT COUNT(*) FROM information_schema.tables "
		"WHERE table_schema = DATABASE() AND table_name = 'migration'", NULL, 0));
	if (!there)
		return NULL;
	return db_all(w->db, &applied_row, &w->applied, &w->n_applied,
		"SELECT number, name, checksum, statements, started, done FROM migration ORDER BY number", NULL, 0);
}

static struct file *file_of(struct work *w, int64_t number)
{
	for (size_t i = 0; i < w->n_files; i++)
		if (w->files[i].number == number)
			return &w->files[i];
	return NULL;
}

static struct applied *applied_of(struct work *w, int64_t number)
{
	for (size_t i = 0; i < w->n_applied; i++)
		if (w->applied[i].number == number)
			return &w->applied[i];
	return NULL;
}

static int64_t last_number(const struct work *w)
{
	return w->n_files ? w->files[w->n_files - 1].number : 0;
}

static struct error *compare(struct work *w)
{
	for (size_t i = 0; i < w->n_applied; i++) {
		const struct applied *done = &w->applied[i];
		const struct file *file = file_of(w, done->number);

		if (done->number > last_number(w))
			return error_note(ERR(w->arena, CONFLICT, "migrate.newer"),
				"the database has %s, the last file known is number %lld", done->name, (long long)last_number(w));
		if (!file || strcmp(file->checksum, done->checksum) != 0)
			return error_note(ERR(w->arena, CONFLICT, "migrate.changed"), "%s has changed since it was applied", done->name);
	}
	return NULL;
}

static struct error *look(struct work *w, struct db *db, struct arena *a, const char *dir)
{
	*w = (struct work){ .db = db, .arena = a };
	TRY(read_files(w, dir));
	TRY(read_applied(w));
	return compare(w);
}

static bool finished(const struct applied *applied)
{
	return applied && applied->done == applied->statements;
}

struct error *migrate_state(struct db *db, struct arena *a, const char *dir, struct migration_state *out)
{
	struct work w;

	TRY(look(&w, db, a, dir));
	*out = (struct migration_state){ .known = (int)last_number(&w) };
	for (size_t i = 0; i < w.n_applied; i++)
		if (finished(&w.applied[i]))
			out->applied = (int)w.applied[i].number;
	return NULL;
}

struct error *migrate_check(struct db *db, struct arena *a, const char *dir)
{
	struct work w;

	TRY(look(&w, db, a, dir));
	for (size_t i = 0; i < w.n_files; i++)
		if (!finished(applied_of(&w, w.files[i].number)))
			return error_note(ERR(a, UNAVAILABLE, "migrate.needed"), "%s is not applied: run makolet migrate", w.files[i].name);
	return NULL;
}

/* ---- applying ---- */

/* One statement and its place, for the functions given to db_tx(). */
struct step {
	const struct file *file;
	int64_t number;		/* of the statement, from 1 */
	const char *sql;
};

static struct error *note_file(struct db *db, void *arg)
{
	const struct file *file = arg;

	return db_exec(db, NULL, "INSERT INTO migration (number, name, checksum, statements, started, done, changed_at) "
		"VALUES (?, ?, ?, ?, 0, 0, ?)",
		ARGS(I(file->number), T(file->name), T(file->checksum), I((int64_t)file->n), AT(clock_now())));
}

static struct error *note_started(struct db *db, void *arg)
{
	const struct step *step = arg;

	return db_exec(db, NULL, "UPDATE migration SET started = ?, changed_at = ? WHERE number = ?",
		ARGS(I(step->number), AT(clock_now()), I(step->file->number)));
}

static struct error *note_done(struct db *db, void *arg)
{
	const struct step *step = arg;

	return db_exec(db, NULL, "UPDATE migration SET started = ?, done = ?, changed_at = ? WHERE number = ?",
		ARGS(I(step->number), I(step->number), AT(clock_now()), I(step->file->number)));
}

static struct error *write_rows(struct db *db, void *arg)
{
	const struct step *step = arg;

	TRY(db_exec(db, NULL, step->sql, NULL, 0));
	return note_done(db, arg);
}

static bool begins_with(const char *sql, const char *word)
{
	size_t n = strlen(word);

	sql += strspn(sql, " \t\n");
	return strncasecmp(sql, word, n) == 0 && isspace((unsigned char)sql[n]);
}

static bool changes_rows(const char *sql)
{
	return begins_with(sql, "INSERT") || begins_with(sql, "UPDATE") || begins_with(sql, "DELETE") ||
		begins_with(sql, "REPLACE");
}

/* DDL cannot be rolled back: a statement that was begun by a run that died may
 * have happened. These answers say that it did. */
static bool says_done(unsigned int number)
{
	static const unsigned int numbers[] = {
		1050,	/* table exists */
		1051,	/* no table to drop */
		1060,	/* column exists */
		1061,	/* key exists */
		1068,	/* has a primary key */
		1091,	/* nothing to drop */
		1826,	/* constraint exists */
		3821,	/* no check to drop, MySQL */
		3822,	/* check exists, MySQL */
		1359,	/* trigger exists */
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (numbers[i] == number)
			return true;
	return false;
}

/* The lock belongs to the connection: one that was opened anew has lost it. */
static struct error *still_locked(struct work *w)
{
	int64_t mine;

	TRY(db_whole(w->db, &mine, 0, "SELECT IS_USED_LOCK(SHA2(CONCAT('makolet migrate ', DATABASE()), 256)) = CONNECTION_ID()",
		NULL, 0));
	if (!mine)
		return error_note(ERR(w->arena, UNAVAILABLE, "migrate.locked"), "the lock was lost");
	return NULL;
}

static struct error *run_statement(struct work *w, struct step *step, bool begun)
{
	struct error *e;

	TRY(still_locked(w));
	if (changes_rows(step->sql))
		return db_tx(w->db, write_rows, step);
	TRY(db_tx(w->db, note_started, step));
	e = db_script(w->db, step->sql);
	if (e && !(begun && says_done(w->db->number)))
		return e;
	return db_tx(w->db, note_done, step);
}

/* started of a statement that failed, as against one whose end nobody saw,
 * must not stand: the next run would take its failure for success. */
static struct error *note_failed(struct db *db, void *arg)
{
	const struct step *step = arg;

	return db_exec(db, NULL, "UPDATE migration SET started = done, changed_at = ? WHERE number = ?",
		ARGS(AT(clock_now()), I(step->file->number)));
}

static struct error *run_file(struct work *w, struct file *file)
{
	struct applied *applied = applied_of(w, file->number);
	struct step step = { .file = file, .number = applied ? applied->done : 0 };
	int64_t begun = applied ? applied->started : 0;

	if (!applied)
		TRY(db_tx(w->db, note_file, file));
	for (size_t i = (size_t)step.number; i < file->n; i++) {
		struct error *e;

		step.number = (int64_t)i + 1;
		step.sql = file->statements[i];
		e = run_statement(w, &step, begun == step.number);
		if (!e)
			continue;
		if (e->kind != UNAVAILABLE && e->kind != UNCERTAIN && begun != step.number)
			error_note(e, "%s", db_tx(w->db, note_failed, &step) ? "not noted" : "noted");
		return error_note(e, "%s, statement %lld", file->name, (long long)step.number);
	}
	return NULL;
}

static struct error *lock(struct work *w)
{
	int64_t got;

	TRY(db_whole(w->db, &got, 0, "SELECT GET_LOCK(SHA2(CONCAT('makolet migrate ', DATABASE()), 256), ?)",
		ARGS(I(LOCK_SECONDS))));
	if (got != 1)
		return error_note(ERR(w->arena, UNAVAILABLE, "migrate.locked"), "another migration is running");
	return NULL;
}

static void unlock(struct work *w)
{
	int64_t freed;

	/* Were this to fail, the end of the connection frees the lock. */
	if (db_whole(w->db, &freed, 0, "SELECT RELEASE_LOCK(SHA2(CONCAT('makolet migrate ', DATABASE()), 256))", NULL, 0))
		w->db->lost = true;
}

static struct error *run_missing(struct work *w, int *done, void (*say)(const char *file))
{
	TRY(db_script(w->db, "CREATE TABLE IF NOT EXISTS migration ("
		"number INT NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, checksum CHAR(64) NOT NULL, "
		"statements INT NOT NULL, started INT NOT NULL, done INT NOT NULL, changed_at DATETIME(6) NOT NULL"
		") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"));
	for (size_t i = 0; i < w->n_files; i++) {
		if (w->files[i].number > w->last || finished(applied_of(w, w->files[i].number)))
			continue;
		if (say)
			say(w->files[i].name);
		TRY(run_file(w, &w->files[i]));
		++*done;
	}
	return NULL;
}

struct error *migrate_up_to(struct db *db, struct arena *a, const char *dir, int last, int *done, void (*say)(const char *file))
{
	struct work w = { .db = db, .arena = a };
	struct error *e;

	*done = 0;
	TRY(lock(&w));
	e = look(&w, db, a, dir);
	w.last = last;
	if (!e)
		e = run_missing(&w, done, say);
	unlock(&w);
	return e;
}

struct error *migrate_run(struct db *db, struct arena *a, const char *dir, int *done, void (*say)(const char *file))
{
	return migrate_up_to(db, a, dir, INT_MAX, done, say);
}
