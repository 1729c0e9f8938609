/* peek.c: a SELECT read from a file, shown to a person. */
#include "db/internal.h"

#include <string.h>

#include "base/str.h"

static const char *row_shown(struct arena *a, MYSQL_RES *result, MYSQL_ROW row)
{
	const MYSQL_FIELD *fields = mysql_fetch_fields(result);
	struct str out;

	str_init(&out, a);
	for (unsigned int i = 0; i < mysql_num_fields(result); i++)
		str_addf(&out, "%s%s=%s", i ? " " : "", fields[i].name, row[i] ? row[i] : "NULL");
	return out.p;
}

struct error *db_peek(struct db *db, const char *sql, int64_t limit, int64_t *rows, const char **first)
{
	MYSQL_RES *result;

	TRY(db_ready(db));
	TRY(db_command(db, db_spell(db, arena_printf(db->arena,
		"SELECT * FROM (%s\n) AS peeked LIMIT %lld", sql, (long long)limit))));
	result = mysql_store_result(db->mysql);
	if (!result)
		return db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), sql);
	*rows = (int64_t)mysql_num_rows(result);
	*first = *rows ? row_shown(db->arena, result, mysql_fetch_row(result)) : NULL;
	mysql_free_result(result);
	return NULL;
}
