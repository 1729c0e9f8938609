/* rules_check.c: whether bytes are rules, and whether these make sense. */
#include "price/flat.h"

static bool sections_fit(const struct rules *r, size_t size)
{
	uint32_t end = sizeof(*r);

	return r->magic == RULES_MAGIC && r->size == size &&
		section_follows(r->promotions, sizeof(struct rules_promotion), &end, r->size) &&
		section_follows(r->parts, sizeof(struct rules_part), &end, r->size) &&
		section_follows(r->selectors, sizeof(struct rules_selector), &end, r->size) &&
		section_follows(r->terms, sizeof(struct rules_term), &end, r->size) &&
		section_follows(r->groups, sizeof(int64_t), &end, r->size) &&
		section_follows(r->index, sizeof(struct rules_entry), &end, r->size) &&
		section_follows(r->taxes, sizeof(struct rules_tax), &end, r->size) &&
		section_follows(r->prices, sizeof(struct rules_price), &end, r->size) &&
		r->promotions.count <= RULES_PROMOTIONS_MAX;
}

static bool terms_right(const struct rules *r, struct rules_span span)
{
	const struct rules_term *terms = FLAT(struct rules_term, r, terms);

	if (!span_inside(span, r->terms.count))
		return false;
	for (uint32_t i = span.at; i < span.at + span.count; i++) {
		const struct rules_term *t = &terms[i];

		if (t->kind >= TERM_COUNT || (t->kind == TERM_ALL ? t->id != 0 : t->id <= 0))
			return false;
		if (i > span.at && term_order(terms[i - 1].kind, terms[i - 1].id, t->kind, t->id) >= 0)
			return false;
	}
	return true;
}

static bool selectors_right(const struct rules *r)
{
	const struct rules_selector *s = FLAT(struct rules_selector, r, selectors);

	for (uint32_t i = 0; i < r->selectors.count; i++)
		if (s[i].include.count == 0 || !terms_right(r, s[i].include) || !terms_right(r, s[i].exclude))
			return false;
	return true;
}

/* Each include term of each part is there, and nothing else. */
static bool index_right(const struct rules *r)
{
	const struct rules_entry *e = FLAT(struct rules_entry, r, index);
	const struct rules_part *parts = FLAT(struct rules_part, r, parts);
	const struct rules_selector *selectors = FLAT(struct rules_selector, r, selectors);
	uint64_t terms = 0;

	for (uint32_t i = 0; i < r->parts.count; i++)
		terms += selectors[parts[i].selector].include.count;
	if (terms != r->index.count)
		return false;
	for (uint32_t i = 0; i < r->index.count; i++) {
		int order = i == 0 ? -1 : term_order(e[i - 1].kind, e[i - 1].id, e[i].kind, e[i].id);

		if (order > 0 || (order == 0 && e[i - 1].part >= e[i].part) || e[i].part >= r->parts.count)
			return false;
		if (!has_term(FLAT(struct rules_term, r, terms), selectors[parts[e[i].part].selector].include, e[i].kind, e[i].id))
			return false;
	}
	return true;
}

static bool taxes_right(const struct rules *r)
{
	const struct rules_tax *t = FLAT(struct rules_tax, r, taxes);

	for (uint32_t i = 0; i < r->taxes.count; i++) {
		if (t[i].class_id <= 0 || t[i].kind >= TAX_COUNT || t[i].rate > RATE_ONE || (t[i].kind != TAX_STANDARD && t[i].rate != 0))
			return false;
		if (i == 0 || t[i - 1].class_id < t[i].class_id)
			continue;
		if (t[i - 1].class_id > t[i].class_id || t[i - 1].position > t[i].position ||
		    (t[i - 1].position == t[i].position && t[i - 1].from >= t[i].from))
			return false;
	}
	return true;
}

static bool prices_right(const struct rules *r)
{
	const struct rules_price *p = FLAT(struct rules_price, r, prices);

	for (uint32_t i = 0; i < r->prices.count; i++) {
		if (p[i].variant <= 0 || p[i].list <= 0 || !between(p[i].quantity, 0, QUANTITY_MAX) || !between(p[i].price, 0, PRICE_MAX))
			return false;
		if (i == 0 || p[i - 1].variant < p[i].variant)
			continue;
		if (p[i - 1].variant > p[i].variant || p[i - 1].list > p[i].list ||
		    (p[i - 1].list == p[i].list && p[i - 1].quantity >= p[i].quantity))
			return false;
	}
	return true;
}

