// real_goods.mjs: the largest store of a real price file, and one of its goods.

import { join } from 'node:path';
import { sql } from './shop.mjs';

export const priceFile = join(process.env.MAKOLET_TOP ?? '.', '../shared/data/israeli-supermarkets/israeli_prices_2026-08-10.csv.gz');

/** Whose price list the web sells from too. */
export const branch = 'HAIFA';

/** Of `makolet import`. */
export const storeArguments = ['--profile', 'israel-prices', '--chain', '7290058140886', '--store', '39', '--branch', branch];

/** Coffee with a real GTIN, sold by the piece, named in Hebrew alone. */
export async function aRealGood() {
	const [[variant, slug, name, code, price]] = await sql(`SELECT v.id, i.slug, t.name, b.code, p.price
		FROM barcode b JOIN variant v ON v.id = b.variant_id JOIN item i ON i.id = v.item_id
		JOIN item_text t ON t.item_id = i.id AND t.lang = 'he' JOIN price p ON p.variant_id = v.id
		WHERE b.branch_id = 0 AND b.code LIKE '0729%' AND i.unit = 'piece' AND i.lang = 'he' AND t.name LIKE '%קפה%'
		AND CHAR_LENGTH(t.name) > 12 AND NOT EXISTS (SELECT 1 FROM item_text d WHERE d.item_id = i.id AND d.lang = 'en')
		ORDER BY t.name LIMIT 1`);
	return { variant: Number(variant), slug, name, code: code.slice(1), price: Number(price) };
}
