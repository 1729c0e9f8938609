/* office_audit.c: who changed what, newest first. */
#include "app/handlers.h"
#include "app/office.h"
#include "base/json.h"
#include "shop/audit.h"

#define PAGE 50

/* What is looked for, as the query of an address; parted by & of what follows. */
static const char *address(const struct request *r, const struct audit_find *find)
{
	struct arena *a = r->ctx->arena;
	const char *out = "/office/audit?";

	if (find->staff.v)
		out = arena_printf(a, "%sperson=%lld&", out, (long long)find->staff.v);
	if (find->action)
		out = arena_printf(a, "%saction=%s&", out, url_encode(a, find->action));
	if (find->object_kind)
		out = arena_printf(a, "%skind=%s&", out, url_encode(a, find->object_kind));
	if (find->object_id)
		out = arena_printf(a, "%sobject=%lld&", out, (long long)find->object_id);
	return find->before ? arena_printf(a, "%sbefore=%lld", out, (long long)find->before) : out;
}

static const char *value_shown(const struct request *r, json_t *value)
{
	struct arena *a = r->ctx->arena;

	if (json_is_string(value))
		return arena_strdup(a, json_string_value(value));
	if (json_is_integer(value))
		return arena_printf(a, "%lld", (long long)json_integer_value(value));
	if (json_is_boolean(value))
		return text(r->lang, json_is_true(value) ? N_("yes") : N_("no"));
	return json_is_object(value) || json_is_array(value) ? json_write(a, value) : NULL;
}

static void fill_fact(const struct request *r, struct data *d, const char *name, json_t *before, json_t *after)
{
	struct data *f = data_add(d, "facts");

	data_text(f, "name", name);
	data_text(f, "before", value_shown(r, before));
	data_text(f, "after", value_shown(r, after));
	data_bool(f, "change", before != NULL);
}

/* What a change names as before and after, one value or several, stands side by side. */
static struct error *fill_detail(const struct request *r, struct data *d, const char *detail)
{
	json_t *all, *before, *after, *value;
	const char *name;

	if (!detail)
		return NULL;
	TRY(json_read(r->ctx->arena, detail, strlen(detail), &all));
	before = json_object_get(all, "before");
	after = json_object_get(all, "after");
	json_object_foreach(all, name, value)
		if (value != before && value != after)
			fill_fact(r, d, name, NULL, value);
	json_object_foreach(after, name, value)
		fill_fact(r, d, name, json_object_get(before, name), value);
	if (after && !json_is_object(after))
		fill_fact(r, d, NULL, before, after);
	return NULL;
}

static struct error *fill_entry(const struct request *r, struct data *d, const struct audit_entry *e)
{
	struct arena *a = r->ctx->arena;
	const struct audit_find by_person = { .staff = e->staff }, by_action = { .action = e->action };
	const struct audit_find by_object = { .object_kind = e->object_kind, .object_id = e->object_id };

	data_int(d, "id", e->id);
	data_time(d, "at", e->happened_at);
	if (e->staff.v) {
		data_text(d, "person", e->staff_name);
		data_text(d, "by_person", address(r, &by_person));
	}
	data_text(d, "action", e->action);
	data_text(d, "by_action", address(r, &by_action));
	data_text(d, "object", arena_printf(a, "%s %lld", e->object_kind, (long long)e->object_id));
	data_text(d, "by_object", address(r, &by_object));
	return fill_detail(r, d, e->detail);
}

/* An empty field of the form is no filter. */
static const char *filter(const struct request *r, const char *name)
{
	const char *typed = param_text(r, name);

	return typed && *typed ? typed : NULL;
}

struct error *office_audit(struct request *r, struct page *p)
{
	struct audit_find find = {
		.staff = { param_number(r, "person", 0) }, .action = filter(r, "action"), .object_kind = filter(r, "kind"),
		.object_id = param_number(r, "object", 0), .before = param_number(r, "before", 0),
	};
	struct audit_entry *entries;
	bool more;
	size_t n;

	TRY(audit_list(r->ctx, &find, PAGE, &entries, &n, &more));
	for (size_t i = 0; i < n; i++)
		TRY(fill_entry(r, data_add(p->data, "entries"), &entries[i]));
	data_bool(p->data, "filtered", find.staff.v || find.action || find.object_kind || find.object_id);
	data_bool(p->data, "deep", find.before != 0);
	find.before = 0;
	data_text(p->data, "first_page", address(r, &find));
	if (more) {
		find.before = entries[n - 1].id;
		data_text(p->data, "next_page", address(r, &find));
	}
	office_page(r, p->data, "audit", text(r->lang, N_("Audit log")));
	return NULL;
}
