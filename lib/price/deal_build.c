/* deal_build.c: a component: its offers, the classes of its goods, its types. */
#include "price/deal.h"
#include "price/sort.h"

/* A good and one of the parts or spends it counts for. */
struct good_part { uint32_t good, what; };
struct good_class { uint32_t good; struct rules_span parts; };

struct unit_ref {
	int64_t amount, measure;
	uint32_t good_class, form, segment, zero;
};

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_good(const void *a, const void *b, const void *context)
{
	const struct good_part *x = a, *y = b;

	(void)context;
	return x->good != y->good ? order(x->good, y->good) : order(x->what, y->what);
}

static int by_parts(const void *a, const void *b, const void *context)
{
	const uint32_t *parts = context;
	const struct good_class *x = a, *y = b;

	for (uint32_t i = 0; i < x->parts.count && i < y->parts.count; i++)
		if (parts[x->parts.at + i] != parts[y->parts.at + i])
			return order(parts[x->parts.at + i], parts[y->parts.at + i]);
	return order(x->parts.count, y->parts.count);
}

static int by_class(const void *a, const void *b, const void *context)
{
	const struct good_class *x = a, *y = b;
	int o = by_parts(a, b, context);

	return o ? o : order(x->good, y->good);
}

static int by_type(const struct unit_ref *x, const struct unit_ref *y)
{
	int o = order(y->amount, x->amount);

	o = o ? o : order(x->good_class, y->good_class);
	o = o ? o : order(x->form, y->form);
	return o ? o : order(x->measure, y->measure);
}

static int by_unit(const void *a, const void *b, const void *context)
{
	const struct engine *e = context;
	const struct unit_ref *x = a, *y = b;
	int o = by_type(x, y);

	o = o ? o : order(e->segments[x->segment].line, e->segments[y->segment].line);
	return o ? o : order(x->segment, y->segment);
}

/* What a selector's goods cost in the whole basket, at list price. */
static int64_t spend_total(const struct engine *e, uint32_t selector)
{
	int64_t sum = 0;

	for (uint32_t g = 0; g < e->good_count; g++) {
		if (!selector_matches(e, selector, e->lines[e->good_lines[g]].in))
			continue;
		for (uint32_t l = e->good_lines[g]; l < e->good_lines[g + 1]; l++)
			if (!(e->lines[l].in->flags & (LINE_DEPOSIT | LINE_RETURN)))
				sum += e->lines[l].list;
	}
	return sum;
}

static enum deal_kind kind_of(const struct offer *o, bool spend_inside)
{
	if (o->parts[0].flags & PART_MEASURE)
		return DEAL_MEASURE;
	if (o->parts[0].quantity != 0)
		return DEAL_SETS;
	return o->sets_max != NONE || o->promotion->units_max || spend_inside ? DEAL_UNITS : DEAL_PLAIN;
}

/* The sets that every limit still allows. */
static int64_t sets_max(const struct deal_offer *o)
{
	int64_t most = o->offer->sets_max == NONE ? INT64_MAX : o->offer->sets_max;
	int64_t units = o->offer->promotion->units_max;

	if (o->kind == DEAL_MEASURE)
		units = units ? units / o->parts[0].in->quantity : INT64_MAX;
	else
		units = units ? units / (set_units(o) * WHOLE) : INT64_MAX;
	return most < units ? most : units;
}

/* Of plain percentages only a good's highest can be given, so the others do not
 * take part on it. */
static bool good_inside(const struct engine *e, const struct scope *s, uint32_t offer, uint32_t good)
{
	const struct offer *o = &e->offers[offer];

	if (o->component == NONE && o->parts[0].benefit == BENEFIT_PERCENT && s->best_plain[good] != offer)
		return false;
	return s->root == NONE || s->root_of_good[good] == s->root;
}

static bool offer_inside(const struct engine *e, const struct scope *s, uint32_t offer)
{
	const struct offer *o = &e->offers[offer];

	if (!o->open || o->promotion->layer != LAYER_DEAL || (o->component != s->root && o->component != NONE))
		return false;
	if (o->component == s->root)
		return true;
	for (uint32_t m = o->first_match; m < o->first_match + o->match_count; m++)
		if (good_inside(e, s, offer, e->matches[m].good))
			return true;
	return false;
}

