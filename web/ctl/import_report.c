/* import_report.c: progress, changes and counts of an import, for a terminal. */
#include "ctl/import_report.h"

#include "base/num.h"
#include "shop/csv_write.h"
#include "shop/item.h"

#define WIDTH 30
#define DRAW_EVERY (SECOND / 5)

enum kind { RETIRED, ADDED, REPRICED, RETEXTED };

/* ---- rejected rows ---- */

static void rejected(void *arg, int64_t line, const char *column, enum import_reason why, const char *key, const char *detail)
{
	struct import_report *r = arg;
	char number[24];

	if (!r->rejects)
		return;
	snprintf(number, sizeof(number), "%lld", (long long)line);
	csv_write_row(r->rejects, (const char *[]){ number, column, import_reason_name(why), key, detail, import_reason_help(why), NULL }, 6);
}

/* ---- what would change ---- */

static const char *price(struct import_report *r, int64_t value)
{
	char buf[NUM_FORMAT_SIZE];
	size_t n;

	if (value == PRICE_NONE)
		return "none";
	num_format(buf, value, r->decimals);
	n = strlen(buf);
	while (n > 3 && buf[n - 1] == '0' && buf[n - 3] != '.')
		buf[--n] = '\0';
	return arena_strdup(r->arena, buf);
}

static void note(struct import_report *r, enum kind kind, const char *line)
{
	if (r->kinds[kind].count < IMPORT_SHOWN)
		r->kinds[kind].lines[r->kinds[kind].count] = line;
	r->kinds[kind].count++;
}

static bool wanted(const struct import_report *r, enum kind kind)
{
	return r->kinds[kind].count < IMPORT_SHOWN;
}

static void changed(void *arg, const struct import_change *x)
{
	struct import_report *r = arg;
	bool repriced = x->price != x->price_before && x->price != PRICE_NONE;
	const char *before = x->name_before ? x->name_before : NULL;

	if (x->effect == EFFECT_RETIRED)
		return note(r, RETIRED, wanted(r, RETIRED) ? arena_printf(r->arena, "%s  %s  %s", x->key, x->name, price(r, x->price_before)) : "");
	if (x->effect == EFFECT_ADDED)
		return note(r, ADDED, wanted(r, ADDED) ? arena_printf(r->arena, "%s  %s  %s", x->key, x->name, price(r, x->price)) : "");
	if (repriced)
		note(r, REPRICED, wanted(r, REPRICED) ? arena_printf(r->arena, "%s  %s  %s -> %s", x->key, x->name,
			price(r, x->price_before), price(r, x->price)) : "");
	if (x->retexted)
		note(r, RETEXTED, !wanted(r, RETEXTED) ? "" : before ? arena_printf(r->arena, "%s  %s -> %s", x->key, before, x->name) :
			arena_printf(r->arena, "%s  %s", x->key, x->name));
}

static void print_changes(const struct import_report *r)
{
	static const char *const titles[] = {
		[RETIRED] = "would be retired", [ADDED] = "would be new", [REPRICED] = "would change price", [RETEXTED] = "would change otherwise",
	};

	for (int k = RETIRED; k <= RETEXTED; k++) {
		if (!r->kinds[k].count)
			continue;
		printf("%lld %s\n", (long long)r->kinds[k].count, titles[k]);
		for (int64_t i = 0; i < r->kinds[k].count && i < IMPORT_SHOWN; i++)
			printf("  %s\n", r->kinds[k].lines[i]);
		if (r->kinds[k].count > IMPORT_SHOWN)
			printf("  ... and %lld more\n", (long long)(r->kinds[k].count - IMPORT_SHOWN));
	}
}

/* ---- the bar ---- */

static int64_t rate(const struct import_report *r, int64_t rows)
{
	int64_t spent = clock_ticks() - r->began;

	return spent > 0 ? rows * SECOND / spent : 0;
}

static void draw(const struct import_report *r, const struct import_counts *n)
{
	int64_t all = r->lines > n->read ? r->lines : n->read, speed = rate(r, n->read);
	int64_t left = speed ? (all - n->read) / speed : 0, full = all ? n->read * WIDTH / all : WIDTH;
	char bar[WIDTH + 1];

	for (int i = 0; i < WIDTH; i++)
		bar[i] = i < full ? '#' : '-';
	bar[WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %3lld %%  %lld rows, %lld a second, %lld:%02lld left ", bar, (long long)(all ? n->read * 100 / all : 100),
		(long long)n->read, (long long)speed, (long long)(left / 60), (long long)(left % 60));
}

static struct error *progress(void *arg, const struct import_counts *n)
{
	struct import_report *r = arg;

	if (r->terminal && clock_ticks() - r->drawn >= DRAW_EVERY) {
		draw(r, n);
		r->drawn = clock_ticks();
	}
	return NULL;
}

/* ---- beginning and end ---- */

void import_report_start(struct import_report *r, struct import_job *job)
{
	const struct shop *shop;

	r->began = clock_ticks();
	r->lines = job->file->found.lines;
	r->dry_run = job->options.dry_run;
	/* Read a moment ago by whoever found the branch. */
	r->decimals = shop_get(r->c, &shop) ? 6 : (int)shop->company.currency_exponent + 4;
	job->options.rejected = rejected;
	job->options.changed = r->dry_run ? changed : NULL;
	job->options.progress = progress;
	job->options.arg = r;
	if (r->rejects)
		csv_write_row(r->rejects, (const char *[]){ "line", "column", "reason", "key", "value", "explanation" }, 6);
}

static void print_counts(const struct import_counts *n)
{
	printf("%lld rows read", (long long)n->read);
	if (n->other)
		printf(", %lld of other stores passed over", (long long)n->other);
	printf("\n%lld taken: %lld new, %lld changed (%lld price, %lld otherwise), %lld unchanged\n",
		(long long)(n->added + n->changed + n->unchanged), (long long)n->added, (long long)n->changed,
		(long long)n->repriced, (long long)n->retexted, (long long)n->unchanged);
	if (n->kept)
		printf("%lld came from another source before and were left alone\n", (long long)n->kept);
	if (n->repeated)
		printf("%lld repeated word by word\n", (long long)n->repeated);
	if (n->retired)
		printf("%lld vanished and are retired\n", (long long)n->retired);
	if (n->review)
		printf("%lld to look at: makolet import --review\n", (long long)n->review);
	printf("%lld rejected\n", (long long)n->rejected);
	for (int i = 0; i < IMPORT_REASONS; i++)
		if (n->reasons[i])
			printf("  %6lld %s: %s\n", (long long)n->reasons[i],
				import_reason_name((enum import_reason)i), import_reason_help((enum import_reason)i));
}

void import_report_end(struct import_report *r, const struct import_job *job, const struct import_counts *counts)
{
	if (r->terminal) {
		draw(r, counts);
		fputc('\n', stderr);
	}
	printf("%s, %s, separator %s\n", job->profile->name, charset_name(job->file->format.charset),
		job->file->format.separator == '\t' ? "tab" : (char[]){ job->file->format.separator, '\0' });
	if (r->dry_run) {
		printf("Dry run: nothing was changed.\n");
		print_changes(r);
	}
	print_counts(counts);
}
