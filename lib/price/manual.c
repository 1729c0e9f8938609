/* manual.c: the member's percent, and what staff take off by hand. */
#include "price/discount.h"

typedef bool may_take(const struct sale_line *l, const struct segment *s);

static bool for_member(const struct sale_line *l, const struct segment *s)
{
	return may_discount(l->in) && (l->source == SOURCE_BASE || l->source == SOURCE_LABEL) && !s->closed;
}

static bool by_hand(const struct sale_line *l, const struct segment *s)
{
	(void)s;
	return may_discount(l->in);
}

static bool choose(struct engine *e, uint32_t first, uint32_t end, may_take *may, struct chosen *c)
{
	if (!chosen_start(e, c))
		return false;
	for (uint32_t l = first; l < end; l++)
		for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next)
			if (may(&e->lines[l], &e->segments[s]))
				chosen_add(e, c, s);
	return true;
}

static bool member(struct engine *e)
{
	struct discount d = { .kind = ALLOCATION_MEMBER };
	struct chosen c;

	if (e->basket->member == 0)
		return true;
	if (!choose(e, 0, e->line_count, for_member, &c))
		return false;
	d.amount = percent_of(c.sum, e->basket->member);
	return discount_give(e, &c, &d);
}

static bool manual(struct engine *e, uint32_t first, uint32_t end, const struct basket_manual *m, uint32_t kind)
{
	struct discount d = { .kind = kind, .reason = m->reason };
	struct chosen c;

	if (m->kind == MANUAL_NONE || m->value == 0)
		return true;
	if (!choose(e, first, end, by_hand, &c))
		return false;
	d.amount = m->kind == MANUAL_PERCENT ? percent_of(c.sum, m->value) : m->value;
	d.amount = d.amount < c.sum ? d.amount : c.sum;
	return discount_give(e, &c, &d);
}

bool manual_apply(struct engine *e)
{
	const size_t used = e->used;

	if (!member(e))
		return false;
	work_back(e, used);
	for (uint32_t l = 0; l < e->line_count; l++) {
		if (!manual(e, l, l + 1, &e->lines[l].in->manual, ALLOCATION_LINE))
			return false;
		work_back(e, used);
	}
	if (!manual(e, 0, e->line_count, &e->basket->manual, ALLOCATION_BASKET))
		return false;
	work_back(e, used);
	return true;
}
