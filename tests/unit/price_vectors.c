/* price_vectors.c: every case of the vectors, natively: TAP, a line a case. Files
 * may be named; without a name they are all of tests/price/vectors.
 *
 * Each is priced as it stands, backwards and rotated: totals and the runs of a
 * variant are the same. With --dump it prints the buffers instead, in hex, one
 * case a line: name, rules, basket, result; what the script's runner compares.
 */
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "invariant.h"
#include "price/refund.h"
#include "read.h"

static const char *const status_words[] = { "ok", "rules", "basket", "promotion", "line", "tax", "overflow", "memory", "tender", NULL };
static const char *const verdict_words[] = { "applied", "not_now", "coupon", "used_up", "customer", "goods", "too_few", "spend",
	"exclusive", "better", "no_saving", "switched_off", "unknown_coupon", NULL };
static const char *const kind_words[] = { "deal", "reward", "member", "line", "basket", NULL };
static const char *const source_words[] = { "base", "list", "contract", "override", "label", NULL };
static const char *const tender_words[] = { "taken", "too_much", "not_needed", NULL };

static int number, failed;
static char why[400];

static bool differs(const char *what, size_t at, int64_t is, int64_t should)
{
	if (is == should)
		return false;
	if (!*why)
		snprintf(why, sizeof(why), "%s %zu is %lld, not %lld", what, at, (long long)is, (long long)should);
	return true;
}

static void compare(json_t *expect, const char *key, size_t at, int64_t is)
{
	json_t *v = json_object_get(expect, key);

	if (v)
		differs(key, at, is, read_decimal(v, 0));
}

static void compare_word(json_t *expect, const char *key, size_t at, uint32_t is, const char *const *words)
{
	json_t *v = json_object_get(expect, key);

	if (v)
		differs(key, at, is, read_word(json_string_value(v), words));
}

static void compare_run(json_t *expect, size_t at, const struct result *r, const struct result_run *run)
{
	const struct result_allocation *a = RESULT(struct result_allocation, r, allocations) + run->allocations.at;
	json_t *off = json_object_get(expect, "off"), *each, *quantity = json_object_get(expect, "quantity");
	size_t i;

	if (quantity)
		differs("quantity of run", at, run->quantity, read_decimal(quantity, 3));
	compare(expect, "list", at, run->list);
	compare(expect, "paid", at, run->paid);
	compare(expect, "tax", at, run->tax);
	if (off)
		differs("allocations of run", at, run->allocations.count, (int64_t)json_array_size(off));
	json_array_foreach(off, i, each) {
		if (i >= run->allocations.count)
			break;
		differs("allocation's kind", i, a[i].kind, read_word(json_string_value(json_array_get(each, 0)), kind_words));
		differs("allocation's reason", i, a[i].reason, json_integer_value(json_array_get(each, 1)));
		differs("allocation", i, a[i].amount, json_integer_value(json_array_get(each, 2)));
	}
}

static void compare_lines(json_t *expect, const struct result *r)
{
	const struct result_line *lines = RESULT(struct result_line, r, lines);
	json_t *line, *run;
	size_t i, j;

	json_array_foreach(json_object_get(expect, "lines"), i, line) {
		json_t *runs = json_object_get(line, "runs"), *price = json_object_get(line, "price");

		if (differs("more lines than", i, i < r->lines.count, 1))
			return;
		if (price)
			differs("price of line", i, lines[i].price, read_decimal(price, 4));
		compare(line, "list", i, lines[i].list);
		compare(line, "paid", i, lines[i].paid);
		compare(line, "tax", i, lines[i].tax);
		compare_word(line, "source", i, lines[i].source, source_words);
		if (runs && differs("runs of line", i, lines[i].runs.count, (int64_t)json_array_size(runs)))
			return;
		json_array_foreach(runs, j, run)
			compare_run(run, j, r, RESULT(struct result_run, r, runs) + lines[i].runs.at + j);
	}
}

