#!/bin/sh
# config.sh BERPIJAR: the user's own file of settings, and what overrides it.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en HOME="$work"
content=$BERPIJAR_FIXTURES/proof
mkdir -p "$XDG_CONFIG_HOME/berpijar"
config=$XDG_CONFIG_HOME/berpijar/config

# The file says where everything is, and who is learning; the environment and the options
# override it, each for itself.
cat >"$config" <<END
# at home
content = $content
store = $work/file
learner = siti
END
expect 0 learner add siti --name Siti
expect 0 progress --format json
says out '"learner": "siti"'
says out '"id": "ux"'
[ -f "$work/file/learners/siti.db" ] || fail 'another store'
BERPIJAR_STORE="$work/environment" expect 0 learner add budi
[ -f "$work/environment/learners/budi.db" ] || fail 'the environment does not count'
BERPIJAR_STORE="$work/environment" expect 0 learner add ani --store "$work/option"
[ -f "$work/option/learners/ani.db" ] || fail 'the option does not count'
BERPIJAR_LEARNER=budi expect 0 progress --format json
says out '"learner": "budi"'
BERPIJAR_LEARNER=budi expect 0 progress --learner siti
says out siti

# --learner names one record of several, which a file does not.
expect 0 learner add tono
expect 0 store check
says out tono

# The learner's own choice of a language is in the record; the file's is for all others.
unset BERPIJAR_LANG
printf 'lang = en\n' >>"$config"
expect 0 learner list
says out 'Last day'
expect 0 learner list --lang id
says out 'Terakhir belajar'
BERPIJAR_LANG=id expect 0 learner list
says out 'Terakhir belajar'

# A mistake is told by its place, and nothing is done; but there is help.
printf 'stroe = /tmp\n' >>"$config"
expect 1 learner add dewi --lang en
says err "$config:6:1: stroe: unknown key"
[ "$(wc -l <"$work/err")" -eq 1 ] || fail "$(cat "$work/err")"
[ ! -e "$work/file/learners/dewi.db" ] || fail 'it was passed over'
expect 0 --help
expect 0 --version
printf 'color = merah\n' >"$config"
expect 1 progress --lang en
says err "$config:1:9: color: allowed are auto, always, never"

# The mark that some editors put in front is none.
printf '\357\273\277color = never\n' >"$config"
expect 0 progress --lang en
printf '\357\273\277stroe = /tmp\n' >"$config"
expect 1 progress --lang en
says err "$config:1:1: stroe: unknown key"

# How long Esc waits: within limits.
for value in 24 1001 0 -5 150ms '' x; do
	printf 'esc = %s\n' "$value" >"$config"
	expect 1 progress --lang en
	says err "$config:1:"
	rm "$config"
	expect 2 --esc "$value" --lang en
done
printf 'esc = 25\n' >"$config"
BERPIJAR_ESC=1000 expect 0 progress --lang en
expect 0 --esc 1000 --content "$content" --lang en </dev/null

# What is no file of settings is ignored with a word.
rm "$config"
mkdir "$config"
expect 0 learner list --lang en --store "$work/file"
says err "$config is ignored"
rmdir "$config"

# Without XDG_CONFIG_HOME it is in ~/.config.
unset XDG_CONFIG_HOME
mkdir -p "$HOME/.config/berpijar"
printf 'store = %s\n' "$work/file" >"$HOME/.config/berpijar/config"
expect 0 learner show siti
says out Siti
