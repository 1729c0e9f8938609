/* dump.c: tables to records and back. Names of tables and columns go into SQL
 * here, read from the server's own catalogue or checked; values are bound. */
#include "db/dump.h"
#include "db/internal.h"

#include <ctype.h>

#include "base/json.h"
#include "base/str.h"

#define NO_VALUE UINT32_MAX
/* Rows of one INSERT: as many as fit, but one at a time where they are long. */
#define BATCH_ROWS 32u
#define BATCH_BYTES (256u * 1024)
#define COLUMNS_MOST 200u

struct column {
	const char *name;
	bool binary;
};
static const struct db_column column_columns[] = { DB_COL(struct column, name, TEXT), DB_COL(struct column, binary, BOOL) };
static const struct db_row column_row = DB_ROW(struct column, column_columns);

static const struct db_column table_columns[] = { DB_COL(struct dump_table, name, TEXT), DB_COL(struct dump_table, next, INT) };
static const struct db_row table_row = DB_ROW(struct dump_table, table_columns);

/* ---- SQL of names ---- */

static bool name_fits(const char *name)
{
	for (const char *p = name; *p; p++)
		if (!isalnum((unsigned char)*p) && *p != '_')
			return false;
	return *name && strlen(name) <= 64;
}

static bool table_fits(const char *name)
{
	return name_fits(strncmp(name, "ledger.", 7) == 0 ? name + 7 : name);
}

static void add_names(struct str *sql, const struct column *columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		str_addf(sql, "%s`%s`", i ? ", " : "", columns[i].name);
}

static const char *select_sql(struct arena *a, const char *table, const struct column *columns, size_t n)
{
	struct str names;

	str_init(&names, a);
	add_names(&names, columns, n);
	return arena_printf(a, "SELECT %s FROM %s", names.p, table);
}

static const char *insert_sql(struct arena *a, const char *table, const struct column *columns, size_t n, size_t rows)
{
	struct str sql;

	str_init(&sql, a);
	str_addf(&sql, "INSERT INTO %s (", table);
	add_names(&sql, columns, n);
	str_add(&sql, ") VALUES ");
	for (size_t r = 0; r < rows; r++)
		for (size_t i = 0; i < n; i++)
			str_addf(&sql, "%s?%s", i ? ", " : r ? ", (" : "(", i + 1 == n ? ")" : "");
	return sql.p;
}

/* ---- writing ---- */

static struct error *tables_of(struct db *db, struct dump_sums *sums)
{
	/* MySQL would tell yesterday's AUTO_INCREMENT; MariaDB reads past this. */
	TRY(db_command(db, "/*!80000 SET SESSION information_schema_stats_expiry = 0 */"));
	/* In one word it would be taken for the schema's name. */
	return db_all(db, &table_row, &sums->tables, &sums->count,
		"SELECT CONCAT(CASE WHEN table_schema = DATABASE() THEN '' ELSE CONCAT('ledger', '.') END, table_name), COALESCE(auto_increment, 0) "
		"FROM information_schema.tables WHERE table_schema IN (DATABASE(), CONCAT(DATABASE(), '_ledger')) "
		"AND table_type = 'BASE TABLE' AND table_name <> 'migration' ORDER BY table_schema, table_name", NULL, 0);
}

static struct error *columns_of(struct db *db, const char *table, struct column **columns, size_t *n)
{
	bool ledger = strncmp(table, "ledger.", 7) == 0;

	return db_all(db, &column_row, columns, n,
		"SELECT column_name, data_type IN ('binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'bit') "
		"FROM information_schema.columns WHERE table_schema = CONCAT(DATABASE(), ?) AND table_name = ? "
		"AND COALESCE(generation_expression, '') = '' ORDER BY ordinal_position",
		ARGS(T(ledger ? "_ledger" : ""), T(ledger ? table + 7 : table)));
}

static struct error *put_json(struct arena *a, struct archive *to, char kind, json_t *value)
{
	const char *text = json_write(a, json_keep(a, value));

