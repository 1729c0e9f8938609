# _search.sh: how long a search takes, for tests/bench/run --long: real goods,
# repeated under other codes up to so many variants, and queries made of their
# names, whole, begun and misspelt.
# shellcheck shell=bash disable=SC2154 # state, direct and others come from run

queries=${QUERIES:-400}

# The catalogue as often as it takes; what belongs together keeps its distance.
fill_catalogue()
{
	local have step wanted=$1
	have=$(echo 'SELECT COUNT(*) FROM variant' | sql_shop)
	while [ "$have" -lt "$wanted" ]; do
		step=$(echo 'SELECT MAX(id) FROM (SELECT MAX(id) AS id FROM item UNION SELECT MAX(id) FROM variant) AS ids' | sql_shop)
		copy_goods "$step" $((wanted - have)) | sql_shop
		have=$(echo 'SELECT COUNT(*) FROM variant' | sql_shop)
	done
	echo 'UPDATE search_word w SET w.items = (SELECT COUNT(*) FROM search_posting p WHERE p.word_id = w.id);
		ANALYZE TABLE item, item_text, variant, search_word, search_trigram, search_posting;' | sql_shop >/dev/null
}

# The first MOST variants once more, STEP further on.
copy_goods()
{
	cat <<-END
	SET SESSION foreign_key_checks = 0, unique_checks = 0;
	CREATE TEMPORARY TABLE chosen (id BIGINT PRIMARY KEY) AS SELECT DISTINCT item_id AS id FROM (SELECT item_id FROM variant ORDER BY id LIMIT $2) AS v;
	INSERT INTO item (id, type, slug, category_id, tax_class_id, lang, sort_key, maker, origin, unit, no_discount, created_at, archived_at)
		SELECT i.id + $1, i.type, CONCAT(LEFT(i.slug, 100), '-', i.id + $1), i.category_id, i.tax_class_id, i.lang,
		i.sort_key, i.maker, i.origin, i.unit, i.no_discount, i.created_at, i.archived_at FROM item i JOIN chosen c ON c.id = i.id;
	INSERT INTO item_text SELECT t.item_id + $1, t.lang, t.name, t.name_folded, t.description FROM item_text t JOIN chosen c ON c.id = t.item_id;
	INSERT INTO variant (id, item_id, sku, label, position, content, content_unit, archived_at)
		SELECT v.id + $1, v.item_id + $1, NULL, v.label, v.position, v.content, v.content_unit, v.archived_at FROM variant v JOIN chosen c ON c.id = v.item_id;
	INSERT INTO barcode SELECT CONCAT('C', v.id + $1), 0, v.id + $1, 1000 FROM variant v JOIN chosen c ON c.id = v.item_id;
	INSERT INTO price (price_list_id, variant_id, valid_from, price, staff_id)
		SELECT p.price_list_id, p.variant_id + $1, p.valid_from, p.price, p.staff_id FROM price p
		JOIN variant v ON v.id = p.variant_id JOIN chosen c ON c.id = v.item_id;
	INSERT INTO search_posting SELECT p.word_id, p.place, p.item_id + $1 FROM search_posting p JOIN chosen c ON c.id = p.item_id
		ORDER BY p.word_id, p.place, p.item_id;
	END
}

# A million goods do not fit the memory that the tests' database takes.
roomy_database()
{
	echo 'SET GLOBAL innodb_log_file_size = 1 << 30; SET GLOBAL innodb_buffer_pool_size = 4 << 30;' | sql_root
	echo 'search: buffer pool 4G, one request after another'
}

sql_shop() { sql_root -N "$database"; }

# Every n-th name, the same each time: one word, two or three words, a word
# begun, a word with two letters swapped.
draw_queries()
{
	echo "SELECT t.name_folded FROM item_text t JOIN item i ON i.id = t.item_id AND i.lang = t.lang
		WHERE i.id % 37 = 0 ORDER BY MD5(i.id) LIMIT $queries" | sql_shop |
	perl -CS -Mutf8 -ne 'BEGIN { srand 7 } chomp; my @w = grep { length > 2 } split / /; next if !@w; my $w = $w[rand @w]; my $n = $. % 8;
		if ($n < 3) { print "$w\n" } elsif ($n < 5) { print join(" ", @w[0 .. (@w < 3 ? $#w : 1 + int rand 2)]), "\n" }
		elsif ($n < 6) { print substr($w, 0, 3), "\n" } elsif ($n < 7) { print "$w[0] ", substr($w[-1], 0, 3), "\n" }
		else { substr($w, 1, 2) = reverse substr($w, 1, 2); print "$w\n" }'
}

# searches VARIANTS MOST_MS: whole pages through nginx and the application, one
# after another.
searches()
{
	wanted "search, $1 variants" || return 0
	fill_catalogue "$(tr -d , <<<"$1")"
	draw_queries >"$state/queries"
	perl -ne 'chomp; s/([^A-Za-z0-9])/sprintf "%%%02X", ord $1/ge; print "url = http://127.0.0.1:'"$direct"'/he/goods?find=$_\noutput = /dev/null\n"' \
		"$state/queries" >"$state/urls"
	curl -s -K "$state/urls" >/dev/null
	curl -s -w '%{time_total} %{http_code} %{url_effective}\n' -K "$state/urls" | sort -n >"$state/times"
	! grep -v ' 200 ' "$state/times" >&2 || return 1
	awk -v what="search, $1 variants" -v most="$2" '{ t[NR] = $1 * 1000 } END { printf "%-46s %10.1f ms p95, median %.1f, worst %.1f of %d  (at most %s)\n",
		what, t[int(NR * 0.95)], t[int(NR * 0.5)], t[NR], NR, most }' "$state/times"
}
