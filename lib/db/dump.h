/* dump.h: the rows of both schemas into an archive and back.
 *
 * Every table but `migration`: the schema itself comes from sql/migrations. A
 * table is a record 'T' (JSON: name, next, columns as [name, whether its
 * bytes are no text]), its rows as records 'R', and a record 'E' (JSON:
 * rows). A row is a length of four bytes (all ones: NULL) and the bytes of
 * each column, as the server spells them. Rows stream: memory is bounded by
 * the longest of them.
 */
#ifndef MAKOLET_DB_DUMP_H
#define MAKOLET_DB_DUMP_H

#include "db/archive.h"
#include "db/db.h"

struct dump_table {
	const char *name;	/* "ledger.journal" for one of that schema, else "orders" */
	int64_t next;		/* AUTO_INCREMENT; 0 for a table that has none */
	int64_t rows;
};

/* What an archive holds. */
struct dump_sums {
	struct dump_table *tables;
	size_t count;
	int64_t rows;		/* of all of them */
};

/* Within db_snapshot(). A table that is altered meanwhile is an error. */
struct error *dump_write(struct db *db, struct arena *a, struct archive *to, struct dump_sums *sums);

/* Reads the archive from its place to its end, and changes nothing: INVALID
 * "backup.damaged", or "backup.format" where records stand that make no sense. */
struct error *dump_check(struct arena *a, struct archive *from, struct dump_sums *sums);

/* The owner's account: every table of both schemas goes, `migration` last. */
struct error *dump_drop(struct db *db, struct arena *a);
/* The owner's account, outside a transaction, before dump_load(): gives the
 * tables their AUTO_INCREMENT. */
struct error *dump_prepare(struct db *db, struct arena *a, const struct dump_sums *sums);
/* The owner's account, within db_tx(): empties the tables and loads what
 * follows in the archive. Foreign keys are not looked at. */
struct error *dump_load(struct db *db, struct archive *from);

#endif
