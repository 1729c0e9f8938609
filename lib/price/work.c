/* work.c: memory of the engine, and segments. */
#include "price/work.h"

bool work_fail(struct engine *e, uint32_t status, uint32_t where)
{
	e->status = status;
	e->where = where;
	return false;
}

void *work_take(struct engine *e, size_t n, size_t record)
{
	void *at = e->memory + e->used;

	if (n > (e->size - e->used) / record) {
		work_fail(e, PRICING_MEMORY, 0);
		return NULL;
	}
	e->used += (n * record + 7) & ~(size_t)7;
	if (e->used > e->size)
		e->used = e->size;
	return at;
}

uint32_t segment_split(struct engine *e, uint32_t i, int64_t n)
{
	struct segment *s = &e->segments[i];
	uint32_t made = e->segment_count;

	if (n == s->count)
		return i;
	if (made == e->segment_max) {
		work_fail(e, PRICING_MEMORY, 0);
		return NONE;
	}
	e->segment_count++;
	e->segments[made] = *s;
	e->segments[made].count = n;
	s->count -= n;
	/* The first units are to come first: the halves change their places' order in the chain. */
	e->segments[made].next = s->next;
	s->next = made;
	return made;
}

bool segment_give(struct engine *e, uint32_t i, int64_t amount, uint32_t kind, int64_t reason)
{
	struct segment *s = &e->segments[i];

	if (e->gift_count == e->gift_max)
		return work_fail(e, PRICING_MEMORY, 0);
	e->gifts[e->gift_count] = (struct gift){ reason, amount, kind, s->gifts };
	s->gifts = e->gift_count++;
	s->paid -= amount;
	return true;
}
