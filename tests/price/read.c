/* read.c: JSON to rules and basket. */
#include "read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 70000u	/* records of a kind */

const char *const tax_words[] = { "standard", "zero", "exempt", "outside", NULL };
const char *const benefit_words[] = { "none", "percent", "amount", "total", "unit_price", NULL };
static const char *const term_words[] = { "all", "variants", "items", "categories", "brands", NULL };
static const char *const flag_words[] = { "no_discount", "no_joint", "deposit", "measure", "return", NULL };

static _Noreturn void wrong(const char *what, const char *word)
{
	fprintf(stderr, "vector: %s: %s\n", what, word);
	exit(2);
}

static void *zeroed(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		wrong("memory", "none");
	return p;
}

uint32_t read_word(const char *word, const char *const *words)
{
	for (uint32_t i = 0; words[i]; i++)
		if (word && strcmp(words[i], word) == 0)
			return i;
	wrong("unknown word", word ? word : "none");
}

int64_t read_decimal(json_t *value, int places)
{
	const char *s = json_string_value(value);
	int64_t v = 0, sign = 1;
	int point = -1;

	if (!s) {
		v = json_integer_value(value);
		for (int i = 0; i < places; i++)
			if (__builtin_mul_overflow(v, 10, &v))
				wrong("number", "too large");
		return v;
	}
	if (*s == '-') {
		sign = -1;
		s++;
	}
	for (; *s; s++) {
		if (*s == '.' && point < 0)
			point = 0;
		else if (*s < '0' || *s > '9' || (point >= 0 && ++point > places))
			wrong("number", s);
		else
			v = v * 10 + (*s - '0');
	}
	for (int i = point < 0 ? 0 : point; i < places; i++)
		v *= 10;
	return sign * v;
}

static int64_t whole(json_t *o, const char *key, int64_t otherwise)
{
	json_t *v = json_object_get(o, key);

	return v ? read_decimal(v, 0) : otherwise;
}

/* Everything that a rules_source points at, growing. */
struct build {
	struct rules_source s;
	struct rules_promotion *promotions;
	struct rules_part *parts;
	struct rules_selector *selectors;
	struct rules_term *terms;
	int64_t *groups;
	struct rules_tax *taxes;
	struct rules_price *prices;
};

static void add_term(struct build *b, uint32_t kind, int64_t id)
{
	if (b->s.term_count == MOST)
		wrong("terms", "too many");
	b->terms[b->s.term_count++] = (struct rules_term){ .kind = kind, .id = id };
}

static struct rules_span add_terms(struct build *b, json_t *from)
{
	struct rules_span span = { b->s.term_count, 0 };

	if (json_is_string(from))
		add_term(b, TERM_ALL, 0);
	for (uint32_t k = TERM_VARIANT; k < TERM_COUNT; k++) {
		json_t *ids = json_object_get(from, term_words[k]), *id;
		size_t i;

		json_array_foreach(ids, i, id)
			add_term(b, k, json_integer_value(id));
	}
	span.count = b->s.term_count - span.at;
	return span;
}

static uint32_t add_selector(struct build *b, json_t *from)
{
	struct rules_selector *s = &b->selectors[b->s.selector_count];

	s->include = add_terms(b, from);
	if (json_is_true(json_object_get(from, "all"))) {
		add_term(b, TERM_ALL, 0);
		s->include.count++;
	}
	s->exclude = add_terms(b, json_object_get(from, "except"));
	return b->s.selector_count++;
}

static void read_benefit(json_t *from, uint32_t *benefit, int64_t *value)
{
	static const int places[] = { 0, 2, 0, 0, 4 };

	for (uint32_t k = BENEFIT_PERCENT; k < BENEFIT_COUNT; k++) {
		json_t *v = json_object_get(from, benefit_words[k]);

		if (v) {
			*benefit = k;
			*value = read_decimal(v, places[k]);
		}
	}
}

