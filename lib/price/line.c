/* line.c: the lines in canonical order, each with its price and its segments. */
#include "price/sort.h"
#include "price/wide.h"
#include "price/work.h"

static int order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_categories(const struct engine *e, const struct basket_line *a, const struct basket_line *b)
{
	const int64_t *x = FLAT(int64_t, e->basket, categories) + a->categories.at;
	const int64_t *y = FLAT(int64_t, e->basket, categories) + b->categories.at;

	for (uint32_t i = 0; i < a->categories.count && i < b->categories.count; i++)
		if (x[i] != y[i])
			return order(x[i], y[i]);
	return order(a->categories.count, b->categories.count);
}

/* 0 where no selector can tell one from the other. */
static int by_good(const struct engine *e, const struct basket_line *a, const struct basket_line *b)
{
	int o = order(a->variant, b->variant);

	o = o ? o : order(a->item, b->item);
	o = o ? o : order(a->brand, b->brand);
	return o ? o : by_categories(e, a, b);
}

static int by_content(const void *a, const void *b, const void *context)
{
	const struct sale_line *l = a, *m = b;
	const struct basket_line *x = l->in, *y = m->in;
	int o = by_good(context, x, y);

	o = o ? o : order(y->price, x->price);
	o = o ? o : order(y->override, x->override);
	o = o ? o : order(y->amount, x->amount);
	o = o ? o : order(y->quantity, x->quantity);
	o = o ? o : order(x->flags, y->flags);
	o = o ? o : order(x->tax_class, y->tax_class);
	o = o ? o : order(x->position, y->position);
	o = o ? o : order(x->manual.kind, y->manual.kind);
	o = o ? o : order(x->manual.value, y->manual.value);
	o = o ? o : order(x->manual.reason, y->manual.reason);
	return o ? o : order(l->place, m->place);
}

