#!/bin/sh
# ages.sh BERPIJAR: what was written by earlier programs (fixtures/ages/README.md) is
# read, and a proof that was signed years ago still proves.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_LANG=en BERPIJAR_STORE="$work/store" HOME="$work"
export BERPIJAR_CONTENT="$BERPIJAR_FIXTURES/proof"
ages=$BERPIJAR_FIXTURES/ages

# altered FILE: a copy with one letter changed in each place in turn does not hold
altered() {
	for word in Siti laporan ditandatangani Pengalaman 2026-11 Kominfo e 0; do
		grep -q "$word" "$1" || continue
		sed "s/$word/x/" "$1" >"$work/altered"
		expect 1 proof --verify "$work/altered" --key "$ages/key.pub"
	done
}

for form in txt json; do
	expect 0 proof --verify "$ages/proof.$form" --key "$ages/key.pub"
	says out belajar.contoh.go.id
	altered "$ages/proof.$form"
	expect 0 proof --verify "$ages/unsigned.$form"
	altered "$ages/unsigned.$form"
done

expect 0 proof --verify "$ages/badge.json" --key "$ages/badge.key.pub"
says out belajar.contoh.go.id
expect 1 proof --verify "$ages/badge.json" --key "$ages/key.pub"
altered "$ages/badge.json"

# old: what is in $work/out, as it was before there were keys of JP from elsewhere, which stand
# behind all others.
old() {
	sed -n '/^ "employment"/q;p' "$work/out" | sed '$s/,$//'
	echo '}'
}

# A record of each schema, as it is read by who only looks, and after it was led on.
mkdir -p -m 700 "$work/store/learners"
for schema in 1 2 3; do
	cp "$ages/schema-$schema.db" "$work/store/learners/siti.db"
	chmod 600 "$work/store/learners/siti.db"
	for mode in look lead; do
		expect 0 progress --learner siti --format json
		old | cmp - "$ages/progress.json"
		[ $mode = look ] || break
		printf 'keluar\n' | "$berpijar" --plain --learner siti >"$work/out"
	done
	expect 0 store check
	rm -f "$work/store/learners"/siti.*
done

expect 0 learner import --bundle "$ages/version-1.bundle"
says out 'siti: 45 new events of 45'
expect 0 progress --learner siti --format json
old | cmp - "$ages/progress.json"