static void add_part(struct build *b, json_t *from)
{
	struct rules_part *p = &b->parts[b->s.part_count++];
	json_t *get = json_object_get(from, "get"), *quantity = json_object_get(from, "quantity");

	p->selector = add_selector(b, json_object_get(from, "of"));
	p->role = get ? ROLE_GET : ROLE_NEED;
	read_benefit(get, &p->benefit, &p->value);
	p->quantity = quantity ? read_decimal(quantity, 3) : 0;
	p->flags = json_is_true(json_object_get(from, "measure")) ? PART_MEASURE : 0;
}

static uint32_t flag(json_t *o, const char *key, uint32_t bit)
{
	return json_is_true(json_object_get(o, key)) ? bit : 0;
}

static void read_window(json_t *from, struct rules_promotion *p)
{
	json_t *days = json_object_get(from, "weekdays"), *minutes = json_object_get(from, "minutes"), *day;
	size_t i;

	p->from = whole(from, "from", INT64_MIN);
	p->until = whole(from, "until", INT64_MAX);
	p->weekdays = days ? 0 : 127;
	json_array_foreach(days, i, day)
		p->weekdays |= 1u << (json_integer_value(day) & 31);
	p->minute_from = (uint32_t)json_integer_value(json_array_get(minutes, 0));
	p->minute_until = (uint32_t)json_integer_value(json_array_get(minutes, 1));
}

static void add_promotion(struct build *b, json_t *from)
{
	struct rules_promotion *p = &b->promotions[b->s.promotion_count++];
	json_t *spend = json_object_get(from, "spend"), *each;
	size_t i;

	p->id = whole(from, "id", 0);
	p->coupon = whole(from, "coupon", 0);
	p->units_max = json_object_get(from, "units") ? read_decimal(json_object_get(from, "units"), 3) : 0;
	p->sets_max = (uint32_t)whole(from, "sets", 0);
	p->priority = (int32_t)whole(from, "priority", 0);
	p->exclusive = (uint32_t)whole(from, "exclusive", 0);
	p->layer = flag(from, "reward", LAYER_REWARD);
	p->flags = flag(from, "stacks", PROMOTION_STACKS) | flag(from, "box", PROMOTION_BOX) |
		flag(spend, "paid", PROMOTION_SPEND_PAID) | flag(spend, "each", PROMOTION_PER_SPEND);
	read_window(from, p);
	read_benefit(from, &p->benefit, &p->value);
	p->spend = whole(spend, "amount", 0);
	p->parts.at = b->s.part_count;
	json_array_foreach(json_object_get(from, "parts"), i, each)
		add_part(b, each);
	p->parts.count = b->s.part_count - p->parts.at;
	if (spend)
		p->spend_selector = add_selector(b, json_object_get(spend, "of"));
	p->groups.at = b->s.group_count;
	json_array_foreach(json_object_get(from, "groups"), i, each)
		b->groups[b->s.group_count++] = json_integer_value(each);
	p->groups.count = b->s.group_count - p->groups.at;
}

static void add_tax(struct build *b, json_t *from)
{
	json_t *rate = json_object_get(from, "rate"), *kind = json_object_get(from, "kind");

	b->taxes[b->s.tax_count++] = (struct rules_tax){
		.class_id = whole(from, "class", 1), .from = (int32_t)whole(from, "from", 0),
		.position = (uint32_t)whole(from, "position", 0),
		.kind = kind ? read_word(json_string_value(kind), tax_words) : TAX_STANDARD,
		.rate = rate ? (uint32_t)read_decimal(rate, 2) : 0,
	};
}

static void add_price(struct build *b, json_t *from)
{
	json_t *quantity = json_object_get(from, "quantity");

	b->prices[b->s.price_count++] = (struct rules_price){
		.variant = whole(from, "variant", 0), .list = whole(from, "list", 0),
		.quantity = quantity ? read_decimal(quantity, 3) : 0, .price = read_decimal(json_object_get(from, "price"), 4),
	};
}

static void free_build(struct build *b)
{
	free(b->promotions);
	free(b->parts);
	free(b->selectors);
	free(b->terms);
	free(b->groups);
	free(b->taxes);
	free(b->prices);
}

