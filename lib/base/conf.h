/* conf.h: the configuration file: secrets, paths, what needs a restart.
 *
 * Lines "name = value", '#' comments, blank lines. Names, types, defaults and
 * help stand in one table in conf.c: to add an option, add a row there and a
 * member here. Unknown names and bad values are refused with their line.
 * What an owner changes while the shop runs is a setting (shop/setting.h).
 */
#ifndef MAKOLET_BASE_CONF_H
#define MAKOLET_BASE_CONF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct conf {
	const char *database_socket;	/* Unix socket, or "" for database_host */
	const char *database_host;
	int64_t database_port;
	const char *database_name;	/* the ledger's schema is NAME_ledger */
	const char *database_user;	/* the application's account */
	const char *database_password;
	const char *owner_user;		/* owns and migrates */
	const char *owner_password;
	const char *data_dir;		/* templates, translations, sql, static */
	const char *state_dir;		/* keys, caches; private to the application */
	const char *shop_url;		/* "https://shop.example", no slash at the end */
	bool https;			/* shop_url begins with https: cookies get __Host- and Secure */
	const char *smtp_url;		/* smtp://127.0.0.1:2525, smtps://host */
	const char *smtp_user;
	const char *smtp_password;
	const char *mail_from;		/* "Makolet Demo <shop@example.com>" */
	const char *metrics_token;	/* "" : /metrics answers this machine alone */
	bool development;		/* templates are read again when they change */
	int64_t workers;
	const char *log_level;		/* debug info warn error */
};

/* Reads the file named; NULL: $MAKOLET_CONF, else SYSCONFDIR/makolet.conf. */
struct error *conf_load(struct arena *a, const char *path, struct conf **out);
/* The file's lines again, whole, without the passwords. */
const char *conf_public(struct arena *a, const struct conf *conf);
/* Prints every option with default and help: `makolet help configuration`. */
void conf_print_help(void);

#endif
