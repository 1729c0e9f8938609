/* migrate.h: numbered, checksummed changes of the schema.
 *
 * Files sql/migrations/NNNN_name.sql, one statement up to each ";" at a line's
 * end. Every statement is noted before and after it runs, so a run that was
 * killed goes on where it stopped. Needs the owner's account. Two runners
 * exclude each other.
 */
#ifndef MAKOLET_DB_MIGRATE_H
#define MAKOLET_DB_MIGRATE_H

#include "db/db.h"

struct migration_state {
	int applied;	/* highest number in the database, 0 for an empty one */
	int known;	/* highest number among the files */
};

/* What stands where. CONFLICT "migrate.newer" when the database is ahead of
 * the files, "migrate.changed" when an applied file has changed since. */
struct error *migrate_state(struct db *db, struct arena *a, const char *dir, struct migration_state *out);
/* Applies what is missing; *done counts the files. say (may be NULL) hears each file's name. */
struct error *migrate_run(struct db *db, struct arena *a, const char *dir, int *done, void (*say)(const char *file));
/* The same up to the file of this number; those behind it stay for later. */
struct error *migrate_up_to(struct db *db, struct arena *a, const char *dir, int last, int *done, void (*say)(const char *file));
/* For programs at their start: UNAVAILABLE "migrate.needed" unless applied == known. */
struct error *migrate_check(struct db *db, struct arena *a, const char *dir);

#endif
