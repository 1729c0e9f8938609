/* page_data.h: what data.c and template.c share of a page's data. Nobody else
 * includes it: ClearSilver's HDF stays inside lib/view. */
#ifndef MAKOLET_VIEW_PAGE_DATA_H
#define MAKOLET_VIEW_PAGE_DATA_H

#include <ClearSilver.h>

#include "view/view.h"

/* How many elements data_add() has given out under a name. */
struct data_list {
	const char *name;
	int count;
	struct data_list *next;
};

/* A node of the page's tree. The root owns the HDF, which is destroyed with
 * the arena; parts and list elements point into it. */
struct data {
	struct arena *arena;
	HDF *hdf;
	enum lang lang;
	struct currency currency;
	const struct zone *zone;
	struct data_list *lists;
};

/* ClearSilver's own failures here are lack of memory: like arena_alloc(), they
 * end the process. */
void hdf_must(NEOERR *err);

#endif
