/* metrics.h: what base/metrics.h counts, by the rows of routes.def. */
#ifndef MAKOLET_APP_METRICS_H
#define MAKOLET_APP_METRICS_H

#include "app/request.h"

/* state_dir/metrics, shared by all workers and `makolet work`. A shop that
 * cannot have it sells all the same: that is logged. */
void app_metrics_open(struct arena *a, const struct conf *conf);
/* One request answered. */
void app_metrics_request(const struct request *r, int status, int64_t microseconds);

#endif
