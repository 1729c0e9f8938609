/* import_queue.c: files uploaded in the office, and their runs by `makolet work`. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/log.h"
#include "base/num.h"
#include "base/utf8.h"
#include "shop/csv_write.h"
#include "shop/import_run.h"
#include "shop/item.h"
#include "shop/scope_sql.h"

#define SILENT (2 * MINUTE)		/* then its runner is dead */
#define ATTEMPTS 3
#define KEPT (7 * DAY)
#define CHANGES_MAX 5000		/* rows of what would change */

/* ---- files: state_dir/import/TOKEN.csv, TOKEN.rejects.csv, TOKEN.changes.csv ---- */

static const char *path_of(struct ctx *c, const char *token, const char *what)
{
	return arena_printf(c->arena, "%s/import/%s.%s", c->conf->state_dir, token, what);
}

const char *import_left(struct ctx *c, const struct import_record *r, const char *what)
{
	return r->upload ? path_of(c, r->upload, what) : NULL;
}

static struct error *no_room(struct ctx *c, const char *path)
{
	return error_note(error_text(ERR(c->arena, UNAVAILABLE, "import.file"), N_("The file could not be kept. Is the disk full?"), NULL),
		"%s: %s", path, strerror(errno));
}

static struct error *keep(struct ctx *c, const char *token, const void *bytes, size_t size)
{
	const char *path = path_of(c, token, "csv");
	size_t done = 0;
	int fd;

	mkdir(arena_printf(c->arena, "%s/import", c->conf->state_dir), 0700);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	while (fd >= 0 && done < size) {
		ssize_t n = write(fd, (const char *)bytes + done, size - done);

		if (n <= 0)
			break;
		done += (size_t)n;
	}
	if (fd < 0)
		return no_room(c, path);
	if (close(fd) == 0 && done == size)
		return NULL;
	unlink(path);
	return no_room(c, path);
}

/* ---- waiting ---- */

struct queueing {
	struct ctx *c;
	const struct import_upload *u;
	const char *source, *token;
	int64_t id;
};

static struct error *write_queued(struct db *db, void *arg)
{
	struct queueing *q = arg;
	struct ctx *c = q->c;

	return db_insert(db, &q->id,
		"INSERT INTO import_run (state, profile, source, branch_id, dry_run, retire, file_name, upload, staff_id, lines_total, "
		"rows_read, other, added, changed, repriced, retexted, unchanged, kept, repeated, rejected, retired, attempts, created_at) "
		"VALUES ('waiting', ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?)",
		ARGS(T(q->u->profile), T(q->source), ID(q->u->branch), I(q->u->dry_run), I(q->u->retire),
		     T(utf8_cut(c->arena, q->u->file_name, 250)), T(q->token), ID_OR_NULL(c->actor.staff), AT(c->now)));
}

static struct error *check_scopes(struct ctx *c, const struct import_profile *p, const struct import_upload *u)
{
	for (size_t i = 0; i < p->scope_count; i++) {
		const char *option = p->scopes[i].option, *value = strcmp(option, "chain") == 0 ? u->chain : u->store;

		if (!value || !*value)
			return error_field(error_text(ERR(c->arena, INVALID, "import.scope"),
				N_("This kind of file needs the {option} whose rows are to be taken."), "option", option, NULL), option);
	}
	return NULL;
}

struct error *import_queue(struct ctx *c, const struct import_upload *u, int64_t *run)
{
	const struct import_options o = { .chain = u->chain, .store = u->store };
	struct queueing q = { .c = c, .u = u, .token = token_new(c->arena) };
	const struct import_profile *profile;

	TRY(ctx_need(c, MAY_GOODS_IMPORT));
	TRY(ctx_need_branch(c, u->branch));
	TRY(import_profile_load(c, u->profile, &profile));
	TRY(check_scopes(c, profile, u));
	if (!u->size)
		return error_field(error_text(ERR(c->arena, INVALID, "import.empty"), N_("The file is empty."), NULL), "file");
	q.source = import_source_key(c->arena, profile, &o);
	TRY(keep(c, q.token, u->bytes, u->size));
	TRY(db_tx(c->db, write_queued, &q));
	*run = q.id;
	return NULL;
}

/* ---- looking ---- */

struct record {
	struct import_record r;
	const char *why;
};

