/* deal.c: the deals: priorities from high to low, in each the components of what
 * competes, and what became of every offer. */
#include "price/deal.h"

static uint32_t root_of(struct engine *e, uint32_t offer)
{
	while (e->offers[offer].component != offer) {
		e->offers[offer].component = e->offers[e->offers[offer].component].component;
		offer = e->offers[offer].component;
	}
	return offer;
}

/* The smaller place stays the root. */
static void join(struct engine *e, uint32_t a, uint32_t b)
{
	a = root_of(e, a);
	b = root_of(e, b);
	if (a < b)
		e->offers[b].component = a;
	else
		e->offers[a].component = b;
}

static bool is_deal(const struct offer *o)
{
	return o->open && o->promotion->layer == LAYER_DEAL;
}

/* Takes each unit by itself, as many as there are, whatever else is given: it
 * competes on every unit, but nothing depends on how many it gets. */
static bool is_plain(const struct offer *o)
{
	const struct rules_promotion *p = o->promotion;

	return o->parts[0].quantity == 0 && o->sets_max == NONE && !p->units_max && !p->exclusive && !p->spend;
}

/* Offers compete that share a good or exclude one another; plain ones are in every
 * component whose goods they match. `last` is the last offer seen of each good. */
static void connect(struct engine *e, uint32_t first, uint32_t end, uint32_t *last)
{
	for (uint32_t o = first; o < end; o++)
		e->offers[o].component = o;
	for (uint32_t o = first; o < end; o++) {
		const struct offer *offer = &e->offers[o];

		if (!is_deal(offer))
			continue;
		for (uint32_t m = offer->first_match; m < offer->first_match + offer->match_count; m++)
			last[e->matches[m].good] = NONE;
	}
	for (uint32_t o = first; o < end; o++) {
		const struct offer *offer = &e->offers[o];

		if (!is_deal(offer) || is_plain(offer))
			continue;
		for (uint32_t m = offer->first_match; m < offer->first_match + offer->match_count; m++) {
			const uint32_t good = e->matches[m].good;

			if (last[good] != NONE)
				join(e, o, last[good]);
			last[good] = o;
		}
		for (uint32_t k = first; offer->promotion->exclusive && k < o; k++)
			if (is_deal(&e->offers[k]) && e->offers[k].promotion->exclusive == offer->promotion->exclusive)
				join(e, o, k);
	}
}

/* Why an offer that could not be had in this component was not, where that is
 * plain before anything is solved. */
static void first_verdicts(struct component *c)
{
	for (uint32_t i = 0; i < c->offer_count; i++) {
		struct deal_offer *o = &c->offers[i];
		bool goods = false;

		o->active = o->sets_max > 0;
		for (uint32_t p = 0; p < o->part_count; p++) {
			goods = goods || o->parts[p].types.count > 0;
			o->active = o->active && o->parts[p].types.count > 0;
		}
		o->offer->had_goods |= goods;
		if (o->offer->promotion->spend && o->spend_total < o->offer->promotion->spend) {
			o->active = false;
			o->offer->verdict = VERDICT_SPEND;
		}
	}
}

static int64_t weight_all(const struct component *c, const struct pick *picks, uint32_t count)
{
	int64_t measure = 0;

	for (uint32_t i = 0; i < count; i++)
		measure += picks[i].count * c->types[picks[i].type].measure;
	return measure;
}

struct chance {
	bool set;	/* the units that are here could make one */
	bool saves;	/* and it would save something */
	bool spent;	/* and enough would be spent beside it */
};

/* What an offer could have come to, had it the units of the component to itself. */
static struct chance chance_of(struct component *c, struct deal_offer *o)
{
	const size_t used = c->engine->used;
	struct pick *picks = work_take(c->engine, 1024, sizeof(*picks));
	struct chance chance = { .spent = true };
	int64_t sets = 0;
	uint32_t count = 0;

	if (!picks)
		return chance;
	solution_start(c);
	if (o->kind == DEAL_MEASURE) {
		for (uint32_t i = 0; i < o->parts[0].types.count && count < 1024; i++, count++)
			picks[count] = (struct pick){ 0, c->lists[o->parts[0].types.at + i], c->types[c->lists[o->parts[0].types.at + i]].count };
		chance.saves = weight_saving(c, o, picks, count, &sets) > 0;
		chance.set = weight_all(c, picks, count) >= o->parts[0].in->quantity;
	} else {
		o->kind = o->kind == DEAL_PLAIN ? DEAL_UNITS : o->kind;
		rank_types(c, o);
		count = next_set(c, o, picks, 1024);
		chance.set = count > 0;
		chance.saves = count && set_saving(c, o, picks, count) > 0;
		chance.spent = count && (!o->offer->promotion->spend || set_times(c, o, picks, count) > 0);
	}
	work_back(c->engine, used);
	return chance;
}

bool group_given(const struct engine *e, const struct offer *o)
{
	for (uint32_t i = 0; o->promotion->exclusive && i < e->offer_count; i++)
		if (&e->offers[i] != o && e->offers[i].sets > 0 && e->offers[i].promotion->exclusive == o->promotion->exclusive)
			return true;
	return false;
}

