/* tax_sum.c: tax by rate, and its shares over runs. */
#include "price/sort.h"
#include "price/wide.h"
#include "price/tax_sum.h"

struct tax_share {
	uint64_t rest;
	uint32_t run, zero;
};

static int by_rest(const void *a, const void *b, const void *context)
{
	const struct tax_share *x = a, *y = b;

	(void)context;
	if (x->rest != y->rest)
		return x->rest > y->rest ? -1 : 1;
	return (x->run > y->run) - (x->run < y->run);
}

static bool tax_of(bool included, uint32_t rate, int64_t sum, int64_t *tax)
{
	return scale_half(sum, rate, included ? RATE_ONE + rate : RATE_ONE, tax);
}

/* floor(tax * paid / sum) for either sign of sum, and what remains of it. */
static bool floor_share(int64_t tax, int64_t paid, int64_t sum, int64_t *share, uint64_t *rest)
{
	int64_t sign = sum < 0 ? -1 : 1;

	if (!scale_floor(sign * tax, paid, sign * sum, share))
		return false;
	*rest = (uint64_t)(sign * tax) * (uint64_t)paid - (uint64_t)*share * (uint64_t)(sign * sum);
	return true;
}

/* Shares tax over those of the runs that are of `rate`, by what is paid; their sum is `sum`. */
static bool share_tax(struct result_run *runs, uint32_t first, uint32_t end, uint32_t rate, int64_t tax, int64_t sum, struct tax_share *shares)
{
	int64_t left = tax;
	uint32_t n = 0;

	if (sum == 0)
		return tax == 0;
	for (uint32_t i = first; i < end; i++) {
		if (runs[i].rate != rate)
			continue;
		if (!floor_share(tax, runs[i].paid, sum, &runs[i].tax, &shares[n].rest))
			return false;
		shares[n++].run = i;
		left -= runs[i].tax;
	}
	sort_records(shares, n, sizeof(*shares), by_rest, NULL);
	for (uint32_t i = 0; i < n && left > 0; i++, left--)
		runs[shares[i].run].tax++;
	return left == 0;
}

/* The runs [first, end) of one rate: their tax, added to the rate's. */
static bool sum_part(struct tax_sums *t, uint32_t rate, uint32_t first, uint32_t end)
{
	struct result_tax *row = &t->rows[rate];
	int64_t sum = 0, tax;

	for (uint32_t i = first; i < end; i++)
		if (t->runs[i].rate == rate)
			sum += t->runs[i].paid;
	if (!tax_of(t->included, row->rate, sum, &tax) || !share_tax(t->runs, first, end, rate, tax, sum, t->scratch))
		return false;
	row->tax += tax;
	row->gross += t->included ? sum : sum + tax;
	row->net += t->included ? sum - tax : sum;
	return true;
}

static uint32_t line_end(const struct tax_sums *t, uint32_t i)
{
	uint32_t line = t->runs[i].line;

	while (i < t->run_count && t->runs[i].line == line)
		i++;
	return i;
}

size_t tax_sums_need(uint32_t runs)
{
	return runs * sizeof(struct tax_share);
}

bool tax_sums(struct tax_sums *t)
{
	if (t->by_line) {
		for (uint32_t i = 0, end; i < t->run_count; i = end) {
			end = line_end(t, i);
			if (!sum_part(t, t->runs[i].rate, i, end))
				return false;
		}
		return true;
	}
	for (uint32_t i = 0; i < t->row_count; i++)
		if (!sum_part(t, i, 0, t->run_count))
			return false;
	return true;
}
