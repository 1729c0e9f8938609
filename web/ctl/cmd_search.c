/* cmd_search.c: makolet search: the words by which goods are found. */
#include <unistd.h>

#include "ctl/ctl.h"
#include "shop/search.h"

static struct error *run(struct ctl *c);

const struct command cmd_search = {
	.name = "search", .help = "Fills the words of all goods anew", .words = "rebuild",
	.words_min = 1, .words_max = 1, .run = run,
	.about = "Every change of goods keeps its words itself. Needed once after an upgrade from a release that\n"
		"had no search, or when makolet check says so; may run while the shop is open.\n",
};

static void progress(void *arg, int64_t items)
{
	(void)arg;
	printf("\r%lld", (long long)items);
	fflush(stdout);
}

static struct error *run(struct ctl *c)
{
	struct ctx ctx;
	int64_t items;

	if (strcmp(c->words[0], "rebuild") != 0)
		return ctl_wrong(c, "makolet search knows rebuild, not %s.", c->words[0]);
	TRY(ctl_ctx(c, DB_COMMAND, &ctx));
	TRY(search_rebuild(&ctx, isatty(STDOUT_FILENO) ? progress : NULL, NULL, &items));
	printf("%s%lld items\n", isatty(STDOUT_FILENO) ? "\r" : "", (long long)items);
	return NULL;
}
