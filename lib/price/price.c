/* price.c: line amounts, tax by rate, and its shares. */
#include "price/price.h"

#define MINOR_PER_LINE ((__int128)1000 * 10000)	/* thousandths x 1/10,000 */
#define RATE_ONE 10000

static __int128 round_div(__int128 a, __int128 b)
{
	return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);
}

static __int128 floor_div(__int128 a, __int128 b)
{
	__int128 q = a / b;
	return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

static bool fits(__int128 v)
{
	return v >= INT64_MIN / 4 && v <= INT64_MAX / 4;
}

static enum price_status line_amounts(struct price_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct price_line *l = &lines[i];
		__int128 amount;

		if (l->unit_price < 0 || l->tax_rate < 0 || l->tax_rate > RATE_ONE)
			return PRICE_OUT_OF_RANGE;
		amount = round_div((__int128)l->quantity * l->unit_price, MINOR_PER_LINE);
		if (!fits(amount))
			return PRICE_OUT_OF_RANGE;
		l->amount = (int64_t)amount;
		l->tax = 0;
	}
	return PRICE_OK;
}

/* The rates that occur, rising. */
static enum price_status collect_rates(const struct price_line *lines, size_t n, struct price_total *t)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = 0;

		while (at < t->tax_count && t->taxes[at].rate < lines[i].tax_rate)
			at++;
		if (at < t->tax_count && t->taxes[at].rate == lines[i].tax_rate)
			continue;
		if (t->tax_count == PRICE_RATES_MAX)
			return PRICE_TOO_MANY_RATES;
		for (size_t j = t->tax_count++; j > at; j--)
			t->taxes[j] = t->taxes[j - 1];
		t->taxes[at] = (struct price_tax){ .rate = lines[i].tax_rate };
	}
	return PRICE_OK;
}

static __int128 share_floor(int64_t tax, int64_t weight, int64_t whole)
{
	return floor_div((__int128)tax * weight, whole);
}

static __int128 share_rest(int64_t tax, int64_t weight, int64_t whole)
{
	__int128 rest = (__int128)tax * weight - share_floor(tax, weight, whole) * whole;
	return whole < 0 ? -rest : rest;
}

/* Shares `tax` over the lines of one rate by largest remainder; line.amount is
 * the weight, line.tax the share. Weights that sum to nothing carry no tax. */
static void share_tax(struct price_line *lines, size_t n, int64_t rate, int64_t tax, int64_t whole)
{
	int64_t left = tax;

	if (whole == 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (lines[i].tax_rate == rate) {
			lines[i].tax = (int64_t)share_floor(tax, lines[i].amount, whole);
			left -= lines[i].tax;
		}
	while (left-- > 0) {
		size_t best = n;
		__int128 best_rest = 0;

		for (size_t i = 0; i < n; i++) {
			__int128 rest;

			if (lines[i].tax_rate != rate ||
			    lines[i].tax != (int64_t)share_floor(tax, lines[i].amount, whole))
				continue;
			rest = share_rest(tax, lines[i].amount, whole);
			if (best == n || rest > best_rest) {
				best = i;
				best_rest = rest;
			}
		}
		if (best == n)
			return;
		lines[best].tax++;
	}
}

/* One rate: its sum, its tax, its shares. */
static enum price_status tax_of_rate(const struct price_policy *policy, struct price_line *lines, size_t n, struct price_tax *t)
{
	__int128 sum = 0, tax;

	for (size_t i = 0; i < n; i++)
		if (lines[i].tax_rate == t->rate)
			sum += lines[i].amount;
	tax = round_div(sum * t->rate, policy->tax_included ? RATE_ONE + t->rate : RATE_ONE);
	if (!fits(sum) || !fits(tax))
		return PRICE_OUT_OF_RANGE;
	share_tax(lines, n, t->rate, (int64_t)tax, (int64_t)sum);
	t->tax = (int64_t)tax;
	t->gross = (int64_t)(policy->tax_included ? sum : sum + tax);
	if (!policy->tax_included)
		for (size_t i = 0; i < n; i++)
			if (lines[i].tax_rate == t->rate)
				lines[i].amount += lines[i].tax;
	return PRICE_OK;
}

enum price_status price_document(const struct price_policy *policy, struct price_line *lines, size_t n, struct price_total *out)
{
	struct price_total t = { 0 };
	enum price_status s;
	__int128 total = 0;

	if (n > PRICE_LINES_MAX)
		return PRICE_TOO_MANY_LINES;
	if ((s = line_amounts(lines, n)) != PRICE_OK || (s = collect_rates(lines, n, &t)) != PRICE_OK)
		return s;
	for (size_t i = 0; i < t.tax_count; i++) {
		if ((s = tax_of_rate(policy, lines, n, &t.taxes[i])) != PRICE_OK)
			return s;
		total += t.taxes[i].gross;
		t.tax += t.taxes[i].tax;
	}
	if (!fits(total))
		return PRICE_OUT_OF_RANGE;
	t.total = (int64_t)total;
	*out = t;
	return PRICE_OK;
}

int64_t price_cash_rounding(const struct price_policy *policy, int64_t amount)
{
	int64_t step = policy->cash_step, rest;

	if (step <= 1)
		return 0;
	rest = amount % step;
	if (rest < 0)
		return 2 * -rest >= step ? -step - rest : -rest;
	return 2 * rest >= step ? step - rest : -rest;
}
