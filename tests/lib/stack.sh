# stack.sh: what each suite needs before its files run, for tests/run.
#
# Tests find their surroundings in the environment:
#	MAKOLET_TOP	the source tree		MAKOLET_BIN	where makolet is
#	MAKOLET_STATE	a directory that is removed at the end
#	MAKOLET_LONG	"1" with --long, else ""
#   db, http, browser also
#	MAKOLET_CONF	configuration of a database that is migrated;
#			db: empty but for that, and new for each script
#	MAKOLET_EMPTY_CONF	db: one with both schemas, without any table
#	MAKOLET_DATABASE_SOCKET, MAKOLET_DATABASE_DIR, MAKOLET_DATABASE_TOOL
#			of the private server (web/deploy/mariadb-private)
#   http, browser also, one demo shop for the whole suite
#	MAKOLET_URL	http://127.0.0.1:PORT, behind nginx
#	MAKOLET_WEB_SOCKET	makolet-web's own socket
#	MAKOLET_MAILDIR	where every mail arrives, new/*
#	MAKOLET_LOGINS	what `makolet init --demo` printed
#	MAKOLET_LOG	the directory of the programs' logs
# shellcheck shell=bash disable=SC2154,SC2034 # top, tests, state, long come from the caller

MAKOLET_TOP=$top
export MAKOLET_TOP

# Reports go to files, so that tests/run finds those of the programs too.
sanitizers()
{
	export MAKOLET_STATE=$state
	export ASAN_OPTIONS="log_path=$state/asan:exitcode=99:strict_string_checks=1:detect_stack_use_after_return=1"
	export UBSAN_OPTIONS="log_path=$state/asan:print_stacktrace=1:halt_on_error=1"
	export LSAN_OPTIONS="suppressions=$tests/lib/lsan.supp:print_suppressions=0"
	export CMOCKA_MESSAGE_OUTPUT=TAP
}

# use_build NAME OPTION...: builds it, once per run, and makes it the one under test.
declare -A built
use_build()
{
	build=$top/build/$1
	export MAKOLET_BIN=$build
	if [ -z "${built[$1]-}" ]; then
		built[$1]=no
		"$top/web/deploy/build" "$@" && built[$1]=yes
	fi
	[ "${built[$1]}" = yes ]
}

# build_programs SUITE: those of the chosen files that are written in C. One
# that does not compile fails alone, in command_of.
build_programs()
{
	local file
	local -a programs=()
	for file in "${files[@]}"; do
		case $file in *.c) programs+=("tests/$1/$(basename "${file%.c}")") ;; esac
	done
	[ ${#programs[@]} = 0 ] ||
		LC_ALL=C make -s -k "-j$(nproc)" -C "$build" "${programs[@]}" >"$build/programs.log" 2>&1 || true
}

build_test() { use_build test --enable-asan --enable-werror; }

# Reads sources alone.
prepare_lint() { node_modules; }
prepare_unit() { build_test && build_programs unit; }
prepare_db() { build_test && build_programs db && ensure_database; }
prepare_http() { build_test && stack_start http; }
prepare_browser() { build_test && node_modules && stack_start browser; }
prepare_fuzz() { "$tests/lib/fuzz-one" --build; }
# Fault preloads do not start under ASan.
prepare_fault() { use_build plain --enable-werror; }

# before_file SUITE FILE: what each file of it gets anew. Programs in C make
# their schemas themselves (tests/db/harness.h).
before_file()
{
	case $1/$2 in db/*.c) return 0 ;; db/*) ;; *) return 0 ;; esac
	new_database makolet_empty && conf=$state/empty.conf write_conf http://127.0.0.1:1 smtp://127.0.0.1:1
	export MAKOLET_EMPTY_CONF=$state/empty.conf
	new_database makolet_db && write_conf http://127.0.0.1:1 smtp://127.0.0.1:1
	makolet migrate >/dev/null
}

# Once per run: starting takes longer than most tests.
ensure_database()
{
	export MAKOLET_DATABASE_TOOL=$database_tool MAKOLET_DATABASE_DIR=$database_dir
	[ -z "${database_socket-}" ] || return 0
	start_database && export MAKOLET_DATABASE_SOCKET=$database_socket
}

# new_database NAME: both schemas empty, with their accounts.
new_database()
{
	database=$1
	echo "DROP DATABASE IF EXISTS ${database}; DROP DATABASE IF EXISTS ${database}_ledger;" | sql_root &&
		make_accounts
}

# stack_start NAME: a demo shop of its own, behind nginx, with a mail server.
stack_start()
{
	local port mail_port
	ensure_database && new_database "makolet_$1" || return 1
	port=$(free_port)
	rm -rf "${state:?}/mail" "$state/nginx"
	start_mail_sink "$(free_port)" || return 1
	write_conf "http://127.0.0.1:$port" "smtp://127.0.0.1:$mail_port"
	if ! { makolet migrate && makolet init --demo --trade 0 >"$state/logins"; } >"$state/log/init.log" 2>&1; then
		tail -n 40 "$state/log/init.log" >&2
		return 1
	fi
	start_workers 2
	start_nginx "$port"
	wait_health "$port" 60 || return 1
	export MAKOLET_URL=http://127.0.0.1:$port MAKOLET_MAILDIR=$mail_dir MAKOLET_LOGINS=$state/logins
	export MAKOLET_WEB_SOCKET=$web_socket MAKOLET_LOG=$state/log
}

# What a program finds only at its end (leaks) fails the suite too.
stack_stop()
{
	local report
	[ ${#stack_pids[@]} -gt 0 ] || return 0
	rm -f "$state"/asan.*
	stop_processes
	report=$(crashes)
	[ -n "$report" ] || return 0
	echo "A sanitizer's report when the stack was stopped:"
	head -n 60 "$report" | sed 's/^/    /'
	rm -f "$state"/asan.*
	failed=$((failed + 1))
	failures+=("the stack's end")
}

# npm's packages stay in tests/node_modules, which git ignores.
node_modules()
{
	local stamp=$tests/node_modules/.installed
	[ -f "$stamp" ] && cmp -s "$stamp" "$tests/package-lock.json" && return 0
	(cd "$tests" && npm ci --no-audit --no-fund --ignore-scripts) >"$state/log/npm.log" 2>&1 ||
		{ tail -n 20 "$state/log/npm.log" >&2; return 1; }
	cp "$tests/package-lock.json" "$stamp"
}

# The same tests against MySQL from Debian sid, in a chroot.
use_mysql()
{
	label='mysql '
	stop_database
	database_tool=$tests/lib/mysql-private
	database_dir=$state/mysql
	database_socket=
}
