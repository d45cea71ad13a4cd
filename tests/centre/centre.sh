# A centre for a test: PostgreSQL on loopback, started as a child of the test, by itself or
# in front of two shards. To be read by a script that has $work; PostgreSQL refuses root, so
# it then runs as nobody. Skips (77) where it is not installed.

bin=
for folder in /usr/lib/postgresql/*/bin; do
	[ -x "$folder/initdb" ] && bin=$folder
done
if [ -z "$bin" ] && command -v initdb >/dev/null 2>&1; then
	bin=$(dirname "$(command -v initdb)")
fi
[ -n "$bin" ] || exit 77

pg=$work/pg
mkdir -p "$pg"
if [ "$(id -u)" = 0 ]; then
	chmod 711 "$work"
	chown nobody "$pg"
	runner='setpriv --reuid=nobody --regid=nogroup --clear-groups --'
	$runner true 2>/dev/null || exit 77
else
	runner=
fi
as_user() { $runner "$@"; }
export PGUSER=uji PGDATABASE=postgres HOME="$work" PGHOST=

# psql_on NAME ARG...: a client on one of them.
psql_on() {
	name=$1
	shift
	psql -X -q -At -v ON_ERROR_STOP=1 -h "$pg" -p "$(cat "$pg/$name.port")" "$@"
}

# url NAME: its address for berpijar-sync.
url() {
	echo "postgresql://uji@127.0.0.1:$(cat "$pg/$1.port")/postgres"
}

# free_port: one that nobody listens at, below those that the system gives to connections.
free_port() {
	while :; do
		port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
		grep -q "$(printf ':%04X ' $port)" /proc/net/tcp || break
	done
	echo $port
}

# make NAME: a cluster, a copy of one that is made once.
make() {
	if [ ! -d "$pg/tmpl" ]; then
		as_user "$bin/initdb" -D "$pg/tmpl" -U uji -A trust -E UTF8 --locale=C.UTF-8 \
			--no-sync >"$work/initdb.log" 2>&1 || {
			cat "$work/initdb.log" >&2
			exit 77
		}
	fi
	as_user cp -a "$pg/tmpl" "$pg/$1"
	port=$(free_port)
	echo "$port" >"$pg/$1.port"
	cat <<-END | as_user tee -a "$pg/$1/postgresql.conf" >/dev/null
		listen_addresses='127.0.0.1'
		port=$port
		unix_socket_directories='$pg'
		shared_buffers=32MB
		max_connections=60
		log_min_messages=warning
	END
}

up_start() {
	$runner "$bin/postgres" -D "$pg/$1" >>"$work/$1.log" 2>&1 &
	echo $! >"$pg/$1.pid"
}

# up NAME: starts it, and waits until it answers. After a kill its children may still have its memory
# for a moment; then it does not start, and is started again.
up() {
	up_start "$1"
	tries=0
	until psql_on "$1" -c 'select 1' >/dev/null 2>&1; do
		kill -0 "$(cat "$pg/$1.pid")" 2>/dev/null || up_start "$1"
		tries=$((tries + 1))
		[ $tries -lt 200 ] || {
			tail -5 "$work/$1.log" >&2
			exit 1
		}
		sleep 0.05
	done
}

# down NAME [SIGNAL]: ends it, and waits for it.
down() {
	kill -"${2:-INT}" "$(cat "$pg/$1.pid")" 2>/dev/null || :
	wait "$(cat "$pg/$1.pid")" 2>/dev/null || :
}

all_down() {
	for file in "$pg"/*.pid; do
		[ -e "$file" ] || continue
		kill -QUIT "$(cat "$file")" 2>/dev/null || :
		wait "$(cat "$file")" 2>/dev/null || :
	done
}

# centre_of SHAPE: "one" is one PostgreSQL; "two" has its events on two shards. It is called
# pusat in both.
centre_of() {
	make pusat
	up pusat
	if [ "$1" = one ]; then
		"$sync" init --to "$(url pusat)" >"$work/out" 2>"$work/err" ||
			fail "$(cat "$work/err")"
		return
	fi
	"$sync" init --print fdw --lang en >"$work/fdw.sql"
	for shard in 1 2; do
		make shard$shard
		up shard$shard
		sed -n "/coordinator/q; /\/\* shard$shard \*\//p" "$work/fdw.sql" | psql_on shard$shard -q -f - \
			2>"$work/err" || fail "$(cat "$work/err")"
	done
	{
		echo 'CREATE EXTENSION postgres_fdw;'
		for shard in 1 2; do
			echo "CREATE SERVER shard$shard FOREIGN DATA WRAPPER postgres_fdw
				OPTIONS (host '127.0.0.1', port '$(cat "$pg/shard$shard.port")',
				dbname 'postgres', batch_size '500', fetch_size '1000');"
			echo "CREATE USER MAPPING FOR uji SERVER shard$shard OPTIONS (user 'uji');"
		done
		sed -n '/coordinator/,$p' "$work/fdw.sql"
	} | psql_on pusat -q -f - 2>"$work/err" || fail "$(cat "$work/err")"
}

# office NAME: an account for one, at the centre and on its shards.
office() {
	psql_on pusat -q -c "CREATE ROLE $1 LOGIN IN ROLE berpijar_office"
	for shard in 1 2; do
		[ -e "$pg/shard$shard.port" ] || continue
		psql_on shard$shard -q -c "CREATE ROLE $1 LOGIN IN ROLE berpijar_office"
		psql_on pusat -q -c "CREATE USER MAPPING FOR $1 SERVER shard$shard
			OPTIONS (user '$1', password_required 'false')"
	done
}

# at_centre: how many events it has, and how many distinct ones.
at_centre() {
	psql_on pusat -c 'SELECT count(*), count(DISTINCT id) FROM berpijar.event'
}
