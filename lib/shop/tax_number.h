/* tax_number.h: the number under which a company is known to its tax office,
 * checked by its check digit.
 *
 * IL  nine digits of a company or dealer (the check of Israeli identity numbers)
 * PL  NIP, ten digits (Dz.U. 1995 nr 142 poz. 702: weights 6 5 7 2 3 4 5 6 7, modulo 11)
 * FI  Y-tunnus, seven digits, hyphen, check digit (weights 7 9 10 5 8 4 2, modulo 11)
 */
#ifndef MAKOLET_SHOP_TAX_NUMBER_H
#define MAKOLET_SHOP_TAX_NUMBER_H

#include <stdbool.h>

#define TAX_NUMBER_SIZE 33

/* Blanks, hyphens and the country's prefix (PL, FI) may stand in what is
 * typed; out gets the number as it is written there. For a country without a
 * rule anything up to 32 bytes is right. False leaves out alone. */
bool tax_number_tidy(const char *country, const char *typed, char out[TAX_NUMBER_SIZE]);

#endif