static bool build_offers(struct component *c, const struct scope *s)
{
	struct engine *e = c->engine;

	for (uint32_t i = s->first; i < s->end; i++) {
		if (!offer_inside(e, s, i))
			continue;
		c->offer_count++;
		c->part_count += e->offers[i].promotion->parts.count;
	}
	c->offers = work_take(e, c->offer_count, sizeof(*c->offers));
	c->marks = work_take(e, c->offer_count, sizeof(*c->marks));
	c->parts = work_take(e, c->part_count, sizeof(*c->parts));
	if (!c->offers || !c->marks || !c->parts)
		return false;
	c->offer_count = c->part_count = 0;
	for (uint32_t i = s->first; i < s->end; i++) {
		struct deal_offer *o = &c->offers[c->offer_count];

		if (!offer_inside(e, s, i))
			continue;
		*o = (struct deal_offer){ .offer = &e->offers[i], .parts = &c->parts[c->part_count], .part_count = e->offers[i].promotion->parts.count };
		for (uint32_t p = 0; p < o->part_count; p++)
			c->parts[c->part_count++] = (struct deal_part){ .in = &o->offer->parts[p] };
		if (o->offer->promotion->spend)
			o->spend_total = spend_total(e, o->offer->promotion->spend_selector);
		c->offer_count++;
	}
	return true;
}

/* The parts that a good may be, from the offers' matches: at most `most` of them. */
static uint32_t gather_matches(const struct component *c, const struct scope *s, struct good_part *out)
{
	const struct engine *e = c->engine;
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->offer_count; i++) {
		const struct deal_offer *o = &c->offers[i];

		for (uint32_t m = o->offer->first_match; m < o->offer->first_match + o->offer->match_count; m++)
			if (good_inside(e, s, (uint32_t)(o->offer - e->offers), e->matches[m].good))
				out[n++] = (struct good_part){ e->matches[m].good,
					(uint32_t)(o->parts - c->parts) + e->matches[m].part - o->offer->promotion->parts.at };
	}
	return n;
}

/* Goods of the component that count for an offer's spend. */
static uint32_t gather_spends(struct component *c, const struct good_part *parts, uint32_t count, struct good_part *out)
{
	const struct engine *e = c->engine;
	uint32_t n = 0;

	for (uint32_t o = 0; o < c->offer_count; o++) {
		const struct rules_promotion *p = c->offers[o].offer->promotion;

		for (uint32_t i = 0; p->spend && i < count; i++)
			if ((i == 0 || parts[i].good != parts[i - 1].good) &&
			    selector_matches(e, p->spend_selector, e->lines[e->good_lines[parts[i].good]].in))
				out[n++] = (struct good_part){ parts[i].good, c->part_count + o };
	}
	return n;
}

static uint32_t spenders(const struct component *c)
{
	uint32_t n = 0;

	for (uint32_t o = 0; o < c->offer_count; o++)
		n += c->offers[o].offer->promotion->spend != 0;
	return n;
}

/* Goods by what they may be; *goods is set, their count returned, 0 without memory or goods. */
static uint32_t build_classes(struct component *c, const struct scope *s, struct good_class **goods)
{
	struct engine *e = c->engine;
	uint32_t matches = 0, count, n = 0;
	struct good_part *parts;
	size_t most;

	for (uint32_t o = 0; o < c->offer_count; o++)
		matches += c->offers[o].offer->match_count;
	most = matches + (size_t)(matches < e->good_count ? matches : e->good_count) * spenders(c);
	parts = work_take(e, most, sizeof(*parts));
	c->class_parts = work_take(e, most, sizeof(*c->class_parts));
	*goods = work_take(e, matches, sizeof(**goods));
	c->classes = work_take(e, matches, sizeof(*c->classes));
	if (!parts || !c->class_parts || !*goods || !c->classes)
		return 0;
	count = gather_matches(c, s, parts);
	sort_records(parts, count, sizeof(*parts), by_good, NULL);
	count += gather_spends(c, parts, count, parts + count);
	sort_records(parts, count, sizeof(*parts), by_good, NULL);
	for (uint32_t i = 0; i < count; i++) {
		c->class_parts[i] = parts[i].what;
		if (i == 0 || parts[i].good != parts[i - 1].good)
			(*goods)[n++] = (struct good_class){ parts[i].good, { i, 0 } };
		(*goods)[n - 1].parts.count++;
	}
	sort_records(*goods, n, sizeof(**goods), by_class, c->class_parts);
	return n;
}

static bool may_deal(const struct segment *s, const struct sale_line *l)
{
	return s->deal == NONE && !(l->in->flags & (LINE_NO_DISCOUNT | LINE_DEPOSIT | LINE_RETURN | LINE_OVERRIDE));
}

/* The units of a good that are still free, counted when refs is NULL. */
static uint32_t units_of(const struct component *c, uint32_t good, uint32_t good_class, struct unit_ref *refs)
{
	const struct engine *e = c->engine;
	uint32_t n = 0;

	for (uint32_t l = e->good_lines[good]; l < e->good_lines[good + 1]; l++) {
		const struct basket_line *in = e->lines[l].in;

		for (uint32_t s = e->lines[l].first; s != NONE; s = e->segments[s].next) {
			if (!may_deal(&e->segments[s], &e->lines[l]))
				continue;
			if (refs)
				refs[n] = (struct unit_ref){ e->segments[s].list, in->flags & LINE_MEASURE ? e->segments[s].quantity : 0,
					good_class, in->flags & LINE_NO_JOINT, s, 0 };
			n++;
		}
	}
	return n;
}

