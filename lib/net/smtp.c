/* smtp.c: hands a message to the SMTP server. */
#include "net/mail.h"

#include <curl/curl.h>

#define CONNECT_SECONDS 10L
#define ALL_SECONDS 60L

static struct {
	bool ready;
} curl_state;

/* One sending: what is still to be read, and the command last sent. */
struct sending {
	const struct str *message;
	size_t at;
	bool read_all;
	const char *verb;		/* "RCPT" */
};

static size_t give_bytes(char *to, size_t size, size_t n, void *data)
{
	struct sending *s = data;
	size_t left = s->message->len - s->at, room = size * n;
	size_t given = left < room ? left : room;

	memcpy(to, s->message->p + s->at, given);
	s->at += given;
	s->read_all = s->at == s->message->len;
	return given;
}

/* curl says which code came, not what it was the answer to. Only commands are
 * noted: what follows AUTH is the password. QUIT ends every failure. */
static int note_verb(CURL *curl, curl_infotype type, char *bytes, size_t n, void *data)
{
	static const char *const verbs[] = { "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA" };
	struct sending *s = data;

	(void)curl;
	for (size_t i = 0; type == CURLINFO_HEADER_OUT && i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (n > strlen(verbs[i]) && strncmp(bytes, verbs[i], strlen(verbs[i])) == 0)
			s->verb = verbs[i];
	return 0;
}

static bool loopback(const char *host)
{
	return strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "[::1]") == 0;
}

static long tls_wanted(const struct conf *conf, const char *host)
{
	if (loopback(host))
		return CURLUSESSL_NONE;
	return *conf->smtp_user ? CURLUSESSL_ALL : CURLUSESSL_TRY;
}

/* Behind the slash curl reads the name to say HELO with. */
static const char *url_with_helo(struct arena *a, const struct conf *conf, const struct mail *m)
{
	const char *authority = strstr(conf->smtp_url, "://");

	if (authority && strchr(authority + 3, '/'))
		return conf->smtp_url;
	return arena_printf(a, "%s/%s", conf->smtp_url, m->host);
}

static void set_server(CURL *curl, struct arena *a, const struct conf *conf, const struct mail *m)
{
	curl_easy_setopt(curl, CURLOPT_URL, url_with_helo(a, conf, m));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, tls_wanted(conf, mail_host(a, conf->smtp_url)));
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, ALL_SECONDS);
	if (*conf->smtp_user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, conf->smtp_user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, conf->smtp_password);
	}
}

static void set_message(CURL *curl, struct sending *s)
{
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes);
	curl_easy_setopt(curl, CURLOPT_READDATA, s);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->message->len);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, note_verb);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, s);
}

/* A refused RCPT or DATA is the fault of this mail; what is refused before,
 * the greeting, the log-in, the sender, is the shop's to mend. */
static bool refused_for_good(const struct sending *s, long code)
{
	return code >= 500 && code <= 599 && (strcmp(s->verb, "RCPT") == 0 || strcmp(s->verb, "DATA") == 0);
}

static struct error *failure(struct arena *a, CURL *curl, CURLcode result, const struct sending *s)
{
	struct error *e;
	long code = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	if (refused_for_good(s, code))
		e = ERR(a, INVALID, "mail.refused");
	else if (s->read_all && code < 400)
		e = ERR(a, UNCERTAIN, "mail.unanswered");
	else
		e = ERR(a, UNAVAILABLE, "mail.away");
	return error_note(e, "smtp %ld after %s: %s", code, s->verb, curl_easy_strerror(result));
}

/* The bare address of a mailbox that mail_write() found good. */
static const char *bare(struct arena *a, const char *mailbox)
{
	const char *open = strrchr(mailbox, '<');

	return open ? arena_strndup(a, open + 1, strcspn(open + 1, ">")) : mailbox;
}

static struct error *deliver(CURL *curl, struct arena *a, const struct conf *conf, const struct mail *m,
	const struct str *message)
{
	struct curl_slist *recipients = curl_slist_append(NULL, arena_printf(a, "<%s>", m->to));
	struct sending sending = { .message = message, .verb = "connecting" };
	struct error *e = NULL;
	CURLcode result;

	if (!recipients)
		return ERR(a, UNAVAILABLE, "mail.memory");
	set_server(curl, a, conf, m);
	set_message(curl, &sending);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_printf(a, "<%s>", bare(a, m->from)));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
	result = curl_easy_perform(curl);
	if (result != CURLE_OK)
		e = failure(a, curl, result, &sending);
	curl_slist_free_all(recipients);
	return e;
}

struct error *mail_send(struct arena *a, const struct conf *conf, const struct mail *m)
{
	struct str message;
	struct error *e;
	CURL *curl;

	str_init(&message, a);
	TRY(mail_write(a, m, &message));
	if (!curl_state.ready && curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return ERR(a, UNAVAILABLE, "mail.curl");
	curl_state.ready = true;
	curl = curl_easy_init();
	if (!curl)
		return ERR(a, UNAVAILABLE, "mail.memory");
	e = deliver(curl, a, conf, m, &message);
	curl_easy_cleanup(curl);
	return e;
}