/* Some of an offer's goods are in other deals, or are none for deals at all. */
static uint32_t without_set(const struct engine *e, const struct offer *o)
{
	const bool joint = o->promotion->parts.count > 1 || o->parts[0].quantity > WHOLE;
	bool taken = false, free = o->match_count == 0 || o->had_goods;

	for (uint32_t m = o->first_match; m < o->first_match + o->match_count; m++)
		for (uint32_t l = e->good_lines[e->matches[m].good]; l < e->good_lines[e->matches[m].good + 1]; l++)
			for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next)
				taken = taken || (e->segments[s].deal != NONE && !(joint && (e->lines[l].in->flags & LINE_NO_JOINT)));
	if (taken)
		return VERDICT_BETTER;
	return free ? VERDICT_TOO_FEW : VERDICT_GOODS;
}

static void last_verdicts(struct component *c)
{
	for (uint32_t i = 0; i < c->offer_count; i++) {
		struct deal_offer *o = &c->offers[i];
		struct chance chance;

		/* A plain offer's last word is said where it is alone. */
		if (o->offer->component != c->root)
			continue;
		if (o->offer->sets > 0)
			o->offer->verdict = VERDICT_APPLIED;
		if (o->offer->sets > 0 || o->offer->verdict == VERDICT_SPEND)
			continue;
		chance = chance_of(c, o);
		if (!chance.set)
			o->offer->verdict = without_set(c->engine, o->offer);
		else if (group_given(c->engine, o->offer))
			o->offer->verdict = VERDICT_EXCLUSIVE;
		else if (!chance.spent)
			o->offer->verdict = VERDICT_SPEND;
		else
			o->offer->verdict = chance.saves ? VERDICT_BETTER : VERDICT_NO_SAVING;
	}
}

static bool component_do(struct engine *e, const struct scope *scope)
{
	const size_t used = e->used;
	struct component c;

	if (!component_build(&c, e, scope))
		return false;
	first_verdicts(&c);
	if (!component_solve(&c) || !deal_apply(&c))
		return false;
	last_verdicts(&c);
	work_back(e, used);
	return e->status == PRICING_OK;
}

/* The highest of the plain percentages on each good; of equal ones the first. */
static void find_best_plain(const struct engine *e, uint32_t first, uint32_t end, uint32_t *best)
{
	for (uint32_t g = 0; g < e->good_count; g++)
		best[g] = NONE;
	for (uint32_t o = first; o < end; o++) {
		const struct offer *offer = &e->offers[o];

		if (!is_deal(offer) || !is_plain(offer) || offer->parts[0].benefit != BENEFIT_PERCENT)
			continue;
		for (uint32_t m = offer->first_match; m < offer->first_match + offer->match_count; m++) {
			uint32_t *now = &best[e->matches[m].good];

			if (*now == NONE || offer->parts[0].value > e->offers[*now].parts[0].value)
				*now = o;
		}
	}
}

/* Each component, then the plain offers alone on what is left. */
static bool components_do(struct engine *e, uint32_t first, uint32_t end, uint32_t *root_of_good, uint32_t *best_plain)
{
	for (uint32_t o = first; o < end; o++) {
		const struct offer *offer = &e->offers[o];

		e->offers[o].component = is_deal(offer) && is_plain(offer) ? NONE : root_of(e, o);
		for (uint32_t m = offer->first_match; is_deal(offer) && m < offer->first_match + offer->match_count; m++)
			if (offer->component != NONE)
				root_of_good[e->matches[m].good] = offer->component;
	}
	for (uint32_t o = first; o < end; o++)
		if (is_deal(&e->offers[o]) && e->offers[o].component == o && !component_do(e, &(struct scope){ first, end, o, root_of_good, best_plain }))
			return false;
	for (uint32_t o = first; o < end; o++)
		if (is_deal(&e->offers[o]) && e->offers[o].component == NONE)
			return component_do(e, &(struct scope){ first, end, NONE, root_of_good, best_plain });
	return true;
}

/* One priority. Who is in a group of which somebody of higher priority was given is out. */
static bool class_do(struct engine *e, uint32_t first, uint32_t end, uint32_t *last, uint32_t *best_plain)
{
	for (uint32_t o = first; o < end; o++)
		if (is_deal(&e->offers[o]) && group_given(e, &e->offers[o])) {
			e->offers[o].open = false;
			e->offers[o].verdict = VERDICT_EXCLUSIVE;
		}
	connect(e, first, end, last);
	find_best_plain(e, first, end, best_plain);
	return components_do(e, first, end, last, best_plain);
}

bool deals_apply(struct engine *e)
{
	uint32_t *last = work_take(e, e->good_count, sizeof(*last)), *best_plain = work_take(e, e->good_count, sizeof(*best_plain));

	if (!last || !best_plain)
		return false;
	for (uint32_t o = 0, end; o < e->offer_count; o = end) {
		for (end = o; end < e->offer_count && e->offers[end].promotion->priority == e->offers[o].promotion->priority; end++)
			;
		if (!class_do(e, o, end, last, best_plain))
			return false;
	}
	return true;
}
