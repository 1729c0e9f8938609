/* mail.c: writes the bytes of a message. */
#include "net/mail.h"

#include <sodium.h>

#include "base/utf8.h"

#define ADDRESS_MAX 254
#define LOCAL_MAX 64
#define LABEL_MAX 63
#define ID_MAX 128
/* Lines of at most 76 characters, RFC 2045 6.8 and RFC 2047 2: 39 bytes are 52
 * letters, with "Subject: =?UTF-8?B?" and "?=" 73. */
#define BODY_BYTES 57
#define WORD_BYTES 39
#define PLAIN_SUBJECT_MAX 60

/* No line of base64 has an underscore in it, so the boundary is in no part. */
static const char boundary[] = "=_makolet_part";

/* ---- addresses ---- */

#define ALNUM "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define ATEXT ALNUM "!#$%&'*+-/=?^_`{|}~"

static bool dot_atom(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == '.' && (i == 0 || i == n - 1 || s[i - 1] == '.'))
			return false;
	return n > 0 && strspn(s, ATEXT ".") >= n;
}

static bool domain_valid(const char *s)
{
	for (;;) {
		size_t n = strspn(s, ALNUM "-");

		if (n == 0 || n > LABEL_MAX || s[0] == '-' || s[n - 1] == '-')
			return false;
		if (!s[n])
			return true;
		if (s[n] != '.')
			return false;
		s += n + 1;
	}
}

bool mail_address_valid(const char *address)
{
	const char *at = strchr(address, '@');
	size_t local = at ? (size_t)(at - address) : 0;

	return at && strlen(address) <= ADDRESS_MAX && local <= LOCAL_MAX &&
		dot_atom(address, local) && domain_valid(at + 1);
}

const char *mail_host(struct arena *a, const char *url)
{
	const char *from = strstr(url, "://");
	size_t n;

	from = from ? from + 3 : url;
	/* An IPv6 address keeps its brackets, which Message-ID wants too. */
	n = *from == '[' ? strcspn(from, "]") + 1 : strcspn(from, ":/");
	return arena_strndup(a, from, n <= strlen(from) ? n : strlen(from));
}

/* Takes "Name <a@b>" apart; the name is "" where there is none. */
static bool mailbox_split(struct arena *a, const char *mailbox, const char **name, const char **address)
{
	const char *open = strrchr(mailbox, '<'), *shut = open ? strchr(open, '>') : NULL;

	if (!open) {
		*name = "";
		*address = mailbox;
	} else if (shut && !shut[1]) {
		*name = utf8_tidy(a, arena_strndup(a, mailbox, (size_t)(open - mailbox)), false);
		*address = arena_strndup(a, open + 1, (size_t)(shut - open - 1));
	}
	return (!open || (shut && !shut[1])) && mail_address_valid(*address);
}

/* ---- headers ---- */

