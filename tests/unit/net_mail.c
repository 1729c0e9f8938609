/* net_mail.c: the bytes of a message, and that nobody can add to its headers. */
#include "unit.h"

#include "base/bytes.h"
#include "net/mail.h"

static struct mail usual(void)
{
	return (struct mail){ .id = "mail.confirmation.17", .host = "shop.example", .from = "Corner Shop <shop@example.com>",
		.to = "noa@example.org", .to_name = "Noa Levi", .lang = "en", .subject = "Your order K7M2-Q4XB",
		.text = "Thank you.\n", .html = "<p>Thank you.</p>\n", .at = INT64_C(1786343400) * SECOND };
}

static const char *written(const struct mail *m)
{
	struct str out;

	str_init(&out, arena);
	assert_null(mail_write(arena, m, &out));
	assert_int_equal(strlen(out.p), out.len);
	return out.p;
}

/* The header's whole value, unfolded; NULL when it is not there. */
static const char *header(const char *message, const char *name)
{
	const char *end = strstr(message, "\r\n\r\n"), *at = message;
	struct str value;
	size_t n = strlen(name);

	str_init(&value, arena);
	while (at < end && (strncmp(at, name, n) != 0 || at[n] != ':'))
		at = strstr(at, "\r\n") + 2;
	if (at >= end)
		return NULL;
	for (at += n + 2; at < end; at++) {
		if (*at == '\r' && at[2] != ' ')
			break;
		if (*at != '\r' && *at != '\n')
			str_addc(&value, *at);
	}
	return value.p;
}

static size_t headers(const char *message)
{
	const char *end = strstr(message, "\r\n\r\n");
	size_t n = 0;

	for (const char *at = message; at < end; at = strstr(at, "\r\n") + 2)
		n += *at != ' ';
	return n;
}

TEST(a_plain_message_is_these_bytes)
{
	struct mail m = usual();

	assert_string_equal(written(&m),
		"Date: Mon, 10 Aug 2026 06:30:00 +0000\r\n"
		"From: \"Corner Shop\"\r\n <shop@example.com>\r\n"
		"To: \"Noa Levi\"\r\n <noa@example.org>\r\n"
		"Subject: Your order K7M2-Q4XB\r\n"
		"Message-ID: <mail.confirmation.17@shop.example>\r\n"
		"Content-Language: en\r\n"
		"Auto-Submitted: auto-generated\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: multipart/alternative;\r\n boundary=\"=_makolet_part\"\r\n"
		"\r\n"
		"--=_makolet_part\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: base64\r\n"
		"\r\n"
		"VGhhbmsgeW91Lg0K\r\n"
		"--=_makolet_part\r\n"
		"Content-Type: text/html; charset=utf-8\r\n"
		"Content-Transfer-Encoding: base64\r\n"
		"\r\n"
		"PHA+VGhhbmsgeW91LjwvcD4NCg==\r\n"
		"--=_makolet_part--\r\n");
}

TEST(a_long_hebrew_subject_is_cut_between_letters)
{
	struct mail m = usual();
	const char *message, *at, *end;
	int words = 0;

	m.subject = "ההזמנה שלכם K7M2-Q4XB בחנות הפינתית הגדולה והטובה ביותר בכל רחובות העיר מחכה לכם";
	message = written(&m);
	at = strstr(message, "Subject: ");
	end = strstr(at, "\r\nMessage-ID:");
	for (const char *line = at; line < end; line = strstr(line, "\r\n") + 2, words++) {
		size_t n = strcspn(line, "\r");
		const char *word = strstr(line, "=?UTF-8?B?");
		char *letters;
		uint8_t *bytes;
		size_t count;

		assert_true(n <= 76);
		assert_non_null(word);
		letters = arena_strndup(arena, word + 10, strcspn(word + 10, "?"));
		for (char *p = letters; *p; p++)
			*p = *p == '+' ? '-' : *p == '/' ? '_' : *p;
		letters[strcspn(letters, "=")] = '\0';
		assert_true(base64url_decode(arena, letters, &bytes, &count));
		/* No word begins inside a letter. */
		assert_true((bytes[0] & 0xc0) != 0x80);
	}
	assert_true(words > 2);
}

TEST(a_subject_that_looks_encoded_is_encoded)
{
	struct mail m = usual();

	m.subject = "=?UTF-8?B?aGk=?=";
	assert_string_equal(header(written(&m), "Subject"), "=?UTF-8?B?PT9VVEYtOD9CP2FHaz0/PQ==?=");
}

TEST(nobody_adds_a_header)
{
	static const char *const evil[] = {
		"x\r\nBcc: thief@example.net", "x\nBcc: thief@example.net", "x\rBcc: thief@example.net",
		"x\r\n\r\n<p>another body", "x\r\n Bcc: thief@example.net", "x\xe2\x80\xa8" "Bcc: thief@example.net",
		"x\x01\x02\x7f", "\"quoted\\\" <thief@example.net>", "a, thief@example.net",
	};
	struct mail m = usual();
	size_t usual_headers = headers(written(&m));

	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		const char *message;

		m = usual();
		m.subject = evil[i];
		m.to_name = evil[i];
		m.from = arena_printf(arena, "%s <shop@example.com>", evil[i]);
		message = written(&m);
		assert_int_equal(headers(message), usual_headers);
		assert_null(header(message, "Bcc"));
		assert_non_null(strstr(header(message, "To"), " <noa@example.org>"));
		for (const char *p = message; *p; p++)
			assert_true((*p >= ' ' && *p <= '~') || (*p == '\r' && p[1] == '\n') || (*p == '\n' && p[-1] == '\r'));
	}
}