	if (!text)
		return ERR(a, INTERNAL, "backup.record");
	return archive_put(to, kind, text, strlen(text));
}

static struct error *put_table(struct arena *a, struct archive *to, const struct dump_table *t, const struct column *columns, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_pack("[s, b]", columns[i].name, columns[i].binary));
	return put_json(a, to, 'T', json_pack("{s:s, s:I, s:o}", "name", t->name, "next", (json_int_t)t->next, "columns", list));
}

static void add_length(struct str *out, uint32_t n)
{
	const char bytes[4] = { (char)(n & 255), (char)(n >> 8 & 255), (char)(n >> 16 & 255), (char)(n >> 24) };

	str_addn(out, bytes, sizeof(bytes));
}

static struct error *put_rows(struct db *db, struct archive *to, MYSQL_RES *result, int64_t *rows)
{
	struct arena *a = arena_new();
	struct error *e = NULL;
	struct str out;
	MYSQL_ROW row;

	str_init(&out, a);
	while (!e && (row = mysql_fetch_row(result))) {
		const unsigned long *lengths = mysql_fetch_lengths(result);

		str_clear(&out);
		for (unsigned int i = 0; i < mysql_num_fields(result); i++) {
			add_length(&out, row[i] ? (uint32_t)lengths[i] : NO_VALUE);
			if (row[i])
				str_addn(&out, row[i], lengths[i]);
		}
		e = archive_put(to, 'R', out.p, out.len);
		++*rows;
	}
	/* Before anything else is asked of the connection. */
	if (!e && mysql_errno(db->mysql))
		e = db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), NULL);
	arena_free(a);
	return e;
}

static struct error *write_table(struct db *db, struct arena *a, struct archive *to, struct dump_table *t)
{
	struct column *columns;
	MYSQL_RES *result;
	struct error *e;
	size_t n;

	TRY(columns_of(db, t->name, &columns, &n));
	TRY(put_table(a, to, t, columns, n));
	TRY(db_command(db, db_spell(db, select_sql(a, t->name, columns, n))));
	result = mysql_use_result(db->mysql);
	if (!result)
		return db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), t->name);
	e = put_rows(db, to, result, &t->rows);
	mysql_free_result(result);
	return e ? e : put_json(a, to, 'E', json_pack("{s:I}", "rows", (json_int_t)t->rows));
}

struct error *dump_write(struct db *db, struct arena *a, struct archive *to, struct dump_sums *sums)
{
	*sums = (struct dump_sums){ 0 };
	TRY(tables_of(db, sums));
	for (size_t i = 0; i < sums->count; i++) {
		TRY(error_note(write_table(db, a, to, &sums->tables[i]), "%s", sums->tables[i].name));
		sums->rows += sums->tables[i].rows;
	}
	return NULL;
}

/* ---- reading ---- */

static struct error *nonsense(struct arena *a, const char *what)
{
	return error_text(error_note(ERR(a, INVALID, "backup.format"), "%s", what),
		"This backup holds what this release does not understand.", NULL);
}

struct table {
	struct dump_table is;
	struct column *columns;
	size_t n;
};

static bool read_column(const json_t *pair, struct column *out)
{
	out->name = json_string_value(json_array_get(pair, 0));
	out->binary = json_is_true(json_array_get(pair, 1));
	return out->name && name_fits(out->name);
}

static struct error *read_table(struct arena *a, const uint8_t *payload, size_t n, struct table *out)
{
	json_t *value, *list;

	*out = (struct table){ .n = 0 };
	TRY(json_read(a, (const char *)payload, n, &value));
	list = json_object_get(value, "columns");
	out->n = json_array_size(list);
	if (!json_text(value, "name", &out->is.name) || !table_fits(out->is.name) || !json_whole(value, "next", &out->is.next) ||
	    !out->n || out->n > COLUMNS_MOST)
		return nonsense(a, "a table's record");
	out->columns = ARENA_ARRAY(a, out->n, struct column);
	for (size_t i = 0; i < out->n; i++)
		if (!read_column(json_array_get(list, i), &out->columns[i]))
			return nonsense(a, out->is.name);
	return NULL;
}

