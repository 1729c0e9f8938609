/* hint.c: what is missing for another set: so many units of one selector, or so
 * much of a spend. Only where something of the set is there already. */
#include "price/deal.h"
#include "price/discount.h"
#include "price/report.h"
#include "price/sort.h"
#include "price/wide.h"

#define SET_MOST 64u	/* units of a set that a hint is given for */

/* One set as far as it goes: a type for each unit. */
struct filling {
	struct component c;
	struct deal_offer offer;
	struct deal_part parts[RULES_PARTS_MAX];
	struct deal_type types[SET_MOST];
	struct pick picks[SET_MOST];
	uint32_t count, missing, part;	/* part: that misses them, the first one */
	int64_t inside;			/* of its units, what counts for the offer's spend */
	bool there, mixed;		/* some units are there; several selectors miss some */
};

struct free_unit { int64_t amount; uint32_t segment, used; };

static int dearest_first(const void *a, const void *b, const void *context)
{
	const struct free_unit *x = a, *y = b;

	(void)context;
	if (x->amount != y->amount)
		return x->amount > y->amount ? -1 : 1;
	return (x->segment > y->segment) - (x->segment < y->segment);
}

static bool may_part(const struct basket_line *l, const struct rules_part *p, uint32_t parts)
{
	bool joint = parts > 1 || p->quantity > WHOLE || (p->flags & PART_MEASURE);

	return may_discount(l) && !(l->flags & LINE_OVERRIDE) && !(joint && (l->flags & LINE_NO_JOINT)) &&
		(p->quantity == 0 || ((l->flags & LINE_MEASURE) != 0) == ((p->flags & PART_MEASURE) != 0));
}

/* The units in no deal that a part may be, dearest first; the cheapest of all in *cheapest, -1: none. */
static uint32_t free_units(const struct engine *e, const struct offer *o, uint32_t part, struct free_unit *units, int64_t *cheapest)
{
	uint32_t n = 0;

	*cheapest = -1;
	for (uint32_t m = o->first_match; m < o->first_match + o->match_count; m++) {
		if (e->matches[m].part != o->promotion->parts.at + part)
			continue;
		for (uint32_t l = e->good_lines[e->matches[m].good]; l < e->good_lines[e->matches[m].good + 1]; l++)
			for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next) {
				if (!may_part(e->lines[l].in, &o->parts[part], o->promotion->parts.count))
					continue;
				if (*cheapest < 0 || e->segments[s].list < *cheapest)
					*cheapest = e->segments[s].list;
				if (e->segments[s].deal == NONE)
					units[n++] = (struct free_unit){ e->segments[s].list, s, 0 };
			}
	}
	sort_records(units, n, sizeof(*units), dearest_first, NULL);
	return n;
}

static void add_unit(struct filling *f, uint32_t part, int64_t amount, int64_t measure)
{
	f->types[f->count] = (struct deal_type){ .amount = amount, .measure = measure, .count = 1, .left = 1 };
	f->picks[f->count] = (struct pick){ part, f->count, 1 };
	f->count++;
}

static int64_t units_wanted(const struct rules_part *p)
{
	return p->quantity ? p->quantity / WHOLE : 1;
}

static void take_unit(struct filling *f, const struct engine *e, const struct rules_promotion *p, uint32_t part, const struct free_unit *unit)
{
	const struct segment *s = &e->segments[unit->segment];
	const struct basket_line *l = e->lines[s->line].in;

	add_unit(f, part, unit->amount, l->flags & LINE_MEASURE ? s->quantity : 0);
	f->there = true;
	if (p->spend && selector_matches(e, p->spend_selector, l))
		f->inside += p->flags & PROMOTION_SPEND_PAID ? s->paid : s->list;
}

/* used[segment]: so many of its units are in the set. */
static void fill_part(struct filling *f, const struct engine *e, const struct offer *o, uint32_t part, struct free_unit *units, uint32_t *used)
{
	int64_t cheapest, wanted = units_wanted(&o->parts[part]);
	const uint32_t n = free_units(e, o, part, units, &cheapest);

	for (uint32_t i = 0; i < n; i++)
		for (; wanted > 0 && used[units[i].segment] < e->segments[units[i].segment].count; wanted--) {
			used[units[i].segment]++;
			take_unit(f, e, o->promotion, part, &units[i]);
		}
	if (wanted > 0 && f->missing == 0)
		f->part = part;
	else if (wanted > 0 && o->parts[part].selector != o->parts[f->part].selector)
		f->mixed = true;
	f->missing += (uint32_t)wanted;
	for (; wanted > 0; wanted--)
		add_unit(f, part, cheapest > 0 ? cheapest : 0, 0);
}

static bool fill_set(struct filling *f, struct engine *e, const struct offer *o)
{
	struct free_unit *units = work_take(e, e->segment_count, sizeof(*units));
	uint32_t *used = work_take(e, e->segment_count, sizeof(*used));

	if (!units || !used)
		return false;
	*f = (struct filling){ .c = { .engine = e, .types = f->types }, .offer = { .offer = (struct offer *)o, .parts = f->parts, .kind = o->parts[0].quantity ? DEAL_SETS : DEAL_UNITS } };
	f->offer.part_count = o->promotion->parts.count;
	for (uint32_t s = 0; s < e->segment_count; s++)
		used[s] = 0;
	for (uint32_t p = 0; p < f->offer.part_count; p++)
		f->parts[p].in = &o->parts[p];
	for (uint32_t role = ROLE_NEED; role < ROLE_COUNT; role++)
		for (uint32_t p = 0; p < f->offer.part_count; p++)
			if (o->parts[p].role == role)
				fill_part(f, e, o, p, units, used);
	return true;
}

