/* db.c: the connection: opened when needed, its session, its end. */
#include "db/internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define CONNECT_SECONDS 2u
/* A server that is stopped but not dead must not hold a worker for ever. The
 * owner's statements (ALTER TABLE) may take their time. */
#define ANSWER_SECONDS 60u
#define LOCK_SECONDS 5

struct db *db_new(const struct conf *conf, enum db_account account)
{
	struct arena *own = arena_new();
	struct db *db = calloc(1, sizeof(*db));

	if (!db)
		abort();
	db->conf = conf;
	db->account = account;
	db->own = own;
	db->arena = own;
	return db;
}

static void disconnect(struct db *db)
{
	if (db->mysql)
		mysql_close(db->mysql);
	db->mysql = NULL;
	db->lost = false;
	db->session++;
	stmt_forget_all(db);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	disconnect(db);
	arena_free(db->own);
	free(db);
}

void db_arena(struct db *db, struct arena *a)
{
	db->arena = a ? a : db->own;
}

const char *db_name(const struct db *db)
{
	return db->conf->database_name;
}

bool db_in_tx(const struct db *db)
{
	return db->in_tx;
}

static void set_options(struct db *db)
{
	unsigned int connect = CONNECT_SECONDS, answer = ANSWER_SECONDS, local_files = 0;
	unsigned int protocol = *db->conf->database_socket ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;

	mysql_options(db->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
	mysql_options(db->mysql, MYSQL_OPT_PROTOCOL, &protocol);
	mysql_options(db->mysql, MYSQL_OPT_LOCAL_INFILE, &local_files);
	mysql_options(db->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (db->account == DB_APPLICATION) {
		mysql_options(db->mysql, MYSQL_OPT_READ_TIMEOUT, &answer);
		mysql_options(db->mysql, MYSQL_OPT_WRITE_TIMEOUT, &answer);
	}
}

static bool log_in(struct db *db)
{
	const struct conf *c = db->conf;
	bool owner = db->account == DB_OWNER, local = *c->database_socket;

	/* CLIENT_FOUND_ROWS: an UPDATE counts the rows it matched, so that one
	 * which changes nothing is not taken for one that found nothing. */
	return mysql_real_connect(db->mysql, local ? NULL : c->database_host,
		owner ? c->owner_user : c->database_user,
		owner ? c->owner_password : c->database_password, c->database_name,
		local ? 0 : (unsigned int)c->database_port,
		local ? c->database_socket : NULL, CLIENT_FOUND_ROWS);
}

/* All in one statement: a connection costs one round trip beyond the log-in. */
static struct error *set_session(struct db *db)
{
	const char *info = mysql_get_server_info(db->mysql);
	/* MariaDB knows MySQL's names of these two since 11.1. */
	bool old = strstr(info, "MariaDB") && mysql_get_server_version(db->mysql) < 110101;
	const char *prefix = old ? "tx" : "transaction";

	return db_command(db, arena_printf(db->arena,
		"SET SESSION %s_isolation = 'READ-COMMITTED', SESSION %s_read_only = 1, "
		"SESSION time_zone = '+00:00', SESSION innodb_lock_wait_timeout = %d, "
		"SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,"
		"NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY'",
		prefix, prefix, LOCK_SECONDS));
}

static struct error *connect_once(struct db *db)
{
	db->mysql = mysql_init(NULL);
	if (!db->mysql)
		abort();
	set_options(db);
	if (!log_in(db))
		return db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), NULL);
	return set_session(db);
}

/* While the database is away a call must answer at once, yet a host that
 * drops packets costs the whole connect timeout: after a failed try nobody
 * tries again for as long as that try took. */
static struct error *db_open(struct db *db)
{
	int64_t began = clock_ticks(), ended;
	struct error *e;

	disconnect(db);
	if (began < db->refuse_until)
		return error_note(ERR(db->arena, UNAVAILABLE, "db.away"), "tried a moment ago");
	e = connect_once(db);
	if (!e)
		return NULL;
	disconnect(db);
	ended = clock_ticks();
	db->refuse_until = ended + (ended - began);
	return e;
}

/* In a transaction a lost connection stays lost: the session behind a new one
 * would know nothing of what the transaction did so far. */
struct error *db_ready(struct db *db)
{
	if (db->in_tx && db->fault != FAULT_NONE)
		return error_note(ERR(db->arena, UNAVAILABLE, "db.broken"), "transaction broken by error %u", db->number);
	if (db->mysql && !db->lost)
		return NULL;
	if (db->in_tx)
		return ERR(db->arena, UNAVAILABLE, "db.broken");
	return db_open(db);
}

struct error *db_command(struct db *db, const char *sql)
{
	if (!mysql_real_query(db->mysql, sql, strlen(sql)))
		return NULL;
	return db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), sql);
}

bool db_alive(struct db *db)
{
	if (db_ready(db))
		return false;
	if (!mysql_ping(db->mysql))
		return true;
	db->lost = true;
	return !db_ready(db);
}

static void add_schema(struct str *out, const char *name)
{
	str_addc(out, '`');
	for (const char *p = name; *p; p++) {
		if (*p == '`')
			str_addc(out, '`');
		str_addc(out, *p);
	}
	str_add(out, "_ledger`.");
}

static bool part_of_name(char c)
{
	return isalnum((unsigned char)c) || strchr("_$.`", c);
}

const char *db_spell(struct db *db, const char *sql)
{
	static const char word[] = "ledger.";
	struct str out;
	const char *from = sql, *at = sql;

	if (!strstr(sql, word))
		return sql;
	str_init(&out, db->arena);
	while ((at = strstr(at, word))) {
		if (at > sql && part_of_name(at[-1])) {
			at++;
			continue;
		}
		str_addn(&out, from, (size_t)(at - from));
		add_schema(&out, db->conf->database_name);
		at += strlen(word);
		from = at;
	}
	str_add(&out, from);
	return out.p;
}
