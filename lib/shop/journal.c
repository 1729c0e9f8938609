/* journal.c: the signed chain: appending to it, verifying it. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/json.h"
#include "shop/document.h"

#define KEY_HEX (2 * crypto_sign_SECRETKEYBYTES)

static struct {
	bool loaded;
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	uint8_t public[crypto_sign_PUBLICKEYBYTES];
} key;

/* ---- the server's key ---- */

static struct error *key_failed(struct arena *a, const char *what, const char *path)
{
	return error_note(ERR(a, UNAVAILABLE, "signing_key"), "%s %s: %s", what, path, strerror(errno));
}

static const char *key_path(struct arena *a, const char *state_dir)
{
	return arena_printf(a, "%s/signing.key", state_dir);
}

struct error *signing_key_read(struct arena *a, const char *state_dir, const char **hex)
{
	const char *path = key_path(a, state_dir);
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	char *text = arena_alloc(a, KEY_HEX + 1);
	ssize_t n;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return key_failed(a, "open", path);
	n = read(fd, text, KEY_HEX);
	close(fd);
	if (n != KEY_HEX || !hex_decode(secret, sizeof secret, text))
		return error_note(ERR(a, UNAVAILABLE, "signing_key"), "%s is no key", path);
	sodium_memzero(secret, sizeof secret);
	*hex = text;
	return NULL;
}

static struct error *key_load(struct ctx *c)
{
	const char *hex;

	if (key.loaded)
		return NULL;
	TRY(signing_key_read(c->arena, c->conf->state_dir, &hex));
	hex_decode(key.secret, sizeof key.secret, hex);
	crypto_sign_ed25519_sk_to_pk(key.public, key.secret);
	key.loaded = true;
	return NULL;
}

/* Root restores for the account that the shop runs under: whose directory it
 * is, his is the key. */
static bool give_to_owner(int fd, const char *state_dir)
{
	struct stat st;

	return geteuid() != 0 || (stat(state_dir, &st) == 0 && fchown(fd, st.st_uid, st.st_gid) == 0);
}

/* The key gets its name once it is whole: a half of one would be kept for ever. */
struct error *signing_key_put(struct arena *a, const char *state_dir, const char *hex)
{
	const char *path = key_path(a, state_dir);
	char *draft = arena_printf(a, "%s.XXXXXX", path);
	struct error *e = NULL;
	int fd = mkstemp(draft);

	if (fd < 0)
		return key_failed(a, "create", draft);
	if (write(fd, hex, KEY_HEX) != KEY_HEX || fsync(fd) || !give_to_owner(fd, state_dir))
		e = key_failed(a, "write", draft);
	if (!e && link(draft, path) && errno != EEXIST)
		e = key_failed(a, "create", path);
	close(fd);
	unlink(draft);
	return e;
}

struct error *signing_key_create(struct arena *a, const char *state_dir)
{
	uint8_t public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
	char hex[KEY_HEX + 1];
	struct error *e;

	if (access(key_path(a, state_dir), F_OK) == 0)
		return NULL;
	crypto_sign_keypair(public, secret);
	e = signing_key_put(a, state_dir, hex_encode(hex, secret, sizeof secret));
	sodium_memzero(secret, sizeof secret);
	sodium_memzero(hex, sizeof hex);
	return e;
}

struct error *signing_key_fits(struct arena *a, const char *state_dir, const char *hex)
{
	const char *path = key_path(a, state_dir), *here;
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
	bool whole = strlen(hex) == KEY_HEX && hex_decode(secret, sizeof secret, hex);

	sodium_memzero(secret, sizeof secret);
	if (!whole)
		return ERR(a, INVALID, "backup.format");
	if (access(path, F_OK) != 0)
		return NULL;
	TRY(signing_key_read(a, state_dir, &here));
	if (secret_equal(here, hex))
		return NULL;
	return error_text(ERR(a, CONFLICT, "backup.key"), "The key {file} is another shop's. Move it away first.", "file", path, NULL);
}

/* ---- chains ---- */

struct error *chain_open(struct ctx *c, struct branch_id branch, struct till_id till, const char *series_code, struct chain_id *out)
{
	static const uint8_t zeros[SHA256_SIZE];

