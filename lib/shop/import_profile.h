/* import_profile.h: what a kind of file looks like, as data: files
 * sql/profiles/NAME.profile, described in man/makolet-import.1.
 *
 * A line is a directive and its words; a word with blanks stands in quotes, a
 * quote in it is doubled; # begins a comment. A new kind of file is a new
 * profile, no code. What a profile says and nothing knows is refused with its
 * line.
 */
#ifndef MAKOLET_SHOP_IMPORT_PROFILE_H
#define MAKOLET_SHOP_IMPORT_PROFILE_H

#include "shop/csv.h"
#include "shop/ctx.h"

enum import_field {
#define FIELD(constant, name) FIELD_##constant,
#include "shop/import_field.def"
#undef FIELD
	IMPORT_FIELDS
};
const char *import_field_name(enum import_field f);

enum import_key { KEY_BARCODE = 1, KEY_SKU, KEY_ITEM };

/* A column that a field reads. Several for one field: joined for label and
 * category, else the first that is not empty. */
struct import_column {
	enum import_field field;
	const char *heading;
	bool optional;
};

struct import_value {
	enum import_field field;
	const char *from, *to;
};

struct import_unit {
	const char *said;		/* folded */
	const char *unit;		/* g, kg, ml, l, m, piece */
	int64_t per;			/* thousandths of unit in one */
};

/* The first that fits counts; heading NULL: whatever the row says, and a
 * person should look at it. */
struct import_tax {
	const char *class;
	const char *heading, *value;
};

struct import_scope {
	const char *option;		/* chain or store */
	const char *heading;
};
#define IMPORT_SCOPES 2

/* key is set; fields that it needs have a column; the last tax rule fits any row. */
struct import_profile {
	const char *name;
	const char *about;
	struct csv_format format;	/* separator '\0', charset CHARSET_AUTO: to be found out */
	char decimal;			/* '.', ',' or 0 for either, without grouping */
	const char *lang;
	const char *currency;		/* NULL: the company's */
	enum import_key key;
	bool all;			/* overrules what is known, not only price and texts */
	const char *constants[IMPORT_FIELDS];
	const char *firsts[IMPORT_FIELDS];	/* of a list so separated, the first alone; NULL: all */
	int64_t scales[IMPORT_FIELDS];	/* millionths by which a number is multiplied; 0: none */
	struct import_scope scopes[IMPORT_SCOPES];
	size_t scope_count;
	struct import_column *columns;
	size_t column_count;
	struct import_value *values;
	size_t value_count;
	struct import_unit *units;
	size_t unit_count;
	struct import_tax *taxes;
	size_t tax_count;
};

/* By name in conf's data_dir: a name leads nowhere else, for it may come from
 * outside. NOT_FOUND "import.no_profile"; INVALID "import.profile" with {name},
 * {line} and {reason}. */
struct error *import_profile_load(struct ctx *c, const char *name, const struct import_profile **out);
/* A file of the owner's own, for the command alone. */
struct error *import_profile_file(struct ctx *c, const char *path, const struct import_profile **out);
/* Out of text: what import_profile_load() does with the file's. */
struct error *import_profile_parse(struct arena *a, const char *name, const char *text, const struct import_profile **out);
/* All of data_dir by name; broken ones fail. */
struct error *import_profile_all(struct ctx *c, const struct import_profile *const **out, size_t *n);

#endif
