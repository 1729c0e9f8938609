/* office_import.c: files of goods and prices brought in, how far they are, what
 * they left to look at; and what the shop holds as files to take away. */
#include "app/office_import.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "app/handlers.h"
#include "app/http_parse.h"
#include "app/office.h"
#include "shop/export.h"
#include "shop/import_run.h"

/* ---- one run ---- */

static const struct {
	const char *name, *shown, *stage;
} states[] = {
	{ "waiting", N_("Waiting"), "placed" }, { "running", N_("Running"), "ready" }, { "done", N_("Done"), "done" },
	{ "failed", N_("Failed"), "lapsed" },
};

static void fill_state(const struct request *r, struct data *d, const char *state)
{
	data_text(d, "state", state);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		if (strcmp(states[i].name, state) != 0)
			continue;
		data_text(d, "state_name", text(r->lang, states[i].shown));
		data_text(d, "stage", states[i].stage);
	}
}

/* A line that came to nothing is left out. */
static void fill_count(const struct request *r, struct data *d, const char *name, int64_t n)
{
	if (n)
		data_text(d, name, format_whole(r->ctx->arena, r->lang, n));
}

static void fill_counts(const struct request *r, struct data *d, const struct import_counts *n)
{
	data_text(d, "read", format_whole(r->ctx->arena, r->lang, n->read));
	fill_count(r, d, "other", n->other);
	fill_count(r, d, "added", n->added);
	fill_count(r, d, "repriced", n->repriced);
	fill_count(r, d, "retexted", n->retexted);
	fill_count(r, d, "unchanged", n->unchanged);
	fill_count(r, d, "kept", n->kept);
	fill_count(r, d, "repeated", n->repeated);
	fill_count(r, d, "retired", n->retired);
	fill_count(r, d, "rejected", n->rejected);
}

static void fill_record(const struct request *r, struct data *d, const struct import_record *x)
{
	data_int(d, "id", x->id);
	data_text(d, "file", x->file_name);
	data_text(d, "profile", x->profile);
	data_text(d, "source", *x->source ? x->source : NULL);
	data_text(d, "branch", office_branch(r, x->branch));
	data_text(d, "staff", x->staff);
	data_text(d, "at", office_time(r, x->branch, x->created_at));
	data_text(d, "ended", office_time(r, x->branch, x->ended_at));
	data_bool(d, "dry_run", x->dry_run);
	data_bool(d, "retire", x->retire);
	fill_state(r, d, x->state);
	fill_counts(r, d, &x->counts);
	if (x->why)
		data_text(d, "why", text_error(r->ctx->arena, r->lang, x->why));
}

/* ---- the list and the form ---- */

static struct error *fill_profiles(struct request *r, struct data *d)
{
	const struct import_profile *const *all;
	const char *typed = r->errors ? param_typed(r, "profile") : NULL;
	size_t n;

	TRY(import_profile_all(r->ctx, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *p = data_add(d, "profiles");

		data_text(p, "name", all[i]->name);
		data_text(p, "about", all[i]->about);
		data_bool(p, "chosen", typed && strcmp(typed, all[i]->name) == 0);
	}
	return NULL;
}

static void fill_branches(const struct request *r, struct data *d)
{
	const char *typed = r->errors ? param_typed(r, "branch") : NULL;

	for (size_t i = 0; i < r->shop->branch_count; i++) {
		const struct branch *b = &r->shop->branches[i];
		struct data *x;

		if (ctx_need_branch(r->ctx, b->id))
			continue;
		x = data_add(d, "branches");
		data_int(x, "id", b->id.v);
		data_text(x, "name", b->name);
		data_bool(x, "chosen", typed && strtoll(typed, NULL, 10) == b->id.v);
	}
}

struct error *office_import(struct request *r, struct page *p)
{
	struct import_record *all;
	int64_t questions;
	size_t n;

	TRY(import_recent(r->ctx, &all, &n));
	for (size_t i = 0; i < n; i++)
		fill_record(r, data_add(p->data, "runs"), &all[i]);
	TRY(fill_profiles(r, p->data));
	fill_branches(r, p->data);
	TRY(import_question_count(r->ctx, &questions));
	if (questions)
		data_plural(p->data, "questions", N_("{n} question about imported goods"), "{n} questions about imported goods", questions);
	office_page(r, p->data, "import", text(r->lang, N_("Import and export")));
	office_errors(r, p->data);
	return NULL;
}

struct error *office_import_file(struct request *r, struct page *p)
{
	size_t n;
	const struct http_file *files = param_files(r, "file", &n);
	struct import_upload u = {
		.profile = param_text(r, "profile"), .chain = param_text(r, "chain"), .store = param_text(r, "store"),
		.branch = { param_number(r, "branch", 0) }, .dry_run = param_given(r, "dry_run"), .retire = param_given(r, "retire"),
	};
	int64_t run;

	u.file_name = files[0].name;
	u.bytes = files[0].bytes;
	u.size = files[0].size;
	TRY(import_queue(r->ctx, &u, &run));
	page_redirect(p, r->ctx->arena, "/office/import/%lld", (long long)run);
	return NULL;
}

static bool left_something(struct request *r, const struct import_record *x, const char *what)
{
	const char *path = import_left(r->ctx, x, what);
	struct stat st;

	return path && stat(path, &st) == 0;
}

struct error *office_import_run(struct request *r, struct page *p)
{
	struct import_record x;
	bool going;