	TRY(key_load(c));
	TRY(db_insert(c->db, &out->v,
		"INSERT INTO chain (till_id, branch_id, public_key, seq, head, opened_at) VALUES (?, ?, ?, 0, ?, ?)",
		ARGS(ID_OR_NULL(till), ID(branch), B(key.public, sizeof key.public), B(zeros, sizeof zeros), AT(c->now))));
	return db_exec(c->db, NULL, "INSERT INTO series (chain_id, kind, code, number) VALUES (?, 'receipt', ?, 0)",
		ARGS(ID(*out), T(series_code)));
}

/* Locks the row: of two who miss it the second waits for the first one's. */
static struct error *branch_chain_find(struct ctx *c, struct branch_id branch, struct chain_id *out)
{
	return db_whole(c->db, &out->v, 0,
		"SELECT id FROM chain WHERE branch_id = ? AND till_id IS NULL AND closed_at IS NULL ORDER BY id LIMIT 1 FOR UPDATE", ARGS(ID(branch)));
}

struct error *chain_of_branch(struct ctx *c, struct branch_id branch, struct chain_id *out)
{
	int64_t locked;

	TRY(branch_chain_find(c, branch, out));
	if (out->v)
		return NULL;
	TRY(db_whole(c->db, &locked, 0, "SELECT id FROM branch WHERE id = ? FOR UPDATE", ARGS(ID(branch))));
	TRY(branch_chain_find(c, branch, out));
	if (out->v)
		return NULL;
	TRY(chain_open(c, branch, (struct till_id){ 0 }, arena_printf(c->arena, "B%lld", (long long)branch.v), out));
	return db_exec(c->db, NULL, "INSERT INTO series (chain_id, kind, code, number) VALUES (?, 'credit_note', ?, 0)",
		ARGS(ID(*out), T(arena_printf(c->arena, "C%lld", (long long)branch.v))));
}

struct error *chain_close(struct ctx *c, struct chain_id id)
{
	return db_exec(c->db, NULL, "UPDATE chain SET closed_at = ? WHERE id = ?", ARGS(AT(c->now), ID(id)));
}

struct chain_row {
	struct chain_id id;
	int64_t seq;
	struct db_bytes head, public_key;
};
static const struct db_column chain_columns[] = {
	DB_COL(struct chain_row, id, INT), DB_COL(struct chain_row, seq, INT),
	DB_COL(struct chain_row, head, BYTES), DB_COL(struct chain_row, public_key, BYTES),
};
static const struct db_row chain_row = DB_ROW(struct chain_row, chain_columns);

/* The members in the order in which they are signed. NULL when they could not
 * be written as JSON: nothing is signed that does not say what happened. */
static const char *body_of(struct ctx *c, const struct chain_row *chain, const char *kind, json_t *members)
{
	char prev[2 * SHA256_SIZE + 1], at[40];
	json_t *body;

	if (!members)
		return NULL;
	body = json_keep(c->arena, json_pack("{s:i, s:I, s:I, s:s, s:s, s:s}", "v", 1,
		"chain", (json_int_t)chain->id.v, "seq", (json_int_t)chain->seq + 1,
		"prev", hex_encode(prev, chain->head.p, SHA256_SIZE), "kind", kind, "at", instant_format(at, c->now)));
	json_object_update(body, members);
	return json_write(c->arena, body);
}

struct error *journal_append(struct ctx *c, struct chain_id id, const char *kind, json_t *members, struct document_id document, int64_t *seq)
{
	uint8_t hash[SHA256_SIZE], signature[crypto_sign_BYTES];
	struct chain_row chain;
	const char *body;

	TRY(key_load(c));
	TRY(db_one(c->db, &chain_row, &chain, "SELECT id, seq, head, public_key FROM chain WHERE id = ? AND closed_at IS NULL FOR UPDATE", ARGS(ID(id))));
	if (chain.public_key.n != sizeof key.public || memcmp(chain.public_key.p, key.public, sizeof key.public))
		return error_note(ERR(c->arena, INTERNAL, "chain.key"), "chain %lld is not ours to sign", (long long)id.v);
	body = body_of(c, &chain, kind, members);
	if (!body)
		return ERR(c->arena, INTERNAL, "journal.body");
	sha256(hash, body, strlen(body));
	crypto_sign_detached(signature, NULL, (const uint8_t *)body, strlen(body), key.secret);
	*seq = chain.seq + 1;
	TRY(db_exec(c->db, NULL, "UPDATE chain SET seq = ?, head = ? WHERE id = ?", ARGS(I(*seq), B(hash, sizeof hash), ID(id))));
	return db_exec(c->db, NULL,
		"INSERT INTO ledger.journal (chain_id, seq, kind, document_id, body, hash, signature, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		ARGS(ID(id), I(*seq), T(kind), ID_OR_NULL(document), B(body, strlen(body)), B(hash, sizeof hash),
			B(signature, sizeof signature), AT(c->now)));
}

