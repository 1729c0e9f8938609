/* shop_tax_number.c: tax numbers and their check digits. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "shop/tax_number.h"

static void becomes(const char *country, const char *typed, const char *expected)
{
	char out[TAX_NUMBER_SIZE];

	assert_true(tax_number_tidy(country, typed, out));
	assert_string_equal(out, expected);
}

static void refused(const char *country, const char *typed)
{
	char out[TAX_NUMBER_SIZE] = "as it was";

	assert_false(tax_number_tidy(country, typed, out));
	assert_string_equal(out, "as it was");
}

/* Every other last digit is wrong. */
static void alone_right(const char *country, const char *number)
{
	char other[TAX_NUMBER_SIZE], out[TAX_NUMBER_SIZE];
	size_t n = strlen(number);
	int right = 0;

	snprintf(other, sizeof(other), "%s", number);
	for (other[n - 1] = '0'; other[n - 1] <= '9'; other[n - 1]++)
		right += tax_number_tidy(country, other, out);
	assert_int_equal(right, 1);
}

TEST(an_israeli_number_has_nine_digits_and_its_check)
{
	becomes("IL", "510000003", "510000003");
	becomes("IL", "51-000000-3", "510000003");
	becomes("IL", "12345674", "012345674");
	refused("IL", "510000004");
	refused("IL", "5100000031");
	refused("IL", "000000000");
	refused("IL", "51000000a");
	refused("IL", "");
	alone_right("IL", "510000003");
}

TEST(a_polish_nip_has_ten_digits_and_its_check)
{
	becomes("PL", "526-104-08-28", "5261040828");
	becomes("PL", "PL5261040828", "5261040828");
	refused("PL", "5261040829");
	refused("PL", "526104082");
	refused("PL", "0000000000");
	refused("PL", "DE5261040828");
	alone_right("PL", "5261040828");
}

TEST(a_finnish_business_id_has_its_hyphen_and_its_check)
{
	becomes("FI", "0112038-9", "0112038-9");
	becomes("FI", "112038-9", "0112038-9");
	becomes("FI", "FI01120389", "0112038-9");
	refused("FI", "0112038-8");
	refused("FI", "11203-8");
	refused("FI", "0000000-0");
	alone_right("FI", "0112038-9");
}

TEST(another_country_is_believed)
{
	becomes("SE", "SE556012579001", "SE556012579001");
	refused("SE", "");
	refused("SE", "123456789012345678901234567890123");
}

UNIT_MAIN(
	cmocka_unit_test(an_israeli_number_has_nine_digits_and_its_check),
	cmocka_unit_test(a_polish_nip_has_ten_digits_and_its_check),
	cmocka_unit_test(a_finnish_business_id_has_its_hyphen_and_its_check),
	cmocka_unit_test(another_country_is_believed))
