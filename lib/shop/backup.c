/* backup.c: the head of a backup, and the order of things in making and restoring one. */
#include "shop/backup.h"

#include "base/json.h"
#include "db/migrate.h"
#include "shop/document.h"

#define FORMAT 1

struct migration {
	int64_t number;
	const char *checksum;
};
static const struct db_column migration_columns[] = { DB_COL(struct migration, number, INT), DB_COL(struct migration, checksum, TEXT) };
static const struct db_row migration_row = DB_ROW(struct migration, migration_columns);

static struct error *refuse(struct arena *a, enum error_kind kind, const char *code, const char *sentence)
{
	return error_text(ERR(a, kind, code), sentence, NULL);
}

static struct error *migrations_of(struct db *db, struct migration **out, size_t *n)
{
	return db_all(db, &migration_row, out, n, "SELECT number, checksum FROM migration ORDER BY number", NULL, 0);
}

static const char *migrations_dir(struct ctx *c)
{
	return arena_printf(c->arena, "%s/sql/migrations", c->conf->data_dir);
}

/* ---- making ---- */

struct making {
	struct ctx *c;
	const char *release;
	struct archive *to;
	struct backup *out;
};

struct name_row {
	const char *name;
};
static const struct db_column name_columns[] = { DB_COL(struct name_row, name, TEXT) };
static const struct db_row name_row = DB_ROW(struct name_row, name_columns);

static json_t *migrations_json(const struct migration *m, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_pack("[I, s]", (json_int_t)m[i].number, m[i].checksum));
	return list;
}

static struct error *put_head(struct making *m)
{
	struct ctx *c = m->c;
	struct migration *migrations;
	struct name_row company = { "" };
	const char *key, *text;
	char at[40];
	bool found;
	size_t n;

	TRY(db_find(c->db, &name_row, &company, &found, "SELECT name FROM company LIMIT 1", NULL, 0));
	TRY(migrations_of(c->db, &migrations, &n));
	TRY(signing_key_read(c->arena, c->conf->state_dir, &key));
	*m->out = (struct backup){ .release = m->release, .made_at = arena_strdup(c->arena, instant_format(at, c->now)),
		.shop = company.name, .schema = n ? migrations[n - 1].number : 0, .configuration = conf_public(c->arena, c->conf) };
	text = json_write(c->arena, json_keep(c->arena, json_pack("{s:i, s:s, s:s, s:s, s:I, s:o, s:s, s:s}",
		"format", FORMAT, "release", m->out->release, "made_at", m->out->made_at, "shop", m->out->shop,
		"schema", (json_int_t)m->out->schema, "migrations", migrations_json(migrations, n),
		"configuration", m->out->configuration, "signing_key", key)));
	if (!text)
		return ERR(c->arena, INTERNAL, "backup.record");
	return archive_put(m->to, 'H', text, strlen(text));
}

static struct error *make(struct db *db, void *arg)
{
	struct making *m = arg;

	TRY(put_head(m));
	return dump_write(db, m->c->arena, m->to, &m->out->sums);
}

struct error *backup_make(struct ctx *c, const char *release, const char *path, struct backup *out)
{
	struct making m = { .c = c, .release = release, .out = out };

	TRY(archive_create(c->arena, path, &m.to));
	TRY(db_snapshot(c->db, make, &m));
	return archive_finish(m.to);
}

/* ---- reading ---- */

struct head {
	struct backup is;
	struct migration *migrations;
	size_t n;
	const char *key;
};

static struct error *nonsense(struct arena *a)
{
	return refuse(a, INVALID, "backup.format", "This backup begins with what this release does not understand.");
}

static struct error *read_migrations(struct arena *a, const json_t *list, struct head *out)
{
	out->n = json_array_size(list);
	out->migrations = ARENA_ARRAY(a, out->n, struct migration);
	for (size_t i = 0; i < out->n; i++) {
		const json_t *pair = json_array_get(list, i);

		out->migrations[i].number = json_integer_value(json_array_get(pair, 0));
		out->migrations[i].checksum = json_string_value(json_array_get(pair, 1));
		if (out->migrations[i].number <= 0 || !out->migrations[i].checksum)
			return nonsense(a);
	}
	return NULL;
}

/* The first record; what follows are the tables. */
static struct error *read_head(struct arena *a, struct archive *from, struct head *out)
{
	struct backup *is = &out->is;
	const uint8_t *payload;
	int64_t format;
	json_t *value;
	char kind;
	size_t n;

