/* spend.c: deals that ask for a spend as it is paid, looked at after the deals. */
#include "price/work.h"

/* What is paid for the selector's goods outside the offer's own units. */
static int64_t paid_outside(const struct engine *e, uint32_t offer)
{
	const uint32_t selector = e->offers[offer].promotion->spend_selector;
	int64_t sum = 0;

	for (uint32_t l = 0; l < e->line_count; l++) {
		if ((e->lines[l].in->flags & (LINE_DEPOSIT | LINE_RETURN)) || !selector_matches(e, selector, e->lines[l].in))
			continue;
		for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next)
			if (e->segments[s].deal != offer)
				sum += e->segments[s].count * e->segments[s].paid;
	}
	return sum;
}

/* The last of them in priority goes first. */
bool spend_ban(struct engine *e)
{
	for (uint32_t i = e->offer_count; i-- > 0;) {
		struct offer *o = &e->offers[i];

		if (o->sets == 0 || o->promotion->layer != LAYER_DEAL || o->promotion->spend == 0 || !(o->promotion->flags & PROMOTION_SPEND_PAID))
			continue;
		if (paid_outside(e, i) < o->promotion->spend) {
			o->banned = true;
			return true;
		}
	}
	return false;
}
