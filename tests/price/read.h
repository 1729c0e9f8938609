/* read.h: a vector's rules and basket from JSON to the engine's buffers.
 * tests/price/README.md says how they are written. A mistake in a vector ends
 * the program with its place. */
#ifndef MAKOLET_TESTS_PRICE_READ_H
#define MAKOLET_TESTS_PRICE_READ_H

#include <jansson.h>

#include "price/engine.h"

/* A buffer of malloc(), aligned to 8. */
struct rules *read_rules(json_t *rules, size_t *size);
struct basket *read_basket(json_t *basket, size_t *size);
/* A whole number or a text with a point: 3 and "1.284" in thousandths (places 3). */
int64_t read_decimal(json_t *value, int places);
/* The place of a word among others; ends the program when it is none of them. */
uint32_t read_word(const char *word, const char *const *words);

extern const char *const tax_words[], *const benefit_words[];

#endif