	TRY(archive_next(from, &kind, &payload, &n));
	if (kind != 'H')
		return nonsense(a);
	TRY(json_read(a, (const char *)payload, n, &value));
	if (!json_whole(value, "format", &format) || format != FORMAT)
		return refuse(a, CONFLICT, "backup.newer", "This backup was made by a newer release; restore it with that one.");
	if (!json_text(value, "release", &is->release) || !json_text(value, "made_at", &is->made_at) ||
	    !json_text(value, "shop", &is->shop) || !json_whole(value, "schema", &is->schema) ||
	    !json_text(value, "configuration", &is->configuration) || !json_text(value, "signing_key", &out->key))
		return nonsense(a);
	return read_migrations(a, json_object_get(value, "migrations"), out);
}

static struct error *read_file(struct arena *a, const char *path, struct archive **from, struct head *out)
{
	*out = (struct head){ .n = 0 };
	TRY(archive_open(a, path, from));
	TRY(read_head(a, *from, out));
	return dump_check(a, *from, &out->is.sums);
}

struct error *backup_read(struct arena *a, const char *path, struct backup *out)
{
	struct archive *from;
	struct head head;

	TRY(read_file(a, path, &from, &head));
	*out = head.is;
	return NULL;
}

/* ---- restoring ---- */

/* Nothing, or our tables without a shop in them: there is none without a
 * company, and nothing is journalled without a shop. */
static struct error *need_empty(struct ctx *c)
{
	int64_t tables, ours, rows;

	TRY(db_whole(c->db, &tables, 0, "SELECT COUNT(*) FROM information_schema.tables "
		"WHERE table_schema IN (DATABASE(), CONCAT(DATABASE(), '_ledger'))", NULL, 0));
	if (!tables)
		return NULL;
	TRY(db_whole(c->db, &ours, 0, "SELECT COUNT(*) FROM information_schema.tables "
		"WHERE table_schema = DATABASE() AND table_name = 'migration'", NULL, 0));
	if (!ours)
		return refuse(c->arena, CONFLICT, "backup.full", "The database holds tables of something else. Restore into an empty one.");
	/* A migration that was killed may have made none yet. */
	TRY(db_whole(c->db, &ours, 0, "SELECT COUNT(*) FROM information_schema.tables "
		"WHERE table_schema = DATABASE() AND table_name = 'company'", NULL, 0));
	rows = 0;
	if (ours)
		TRY(db_whole(c->db, &rows, 0, "SELECT COUNT(*) FROM company", NULL, 0));
	return rows ? refuse(c->arena, CONFLICT, "backup.full", "The database holds a shop already. Restore into an empty one.") : NULL;
}

static struct error *compare_migrations(struct ctx *c, const struct head *head)
{
	struct migration *here;
	size_t n;

	TRY(migrations_of(c->db, &here, &n));
	for (size_t i = 0; i < head->n; i++)
		if (i >= n || here[i].number != head->migrations[i].number || strcmp(here[i].checksum, head->migrations[i].checksum) != 0)
			return refuse(c->arena, CONFLICT, "backup.changed", "This backup's schema is not one of this release's.");
	return NULL;
}

/* The schema of the backup, from nothing: what is there may be newer, or the
 * half of a migration. */
static struct error *make_schema(struct ctx *c, const struct head *head)
{
	struct migration_state state;
	int done;

	TRY(migrate_state(c->db, c->arena, migrations_dir(c), &state));
	if (head->is.schema > state.known)
		return refuse(c->arena, CONFLICT, "backup.newer", "This backup was made by a newer release; restore it with that one.");
	TRY(dump_drop(c->db, c->arena));
	TRY(migrate_up_to(c->db, c->arena, migrations_dir(c), (int)head->is.schema, &done, NULL));
	return compare_migrations(c, head);
}

struct loading {
	struct ctx *c;
	struct archive *from;
};

/* From the start of the file each time: db_tx() may run it again. */
static struct error *load(struct db *db, void *arg)
{
	struct loading *l = arg;
	struct head head = { .n = 0 };

	TRY(archive_rewind(l->from));
	TRY(read_head(l->c->arena, l->from, &head));
	return dump_load(db, l->from);
}

struct error *backup_restore(struct ctx *c, const char *path, struct backup *out)
{
	struct loading l = { .c = c };
	struct head head;
	int done;

	TRY(read_file(c->arena, path, &l.from, &head));
	TRY(need_empty(c));
	TRY(signing_key_fits(c->arena, c->conf->state_dir, head.key));
	TRY(make_schema(c, &head));
	TRY(dump_prepare(c->db, c->arena, &head.is.sums));
	TRY(signing_key_put(c->arena, c->conf->state_dir, head.key));
	TRY(db_tx(c->db, load, &l));
	TRY(migrate_run(c->db, c->arena, migrations_dir(c), &done, NULL));
	*out = head.is;
	return NULL;
}
