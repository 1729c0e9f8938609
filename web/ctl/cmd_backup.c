/* cmd_backup.c: makolet backup: the whole shop into one file, while it is open. */
#include <dirent.h>
#include <errno.h>
#include <unistd.h>

#include "ctl/ctl.h"
#include "shop/backup.h"

static struct error *run(struct ctl *c);

static const struct ctl_option options[] = {
	{ "keep", "N", "FILE is a directory: a file named by the time, of which the newest N stay" },
	{ NULL, NULL, NULL },
};

const struct command cmd_backup = {
	.name = "backup", .help = "Saves the whole shop into one file, while it is open",
	.words = "FILE", .words_min = 1, .words_max = 1, .options = options, .run = run,
	.about = "One consistent instant of both schemas, with the signing key: keep the file as safe as the shop.\n"
		"It is read again before it counts as made.\n",
};

/* ---- a directory of them ---- */

static int is_backup(const struct dirent *entry)
{
	const char *name = entry->d_name;
	size_t n = strlen(name);

	return n == strlen("makolet-20260810T063000Z.backup") && strncmp(name, "makolet-2", 9) == 0 && strcmp(name + n - 8, "Z.backup") == 0;
}

static struct error *keep_newest(struct ctl *c, const char *dir, int64_t keep)
{
	struct dirent **entries;
	struct error *e = NULL;
	int n = scandir(dir, &entries, is_backup, alphasort);

	if (n < 0)
		return error_note(ERR(c->arena, UNAVAILABLE, "backup.file"), "%s: %s", dir, strerror(errno));
	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(c->arena, "%s/%s", dir, entries[i]->d_name);

		if (i < n - keep && unlink(path))
			e = error_note(ERR(c->arena, UNAVAILABLE, "backup.file"), "%s: %s", path, strerror(errno));
		free(entries[i]);
	}
	free(entries);
	return e;
}

/* "2026-08-10T06:30:00.000000Z" as "makolet-20260810T063000Z.backup". */
static const char *name_by_time(struct arena *a, const char *dir, instant now)
{
	char at[40];

	instant_format(at, now);
	return arena_printf(a, "%s/makolet-%.4s%.2s%.3s%.2s%.2s%.2sZ.backup", dir, at, at + 5, at + 8, at + 11, at + 14, at + 17);
}

/* ---- the command ---- */

static struct error *make(struct ctl *c, struct ctx *ctx, const char *path)
{
	struct backup made, read;

	TRY(backup_make(ctx, MAKOLET_RELEASE, path, &made));
	TRY(backup_read(c->arena, path, &read));
	if (read.sums.rows != made.sums.rows || read.sums.count != made.sums.count)
		return error_note(ERR(c->arena, INTERNAL, "backup.differs"), "%s", path);
	printf("%s: %zu tables, %lld rows of %s\n", path, read.sums.count, (long long)read.sums.rows, read.made_at);
	return NULL;
}

static struct error *run(struct ctl *c)
{
	const char *word = c->words[0];
	struct ctx ctx;
	int64_t keep;

	TRY(ctl_whole(c, "keep", 0, 1, 10000, &keep));
	TRY(ctl_ctx(c, DB_COMMAND, &ctx));
	if (!keep)
		return make(c, &ctx, word);
	TRY(make(c, &ctx, name_by_time(c->arena, word, ctx.now)));
	return keep_newest(c, word, keep);
}
