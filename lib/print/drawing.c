/* drawing.c: a shape out of the table, coloured, labelled, set on the counter. */
#include "print/drawing.h"

#include <string.h>

#include "base/utf8.h"

#define LABEL_MAX 12
#define SYMBOL_SIZE 24		/* symbols are drawn within 24 by 24 about the origin */

enum label_kind { LABEL_BARE, LABEL_PRINT, LABEL_PAPER, LABEL_PANEL };

struct box {
	enum label_kind kind;
	int x, y, w, h;
};

struct shape {
	const char *name;
	int shadow;
	struct box label;
	const char *svg;
};

static const struct shape shapes[] = {
#define BARE { LABEL_BARE, 0, 0, 0, 0 }
#define PRINT(x, y, w, h) { LABEL_PRINT, x, y, w, h }
#define PAPER(x, y, w, h) { LABEL_PAPER, x, y, w, h }
#define PANEL(x, y, w, h) { LABEL_PANEL, x, y, w, h }
#define SHAPE(name, shadow, label, svg) { name, shadow, label, svg },
#include "print/drawing_shapes.def"
#undef SHAPE
};
#define SHAPES (sizeof(shapes) / sizeof(shapes[0]))

/* In the tone @c of the label. */
static const struct {
	const char *name, *svg;
} symbols[] = {
	{ "leaf", "<path d='M-10 10C-12-5-1-11 11-11 12 2 5 11-6 9l-3 3z'/>" },
	{ "drop", "<path d='M0-12c6 8 9 11 9 16a9 9 0 0 1-18 0c0-5 3-8 9-16z'/>" },
	{ "sun", "<circle r='6'/><path stroke='@c' stroke-width='2.4' stroke-linecap='round' d='M0-9v-3M0 9v3M-9 0h-3M9 0h3M-6.4-6.4l-2-2M6.4 6.4l2 2M-6.4 6.4l-2 2M6.4-6.4l2-2'/>" },
	{ "star", "<path d='M0-12l3.4 8.2 8.6.6-6.6 5.6 2.1 8.6L0 6.2l-7.5 4.8 2.1-8.6-6.6-5.6 8.6-.6z'/>" },
	{ "heart", "<path d='M0 11C-16 0-11-11-5-11c3 0 5 3 5 5 0-2 2-5 5-5 6 0 11 11-5 22z'/>" },
	{ "wheat", "<path stroke='@c' stroke-width='2' d='M0 12V-4'/><path d='M0-12c4 3 4 6 0 8-4-2-4-5 0-8zM-1 1c-6 0-8-3-8-7 5 0 8 3 8 7zM1 1c6 0 8-3 8-7-5 0-8 3-8 7zM-1 8c-6 0-8-3-8-7 5 0 8 3 8 7zM1 8c6 0 8-3 8-7-5 0-8 3-8 7z'/>" },
	{ "fish", "<path d='M-12 0c5-7 14-8 19-2l5-5v14l-5-5c-5 6-14 5-19-2z'/>" },
	{ "olive", "<ellipse cx='-2' cy='3' rx='7' ry='9' transform='rotate(28 -2 3)'/><path d='M2-6c2-6 7-7 11-6-1 5-6 8-11 6z'/>" },
	{ "bean", "<ellipse rx='8' ry='11' transform='rotate(30)'/><path fill='none' stroke='@z' stroke-width='2.2' d='M5-9C-3-3 4 3-5 9'/>" },
	{ "flower", "<circle cy='-7' r='5'/><circle cx='6.6' cy='-2' r='5'/><circle cx='4' cy='6' r='5'/><circle cx='-4' cy='6' r='5'/><circle cx='-6.6' cy='-2' r='5'/><circle r='3.4' fill='@z'/>" },
	{ "snow", "<path fill='none' stroke='@c' stroke-width='2.2' stroke-linecap='round' d='M0-11v22M-9.5-5.5l19 11M-9.5 5.5l19-11M-3-10l3 3 3-3M-3 10l3-3 3 3'/>" },
	{ "cow", "<path d='M-7-6c-5 0-6-3-6-5 3 0 6 0 8 3h10c2-3 5-3 8-3 0 2-1 5-6 5l1 7c1 6-3 11-8 11s-9-5-8-11z'/><path fill='@z' d='M-5 6a5 3.6 0 0 1 10 0 5 3.6 0 0 1-10 0z'/>" },
};
#define SYMBOLS (sizeof(symbols) / sizeof(symbols[0]))

/* ---- colours ---- */

struct rgb {
	int r, g, b;
};

static const struct rgb ink = { 0x2a, 0x22, 0x2c }, light = { 0xff, 0xf6, 0xe6 }, wall = { 0xf7, 0xf3, 0xea },
	white = { 0xff, 0xff, 0xff }, dusk = { 0x6f, 0x8a, 0xa6 };

