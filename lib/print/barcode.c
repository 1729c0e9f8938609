/* barcode.c: EAN-13 symbols, one path for all bars. */
#include "print/barcode.h"

#include <string.h>

#include "price/gtin.h"

#define QUIET_LEFT 11
#define QUIET_RIGHT 7
#define WIDTH (QUIET_LEFT + EAN13_MODULES + QUIET_RIGHT)
#define BARS 60			/* height of the bars, in modules */
#define GUARDS 65		/* of those at both ends and in the middle */
#define HEIGHT 72

/* Number set A; B is C backwards, and C is A with light and dark exchanged. */
static const char set_a[10][8] = {
	"0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011",
};
/* Which of the six left digits come from B: the first digit is told so alone. */
static const char parity[10][7] = {
	"AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
};

static char dark(char digit, char set, int module)
{
	const char *a = set_a[digit - '0'];

	if (set == 'A')
		return a[module];
	return (set == 'B' ? a[6 - module] : a[module]) == '0' ? '1' : '0';
}

static bool is_gtin13(const char *gtin)
{
	char normal[GTIN_SIZE];

	return strlen(gtin) == 13 && gtin_normalise(gtin, normal);
}

struct error *ean13_modules(struct arena *a, const char *gtin, char out[EAN13_MODULES + 1])
{
	char *to = out;

	if (!is_gtin13(gtin))
		return error_note(ERR(a, INVALID, "barcode.gtin"), "%s", gtin);
	memcpy(to, "101", 3);
	to += 3;
	for (int i = 1; i < 13; i++) {
		char set = i < 7 ? parity[gtin[0] - '0'][i - 1] : 'C';

		if (i == 7) {
			memcpy(to, "01010", 5);
			to += 5;
		}
		for (int m = 0; m < 7; m++)
			*to++ = dark(gtin[i], set, m);
	}
	memcpy(to, "101", 4);
	return NULL;
}

static int bar_height(int module)
{
	return module < 3 || module >= 92 || (module >= 45 && module < 50) ? GUARDS : BARS;
}

struct error *ean13_path(struct arena *a, const char *gtin, struct str *out)
{
	char modules[EAN13_MODULES + 1];

	TRY(ean13_modules(a, gtin, modules));
	for (int x = 0; x < EAN13_MODULES; x++) {
		int start = x;

		while (x < EAN13_MODULES && modules[x] == '1')
			x++;
		if (x > start)
			str_addf(out, "M%d 0h%dv%dh-%dz", start + QUIET_LEFT, x - start, bar_height(start), x - start);
	}
	return NULL;
}

static void add_digits(struct str *out, const char *gtin)
{
	str_add(out, "<g font-family=\"ui-monospace,monospace\" font-size=\"9\" text-anchor=\"middle\">");
	for (int i = 0; i < 13; i++) {
		int x = i == 0 ? 5 : i < 7 ? QUIET_LEFT + 3 + 7 * (i - 1) + 4 : QUIET_LEFT + 50 + 7 * (i - 7) + 4;

		str_addf(out, "<text x=\"%d\" y=\"%d\">%c</text>", x, HEIGHT - 2, gtin[i]);
	}
	str_add(out, "</g>");
}

struct error *ean13_svg(struct arena *a, const char *gtin, struct str *out)
{
	struct str bars;

	str_init(&bars, a);
	TRY(ean13_path(a, gtin, &bars));
	str_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
		"<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>", WIDTH, HEIGHT, WIDTH, HEIGHT);
	str_addf(out, "<path d=\"%s\"/>", bars.p);
	add_digits(out, gtin);
	str_add(out, "</svg>\n");
	return NULL;
}
