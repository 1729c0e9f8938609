/* staff_secret.c: passwords and PINs, hashed one at a time on a machine. */
#include "shop/staff.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define BUSY_AFTER (5 * SECOND)
#define LOOK_EVERY_NS 10000000

/* The directory itself is what is locked: a file made by root's command would
 * be closed to the workers. The lock ends with the process that holds it. */
static struct error *lock_take(struct ctx *c, int *out)
{
	int fd = open(c->conf->state_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int64_t until = clock_ticks() + BUSY_AFTER;

	if (fd < 0)
		return error_note(ERR(c->arena, INTERNAL, "login.lock"), "state_dir %s: %s", c->conf->state_dir, strerror(errno));
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (clock_ticks() >= until) {
			close(fd);
			return error_text(ERR(c->arena, LIMITED, "login.busy"),
				N_("Too many people are logging in at once. Please try again in a moment."), NULL);
		}
		nanosleep(&(struct timespec){ .tv_nsec = LOOK_EVERY_NS }, NULL);
	}
	*out = fd;
	return NULL;
}

struct error *secret_hash(struct ctx *c, const char *secret, const char **out)
{
	char *hash = arena_alloc(c->arena, crypto_pwhash_STRBYTES);
	int lock, failed;

	TRY(lock_take(c, &lock));
	failed = crypto_pwhash_str_alg(hash, secret, strlen(secret), crypto_pwhash_OPSLIMIT_INTERACTIVE,
		crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
	close(lock);
	if (failed)
		return error_note(ERR(c->arena, UNAVAILABLE, "login.memory"), "Argon2id found no memory");
	*out = hash;
	return NULL;
}

struct error *secret_matches(struct ctx *c, const char *hash, const char *secret, bool *out)
{
	int lock;

	TRY(lock_take(c, &lock));
	*out = crypto_pwhash_str_verify(hash, secret, strlen(secret)) == 0;
	close(lock);
	return NULL;
}
