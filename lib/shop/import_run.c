/* import_run.c: the table import_run: begun, told how far, ended. */
#include "shop/import_run.h"

#include "base/json.h"
#include "base/utf8.h"

#define TELL_EVERY SECOND

#define WHY_MAX 500

/* ---- why one failed ---- */

const char *import_why_write(struct arena *a, const struct error *e)
{
	json_t *all = json_keep(a, json_array());
	const char *text;

	json_array_append_new(all, json_string(e->code));
	json_array_append_new(all, json_string(e->text ? e->text : error_kind_text(e->kind)));
	for (size_t i = 0; e->args && e->args[i]; i++)
		json_array_append_new(all, json_string(utf8_cut(a, e->args[i], 60)));
	text = json_write(a, all);
	/* Cut, it would be no JSON: then without its values. */
	return utf8_length(text) <= WHY_MAX ? text : json_write(a, json_keep(a, json_pack("[s, s]", "internal", error_kind_text(INTERNAL))));
}

struct error *import_why_read(struct arena *a, const char *text)
{
	struct error *e = ERR(a, INVALID, "import.failed");
	const char **args;
	json_t *all;
	size_t n;

	if (json_read(a, text, strlen(text), &all) || json_array_size(all) < 2)
		return e;
	n = json_array_size(all) - 2;
	args = ARENA_ARRAY(a, n + 1, const char *);
	for (size_t i = 0; i < n; i++)
		args[i] = json_string_value(json_array_get(all, i + 2));
	e->code = json_string_value(json_array_get(all, 0));
	e->text = json_string_value(json_array_get(all, 1));
	e->args = args;
	return e;
}

/* ---- rows ---- */

struct run {
	struct ctx *c;
	int64_t id;
	const struct import_job *job;
	const struct import_counts *counts;
	int64_t told;			/* clock_ticks() */
	const struct error *why;
};

static struct error *write_begun(struct db *db, void *arg)
{
	struct run *r = arg;
	const struct import_options *o = &r->job->options;
	struct ctx *c = r->c;

	return db_insert(db, &r->id,
		"INSERT INTO import_run (state, profile, source, branch_id, dry_run, retire, file_name, file_hash, staff_id, lines_total, "
		"rows_read, other, added, changed, repriced, retexted, unchanged, kept, repeated, rejected, retired, attempts, "
		"created_at, started_at, seen_at) "
		"VALUES ('running', ?, ?, ?, FALSE, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, ?, ?, ?)",
		ARGS(T(r->job->profile->name), T(import_source_key(c->arena, r->job->profile, o)), ID(o->branch->id), I(o->retire),
		     T(r->job->file_name), r->job->file ? B(r->job->file->found.hash, 32) : NONE, ID_OR_NULL(c->actor.staff),
		     I(r->job->file ? r->job->file->found.lines : 0), AT(c->now), AT(c->now), AT(c->now)));
}

static struct error *write_counts(struct db *db, void *arg)
{
	struct run *r = arg;
	const struct import_counts *n = r->counts;

	return db_exec(db, NULL,
		"UPDATE import_run SET rows_read = ?, other = ?, added = ?, changed = ?, repriced = ?, retexted = ?, unchanged = ?, "
		"kept = ?, repeated = ?, rejected = ?, retired = ?, seen_at = ? WHERE id = ?",
		ARGS(I(n->read), I(n->other), I(n->added), I(n->changed), I(n->repriced), I(n->retexted), I(n->unchanged),
		     I(n->kept), I(n->repeated), I(n->rejected), I(n->retired), AT(clock_now()), I(r->id)));
}

static struct error *write_ended(struct db *db, void *arg)
{
	struct run *r = arg;

	TRY(write_counts(db, r));
	return db_exec(db, NULL, "UPDATE import_run SET state = ?, error = ?, ended_at = ? WHERE id = ?",
		ARGS(T(r->why ? "failed" : "done"), T(r->why ? import_why_write(r->c->arena, r->why) : NULL), AT(clock_now()), I(r->id)));
}

static void pass_rejected(void *arg, int64_t line, const char *column, enum import_reason why, const char *key, const char *detail)
{
	const struct import_options *o = &((struct run *)arg)->job->options;

	if (o->rejected)
		o->rejected(o->arg, line, column, why, key, detail);
}

static void pass_changed(void *arg, const struct import_change *change)
{
	const struct import_options *o = &((struct run *)arg)->job->options;

	if (o->changed)
		o->changed(o->arg, change);
}

/* Once a second; what the caller wants to hear it hears each time. */
static struct error *tell(void *arg, const struct import_counts *counts)
{
	struct run *r = arg;
	const struct import_options *o = &r->job->options;

	if (clock_ticks() - r->told > TELL_EVERY) {
		r->counts = counts;
		r->told = clock_ticks();
		TRY(db_tx(r->c->db, write_counts, r));
	}
	return o->progress ? o->progress(o->arg, counts) : NULL;
}