static bool benefit_right(uint32_t benefit, int64_t value)
{
	switch (benefit) {
	case BENEFIT_NONE:
		return value == 0;
	case BENEFIT_PERCENT:
		return between(value, 1, RATE_ONE);
	case BENEFIT_AMOUNT:
		return between(value, 1, MONEY_MAX);
	case BENEFIT_TOTAL:
		return between(value, 0, MONEY_MAX);
	case BENEFIT_UNIT_PRICE:
		return between(value, 0, PRICE_MAX);
	default:
		return false;
	}
}

/* One part, each unit or by measure. */
static bool single_right(const struct rules_promotion *p, const struct rules_part *part)
{
	if (p->parts.count != 1 || part->role != ROLE_GET || part->benefit == BENEFIT_NONE || p->benefit != BENEFIT_NONE)
		return false;
	if (p->layer == LAYER_REWARD && (p->units_max || ((p->flags & PROMOTION_PER_SPEND) && part->benefit != BENEFIT_AMOUNT)))
		return false;
	if (p->layer == LAYER_REWARD)
		return part->quantity == 0 && part->flags == 0 && (part->benefit == BENEFIT_PERCENT || part->benefit == BENEFIT_AMOUNT);
	return part->quantity == 0 ? part->flags == 0 && part->benefit != BENEFIT_TOTAL : part->quantity > 0;
}

static bool parts_right(const struct rules_promotion *p, const struct rules_part *parts, uint32_t place, uint32_t selectors)
{
	int64_t units = 0;
	bool gets = p->benefit != BENEFIT_NONE;

	for (uint32_t i = 0; i < p->parts.count; i++) {
		const struct rules_part *part = &parts[i];

		if (part->promotion != place || part->selector >= selectors || part->role >= ROLE_COUNT || part->flags > PART_MEASURE ||
		    !benefit_right(part->benefit, part->value) || !between(part->quantity, 0, QUANTITY_MAX))
			return false;
		if (p->layer == LAYER_REWARD || part->quantity == 0 || part->flags == PART_MEASURE)
			return single_right(p, part);
		if (part->quantity % 1000 != 0 || (part->role == ROLE_GET) != (part->benefit != BENEFIT_NONE) ||
		    (part->role == ROLE_GET && p->benefit != BENEFIT_NONE))
			return false;
		units += part->quantity;
		gets = gets || part->role == ROLE_GET;
	}
	return gets && units <= QUANTITY_MAX;
}

static bool promotion_right(const struct rules *r, uint32_t place)
{
	const struct rules_promotion *p = &FLAT(struct rules_promotion, r, promotions)[place];

	if (p->id <= 0 || p->from >= p->until || p->coupon < 0 || !benefit_right(p->benefit, p->value) ||
	    !between(p->spend, 0, MONEY_MAX) || !between(p->units_max, 0, MONEY_MAX) || p->flags > PROMOTION_FLAGS || p->layer > LAYER_REWARD)
		return false;
	if (p->weekdays == 0 || p->weekdays > 127 || p->minute_from >= 1440 || p->minute_until > 1440)
		return false;
	if (p->spend > 0 ? p->spend_selector >= r->selectors.count : p->spend_selector != 0 || (p->flags & PROMOTION_PER_SPEND))
		return false;
	if ((p->flags & PROMOTION_PER_SPEND) && p->layer != LAYER_REWARD)
		return false;
	if (p->parts.count == 0 || p->parts.count > RULES_PARTS_MAX || !span_inside(p->parts, r->parts.count) || !span_inside(p->groups, r->groups.count))
		return false;
	return parts_right(p, &FLAT(struct rules_part, r, parts)[p->parts.at], place, r->selectors.count);
}

static bool promotions_follow(const struct rules_promotion *p, uint32_t place, uint32_t part)
{
	return (place == 0 || p[place - 1].id < p[place].id) && p[place].parts.at == part;
}

uint32_t rules_check(const void *buffer, size_t size, uint32_t *where)
{
	const struct rules *r = buffer;
	const struct rules_promotion *p;
	uint32_t part = 0;

	*where = 0;
	if (size < sizeof(*r) || size > RULES_SIZE_MAX || !sections_fit(r, size) || !selectors_right(r))
		return PRICING_RULES;
	p = FLAT(struct rules_promotion, r, promotions);
	for (*where = 0; *where < r->promotions.count; ++*where) {
		if (!promotions_follow(p, *where, part) || !promotion_right(r, *where))
			return PRICING_PROMOTION;
		part += p[*where].parts.count;
	}
	*where = 0;
	if (part != r->parts.count || !index_right(r) || !taxes_right(r) || !prices_right(r))
		return PRICING_RULES;
	return PRICING_OK;
}
