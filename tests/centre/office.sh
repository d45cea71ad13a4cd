#!/bin/sh
# office.sh BERPIJAR SYNC PROBE [SHAPE]: what an office may do at the centre and what not; the end of a
# learner's data; sums that are equal to the learners' own; a relay that takes bundles; a watch
# that sends within two seconds, and a login that asks it.
set -eu
sync=$2 probe=$3
. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/centre.sh"
watcher=
trap '[ -z "$watcher" ] || kill "$watcher"; all_down; rm -rf "$work"' EXIT
export BERPIJAR_LANG=en
a=$work/a b=$work/b

go() {
	wanted=$1 status=0
	shift
	"$sync" "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/out" "$work/err")"
}

centre_of "${4:-one}"
office kantor_a
office kantor_b
port=$(cat "$pg/pusat.port")
to_a=postgresql://kantor_a@127.0.0.1:$port/postgres
to_b=postgresql://kantor_b@127.0.0.1:$port/postgres

# as ROLE SQL: what it says, or the refusal.
as() {
	PGUSER=$1 psql -X -q -At -h "$pg" -p "$port" -c "$2" 2>&1 || :
}

# ---- an office adds and reads its own learners' events, and nothing else ----
"$probe" "$a" siti add 30 >"$work/siti"
# a centre that a program of before prepared says what to do
psql_on pusat -c 'ALTER TABLE berpijar.joined RENAME TO not_yet'
go 1 push --to "$to_a" --store "$a" siti
says err 'runs berpijar-sync init once more'
psql_on pusat -c 'DROP TABLE berpijar.not_yet'
go 0 init --to "$(url pusat)"
"$probe" "$a" budi add 10 >"$work/budi"
"$probe" "$b" citra add 5 >"$work/citra"
go 0 push --to "$to_a" --store "$a" --all
go 0 push --to "$to_b" --store "$b" --all
[ "$(at_centre)" = '45|45' ] || fail "$(at_centre)"
[ "$(as kantor_a 'SELECT count(*) FROM berpijar.event')" = 40 ] || fail 'a reads of others'
[ "$(as kantor_b 'SELECT count(*) FROM berpijar.event')" = 5 ] || fail 'b reads of others'
[ "$(as kantor_b 'SELECT count(*) FROM berpijar.member')" = 1 ] || fail 'b reads members'
for sql in 'DELETE FROM berpijar.event' 'UPDATE berpijar.event SET grade = 1' \
	'TRUNCATE berpijar.event' 'SELECT * FROM berpijar.event_00' \
	"INSERT INTO berpijar.member VALUES (gen_random_uuid(), 'kantor_a')" \
	"INSERT INTO berpijar.event (learner, replica, seq, id, chain, at_ms, verb, course,
		module, question, jp_halves) VALUES (gen_random_uuid(), gen_random_uuid(), 1,
		gen_random_uuid(), '', 0, '', '', '', '', 0)"; do
	as kantor_b "$sql" | grep -qE 'permission denied|row-level security' ||
		fail "an office may: $sql: $(as kantor_b "$sql")"
done
# a learner who goes to another office goes on there: who has the record may
expect 0 learner export siti --bundle --store "$a" -o "$work/siti.bundle"
expect 0 learner import --bundle "$work/siti.bundle" --store "$b"
"$probe" "$b" siti add 2 >>"$work/siti"
go 0 both --to "$to_b" --store "$b" siti
go 0 both --to "$to_a" --store "$a" siti
[ "$("$probe" "$a" siti list | sort | md5sum)" = "$(sort "$work/siti" | md5sum)" ] ||
	fail 'who moved left something behind'

# ---- sums ----
go 0 report --to "$(url pusat)"
says out '"ux","satu","3",'
for learner in siti budi citra; do
	store=$a
	[ $learner != citra ] || store=$b
	"$probe" "$store" $learner fold
done | awk '{ done += $1; jp += $2; asked += $3 } END { print done "|" jp "|" asked }' >"$work/folds"
psql_on pusat -c "SELECT (SELECT sum(done) FROM berpijar.total), (SELECT sum(jp_halves)
	FROM berpijar.month), (SELECT sum(answered) FROM berpijar.total WHERE module = 'satu')" |
	cmp - "$work/folds" || fail "the report is not what the records add up to: $(cat "$work/folds")"