static bool colour_parse(const char *s, struct rgb *out)
{
	int v[6];

	if (!s || s[0] != '#' || strlen(s) != 7)
		return false;
	for (int i = 0; i < 6; i++) {
		char c = s[i + 1];

		if (c >= '0' && c <= '9')
			v[i] = c - '0';
		else if (c >= 'a' && c <= 'f')
			v[i] = c - 'a' + 10;
		else
			return false;
	}
	*out = (struct rgb){ v[0] * 16 + v[1], v[2] * 16 + v[3], v[4] * 16 + v[5] };
	return true;
}

static struct rgb mix(struct rgb from, struct rgb to, int percent)
{
	return (struct rgb){ from.r + (to.r - from.r) * percent / 100, from.g + (to.g - from.g) * percent / 100,
		from.b + (to.b - from.b) * percent / 100 };
}

static int brightness(struct rgb c)
{
	return (c.r * 30 + c.g * 59 + c.b * 11) / 100;
}

/* A pale thing would vanish on a wall of its own colour: it stands in the dusk. */
static struct rgb tone(struct rgb base, char name)
{
	bool pale = brightness(base) > 210;

	switch (name) {
	case 'b': return base;
	case 'd': return mix(base, ink, pale ? 14 : 20);
	case 'e': return mix(base, ink, pale ? 28 : 38);
	case 'k': return mix(base, ink, 68);
	case 'l': return pale ? mix(base, white, 75) : mix(base, light, 38);
	case 'w': return (struct rgb){ 0xff, 0xfb, 0xf2 };
	case 'g': return (struct rgb){ 0x7d, 0xa4, 0x54 };
	case 'h': return (struct rgb){ 0x56, 0x7f, 0x3e };
	case 't': return (struct rgb){ 0xc4, 0x9a, 0x6c };
	case 'u': return (struct rgb){ 0x9c, 0x72, 0x48 };
	case 'm': return (struct rgb){ 0xd4, 0xd9, 0xde };
	case 'n': return (struct rgb){ 0xa6, 0xae, 0xb8 };
	case 'p': return pale ? mix(base, dusk, 40) : mix(base, wall, 74);
	case 'q': return pale ? mix(base, dusk, 25) : mix(base, wall, 86);
	case 's': return pale ? mix(base, dusk, 55) : mix(base, wall, 60);
	}
	return ink;
}

/* ---- writing ---- */

static void add_colour(struct str *out, struct rgb c)
{
	str_addf(out, "#%02x%02x%02x", (unsigned)c.r, (unsigned)c.g, (unsigned)c.b);
}

/* A label's tones @c and @z, else the base colour's. */
static void add_toned(struct str *out, const char *svg, struct rgb base, struct rgb c, struct rgb z)
{
	for (; *svg; svg++) {
		if (*svg != '@') {
			str_addc(out, *svg);
			continue;
		}
		svg++;
		add_colour(out, *svg == 'c' ? c : *svg == 'z' ? z : tone(base, *svg));
	}
}

static void add_escaped(struct str *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&': str_add(out, "&amp;"); break;
		case '<': str_add(out, "&lt;"); break;
		case '>': str_add(out, "&gt;"); break;
		default: str_addc(out, *text);
		}
	}
}

/* ---- the label ---- */

