/* stmt.c: prepared statements: a bounded cache by text, values in, rows out. */
#include "db/internal.h"

#include <stdlib.h>
#include <string.h>

/* More than the statements of lib/shop that one worker runs often. */
#define CACHE_MAX 400
/* Longer texts are fetched a second time, into memory of their length. */
#define CELL_TEXT 256
#define CURSOR_ROWS 200ul

/* Where the client library puts one column of a row. */
struct cell {
	int64_t whole;
	MYSQL_TIME time;
	char text[CELL_TEXT];
	unsigned long length;
	db_flag null, cut;
};

struct stmt {
	struct stmt *next;
	MYSQL_STMT *handle;
	char *sql;		/* as the caller wrote it: the key */
	uint64_t used;		/* db->uses when last run */
	uint64_t session;	/* db->session in which it was prepared */
	size_t n_params, n_columns;
	MYSQL_BIND *params;
	MYSQL_TIME *times;
	MYSQL_BIND *results;
	struct cell *cells;
};

static void *zeroed(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size);

	if (!p)
		abort();
	return p;
}

static struct error *stmt_failed(struct db *db, struct stmt *s, const char *message)
{
	return db_failed(db, mysql_stmt_errno(s->handle), mysql_stmt_sqlstate(s->handle), message, s->sql);
}

/* ---- preparing and the cache ---- */

struct error *stmt_prepare(struct db *db, struct stmt **out, const char *sql)
{
	const char *spelt = db_spell(db, sql);
	struct stmt *s = zeroed(1, sizeof(*s));
	struct error *e;

	s->sql = strdup(sql);
	s->session = db->session;
	s->handle = mysql_stmt_init(db->mysql);
	if (!s->sql || !s->handle)
		abort();
	if (mysql_stmt_prepare(s->handle, spelt, strlen(spelt))) {
		e = stmt_failed(db, s, mysql_stmt_error(s->handle));
		stmt_free(s);
		return e;
	}
	s->n_params = mysql_stmt_param_count(s->handle);
	s->n_columns = mysql_stmt_field_count(s->handle);
	s->params = zeroed(s->n_params, sizeof(*s->params));
	s->times = zeroed(s->n_params, sizeof(*s->times));
	s->results = zeroed(s->n_columns, sizeof(*s->results));
	s->cells = zeroed(s->n_columns, sizeof(*s->cells));
	*out = s;
	return NULL;
}

void stmt_free(struct stmt *s)
{
	if (!s)
		return;
	if (s->handle)
		mysql_stmt_close(s->handle);
	free(s->sql);
	free(s->params);
	free(s->times);
	free(s->results);
	free(s->cells);
	free(s);
}

static size_t bucket_of(const char *sql)
{
	uint32_t hash = 2166136261u;	/* FNV-1a */

	for (; *sql; sql++)
		hash = (hash ^ (unsigned char)*sql) * 16777619u;
	return hash % CACHE_BUCKETS;
}

static void forget_oldest(struct db *db)
{
	struct stmt **oldest = NULL, *s;

	for (size_t i = 0; i < CACHE_BUCKETS; i++)
		for (struct stmt **at = &db->cache[i]; *at; at = &(*at)->next)
			if (!oldest || (*at)->used < (*oldest)->used)
				oldest = at;
	s = *oldest;
	*oldest = s->next;
	db->cached--;
	stmt_free(s);
}

void stmt_forget_all(struct db *db)
{
	while (db->cached)
		forget_oldest(db);
}

static struct error *find(struct db *db, struct stmt **out, const char *sql)
{
	size_t b = bucket_of(sql);
	struct stmt *s = db->cache[b];

	while (s && strcmp(s->sql, sql) != 0)
		s = s->next;
	if (!s) {
		TRY(stmt_prepare(db, &s, sql));
		if (db->cached == CACHE_MAX)
			forget_oldest(db);
		s->next = db->cache[b];
		db->cache[b] = s;
		db->cached++;
	}
	s->used = ++db->uses;
	*out = s;
	return NULL;
}

/* ---- values in ---- */

struct db_value db_text(const char *s)
{
	return (struct db_value){ .type = s ? DB_TEXT : DB_NULL, .b = { s, s ? strlen(s) : 0 } };
}

static void time_in(MYSQL_TIME *t, enum enum_mysql_timestamp_type type, int32_t date, int64_t micros)
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	*t = (MYSQL_TIME){
		.year = (unsigned int)year, .month = (unsigned int)month, .day = (unsigned int)day,
		.hour = (unsigned int)(micros / HOUR),
		.minute = (unsigned int)(micros % HOUR / MINUTE),
		.second = (unsigned int)(micros % MINUTE / SECOND),
		.second_part = (unsigned long)(micros % SECOND),
		.time_type = type,
	};
}

