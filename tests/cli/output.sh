#!/bin/sh
# output.sh BERPIJAR: what is printed arrives, or the exit status says that it did not;
# foreign names and paths cannot draw on the terminal or make lines of their own.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_LEARNER=siti
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"
escape=$(printf '\033') line=$(printf '\nx') line=${line%x}

# What no reader takes is told.
full() {
	wanted=$1 status=0
	shift
	"$berpijar" "$@" </dev/null >/dev/full 2>"$work/err" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: $status: $(cat "$work/err")"
	says err 'the output cannot be written: '
}

# No escape sequence, and so many lines.
plain() {
	! grep -qF "$escape" "$work/$1" || fail "an escape sequence: $(cat -v "$work/$1")"
	[ "$(wc -l <"$work/$1")" -eq "$2" ] || fail "not $2 lines: $(cat -v "$work/$1")"
}

printf 'soal\na\n' | "$berpijar" --plain ux/satu >"$work/out"
printf '\n\n\n\n' | "$berpijar" --plain ux/dua >"$work/out"
"$berpijar" proof ux --name Siti -o "$work/proof.txt"

# ---- a full device ----

full 1 --version
full 1 help
full 1 check "$BERPIJAR_FIXTURES/proof"
full 1 render ux/satu
full 1 export ux
full 1 progress
full 1 progress --format json
full 1 progress --notes
full 1 proof ux --name Siti
full 1 proof ux --name Siti --format json
full 1 proof --verify "$work/proof.txt"
full 1 store check
full 1 store check --format json
full 1 store backup "$work/backup"
for format in text json csv; do
	full 1 learner list --format $format
done
full 1 learner show siti
full 1 learner export siti
full 1 learner add budi
# Worse stays worse, and a reader who has gone needs no words.
status=0
"$berpijar" --version 2>"$work/err" >&- || status=$?
[ "$status" -eq 1 ] || fail "a closed output: $status"
(trap '' PIPE; "$berpijar" help; echo $? >"$work/status") 2>"$work/err" | :
hides err cannot

# ---- names and paths ----

odd=$work/odd${escape}[31mX${line}faked
expect 0 store key --store "$odd" server
plain out 1
expect 0 learner add ani --store "$odd"
expect 0 learner export siti --bundle -o "$odd.bundle"
plain out 1
expect 0 proof ux --name Siti -o "$odd.txt"
plain err 1
expect 1 learner show "a${line}faked: error"
plain err 1
expect 1 check "$odd/none"
plain err 1

# A record that came from elsewhere.
if command -v sqlite3 >/dev/null; then
	sqlite3 "$work/store/learners/budi.db" "insert or replace into setting (name, value)
		values ('profile.name', 'A' || char(27) || '[31mB' || char(10) || 'C');"
	expect 0 learner list
	plain out 3
	expect 0 learner list --format csv
	plain out 3
	expect 0 learner show budi
	says out 'Name: A'
	says out 'B C'
	plain out 6
fi