struct rules *read_rules(json_t *rules, size_t *size)
{
	const size_t n = json_array_size(json_object_get(rules, "promotions")) + json_array_size(json_object_get(rules, "selectors"));
	struct build b = {
		.promotions = zeroed(n, sizeof(*b.promotions)), .parts = zeroed(n * 16, sizeof(*b.parts)),
		.selectors = zeroed(n * 16, sizeof(*b.selectors)), .terms = zeroed(MOST, sizeof(*b.terms)),
		.groups = zeroed(MOST, sizeof(*b.groups)),
		.taxes = zeroed(json_array_size(json_object_get(rules, "taxes")) + 1, sizeof(*b.taxes)),
		.prices = zeroed(json_array_size(json_object_get(rules, "prices")), sizeof(*b.prices)),
	};
	struct rules *out;
	json_t *each;
	size_t i;

	json_array_foreach(json_object_get(rules, "selectors"), i, each)
		add_selector(&b, each);
	json_array_foreach(json_object_get(rules, "promotions"), i, each)
		add_promotion(&b, each);
	json_array_foreach(json_object_get(rules, "taxes"), i, each)
		add_tax(&b, each);
	if (!json_object_get(rules, "taxes"))
		b.taxes[b.s.tax_count++] = (struct rules_tax){ .class_id = 1, .rate = 1800 };
	json_array_foreach(json_object_get(rules, "prices"), i, each)
		add_price(&b, each);
	b.s.promotions = b.promotions;
	b.s.parts = b.parts;
	b.s.selectors = b.selectors;
	b.s.terms = b.terms;
	b.s.groups = b.groups;
	b.s.taxes = b.taxes;
	b.s.prices = b.prices;
	*size = rules_size(&b.s);
	out = zeroed(*size, 1);
	rules_write(&b.s, out);
	free_build(&b);
	return out;
}

static void *append(struct basket **b, struct rules_span *span, size_t count, size_t record)
{
	const uint32_t at = (*b)->size;
	const size_t offset = (size_t)((char *)span - (char *)*b), bytes = count * record;

	*b = realloc(*b, at + bytes);
	if (!*b)
		wrong("memory", "none");
	memset((char *)*b + at, 0, bytes);
	*(struct rules_span *)((char *)*b + offset) = (struct rules_span){ at, (uint32_t)count };
	(*b)->size += (uint32_t)bytes;
	return (char *)*b + at;
}

static struct basket_manual read_manual(json_t *from)
{
	struct basket_manual m = { .reason = whole(from, "reason", 0) };

	if (json_object_get(from, "percent")) {
		m.kind = MANUAL_PERCENT;
		m.value = read_decimal(json_object_get(from, "percent"), 2);
	} else if (json_object_get(from, "amount")) {
		m.kind = MANUAL_AMOUNT;
		m.value = whole(from, "amount", 0);
	}
	return m;
}

static void read_line(json_t *from, struct basket_line *l, uint32_t *category)
{
	json_t *quantity = json_object_get(from, "quantity"), *override = json_object_get(from, "override"), *word;
	size_t i;

	*l = (struct basket_line){
		.variant = whole(from, "variant", 1), .brand = whole(from, "brand", 0), .tax_class = whole(from, "class", 1),
		.quantity = quantity ? read_decimal(quantity, 3) : 1000,
		.price = json_object_get(from, "price") ? read_decimal(json_object_get(from, "price"), 4) : 0,
		.override = override ? read_decimal(override, 4) : 0, .amount = whole(from, "amount", 0),
		.manual = read_manual(json_object_get(from, "manual")), .position = (uint32_t)whole(from, "position", 0),
	};
	l->item = whole(from, "item", l->variant);
	json_array_foreach(json_object_get(from, "flags"), i, word)
		l->flags |= 1u << read_word(json_string_value(word), flag_words);
	l->flags |= (override ? LINE_OVERRIDE : 0) | (json_object_get(from, "amount") ? LINE_AMOUNT : 0);
	l->categories = (struct rules_span){ *category, (uint32_t)json_array_size(json_object_get(from, "categories")) };
	*category += l->categories.count;
}