static bool build_types(struct component *c, const struct good_class *goods, uint32_t count)
{
	struct engine *e = c->engine;
	uint32_t good_class = 0, n = 0;
	struct unit_ref *refs;

	for (uint32_t i = 0; i < count; i++)
		c->unit_count += units_of(c, goods[i].good, 0, NULL);
	refs = work_take(e, c->unit_count, sizeof(*refs));
	c->units = work_take(e, c->unit_count, sizeof(*c->units));
	c->types = work_take(e, c->unit_count, sizeof(*c->types));
	if (!refs || !c->units || !c->types)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0 && by_parts(&goods[i - 1], &goods[i], c->class_parts) != 0)
			good_class++;
		c->classes[good_class] = goods[i].parts;
		n += units_of(c, goods[i].good, good_class, refs + n);
	}
	sort_records(refs, n, sizeof(*refs), by_unit, e);
	for (uint32_t i = 0; i < n; i++) {
		struct deal_type *t;

		if (i == 0 || by_type(&refs[i - 1], &refs[i]) != 0)
			c->types[c->type_count++] = (struct deal_type){ .amount = refs[i].amount, .measure = refs[i].measure,
				.good_class = refs[i].good_class, .form = refs[i].form, .first_unit = i, .plain_offer = NONE };
		t = &c->types[c->type_count - 1];
		c->units[i] = refs[i].segment;
		t->count += e->segments[refs[i].segment].count;
		t->unit_count++;
	}
	return true;
}

/* Each part's types, dearest first, by the classes' lists. */
static bool build_lists(struct component *c)
{
	uint32_t n = 0;

	for (uint32_t t = 0; t < c->type_count; t++)
		n += c->classes[c->types[t].good_class].count;
	c->lists = work_take(c->engine, n, sizeof(*c->lists));
	c->ranked = work_take(c->engine, n, sizeof(*c->ranked));
	if (!c->lists || !c->ranked)
		return false;
	n = 0;
	for (uint32_t o = 0; o < c->offer_count; o++)
		for (uint32_t p = 0; p < c->offers[o].part_count; p++) {
			struct deal_part *part = &c->offers[o].parts[p];

			part->types.at = n;
			for (uint32_t t = 0; t < c->type_count; t++)
				if (part_takes(c, &c->offers[o], p, t))
					c->lists[n++] = t;
			part->types.count = n - part->types.at;
		}
	return true;
}

/* One component may be everything. A line has at most two types, and each of
 * those the line's matches as its parts. */
uint64_t deals_need(const struct deals_size *n)
{
	const uint64_t offers = n->offers, segments = n->segments, matches = n->matches, cells = offers * segments;
	const uint64_t spends = (matches < n->lines ? matches : n->lines) * (n->spenders < offers ? n->spenders : offers);
	const uint64_t batches = n->units < DEAL_BATCHES_MAX ? n->units : DEAL_BATCHES_MAX;
	const uint64_t picks = n->units < DEAL_PICKS_MAX ? n->units : DEAL_PICKS_MAX;
	uint64_t bytes = 131072;

	bytes += offers * (sizeof(struct deal_offer) + sizeof(struct deal_part) * RULES_PARTS_MAX + 64);
	bytes += (matches + spends) * (sizeof(struct good_part) + sizeof(uint32_t));
	bytes += matches * (sizeof(struct good_class) + sizeof(struct rules_span));
	bytes += 2 * (matches + spends) * (sizeof(uint32_t) + sizeof(struct ranked));
	bytes += segments * (sizeof(struct unit_ref) + sizeof(struct deal_type) + 5 * sizeof(uint32_t));
	bytes += 2 * n->lines * sizeof(uint32_t) + 2 * (batches * sizeof(struct batch) + picks * sizeof(struct pick));
	return bytes + (cells < DEAL_CELLS_MAX ? cells : DEAL_CELLS_MAX) * sizeof(int64_t);
}

bool component_build(struct component *c, struct engine *e, const struct scope *scope)
{
	struct good_class *goods;
	uint32_t count;

	*c = (struct component){ .engine = e, .root = scope->root };
	if (!build_offers(c, scope))
		return false;
	count = build_classes(c, scope, &goods);
	if (e->status != PRICING_OK || !build_types(c, goods, count) || !build_lists(c))
		return false;
	for (uint32_t i = 0; i < c->offer_count; i++) {
		struct deal_offer *o = &c->offers[i];

		for (uint32_t p = 0; p < o->part_count; p++)
			for (uint32_t t = 0; t < o->parts[p].types.count; t++)
				o->spend_inside |= spend_of(c, o, c->lists[o->parts[p].types.at + t], 1) != 0;
		o->kind = kind_of(o->offer, o->spend_inside);
		o->sets_max = sets_max(o);
	}
	return true;
}
