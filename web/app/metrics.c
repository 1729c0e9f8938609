/* metrics.c: "/metrics" for Prometheus: text format 0.0.4, for a monitor on
 * this machine or one that knows the configuration's metrics_token. */
#include "app/metrics.h"

#include <errno.h>

#include "app/handlers.h"
#include "base/bytes.h"
#include "base/log.h"
#include "base/metrics.h"
#include "shop/figures.h"

#define TYPE "text/plain; version=0.0.4; charset=utf-8"

/* ---- counting ---- */

/* Another release's rows stand at other places. */
static uint64_t layout(void)
{
	uint64_t hash = UINT64_C(14695981039346656037) ^ sizeof(struct metrics);	/* FNV-1a */

	for (size_t i = 0; i < route_count; i++)
		for (const char *p = routes[i].name; *p; p++)
			hash = (hash ^ (unsigned char)*p) * UINT64_C(1099511628211);
	return hash;
}

void app_metrics_open(struct arena *a, const struct conf *conf)
{
	const char *path = arena_printf(a, "%s/metrics", conf->state_dir);

	if (!metrics_open(path, layout()))
		log_event(LOG_WARN, "metrics.file", "path", path, "errno", strerror(errno), NULL);
}

void app_metrics_request(const struct request *r, int status, int64_t microseconds)
{
	metrics_request(r->route ? (size_t)(r->route - routes) + 1 : 0, (size_t)route_door(r->path), status, microseconds);
}

/* ---- who may ---- */

/* nginx on this machine says who asked it; what came through yet another
 * proxy is nobody's local request. */
static bool local(const struct request *r)
{
	bool loopback = r->ip && (strcmp(r->ip, "127.0.0.1") == 0 || strcmp(r->ip, "::1") == 0);

	return loopback && !request_header(r, "x-forwarded-for") && !request_header(r, "forwarded");
}

static bool knows_token(const struct request *r)
{
	static const char scheme[] = "Bearer ";
	const char *said = request_header(r, "authorization"), *token = r->ctx->conf->metrics_token;

	return token && *token && said && strncmp(said, scheme, sizeof(scheme) - 1) == 0 &&
		secret_equal(said + sizeof(scheme) - 1, token);
}

/* ---- the text ---- */

static void head(struct str *out, const char *name, const char *type, const char *help)
{
	str_addf(out, "# HELP makolet_%s %s\n# TYPE makolet_%s %s\n", name, help, name, type);
}

static void one(struct str *out, const char *name, const char *type, const char *help, int64_t value)
{
	head(out, name, type, help);
	str_addf(out, "makolet_%s %lld\n", name, (long long)value);
}

static void add_requests(struct str *out, const struct metrics *m)
{
	head(out, "requests_total", "counter", "Requests answered, by route and class of status.");
	for (size_t i = 0; i <= route_count && i < METRICS_ROUTES; i++)
		for (size_t c = 0; c < METRICS_CLASSES; c++)
			if (m->requests[i][c])
				str_addf(out, "makolet_requests_total{route=\"%s\",status=\"%zuxx\"} %llu\n",
					i ? routes[i - 1].name : "none", c + 1, (unsigned long long)m->requests[i][c]);
}

static void add_seconds(struct str *out, const struct metrics *m)
{
	head(out, "request_seconds", "histogram", "Time in the application, by door.");
	for (size_t d = 0; d < METRICS_DOORS; d++) {
		const char *door = door_name((enum door)d);
		uint64_t sum = 0;

		for (size_t b = 0; b < METRICS_BUCKETS - 1; b++)
			str_addf(out, "makolet_request_seconds_bucket{door=\"%s\",le=\"%lld.%06lld\"} %llu\n", door,
				(long long)(metrics_bounds[b] / SECOND), (long long)(metrics_bounds[b] % SECOND),
				(unsigned long long)(sum += m->buckets[d][b]));
		sum += m->buckets[d][METRICS_BUCKETS - 1];
		str_addf(out, "makolet_request_seconds_bucket{door=\"%s\",le=\"+Inf\"} %llu\n", door, (unsigned long long)sum);
		str_addf(out, "makolet_request_seconds_sum{door=\"%s\"} %llu.%06llu\n", door,
			(unsigned long long)m->microseconds[d] / SECOND, (unsigned long long)m->microseconds[d] % SECOND);
		str_addf(out, "makolet_request_seconds_count{door=\"%s\"} %llu\n", door, (unsigned long long)sum);
	}
}

static void add_counts(struct str *out, const struct metrics *m)
{
	one(out, "tx_total", "counter", "Transactions committed.", (int64_t)m->counts[METRIC_TX]);
	one(out, "tx_retries_total", "counter", "Transactions run again: deadlock or lock timeout.", (int64_t)m->counts[METRIC_TX_AGAIN]);
	one(out, "tx_uncertain_total", "counter", "Connections lost at COMMIT.", (int64_t)m->counts[METRIC_TX_UNCERTAIN]);
}

static void add_figures(struct str *out, const struct figures *f, instant now)
{
	one(out, "jobs_waiting", "gauge", "Jobs that wait.", f->jobs_waiting);
	one(out, "jobs_failed", "gauge", "Jobs that were given up.", f->jobs_failed);
	one(out, "job_late_seconds", "gauge", "How long the oldest waiting job is due.",
		f->job_oldest == INSTANT_NONE || f->job_oldest > now ? 0 : (now - f->job_oldest) / SECOND);
	head(out, "orders_open", "gauge", "Orders that wait to be handed over, by stage.");
	str_addf(out, "makolet_orders_open{stage=\"placed\"} %lld\nmakolet_orders_open{stage=\"ready\"} %lld\n",
		(long long)f->orders_placed, (long long)f->orders_ready);
	one(out, "orders_last_day", "gauge", "Orders placed in the last 24 hours, at both doors.", f->orders_last_day);
	one(out, "sales_total", "counter", "Sales at the tills.", f->sales);
	head(out, "sales_amount_total", "counter", "Their sum in minor units.");
	str_addf(out, "makolet_sales_amount_total{currency=\"%s\"} %lld\n", f->currency, (long long)f->sales_amount);
	one(out, "documents_total", "counter", "Documents issued.", f->documents);
	one(out, "shortfalls_open", "gauge", "Sales that left an order short and are not settled.", f->shortfalls_open);
	one(out, "chains", "gauge", "Chains of the journal.", f->chains);
	one(out, "chain_entries_total", "counter", "Their entries.", f->chain_entries);
}

/* A monitor that asks while the database is away learns that, and the rest. */
struct error *metrics(struct request *r, struct page *p)
{
	struct arena *a = r->ctx->arena;
	struct metrics *m = ARENA_NEW(a, struct metrics);
	struct figures figures;
	struct error *e;
	struct str out;

	if (!local(r) && !knows_token(r))
		return ERR(a, NOT_FOUND, "page.none");
	metrics_read(m);
	str_init(&out, a);
	add_requests(&out, m);
	add_seconds(&out, m);
	add_counts(&out, m);
	e = figures_get(r->ctx, &figures);
	if (e)
		log_failure("metrics.figures", e);
	else
		add_figures(&out, &figures, r->ctx->now);
	one(&out, "database_up", "gauge", "Whether the database answers.", !e);
	page_bytes(p, TYPE, out.p, out.len);
	return NULL;
}
