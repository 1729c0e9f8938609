/* mail.h: one mail to one person, handed to an SMTP server by libcurl.
 *
 * The message is RFC 5322 with MIME (RFC 2045, 2046): multipart/alternative
 * of plain text and HTML, both UTF-8 in base64; what is not ASCII in a header
 * is encoded (RFC 2047). Control characters in a subject or a name become
 * blanks and an address is checked, so nothing that a person typed can add a
 * header, a recipient or an SMTP command.
 *
 * Message-ID is <id@host>: a mail that is sent again after a lost answer
 * carries the same one.
 */
#ifndef MAKOLET_NET_MAIL_H
#define MAKOLET_NET_MAIL_H

#include "base/clock.h"
#include "base/conf.h"
#include "base/error.h"
#include "base/str.h"

struct mail {
	const char *id;			/* "mail.confirmation.17": letters, digits, dots, hyphens */
	const char *host;		/* of the shop, without scheme and port */
	const char *from;		/* "Name <a@b>" or "a@b" */
	const char *from_name;		/* in place of the name in `from`; "" or NULL: that one */
	const char *reply_to;		/* "a@b"; "" or NULL: answers go to the sender */
	const char *to;			/* "a@b" */
	const char *to_name;		/* may be NULL */
	const char *lang;		/* of the text: Content-Language (RFC 3282) */
	const char *subject, *text, *html;
	instant at;
};

/* An address that we send to: ASCII, one @, dot-atoms on both sides
 * (RFC 5321 4.1.2 without quoted local parts and address literals). */
bool mail_address_valid(const char *address);

/* The host of "https://shop.example:8080". */
const char *mail_host(struct arena *a, const char *url);

/* Appends the whole message, lines ending in CRLF. INVALID "mail.address" for
 * a recipient that is none; UNAVAILABLE "mail.from" for such a sender, which
 * the configuration can mend. */
struct error *mail_write(struct arena *a, const struct mail *m, struct str *out);

/* Sends it through conf's smtp_url within a minute. With smtps:// the
 * connection is TLS from the start; with smtp:// TLS is used where the server
 * offers it, required where there is a password, left out on loopback.
 *
 * INVALID "mail.refused": the server refused this recipient or this message
 * for good (5yz, RFC 5321 4.2.1): never again.
 * UNCERTAIN "mail.unanswered": all was handed over and the answer never came.
 * UNAVAILABLE "mail.away": everything else: no server, 4yz, a refused log-in
 * or sender, which the owner can mend. Try again later.
 * Details hold codes and commands, no address and no text. */
struct error *mail_send(struct arena *a, const struct conf *conf, const struct mail *m);

#endif