go 0 report --to "$(url pusat)" --by month --format html
says out '<th scope="col">JP</th>'
# who is known to two offices counts once
sum_jp() {
	"$sync" report --to "$(url pusat)" --by "$1" | tr -d '"' | awk -F, 'NR > 1 { sum += $NF } END { print sum * 2 }'
}
[ "$(sum_jp office)" = "$(cut -d' ' -f2 "$work/folds" | cut -d'|' -f2)" ] || fail "by office: $(sum_jp office)"
[ "$(sum_jp month)" = "$(sum_jp office)" ] || fail "by month: $(sum_jp month)"
learned=$("$probe" "$a" siti list | wc -l)
psql_on pusat -c 'SELECT sum(events) FROM berpijar.folded' | grep -qx "$((learned + 15))" ||
	fail 'not all was folded'

# ---- a relay: whoever brings something first has it ----
"$probe" "$work/pc" dewi add 4 >"$work/dewi"
expect 0 learner export dewi --bundle --store "$work/pc" -o "$work/dewi.bundle"
"$sync" receive --learner dewi --store "$a" <"$work/dewi.bundle" >"$work/out"
says out '4 new events of 4'
"$sync" receive --learner dewi --store "$a" <"$work/dewi.bundle" >"$work/out"
says out '0 new events of 4'
! "$sync" receive --learner budi --store "$a" <"$work/dewi.bundle" 2>"$work/err" || fail 'taken'
says err 'is the bundle of learner "dewi"'
gzip -dc "$work/dewi.bundle" | sed '1s/"dewi"/"eko"/' | sed '$d' >"$work/forged"
{
	cat "$work/forged"
	printf '{"sha256":"%s"}\n' "$(sha256sum "$work/forged" | cut -c 1-64)"
} | gzip >"$work/eko.bundle"
! "$sync" receive --learner eko --store "$a" <"$work/eko.bundle" 2>"$work/err" || fail 'taken'
says err 'that another learner brought first'
! head -c 300 "$work/dewi.bundle" | "$sync" receive --learner dewi --store "$a" 2>"$work/err" ||
	fail 'half of a bundle was taken'
! ls "$a/sync"/in-* 2>/dev/null || fail 'something was left behind'

# ---- a watch, and a login that asks it ----
go 0 with siti --store "$a" -- echo jalan
says out jalan
"$sync" watch --to "$to_a" --store "$a" >"$work/watch" 2>&1 &
watcher=$!
tries=0
until grep -qs watches "$work/watch"; do
	tries=$((tries + 1))
	[ $tries -lt 200 ] || fail "$(cat "$work/watch")"
	sleep 0.05
