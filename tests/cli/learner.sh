#!/bin/sh
# learner.sh BERPIJAR: a class is made, listed, handed out, renamed and erased.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work"
unset BERPIJAR_LEARNER || :
learners=$work/store/learners

out() {
	says out "$1"
}

err() {
	says err "$1"
}

# All that the store holds of a learner, but for SQLite's shared memory.
sums() {
	(cd "$learners" && cksum "$1.db" "$1.db-wal" "$1.lock")
}

# ---- a class from a table ----

expect 0 learner list
out 'No learners yet.'
[ ! -e "$work/store" ] || fail 'listing made a store'

# Semicolons, a BOM, CR LF, quotes, Indonesian names of columns, an empty row.
printf '\357\273\277id;Nama;Unit\r\nsiti;"Siti ""Ami""; M.Si.";Dinas Kominfo\r\n' >"$work/class.csv"
printf ';;\r\nbudi;=HYPERLINK("x");\r\ni.made;I Made;Biro Umum\r\n' >>"$work/class.csv"
expect 0 learner import "$work/class.csv"
out 'siti: new, name Siti "Ami"; M.Si., unit Dinas Kominfo'
out '3 new learners, 0 changed, 0 as they were'
out 'Nothing has been written'
[ ! -e "$work/store" ] || fail 'a dry run made a store'
expect 0 learner import --force "$work/class.csv"
[ "$(stat -c %a "$learners/siti.db")" = 600 ] || fail 'others may read a record'
expect 0 learner import "$work/class.csv"
out '0 new learners, 0 changed, 3 as they were'

# Commas; what is empty changes nothing.
printf 'unit,id,name\n,siti,\n"Biro Hukum",i.made,I Made\n' >"$work/change.csv"
expect 0 learner import --dry-run "$work/change.csv"
out 'i.made: changed, unit Biro Umum -> Biro Hukum'
out '0 new learners, 1 changed, 1 as they were'
expect 0 learner import --force "$work/change.csv"
expect 0 learner show i.made
out 'Unit: Biro Hukum'

# Faults have their places, and then nothing is written.
printf 'id,name,x\nani,Ani,1\nbad id,B\nani,A2\nbo,"B"o\nce,C\001\nde,D,1,2\nef,"E\n' >"$work/bad.csv"
expect 1 learner import --force "$work/bad.csv"
err 'bad.csv:1:9: warning: '
err 'bad.csv:3:1: error: '
err 'bad.csv:4:1: error: this id was named in line 2 already'
err 'bad.csv:5:4: error: '
err 'bad.csv:6:4: error: '
err 'bad.csv:7:1: error: '
err 'bad.csv:8:4: error: this quotation mark is not closed'
[ ! -e "$learners/ani.db" ] || fail 'a faulty table was written'
printf 'name,unit\nA,B\n' >"$work/head.csv"
expect 1 learner import "$work/head.csv"
err 'head.csv:1:1: error: '
{ echo id; seq 1 2001; } >"$work/many.csv"
expect 1 learner import "$work/many.csv"
err 'many.csv:2002:1: error: '
head -c 1100000 /dev/zero | tr '\0' '\n' >"$work/large.csv"
expect 1 learner import "$work/large.csv"
printf 'id\nsit\303' >"$work/latin.csv"
expect 1 learner import "$work/latin.csv"
err UTF-8
expect 2 learner import --force --dry-run "$work/class.csv"

# ---- one by one ----

expect 0 learner add ana --name 'Ana' --unit 'BKN'
expect 1 learner add ana
expect 2 learner add '../x'
expect 2 learner add bob --name "$(printf 'B\033[2J')"
expect 2 learner add bob --unit "$(printf 'B\342\200\256b')"
[ ! -e "$learners/bob.db" ] || fail 'made with a name that was refused'
expect 0 learner set ana --name 'Ana S.'
expect 1 learner set bob --name B
expect 0 learner show ana --format json
out '"name": "Ana S.",'
out '"unit": "BKN",'
out '"last_activity": null,'
expect 2 learner
expect 2 learner foo
expect 2 learner list --force
expect 2 learner list --format xml
expect 2 learner export ana --format text
expect 0 learner rename --help
out 'berpijar learner rename'
expect 0 help learner
out 'berpijar learner import'

# ---- the list ----

printf 'soal\n3 1 2\njawab\nlanjut\nm\n' | "$berpijar" --plain --learner siti --content "$(dirname "$0")/../play/jenis.md" jenis >/dev/null
expect 0 learner list --format json
[ "$(sed -n 's/.*"id": "\(.*\)",/\1/p' "$work/out" | tr '\n' ' ')" = 'ana budi i.made siti ' ] ||
	fail "$(cat "$work/out")"
[ "$(grep -c '"last_activity": "20..-..-..T..:..:......Z",' "$work/out")" -eq 1 ] || fail 'no last activity'
expect 0 learner list --format csv
out "\"budi\",\"'=HYPERLINK(\"\"x\"\")\",\"\",\"0\",\"0\",\"\",\"\""
[ "$(head -1 "$work/out" | tail -c 2 | od -An -tx1)" = ' 0d 0a' ] || fail 'no CR LF'

# Behind blanks and in its full-width form it is a formula all the same.
expect 0 learner set budi --name '  ＝1+1' --unit '-Unit'
expect 0 learner list --format csv
out "\"'  ＝1+1\",\"'-Unit\""

# A damaged one is named, and keeps no other from being listed.
cp "$learners/budi.db" "$work/budi.db"
printf 'this is no database at all, and it is long enough to be looked at as one' >"$learners/budi.db"
expect 1 learner list
out 'Siti "Ami"; M.Si.'
err 'error: budi: '
expect 1 learner list --format json
[ "$(grep -c '"fault": null' "$work/out")" -eq 3 ] || fail "$(cat "$work/out")"
cp "$work/budi.db" "$learners/budi.db"
expect 0 learner list