static const struct db_column record_columns[] = {
	DB_COL(struct record, r.id, INT), DB_COL(struct record, r.state, TEXT), DB_COL(struct record, r.profile, TEXT),
	DB_COL(struct record, r.source, TEXT), DB_COL(struct record, r.branch, INT), DB_COL(struct record, r.dry_run, BOOL),
	DB_COL(struct record, r.retire, BOOL), DB_COL(struct record, r.file_name, TEXT), DB_COL(struct record, r.upload, TEXT),
	DB_COL(struct record, r.staff, TEXT), DB_COL(struct record, r.lines_total, INT), DB_COL(struct record, r.counts.read, INT),
	DB_COL(struct record, r.counts.other, INT), DB_COL(struct record, r.counts.added, INT), DB_COL(struct record, r.counts.changed, INT),
	DB_COL(struct record, r.counts.repriced, INT), DB_COL(struct record, r.counts.retexted, INT),
	DB_COL(struct record, r.counts.unchanged, INT), DB_COL(struct record, r.counts.kept, INT), DB_COL(struct record, r.counts.repeated, INT),
	DB_COL(struct record, r.counts.rejected, INT), DB_COL(struct record, r.counts.retired, INT), DB_COL(struct record, why, TEXT),
	DB_COL(struct record, r.created_at, TIME), DB_COL(struct record, r.started_at, TIME), DB_COL(struct record, r.seen_at, TIME),
	DB_COL(struct record, r.ended_at, TIME),
};
static const struct db_row record_row = DB_ROW(struct record, record_columns);

#define RECORD_SQL \
	"SELECT x.id, x.state, x.profile, x.source, x.branch_id, x.dry_run, x.retire, x.file_name, x.upload, s.name, x.lines_total, " \
	"x.rows_read, x.other, x.added, x.changed, x.repriced, x.retexted, x.unchanged, x.kept, x.repeated, x.rejected, x.retired, " \
	"x.error, x.created_at, x.started_at, x.seen_at, x.ended_at FROM import_run x LEFT JOIN staff s ON s.id = x.staff_id "

static void finish_record(struct ctx *c, struct record *in, struct import_record *out)
{
	*out = in->r;
	out->why = in->why ? import_why_read(c->arena, in->why) : NULL;
}

struct error *import_recent(struct ctx *c, struct import_record **out, size_t *n)
{
	struct record *rows;

	TRY(db_all(c->db, &record_row, &rows, n, RECORD_SQL "WHERE " IN_SCOPE_SQL("x.branch_id") " ORDER BY x.id DESC LIMIT 50",
		ARGS(IN_SCOPE(c))));
	*out = ARENA_ARRAY(c->arena, *n ? *n : 1, struct import_record);
	for (size_t i = 0; i < *n; i++)
		finish_record(c, &rows[i], &(*out)[i]);
	return NULL;
}

struct error *import_find(struct ctx *c, int64_t id, struct import_record *out)
{
	struct record row;
	bool found;

	TRY(db_find(c->db, &record_row, &row, &found, RECORD_SQL "WHERE x.id = ? AND " IN_SCOPE_SQL("x.branch_id"), ARGS(I(id), IN_SCOPE(c))));
	if (!found)
		return ERR(c->arena, NOT_FOUND, "import.none");
	finish_record(c, &row, out);
	return NULL;
}

/* ---- doing ---- */

struct due {
	int64_t id;
	const char *profile, *source, *upload, *file_name;
	struct branch_id branch;
	bool dry_run, retire;
	struct staff_id staff;
	int64_t attempts;
};

static const struct db_column due_columns[] = {
	DB_COL(struct due, id, INT), DB_COL(struct due, profile, TEXT), DB_COL(struct due, source, TEXT), DB_COL(struct due, upload, TEXT),
	DB_COL(struct due, file_name, TEXT), DB_COL(struct due, branch, INT), DB_COL(struct due, dry_run, BOOL), DB_COL(struct due, retire, BOOL),
	DB_COL(struct due, staff, INT), DB_COL(struct due, attempts, INT),
};
static const struct db_row due_row = DB_ROW(struct due, due_columns);

struct claiming {
	struct ctx *c;
	struct due due;
	bool found;
};

static struct error *claim(struct db *db, void *arg)
{
	struct claiming *x = arg;
	instant now = x->c->now;

	TRY(db_find(db, &due_row, &x->due, &x->found,
		"SELECT id, profile, source, upload, file_name, branch_id, dry_run, retire, staff_id, attempts FROM import_run "
		"WHERE upload IS NOT NULL AND (state = 'waiting' OR (state = 'running' AND seen_at < ?)) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED",
		ARGS(AT(now - SILENT))));
	if (!x->found)
		return NULL;
	return db_exec(db, NULL, "UPDATE import_run SET state = 'running', attempts = attempts + 1, started_at = COALESCE(started_at, ?), "
		"seen_at = ?, error = NULL WHERE id = ?", ARGS(AT(now), AT(now), I(x->due.id)));
}

struct files {
	FILE *rejects, *changes;
	int64_t changed;
	int decimals;
};

static void rejected(void *arg, int64_t line, const char *column, enum import_reason why, const char *key, const char *detail)
{
	struct files *f = arg;
	char number[24];

	snprintf(number, sizeof(number), "%lld", (long long)line);
	csv_write_row(f->rejects, (const char *[]){ number, column, import_reason_name(why), key, detail, import_reason_help(why) }, 6);
}

