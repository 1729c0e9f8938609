/* query.c: the reading and writing calls of db.h. */
#include "db/internal.h"

#include <string.h>

struct error *db_all(struct db *db, const struct db_row *row, void *rows, size_t *n,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct stmt *s;
	struct error *e = NULL;
	bool more = true;
	char *all;
	size_t count;

	*(void **)rows = NULL;
	*n = 0;
	TRY(stmt_run(db, RUN_ROWS, &s, row, sql, args, n_args));
	count = stmt_count(s);
	all = count ? arena_array(db->arena, count, row->size) : NULL;
	for (size_t i = 0; i < count && !e; i++)
		e = stmt_row(db, s, row, db->arena, all + i * row->size, &more);
	stmt_done(s);
	if (e)
		return e;
	*(void **)rows = all;
	*n = count;
	return NULL;
}

struct error *db_find(struct db *db, const struct db_row *row, void *out, bool *found,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct stmt *s;
	struct error *e = NULL;
	size_t count;

	*found = false;
	TRY(stmt_run(db, RUN_ROWS, &s, row, sql, args, n_args));
	count = stmt_count(s);
	if (count > 1)
		e = error_note(ERR(db->arena, INTERNAL, "db.many"), "%zu rows from: %.120s", count, sql);
	else if (count == 1)
		e = stmt_row(db, s, row, db->arena, out, found);
	stmt_done(s);
	return e;
}

struct error *db_one(struct db *db, const struct db_row *row, void *out,
	const char *sql, const struct db_value *args, size_t n_args)
{
	bool found;

	TRY(db_find(db, row, out, &found, sql, args, n_args));
	if (!found)
		return error_note(ERR(db->arena, NOT_FOUND, "db.none"), "%.120s", sql);
	return NULL;
}

void *db_copy(struct arena *a, const struct db_row *row, const void *rows, size_t n)
{
	char *copy = arena_memdup(a, rows, n * row->size);

	for (size_t i = 0; i < n * row->count; i++) {
		const struct db_column *column = &row->columns[i % row->count];
		void *member = copy + i / row->count * row->size + column->offset;

		if (column->type == DB_TEXT) {
			const char **text = member;
			*text = arena_strdup(a, *text);
		} else if (column->type == DB_BYTES) {
			struct db_bytes *bytes = member;
			bytes->p = arena_memdup(a, bytes->p, bytes->n);
		}
	}
	return copy;
}

struct whole {
	int64_t v;
};

static const struct db_column whole_columns[] = { DB_COL(struct whole, v, INT) };
static const struct db_row whole_row = DB_ROW(struct whole, whole_columns);

struct error *db_whole(struct db *db, int64_t *out, int64_t fallback,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct whole whole = { fallback };
	struct stmt *s;
	struct error *e = NULL;
	bool found = false;

	TRY(stmt_run(db, RUN_ROWS, &s, &whole_row, sql, args, n_args));
	if (stmt_count(s) > 1)
		e = error_note(ERR(db->arena, INTERNAL, "db.many"), "%.120s", sql);
	else
		e = stmt_row(db, s, &whole_row, db->arena, &whole, &found);
	if (!e)
		*out = found && !stmt_null(s, 0) ? whole.v : fallback;
	stmt_done(s);
	return e;
}

/* The server keeps the rows behind a cursor, so fn may use db in between. */
struct error *db_each(struct db *db, const struct db_row *row,
	struct error *(*fn)(void *arg, struct arena *scratch, const void *row), void *arg,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct arena *scratch;
	struct error *e;
	struct stmt *s;
	bool more;

	TRY(stmt_run(db, RUN_CURSOR, &s, row, sql, args, n_args));
	scratch = arena_new();
	do {
		void *out = arena_alloc(scratch, row->size);

		e = stmt_row(db, s, row, scratch, out, &more);
		if (!e && more)
			e = fn(arg, scratch, out);
		arena_reset(scratch);
	} while (!e && more);
	arena_free(scratch);
	stmt_free(s);
	return e;
}

static struct error *write_run(struct db *db, struct stmt **s, const char *sql, const struct db_value *args, size_t n_args)
{
	if (!db->in_tx)
		return error_note(ERR(db->arena, INTERNAL, "db.readonly"), "outside db_tx(): %.120s", sql);
	return stmt_run(db, RUN_WRITE, s, NULL, sql, args, n_args);
}

struct error *db_exec(struct db *db, int64_t *changed,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct stmt *s;

	TRY(write_run(db, &s, sql, args, n_args));
	if (changed)
		*changed = stmt_changed(s);
	return NULL;
}

struct error *db_insert(struct db *db, int64_t *id,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct stmt *s;

	TRY(write_run(db, &s, sql, args, n_args));
	*id = stmt_insert_id(s);
	return NULL;
}

/* DDL is a write; the session is opened for it and closed again. Were that
 * last step to fail, the connection is dropped rather than left writable. */
struct error *db_script(struct db *db, const char *sql)
{
	unsigned int number;
	struct error *e;

	if (db->in_tx || db->account != DB_OWNER)
		return error_note(ERR(db->arena, INTERNAL, "db.script"), "%.120s", sql);
	TRY(db_ready(db));
	TRY(db_command(db, "SET SESSION TRANSACTION READ WRITE"));
	e = db_command(db, db_spell(db, sql));
	number = db->number;
	if (!db->lost && db_command(db, "SET SESSION TRANSACTION READ ONLY"))
		db->lost = true;
	db->number = number;
	return e;
}

struct error *db_prepares(struct db *db, const char *sql)
{
	struct stmt *s;

	TRY(db_ready(db));
	TRY(stmt_prepare(db, &s, sql));
	stmt_free(s);
	return NULL;
}
