#!/bin/sh
# certificates.sh BERPIJAR SYNC PROBE: offices log in to a centre with certificates, directly and
# through a pgbouncer in transaction mode; who has another's certificate, none, or a line that
# is not encrypted is refused. Skips (77) without openssl; the pool without pgbouncer.
set -eu
sync=$2 probe=$3
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
command -v openssl >/dev/null || exit 77
pool=
trap '[ -z "$pool" ] || kill "$pool"; all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
keys=$pg/keys a=$work/a b=$work/b

# ---- an authority of the agency's own ----
mkdir "$keys"
ec='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
# shellcheck disable=SC2086 # words
openssl req -x509 $ec -days 30 -subj /CN=instansi -keyout "$keys/ca.key" -out "$keys/ca.crt" 2>"$work/log"
for name in pusat kolam kantor_a kantor_b; do
	# shellcheck disable=SC2086 # words
	openssl req $ec -subj "/CN=$name" -keyout "$keys/$name.key" -out "$keys/$name.csr" 2>"$work/log"
	printf 'subjectAltName=DNS:localhost,IP:127.0.0.1' >"$keys/ext"
	openssl x509 -req -in "$keys/$name.csr" -CA "$keys/ca.crt" -CAkey "$keys/ca.key" \
		-CAcreateserial -days 30 -extfile "$keys/ext" -out "$keys/$name.crt" 2>"$work/log"
done
chmod 600 "$keys"/*.key
[ "$(id -u)" != 0 ] || chown -R nobody "$keys"

centre_of one
cat <<END | as_user tee -a "$pg/pusat/postgresql.conf" >/dev/null
ssl=on
ssl_cert_file='$keys/pusat.crt'
ssl_key_file='$keys/pusat.key'
ssl_ca_file='$keys/ca.crt'
END
{
	echo 'hostssl all kantor_a,kantor_b 127.0.0.1/32 cert map=kantor'
	echo 'host all kantor_a,kantor_b 127.0.0.1/32 reject'
	cat "$pg/pusat/pg_hba.conf"
} >"$work/hba"
as_user tee "$pg/pusat/pg_hba.conf" <"$work/hba" >/dev/null
for office in kantor_a kantor_b; do
	printf 'kantor %s %s\nkantor kolam %s\n' $office $office $office
done | as_user tee -a "$pg/pusat/pg_ident.conf" >/dev/null
down pusat
up pusat
office kantor_a
office kantor_b

# to PORT ROLE CERTIFICATE: the address
to() {
	echo "postgresql://$2@localhost:$1/postgres?sslmode=verify-full&sslrootcert=$keys/ca.crt&sslcert=$keys/$3.crt&sslkey=$keys/$3.key&hostaddr=127.0.0.1"
}
go() {
	wanted=$1 status=0
	shift
	"$sync" "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/out" "$work/err")"
}

# through PORT: offices send and fetch, each with its own certificate and no other.
through() {
	"$probe" "$a" siti add 30 >>"$work/siti"
	"$probe" "$b" citra add 5 >"$work/citra"
	go 0 both --to "$(to "$1" kantor_a kantor_a)" --store "$a" --all
	go 0 both --to "$(to "$1" kantor_b kantor_b)" --store "$b" --all
	go 1 push --to "$(to "$1" kantor_a kantor_b)" --store "$a" siti
	go 1 push --to "postgresql://kantor_a@localhost:$1/postgres?sslmode=disable" --store "$a" siti
	# eight at once, which is more than the pool has
	jobs=
	for n in 1 2 3 4 5 6 7 8; do
		"$probe" "$work/many$n" "p$n" add 40 >"$work/many"
		"$sync" push --batch 5 --to "$(to "$1" kantor_b kantor_b)" --store "$work/many$n" --all \
			>"$work/log.$n" 2>&1 &
		jobs="$jobs $!"
	done
	for job in $jobs; do
		wait "$job" || fail "$(cat "$work"/log.*)"
	done
}
if [ "$(id -u)" = 0 ]; then # the program, as root, reads keys of nobody's
	mkdir "$work/keys"
	cp "$keys"/* "$work/keys"
	keys=$work/keys
	chmod 600 "$keys"/*.key
	chown -R 0 "$keys"
fi
through "$(cat "$pg/pusat.port")"
[ "$(at_centre)" = '355|355' ] || fail "$(at_centre)"
echo 'with certificates: ok'

bouncer=$(command -v pgbouncer || command -v /usr/sbin/pgbouncer) || exit 0
port=$(free_port)
cat >"$pg/pool.ini" <<END
[databases]
postgres = host=127.0.0.1 port=$(cat "$pg/pusat.port")
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
auth_type = cert
auth_file = $pg/pool.users
pool_mode = transaction
default_pool_size = 2
client_tls_sslmode = verify-full
client_tls_ca_file = $pg/keys/ca.crt
client_tls_cert_file = $pg/keys/kolam.crt
client_tls_key_file = $pg/keys/kolam.key
server_tls_sslmode = verify-ca
server_tls_ca_file = $pg/keys/ca.crt
server_tls_cert_file = $pg/keys/kolam.crt
server_tls_key_file = $pg/keys/kolam.key
ignore_startup_parameters = extra_float_digits
END
printf '"kantor_a" ""\n"kantor_b" ""\n' >"$pg/pool.users"
chmod 644 "$pg/pool.ini" "$pg/pool.users"
$runner "$bouncer" "$pg/pool.ini" >"$work/pool.log" 2>&1 &
pool=$!
tries=0
until grep -q 'process up' "$work/pool.log"; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "$(cat "$work/pool.log")"
	sleep 0.05
done
rm -rf "$work"/many*
through "$port"
[ "$(at_centre)" = '710|710' ] || fail "$(at_centre)"
echo 'through pgbouncer in transaction mode, a pool of two: ok'