static void changed(void *arg, const struct import_change *x)
{
	static const char *const what[] = { [EFFECT_ADDED] = "new", [EFFECT_CHANGED] = "changed", [EFFECT_RETIRED] = "retired" };
	struct files *f = arg;
	char before[NUM_FORMAT_SIZE] = "", after[NUM_FORMAT_SIZE] = "";

	if (f->changed++ >= CHANGES_MAX && x->effect != EFFECT_RETIRED)
		return;
	if (x->price_before != PRICE_NONE)
		num_format(before, x->price_before, f->decimals);
	if (x->price != PRICE_NONE)
		num_format(after, x->price, f->decimals);
	csv_write_row(f->changes, (const char *[]){ what[x->effect], x->key, x->name_before ? x->name_before : x->name, x->name, before, after }, 6);
}

static struct error *open_files(struct ctx *c, const struct due *d, struct files *f)
{
	const struct shop *shop;

	TRY(shop_get(c, &shop));
	f->decimals = (int)shop->company.currency_exponent + 4;
	f->rejects = fopen(path_of(c, d->upload, IMPORT_REJECTS), "we");
	f->changes = f->rejects ? fopen(path_of(c, d->upload, IMPORT_CHANGES), "we") : NULL;
	if (!f->changes)
		return no_room(c, path_of(c, d->upload, IMPORT_CHANGES));
	fputs(CSV_MARK, f->rejects);
	fputs(CSV_MARK, f->changes);
	csv_write_row(f->rejects, (const char *[]){ "line", "column", "reason", "key", "value", "explanation" }, 6);
	csv_write_row(f->changes, (const char *[]){ "what", "key", "name_before", "name", "price_before", "price" }, 6);
	return NULL;
}

static void close_files(struct files *f)
{
	if (f->rejects)
		fclose(f->rejects);
	if (f->changes)
		fclose(f->changes);
}

static struct error *import_upload(struct ctx *c, const struct due *d, struct files *f)
{
	struct import_job job = { .file_name = d->file_name };
	const char *slash = strchr(d->source, '/');
	struct import_file file;
	const struct shop *shop;
	struct import_counts counts;

	TRY(shop_get(c, &shop));
	TRY(import_profile_load(c, d->profile, &job.profile));
	job.options = (struct import_options){ .dry_run = d->dry_run, .retire = d->retire, .branch = shop_branch(shop, d->branch),
		.chain = slash ? arena_strndup(c->arena, d->source, (size_t)(slash - d->source)) : d->source,
		.store = slash ? slash + 1 : d->source, .rejected = rejected, .changed = changed, .arg = f };
	if (!job.options.branch)
		return ERR(c->arena, NOT_FOUND, "branch.none");
	TRY(open_files(c, d, f));
	TRY(import_open(c, job.profile, path_of(c, d->upload, "csv"), &file));
	job.file = &file;
	return import_run_again(c, &job, d->id, &counts);
}

/* What is wrong with the file is the run's end, not the runner's. */
static bool final(const struct error *e, const struct due *d)
{
	return e->kind == INVALID || e->kind == NOT_FOUND || d->attempts + 1 >= ATTEMPTS;
}

struct error *import_work(struct ctx *c, bool *done)
{
	struct claiming x = { .c = c };
	struct files f = { 0 };
	struct ctx as = *c;
	struct error *e;

	TRY(db_tx(c->db, claim, &x));
	*done = x.found;
	if (!x.found)
		return NULL;
	as.actor.staff = x.due.staff;
	e = import_upload(&as, &x.due, &f);
	close_files(&f);
	if (!e)
		return NULL;
	if (!final(e, &x.due))
		return e;
	log_failure("import.failed", e);
	return import_run_failed(c, x.due.id, e);
}

/* ---- sweeping ---- */

struct old {
	int64_t id;
	const char *upload;
};

static const struct db_column old_columns[] = { DB_COL(struct old, id, INT), DB_COL(struct old, upload, TEXT) };
static const struct db_row old_row = DB_ROW(struct old, old_columns);

static struct error *forget(struct db *db, void *arg)
{
	const struct old *o = arg;

	return db_exec(db, NULL, "UPDATE import_run SET upload = NULL WHERE id = ?", ARGS(I(o->id)));
}

struct error *import_sweep(struct ctx *c)
{
	static const char *const left[] = { "csv", IMPORT_REJECTS, IMPORT_CHANGES };
	struct old *rows;
	size_t n;

	TRY(db_all(c->db, &old_row, &rows, &n, "SELECT id, upload FROM import_run WHERE upload IS NOT NULL AND ended_at < ? LIMIT 100",
		ARGS(AT(c->now - KEPT))));
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < 3; k++)
			unlink(path_of(c, rows[i].upload, left[k]));
		TRY(db_tx(c->db, forget, &rows[i]));
	}
	return NULL;
}