/* What DATE and DATETIME are promised to hold: 1000-01-01 to 9999-12-31. */
static bool date_fits(int64_t date)
{
	return date >= date_from_civil(1000, 1, 1) && date <= date_from_civil(9999, 12, 31);
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool set_time(MYSQL_BIND *b, MYSQL_TIME *t, const struct db_value *v)
{
	bool instants = v->type == DB_TIME;
	int64_t date = instants ? floor_div(v->i, DAY) : v->i;

	if (v->i == (instants ? INSTANT_NONE : DATE_NONE)) {
		b->buffer_type = MYSQL_TYPE_NULL;
		return true;
	}
	if (!date_fits(date))
		return false;
	time_in(t, instants ? MYSQL_TIMESTAMP_DATETIME : MYSQL_TIMESTAMP_DATE, (int32_t)date,
		instants ? v->i - date * DAY : 0);
	b->buffer_type = instants ? MYSQL_TYPE_DATETIME : MYSQL_TYPE_DATE;
	b->buffer = t;
	return true;
}

static void set_bytes(MYSQL_BIND *b, const struct db_value *v)
{
	b->buffer_type = v->type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
	if (!v->b.p)
		b->buffer_type = MYSQL_TYPE_NULL;
	b->buffer = (void *)v->b.p;
	b->buffer_length = v->b.n;
}

static bool set_value(MYSQL_BIND *b, MYSQL_TIME *t, const struct db_value *v)
{
	*b = (MYSQL_BIND){ .buffer_type = MYSQL_TYPE_NULL };
	switch (v->type) {
	case DB_NULL:
		return true;
	case DB_INT:
	case DB_BOOL:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = (void *)&v->i;
		return true;
	case DB_TEXT:
	case DB_BYTES:
		set_bytes(b, v);
		return true;
	case DB_TIME:
	case DB_DATE:
		return set_time(b, t, v);
	}
	return false;
}

static struct error *bind_values(struct db *db, struct stmt *s, const struct db_value *args, size_t n_args)
{
	if (n_args != s->n_params)
		return error_note(ERR(db->arena, INTERNAL, "db.arguments"), "%zu values for %zu places: %.120s",
			n_args, s->n_params, s->sql);
	for (size_t i = 0; i < n_args; i++)
		if (!set_value(&s->params[i], &s->times[i], &args[i]))
			return error_note(ERR(db->arena, INVALID, "db.range"), "value %zu of: %.120s", i + 1, s->sql);
	if (n_args && mysql_stmt_bind_param(s->handle, s->params))
		return stmt_failed(db, s, NULL);
	return NULL;
}

/* ---- rows out ---- */

static void set_cell(MYSQL_BIND *b, struct cell *c, enum db_type type)
{
	*b = (MYSQL_BIND){ .length = &c->length, .is_null = &c->null, .error = &c->cut };
	switch (type) {
	case DB_NULL:
	case DB_INT:
	case DB_BOOL:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = &c->whole;
		b->buffer_length = sizeof(c->whole);
		break;
	case DB_TEXT:
	case DB_BYTES:
		b->buffer_type = type == DB_TEXT ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		b->buffer = c->text;
		b->buffer_length = sizeof(c->text);
		break;
	case DB_TIME:
	case DB_DATE:
		b->buffer_type = type == DB_TIME ? MYSQL_TYPE_DATETIME : MYSQL_TYPE_DATE;
		b->buffer = &c->time;
		b->buffer_length = sizeof(c->time);
		break;
	}
}

static struct error *bind_cells(struct db *db, struct stmt *s, const struct db_row *row)
{
	if (row->count != s->n_columns)
		return error_note(ERR(db->arena, INTERNAL, "db.columns"), "%zu columns for %zu members: %.120s",
			s->n_columns, row->count, s->sql);
	for (size_t i = 0; i < row->count; i++)
		set_cell(&s->results[i], &s->cells[i], row->columns[i].type);
	if (mysql_stmt_bind_result(s->handle, s->results))
		return stmt_failed(db, s, NULL);
	return NULL;
}

/* A copy of a text or blob, NUL behind it. */
static struct error *take_bytes(struct db *db, struct stmt *s, size_t column, struct arena *a, struct db_bytes *out)
{
	struct cell *c = &s->cells[column];
	size_t n = c->length;
	char *p = arena_alloc(a, n + 1);

	if (n <= sizeof(c->text)) {
		memcpy(p, c->text, n);
	} else {
		MYSQL_BIND whole = s->results[column];

		whole.buffer = p;
		whole.buffer_length = n;
		if (mysql_stmt_fetch_column(s->handle, &whole, (unsigned int)column, 0))
			return stmt_failed(db, s, NULL);
	}
	out->p = p;
	out->n = n;
	return NULL;
}

static int64_t cell_date(const MYSQL_TIME *t)
{
	return date_from_civil((int)t->year, (int)t->month, (int)t->day);
}

static int64_t cell_instant(const MYSQL_TIME *t)
{
	return cell_date(t) * DAY + t->hour * HOUR + t->minute * MINUTE + t->second * SECOND + (int64_t)t->second_part;
}

static struct error *take_text(struct db *db, struct stmt *s, size_t column, struct arena *a, void *at, enum db_type type)
{
	struct db_bytes bytes = { NULL, 0 };

	if (!s->cells[column].null)
		TRY(take_bytes(db, s, column, a, &bytes));
	if (type == DB_TEXT)
		*(const char **)at = bytes.p;
	else
		*(struct db_bytes *)at = bytes;
	return NULL;
}

/* SQL NULL becomes 0, false, NULL, INSTANT_NONE or DATE_NONE. */
static struct error *take(struct db *db, struct stmt *s, size_t column, struct arena *a, void *at, enum db_type type)
{
	const struct cell *c = &s->cells[column];

	if (type == DB_TEXT || type == DB_BYTES)
		return take_text(db, s, column, a, at, type);
	if (c->cut && !c->null)
		return error_note(ERR(db->arena, INTERNAL, "db.column"), "column %zu does not fit: %.120s", column + 1, s->sql);
	switch (type) {
	case DB_BOOL:
		*(bool *)at = !c->null && c->whole != 0;
		break;
	case DB_TIME:
		*(instant *)at = c->null ? INSTANT_NONE : cell_instant(&c->time);
		break;
	case DB_DATE:
		*(int64_t *)at = c->null ? DATE_NONE : cell_date(&c->time);
		break;
	default:
		*(int64_t *)at = c->null ? 0 : c->whole;
	}
	return NULL;
}

struct error *stmt_row(struct db *db, struct stmt *s, const struct db_row *row, struct arena *a, void *out, bool *more)
{
	int result;

	*more = false;
	/* A cursor died with its connection; libmariadb would follow a NULL. */
	if (s->session != db->session)
		return error_note(ERR(db->arena, UNAVAILABLE, "db.away"), "lost while reading: %.120s", s->sql);
	result = mysql_stmt_fetch(s->handle);
	if (result == MYSQL_NO_DATA)
		return NULL;
	if (result != 0 && result != MYSQL_DATA_TRUNCATED)
		return stmt_failed(db, s, NULL);
	for (size_t i = 0; i < row->count; i++)
		TRY(take(db, s, i, a, (char *)out + row->columns[i].offset, row->columns[i].type));
	*more = true;
	return NULL;
}

bool stmt_null(const struct stmt *s, size_t column)
{
	return s->cells[column].null;
}

size_t stmt_count(struct stmt *s)
{
	return (size_t)mysql_stmt_num_rows(s->handle);
}

/* ---- running ---- */

static void ask_for_cursor(struct stmt *s)
{
	unsigned long type = CURSOR_TYPE_READ_ONLY, rows = CURSOR_ROWS;

	mysql_stmt_attr_set(s->handle, STMT_ATTR_CURSOR_TYPE, &type);
	mysql_stmt_attr_set(s->handle, STMT_ATTR_PREFETCH_ROWS, &rows);
}

static struct error *execute(struct db *db, struct stmt *s, enum run how, const struct db_row *row,
	const struct db_value *args, size_t n_args)
{
	struct error *e;

	if (how == RUN_CURSOR)
		ask_for_cursor(s);
	if (how == RUN_WRITE && s->n_columns)
		return error_note(ERR(db->arena, INTERNAL, "db.columns"), "rows from: %.120s", s->sql);
	TRY(bind_values(db, s, args, n_args));
	if (mysql_stmt_execute(s->handle))
		return stmt_failed(db, s, NULL);
	if (how == RUN_WRITE)
		return NULL;
	e = bind_cells(db, s, row);
	if (e)
		stmt_done(s);
	else if (how == RUN_ROWS && mysql_stmt_store_result(s->handle)) {
		e = stmt_failed(db, s, NULL);
		/* An error behind the columns (a deadlock): libmariadb takes
		 * the rows to be on their way still, and whatever is asked of
		 * it next would wait for them until the connection times out. */
		db->lost = true;
	}
	return e;
}

static struct error *run_once(struct db *db, enum run how, struct stmt **out, const struct db_row *row,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct stmt *s = NULL;
	struct error *e;

	TRY(db_ready(db));
	if (how == RUN_CURSOR)
		TRY(stmt_prepare(db, &s, sql));
	else
		TRY(find(db, &s, sql));
	e = execute(db, s, how, row, args, n_args);
	if (e && how == RUN_CURSOR)
		stmt_free(s);
	else
		*out = s;
	return e;
}

struct error *stmt_run(struct db *db, enum run how, struct stmt **out, const struct db_row *row,
	const char *sql, const struct db_value *args, size_t n_args)
{
	struct error *e = run_once(db, how, out, row, sql, args, n_args);

	/* A connection that idled past the server's patience shows it at the
	 * next statement; outside a transaction that statement only reads. */
	if (e && db->lost && !db->in_tx)
		e = run_once(db, how, out, row, sql, args, n_args);
	return e;
}

int64_t stmt_changed(struct stmt *s)
{
	return (int64_t)mysql_stmt_affected_rows(s->handle);
}

int64_t stmt_insert_id(struct stmt *s)
{
	return (int64_t)mysql_stmt_insert_id(s->handle);
}

void stmt_done(struct stmt *s)
{
	mysql_stmt_free_result(s->handle);
}
