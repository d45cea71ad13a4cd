#!/bin/sh
# examples.sh BERPIJAR: the examples of docs/check.md. What is under "Keliru:" has the fault of
# its section and no other; what is under "Betul:" has none. Every code has both, but those
# named below. What stands behind a ```` says what is done with a block:
#
#   md               a module, which is checked; of a code loss-…, exported as GIFT and as XML
#   LANGUAGE FILE    a file of a course, which is checked with the files beside it
#   xml, aiken       a file of questions, which is imported
#   csv              a list of learners, which is imported
set -eu
berpijar=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BERPIJAR_STORE="$work/store" SOURCE_DATE_EPOCH=1796000000

# These would fill pages, or are no text: sizes and counts, bytes, folders and links, records.
# The last one comes from no file.
without=" course-size faults-many file-size yaml-keys yaml-size table-cells gift-questions gift-size \
csv-rows xml-depth text-nul text-utf16 text-utf8 gift-utf8 file-read name-refused course-none \
course-duplicate id-lost learner-record loss-single paper-answer paper-attempt paper-form "

# An example is KIND/CODE-wrong or KIND/CODE-right, with the ending of its language if it is one
# file. A module gets a title if it has no front matter.
awk -v work="$work" '
	/^````/ {
		if (inside) { inside = 0; close(file); next }
		inside = fresh = 1
		split(substr($0, 5), is, " ")
		lone = is[1] == "md" && !is[2]
		kind = is[2] ? "course" : !lone ? "other" : code ~ /^loss-/ ? "loss" : "lone"
		file = work "/" kind "/" code "-" word (is[2] ? "/" is[2] : "." is[1])
		folder = file
		sub(/\/[^\/]*$/, "", folder)
		system("mkdir -p " folder)
		next
	}
	inside {
		if (fresh && lone && $0 != "---")
			printf "---\ntitle: Latihan\n---\n\n" >file
		fresh = 0
		print >file
		next
	}
	/^### / {
		code = substr($2, 1, length($2) - 1)
		print code >(work "/codes")
	}
	/^Keliru:/ { word = "wrong" }
	/^Betul:/ { word = "right" }' docs/check.md

# check_all KIND: a line "CODE-word CODE" for each fault; all at once, since there are many.
check_all() {
	(cd "$work/$1" && "$berpijar" check --format json -- *) >"$work/out" || [ $? = 1 ]
	sed -n -e 's/^   "file": "\([^/"]*\).*/\1/p' -e 's/^   "code": "\(.*\)",/\1/p' "$work/out" |
		paste -d ' ' - - | sed 's/\.md / /'
}

# tell EXAMPLE COMMAND...: the same of what a command says.
tell() {
	name=${1##*/}
	shift
	"$berpijar" "$@" >"$work/out" 2>&1 || [ $? = 1 ]
	sed -n '/: \(galat\|peringatan\|saran\): /s/.* \[\([a-z0-9-]*\)\]$/'"${name%.*}"' \1/p' "$work/out"
}

{
	check_all lone
	check_all course
	for example in "$work/loss"/*; do
		tell "$example" export "$example"
		tell "$example" export --format xml "$example"
	done
	for example in "$work/other"/*; do
		case $example in
		*.csv) tell "$example" learner import "$example" ;;
		*) tell "$example" import "$example" -o "$work/module.md" --force ;;
		esac
	done
} | sort -u >"$work/found"

# What every code should have, beside what it has.
(cd "$work" && ls lone course loss other) | sed 's/\.[a-z]*$//' | sort -u >"$work/there"
while read -r code; do
	case $without in
	*" $code "*) continue ;;
	esac
	for word in wrong right; do
		grep -qx "$code-$word" "$work/there" && continue
		echo "$code, $word: no example"
	done
	grep -qx "$code-wrong $code" "$work/found" || echo "$code-wrong: its fault is not found"
done <"$work/codes" >"$work/failures"
awk '{ code = $1; sub(/-wrong$/, "", code) } code != $2 { print $1 ": found " $2 }' \
	"$work/found" >>"$work/failures"
cat "$work/failures"
[ ! -s "$work/failures" ]