# ---- everything of one person ----

expect 0 learner export siti
out '"learner": "siti",'
out '"name": "Siti \"Ami\"; M.Si.",'
out '"profile.unit": "Dinas Kominfo"'
out '"verb": "answered",'
out '"response": '
out '"position": '
expect 0 learner export siti -o "$work/siti.json"
[ "$(stat -c %a "$work/siti.json")" = 600 ] || fail 'others may read a copy'
expect 1 learner export siti -o "$work/siti.json"
chmod 644 "$work/siti.json"
expect 0 learner export siti -o "$work/siti.json" --force
[ "$(stat -c %a "$work/siti.json")" = 600 ] || fail 'others may read a copy that was replaced'
expect 0 learner export siti --format csv
out '"answered","jenis","jenis"'
expect 1 learner export nobody

# ---- another id ----

expect 0 learner export siti --format csv
mv "$work/out" "$work/before"
expect 1 learner rename siti budi
err 'there is a learner "budi" already'
expect 2 learner rename siti 'a b'
expect 1 learner rename nobody x
expect 0 learner rename siti siti.db
find "$learners" -name 'siti.db*' | grep -v 'siti\.db\.' && fail 'something of the old name'
[ ! -e "$learners/siti.lock" ] || fail 'the old lock'
expect 0 learner export siti.db --format csv
cmp "$work/before" "$work/out"

# ---- erasing ----

# "siti.db" is a learner now, and "siti" another: neither goes with the other.
expect 0 learner add siti --name Lain
mkdir -p "$work/store/copies/siti" "$work/store/copies/siti.db" "$work/store/siti"
cp "$learners/siti.db" "$work/store/copies/siti.db-2026"
cp "$learners/siti.db.db" "$work/store/copies/siti.db.db"
echo x >"$work/store/copies/siti/x"
echo x >"$work/store/copies/siti.db/x"
ln "$learners/siti.db" "$work/kept"
ln -s "$work/class.csv" "$work/store/copies/siti.lock"
for one in ana budi i.made siti.db; do sums "$one"; done >"$work/before"
expect 2 learner erase siti
[ -e "$learners/siti.db" ] || fail 'erased without being asked'
expect 0 learner erase siti --force
out 'destroyed: '
out 'backups'
for one in ana budi i.made siti.db; do sums "$one"; done >"$work/after"
cmp "$work/before" "$work/after"
for gone in learners/siti.db learners/siti.db-wal learners/siti.db-shm learners/siti.lock \
	copies/siti copies/siti.db-2026 copies/siti.lock; do
	[ ! -e "$work/store/$gone" ] && [ ! -L "$work/store/$gone" ] || fail "$gone is there"
done
for kept in copies/siti.db/x copies/siti.db.db siti; do
	[ -e "$work/store/$kept" ] || fail "$kept is gone"
done
[ -s "$work/class.csv" ] || fail 'a link was followed'
cmp -n 6 "$work/kept" "$learners/ana.db" || fail 'a file with another name was overwritten'
expect 1 learner erase siti --force

# Whoever is not there is not listed first; a terminal is needed to be asked.
if command -v script >/dev/null; then
	status=0
	script -qec "'$berpijar' learner erase nobody" /dev/null </dev/null >"$work/out" || status=$?
	[ "$status" -eq 1 ] || fail "$status: $(cat "$work/out")"
	out 'there is no learner "nobody"'
	hides out 'will be destroyed'
	echo nein | script -qec "'$berpijar' learner erase ana" /dev/null >"$work/out" || :
	out 'will be destroyed'
	out "  $learners/ana.db"
	[ -e "$learners/ana.db" ] || fail 'destroyed though it was not confirmed'
fi

# A path is one line.
lines=$(printf '%s/a\nb\033' "$work")
expect 0 learner add x --store "$lines"
expect 0 learner erase x --force --store "$lines"
hides out "$(printf '\033')"
[ "$(grep -c '^b' "$work/out")" -eq 0 ] || fail "$(cat "$work/out")"

# What an earlier id left goes with the new one.
expect 0 learner add v
mkdir -p "$work/store/damaged/v-20260101T000000Z"
cp "$learners/v.db" "$work/store/damaged/v-20260101T000000Z/v.db"
cp "$learners/v.db" "$learners/v.db-version-1"
expect 0 learner rename v vnew
expect 0 learner erase vnew --force
[ -z "$(find "$work/store" -name 'v.*' -o -name 'v-*' -o -name 'vnew*')" ] ||
	fail "$(find "$work/store" -name 'v*')"

# Damaged records are erased as well.
echo rubbish >"$learners/budi.db"
expect 0 learner erase budi --force
[ ! -e "$learners/budi.db" ] || fail 'a damaged record stayed'

# ---- in use ----

mkfifo "$work/keys"
"$berpijar" --plain --learner ana --content "$(dirname "$0")/../play/jenis.md" jenis <"$work/keys" >"$work/play" &
player=$!
exec 3>"$work/keys"
echo lanjut >&3
tries=0
until [ -s "$work/play" ]; do
	tries=$((tries + 1))
	[ $tries -lt 300 ] || fail 'the player does not begin'
	sleep 0.1
done
expect 3 learner erase ana --force
expect 3 learner rename ana anna
[ -e "$learners/ana.db" ] || fail 'erased while in use'
expect 0 learner export ana
exec 3>&-
wait $player
expect 0 learner rename ana anna
