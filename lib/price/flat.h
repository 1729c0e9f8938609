/* flat.h: the sections of a checked buffer as arrays. */
#ifndef MAKOLET_PRICE_FLAT_H
#define MAKOLET_PRICE_FLAT_H

#include <stdbool.h>

#include "price/result.h"

/* Spans within `buffer`: FLAT(struct rules_part, rules, parts)[i] */
#define FLAT(type, buffer, section) ((const type *)((const char *)(buffer) + (buffer)->section.at))

static inline bool span_inside(struct rules_span span, uint32_t count)
{
	return span.at <= count && span.count <= count - span.at;
}

/* A section of records of `record` bytes, aligned, not before *end and within
 * `size`: sections follow one another, so that none is two things. */
static inline bool section_follows(struct rules_span span, size_t record, uint32_t *end, uint32_t size)
{
	if (span.at % 8 != 0 || span.at < *end || span.at > size || span.count > (size - span.at) / record)
		return false;
	*end = span.at + span.count * (uint32_t)record;
	return true;
}

static inline bool between(int64_t v, int64_t low, int64_t high)
{
	return v >= low && v <= high;
}

/* Terms by kind, then id. */
static inline int term_order(uint32_t kind, int64_t id, uint32_t other_kind, int64_t other_id)
{
	if (kind != other_kind)
		return kind < other_kind ? -1 : 1;
	return (id > other_id) - (id < other_id);
}

/* Whether a term is in a span of sorted terms. */
static inline bool has_term(const struct rules_term *terms, struct rules_span span, uint32_t kind, int64_t id)
{
	uint32_t low = span.at, high = span.at + span.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = term_order(terms[middle].kind, terms[middle].id, kind, id);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

#endif
