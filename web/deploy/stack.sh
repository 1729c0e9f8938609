# stack.sh: a whole running shop (database, workers, jobs, nginx, mail sink) as
# functions, sourced by web/run and by the tests. Shell: bash.
#
# The caller sets:
#	top	the source tree
#	build	the build tree, absolute
#	state	a directory for all that the stack writes
# and calls stack_paths first. Everything that is started runs in a session of
# its own, so that Ctrl-C reaches the script alone and it stops them in order,
# and dies with the script even when that is killed.
# shellcheck shell=bash disable=SC2154 # top, build, state come from the caller

deploy=$top/web/deploy
database=makolet
database_tool=${MAKOLET_DATABASE_TOOL:-$deploy/mariadb-private}
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

stack_names=()
stack_pids=()

# A Unix socket's path holds 107 bytes: a deep checkout gets a short directory
# in /tmp, its own by owner and mode.
stack_paths()
{
	mkdir -p "$state/log"
	# The private database trusts whoever reaches its socket.
	chmod 700 "$state"
	run=$state/run
	if [ ${#run} -gt 80 ]; then
		run=/tmp/makolet-$(id -u)-$(printf %s "$state" | cksum | cut -d' ' -f1)
	fi
	mkdir -p "$run"
	[ -O "$run" ] || { echo "$run belongs to somebody else" >&2; return 1; }
	chmod 700 "$run"
	conf=$state/makolet.conf
	web_socket=$run/web.socket
	database_dir=$state/mariadb
	export MAKOLET_CONF=$conf
}

free_port()
{
	perl -MIO::Socket::INET -e \
		'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => shift // 0, ReuseAddr => 1)->sockport' \
		"${1-0}" 2>/dev/null
}

# start_process NAME COMMAND...
start_process()
{
	local name=$1
	shift
	setsid setpriv --pdeathsig TERM -- "$@" >>"$state/log/$name.log" 2>&1 </dev/null &
	stack_names+=("$name")
	stack_pids+=("$!")
}

# Stops them last to first; whoever has not gone in ten seconds is killed.
stop_processes()
{
	local i pid tries
	for ((i = ${#stack_pids[@]} - 1; i >= 0; i--)); do
		pid=${stack_pids[i]}
		kill -TERM "$pid" 2>/dev/null || continue
		for ((tries = 0; tries < 200; tries++)); do
			kill -0 "$pid" 2>/dev/null || break
			sleep 0.05
		done
		kill -KILL "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	stack_names=()
	stack_pids=()
}

# ---- database ----

start_database()
{
	"$database_tool" start "$database_dir" >>"$state/log/database.log" 2>&1 ||
		{ echo "The database did not start; the end of $state/log/database.log:" >&2
		  tail -n 20 "$state/log/database.log" >&2; return 1; }
	database_socket=$("$database_tool" socket "$database_dir")
}

stop_database()
{
	[ -d "$database_dir" ] || return 0
	"$database_tool" stop "$database_dir" >>"$state/log/database.log" 2>&1
}

# The administrator of the private database, SQL on standard input; options of
# the client and a schema may follow.
sql_root()
{
	"$database_tool" client "$database_dir" "$@"
}

random_password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# The passwords are drawn once and kept beside the database that knows them.
make_accounts()
{
	local file=$state/passwords
	if [ ! -s "$file" ]; then
		(umask 077; printf '%s %s\n' "$(random_password)" "$(random_password)" >"$file")
	fi
	read -r application_password owner_password <"$file"
	printf '%s\n' "$application_password" "$owner_password" |
		"$deploy/accounts" "$database" "${database}_app" "${database}_owner" | sql_root
}

# ---- application ----

# write_conf URL SMTP_URL [LINE...]: further lines win over those above them.
write_conf()
{
	local url=$1 smtp=$2
	shift 2
	mkdir -p "$state/private" && chmod 700 "$state/private"
	(umask 077; cat >"$conf.new") <<-END
		# Written anew at each start; change web/deploy/stack.sh instead.
		database_socket = $database_socket
		database_name = $database
		database_user = ${database}_app
		database_password = $application_password
		owner_user = ${database}_owner
		owner_password = $owner_password
		data_dir = $build/share
		state_dir = $state/private
		shop_url = $url
		smtp_url = $smtp
		mail_from = Makolet <shop@example.com>
	END
	[ $# = 0 ] || printf '%s\n' "$@" >>"$conf.new"
	mv "$conf.new" "$conf"
}

makolet() { "$build/makolet" --config "$conf" "$@"; }

start_workers()
{
	rm -f "$web_socket"
	start_process web "$build/makolet-web" --config "$conf" --socket "$web_socket" --workers "$1"
	start_process work "$build/makolet" --config "$conf" work
}

# Every mail ends as a file in this maildir. Takes the port or, where somebody
# else has taken it meanwhile, another; leaves mail_port.
start_mail_sink()
{
	local tries
	mail_port=$1 mail_dir=$state/mail
	# A maildir that exists is taken for a whole one.
	mkdir -p "$mail_dir/tmp" "$mail_dir/new" "$mail_dir/cur"
	for ((tries = 0; tries < 5; tries++)); do
		start_process mail /usr/bin/python3 -m aiosmtpd -n -c aiosmtpd.handlers.Mailbox "$mail_dir" \
			-l "127.0.0.1:$mail_port"
		! listens "${stack_pids[-1]}" "$mail_port" || return 0
		unset 'stack_pids[-1]' 'stack_names[-1]'
		mail_port=$(free_port)
	done
	echo "The mail sink did not start; see $state/log/mail.log" >&2
	return 1
}

# Until the process, and nobody else, answers at the port; false when it has ended.
listens()
{
	local pid=$1 port=$2 tries
	for ((tries = 0; tries < 300; tries++)); do
		sleep 0.1
		kill -0 "$pid" 2>/dev/null || return 1
		! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	# One that finds the port taken ends a moment later.
	sleep 0.2
	kill -0 "$pid" 2>/dev/null
}

has_mail_sink() { /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null; }

# ---- nginx ----

fill()
{
	local user=
	[ "$(id -u)" != 0 ] || user='user root;'
	sed -e "s|@LISTEN@|127.0.0.1:$1|g" -e "s|@SOCKET@|$web_socket|g" -e "s|@DATA@|$build/share|g" -e "s|@STATEDIR@|$state/private|g" \
		-e "s|@CACHE@|$state/nginx/cache|g" -e "s|@ERRORS@|$deploy|g" -e "s|@STATE@|$state|g" \
		-e "s|@ACCESS@|$state/log/nginx-access.log|g" -e "s|@TLS@||g" \
		-e "s|@RUN@|$run|g" -e "s|@LOG@|$state/log|g" -e "s|@USER@|$user|g" "$2"
}

start_nginx()
{
	local port=$1
	mkdir -p "$state/nginx"
	fill "$port" "$deploy/nginx.conf.in" >"$run/site.conf"
	fill "$port" "$deploy/nginx-main.conf.in" >"$run/nginx.conf"
	start_process nginx nginx -p "$state/nginx" -e "$state/log/nginx-error.log" -c "$run/nginx.conf"
}

# ---- being up ----

# Prints the status of GET PATH, or nothing.
http_status()
{
	local line
	{
		printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$2" "$1" >&4 &&
			read -t 5 -r line <&4 && printf '%s' "$line" | cut -d' ' -f2
	} 2>/dev/null 4<>"/dev/tcp/127.0.0.1/$1"
}

# Names the first process that has ended by itself.
ended_process()
{
	local i
	for i in "${!stack_pids[@]}"; do
		kill -0 "${stack_pids[i]}" 2>/dev/null || { echo "${stack_names[i]}"; return 0; }
	done
	return 1
}

# wait_health PORT SECONDS
wait_health()
{
	local deadline=$((SECONDS + $2)) name
	while [ $SECONDS -lt "$deadline" ]; do
		[ "$(http_status "$1" /health)" != 200 ] || return 0
		if name=$(ended_process); then
			echo "$name ended; the end of $state/log/$name.log:" >&2
			tail -n 20 "$state/log/$name.log" >&2
			return 1
		fi
		sleep 0.1
	done
	echo "The shop did not answer 200 at /health within $2 seconds; see $state/log" >&2
	tail -n 10 "$state/log/web.log" "$state/log/nginx-error.log" >&2
	return 1
}