static void compare_taxes(json_t *expect, const struct result *r)
{
	const struct result_tax *t = RESULT(struct result_tax, r, taxes);
	json_t *taxes = json_object_get(expect, "taxes"), *each;
	size_t i;

	if (taxes && differs("count of taxes", 0, r->taxes.count, (int64_t)json_array_size(taxes)))
		return;
	json_array_foreach(taxes, i, each) {
		json_t *rate = json_object_get(each, "rate");

		compare_word(each, "kind", i, t[i].kind, tax_words);
		if (rate)
			differs("rate", i, t[i].rate, read_decimal(rate, 2));
		compare(each, "gross", i, t[i].gross);
		compare(each, "net", i, t[i].net);
		compare(each, "tax", i, t[i].tax);
	}
}

static void compare_verdicts(json_t *expect, const struct result *r)
{
	const struct result_verdict *v = RESULT(struct result_verdict, r, verdicts);
	const char *id;
	json_t *each;

	json_object_foreach(json_object_get(expect, "verdicts"), id, each) {
		const char *word = json_string_value(json_is_string(each) ? each : json_object_get(each, "code"));
		uint32_t i = 0;

		while (i < r->verdicts.count && v[i].promotion != strtoll(id, NULL, 10))
			i++;
		if (!word) {
			differs("a verdict is there for", (size_t)strtoll(id, NULL, 10), i < r->verdicts.count, 0);
			continue;
		}
		if (differs("no verdict for", (size_t)strtoll(id, NULL, 10), i < r->verdicts.count, 1))
			continue;
		differs("verdict of", (size_t)v[i].promotion, v[i].code, read_word(word, verdict_words));
		compare(each, "sets", (size_t)v[i].promotion, v[i].sets);
		compare(each, "saving", (size_t)v[i].promotion, v[i].saving);
	}
}

static void compare_hints(json_t *expect, const struct result *r)
{
	const struct result_hint *h = RESULT(struct result_hint, r, hints);
	json_t *hints = json_object_get(expect, "hints"), *each;
	size_t i;

	if (hints && differs("count of hints", 0, r->hints.count, (int64_t)json_array_size(hints)))
		return;
	json_array_foreach(hints, i, each) {
		json_t *quantity = json_object_get(each, "quantity");

		compare(each, "promotion", i, h[i].promotion);
		if (quantity)
			differs("missing quantity", i, h[i].quantity, read_decimal(quantity, 3));
		compare(each, "amount", i, h[i].amount);
		compare(each, "saving", i, h[i].saving);
	}
}

static void compare_tenders(json_t *expect, const struct result *r)
{
	const struct result_tender *t = RESULT(struct result_tender, r, tenders);
	json_t *each;
	size_t i;

	json_array_foreach(json_object_get(expect, "tenders"), i, each) {
		compare(each, "taken", i, t[i].taken);
		compare(each, "change", i, t[i].change);
		compare_word(each, "verdict", i, t[i].verdict, tender_words);
	}
}

/* What goes back of lines, one part after the other. */
static void compare_back(json_t *expect, const struct result *r)
{
	struct refund_run *runs = calloc(r->runs.count + 1, sizeof(*runs));
	struct refund_part *parts = calloc(r->runs.count + 1, sizeof(*parts)), sum;
	json_t *each;
	size_t i;

	for (size_t k = 0; k < r->runs.count; k++) {
		const struct result_run *run = &RESULT(struct result_run, r, runs)[k];

		runs[k] = (struct refund_run){ .quantity = run->quantity, .paid = run->paid, .tax = run->tax };
	}
	json_array_foreach(json_object_get(expect, "back"), i, each) {
		const struct rules_span span = RESULT(struct result_line, r, lines)[json_integer_value(json_object_get(each, "line"))].runs;
		enum refund_status status = refund_take(runs + span.at, span.count, read_decimal(json_object_get(each, "quantity"), 3), parts, &sum);

		differs("refund's status", i, status != REFUND_OK, json_is_true(json_object_get(each, "refused")));
		if (status != REFUND_OK)
			continue;
		compare(each, "paid", i, sum.paid);
		compare(each, "tax", i, sum.tax);
	}
	free(runs);
	free(parts);
}

