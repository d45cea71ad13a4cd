#!/bin/sh
# check.sh BERPIJAR: what check finds in a module's rules, and where.
set -eu
berpijar=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BERPIJAR_STORE="$work/store"

# finds FRONT-MATTER GIFT "LINE:COLUMN CODE"...: these faults and no others.
finds() {
	printf -- '---\ntitle: Modul\n%b\n---\n\n```gift\n%b\n```\n' "$1" "$2" >"$work/modul.md"
	shift 2
	for fault; do echo "$fault"; done >"$work/wanted"
	"$berpijar" check "$work/modul.md" --format json --allow lesson-only-questions >"$work/out" || :
	sed -n -e 's/.*"line": \([0-9]*\),/\1/p' -e 's/.*"column": \([0-9]*\),/\1/p' \
		-e 's/.*"code": "\(.*\)",/\1/p' "$work/out" |
		while read -r line && read -r column && read -r code; do
			echo "$line:$column $code"
		done >"$work/found"
	cmp -s "$work/wanted" "$work/found" || {
		cat "$work/modul.md" "$work/out"
		exit 1
	}
}

both='// [tag:x]\n::a::A{T}\n\n// [tag:x] [tag:y]\n::b::B{T}'

# Draws: each rule alone, and all together.
finds 'kind: exam\ndraw: 2' "$both"
finds 'kind: exam\ndraw: 3' "$both" '4:7 draw-few'
finds 'kind: exam\ndraw: {x: 1, y: 1}' "$both"
finds 'kind: exam\ndraw: {x: 3}' "$both" '4:8 draw-few'
finds 'kind: exam\ndraw: {x: 2, y: 1}' "$both" '4:8 draw-few'
finds 'kind: exam\npass: 70' 'Hanya keterangan.' '1:1 exam-empty'

# Of two forms each alone; what is too few for both is told once.
forms='kind: exam\npretest: A\nposttest: B'
finds "$forms" "$both"
finds "$forms" '::a::A{T}' '1:1 form-few'
finds "$forms\ndraw: 1" "$both"
finds "$forms\ndraw: 2" "$both" '6:7 form-few' '6:7 form-few'
finds "$forms\ndraw: {x: 1, y: 1}" "$both" '6:8 form-few' '6:8 form-few'
finds "$forms\ndraw: 3" "$both" '6:7 draw-few'

# Pass marks that nobody can reach.
finds 'kind: exam\npass: 70' '::a::A{}' '1:1 pass-never'
finds 'kind: exam\npass: 70' '::a::A{}\n\n::b::B{T}'
finds 'kind: exam\npass: 70' '::a::A{=%60%a}' '1:1 pass-never' '8:8 gift-no-full'
finds 'kind: exam\npass: 60' '::a::A{=%60%a}' '8:8 gift-no-full'
finds 'kind: exam\npass: 90' '::a::A{=%60%a}\n\n::b::B{T}' '1:1 pass-never' '8:8 gift-no-full'
finds 'kind: exam\npass: 90\ndraw: 1' '::a::A{=%60%a}\n\n::b::B{T}' '9:8 gift-no-full'
finds 'pass: 70' '::a::A{}'

# Lessons: a try may cost more than there is to spare.
finds 'pass: 100' '::a::A{T}'
finds 'pass: 100\npenalty: 25' '::a::A{T}' '1:1 pass-once'
finds 'pass: 75\npenalty: 25' '::a::A{T}'
finds 'pass: 75\npenalty: 50' '::a::A{T}\n\n::b::B{T}'
finds 'pass: 100\npenalty: 25\nattempts: 1' '::a::A{T}'
