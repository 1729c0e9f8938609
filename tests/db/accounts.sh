#!/bin/bash
# accounts.sh: the two accounts of the database, as web/deploy/accounts makes them.
set -u
accounts=$MAKOLET_TOP/web/deploy/accounts
n=0

result()
{
	n=$((n + 1))
	[ "$1" = 0 ] && echo "ok $n - $2" || echo "not ok $n - $2"
}

root() { "$MAKOLET_DATABASE_TOOL" client "$MAKOLET_DATABASE_DIR" "$@"; }
# as USER PASSWORD SQL
as() { MYSQL_PWD=$2 mariadb --no-defaults --socket="$MAKOLET_DATABASE_SOCKET" --user="$1" --batch -e "$3" 2>&1; }
drop()
{
	root -e "DROP DATABASE IF EXISTS t_one; DROP DATABASE IF EXISTS t_one_ledger; DROP DATABASE IF EXISTS txone;
		DROP DATABASE IF EXISTS txone_ledger; DROP USER IF EXISTS t_app@localhost; DROP USER IF EXISTS t_own@localhost"
}
trap drop EXIT
drop

# Whatever may stand in a password.
app="it's \\ \"a\" \$(b) \`c\` %"
own="  and this  "
made=$(printf '%s\n' "$app" "$own" | "$accounts" t_one t_app t_own)
result $? 'passwords come by the standard input'
root <<<"$made"
result $? 'the SQL is right'
root <<<"$made"
result $? 'and may be run again'
as t_app "$app" 'SELECT 1' >/dev/null
result $? "the application's password is taken as it is"
as t_own "$own" 'SELECT 1' >/dev/null
result $? "the owner's too"

as t_own "$own" 'CREATE TABLE t_one.a (i INT); CREATE TABLE t_one_ledger.a (i INT)'
result $? 'the owner makes tables in both schemas'
as t_app "$app" 'INSERT INTO t_one.a VALUES (1); UPDATE t_one.a SET i = 2; INSERT INTO t_one_ledger.a VALUES (1)'
result $? 'the application writes the one and adds to the other'
! as t_app "$app" 'UPDATE t_one_ledger.a SET i = 2' >/dev/null
result $? 'it changes nothing in the ledger'

root -e 'CREATE DATABASE txone; CREATE TABLE txone.a (i INT); CREATE DATABASE txone_ledger; CREATE TABLE txone_ledger.a (i INT)'
for schema in txone txone_ledger; do
	for login in "t_app $app" "t_own $own"; do
		! as "${login%% *}" "${login#* }" "SELECT * FROM $schema.a" >/dev/null
		result $? "${login%% *}: an underscore in the name opens no $schema"
	done
done

"$accounts" t_one t_app secret t_own secret >/dev/null 2>&1 </dev/null
[ $? = 2 ]
result $? 'no password is taken as an argument'
for input in '' "$app" $'\nsecret' $'secret\n'; do
	"$accounts" t_one t_app t_own >/dev/null 2>&1 <<<"$input"
	[ $? = 2 ]
	result $? 'two passwords are asked for'
done
"$accounts" 't`one' t_app t_own >/dev/null 2>&1 <<<$'a\nb'
[ $? = 2 ]
result $? 'a name that is none is refused'
echo "1..$n"