/* The first row of the price lists with this variant. */
static uint32_t price_rows(const struct engine *e, int64_t variant)
{
	const struct rules_price *p = FLAT(struct rules_price, e->rules, prices);
	uint32_t low = 0, high = e->rules->prices.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (p[middle].variant < variant)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t rank_of(const struct engine *e, int64_t list)
{
	const struct basket_list *lists = FLAT(struct basket_list, e->basket, lists);
	uint32_t rank = NONE;

	for (uint32_t i = 0; i < e->basket->lists.count; i++)
		if (lists[i].list == list && lists[i].rank < rank)
			rank = lists[i].rank;
	return rank;
}

/* The lowest price of the best rank that the quantity reaches. Of one list the
 * row of the greatest quantity reached counts, even if a smaller one is cheaper. */
static void price_from_lists(const struct engine *e, struct sale_line *l, int64_t quantity)
{
	const struct rules_price *p = FLAT(struct rules_price, e->rules, prices);
	uint32_t best = NONE, count = e->rules->prices.count;

	for (uint32_t i = price_rows(e, l->in->variant); i < count && p[i].variant == l->in->variant; i++) {
		bool last = i + 1 == count || p[i + 1].variant != p[i].variant || p[i + 1].list != p[i].list || p[i + 1].quantity > quantity;
		uint32_t rank;

		if (p[i].quantity > quantity || !last)
			continue;
		rank = rank_of(e, p[i].list);
		if (rank == NONE || rank > best || (rank == best && p[i].price >= l->price))
			continue;
		best = rank;
		l->price = p[i].price;
		l->list_id = p[i].list;
		l->source = rank == 0 ? SOURCE_CONTRACT : SOURCE_LIST;
	}
}

static bool line_price(struct engine *e, struct sale_line *l, int64_t quantity)
{
	l->price = l->in->price;
	l->source = SOURCE_BASE;
	if (l->in->flags & LINE_OVERRIDE) {
		l->price = l->in->override;
		l->source = SOURCE_OVERRIDE;
	} else if (l->in->flags & LINE_AMOUNT) {
		l->source = SOURCE_LABEL;
	} else {
		price_from_lists(e, l, quantity);
	}
	if (!tax_find(e, l))
		return false;
	if (!tax_convert(e, l, &l->price) || l->price > PRICE_MAX)
		return work_fail(e, PRICING_OVERFLOW, l->place);
	if (l->in->flags & LINE_AMOUNT)
		l->list = l->in->amount;
	else if (!scale_half(l->in->quantity, l->price, (int64_t)WHOLE * MINOR_IN_PRICE, &l->list))
		return work_fail(e, PRICING_OVERFLOW, l->place);
	return true;
}

static bool segment_add(struct engine *e, uint32_t line, int64_t count, int64_t quantity, int64_t amount)
{
	struct sale_line *l = &e->lines[line];

	if (count == 0)
		return true;
	if (e->segment_count == e->segment_max)
		return work_fail(e, PRICING_MEMORY, 0);
	e->segments[e->segment_count] = (struct segment){
		.line = line, .next = l->first, .count = count, .quantity = quantity,
		.list = amount, .paid = amount, .gifts = NONE, .deal = NONE,
	};
	l->first = e->segment_count++;
	return true;
}

/* A line rounds once; what its pieces share unevenly makes some a minor unit dearer. */
static bool line_segments(struct engine *e, uint32_t line)
{
	const struct sale_line *l = &e->lines[line];
	int64_t units = l->in->quantity / WHOLE;

	if (l->in->flags & (LINE_MEASURE | LINE_RETURN))
		return segment_add(e, line, 1, l->in->quantity, l->list);
	return segment_add(e, line, units - l->list % units, WHOLE, l->list / units) &&
		segment_add(e, line, l->list % units, WHOLE, l->list / units + 1);
}

static bool lines_sort(struct engine *e)
{
	const struct basket_line *in = FLAT(struct basket_line, e->basket, lines);

	e->line_count = e->basket->lines.count;
	e->lines = work_take(e, e->line_count, sizeof(*e->lines));
	e->good_lines = work_take(e, e->line_count + 1, sizeof(*e->good_lines));
	if (!e->lines || !e->good_lines)
		return false;
	for (uint32_t i = 0; i < e->line_count; i++)
		e->lines[i] = (struct sale_line){ .in = &in[i], .place = i, .first = NONE };
	sort_records(e->lines, e->line_count, sizeof(*e->lines), by_content, e);
	for (uint32_t i = 0; i < e->line_count; i++) {
		if (i == 0 || by_good(e, e->lines[i - 1].in, e->lines[i].in) != 0)
			e->good_lines[e->good_count++] = i;
		e->lines[i].good = e->good_count - 1;
	}
	e->good_lines[e->good_count] = e->line_count;
	return true;
}

/* The variant's whole quantity from line i on; what is taken back does not count. */
static int64_t variant_quantity(const struct engine *e, uint32_t i, uint32_t *end)
{
	int64_t quantity = 0;

	for (*end = i; *end < e->line_count && e->lines[*end].in->variant == e->lines[i].in->variant; ++*end)
		if (e->lines[*end].in->quantity > 0)
			quantity += e->lines[*end].in->quantity;
	return quantity;
}

bool lines_price(struct engine *e)
{
	int64_t sum = 0, quantity = 0;
	uint32_t end = 0;

	if (!lines_sort(e))
		return false;
	for (uint32_t i = 0; i < e->line_count; i++) {
		if (i == end)
			quantity = variant_quantity(e, i, &end);
		if (!line_price(e, &e->lines[i], quantity))
			return false;
		sum += e->lines[i].list < 0 ? -e->lines[i].list : e->lines[i].list;
		if (sum > MONEY_MAX)
			return work_fail(e, PRICING_OVERFLOW, e->lines[i].place);
	}
	return true;
}

bool lines_cut(struct engine *e)
{
	e->segment_count = e->gift_count = 0;
	for (uint32_t i = 0; i < e->line_count; i++) {
		e->lines[i].first = NONE;
		if (!line_segments(e, i))
			return false;
	}
	return true;
}
