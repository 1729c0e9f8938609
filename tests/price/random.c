/* random.c: random rules and baskets. */
#include "random.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CATEGORIES 6u
#define BRANDS 4u

uint64_t random_next(struct random *r)
{
	uint64_t z = (r->state += 0x9e3779b97f4a7c15u);

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

uint32_t random_below(struct random *r, uint32_t n)
{
	return n ? (uint32_t)(random_next(r) >> 32) % n : 0;
}

static bool one_in(struct random *r, uint32_t n)
{
	return random_below(r, n) == 0;
}

static void *zeroed(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		abort();
	return p;
}

struct build {
	struct rules_source s;
	struct rules_promotion *promotions;
	struct rules_part *parts;
	struct rules_selector *selectors;
	struct rules_term *terms;
	int64_t groups[4];
	struct rules_tax taxes[8];
	struct rules_price *prices;
};

static bool has(const struct build *b, uint32_t first, uint32_t kind, int64_t id)
{
	for (uint32_t i = first; i < b->s.term_count; i++)
		if (b->terms[i].kind == kind && b->terms[i].id == id)
			return true;
	return false;
}

static void add_term(struct random *r, struct build *b, uint32_t variants, uint32_t first)
{
	uint32_t kind = TERM_VARIANT + random_below(r, 4);
	int64_t id = 1 + random_below(r, kind == TERM_CATEGORY ? CATEGORIES : kind == TERM_BRAND ? BRANDS : variants);

	if (!has(b, first, kind, id))
		b->terms[b->s.term_count++] = (struct rules_term){ .kind = kind, .id = id };
}

static uint32_t add_selector(struct random *r, struct build *b, uint32_t variants)
{
	struct rules_selector *s = &b->selectors[b->s.selector_count];

	s->include.at = b->s.term_count;
	if (one_in(r, 6))
		b->terms[b->s.term_count++] = (struct rules_term){ .kind = TERM_ALL };
	for (uint32_t n = 1 + random_below(r, 3); n > 0; n--)
		add_term(r, b, variants, s->include.at);
	s->include.count = b->s.term_count - s->include.at;
	s->exclude.at = b->s.term_count;
	if (one_in(r, 5))
		add_term(r, b, variants, s->exclude.at);
	s->exclude.count = b->s.term_count - s->exclude.at;
	return b->s.selector_count++;
}

static void benefit(struct random *r, uint32_t *kind, int64_t *value, int64_t units)
{
	*kind = BENEFIT_PERCENT + random_below(r, 4);
	switch (*kind) {
	case BENEFIT_PERCENT:
		*value = one_in(r, 3) ? RATE_ONE : 100 * (1 + random_below(r, 99));
		break;
	case BENEFIT_AMOUNT:
		*value = 1 + random_below(r, 700);
		break;
	case BENEFIT_TOTAL:
		*value = units * random_below(r, 700);
		break;
	default:
		*value = random_below(r, 7000000);
		break;
	}
}

static void add_part(struct random *r, struct build *b, struct rules_promotion *p, uint32_t variants, uint32_t shape)
{
	struct rules_part *part = &b->parts[b->s.part_count++];

	part->selector = p->parts.count && one_in(r, 2) ? part[-1].selector : add_selector(r, b, variants);
	p->parts.count++;
	part->role = shape == 1 ? ROLE_NEED : p->parts.count == 1 && shape == 2 ? ROLE_NEED : ROLE_GET;
	part->quantity = 1000 * (1 + random_below(r, 3));
	if (shape == 0)
		part->quantity = 0;
	if (shape == 3) {
		part->quantity = 250 * (1 + random_below(r, 8));
		part->flags = PART_MEASURE;
	}
	if (part->role != ROLE_GET)
		return;
	do
		benefit(r, &part->benefit, &part->value, part->quantity / 1000 + 1);
	while (shape == 0 && (part->benefit == BENEFIT_TOTAL || (p->layer == LAYER_REWARD && part->benefit > BENEFIT_AMOUNT)));
}

static void add_limits(struct random *r, struct build *b, struct rules_promotion *p, uint32_t variants)
{
	if (one_in(r, 4))
		p->sets_max = 1 + random_below(r, 3);
	if (one_in(r, 8) && p->layer == LAYER_DEAL)
		p->units_max = 1000 * (1 + random_below(r, 5));
	if (one_in(r, 5))
		p->exclusive = 1 + random_below(r, 2);
	if (one_in(r, 6))
		p->coupon = 100 + random_below(r, 3);
	if (one_in(r, 6))
		p->priority = (int32_t)random_below(r, 3) - 1;
	if (one_in(r, 3))
		p->flags |= PROMOTION_STACKS;
	if (one_in(r, 6)) {
		p->spend = 1 + random_below(r, 3000);
		p->spend_selector = add_selector(r, b, variants);
		p->flags |= one_in(r, 2) ? PROMOTION_SPEND_PAID : 0;
	}
	if (one_in(r, 10))
		p->groups = (struct rules_span){ random_below(r, 3), 2 };
	if (one_in(r, 12)) {
		p->minute_from = random_below(r, 1440);
		p->minute_until = random_below(r, 1441);
	}
}

static void add_promotion(struct random *r, struct build *b, uint32_t variants)
{
	struct rules_promotion *p = &b->promotions[b->s.promotion_count++];
	uint32_t shape = random_below(r, 4), parts = shape == 1 || shape == 2 ? 1 + random_below(r, 2) : 1;
	int64_t units = 0;

	*p = (struct rules_promotion){ .id = 10 * b->s.promotion_count, .from = INT64_MIN, .until = INT64_MAX, .weekdays = 127,
		.layer = shape == 0 && one_in(r, 3) ? LAYER_REWARD : LAYER_DEAL, .parts = { .at = b->s.part_count } };
	for (parts += shape == 2; parts > 0; parts--)
		add_part(r, b, p, variants, shape);
	for (uint32_t i = p->parts.at; i < b->s.part_count; i++)
		units += b->parts[i].quantity / 1000;
	if (shape == 1)
		benefit(r, &p->benefit, &p->value, units);
	add_limits(r, b, p, variants);
	if (p->spend && p->layer == LAYER_REWARD && b->parts[p->parts.at].benefit == BENEFIT_AMOUNT && one_in(r, 2))
		p->flags |= PROMOTION_PER_SPEND;
}

static void add_taxes(struct build *b)
{
	static const struct rules_tax taxes[] = {
		{ .class_id = 1, .rate = 1800 }, { .class_id = 1, .position = 2, .rate = 2550 }, { .class_id = 2, .rate = 1400 },
		{ .class_id = 2, .from = 20000, .rate = 1350 }, { .class_id = 3, .kind = TAX_ZERO }, { .class_id = 4, .kind = TAX_OUTSIDE },
	};

	memcpy(b->taxes, taxes, sizeof(taxes));
	b->s.tax_count = sizeof(taxes) / sizeof(taxes[0]);
}

struct rules *random_rules(struct random *r, const struct random_size *n, size_t *size)
{
	const uint32_t promotions = 1 + random_below(r, n->promotions);
	struct build b = {
		.promotions = zeroed(promotions, sizeof(*b.promotions)), .parts = zeroed(promotions * 4, sizeof(*b.parts)),
		.selectors = zeroed(promotions * 6 + 1, sizeof(*b.selectors)), .terms = zeroed(promotions * 40 + 8, sizeof(*b.terms)),
		.prices = zeroed(n->variants * 2, sizeof(*b.prices)),
	};
	struct rules *out;

	for (uint32_t i = 0; i < 4; i++)
		b.groups[i] = 1 + i;
	b.s.group_count = 4;
	add_taxes(&b);
	for (uint32_t i = 0; i < promotions; i++)
		add_promotion(r, &b, n->variants);
	if (b.s.selector_count == 0)
		add_selector(r, &b, n->variants);
	for (uint32_t v = 1; v <= n->variants; v++)
		for (uint32_t list = 1; list <= 2; list++)
			if (one_in(r, 5))
				b.prices[b.s.price_count++] = (struct rules_price){ v, list, 1000 * random_below(r, 5), random_below(r, 9000000) };
	b.s.promotions = b.promotions;
	b.s.parts = b.parts;
	b.s.selectors = b.selectors;
	b.s.terms = b.terms;
	b.s.groups = b.groups;
	b.s.taxes = b.taxes;
	b.s.prices = b.prices;
	*size = rules_size(&b.s);
	out = zeroed(*size, 1);
	rules_write(&b.s, out);
	free(b.promotions);
	free(b.parts);
	free(b.selectors);
	free(b.terms);
	free(b.prices);
	return out;
}

/* What a variant is always: item, brand, categories, price. */
static void variant_line(struct basket_line *l, uint32_t variant, int64_t *categories)
{
	struct random fixed = { variant * 77u };

	l->variant = variant;
	l->item = 1 + variant / 2;
	l->brand = 1 + random_below(&fixed, BRANDS);
	l->price = one_in(&fixed, 5) ? random_below(&fixed, 9999999) : 10000 * (100 + 50 * random_below(&fixed, 16));
	l->tax_class = 1 + random_below(&fixed, 3);
	categories[0] = 1 + random_below(&fixed, CATEGORIES / 2);
	categories[1] = CATEGORIES / 2 + 1 + random_below(&fixed, CATEGORIES / 2);
}

static void strange_line(struct random *r, struct basket_line *l)
{
	switch (random_below(r, 12)) {
	case 0:
		l->flags |= LINE_NO_DISCOUNT;
		break;
	case 1:
		l->flags |= LINE_NO_JOINT;
		break;
	case 2:
		l->flags |= LINE_DEPOSIT;
		l->tax_class = 4;
		break;
	case 3:
		l->flags |= LINE_RETURN;
		l->quantity = -l->quantity;
		return;
	case 4:
		l->flags |= LINE_OVERRIDE;
		l->override = random_below(r, 9000000);
		break;
	case 5:
	case 6:
	case 7:
		l->flags |= LINE_MEASURE;
		l->quantity = 1 + random_below(r, 4000);
		if (one_in(r, 3)) {
			l->flags |= LINE_AMOUNT;
			l->amount = random_below(r, 3000);
		}
		break;
	default:
		break;
	}
	if (one_in(r, 8))
		l->manual = (struct basket_manual){ .kind = MANUAL_PERCENT, .value = random_below(r, RATE_ONE + 1), .reason = 3 };
	if (one_in(r, 8))
		l->position = 2;
}

static void read_head(struct random *r, const struct random_size *n, struct basket *b)
{
	*b = (struct basket){ .magic = BASKET_MAGIC, .flags = BASKET_TAX_INCLUDED, .date = 20370, .weekday = 4, .minute = 700, .cash_step = 5 };
	if (!n->everything)
		return;
	b->flags = random_below(r, BASKET_FLAGS + 1);
	b->member = one_in(r, 3) ? random_below(r, 3000) : 0;
	b->minute = random_below(r, 1440);
	b->tip = random_below(r, 50);
	if (one_in(r, 4))
		b->manual = (struct basket_manual){ .kind = 1 + random_below(r, 2), .value = random_below(r, 3000), .reason = 4 };
}

struct basket *random_basket(struct random *r, const struct random_size *n, size_t *size)
{
	const uint32_t lines = random_below(r, n->lines + 1), few = n->everything ? 2 : 0;
	struct basket *b;
	struct basket_line *l;
	int64_t *categories;

	*size = sizeof(*b) + lines * (sizeof(*l) + 2 * sizeof(int64_t)) + few * (16 + 8 + 16 + sizeof(struct basket_tender));
	b = zeroed(*size, 1);
	read_head(r, n, b);
	b->size = (uint32_t)*size;
	b->lines = (struct rules_span){ sizeof(*b), lines };
	b->categories = (struct rules_span){ b->lines.at + lines * (uint32_t)sizeof(*l), 2 * lines };
	b->lists = (struct rules_span){ b->categories.at + 2 * lines * 8, few };
	b->groups = (struct rules_span){ b->lists.at + few * 16, few };
	b->coupons = (struct rules_span){ b->groups.at + few * 8, few };
	b->uses = (struct rules_span){ b->coupons.at + few * 16, 0 };
	b->tenders = (struct rules_span){ b->uses.at, few };
	l = (struct basket_line *)(b + 1);
	categories = (int64_t *)((char *)b + b->categories.at);
	for (uint32_t i = 0; i < lines; i++) {
		variant_line(&l[i], 1 + random_below(r, n->variants), &categories[2 * i]);
		l[i].categories = (struct rules_span){ 2 * i, 2 };
		l[i].quantity = 1000 * (1 + random_below(r, n->units));
		if (n->everything)
			strange_line(r, &l[i]);
	}
	for (uint32_t i = 0; i < few; i++) {
		((struct basket_list *)((char *)b + b->lists.at))[i] = (struct basket_list){ .list = 1 + i, .rank = random_below(r, 2) };
		((int64_t *)((char *)b + b->groups.at))[i] = 1 + 2 * i;
		((struct basket_coupon *)((char *)b + b->coupons.at))[i] = (struct basket_coupon){ .coupon = 100 + i, .sets = random_below(r, 3) };
		((struct basket_tender *)((char *)b + b->tenders.at))[i] = (struct basket_tender){ .amount = random_below(r, 9000), .rate_mul = 1,
			.rate_div = 1, .flags = random_below(r, 4), .share_max = RATE_ONE - 1000 * random_below(r, 3), .excluded = random_below(r, 2) };
	}
	return b;
}
