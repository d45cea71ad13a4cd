#!/bin/sh
# usage.sh BERPIJAR: what a command does not take is never passed over.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work"
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"

# wrong ARG...: wrong usage, in one line.
wrong() {
	expect 2 "$@"
	[ "$(wc -l <"$work/err")" -eq 1 ] || fail "$*: $(cat "$work/err")"
}

# Too many arguments, and too few.
wrong ux dua
says err 'usage: berpijar [COURSE'
wrong review x
wrong progress x
wrong proof ux x
wrong store check x
says err 'usage: berpijar store check;'
wrong store recover x
wrong store backup
wrong store backup a b
wrong store key a b
wrong learner list x
wrong learner show
says err 'usage: berpijar learner show ID;'
wrong learner show a b
wrong learner add
wrong learner set a b
wrong learner rename a
wrong learner export
wrong learner erase a b
wrong learner import
wrong learner import --bundle a b c
wrong render
wrong export
wrong import -o x.md
[ ! -e "$work/store" ] || fail 'wrong usage made a store'

# Commands that there are not.
wrong store x
wrong learner x
wrong help x
says err 'no command "x"'
wrong help store x
wrong help store check x
expect 0 help store check
says out 'berpijar store check'
expect 0 help store
expect 0 help
expect 0 help --lang id progress
