/* lang.c: the four languages: codes, names, direction, Accept-Language.
 *
 * How to add a language: a value in enum lang (view.h), a row here, a row in
 * format.c, po/LANG.po and its code in po/LINGUAS.
 */
#include "view/view.h"

#include <strings.h>

struct language {
	const char *code;
	const char *name;
	bool rtl;
};

static const struct language languages[LANG_COUNT] = {
	[LANG_EN] = { "en", "English", false },
	[LANG_HE] = { "he", "עברית", true },
	[LANG_PL] = { "pl", "Polski", false },
	[LANG_FI] = { "fi", "Suomi", false },
};

const char *lang_code(enum lang lang)
{
	return languages[lang].code;
}

const char *lang_name(enum lang lang)
{
	return languages[lang].name;
}

bool lang_rtl(enum lang lang)
{
	return languages[lang].rtl;
}

bool lang_parse(const char *code, enum lang *out)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		if (strcmp(languages[i].code, code) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* The primary subtag decides: "he-IL" is Hebrew. */
static bool tag_lang(const char *tag, size_t n, enum lang *out)
{
	if (n < 2 || (n > 2 && tag[2] != '-'))
		return false;
	/* Hebrew's code until ISO 639 changed it; old phones still send it. */
	if (strncasecmp(tag, "iw", 2) == 0)
		tag = "he";
	for (int i = 0; i < LANG_COUNT; i++) {
		if (strncasecmp(languages[i].code, tag, 2) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* The weight in thousandths of what follows a tag: ";q=0.8". 1000 without one,
 * 0 for what is not a weight. */
static int weight_parse(const char *s, size_t n)
{
	while (n && (*s == ' ' || *s == '\t'))
		s++, n--;
	if (n == 0)
		return 1000;
	if (*s != ';')
		return 0;
	for (s++, n--; n && (*s == ' ' || *s == '\t'); s++)
		n--;
	if (n < 3 || (s[0] != 'q' && s[0] != 'Q') || s[1] != '=' || (s[2] != '0' && s[2] != '1'))
		return 0;
	int weight = s[2] == '1' ? 1000 : 0;
	if (weight || n < 4 || s[3] != '.')
		return weight;
	int unit = 100;
	for (size_t i = 4; i < n && unit && s[i] >= '0' && s[i] <= '9'; i++, unit /= 10)
		weight += (s[i] - '0') * unit;
	return weight;
}

enum lang lang_negotiate(const char *header, enum lang fallback)
{
	enum lang best = fallback;
	int best_weight = 0;

	while (header && *header) {
		header += strspn(header, " \t,");
		size_t length = strcspn(header, ",");
		size_t tag = strcspn(header, " \t;,");
		int weight = weight_parse(header + tag, length - tag);
		enum lang lang = fallback;
		bool known = (tag == 1 && *header == '*') || tag_lang(header, tag, &lang);
		if (known && weight > best_weight) {
			best = lang;
			best_weight = weight;
		}
		header += length;
	}
	return best;
}
