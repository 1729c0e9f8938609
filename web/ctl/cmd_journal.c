/* cmd_journal.c: makolet journal verify: is every chain whole? */
#include "ctl/ctl.h"
#include "shop/document.h"

static struct error *run(struct ctl *c);

const struct command cmd_journal = {
	.name = "journal", .help = "Verifies the journal's chains: hashes, links, signatures",
	.words = "verify", .words_min = 1, .words_max = 1, .run = run,
	.about = "Prints the first broken link of each chain: hash, link, signature, gap or head. The status is 1\n"
		"when there is one.\n",
};

struct error *ctl_journal_verify(struct ctl *c, struct ctx *ctx)
{
	struct journal_fault *faults;
	int64_t entries;
	size_t n;

	TRY(journal_verify(ctx, &faults, &n, &entries));
	for (size_t i = 0; i < n; i++)
		printf("chain %lld is broken at entry %lld: %s\n", (long long)faults[i].chain.v, (long long)faults[i].seq, faults[i].what);
	printf("%lld entries verified\n", (long long)entries);
	if (n == 0)
		return NULL;
	return error_text(ERR(c->arena, CONFLICT, "journal.broken"), "The journal is broken: see above.", NULL);
}

static struct error *run(struct ctl *c)
{
	struct ctx ctx;

	if (strcmp(c->words[0], "verify") != 0)
		return ctl_wrong(c, "The journal can verify, not %s.", c->words[0]);
	TRY(ctl_ctx(c, DB_COMMAND, &ctx));
	return ctl_journal_verify(c, &ctx);
}
