/* plural.h: the Plural-Forms line of a .mo file (GNU gettext manual, "Plural
 * forms"): a C expression in n that chooses among `forms` translations.
 *
 * Translations come from outside, so reading is bounded: at most
 * PLURAL_NODES operators and operands, no loops, no memory of its own.
 */
#ifndef MAKOLET_VIEW_PLURAL_H
#define MAKOLET_VIEW_PLURAL_H

#include <stdbool.h>
#include <stdint.h>

#define PLURAL_NODES 64
#define PLURAL_FORMS 6	/* CLDR knows no language with more */

struct plural_node {
	uint8_t op;
	uint8_t args[3];	/* indices of nodes before this one */
	uint32_t value;
};

/* Invariant: a node names only nodes before it, so evaluation ends. */
struct plural {
	int forms;
	int count;		/* the last node is the root */
	struct plural_node nodes[PLURAL_NODES];
};

/* Reads "nplurals=3; plural=(n==1 ? 0 : 1);". False for anything else. */
bool plural_parse(struct plural *p, const char *line);
/* The index of the form for n, always below p->forms. */
int plural_form(const struct plural *p, uint64_t n);

#endif
