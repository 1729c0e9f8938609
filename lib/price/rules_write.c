/* rules_write.c: lays rules out as one buffer and builds their index. */
#include "price/rules.h"
#include "price/sort.h"

#include <stdbool.h>

static uint32_t aligned(uint64_t bytes)
{
	return (uint32_t)((bytes + 7) & ~(uint64_t)7);
}

static uint64_t entry_count(const struct rules_source *s)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < s->part_count; i++)
		n += s->selectors[s->parts[i].selector].include.count;
	return n;
}

/* A section of `count` records at *end, which moves behind it. */
static struct rules_span section(uint32_t *end, uint32_t count, size_t record)
{
	const struct rules_span span = { *end, count };

	*end += aligned((uint64_t)count * record);
	return span;
}

static void lay_out(const struct rules_source *s, struct rules *r)
{
	uint32_t end = sizeof(*r);

	r->magic = RULES_MAGIC;
	r->promotions = section(&end, s->promotion_count, sizeof(*s->promotions));
	r->parts = section(&end, s->part_count, sizeof(*s->parts));
	r->selectors = section(&end, s->selector_count, sizeof(*s->selectors));
	r->terms = section(&end, s->term_count, sizeof(*s->terms));
	r->groups = section(&end, s->group_count, sizeof(*s->groups));
	r->index = section(&end, (uint32_t)entry_count(s), sizeof(struct rules_entry));
	r->taxes = section(&end, s->tax_count, sizeof(*s->taxes));
	r->prices = section(&end, s->price_count, sizeof(*s->prices));
	r->size = end;
}

static bool inside(struct rules_span span, uint32_t count)
{
	return span.at <= count && span.count <= count - span.at;
}

size_t rules_size(const struct rules_source *s)
{
	struct rules r;
	uint64_t records;

	for (uint32_t i = 0; i < s->selector_count; i++)
		if (!inside(s->selectors[i].include, s->term_count) || !inside(s->selectors[i].exclude, s->term_count))
			return 0;
	for (uint32_t i = 0; i < s->part_count; i++)
		if (s->parts[i].selector >= s->selector_count)
			return 0;
	records = (uint64_t)s->promotion_count + s->part_count + s->selector_count + s->term_count +
		s->group_count + s->tax_count + s->price_count + entry_count(s);
	if (records > RULES_SIZE_MAX / sizeof(*s->promotions))
		return 0;
	lay_out(s, &r);
	return r.size;
}

static int by_kind(const void *a, const void *b, const void *context)
{
	const struct rules_term *x = a, *y = b;

	(void)context;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_entry(const void *a, const void *b, const void *context)
{
	const struct rules_entry *x = a, *y = b;

	(void)context;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

#define COPY(type, field, from) do { \
	type *to_ = (type *)((char *)buffer + r->field.at); \
	for (uint32_t i_ = 0; i_ < r->field.count; i_++) \
		to_[i_] = (from)[i_]; \
} while (0)

static void copy_sections(const struct rules_source *s, void *buffer)
{
	const struct rules *r = buffer;

	COPY(struct rules_promotion, promotions, s->promotions);
	COPY(struct rules_part, parts, s->parts);
	COPY(struct rules_selector, selectors, s->selectors);
	COPY(struct rules_term, terms, s->terms);
	COPY(int64_t, groups, s->groups);
	COPY(struct rules_tax, taxes, s->taxes);
	COPY(struct rules_price, prices, s->prices);
}

static void write_index(void *buffer)
{
	const struct rules *r = buffer;
	const struct rules_part *parts = (const void *)((char *)buffer + r->parts.at);
	const struct rules_selector *selectors = (const void *)((char *)buffer + r->selectors.at);
	const struct rules_term *terms = (const void *)((char *)buffer + r->terms.at);
	struct rules_entry *entry = (void *)((char *)buffer + r->index.at);

	for (uint32_t i = 0; i < r->parts.count; i++) {
		const struct rules_span span = selectors[parts[i].selector].include;

		for (uint32_t t = 0; t < span.count; t++)
			*entry++ = (struct rules_entry){ terms[span.at + t].kind, i, terms[span.at + t].id };
	}
	sort_records((char *)buffer + r->index.at, r->index.count, sizeof(*entry), by_entry, NULL);
}

void rules_write(const struct rules_source *s, void *buffer)
{
	struct rules *r = buffer;
	struct rules_part *parts;
	struct rules_term *terms;

	lay_out(s, r);
	copy_sections(s, buffer);
	parts = (void *)((char *)buffer + r->parts.at);
	for (uint32_t i = 0; i < r->promotions.count; i++) {
		const struct rules_span span = s->promotions[i].parts;

		for (uint32_t p = span.at; p < r->parts.count && p - span.at < span.count; p++)
			parts[p].promotion = i;
	}
	terms = (void *)((char *)buffer + r->terms.at);
	for (uint32_t i = 0; i < r->selectors.count; i++) {
		const struct rules_selector *sel = &s->selectors[i];

		sort_records(terms + sel->include.at, sel->include.count, sizeof(*terms), by_kind, NULL);
		sort_records(terms + sel->exclude.at, sel->exclude.count, sizeof(*terms), by_kind, NULL);
	}
	write_index(buffer);
}
