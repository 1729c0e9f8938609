/* export.c: what is exported is read again without loss, and opened without harm. */
#include "goods.h"

#include "base/str.h"
#include "shop/csv_write.h"
#include "shop/export.h"

static const char *exported(const char *kind, const struct branch *branch)
{
	const struct export_range range = { branch, date_from_civil(2000, 1, 1), date_from_civil(9000, 1, 1) };
	char *bytes = NULL;
	size_t n;
	FILE *to = open_memstream(&bytes, &n);
	const char *out;

	assert_ok(export_write(&ctx, export_find(kind), &range, to));
	fclose(to);
	out = arena_strndup(t->arena, bytes, n);
	free(bytes);
	return out;
}

static struct import_counts take(const struct branch *branch, const char *text)
{
	const struct import_options o = { .branch = branch };
	struct import_counts n;

	ctx.now += SECOND;
	assert_ok(import_run(&ctx, profile("makolet"), &o, csv_of_bytes(t->arena, text, strlen(text), &(struct csv_format){ CHARSET_UTF8, ',', 0 }), &n));
	return n;
}

#define EXPORT_HEADING "item,language,type,unit,category,tax_class,maker,origin,no_discount,label,sku,barcodes,content,content_unit,price,stock,policy," \
	"name_en,name_he,name_pl,name_fi,description_en,description_he,description_pl,description_fi\r\n"
#define GOODS CSV_MARK EXPORT_HEADING \
	"shirt,en,good,piece,clothes > shirts,standard,Maker,IL,0,L / blue,SH-L,07290000066318,,,49.90,3,block,Shirt,חולצה,,,\"Two\nlines, \"\"quoted\"\"\",,,\r\n" \
	"shirt,en,good,piece,clothes > shirts,standard,Maker,IL,0,M / blue,SH-M,07290000000015 07290000000022*6,,,49.90,,,Shirt,חולצה,,,\"Two\nlines, \"\"quoted\"\"\",,,\r\n" \
	"tomato,he,weighed,kg,fresh,zero,,,1,,,100,,,2.905,-1.5,allow,,עגבניה,,,,,,\r\n" \
	"formula,en,good,piece,,standard,,,0,,'=1+1,all:F*1.5,0.75,l,999999.000001,,,'=cmd|'/c calc'!A1,,,,''-quoted,,,\r\n" \
	"free,en,service,piece,,standard,,,0,,,,,,,,,Free of price,,,,,,,\r\n"

static void goods_come_out_as_they_went_in(void **state)
{
	struct import_counts n = take(haifa, GOODS);

	(void)state;
	assert_int_equal(n.added, 5);
	assert_int_equal(n.rejected, 0);
	assert_string_equal(exported("goods", haifa), GOODS);
}

static void taken_in_again_nothing_changes(void **state)
{
	int64_t before = number("SELECT (SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM variant) + (SELECT COUNT(*) FROM barcode) + (SELECT COUNT(*) FROM price)");
	struct import_counts n = take(haifa, exported("goods", haifa));

	(void)state;
	assert_int_equal(n.unchanged, 5);
	assert_int_equal(number("SELECT (SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM variant) + (SELECT COUNT(*) FROM barcode) + (SELECT COUNT(*) FROM price)"), before);
	/* The other branch has the same prices from the list above. */
	n = take(carmel, exported("goods", carmel));
	assert_int_equal(n.changed + n.added, 0);
	assert_int_equal(number("SELECT COUNT(*) FROM price"), 4);
}

static void what_is_edited_is_taken(void **state)
{
	struct import_counts n = take(haifa, EXPORT_HEADING
		"shirt,en,good,piece,clothes > shirts,zero,Maker,FI,1,XL / blue,SH-L,07290000066318*2,,,39.90,,,Tee,,,,,,,\r\n");

	(void)state;
	assert_int_equal(n.changed, 1);
	assert_int_equal(n.repriced, 1);
	assert_non_null(strstr(exported("goods", haifa), "shirt,en,good,piece,clothes > shirts,zero,Maker,FI,1,XL / blue,SH-L,07290000066318*2,,,39.90,3,block,Tee,"));
}

static void a_formula_is_harmless_and_comes_back(void **state)
{
	static const char *const texts[] = { "=1+1", "+1", "-cmd", "@x", "\tx", "'=1", "''-x", "'x", "-", "-5", "-1.50", "x=1", "", "\r=x" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct csv_row row;
		struct str out;
		bool more;

		str_init(&out, t->arena);
		csv_add_row(&out, (const char *[]){ "first", texts[i] }, 2);
		assert_null(strstr(out.p, ",="));
		assert_null(strstr(out.p, ",+"));
		assert_null(strstr(out.p, ",@"));
		assert_ok(csv_next(csv_of_bytes(t->arena, out.p, out.len, &(struct csv_format){ CHARSET_UTF8, ',', 0 }), &row, &more));
		if (texts[i][0] != '\r')
			assert_string_equal(csv_read_back(row.fields[1]), texts[i]);
	}
}

static void the_others_have_their_headings(void **state)
{
	(void)state;
	assert_string_equal(exported("customers", NULL), CSV_MARK "customer,name,email,phone,language,since,orders\r\n");
	assert_string_equal(exported("orders", NULL), CSV_MARK "order,branch,channel,stage,customer,placed_at,done_at,currency,total,tax,paid,note\r\n");
	assert_non_null(strstr(exported("documents", haifa), "kind,series,number,business_date"));
	assert_null(export_find("nothing"));
}

/* Somebody logged in without the right. */
static void a_right_is_needed(void **state)
{
	const struct export_range range = { haifa, 0, 1 };
	struct ctx c = ctx;

	(void)state;
	c.actor.staff.v = 1;
	assert_fails(export_write(&c, export_find("goods"), &range, stderr), DENIED, "denied");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goods_come_out_as_they_went_in),
		cmocka_unit_test(taken_in_again_nothing_changes),
		cmocka_unit_test(what_is_edited_is_taken),
		cmocka_unit_test(a_formula_is_harmless_and_comes_back),
		cmocka_unit_test(the_others_have_their_headings),
		cmocka_unit_test(a_right_is_needed),
	};

	(void)standard;
	(void)zero;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, goods_open, goods_close);
}
