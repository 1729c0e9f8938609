/* refund.c: the look-up of stored shares. */
#include "price/refund.h"
#include "price/wide.h"

static bool run_right(const struct refund_run *r)
{
	return r->quantity > 0 && r->paid >= 0 && r->tax >= 0 && r->returned >= 0 && r->returned <= r->quantity;
}

/* Of amount, what so much of the run's quantity has: it fits, for the share is at most the whole. */
static int64_t share(int64_t amount, int64_t gone, int64_t quantity)
{
	int64_t v = 0;

	scale_floor(amount, gone, quantity, &v);
	return v;
}

/* By what a unit was paid, high first; then by its tax; then as they stand. */
static bool dearer(const struct refund_run *a, const struct refund_run *b)
{
	int o = wide_compare(wide_multiply((uint64_t)a->paid, (uint64_t)b->quantity), wide_multiply((uint64_t)b->paid, (uint64_t)a->quantity));

	if (o == 0)
		o = wide_compare(wide_multiply((uint64_t)a->tax, (uint64_t)b->quantity), wide_multiply((uint64_t)b->tax, (uint64_t)a->quantity));
	return o > 0;
}

/* The dearest run that has something left and is not yet in this refund. */
static size_t next_run(const struct refund_run *runs, size_t n, const struct refund_part *parts)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (parts[i].quantity == 0 && runs[i].returned < runs[i].quantity && (best == n || dearer(&runs[i], &runs[best])))
			best = i;
	return best;
}

static void take(struct refund_run *r, int64_t quantity, struct refund_part *part, struct refund_part *sum)
{
	const int64_t before = r->returned;

	r->returned += quantity;
	part->quantity = quantity;
	part->paid = share(r->paid, r->returned, r->quantity) - share(r->paid, before, r->quantity);
	part->tax = share(r->tax, r->returned, r->quantity) - share(r->tax, before, r->quantity);
	sum->quantity += quantity;
	sum->paid += part->paid;
	sum->tax += part->tax;
}

enum refund_status refund_take(struct refund_run *runs, size_t n, int64_t quantity, struct refund_part *parts, struct refund_part *sum)
{
	int64_t left = 0;

	for (size_t i = 0; i < n; i++) {
		if (!run_right(&runs[i]) || !add_fits(left, runs[i].quantity - runs[i].returned, &left))
			return REFUND_NO_SALE;
		parts[i] = (struct refund_part){ 0 };
	}
	*sum = (struct refund_part){ 0 };
	if (quantity <= 0 || quantity > left)
		return REFUND_TOO_MUCH;
	while (quantity > 0) {
		size_t i = next_run(runs, n, parts);
		int64_t now = runs[i].quantity - runs[i].returned;

		now = now < quantity ? now : quantity;
		take(&runs[i], now, &parts[i], sum);
		quantity -= now;
	}
	return REFUND_OK;
}

int64_t refund_amount(enum refund_policy policy, int64_t paid, int64_t returned, int64_t units_share, int64_t rest_costs)
{
	int64_t left = paid - returned, amount = policy == REFUND_KEEP ? units_share : left - rest_costs;

	if (amount > left)
		amount = left;
	return amount > 0 ? amount : 0;
}
