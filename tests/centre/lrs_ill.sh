#!/bin/sh
# lrs_ill.sh BERPIJAR SYNC PROBE LRS: statements to a learning record store that is not well: what
# it refuses is found by halves and put aside, what passes is tried again, what never ends is
# ended, and nothing counts as sent that it has not named.
set -eu
sync=$2 probe=$3 lrs=$4
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/lrs.sh"

# with WORD...: an LRS that answers so; its address is $to.
with() {
	end_server
	: >"$work/port"
	"$lrs" "$work/log" "$@" >"$work/port" &
	server=$!
	until [ -s "$work/port" ]; do sleep 0.02; done
	to=http://127.0.0.1:$(cat "$work/port")/xAPI
}

# logged TEXT: all requests, each as "METHOD STATUS COUNT", with ";" behind it.
logged() {
	[ "$(tr '\n' ';' <"$work/log")" = "$1" ] || fail "asked: $(cat "$work/log")"
}

# new COUNT: a record that nothing is known of elsewhere.
new() {
	rm -rf "$work/store"
	"$probe" "$work/store" siti add "$1" >"$work/ids"
}

# ---- what is well: a batch, then nothing, then what came since ----
new 250
with well
go 0 siti
says out 'siti: 250 statements sent'
logged 'POST 200 200;POST 200 50;'
go 0 siti
says out 'siti: 0 statements sent'
logged 'POST 200 200;POST 200 50;'
"$probe" "$work/store" siti add 3 >>"$work/ids"
go 0 --all
logged 'POST 200 200;POST 200 50;POST 200 3;'
[ "$(stat -c %a "$work/store/sync/siti/xapi")" = 600 ] || fail 'others may read the marks'

# ---- too many at once: halves, and smaller ones from then on ----
new 60
with most:20
go 0 --batch 50 siti
says out '60 statements sent'
[ "$(grep -c 413 "$work/log")" = 3 ] || fail "$(cat "$work/log")"

# ---- one that is refused, by halves; it is named, and kept ----
new 20
bad=$(sed -n 7p "$work/ids")
with "bad:$bad"
go 1 siti
says out '19 statements sent, 1 put aside'
says err "statement $bad was refused"
says err 'LRS answered 400: refused'
! grep -q "$(printf '\033')" "$work/err" || fail 'it reaches the terminal'
grep -q "^{\"id\":\"$bad\"" "$work/store/sync/siti/xapi-aside" || fail 'not kept'
[ "$(wc -l <"$work/store/sync/siti/xapi-aside")" = 1 ] || fail 'kept more'
go 0 siti
says out '0 statements sent'

# ---- an id that is taken: by the same event, and by another ----
new 8
mine=$(sed -n 3p "$work/ids")
with "same:$mine"
go 0 siti
says out '7 statements sent, 1 already there'
new 8
theirs=$(sed -n 3p "$work/ids")
with "taken:$theirs"
go 1 siti
says err "statement $theirs was refused"
says err 'LRS answered 409'

# ---- an LRS that takes nothing: told so, and nothing is passed over ----
new 8
with code:400
go 1 siti
says err 'refuses every statement; nothing was passed over'
[ ! -e "$work/store/sync/siti/xapi-aside" ] || fail 'put aside'
with well
go 0 siti
says out '8 statements sent'

# ---- what passes is tried again ----
new 5
with code:503 code:429:1 cut garbage well
go 0 siti
logged 'POST 503 5;POST 429 5;POST 200 5;POST 200 5;POST 200 5;'

# ---- what does not: nothing counts as sent, and others do not wait for it ----
new 5
"$probe" "$work/store" budi add 5 >/dev/null
for word in code:503 cut garbage html huge head code:401 code:404 code:302; do
	with "$word"
	go 1 --all
	says err '2 of 2 learners were not sent'
	[ ! -e "$work/store/sync/siti/xapi" ] || fail "$word: marked"
done
with code:401
go 1 siti
says err 'netrc'

# ---- what never ends is ended ----
for word in slow nothing; do
	with "$word"
	go 1 --timeout 1 siti
	says err 'LRS cannot be reached'
done
# half of it is tried where there is no answer in time
logged 'POST 200 5;POST 200 2;POST 200 1;'

# ---- cut in the middle: the rest is sent, nothing twice ----
new 30
with well well code:401 well
go 1 --batch 10 siti
says out '20 statements sent'
go 0 --batch 10 siti
says out '10 statements sent'
logged 'POST 200 10;POST 200 10;POST 401 10;POST 200 10;'

# ---- two records of one person are joined: one UUID is the other's now, and nothing is sent again ----
for other in a b c d; do
	rm -rf "$work/$other"
	"$probe" "$work/$other" siti add 4 >/dev/null
	expect 0 learner export siti --bundle --store "$work/$other" -o "$work/$other.bundle"
done
new 30
with well
go 0 siti
for other in a b c d; do
	expect 0 learner import --bundle "$work/$other.bundle"
	go 0 siti
	says out '4 statements sent'
done

# ---- another id: what was sent is known by it ----
expect 0 learner rename siti sari
go 0 sari
says out '0 statements sent'
expect 0 learner rename sari siti

# ---- what is destroyed here is not destroyed there, which is told, by the account there ----
expect 0 learner export siti --format xapi -o "$work/all.xapi"
uuid=$("$berpijar" learner show siti --format json | sed -n 's/.*"uuid": "\([^"]*\)".*/\1/p')
account=$(sed -n '1s/.*"homePage":"[^"]*","name":"\([^"]*\)".*/\1/p' "$work/all.xapi")
[ ${#uuid} = 36 ] && [ ${#account} = 36 ] || fail "account: $account"
! grep -qF "$uuid" "$work/all.xapi" || fail 'a statement says the UUID of the record'
expect 0 learner erase siti --force
says out "statements in the LRS ${to#http://}: ask"
says out "$account"
hides out "$uuid"
[ ! -e "$work/store/sync/siti" ] || fail 'marks are left'

# ---- addresses and accounts ----
refused() {
	to=$1
	go 2 siti
	says err "$2"
}
refused http://lrs.example/xAPI 'allow-http'
refused https://siti:rahasia@lrs.example/xAPI 'netrc'
refused 'https://lrs.example/xAPI?a=1' 'without an account'
refused ftp://lrs.example 'https://'
refused postgresql://a/b 'https://'
with "asks:Authorization: Basic $(printf siti:rahasia | base64)"
new 1
go 1 siti
says err 'refuses the account (401)'
echo 'machine 127.0.0.1 login siti password rahasia' >"$work/config/berpijar/netrc"
chmod 644 "$work/config/berpijar/netrc"
go 1 siti
says err 'chmod 600'
chmod 600 "$work/config/berpijar/netrc"
go 0 siti

# ---- a certificate that nobody vouches for ----
command -v openssl >/dev/null || exit 0
end_server
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 \
	-addext subjectAltName=IP:127.0.0.1 -keyout "$work/key" -out "$work/cert" 2>/dev/null
openssl s_server -accept 127.0.0.1:0 -www -key "$work/key" -cert "$work/cert" \
	>"$work/port" 2>&1 </dev/null &
server=$!
until grep -q '^ACCEPT' "$work/port"; do
	kill -0 "$server" 2>/dev/null || fail "$(cat "$work/port")"
	sleep 0.02
done
to=https://127.0.0.1:$(sed -n 's/^ACCEPT.*://p' "$work/port")/xAPI
rm "$work/config/berpijar/netrc"
go 1 siti
says err 'LRS cannot be reached: SSL peer certificate'
