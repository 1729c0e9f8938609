#!/bin/bash
# tap.sh: what tests/run makes of a test's output: nothing that went wrong may
# pass for a success.
set -u
awk_file=$MAKOLET_TOP/tests/lib/tap.awk
number=0

# expect NAME STATUS COUNTS TAP
expect()
{
	local got
	number=$((number + 1))
	got=$(printf "$4" | awk -v status="$2" -v seconds=9 -f "$awk_file" 2>/dev/null)
	[ "$got" = "$3" ] || { printf 'not '; wrong="# expected $3, got $got"; }
	echo "ok $number - $1"
	[ "$got" = "$3" ] || echo "$wrong"
}

echo 1..14
expect 'passed, failed and skipped are counted' 1 '1 1 1' '1..3\nok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP no d\n'
expect 'a test of cmocka that skips itself is no failure' 0 '1 0 1' '1..2\nok 1 - a\nnot ok 2 # SKIP b\n'
expect 'a plan at the end counts' 0 '2 0 0' 'ok 1 - a\nok 2 - b\n1..2\n'
expect 'plans of several groups add up' 0 '3 0 0' '1..2\nok 1 - a\nok 2 - b\n1..1\nok 1 - c\n'
expect 'a skipped file is one skipped' 0 '0 0 1' '1..0 # SKIP no such machine\n'
expect 'no output is a failure' 0 '0 1 0' ''
expect 'no plan is a failure' 0 '1 1 0' 'ok 1 - a\n'
expect 'an empty plan is a failure' 0 '0 1 0' '1..0\n'
expect 'a death in the middle is a failure' 139 '1 1 0' '1..2\nok 1 - a\n'
expect 'more results than planned are a failure' 0 '2 1 0' '1..1\nok 1 - a\nok 2 - b\n'
expect 'a bad exit after all ok is a failure' 1 '1 1 0' '1..1\nok 1 - a\n'
expect 'a test that was stopped is a failure' 124 '1 1 0' '1..1\nok 1 - a\n'
expect 'a test that bailed out is a failure' 1 '1 1 0' '1..2\nok 1 - a\nBail out! no more\n'
expect 'lines of other programs are no results' 0 '1 0 0' '1..1\nokay\n    ok 1 - inner\nok 1 - a\n'
