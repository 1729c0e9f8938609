/* fault.c: what each error number of server and client means to us. */
#include "db/internal.h"

#include <string.h>

/* How much of a statement the log shows. */
#define STATEMENT_SHOWN 120

struct meaning {
	unsigned int number;
	enum error_kind kind;
	const char *code;
	enum fault fault;
};

static const struct meaning meanings[] = {
	{ 1062, CONFLICT, "db.duplicate", FAULT_NONE },		/* duplicate key */
	{ 1586, CONFLICT, "db.duplicate", FAULT_NONE },		/* the same, key named */
	{ 1451, CONFLICT, "db.reference", FAULT_NONE },		/* row is referred to */
	{ 1452, CONFLICT, "db.reference", FAULT_NONE },		/* row referred to is not there */
	{ 1264, INVALID, "db.range", FAULT_NONE },		/* out of range */
	{ 1366, INVALID, "db.range", FAULT_NONE },		/* not a value of the type */
	{ 1406, INVALID, "db.range", FAULT_NONE },		/* too long */

	{ 1213, UNAVAILABLE, "db.busy", FAULT_AGAIN },		/* deadlock */
	{ 1205, UNAVAILABLE, "db.busy", FAULT_AGAIN },		/* lock timeout */
	{ 1020, UNAVAILABLE, "db.busy", FAULT_AGAIN },		/* record has changed */
	{ 1047, UNAVAILABLE, "db.busy", FAULT_AGAIN },		/* node not ready */
	{ 1180, UNAVAILABLE, "db.busy", FAULT_AGAIN },		/* error during COMMIT */

	{ 1053, UNAVAILABLE, "db.away", FAULT_LOST },		/* shutdown in progress */
	{ 1927, UNAVAILABLE, "db.away", FAULT_LOST },		/* connection killed, MariaDB */
	{ 3169, UNAVAILABLE, "db.away", FAULT_LOST },		/* the same, MySQL */
	{ 4031, UNAVAILABLE, "db.away", FAULT_LOST },		/* idle too long, MySQL */
	{ 2006, UNAVAILABLE, "db.away", FAULT_LOST },		/* server has gone away */
	{ 2013, UNAVAILABLE, "db.away", FAULT_LOST },		/* lost during query */
	{ 2055, UNAVAILABLE, "db.away", FAULT_LOST },		/* lost, extended */
	{ 2002, UNAVAILABLE, "db.away", FAULT_NONE },		/* no socket */
	{ 2003, UNAVAILABLE, "db.away", FAULT_NONE },		/* no host */
	{ 2005, UNAVAILABLE, "db.away", FAULT_NONE },		/* unknown host */
	{ 1040, UNAVAILABLE, "db.away", FAULT_NONE },		/* too many connections */
	{ 1203, UNAVAILABLE, "db.away", FAULT_NONE },		/* too many of this user */
	{ 1317, UNAVAILABLE, "db.stopped", FAULT_NONE },	/* query interrupted */
	{ 1969, UNAVAILABLE, "db.stopped", FAULT_NONE },	/* took too long */

	{ 1021, UNAVAILABLE, "db.full", FAULT_NONE },		/* disk full */
	{ 1114, UNAVAILABLE, "db.full", FAULT_NONE },		/* table full */
	{ 28, UNAVAILABLE, "db.full", FAULT_NONE },		/* no space left on device */

	{ 1792, INTERNAL, "db.readonly", FAULT_NONE },		/* write outside db_tx() */
};

static struct meaning meaning_of(unsigned int number)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (meanings[i].number == number)
			return meanings[i];
	return (struct meaning){ number, INTERNAL, "db.error", FAULT_NONE };
}

/* The key's name ends the server's sentence about a duplicate; what stands
 * before it is the value, which the log must not show. */
static const char *duplicate_key(struct db *db)
{
	const char *found = NULL, *p = mysql_error(db->mysql);

	while ((p = strstr(p, "for key "))) {
		p += strlen("for key ");
		found = p;
	}
	return found;
}

struct error *db_failed(struct db *db, unsigned int number, const char *state, const char *message, const char *sql)
{
	struct meaning m = meaning_of(number);
	struct error *e = ERR(db->arena, m.kind, m.code);

	db->number = number;
	/* After an unknown error of the client library (2000 and up) nobody
	 * knows what waits in the connection. */
	if (m.fault == FAULT_LOST || (m.kind == INTERNAL && number >= 2000 && number < 3000))
		db->lost = true;
	if (db->in_tx && m.fault > db->fault)
		db->fault = m.fault;

	error_note(e, "error %u (%s)", number, state);
	if (message && *message)
		error_note(e, "%s", message);
	else if (number == 1062 && db->mysql && duplicate_key(db))
		error_note(e, "key %s", duplicate_key(db));
	if (sql)
		error_note(e, "%.*s", STATEMENT_SHOWN, sql);
	return e;
}