static void compare_result(json_t *expect, const struct result *r)
{
	json_t *status = json_object_get(expect, "status");

	if (differs("status", 0, r->status, status ? read_word(json_string_value(status), status_words) : PRICING_OK))
		return;
	compare(expect, "where", 0, r->where);
	compare(expect, "list", 0, r->list);
	compare(expect, "saved", 0, r->saved);
	compare(expect, "net", 0, r->net);
	compare(expect, "tax", 0, r->tax);
	compare(expect, "total", 0, r->total);
	compare(expect, "tip", 0, r->tip);
	compare(expect, "cash_rounding", 0, r->cash_rounding);
	compare(expect, "open", 0, r->open);
	compare(expect, "cash_open", 0, r->cash_open);
	compare(expect, "exact", 0, r->exact);
	compare_lines(expect, r);
	compare_taxes(expect, r);
	compare_verdicts(expect, r);
	compare_hints(expect, r);
	compare_tenders(expect, r);
	compare_back(expect, r);
}

static void print_hex(const void *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		printf("%02x", ((const unsigned char *)data)[i]);
	putchar(' ');
}

static void check_case(json_t *from, const struct rules *rules, const struct basket *basket, size_t size)
{
	const struct result *r = price_here(rules, basket, size);
	const char *wrong = invariant_broken(basket, r);

	compare_result(json_object_get(from, "expect"), r);
	for (uint32_t turn = 0; turn < basket->lines.count && turn < 4 && !wrong && !*why; turn++)
		wrong = order_matters(rules, basket, size, r, turn);
	if (wrong && !*why)
		snprintf(why, sizeof(why), "%s", wrong);
	printf("%sok %d - %s\n", *why ? "not " : "", ++number, json_string_value(json_object_get(from, "shows")));
	if (*why) {
		printf("# %s\n", why);
		failed = 1;
	}
}

static void dump_case(json_t *from, const struct rules *rules, size_t rules_bytes, const struct basket *basket, size_t size)
{
	const struct result *r = price_here(rules, basket, size);

	print_hex(rules, rules_bytes);
	print_hex(basket, size);
	print_hex(r, r->size);
	printf("%s\n", json_string_value(json_object_get(from, "shows")));
}

/* A case that says that its rules make no sense ends with their status. */
static void run_case(json_t *from, bool dump)
{
	size_t rules_bytes, size;
	struct rules *rules = read_rules(json_object_get(from, "rules"), &rules_bytes);
	struct basket *basket = read_basket(json_object_get(from, "basket"), &size);
	struct result refused = { .status = PRICING_OK };

	*why = '\0';
	refused.status = rules_check(rules, rules_bytes, &refused.where);
	if (refused.status != PRICING_OK && !dump) {
		compare_result(json_object_get(from, "expect"), &refused);
		printf("%sok %d - %s\n", *why ? "not " : "", ++number, json_string_value(json_object_get(from, "shows")));
		if (*why)
			printf("# %s\n", why);
		failed |= *why != '\0';
	} else if (refused.status == PRICING_OK) {
		if (dump)
			dump_case(from, rules, rules_bytes, basket, size);
		else
			check_case(from, rules, basket, size);
	}
	free(rules);
	free(basket);
}

static void run_file(const char *path, bool dump)
{
	json_error_t error;
	json_t *file = json_load_file(path, JSON_REJECT_DUPLICATES, &error), *each;
	size_t i;

	if (!file) {
		fprintf(stderr, "%s:%d: %s\n", path, error.line, error.text);
		exit(2);
	}
	if (!dump)
		printf("# %s\n", path);
	json_array_foreach(json_object_get(file, "cases"), i, each)
		run_case(each, dump);
	json_decref(file);
}

static void run_all(bool dump)
{
	glob_t files;

	if (glob(VECTORS_DIR "/*.json", 0, NULL, &files) != 0) {
		fprintf(stderr, "no vectors in %s\n", VECTORS_DIR);
		exit(2);
	}
	for (size_t i = 0; i < files.gl_pathc; i++)
		run_file(files.gl_pathv[i], dump);
	globfree(&files);
}

int main(int argc, char **argv)
{
	bool dump = argc > 1 && strcmp(argv[1], "--dump") == 0;

	for (int i = 1 + dump; i < argc; i++)
		run_file(argv[i], dump);
	if (argc == 1 + dump)
		run_all(dump);
	if (!dump)
		printf("1..%d\n", number);
	return failed;
}
