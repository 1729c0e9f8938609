/* plural.c: reads and evaluates the Plural-Forms expression of a .mo file. */
#include "view/plural.h"

#include <stddef.h>

enum op { OP_N, OP_NUMBER, OP_NOT, OP_MUL, OP_DIV, OP_MOD, OP_ADD, OP_SUB, OP_LT, OP_LE, OP_GT, OP_GE,
	  OP_EQ, OP_NE, OP_AND, OP_OR, OP_CHOICE };

struct binary {
	const char *sign;
	uint8_t op;
	uint8_t rank;	/* a higher rank binds tighter */
};

/* A longer sign stands before the shorter one that begins it. */
static const struct binary binaries[] = {
	{ "||", OP_OR, 1 }, { "&&", OP_AND, 2 },
	{ "==", OP_EQ, 3 }, { "!=", OP_NE, 3 },
	{ "<=", OP_LE, 4 }, { ">=", OP_GE, 4 }, { "<", OP_LT, 4 }, { ">", OP_GT, 4 },
	{ "+", OP_ADD, 5 }, { "-", OP_SUB, 5 },
	{ "*", OP_MUL, 6 }, { "/", OP_DIV, 6 }, { "%", OP_MOD, 6 },
};

struct reader {
	struct plural *p;
	const char *at;
	int depth;
};

/* Each returns the index of the node it read, or -1. */
static int read_choice(struct reader *r);

static void skip_blanks(struct reader *r)
{
	while (*r->at == ' ' || *r->at == '\t')
		r->at++;
}

static bool take(struct reader *r, const char *word)
{
	skip_blanks(r);
	size_t n = strlen(word);
	if (strncmp(r->at, word, n) != 0)
		return false;
	r->at += n;
	return true;
}

static bool take_number(struct reader *r, uint32_t *out)
{
	uint32_t value = 0;
	int digits = 0;

	skip_blanks(r);
	for (; *r->at >= '0' && *r->at <= '9'; r->at++, digits++) {
		if (digits == 9)
			return false;
		value = value * 10 + (uint32_t)(*r->at - '0');
	}
	*out = value;
	return digits > 0;
}

static int add_node(struct reader *r, enum op op, int a, int b, int c)
{
	if (a < 0 || b < 0 || c < 0 || r->p->count == PLURAL_NODES)
		return -1;
	r->p->nodes[r->p->count] = (struct plural_node){ .op = op, .args = { a, b, c } };
	return r->p->count++;
}

static int read_operand(struct reader *r)
{
	uint32_t value;

	if (take(r, "n"))
		return add_node(r, OP_N, 0, 0, 0);
	if (take(r, "!"))
		return add_node(r, OP_NOT, ++r->depth > PLURAL_NODES ? -1 : read_operand(r), 0, 0);
	if (take(r, "(")) {
		if (++r->depth > PLURAL_NODES)
			return -1;
		int node = read_choice(r);
		return take(r, ")") ? node : -1;
	}
	if (!take_number(r, &value))
		return -1;
	int node = add_node(r, OP_NUMBER, 0, 0, 0);
	if (node >= 0)
		r->p->nodes[node].value = value;
	return node;
}

static const struct binary *take_binary(struct reader *r, int rank)
{
	skip_blanks(r);
	for (size_t i = 0; i < sizeof(binaries) / sizeof(*binaries); i++) {
		const struct binary *b = &binaries[i];
		if (strncmp(r->at, b->sign, strlen(b->sign)) != 0)
			continue;
		if (b->rank < rank)
			return NULL;
		r->at += strlen(b->sign);
		return b;
	}
	return NULL;
}

/* Precedence climbing: operators of at least this rank. */
static int read_binary(struct reader *r, int rank)
{
	const struct binary *b;
	int left = read_operand(r);

	while (left >= 0 && (b = take_binary(r, rank)))
		left = add_node(r, b->op, left, read_binary(r, b->rank + 1), 0);
	return left;
}

static int read_choice(struct reader *r)
{
	int condition = read_binary(r, 1);
	if (condition < 0 || !take(r, "?"))
		return condition;
	if (++r->depth > PLURAL_NODES)
		return -1;
	int yes = read_choice(r);
	if (yes < 0 || !take(r, ":"))
		return -1;
	return add_node(r, OP_CHOICE, condition, yes, read_choice(r));
}

bool plural_parse(struct plural *p, const char *line)
{
	struct reader r = { .p = p, .at = line };
	uint32_t forms;

	p->count = 0;
	if (!take(&r, "nplurals") || !take(&r, "=") || !take_number(&r, &forms))
		return false;
	if (forms < 1 || forms > PLURAL_FORMS)
		return false;
	p->forms = (int)forms;
	if (!take(&r, ";") || !take(&r, "plural") || !take(&r, "="))
		return false;
	if (read_choice(&r) < 0)
		return false;
	take(&r, ";");
	skip_blanks(&r);
	return *r.at == '\0' || *r.at == '\n';
}

static uint64_t apply(enum op op, uint64_t a, uint64_t b)
{
	switch (op) {
	case OP_MUL: return a * b;
	case OP_DIV: return b ? a / b : 0;
	case OP_MOD: return b ? a % b : 0;
	case OP_ADD: return a + b;
	case OP_SUB: return a - b;
	case OP_LT: return a < b;
	case OP_LE: return a <= b;
	case OP_GT: return a > b;
	case OP_GE: return a >= b;
	case OP_EQ: return a == b;
	case OP_NE: return a != b;
	case OP_AND: return a && b;
	case OP_OR: return a || b;
	default: return 0;
	}
}

/* Nothing has a side effect, so every node is worked out once, in order. */
int plural_form(const struct plural *p, uint64_t n)
{
	uint64_t values[PLURAL_NODES] = { 0 };

	for (int i = 0; i < p->count; i++) {
		const struct plural_node *node = &p->nodes[i];
		uint64_t a = values[node->args[0]], b = values[node->args[1]];
		switch (node->op) {
		case OP_N: values[i] = n; break;
		case OP_NUMBER: values[i] = node->value; break;
		case OP_NOT: values[i] = !a; break;
		case OP_CHOICE: values[i] = a ? b : values[node->args[2]]; break;
		default: values[i] = apply(node->op, a, b);
		}
	}
	uint64_t form = p->count ? values[p->count - 1] : 0;
	return form < (uint64_t)p->forms ? (int)form : 0;
}