done
"$probe" "$a" siti add 1 >>"$work/siti"
tries=0
until [ "$(psql_on pusat -c 'SELECT count(*) FROM berpijar.event')" = 52 ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "watch: $(at_centre) $(cat "$work/watch")"
	sleep 0.1
done
"$probe" "$b" siti add 3 >>"$work/siti"
go 0 push --to "$to_b" --store "$b" siti
# it waits two seconds at most, which a busy machine may need
sort "$work/siti" >"$work/wanted"
tries=0
until go 0 with siti --store "$a" -- "$probe" "$a" siti list &&
	sort "$work/out" | cmp -s - "$work/wanted"; do
	tries=$((tries + 1))
	[ $tries -lt 10 ] || fail 'a login began without what was recorded elsewhere'
done
kill "$watcher"
watcher=

# ---- one person, recorded under two UUIDs in two offices, and joined by bundles ----
uuid_of() {
	"$berpijar" learner show gita --store "$1" --format json | sed -n 's/.*"uuid": "\([^"]*\)".*/\1/p'
}
"$probe" "$a" gita add 20 >"$work/gita"
"$probe" "$b" gita add 10 >>"$work/gita"
cp -a "$a" "$work/third-a"
cp -a "$b" "$work/third-b"
go 0 push --to "$to_a" --store "$a" gita
go 0 push --to "$to_b" --store "$b" gita
go 0 report --to "$(url pusat)"
for office in a b; do
	expect 0 learner export gita --bundle --store "$work/$office" -o "$work/gita-$office.bundle"
done
expect 0 learner import --bundle "$work/gita-a.bundle" --dry-run --store "$b"
says out 'of two computers; both become one person'
expect 0 learner import --bundle "$work/gita-b.bundle" --store "$a"
expect 0 learner import --bundle "$work/gita-a.bundle" --store "$b"
[ "$(uuid_of "$a")" = "$(uuid_of "$b")" ] || fail 'two UUIDs'
for office in a b a; do
	eval "go 0 both --to \$to_$office --store \$$office gita"
done
for office in a b; do
	"$probe" "$work/$office" gita list | sort >"$work/ids"
	sort "$work/gita" | cmp - "$work/ids" || fail "$office does not have all of gita"
done
go 0 report --to "$(url pusat)"
joined=$(psql_on pusat -c 'SELECT learner FROM berpijar.joined')
[ "$(psql_on pusat -c "SELECT count(*) FROM berpijar.total WHERE learner = '$joined'")" = 0 ] ||
	fail 'one person counts twice'
[ "$(psql_on pusat -c "SELECT sum(answered) FROM berpijar.total WHERE learner = '$(uuid_of "$a")'
	AND module = 'satu'")" = "$("$probe" "$a" gita fold | cut -d' ' -f3)" ] || fail 'not her own sum'
# a copy of before goes on under the UUID that holds
for third in a b; do
	eval "go 0 both --to \$to_$third --store $work/third-$third gita"
	[ "$(uuid_of "$work/third-$third")" = "$(uuid_of "$a")" ] || fail "third-$third is somebody else"
	"$probe" "$work/third-$third" gita list | sort >"$work/ids"
	sort "$work/gita" | cmp - "$work/ids" || fail "third-$third does not have all of gita"
done
# nobody joins whom they do not know
as kantor_b "INSERT INTO berpijar.joined (learner, person) VALUES (gen_random_uuid(),
	'$(uuid_of "$a")')" | grep -q 'row-level security' || fail 'an office joins strangers'

# ---- the end of a learner's data ----
# a bundle from before two records were joined is of the learner who is erased, too
old_gita=gita-a
[ "$(uuid_of "$work/third-a")" != "$joined" ] || fail 'third-a was not told'
gzip -dc "$work/gita-a.bundle" | head -1 | grep -q "$joined" || old_gita=gita-b
gzip -dc "$work/$old_gita.bundle" | head -1 | grep -q "$joined" || fail 'no bundle of the UUID that was given up'
gone=a
[ $old_gita = gita-a ] || gone=b
expect 0 learner erase gita --force --store "$work/$gone"
! "$sync" receive --learner gita --store "$work/$gone" <"$work/$old_gita.bundle" 2>"$work/err" ||
	fail 'what was joined came back'
says err 'was erased'
expect 1 learner import --bundle "$work/$old_gita.bundle" --store "$work/$gone"
uuid=$(psql_on pusat -c "SELECT learner FROM berpijar.event WHERE id = '$(head -1 "$work/budi")'")
cp -a "$a" "$work/old"
expect 0 learner erase budi --force --store "$a"
[ -e "$a/sync/erased/$uuid" ] || fail 'no tombstone'
go 0 push --to "$to_a" --store "$a" --all
psql_on pusat -c 'SELECT learner FROM berpijar.erased' | grep -qx "$uuid" || fail 'not told'
go 1 push --to "$to_a" --store "$work/old" budi
says err 'was erased at the centre'
go 0 erase --to "$(url pusat)"
says out "$uuid: 10 events destroyed"
go 1 both --to "$to_a" --store "$work/old" budi
says err 'was erased at the centre'
[ "$(psql_on pusat -c "SELECT count(*) FROM berpijar.event WHERE learner = '$uuid'")" = 0 ] ||
	fail 'it came back'
go 0 report --to "$(url pusat)"
expect 0 learner export budi --bundle --store "$work/old" -o "$work/budi.bundle"
! "$sync" receive --learner budi --store "$a" <"$work/budi.bundle" 2>"$work/err" ||
	fail 'an old bundle brought it back'