/* ---- verifying ---- */

struct entry {
	int64_t seq;
	struct db_bytes body, hash, signature;
};
static const struct db_column entry_columns[] = {
	DB_COL(struct entry, seq, INT), DB_COL(struct entry, body, BYTES),
	DB_COL(struct entry, hash, BYTES), DB_COL(struct entry, signature, BYTES),
};
static const struct db_row entry_row = DB_ROW(struct entry, entry_columns);

struct walk {
	const struct chain_row *chain;
	int64_t seq, bad_seq;
	uint8_t head[SHA256_SIZE];
	const char *what;		/* of the first fault; NULL */
};

static bool links(struct arena *scratch, const struct walk *w, const struct entry *x)
{
	char head[2 * SHA256_SIZE + 1];
	const char *prev;
	int64_t seq, chain;
	json_t *body;

	if (json_read(scratch, x->body.p, x->body.n, &body))
		return false;
	return json_text(body, "prev", &prev) && !strcmp(prev, hex_encode(head, w->head, SHA256_SIZE)) &&
		json_whole(body, "seq", &seq) && seq == x->seq && json_whole(body, "chain", &chain) && chain == w->chain->id.v;
}

static struct error *walk_entry(void *arg, struct arena *scratch, const void *row)
{
	const struct entry *x = row;
	struct walk *w = arg;
	uint8_t hash[SHA256_SIZE];

	if (w->what)
		return NULL;
	sha256(hash, x->body.p, x->body.n);
	if (x->seq != w->seq + 1)
		w->what = "gap";
	else if (x->hash.n != sizeof hash || memcmp(hash, x->hash.p, sizeof hash))
		w->what = "hash";
	else if (!links(scratch, w, x))
		w->what = "link";
	else if (x->signature.n != crypto_sign_BYTES ||
		 crypto_sign_verify_detached(x->signature.p, x->body.p, x->body.n, w->chain->public_key.p))
		w->what = "signature";
	w->bad_seq = w->seq + 1;
	w->seq = x->seq;
	memcpy(w->head, hash, sizeof hash);
	return NULL;
}

/* Who owns the database could sign everything anew with a key of his own. Where
 * this machine has the server's key, a chain must be signed with it. */
static bool foreign_key(struct ctx *c, const struct chain_row *chain)
{
	return !key_load(c) && memcmp(chain->public_key.p, key.public, sizeof key.public);
}

static struct error *walk_chain(struct ctx *c, const struct chain_row *chain, struct walk *w)
{
	*w = (struct walk){ .chain = chain };
	if (chain->public_key.n != crypto_sign_PUBLICKEYBYTES || chain->head.n != SHA256_SIZE)
		return error_note(ERR(c->arena, INTERNAL, "chain.row"), "chain %lld", (long long)chain->id.v);
	TRY(db_each(c->db, &entry_row, walk_entry, w,
		"SELECT seq, body, hash, signature FROM ledger.journal WHERE chain_id = ? AND seq <= ? ORDER BY seq",
		ARGS(ID(chain->id), I(chain->seq))));
	if (!w->what && foreign_key(c, chain)) {
		w->what = "key";
		w->bad_seq = 1;
	}
	if (!w->what && (w->seq != chain->seq || memcmp(w->head, chain->head.p, SHA256_SIZE))) {
		w->what = "head";
		w->bad_seq = w->seq;
	}
	return NULL;
}

struct error *journal_verify(struct ctx *c, struct journal_fault **out, size_t *n, int64_t *entries)
{
	struct chain_row *chains;
	size_t count;

	*n = 0;
	*entries = 0;
	TRY(db_all(c->db, &chain_row, &chains, &count, "SELECT id, seq, head, public_key FROM chain ORDER BY id", NULL, 0));
	*out = ARENA_ARRAY(c->arena, count + 1, struct journal_fault);
	for (size_t i = 0; i < count; i++) {
		struct walk w;

		TRY(walk_chain(c, &chains[i], &w));
		*entries += w.seq;
		if (w.what)
			(*out)[(*n)++] = (struct journal_fault){ .chain = chains[i].id, .seq = w.bad_seq, .what = w.what };
	}
	return NULL;
}