TEST(a_name_in_quotes_keeps_its_quotes)
{
	struct mail m = usual();

	m.to_name = "Noa \"the\\boss\" Levi";
	assert_string_equal(header(written(&m), "To"), "\"Noa \\\"the\\\\boss\\\" Levi\" <noa@example.org>");
	m.to_name = NULL;
	assert_string_equal(header(written(&m), "To"), "noa@example.org");
	m.to_name = "נועה";
	assert_string_equal(header(written(&m), "To"), "=?UTF-8?B?16DXldei15Q=?= <noa@example.org>");
}

TEST(what_is_no_address_is_refused)
{
	static const char *const good[] = {
		"a@b", "noa.levi+shop@mail.example.co.il", "o'neil@example.com", "x_y=z@1.example",
	};
	static const char *const bad[] = {
		"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a@b>", ".a@b", "a.@b", "a..b@c",
		"a@.b", "a@b.", "a@-b", "a@b-", "a@[127.0.0.1]", "\"a b\"@c", "נועה@example.com", "a@דוגמה.example", "a,b@c", "a@b,c@d",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b",
	};
	struct mail m = usual();
	struct str out;

	str_init(&out, arena);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(mail_address_valid(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct error *e;

		m.to = bad[i];
		e = mail_write(arena, &m, &out);
		assert_non_null(e);
		assert_int_equal(e->kind, INVALID);
		assert_string_equal(e->code, "mail.address");
	}
	assert_int_equal(out.len, 0);
}

/* The owner can mend his configuration: the mail must not be lost for it. */
TEST(a_wrong_sender_is_no_fault_of_the_mail)
{
	static const char *const bad[] = { "", "Corner Shop", "Corner <shop@example.com", "Corner <shop@example.com> x", "<>" };
	struct mail m = usual();
	struct str out;

	str_init(&out, arena);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct error *e;

		m.from = bad[i];
		e = mail_write(arena, &m, &out);
		assert_non_null(e);
		assert_int_equal(e->kind, UNAVAILABLE);
	}
}

TEST(an_id_cannot_leave_its_brackets)
{
	struct mail m = usual();
	struct str out;

	str_init(&out, arena);
	m.id = "17> <18";
	assert_int_equal(mail_write(arena, &m, &out)->kind, INTERNAL);
	m = usual();
	m.host = "shop.example>\r\nX: y";
	assert_int_equal(mail_write(arena, &m, &out)->kind, INTERNAL);
}

TEST(lines_of_the_body_end_in_crlf_and_are_short)
{
	struct mail m = usual();
	struct str text;
	const char *message;

	str_init(&text, arena);
	for (int i = 0; i < 200; i++)
		str_addf(&text, "שורה %d\r\n%s", i, i % 2 ? "\n" : "\r");
	m.text = text.p;
	message = written(&m);
	for (const char *line = message; *line; line = strstr(line, "\r\n") + 2)
		assert_true(strcspn(line, "\r") <= 76);
}

TEST(the_host_of_the_shop)
{
	assert_string_equal(mail_host(arena, "https://shop.example"), "shop.example");
	assert_string_equal(mail_host(arena, "http://127.0.0.1:8080"), "127.0.0.1");
	assert_string_equal(mail_host(arena, "http://[::1]:8080"), "[::1]");
	assert_string_equal(mail_host(arena, "smtp://mail.example:25/helo"), "mail.example");
}

TEST(the_shop_names_its_sender_and_where_answers_go)
{
	struct mail m = usual();

	assert_null(header(written(&m), "Reply-To"));
	m.from_name = "";
	assert_string_equal(header(written(&m), "From"), "\"Corner Shop\" <shop@example.com>");
	m.from_name = "The Corner\r\nBcc: x@example.com";
	m.reply_to = "answers@example.com";
	assert_string_equal(header(written(&m), "From"), "\"The Corner Bcc: x@example.com\" <shop@example.com>");
	assert_string_equal(header(written(&m), "Reply-To"), "answers@example.com");
	assert_null(header(written(&m), "Bcc"));
	m.reply_to = "answers@example.com\r\nBcc: x@example.com";
	assert_null(header(written(&m), "Reply-To"));
}

UNIT_MAIN(
	cmocka_unit_test(a_plain_message_is_these_bytes),
	cmocka_unit_test(a_long_hebrew_subject_is_cut_between_letters),
	cmocka_unit_test(a_subject_that_looks_encoded_is_encoded),
	cmocka_unit_test(nobody_adds_a_header),
	cmocka_unit_test(a_name_in_quotes_keeps_its_quotes),
	cmocka_unit_test(what_is_no_address_is_refused),
	cmocka_unit_test(a_wrong_sender_is_no_fault_of_the_mail),
	cmocka_unit_test(an_id_cannot_leave_its_brackets),
	cmocka_unit_test(lines_of_the_body_end_in_crlf_and_are_short),
	cmocka_unit_test(the_shop_names_its_sender_and_where_answers_go),
	cmocka_unit_test(the_host_of_the_shop))