	TRY(import_find(r->ctx, param_number(r, "id", 0), &x));
	going = strcmp(x.state, "waiting") == 0 || strcmp(x.state, "running") == 0;
	fill_record(r, data_part(p->data, "run"), &x);
	data_int(p->data, "run.lines", x.lines_total > x.counts.read ? x.lines_total : x.counts.read);
	data_int(p->data, "run.done", x.counts.read);
	data_bool(p->data, "run.going", going);
	data_bool(p->data, "run.rejects", !going && x.counts.rejected && left_something(r, &x, IMPORT_REJECTS));
	data_bool(p->data, "run.changes", !going && left_something(r, &x, IMPORT_CHANGES));
	/* The page comes again until it is done, scripts or not. */
	if (going)
		page_header(p, "Refresh", "2");
	office_page(r, p->data, "import", text(r->lang, N_("Import")));
	return NULL;
}

/* ---- files to take away ---- */

static void attachment(struct request *r, struct page *p, const char *name)
{
	page_header(p, "Content-Disposition", arena_printf(r->ctx->arena, "attachment; filename=\"%s\"", name));
}

static struct error *send_file(struct request *r, struct page *p, const char *what)
{
	struct import_record x;
	const char *path;
	char buf[1 << 15];
	size_t n;
	FILE *f;

	TRY(import_find(r->ctx, param_number(r, "id", 0), &x));
	path = import_left(r->ctx, &x, what);
	f = path ? fopen(path, "re") : NULL;
	if (!f)
		return ERR(r->ctx->arena, NOT_FOUND, "import.none");
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_addn(&p->body, buf, n);
	fclose(f);
	attachment(r, p, arena_printf(r->ctx->arena, "import-%lld-%s", (long long)x.id, what));
	p->type = "text/csv; charset=utf-8";
	p->answered = true;
	return NULL;
}

struct error *office_import_rejects(struct request *r, struct page *p)
{
	return send_file(r, p, IMPORT_REJECTS);
}

struct error *office_import_changes(struct request *r, struct page *p)
{
	return send_file(r, p, IMPORT_CHANGES);
}

static struct error *date_of(const struct request *r, const char *name, int32_t fallback, int32_t *out)
{
	const char *said = param_text(r, name);

	*out = fallback;
	if (said && !date_parse(said, out))
		return error_field(error_text(ERR(r->ctx->arena, INVALID, "export.date"), N_("This is no date."), NULL), name);
	return NULL;
}

static struct error *range_of(struct request *r, struct export_range *out)
{
	int64_t branch = param_number(r, "branch", 0);

	out->branch = branch ? shop_branch(r->shop, (struct branch_id){ branch }) : NULL;
	if (branch && !out->branch)
		return ERR(r->ctx->arena, NOT_FOUND, "branch.none");
	TRY(date_of(r, "from", date_from_civil(2000, 1, 1), &out->from));
	return date_of(r, "to", date_from_civil(9000, 1, 1), &out->to);
}

struct error *office_export(struct request *r, struct page *p)
{
	const struct export_kind *kind = export_find(param_text(r, "kind"));
	struct export_range range;
	struct error *e;
	char *bytes = NULL;
	size_t n = 0;
	FILE *to;

	if (!kind)
		return ERR(r->ctx->arena, NOT_FOUND, "page.none");
	TRY(range_of(r, &range));
	for (size_t i = 0; i < r->shop->branch_count && !range.branch && !kind->dated; i++)
		if (!ctx_need_branch(r->ctx, r->shop->branches[i].id))
			range.branch = &r->shop->branches[i];
	to = open_memstream(&bytes, &n);
	e = export_write(r->ctx, kind, &range, to);
	fclose(to);
	if (!e) {
		page_bytes(p, "text/csv; charset=utf-8", bytes, n);
		attachment(r, p, arena_printf(r->ctx->arena, "%s.csv", kind->name));
	}
	free(bytes);
	return e;
}

/* ---- what to look at ---- */

static const struct {
	const char *reason, *shown;
} reasons[] = {
	{ "weighed", N_("Weighed: check unit and tax") },
	{ "tax_class", N_("The tax class is a guess") },
	{ "bad_barcode", N_("The barcode in the file is wrong") },
	{ "shared_barcode", N_("Other goods have the same barcode") },
};

struct error *office_import_review(struct request *r, struct page *p)
{
	struct import_question *all;
	size_t n;

	TRY(import_questions(r->ctx, param_number(r, "after", 0), 100, &all, &n));
	for (size_t i = 0; i < n; i++) {
		struct data *d = data_add(p->data, "questions");

		data_int(d, "id", all[i].id);
		data_int(d, "good", all[i].variant.v);
		data_text(d, "name", all[i].name);
		data_text(d, "tax_class", all[i].tax_class);
		data_text(d, "detail", all[i].detail);
		for (size_t k = 0; k < sizeof(reasons) / sizeof(reasons[0]); k++)
			if (strcmp(reasons[k].reason, all[i].reason) == 0)
				data_text(d, "reason", text(r->lang, reasons[k].shown));
	}
	if (n == 100)
		data_int(p->data, "next", all[n - 1].id);
	office_page(r, p->data, "import", text(r->lang, N_("Questions about imported goods")));
	return NULL;
}

struct error *office_import_settle(struct request *r, struct page *p)
{
	TRY(import_question_settle(r->ctx, param_number(r, "id", 0)));
	page_redirect(p, r->ctx->arena, "/office/import/review");
	return NULL;
}
