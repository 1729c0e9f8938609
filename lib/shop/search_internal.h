/* search_internal.h: words, between search.c and its parts. Nobody else includes it. */
#ifndef MAKOLET_SHOP_SEARCH_INTERNAL_H
#define MAKOLET_SHOP_SEARCH_INTERNAL_H

#include "shop/search.h"

#define SEARCH_WORD_MAX 64	/* characters; what is longer is cut */

/* A word of the vocabulary. */
struct candidate {
	int64_t id;
	int64_t items;
};

/* A word of a query and what it may stand for, best first: `exact` of them
 * (one or none), then up to `loose` those that go without guessing at slips
 * unless there are no others, then slips. */
struct query_word {
	const char *text;
	struct candidate *found;
	size_t count, exact, loose;
	bool guessed;			/* at its slips, or there is nothing to guess */
};

/* Folds and splits; *n words, no word twice. */
struct query_word *search_split(struct ctx *c, const char *find, size_t *n);
/* Fills exact; then loose; then slips for every word. Each needs the one before. */
struct error *search_exact(struct ctx *c, struct query_word *words, size_t n);
struct error *search_loose(struct ctx *c, struct query_word *words, size_t n);
struct error *search_slips(struct ctx *c, struct query_word *words, size_t n);

/* The trigrams of "_word_", as an array of JSON; without the marks those of the word itself. */
struct json_t *search_trigrams(struct arena *a, const char *word, bool marks);

#endif