static void add_base64(struct str *out, const char *bytes, size_t n)
{
	char line[sodium_base64_ENCODED_LEN(BODY_BYTES, sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(line, sizeof(line), (const unsigned char *)bytes, n, sodium_base64_VARIANT_ORIGINAL);
	str_add(out, line);
}

/* As many whole characters as fit into `max` bytes. */
static size_t whole_characters(const char *s, size_t max)
{
	size_t n = strlen(s);

	if (n <= max)
		return n;
	for (n = max; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
		;
	return n;
}

/* RFC 2047: words of base64, each on a line of its own, none inside a
 * character. */
static void add_encoded(struct str *out, const char *value)
{
	for (bool first = true; *value; first = false) {
		size_t n = whole_characters(value, WORD_BYTES);

		str_add(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		add_base64(out, value, n);
		str_add(out, "?=");
		value += n;
	}
}

static bool plain_ascii(const char *s, size_t max)
{
	size_t n = 0;

	for (; s[n]; n++)
		if ((unsigned char)s[n] < ' ' || (unsigned char)s[n] > '~')
			return false;
	/* What looks like an encoded word would be decoded. */
	return n <= max && !strstr(s, "=?");
}

static void add_subject(struct arena *a, struct str *out, const char *subject)
{
	const char *tidy = utf8_tidy(a, subject, false);

	str_add(out, "Subject: ");
	if (plain_ascii(tidy, PLAIN_SUBJECT_MAX))
		str_add(out, tidy);
	else
		add_encoded(out, tidy);
	str_add(out, "\r\n");
}

static void add_quoted(struct str *out, const char *name)
{
	str_addc(out, '"');
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			str_addc(out, '\\');
		str_addc(out, *name);
	}
	str_addc(out, '"');
}

static void add_mailbox(struct arena *a, struct str *out, const char *header, const char *name, const char *address)
{
	const char *tidy = utf8_tidy(a, name ? name : "", false);

	str_addf(out, "%s: ", header);
	if (!*tidy) {
		str_addf(out, "%s\r\n", address);
		return;
	}
	if (plain_ascii(tidy, PLAIN_SUBJECT_MAX))
		add_quoted(out, tidy);
	else
		add_encoded(out, tidy);
	str_addf(out, "\r\n <%s>\r\n", address);
}

static void add_date(struct str *out, instant at)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int32_t date = (int32_t)(at / DAY);
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	str_addf(out, "Date: %.3s, %d %.3s %d %02d:%02d:%02d +0000\r\n", days + 3 * ((date + 4) % 7), day,
		months + 3 * (month - 1), year, (int)(at % DAY / HOUR), (int)(at % HOUR / MINUTE),
		(int)(at % MINUTE / SECOND));
}

/* ---- the body ---- */

/* RFC 2045 6.8: line ends are CRLF before they are encoded. */
static const char *with_crlf(struct arena *a, const char *text, size_t *n)
{
	struct str out;

	str_init(&out, a);
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			str_add(&out, "\r\n");
		else if (*p != '\r')
			str_addc(&out, *p);
	}
	*n = out.len;
	return out.p;
}

static void add_part(struct arena *a, struct str *out, const char *type, const char *text)
{
	size_t n;
	const char *bytes = with_crlf(a, text, &n);

	str_addf(out, "--%s\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", boundary, type);
	for (size_t at = 0; at < n; at += BODY_BYTES) {
		add_base64(out, bytes + at, n - at < BODY_BYTES ? n - at : BODY_BYTES);
		str_add(out, "\r\n");
	}
}

static bool id_valid(const struct mail *m)
{
	size_t id = strspn(m->id, ALNUM ".-"), host = strspn(m->host, ALNUM ".-:[]");

	return id && !m->id[id] && host && !m->host[host] && id + host <= ID_MAX;
}

struct error *mail_write(struct arena *a, const struct mail *m, struct str *out)
{
	const char *from_name, *from;

	if (!mailbox_split(a, m->from, &from_name, &from))
		return error_note(ERR(a, UNAVAILABLE, "mail.from"), "mail_from of the configuration is no address");
	if (!mail_address_valid(m->to))
		return ERR(a, INVALID, "mail.address");
	if (!id_valid(m))
		return error_note(ERR(a, INTERNAL, "mail.id"), "<%s@%s>", m->id, m->host);
	add_date(out, m->at);
	add_mailbox(a, out, "From", m->from_name && *m->from_name ? m->from_name : from_name, from);
	/* One that is no address is left out: the mail matters more. */
	if (m->reply_to && mail_address_valid(m->reply_to))
		add_mailbox(a, out, "Reply-To", NULL, m->reply_to);
	add_mailbox(a, out, "To", m->to_name, m->to);
	add_subject(a, out, m->subject);
	str_addf(out, "Message-ID: <%s@%s>\r\n", m->id, m->host);
	str_addf(out, "Content-Language: %.2s\r\n", m->lang);
	/* RFC 3834: nobody's holiday answers to us. */
	str_add(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
	str_addf(out, "Content-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n\r\n", boundary);
	add_part(a, out, "text/plain", m->text);
	add_part(a, out, "text/html", m->html);
	str_addf(out, "--%s--\r\n", boundary);
	return NULL;
}
