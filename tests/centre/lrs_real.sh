#!/bin/sh
# lrs_real.sh BERPIJAR SYNC PROBE FOLDER: every statement is valid, and a real learning record
# store takes them, keeps each once, and gives them back. FOLDER is where npm puts it:
# `./dev centre` has it installed there; where it is not, the test is skipped (77).
set -eu
command -v node >/dev/null || exit 77
packages=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/lrs
sync=$2 probe=$3 folder=$4
. "$(dirname "$0")/npm.sh"
npm_packages "$packages" "$folder" lrs.js xapi-statements

. "$(dirname "$0")/../shell.sh"
. "$(dirname "$0")/lrs.sh"
export BERPIJAR_CONTENT="$work/jenis.md"
cp "$(dirname "$0")/../play/jenis.md" "$work"

# ---- the LRS, in memory ----
port=$((20000 + ($$ * 7 + $(od -An -N2 -tu2 /dev/urandom)) % 30000))
(
	cd "$folder"
	MODELS_REPO=memory STORAGE_REPO=local AUTH_REPO=test EVENTS_REPO=test SERVICE_AWAIT_UPDATES=true \
		FS_LOCAL_STORAGE_DIR="$work/lrs" EXPRESS_PORT=$port \
		exec node node_modules/xapi-statements/dist/index.js
) >"$work/lrs.log" 2>&1 &
server=$!
to=http://127.0.0.1:$port/xAPI
tries=0
until node "$folder/lrs.js" list "$to" >/dev/null 2>&1; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "$(cat "$work/lrs.log")"
	sleep 0.2
done

# stated ID: its statements, in $work/ID.
stated() {
	"$berpijar" learner export "$1" --format xapi >"$work/$1"
}

# has COUNT [QUERY]: how many the LRS has; they are in $work/list.
has() {
	node "$folder/lrs.js" list "$to" ${2+"$2"} >"$work/list"
	[ "$(wc -l <"$work/list")" = "$1" ] || fail "it has $(wc -l <"$work/list") of $1"
}

# ---- records: many answers; all kinds of questions; all kinds of events, of before ----
"$probe" "$work/store" budi add 450 >/dev/null
for answer in 'soal 1|3 1 2|jawab' 'soal 2|Karena cepat|'; do
	printf '%s\n' "$answer|keluar" | tr '|' '\n' |
		"$berpijar" --plain --learner siti jenis >/dev/null
done
"$probe" "$work/store" siti consent
cp "$BERPIJAR_FIXTURES/ages/schema-3.db" "$work/store/learners/lama.db"
for id in budi siti lama; do
	stated $id
done
cat "$work/budi" "$work/siti" "$work/lama" >"$work/all"
node "$folder/lrs.js" validate <"$work/all" >"$work/out" || fail "$(cat "$work/out")"
for words in '"interactionType":"sequencing"' '"response":"a[,]b[,]c"' \
	'"interactionType":"long-fill-in"' '"response":"Karena cepat"'; do
	grep -qF "$words" "$work/siti" || fail "no $words in: $(cat "$work/siti")"
done

# ---- all of it, once ----
go 0 --all
says out 'budi: 450 statements sent'
all=$(wc -l <"$work/all")
has "$all"
cut -d '"' -f 4 "$work/all" | sort >"$work/ours"
grep -o '"id":"[0-9a-f-]*"' "$work/list" | cut -d '"' -f 4 | sort -u >"$work/theirs"
[ -z "$(comm -23 "$work/ours" "$work/theirs")" ] || fail 'it lacks some'
go 0 --all
[ ! -s "$work/out" ] || fail "sent again: $(cat "$work/out")"
has 23 '?verb=http%3A%2F%2Fadlnet.gov%2Fexpapi%2Fverbs%2Fcompleted&activity=https%3A%2F%2Fdinas.go.id%2Fberpijar%2Fcourse%2Fux%2Fmodule%2Fdua'

# ---- it is ended at any instant: the LRS has all of them, each once ----
"$probe" "$work/store" budi add 200 >/dev/null
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
	"$sync" xapi --to "$to" --batch 9 budi >/dev/null 2>&1 &
	sleep "0.$(printf %02d $((round * 3)))"
	kill -9 $! 2>/dev/null || :
	wait $! 2>/dev/null || :
done
go 0 budi
all=$((all + 200))
has "$all"

# ---- the marks are lost, and the course was edited: nothing is doubled, nothing is refused ----
rm -r "$work/store/sync"
sed -i 's/Apa pendapat Anda?/Apa pendapat Saudara?/' "$work/jenis.md"
stated siti
cmp -s "$work/siti" - <"$work/all" && fail 'the edit changes nothing'
go 0 --all
says out ', 1 already there'
[ ! -s "$work/err" ] || fail "$(cat "$work/err")"
has "$all"

# ---- somebody else's statement has the id of one: that is named, the others go on ----
"$probe" "$work/store" budi add 9 >"$work/ids"
stated budi
id=$(sed -n 5p "$work/ids")
grep "^{\"id\":\"$id\"" "$work/budi" | sed 's/verbs\/answered/verbs\/asked/' |
	node "$folder/lrs.js" post "$to"
go 1 --all
says out 'budi: 8 statements sent, 1 put aside'
says err "statement $id was refused"
says err 'LRS answered 409'
grep -q "^{\"id\":\"$id\"" "$work/store/sync/budi/xapi-aside" || fail 'it is not kept'
go 0 --all
has $((all + 9))

# ---- what is taken back is gone there, too ----
# shown COUNT: so many bookmarks are shown by it.
shown() {
	node "$folder/lrs.js" list "$to" >"$work/list"
	[ "$(grep -c verbs/bookmarked "$work/list")" = "$1" ] || fail "$(cat "$work/list")"
}
printf '%s\n' 'penanda Tempat' keluar | "$berpijar" --plain --learner siti jenis >/dev/null
go 0 siti
shown 1
printf '%s\n' catatan hapus hapus keluar |
	"$berpijar" --plain --learner siti jenis >/dev/null
go 0 siti
shown 0
