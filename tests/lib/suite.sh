# suite.sh: finds the test files of a suite and runs them, for tests/run.
#
# A test file is one program that prints TAP. It says in a comment of its first
# ten lines what it needs beyond the usual:
#	tests/run: long			runs with --long, or when it is named
#	tests/run: seconds 300		may take as long as that
# Files whose names begin with _ are no tests.
# shellcheck shell=bash disable=SC2154 # top, tests, state, log come from the caller

passed=0
failed=0
skipped=0
failures=()

# The tests of a suite, one path a line, by name.
suite_files()
{
	[ -d "$tests/$1" ] || return 0
	find "$tests/$1" -maxdepth 1 -type f ! -name '_*' \
		\( -name '*.c' -o -name '*.mjs' -o -name '*.sh' -o -name '*.pl' -o \( ! -name '*.*' -executable \) \) | sort
}

# The word after "tests/run: NAME" in the head of a file; status 1 when absent.
file_says()
{
	head -n 10 "$1" | grep -o "tests/run: $2.*" | head -n 1 | sed "s|tests/run: $2 *||; s|[^0-9a-z]*$||"
	head -n 10 "$1" | grep -q "tests/run: $2"
}

file_seconds()
{
	local said
	if said=$(file_says "$1" seconds); then
		echo "$said"
	elif [ -n "$long" ]; then
		echo 3600
	else
		echo 120
	fi
}

# Sets command to what runs the file. An old program of a source that no longer
# compiles must not speak for it.
command_of()
{
	local suite=$1 file=$2 name
	name=$(basename "${file%.*}")
	case $suite/$file in
	fuzz/*.c) command=("$tests/lib/fuzz-one" "$file") ;;
	*.c)	command=(program "tests/$suite/$name") ;;
	*.mjs)	command=(node "$file") ;;
	*.sh)	command=(bash "$file") ;;
	*.pl)	command=(perl "$file") ;;
	*)	command=("$file") ;;
	esac
	[ "${command[0]}" = program ] || return 0
	if program_built "${command[1]}"; then
		command=("$build/${command[1]}")
	else
		# shellcheck disable=SC2016 # expanded there
		command=(sh -c 'grep -F "$1" "$2" | head -n 30; echo "Bail out! $1 was not built; is it in Makefile.am?"'
			sh "${command[1]}" "$build/programs.log")
	fi
}

program_built()
{
	[ -x "$build/$1" ] &&
		! grep -qE "Target '$1' not remade|No rule to make target '$1'" "$build/programs.log"
}

# In a session of its own, so that Ctrl-C reaches tests/run alone, which then
# stops the whole group of the test.
run_limited()
{
	local seconds=$1 status=0
	shift
	setsid timeout -k 5 "$seconds" "$@" >"$log" 2>"$log.err" </dev/null &
	running=$!
	wait "$running" || status=$?
	kill -KILL -- "-$running" 2>/dev/null || true
	running=
	return $status
}

# run_file SUITE FILE
run_file()
{
	local suite=$1 file=$2 seconds status=0 begin=$EPOCHREALTIME counts why spent
	local name=$label$suite/$(basename "${file%.*}")
	local -a command
	seconds=$(file_seconds "$file")
	command_of "$suite" "$file"
	log=$state/log/test.out
	mark_logs
	printf '%-40s' "$name"
	run_limited "$seconds" "${command[@]}" || status=$?
	spent=$(seconds_since "$begin")
	counts=$(awk -v status="$status" -v seconds="$seconds" -f "$tests/lib/tap.awk" "$log" 2>"$log.why")
	why=$(crashes)
	read -r p f s <<<"$counts"
	[ -z "$why" ] || { f=$((f + 1)); echo "# a program of the shop crashed" >>"$log.why"; }
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	printf '%6s s   %s\n' "$spent" "$(in_words "$p" "$f" "$s")"
	[ "$f" = 0 ] || { failures+=("$name"); show_failure "$why"; return; }
	[ "$s" = 0 ] || grep -iE '^(ok|1\.\.0).*# *skip' "$log" | sed 's/^/    /'
}

seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

in_words()
{
	local words="$1 ok"
	[ "$2" = 0 ] || words="$words, $2 FAILED"
	[ "$3" = 0 ] || words="$words, $3 skipped"
	echo "$words"
}

show_failure()
{
	sed 's/^/    /' "$log" | tail -n 200
	[ ! -s "$log.err" ] || { echo "    -- standard error"; sed 's/^/    /' "$log.err" | tail -n 100; }
	sed 's/^/    /' "$log.why"
	[ -z "$1" ] || sed 's/^/    /' "$1" | head -n 80
	show_logs
}

# ---- what the programs of the stack wrote meanwhile ----

mark_logs()
{
	local f
	marks=()
	for f in "$state"/log/{web,work,nginx,nginx-error,mail,database}.log; do
		[ -f "$f" ] && marks+=("$(stat -c %s "$f") $f")
	done
	rm -f "$state"/asan.*
}

show_logs()
{
	local mark size f
	for mark in "${marks[@]}"; do
		size=${mark%% *} f=${mark#* }
		[ "$(stat -c %s "$f")" -gt "$size" ] || continue
		echo "    -- $(basename "$f")"
		tail -c "+$((size + 1))" "$f" | tail -n 30 | sed 's/^/    /'
	done
}

# The sanitizers' report of a program of the stack, if there is one.
crashes() { find "$state" -maxdepth 1 -name 'asan.*' -print -quit; }