struct label {
	struct box box;
	struct rgb base, ink, paper;	/* of what is drawn on it, and of it */
	const char *symbol, *text;	/* NULL and "" */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void add_text(struct str *out, const struct label *l, int y, int height)
{
	int n = (int)utf8_length(l->text);
	int size = least(height, l->box.w * 130 / 100 / (n ? n : 1));

	str_addf(out, "<text x='%d' y='%d' font-family='system-ui,sans-serif' font-weight='700' font-size='%d' text-anchor='middle' fill='",
		l->box.x + l->box.w / 2, y + size * 36 / 100, size);
	add_colour(out, l->ink);
	str_add(out, "'>");
	add_escaped(out, l->text);
	str_add(out, "</text>");
}

static void add_symbol(struct str *out, const struct label *l, int y, int height)
{
	str_addf(out, "<g transform='translate(%d %d) scale(%d.%02d)' fill='", l->box.x + l->box.w / 2, y,
		height / SYMBOL_SIZE, height % SYMBOL_SIZE * 100 / SYMBOL_SIZE);
	add_colour(out, l->ink);
	str_add(out, "'>");
	add_toned(out, l->symbol, l->base, l->ink, l->paper);
	str_add(out, "</g>");
}

/* Paper across the thing, shaded where the thing is; a form of four. */
static void add_panel(struct str *out, const struct label *l, unsigned form)
{
	const struct box *b = &l->box;

	str_addf(out, "<path fill='#fffbf2' d='M%d %dh%dv%dh-%dz'/><path fill='#2a222c' opacity='.1' d='M%d %dh%dv%dh-%dz'/>",
		b->x, b->y, b->w, b->h, b->w, b->x + b->w * 76 / 100, b->y, b->w - b->w * 76 / 100, b->h, b->w - b->w * 76 / 100);
	str_add(out, "<path opacity='.9' fill='");
	add_colour(out, tone(l->base, 'e'));
	if (form == 0)
		str_addf(out, "' d='M%d %dh%dv3h-%dzM%d %dh%dv3h-%dz'/>", b->x, b->y + 3, b->w, b->w, b->x, b->y + b->h - 6, b->w, b->w);
	else if (form == 1)
		str_addf(out, "' d='M%d %dh%dv5h-%dz'/>", b->x, b->y + b->h - 5, b->w, b->w);
	else if (form == 2)
		str_addf(out, "' d='M%d %dh%dv5h-%dz'/>", b->x, b->y, b->w, b->w);
	else
		str_addf(out, "' d='M%d %dh4v%dh-4zM%d %dh4v%dh-4z'/>", b->x + 3, b->y, b->h, b->x + b->w - 7, b->y, b->h);
}

static void add_label(struct str *out, struct label *l, unsigned form)
{
	struct box *b = &l->box;
	bool both = l->symbol && *l->text;

	if (b->kind == LABEL_PANEL) {
		add_panel(out, l, form);
		b->x += 8;
		b->w -= 16;
	}
	l->paper = b->kind == LABEL_PRINT ? l->base : tone(l->base, 'w');
	l->ink = b->kind == LABEL_PRINT && brightness(l->base) <= 150 ? tone(l->base, 'w') : tone(l->base, 'k');
	if (l->symbol)
		add_symbol(out, l, b->y + b->h * (both ? 34 : 50) / 100, b->h * (both ? 46 : 66) / 100);
	if (*l->text)
		add_text(out, l, b->y + b->h * (both ? 77 : 50) / 100, b->h * (both ? 26 : 48) / 100);
}

/* "*leaf TEA": a symbol, a text, or both. */
static bool label_parse(const char *label, struct label *out)
{
	size_t n;

	out->text = label;
	if (!utf8_valid(label, strlen(label)) || strpbrk(label, "\n\r\t"))
		return false;
	if (*label == '*') {
		n = strcspn(++label, " ");
		for (size_t i = 0; i < SYMBOLS && !out->symbol; i++)
			if (strlen(symbols[i].name) == n && !strncmp(symbols[i].name, label, n))
				out->symbol = symbols[i].svg;
		if (!out->symbol)
			return false;
		out->text = label[n] ? label + n + 1 : "";
	}
	return utf8_length(out->text) <= LABEL_MAX;
}

/* ---- the picture ---- */

const char *drawing_shape(size_t i)
{
	return i < SHAPES ? shapes[i].name : NULL;
}

static const struct shape *shape_find(const char *name)
{
	for (size_t i = 0; i < SHAPES; i++)
		if (strcmp(shapes[i].name, name) == 0)
			return &shapes[i];
	return NULL;
}

/* A wall with the light on it, a counter, the shadow falling to the right. */
static void add_room(struct str *out, struct rgb base, int shadow, unsigned seed)
{
	str_add(out, "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 200'>");
	add_toned(out, "<path fill='@p' d='M0 0h200v200H0z'/>", base, base, base);
	str_addf(out, "<circle cx='%u' cy='%u' r='%u' fill='", 84 + seed % 5 * 8, 78 + seed / 5 % 4 * 7, 74 + seed / 20 % 3 * 6);
	add_colour(out, tone(base, 'q'));
	str_add(out, "'/>");
	add_toned(out, "<path fill='@s' d='M0 158h200v42H0z'/>", base, base, base);
	str_addf(out, "<ellipse cx='%d' cy='171' rx='%d' ry='7' fill='#2a222c' opacity='.17'/>", 106, shadow);
}

struct error *drawing_svg(struct arena *a, const struct drawing *in, struct str *out)
{
	const struct shape *shape = shape_find(in->shape);
	struct label label = { 0 };
	struct rgb base;

	if (!shape)
		return error_note(ERR(a, INVALID, "drawing.shape"), "%s", in->shape);
	if (!colour_parse(in->colour, &base))
		return error_note(ERR(a, INVALID, "drawing.colour"), "%s", in->colour ? in->colour : "none");
	if (!label_parse(in->label, &label))
		return error_note(ERR(a, INVALID, "drawing.label"), "%s", in->label);
	add_room(out, base, shape->shadow, in->seed);
	add_toned(out, shape->svg, base, base, base);
	label.box = shape->label;
	label.base = base;
	if (label.box.kind != LABEL_BARE && *in->label)
		add_label(out, &label, in->seed % 4);
	str_add(out, "</svg>\n");
	return NULL;
}
