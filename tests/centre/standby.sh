#!/bin/sh
# standby.sh BERPIJAR SYNC PROBE: an agency's centre, PostgreSQL with one standby by Patroni and etcd. An
# office sends all the time, while the two change places and then the leader is killed. What was said
# to be sent is there. Skips (77) where one of them is not installed.
set -eu
sync=$2 probe=$3
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
for program in patroni patronictl etcd; do
	command -v $program >/dev/null || exit 77
done
store=$work/a
trap 'for file in "$pg"/*.pid; do
	[ ! -e "$file" ] || kill -KILL "$(cat "$file")" 2>/dev/null || :
done
for n in 1 2; do
	[ ! -e "$pg/d$n/postmaster.pid" ] || kill -KILL "$(head -1 "$pg/d$n/postmaster.pid")" 2>/dev/null || :
done
sleep 1
rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
etcd_port=$(free_port) peer_port=$(free_port)

# until TENTHS WHAT COMMAND...: waits so long for it to succeed.
until_so() {
	left=$1 what=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		left=$((left - 1))
		[ $left -gt 0 ] || fail "$what: $(tail -n 5 "$work"/*.log)"
		sleep 0.1
	done
}

# leads N: whether that one takes what is written.
leads() {
	[ "$(psql -X -q -At -h 127.0.0.1 -p "$(cat "$pg/$1.port")" -U uji postgres \
		-c 'SELECT pg_is_in_recovery()' 2>/dev/null)" = f ]
}
follows_in_step() {
	control list | grep -q 'Sync Standby'
}
control() {
	yes | $runner patronictl -c "$pg/1.yml" "$@" 2>&1
}

$runner etcd --name e1 --data-dir "$pg/etcd" --listen-client-urls "http://127.0.0.1:$etcd_port" \
	--advertise-client-urls "http://127.0.0.1:$etcd_port" \
	--listen-peer-urls "http://127.0.0.1:$peer_port" \
	--initial-advertise-peer-urls "http://127.0.0.1:$peer_port" \
	--initial-cluster "e1=http://127.0.0.1:$peer_port" >"$work/etcd.log" 2>&1 &
echo $! >"$pg/etcd.pid"
until_so 200 etcd grep -q "$(printf ':%04X ' "$etcd_port")" /proc/net/tcp
for n in 1 2; do
	free_port >"$pg/$n.port"
	port=$(cat "$pg/$n.port") api=$(free_port)
	cat >"$pg/$n.yml" <<-END
		scope: pusat
		name: n$n
		restapi: {listen: '127.0.0.1:$api', connect_address: '127.0.0.1:$api'}
		etcd3: {host: '127.0.0.1:$etcd_port'}
		bootstrap:
		  dcs: {ttl: 20, loop_wait: 1, retry_timeout: 3, synchronous_mode: true, postgresql: {use_pg_rewind: true, parameters: {shared_buffers: 32MB, max_connections: 30}}}
		  initdb: [{encoding: UTF8}, {locale: C.UTF-8}]
		  pg_hba: ['host replication all 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 trust', 'local all all trust']
		postgresql:
		  listen: 127.0.0.1:$port
		  connect_address: 127.0.0.1:$port
		  data_dir: $pg/d$n
		  bin_dir: $bin
		  pgpass: $pg/pgpass$n
		  authentication: {replication: {username: repl, password: x}, superuser: {username: uji, password: x}, rewind: {username: rew, password: x}}
		  parameters: {unix_socket_directories: $pg}
	END
	chmod 644 "$pg/$n.yml"
	$runner patroni "$pg/$n.yml" >"$work/patroni$n.log" 2>&1 &
	echo $! >"$pg/patroni$n.pid"
	[ $n = 2 ] || until_so 600 'no leader' leads 1
done
until_so 600 'no standby' follows_in_step

to="postgresql://uji@127.0.0.1:$(cat "$pg/1.port"),127.0.0.1:$(cat "$pg/2.port")/postgres?target_session_attrs=read-write&connect_timeout=2&sslmode=prefer"
"$sync" init --to "$to" >"$work/out" 2>"$work/err" || fail "$(cat "$work/err")"
(
	while [ ! -e "$work/stop" ]; do
		"$probe" "$store" siti add 5 >>"$work/told"
		"$sync" push --quiet --to "$to" --store "$store" siti >"$work/log" 2>&1 ||
			echo . >>"$work/waited"
	done
) &
office=$!
sleep 2
began=$(date +%s%N)
control switchover --leader n1 --candidate n2 --force pusat >"$work/switch.log" || :
until_so 600 'no change of places' leads 2
changed=$((($(date +%s%N) - began) / 1000000))
until_so 600 'no standby afterwards' follows_in_step
kill -KILL "$(cat "$pg/patroni2.pid")" "$(head -1 "$pg/d2/postmaster.pid")"
began=$(date +%s%N)
until_so 900 'no fail-over' leads 1
failed=$((($(date +%s%N) - began) / 1000000))
sleep 2
: >"$work/stop"
wait $office
"$sync" push --quiet --to "$to" --store "$store" siti >"$work/log" 2>&1 || fail "$(cat "$work/log")"
sort "$work/told" >"$work/all"
psql -X -q -At -h 127.0.0.1 -p "$(cat "$pg/1.port")" -U uji postgres -c 'SELECT id FROM berpijar.event' |
	sort | cmp - "$work/all" || fail 'the centre has not what was recorded, each once'
waited=0
[ ! -e "$work/waited" ] || waited=$(wc -l <"$work/waited")
echo "changing places $changed ms, fail-over after kill -9 $failed ms; $(wc -l <"$work/all") events, each once; $waited pushes gave up and were repeated"
