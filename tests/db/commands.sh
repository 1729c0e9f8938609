#!/bin/bash
# commands.sh: what the owner types: user, check, journal, work.
set -u
makolet=$MAKOLET_BIN/makolet
out=$(mktemp)
trap 'rm -f "$out"' EXIT
n=0

result()
{
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$out"
	fi
}

# says STATUS PATTERN NAME COMMAND...: it ends so and prints that, or nothing
# where PATTERN is empty; standard input is passed on.
says()
{
	local status=$1 pattern=$2 name=$3 got=0
	shift 3
	"$@" >"$out" 2>&1 || got=$?
	if [ -n "$pattern" ]; then
		[ "$got" = "$status" ] && grep -q -- "$pattern" "$out"
	else
		[ "$got" = "$status" ] && [ ! -s "$out" ]
	fi
	result $? "$name"
}

# user_says STATUS PATTERN NAME SECRET ARGUMENT...
user_says()
{
	local status=$1 pattern=$2 name=$3 secret=$4
	shift 4
	says "$status" "$pattern" "$name" "$makolet" user "$@" <<<"$secret"
}

says 1 'UNAVAILABLE shop.none' 'a database without a shop says so' "$makolet" user add dana --role owner </dev/null
own=(--name Corner --country IL --tax-number 514000009 --branch MAIN --branch-name Main --owner-login boss)
init_says() { local status=$1 pattern=$2 name=$3; shift 3; says "$status" "$pattern" "$name" "$makolet" init "$@" <<<'correct horse'; }
init_says 2 '--name is needed' 'init names what is missing' --country IL
init_says 1 'nine digits' 'a wrong tax number is refused' "${own[@]}" --tax-number 514000000
init_says 2 '--hours reads' 'hours that are none are refused' "${own[@]}" --hours 'every day'
init_says 2 'cannot be read' 'a logo that is not there is refused' "${own[@]}" --logo /nowhere/logo.png
says 1 'at least 10 characters' 'a short password is refused before anything is made' "$makolet" init "${own[@]}" <<<'short'
init_says 0 'Corner is ready' 'init makes a shop of two branches' "${own[@]}" --languages 'he en' \
	--hours 'sun-thu 7:00-21:00, fri 7:00-14:30' --branch SECOND --branch-name Second --address 'Second street 2'
query() { "$MAKOLET_DATABASE_TOOL" client "$MAKOLET_DATABASE_DIR" makolet_db --batch --skip-column-names -e "$1"; }
[ "$(query 'SELECT CONCAT(COUNT(*), MAX(address)) FROM branch; SELECT COUNT(*) FROM branch_hours; SELECT value FROM setting WHERE name = "shop.open"' | tr '\n' ' ')" = '2Second street 2 12 0 ' ]
result $? 'with their hours, and not open yet'
init_says 1 'holds a shop already' 'a second shop is refused' "${own[@]}"
init_says 1 'is not the demo' 'nor is one that is no demo replaced' "${own[@]}" --replace-demo

user_says 0 '' 'add takes the password from the standard input' 'battery staple' add --role cashier --branches MAIN --name 'Yael Levi' yael
says 0 '^yael  *cashier  *he  *some branches  *Yael Levi$' 'list shows who was added' "$makolet" user list
user_says 1 'This login is taken' 'a login is taken once' 'battery staple' add --role cashier yael
user_says 1 'at least 10 characters' 'a short password is refused' short add --role cashier ori
user_says 1 'There is no such role' 'an unknown role is refused' 'battery staple' add --role emperor ori
user_says 2 'There is no branch NONE' 'an unknown branch is refused' 'battery staple' add --role cashier --branches MAIN,NONE ori
user_says 2 'lang takes' 'an unknown language is refused' 'battery staple' add --role cashier --lang xx ori
user_says 2 'Which role' 'a role is asked for' 'battery staple' add ori
says 2 'No Password was given' 'without a password nobody is added' "$makolet" user add --role cashier ori </dev/null
user_says 2 'one login' 'add without a login is refused' x add --role cashier
user_says 2 'not fire' 'an unknown verb is refused' x fire yael
user_says 0 '' 'somebody without a password is added' '' add --role cashier --no-password ori
user_says 0 '' 'pin sets a PIN' 4711 pin ori
user_says 1 '4 to 8 digits' 'pin refuses letters' abcd pin ori
user_says 0 '' 'password sets a password' 'another horse' password yael
user_says 1 'Nobody here has this login' 'password of nobody is refused' 'another horse' password nobody
user_says 0 '' 'archive archives' '' archive ori
says 0 'boss' 'the others stay' "$makolet" user list
if grep -q ori "$out"; then result 1 'archived staff are not listed'; else result 0 'archived staff are not listed'; fi

