/* serve.h: what the files that serve one request tell each other; handlers
 * do not include it. */
#ifndef MAKOLET_APP_SERVE_H
#define MAKOLET_APP_SERVE_H

#include "app/http_parse.h"
#include "app/page.h"
#include "app/param.h"

/* request.c */
const char *request_cookie_name(const struct request *r);
/* Sets r->session and the actor when the door's cookie stands for one. */
struct error *request_session_find(struct request *r);

/* proof.c: DENIED "csrf.origin" for a POST from a foreign page, "csrf" without
 * the session's token; see enum proof. */
struct error *proof_check(const struct request *r);

/* page.c */
void page_init(struct page *p, struct arena *a);
/* A new tree with what every page has, see page.h. */
struct data *page_data(const struct request *r);
/* csrf and, of who is logged in, staff.name and may.RIGHT; private pages alone. */
void page_person(const struct request *r, struct data *d);
/* The whole CGI response: status line, headers, body. */
void page_write(const struct request *r, const struct page *p, struct str *out);

/* page_error.c: the answer to an error, as page or as problem. Never fails. */
void page_error(struct request *r, struct page *p, struct error *e);
int page_error_status(const struct error *e);
/* errors.all.N and errors.field.NAME */
void page_error_data(const struct request *r, struct data *d, const struct error *e);
/* True when the answer to this request should be JSON. */
bool page_wants_json(const struct request *r);

#endif
