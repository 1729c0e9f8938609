/* match.c: which promotions have to do with which goods, by the rules' index. */
#include "price/sort.h"
#include "price/work.h"

/* The first entry of the index not before a term, or the first behind it. */
static uint32_t entry_at(const struct rules *r, uint32_t kind, int64_t id, bool behind)
{
	const struct rules_entry *e = FLAT(struct rules_entry, r, index);
	uint32_t low = 0, high = r->index.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (term_order(e[middle].kind, e[middle].id, kind, id) < (behind ? 1 : 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct term_list { uint32_t count; struct rules_term terms[BASKET_LINE_CATEGORIES_MAX + 4]; };

/* All terms that a line answers to. */
static void terms_of(const struct basket *b, const struct basket_line *l, struct term_list *out)
{
	const int64_t *categories = FLAT(int64_t, b, categories) + l->categories.at;

	out->count = 0;
	out->terms[out->count++] = (struct rules_term){ TERM_ALL, 0, 0 };
	out->terms[out->count++] = (struct rules_term){ TERM_VARIANT, 0, l->variant };
	if (l->item)
		out->terms[out->count++] = (struct rules_term){ TERM_ITEM, 0, l->item };
	if (l->brand)
		out->terms[out->count++] = (struct rules_term){ TERM_BRAND, 0, l->brand };
	for (uint32_t i = 0; i < l->categories.count; i++)
		out->terms[out->count++] = (struct rules_term){ TERM_CATEGORY, 0, categories[i] };
}

static bool in_span(const struct engine *e, struct rules_span span, const struct term_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (has_term(FLAT(struct rules_term, e->rules, terms), span, list->terms[i].kind, list->terms[i].id))
			return true;
	return false;
}

bool selector_matches(const struct engine *e, uint32_t selector, const struct basket_line *l)
{
	const struct rules_selector *s = &FLAT(struct rules_selector, e->rules, selectors)[selector];
	struct term_list list;

	terms_of(e->basket, l, &list);
	return in_span(e, s->include, &list) && !in_span(e, s->exclude, &list);
}

static uint64_t entries_of(const struct rules *r, const struct term_list *list)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < list->count; i++) {
		const struct rules_term *t = &list->terms[i];

		n += entry_at(r, t->kind, t->id, true) - entry_at(r, t->kind, t->id, false);
	}
	return n;
}

size_t match_bound(const struct rules *r, const struct basket *b)
{
	const struct basket_line *l = FLAT(struct basket_line, b, lines);
	struct term_list list;
	uint64_t n = 0;

	for (uint32_t i = 0; i < b->lines.count; i++) {
		terms_of(b, &l[i], &list);
		n += entries_of(r, &list);
	}
	return n > SIZE_MAX / 256 ? SIZE_MAX / 256 : (size_t)n;
}

static bool coupon_shown(const struct engine *e, int64_t coupon)
{
	const struct basket_coupon *c = FLAT(struct basket_coupon, e->basket, coupons);

	for (uint32_t i = 0; i < e->basket->coupons.count; i++)
		if (c[i].coupon == coupon)
			return true;
	return false;
}

static int by_match(const void *a, const void *b, const void *context)
{
	const struct match *x = a, *y = b;

	(void)context;
	if (x->offer != y->offer)
		return x->offer < y->offer ? -1 : 1;
	if (x->good != y->good)
		return x->good < y->good ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

/* Matches of one good, with the promotion's place for an offer. */
static void match_good(struct engine *e, uint32_t good)
{
	const struct rules_entry *entries = FLAT(struct rules_entry, e->rules, index);
	const struct rules_part *parts = FLAT(struct rules_part, e->rules, parts);
	const struct rules_selector *selectors = FLAT(struct rules_selector, e->rules, selectors);
	const struct basket_line *l = e->lines[e->good_lines[good]].in;
	struct term_list list;

	terms_of(e->basket, l, &list);
	for (uint32_t i = 0; i < list.count; i++) {
		const struct rules_term *t = &list.terms[i];

		for (uint32_t at = entry_at(e->rules, t->kind, t->id, false); at < e->rules->index.count; at++) {
			const struct rules_entry *entry = &entries[at];
			const struct rules_part *part = &parts[entry->part];

			if (entry->kind != t->kind || entry->id != t->id)
				break;
			if (!in_span(e, selectors[part->selector].exclude, &list))
				e->matches[e->match_count++] = (struct match){ part->promotion, entry->part, good, 0 };
		}
	}
}

/* A good that matches a part by two terms matches it once. */
static void matches_unique(struct engine *e)
{
	uint32_t n = 0;

	sort_records(e->matches, e->match_count, sizeof(*e->matches), by_match, NULL);
	for (uint32_t i = 0; i < e->match_count; i++)
		if (n == 0 || by_match(&e->matches[n - 1], &e->matches[i], NULL) != 0)
			e->matches[n++] = e->matches[i];
	e->match_count = n;
}

static int by_priority(const void *a, const void *b, const void *context)
{
	const struct offer *x = a, *y = b;

	(void)context;
	if (x->promotion->priority != y->promotion->priority)
		return x->promotion->priority > y->promotion->priority ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static void offer_add(struct engine *e, uint32_t place, uint32_t first, uint32_t count)
{
	const struct rules_promotion *p = &FLAT(struct rules_promotion, e->rules, promotions)[place];

	e->offers[e->offer_count++] = (struct offer){
		.promotion = p, .parts = FLAT(struct rules_part, e->rules, parts) + p->parts.at,
		.place = place, .first_match = first, .match_count = count,
	};
}

/* Offers for the matches, and for shown coupons whose goods are not here. */
static bool offers_make(struct engine *e)
{
	const struct rules_promotion *p = FLAT(struct rules_promotion, e->rules, promotions);
	const uint32_t coupons = e->basket->coupons.count ? e->rules->promotions.count : 0;
	uint32_t at = 0;

	for (uint32_t i = 0; i < e->match_count; i = at) {
		for (at = i; at < e->match_count && e->matches[at].offer == e->matches[i].offer; at++)
			;
		offer_add(e, e->matches[i].offer, i, at - i);
	}
	at = 0;
	for (uint32_t i = 0; i < coupons; i++) {
		while (at < e->match_count && e->matches[at].offer < i)
			at++;
		if (p[i].coupon && (at == e->match_count || e->matches[at].offer != i) && coupon_shown(e, p[i].coupon))
			offer_add(e, i, 0, 0);
	}
	sort_records(e->offers, e->offer_count, sizeof(*e->offers), by_priority, NULL);
	return true;
}

/* Matches know their offer; they stay in the promotions' order, offers point at them. */
static void matches_number(struct engine *e)
{
	for (uint32_t o = 0; o < e->offer_count; o++)
		for (uint32_t i = 0; i < e->offers[o].match_count; i++)
			e->matches[e->offers[o].first_match + i].offer = o;
}

bool offers_find(struct engine *e)
{
	const size_t bound = match_bound(e->rules, e->basket);
	size_t offers = bound;

	if (e->basket->coupons.count)
		offers += e->rules->promotions.count;
	if (offers > e->rules->promotions.count)
		offers = e->rules->promotions.count;
	e->matches = work_take(e, bound, sizeof(*e->matches));
	e->offers = work_take(e, offers, sizeof(*e->offers));
	if (!e->matches || !e->offers)
		return false;
	for (uint32_t g = 0; g < e->good_count; g++)
		match_good(e, g);
	matches_unique(e);
	if (!offers_make(e))
		return false;
	matches_number(e);
	return true;
}
