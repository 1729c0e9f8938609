/* basket_check.c: whether bytes are a basket that can be priced. */
#include "price/engine.h"
#include "price/flat.h"

static bool head_right(const struct basket *b, size_t size)
{
	uint32_t end = sizeof(*b);

	return b->magic == BASKET_MAGIC && b->size == size && b->flags <= BASKET_FLAGS && b->member <= RATE_ONE &&
		b->weekday < 7 && b->minute < 1440 && between(b->cash_step, 0, 1000000) && between(b->tip, 0, MONEY_MAX) &&
		section_follows(b->lines, sizeof(struct basket_line), &end, b->size) && b->lines.count <= BASKET_LINES_MAX &&
		section_follows(b->categories, sizeof(int64_t), &end, b->size) && b->categories.count <= BASKET_CATEGORIES_MAX &&
		section_follows(b->lists, sizeof(struct basket_list), &end, b->size) && b->lists.count <= BASKET_FEW_MAX &&
		section_follows(b->groups, sizeof(int64_t), &end, b->size) && b->groups.count <= BASKET_FEW_MAX &&
		section_follows(b->coupons, sizeof(struct basket_coupon), &end, b->size) && b->coupons.count <= BASKET_FEW_MAX &&
		section_follows(b->uses, sizeof(struct basket_use), &end, b->size) && b->uses.count <= BASKET_FEW_MAX &&
		section_follows(b->tenders, sizeof(struct basket_tender), &end, b->size) && b->tenders.count <= BASKET_FEW_MAX;
}

static bool manual_right(const struct basket_manual *m)
{
	return m->kind < MANUAL_COUNT && between(m->value, 0, m->kind == MANUAL_PERCENT ? RATE_ONE : m->kind == MANUAL_AMOUNT ? MONEY_MAX : 0);
}

static bool lists_right(const struct basket *b)
{
	const int64_t *groups = FLAT(int64_t, b, groups);
	const struct basket_list *lists = FLAT(struct basket_list, b, lists);
	const struct basket_coupon *coupons = FLAT(struct basket_coupon, b, coupons);
	const struct basket_use *uses = FLAT(struct basket_use, b, uses);

	for (uint32_t i = 0; i < b->lists.count; i++)
		if (lists[i].rank > 1)
			return false;
	for (uint32_t i = 1; i < b->groups.count; i++)
		if (groups[i - 1] >= groups[i])
			return false;
	for (uint32_t i = 1; i < b->coupons.count; i++)
		if (coupons[i - 1].coupon >= coupons[i].coupon)
			return false;
	for (uint32_t i = 1; i < b->uses.count; i++)
		if (uses[i - 1].promotion >= uses[i].promotion)
			return false;
	return true;
}

static bool quantity_right(const struct basket_line *l)
{
	if (l->flags & LINE_RETURN)
		return between(l->quantity, -QUANTITY_MAX, -1);
	return between(l->quantity, 1, QUANTITY_MAX);
}

static bool line_right(const struct basket *b, const struct basket_line *l)
{
	const int64_t *categories = FLAT(int64_t, b, categories) + l->categories.at;

	if (l->flags > LINE_FLAGS || !quantity_right(l) || !manual_right(&l->manual))
		return false;
	if (l->quantity % 1000 != 0 && !(l->flags & LINE_MEASURE))
		return false;
	if (l->variant <= 0 || l->item < 0 || l->brand < 0 || l->tax_class <= 0 || !between(l->price, 0, PRICE_MAX))
		return false;
	if (!between(l->override, 0, l->flags & LINE_OVERRIDE ? PRICE_MAX : 0) || !between(l->amount, 0, l->flags & LINE_AMOUNT ? MONEY_MAX : 0))
		return false;
	/* A label tells of what is in one pack; who takes empties back tells a price. */
	if ((l->flags & LINE_AMOUNT) && (!(l->flags & LINE_MEASURE) || (l->flags & (LINE_OVERRIDE | LINE_RETURN))))
		return false;
	if ((l->flags & LINE_RETURN) && l->manual.kind != MANUAL_NONE)
		return false;
	if (l->categories.count > BASKET_LINE_CATEGORIES_MAX || !span_inside(l->categories, b->categories.count))
		return false;
	for (uint32_t i = 1; i < l->categories.count; i++)
		if (categories[i - 1] >= categories[i])
			return false;
	return true;
}

static bool tender_right(const struct rules *r, const struct basket_tender *t)
{
	return between(t->amount, 0, MONEY_MAX) && between(t->rate_mul, 1, MONEY_MAX) && between(t->rate_div, 1, MONEY_MAX) &&
		t->flags <= TENDER_FLAGS && t->share_max <= RATE_ONE && t->excluded <= r->selectors.count;
}

uint32_t basket_check(const struct rules *rules, const void *buffer, size_t size, uint32_t *where)
{
	const struct basket *b = buffer;

	*where = 0;
	if (size < sizeof(*b) || size > UINT32_MAX || !head_right(b, size) || !manual_right(&b->manual) || !lists_right(b))
		return PRICING_BASKET;
	for (; *where < b->lines.count; ++*where)
		if (!line_right(b, &FLAT(struct basket_line, b, lines)[*where]))
			return PRICING_LINE;
	for (*where = 0; *where < b->tenders.count; ++*where)
		if (!tender_right(rules, &FLAT(struct basket_tender, b, tenders)[*where]))
			return PRICING_TENDER;
	*where = 0;
	return PRICING_OK;
}