/* The columns' values, which point into the payload; false unless they fill it. */
static bool read_row(const uint8_t *p, size_t n, const struct column *columns, size_t count, struct db_value *out)
{
	const uint8_t *end = p + n;

	for (size_t i = 0; i < count; i++) {
		uint32_t length;

		if (end - p < 4)
			return false;
		length = (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
		p += 4;
		out[i] = NONE;
		if (length == NO_VALUE)
			continue;
		if ((size_t)(end - p) < length)
			return false;
		out[i] = (struct db_value){ .type = columns[i].binary ? DB_BYTES : DB_TEXT, .b = { p, length } };
		p += length;
	}
	return p == end;
}

static struct error *read_rows(struct arena *a, const uint8_t *payload, size_t n, int64_t seen)
{
	json_t *value;
	int64_t rows;

	TRY(json_read(a, (const char *)payload, n, &value));
	return json_whole(value, "rows", &rows) && rows == seen ? NULL : nonsense(a, "a table's rows are not as many as it says");
}

/* What dump_check() and dump_load() do with each part of an archive. */
struct reader {
	struct arena *arena;
	struct error *(*table)(struct reader *r, const struct table *t);
	struct error *(*row)(struct reader *r, const uint8_t *payload, size_t n, const struct db_value *values);
	struct error *(*end)(struct reader *r);
	struct table t;			/* the one whose rows come; n == 0: none */
	int64_t seen;
	void *arg;
};

static struct error *take_row(struct reader *r, const uint8_t *payload, size_t n)
{
	struct db_value values[COLUMNS_MOST];

	if (!read_row(payload, n, r->t.columns, r->t.n, values))
		return nonsense(r->arena, r->t.is.name);
	r->seen++;
	return r->row(r, payload, n, values);
}

static struct error *take_end(struct reader *r, const uint8_t *payload, size_t n)
{
	TRY(read_rows(r->arena, payload, n, r->seen));
	TRY(r->end(r));
	r->t.n = 0;
	r->seen = 0;
	return NULL;
}

static struct error *take(struct reader *r, char kind, const uint8_t *payload, size_t n)
{
	if (kind == 'R' && r->t.n)
		return take_row(r, payload, n);
	if (kind == 'E' && r->t.n)
		return take_end(r, payload, n);
	if (kind != 'T' || r->t.n)
		return nonsense(r->arena, "records in another order");
	TRY(read_table(r->arena, payload, n, &r->t));
	return r->table(r, &r->t);
}

static struct error *read_all(struct reader *r, struct archive *from)
{
	const uint8_t *payload;
	char kind;
	size_t n;

	for (;;) {
		TRY(archive_next(from, &kind, &payload, &n));
		if (kind == ARCHIVE_END)
			return r->t.n ? nonsense(r->arena, "a table without an end") : NULL;
		TRY(take(r, kind, payload, n));
	}
}

/* ---- checking ---- */

#define TABLES_MOST 1000u

static struct error *check_table(struct reader *r, const struct table *t)
{
	struct dump_sums *sums = r->arg;

	if (sums->count == TABLES_MOST)
		return nonsense(r->arena, "more tables than there can be");
	sums->tables[sums->count++] = t->is;
	return NULL;
}

static struct error *check_row(struct reader *r, const uint8_t *payload, size_t n, const struct db_value *values)
{
	(void)r, (void)payload, (void)n, (void)values;
	return NULL;
}

static struct error *check_end(struct reader *r)
{
	struct dump_sums *sums = r->arg;

	sums->tables[sums->count - 1].rows = r->seen;
	sums->rows += r->seen;
	return NULL;
}

struct error *dump_check(struct arena *a, struct archive *from, struct dump_sums *sums)
{
	struct reader r = { .arena = a, .table = check_table, .row = check_row, .end = check_end, .arg = sums };

	*sums = (struct dump_sums){ .tables = ARENA_ARRAY(a, TABLES_MOST, struct dump_table) };
	return read_all(&r, from);
}

/* ---- loading ---- */

struct error *dump_drop(struct db *db, struct arena *a)
{
	struct dump_sums sums = { 0 };
	struct error *e;

	TRY(tables_of(db, &sums));
	e = db_script(db, "SET SESSION foreign_key_checks = 0");
	for (size_t i = 0; i < sums.count && !e; i++)
		e = db_script(db, arena_printf(a, "DROP TABLE %s", sums.tables[i].name));
	if (!e)
		e = db_script(db, "DROP TABLE IF EXISTS migration");
	if (db_script(db, "SET SESSION foreign_key_checks = 1"))
		db->lost = true;
	return e;
}

struct error *dump_prepare(struct db *db, struct arena *a, const struct dump_sums *sums)
{
	for (size_t i = 0; i < sums->count; i++)
		if (sums->tables[i].next > 1)
			TRY(db_script(db, arena_printf(a, "ALTER TABLE %s AUTO_INCREMENT = %lld", sums->tables[i].name,
				(long long)sums->tables[i].next)));
	return NULL;
}

/* Rows that wait for their INSERT. */
struct load {
	struct db *db;
	struct arena *waiting;		/* their bytes */
	const char *one, *many;		/* SQL */
	struct db_value *values;
	size_t rows, bytes;
};

static struct error *flush(struct reader *r)
{
	struct load *l = r->arg;
	size_t n = r->t.n;

	if (l->rows == BATCH_ROWS)
		TRY(db_exec(l->db, NULL, l->many, l->values, n * BATCH_ROWS));
	else
		for (size_t i = 0; i < l->rows; i++)
			TRY(db_exec(l->db, NULL, l->one, l->values + i * n, n));
	arena_reset(l->waiting);
	l->rows = l->bytes = 0;
	return NULL;
}

static struct error *load_table(struct reader *r, const struct table *t)
{
	struct load *l = r->arg;

	l->one = insert_sql(r->arena, t->is.name, t->columns, t->n, 1);
	l->many = insert_sql(r->arena, t->is.name, t->columns, t->n, BATCH_ROWS);
	l->values = ARENA_ARRAY(r->arena, t->n * BATCH_ROWS, struct db_value);
	/* What the migrations put there. */
	return db_exec(l->db, NULL, arena_printf(r->arena, "DELETE FROM %s", t->is.name), NULL, 0);
}

static struct error *load_row(struct reader *r, const uint8_t *payload, size_t n, const struct db_value *values)
{
	struct load *l = r->arg;
	const uint8_t *copy = arena_memdup(l->waiting, payload, n);
	struct db_value *to = l->values + l->rows * r->t.n;

	for (size_t i = 0; i < r->t.n; i++) {
		to[i] = values[i];
		if (to[i].b.p)
			to[i].b.p = copy + ((const uint8_t *)values[i].b.p - payload);
	}
	l->rows++;
	l->bytes += n;
	return l->rows == BATCH_ROWS || l->bytes > BATCH_BYTES ? flush(r) : NULL;
}

struct error *dump_load(struct db *db, struct archive *from)
{
	struct load l = { .db = db, .waiting = arena_new() };
	struct reader r = { .arena = arena_new(), .table = load_table, .row = load_row, .end = flush, .arg = &l };
	struct error *e = db_command(db, "SET SESSION foreign_key_checks = 0");

	if (!e)
		e = read_all(&r, from);
	/* r's arena goes before the error is read. */
	if (e && e->arena == r.arena)
		e = error_text(error_note(ERR(db->arena, e->kind, e->code), "%s", error_line(db->arena, e)), e->text, NULL);
	if (!db->lost && db_command(db, "SET SESSION foreign_key_checks = 1"))
		db->lost = true;
	arena_free(l.waiting);
	arena_free(r.arena);
	return e;
}
