/* discount.c: an amount off many segments, shared by what they cost now. */
#include "price/discount.h"
#include "price/share.h"
#include "price/wide.h"

bool may_discount(const struct basket_line *l)
{
	return !(l->flags & (LINE_NO_DISCOUNT | LINE_DEPOSIT | LINE_RETURN));
}

bool chosen_start(struct engine *e, struct chosen *c)
{
	c->count = 0;
	c->sum = 0;
	c->segments = work_take(e, e->segment_count, sizeof(*c->segments));
	return c->segments != NULL;
}

void chosen_add(const struct engine *e, struct chosen *c, uint32_t segment)
{
	const struct segment *s = &e->segments[segment];

	if (s->paid <= 0)
		return;
	c->segments[c->count++] = segment;
	c->sum += s->count * s->paid;
}

static bool give(struct engine *e, uint32_t segment, int64_t amount, const struct discount *d)
{
	if (d->closes)
		e->segments[segment].closed = true;
	return amount == 0 || segment_give(e, segment, amount, d->kind, d->reason);
}

bool discount_give(struct engine *e, const struct chosen *c, const struct discount *d)
{
	const size_t used = e->used;
	struct slice *slices = work_take(e, c->count, sizeof(*slices));

	if (!slices)
		return false;
	for (uint32_t i = 0; i < c->count; i++)
		slices[i] = (struct slice){ .weight = e->segments[c->segments[i]].paid, .count = e->segments[c->segments[i]].count, .place = i };
	if (!share_amount(d->amount, slices, c->count))
		return work_fail(e, PRICING_OVERFLOW, e->line_count);
	for (uint32_t i = 0; i < c->count; i++) {
		uint32_t segment = c->segments[slices[i].place];

		if (slices[i].more > 0 && slices[i].more < slices[i].count) {
			uint32_t more = segment_split(e, segment, slices[i].more);

			if (more == NONE || !give(e, more, slices[i].each + 1, d))
				return false;
			slices[i].more = 0;
		}
		if (!give(e, segment, slices[i].each + (slices[i].more > 0), d))
			return false;
	}
	work_back(e, used);
	return true;
}

int64_t percent_of(int64_t sum, int64_t rate)
{
	int64_t amount = sum;

	scale_half(sum, rate, RATE_ONE, &amount);
	return amount;
}
