/* check.c: runs the invariants of sql/check. */
#include "shop/check.h"

#include <dirent.h>
#include <errno.h>

#include "base/str.h"

static int is_check(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 4 && strcmp(entry->d_name + n - 4, ".sql") == 0;
}

/* The names without ".sql", sorted. */
static struct error *list(struct arena *a, const char *dir, struct check_result **out, size_t *n)
{
	struct dirent **entries;
	int count = scandir(dir, &entries, is_check, alphasort);

	if (count < 0)
		return error_note(ERR(a, INTERNAL, "check.dir"), "%s: %s", dir, strerror(errno));
	*out = ARENA_ARRAY(a, (size_t)count, struct check_result);
	*n = (size_t)count;
	for (int i = 0; i < count; i++) {
		(*out)[i].name = arena_strndup(a, entries[i]->d_name, strlen(entries[i]->d_name) - 4);
		free(entries[i]);
	}
	free(entries);
	return NULL;
}

static struct error *run_one(struct ctx *c, const char *dir, struct check_result *r)
{
	const char *path = arena_printf(c->arena, "%s/%s.sql", dir, r->name);
	struct str sql;
	size_t line;

	str_init(&sql, c->arena);
	TRY(str_add_file(&sql, path));
	line = strcspn(sql.p, "\n");
	if (strncmp(sql.p, "-- ", 3) != 0)
		return error_note(ERR(c->arena, INTERNAL, "check.file"), "%s: its first line does not say what must be true", path);
	r->must = arena_strndup(c->arena, sql.p + 3, line - 3);
	/* The query is put into another one, where a semicolon would end it. */
	while (sql.len && strchr("; \n", sql.p[sql.len - 1]))
		sql.p[--sql.len] = '\0';
	return error_note(db_peek(c->db, sql.p, CHECK_ROWS_MAX, &r->rows, &r->first), "%s", path);
}

struct error *check_run(struct ctx *c, const char *dir, struct check_result **out, size_t *n)
{
	TRY(list(c->arena, dir, out, n));
	for (size_t i = 0; i < *n; i++)
		TRY(run_one(c, dir, &(*out)[i]));
	return NULL;
}