/* What is there, and so much more of the cheapest of it by weight. */
static int64_t weight_price(const struct engine *e, const struct free_unit *units, uint32_t n, int64_t more)
{
	int64_t sum = 0, least = INT64_MAX;

	for (uint32_t i = 0; i < n; i++) {
		int64_t price = MONEY_MAX;

		sum += units[i].amount;
		scale_floor(units[i].amount, more, e->segments[units[i].segment].quantity, &price);
		least = price < least ? price : least;
	}
	return sum + least < MONEY_MAX ? sum + least : MONEY_MAX;
}

/* Weighed goods: what is over whole sets, up to the next; the cheapest's price for the saving. */
static bool weight_hint(struct engine *e, const struct offer *o, struct result_hint *h)
{
	struct free_unit *units = work_take(e, e->segment_count, sizeof(*units));
	struct deal_part part = { .in = &o->parts[0] };
	struct deal_offer offer = { .offer = (struct offer *)o, .parts = &part, .part_count = 1, .kind = DEAL_MEASURE, .sets_left = 1 };
	struct deal_type type = { .measure = o->parts[0].quantity };
	struct component c = { .engine = e, .types = &type };
	struct pick pick = { 0, 0, 1 };
	int64_t measure = 0, sets, cheapest;
	uint32_t n;

	if (!units)
		return false;
	n = free_units(e, o, 0, units, &cheapest);
	for (uint32_t i = 0; i < n; i++)
		measure += e->segments[units[i].segment].quantity;
	if (n == 0 || measure >= type.measure)
		return true;
	h->quantity = type.measure - measure;
	/* The missing weight at the price of the cheapest that is here, by weight. */
	type.amount = weight_price(e, units, n, h->quantity);
	h->saving = weight_saving(&c, &offer, &pick, 1, &sets);
	return true;
}

static bool set_hint(struct engine *e, const struct offer *o, struct result_hint *h)
{
	struct filling *f = work_take(e, 1, sizeof(*f));

	if (!f)
		return false;
	for (uint32_t p = 0, units = 0; p < o->promotion->parts.count; p++) {
		units += (uint32_t)units_wanted(&o->parts[p]);
		if (units > SET_MOST)
			return true;
	}
	if (!fill_set(f, e, o))
		return false;
	if (!f->there || f->mixed || (f->missing == 0) != (o->verdict == VERDICT_SPEND))
		return true;
	if (f->missing == 0)
		h->amount = o->promotion->spend - (spend_now(e, o->promotion) - f->inside);
	h->quantity = (int64_t)f->missing * WHOLE;
	h->part = o->promotion->parts.at + f->part;
	h->saving = set_saving(&f->c, &f->offer, f->picks, f->count);
	return true;
}

static bool deal_hint(struct engine *e, const struct offer *o, struct result_hint *h)
{
	if (o->parts[0].flags & PART_MEASURE)
		return o->verdict == VERDICT_SPEND || weight_hint(e, o, h);
	return (o->parts[0].quantity == 0 && o->verdict != VERDICT_SPEND) || set_hint(e, o, h);
}

static bool hint_of(struct engine *e, const struct offer *o, struct result_hint *h)
{
	const size_t used = e->used;
	bool fits = true;

	*h = (struct result_hint){ .promotion = o->promotion->id, .part = o->promotion->parts.at };
	if ((!o->open && !o->banned) || o->sets >= o->sets_max || group_given(e, o))
		return true;
	if (o->promotion->layer == LAYER_REWARD)
		fits = spend_hint(e, o, h);
	else if (o->verdict == VERDICT_SPEND || o->verdict == VERDICT_APPLIED || o->verdict == VERDICT_TOO_FEW || o->verdict == VERDICT_BETTER)
		fits = deal_hint(e, o, h);
	work_back(e, used);
	return fits;
}

static int by_promotion(const void *a, const void *b, const void *context)
{
	const struct result_hint *x = a, *y = b;

	(void)context;
	return (x->promotion > y->promotion) - (x->promotion < y->promotion);
}

bool hints_write(struct report *r)
{
	struct engine *e = r->engine;
	struct result_hint *out = report_section(r, e->offer_count, sizeof(*out), &r->result->hints);
	uint32_t n = 0;

	if (!out)
		return false;
	for (uint32_t i = 0; i < e->offer_count; i++) {
		if (!hint_of(e, &e->offers[i], &out[n]))
			return false;
		if (out[n].saving > 0 && (out[n].quantity > 0 || out[n].amount > 0))
			n++;
	}
	sort_records(out, n, sizeof(*out), by_promotion, NULL);
	e->used -= (size_t)(e->offer_count - n) * sizeof(*out);
	r->result->hints.count = n;
	return true;
}