/* The run's own error comes first; that its end could not be noted, last. */
static struct error *run_noted(struct run *r, struct csv *csv, struct import_counts *counts)
{
	struct import_options o = r->job->options;
	struct error *e;

	o.rejected = pass_rejected;
	o.changed = pass_changed;
	o.progress = tell;
	o.arg = r;
	r->told = clock_ticks();
	e = import_rows(r->c, r->job->profile, &o, r->id, csv, counts);
	r->counts = counts;
	r->why = e;
	return error_also(e, db_tx(r->c->db, write_ended, r));
}

static struct error *run_job(struct ctx *c, const struct import_job *job, struct csv *csv, struct import_counts *counts)
{
	struct run r = { .c = c, .job = job };

	*counts = (struct import_counts){ 0 };
	if (job->options.dry_run)
		return import_rows(c, job->profile, &job->options, 0, csv, counts);
	TRY(db_tx(c->db, write_begun, &r));
	return run_noted(&r, csv, counts);
}

static struct error *write_lines(struct db *db, void *arg)
{
	const struct run *r = arg;

	return db_exec(db, NULL, "UPDATE import_run SET lines_total = ?, file_hash = ? WHERE id = ?",
		ARGS(I(r->job->file->found.lines), B(r->job->file->found.hash, 32), I(r->id)));
}

struct error *import_run_again(struct ctx *c, const struct import_job *job, int64_t id, struct import_counts *counts)
{
	struct run r = { .c = c, .id = id, .job = job };

	TRY(db_tx(c->db, write_lines, &r));
	return run_noted(&r, job->file->csv, counts);
}

static struct error *write_failed(struct db *db, void *arg)
{
	const struct run *r = arg;

	return db_exec(db, NULL, "UPDATE import_run SET state = 'failed', error = ?, ended_at = ? WHERE id = ?",
		ARGS(T(import_why_write(r->c->arena, r->why)), AT(r->c->now), I(r->id)));
}

struct error *import_run_failed(struct ctx *c, int64_t id, const struct error *why)
{
	struct run r = { .c = c, .id = id, .why = why };

	return db_tx(c->db, write_failed, &r);
}

struct error *import_run_file(struct ctx *c, const struct import_job *job, struct import_counts *counts)
{
	return run_job(c, job, job->file->csv, counts);
}

struct error *import_run(struct ctx *c, const struct import_profile *profile, const struct import_options *o,
	struct csv *csv, struct import_counts *counts)
{
	const struct import_job job = { .profile = profile, .options = *o, .file_name = "" };

	return run_job(c, &job, csv, counts);
}

/* ---- to look at ---- */

static const struct db_column question_columns[] = {
	DB_COL(struct import_question, id, INT), DB_COL(struct import_question, variant, INT),
	DB_COL(struct import_question, reason, TEXT), DB_COL(struct import_question, detail, TEXT),
	DB_COL(struct import_question, name, TEXT), DB_COL(struct import_question, tax_class, TEXT),
};
static const struct db_row question_row = DB_ROW(struct import_question, question_columns);

struct error *import_questions(struct ctx *c, int64_t after, size_t limit, struct import_question **out, size_t *n)
{
	return db_all(c->db, &question_row, out, n,
		"SELECT q.id, q.variant_id, q.reason, q.detail, COALESCE(x.name, i.slug), t.code FROM import_review q "
		"JOIN variant v ON v.id = q.variant_id JOIN item i ON i.id = v.item_id JOIN tax_class t ON t.id = i.tax_class_id "
		"LEFT JOIN item_text x ON x.item_id = i.id AND x.lang = i.lang "
		"WHERE q.settled_at IS NULL AND q.id > ? ORDER BY q.id LIMIT ?", ARGS(I(after), I((int64_t)limit)));
}

struct error *import_question_count(struct ctx *c, int64_t *out)
{
	return db_whole(c->db, out, 0, "SELECT COUNT(*) FROM import_review WHERE settled_at IS NULL", NULL, 0);
}

struct settling {
	struct ctx *c;
	int64_t id;
};

static struct error *write_settled(struct db *db, void *arg)
{
	const struct settling *s = arg;
	int64_t changed;

	TRY(db_exec(db, &changed, "UPDATE import_review SET settled_at = ?, settled_by = ? WHERE id = ? AND settled_at IS NULL",
		ARGS(AT(s->c->now), ID_OR_NULL(s->c->actor.staff), I(s->id))));
	return changed ? NULL : ERR(s->c->arena, NOT_FOUND, "import.question");
}

struct error *import_question_settle(struct ctx *c, int64_t id)
{
	TRY(ctx_need(c, MAY_GOODS_IMPORT));
	return db_tx(c->db, write_settled, &(struct settling){ c, id });
}
