/* backup.h: a whole shop in one file, made while it is open, and read back.
 *
 * The file (db/archive.h, db/dump.h) begins with a record 'H' of JSON: format,
 * release, made_at, shop, schema, migrations as [number, checksum],
 * configuration as the lines of makolet.conf(5) without passwords, and
 * signing_key in hex. So whoever has it can sign in the shop's name: mode 0600.
 */
#ifndef MAKOLET_SHOP_BACKUP_H
#define MAKOLET_SHOP_BACKUP_H

#include "db/dump.h"
#include "shop/ctx.h"

struct backup {
	const char *release, *made_at, *shop;
	int64_t schema;			/* of the last migration */
	const char *configuration;
	struct dump_sums sums;
};

/* One consistent instant of both schemas into a new file; the shop goes on
 * selling meanwhile. The application's account will do. release: whose files
 * made it, "0.1.0". */
struct error *backup_make(struct ctx *c, const char *release, const char *path, struct backup *out);

/* Reads all of it, to see that it is whole. INVALID "backup.damaged". */
struct error *backup_read(struct arena *a, const char *path, struct backup *out);

/* Into an empty database, with the owner's account, and the signing key into
 * state_dir. One transaction: what fails or is killed leaves a database
 * without a shop, into which the same file can be restored again. Tables
 * without a shop in them are made anew; an older backup is migrated afterwards.
 * CONFLICT "backup.newer", "backup.changed" for another schema, "backup.full"
 * where a shop or anything else is, "backup.key" where state_dir has the key of
 * another shop. */
struct error *backup_restore(struct ctx *c, const char *path, struct backup *out);

#endif