# On a terminal the secret is asked for twice and never shown.
terminal() { script -qec "'$makolet' user pin yael" /dev/null; }
{ sleep 1; echo 4712; sleep 1; echo 4712; sleep 1; } | terminal >"$out" 2>&1
{ grep -q 'PIN: ' "$out" && grep -q 'The same again' "$out" && ! grep -q 4712 "$out"; }
result $? 'a terminal does not show the PIN'
{ sleep 1; echo 4712; sleep 1; echo 4713; sleep 1; } | terminal >"$out" 2>&1
grep -q 'These two differ' "$out"
result $? 'two different PINs are refused'

# A new shop where the demo was, asked for on a terminal.
query 'UPDATE setting SET value = "1" WHERE name = "shop.open"; INSERT INTO setting SELECT "company", MIN(id), "shop.demo", "1" FROM company' >"$out" 2>&1
init_says 1 'With --replace-demo it goes' 'init says that the demo is here' "${own[@]}"
asked() { script -qec "'$makolet' init --replace-demo --owner-login boss --owner-name Boss --branch MAIN --branch-name Main --address A --phone 1 --alert-email a@example.com" /dev/null; }
{ for answer in Nurkka '' FI 0112038-8 0112038-9 'fi en' 'never' 'mon-fri 8:00-20:00' '' 'correct horse' 'correct horse'; do sleep 1; echo "$answer"; done; sleep 4; } | asked >"$out" 2>&1
{ grep -q 'Tax number: ' "$out" && grep -q 'no Y-tunnus' "$out" && grep -q 'These are no hours' "$out" && grep -q 'Nurkka is ready' "$out" && ! grep -q horse "$out"; }
result $? 'a terminal is asked for what is missing, and again for what is wrong'
[ "$(query 'SELECT CONCAT(name, country, tax_number, lang) FROM company; SELECT COUNT(*) FROM branch; SELECT COUNT(*) FROM staff; SELECT COUNT(*) FROM setting WHERE name = "shop.demo"' | tr '\n' ' ')" = 'NurkkaFI0112038-9fi 1 1 0 ' ]
result $? 'what was there is gone wholly'
"$makolet" user add --role cashier --name 'Yael Levi' yael >"$out" 2>&1 <<<'battery staple'

says 0 'stock_on_hand  *ok' 'check passes for a new shop' "$makolet" check
"$MAKOLET_DATABASE_TOOL" client "$MAKOLET_DATABASE_DIR" makolet_db -e \
	"SET foreign_key_checks = 0; INSERT INTO series VALUES (99, 'receipt', 'X', 3)" >"$out" 2>&1
says 1 'document_number *FAILED' 'check names what is broken' "$makolet" check --quiet
{ grep -q 'the first: chain_id=99 ' "$out" && ! grep -q stock_on_hand "$out"; }
result $? 'with its first row, and with --quiet nothing else'

says 0 'entries verified' 'journal verify passes' "$makolet" journal verify
says 2 'not burn' 'journal does nothing else' "$makolet" journal burn
says 0 '' 'work --once ends' "$makolet" work --once
says 0 'Usage: makolet .* work' 'work has a help' "$makolet" work --help
echo "1..$n"