static void read_lines(json_t *from, struct basket **b)
{
	json_t *lines = json_object_get(from, "lines"), *line, *id;
	struct basket_line *l = append(b, &(*b)->lines, json_array_size(lines), sizeof(*l));
	uint32_t categories = 0;
	int64_t *ids;
	size_t i, j;

	json_array_foreach(lines, i, line)
		read_line(line, &l[i], &categories);
	ids = append(b, &(*b)->categories, categories, sizeof(*ids));
	json_array_foreach(lines, i, line)
		json_array_foreach(json_object_get(line, "categories"), j, id)
			*ids++ = json_integer_value(id);
}

static void read_customer(json_t *from, struct basket **b)
{
	json_t *lists = json_object_get(from, "lists"), *groups = json_object_get(from, "groups"), *each;
	json_t *coupons = json_object_get(from, "coupons"), *uses = json_object_get(from, "uses");
	struct basket_list *l = append(b, &(*b)->lists, json_array_size(lists), sizeof(*l));
	struct basket_coupon *c;
	struct basket_use *u;
	int64_t *g;
	size_t i;

	json_array_foreach(lists, i, each)
		l[i] = (struct basket_list){ .list = whole(each, "list", 0), .rank = flag(each, "contract", 1) ^ 1 };
	g = append(b, &(*b)->groups, json_array_size(groups), sizeof(*g));
	json_array_foreach(groups, i, each)
		g[i] = json_integer_value(each);
	c = append(b, &(*b)->coupons, json_array_size(coupons), sizeof(*c));
	json_array_foreach(coupons, i, each)
		c[i] = (struct basket_coupon){ .coupon = whole(each, "coupon", 0), .sets = (uint32_t)whole(each, "sets", 1) };
	u = append(b, &(*b)->uses, json_array_size(uses), sizeof(*u));
	json_array_foreach(uses, i, each)
		u[i] = (struct basket_use){ .promotion = whole(each, "promotion", 0), .sets = (uint32_t)whole(each, "sets", 0) };
}

static void read_tenders(json_t *from, struct basket **b)
{
	json_t *tenders = json_object_get(from, "tenders"), *each;
	struct basket_tender *t = append(b, &(*b)->tenders, json_array_size(tenders), sizeof(*t));
	size_t i;

	json_array_foreach(tenders, i, each)
		t[i] = (struct basket_tender){
			.amount = whole(each, "amount", 0), .rate_mul = whole(each, "mul", 1), .rate_div = whole(each, "div", 1),
			.flags = flag(each, "cash", TENDER_CASH) | flag(each, "change", TENDER_CHANGE),
			.share_max = json_object_get(each, "share") ? (uint32_t)read_decimal(json_object_get(each, "share"), 2) : RATE_ONE,
			.excluded = (uint32_t)whole(each, "excluded", 0),
		};
}

struct basket *read_basket(json_t *from, size_t *size)
{
	struct basket *b = zeroed(1, sizeof(*b));
	json_t *member = json_object_get(from, "member");

	*b = (struct basket){
		.magic = BASKET_MAGIC, .size = sizeof(*b),
		.flags = (json_is_true(json_object_get(from, "tax_added")) ? 0 : BASKET_TAX_INCLUDED) |
			flag(from, "tax_by_line", BASKET_TAX_BY_LINE) | flag(from, "boxes_off", BASKET_BOXES_OFF) | flag(from, "keep_net", BASKET_KEEP_NET),
		.member = member ? (uint32_t)read_decimal(member, 2) : 0, .instant = whole(from, "instant", 1760000000),
		.date = (int32_t)whole(from, "date", 20370), .weekday = (uint32_t)whole(from, "weekday", 4),
		.minute = (uint32_t)whole(from, "minute", 720), .cash_step = whole(from, "cash_step", 0), .tip = whole(from, "tip", 0),
		.manual = read_manual(json_object_get(from, "manual")),
	};
	read_lines(from, &b);
	read_customer(from, &b);
	read_tenders(from, &b);
	*size = b->size;
	return b;
}
