#!/bin/sh
# examples.sh BERPIJAR: the examples of docs/check.md. What is under "Keliru:" has the fault of
# its section and no other; what is under "Betul:" has none. Every code that a module alone can
# have, and that is not in the list below, has both.
set -eu
berpijar=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BERPIJAR_STORE="$work/store" SOURCE_DATE_EPOCH=1796000000

# A file for each example: CODE-wrong.md, CODE.right.md.
awk -v work="$work" '
	/^````/ {
		if (inside) { inside = 0; close(file); next }
		inside = 1
		fresh = 1
		file = work "/" code "-" word ".md"
		next
	}
	inside {
		if (fresh && $0 != "---") printf "---\ntitle: Latihan\n---\n\n" >file
		fresh = 0
		print >file
		next
	}
	/^### / { code = substr($2, 1, length($2) - 1) }
	/^Keliru:/ { word = "wrong" }
	/^Betul:/ { word = "right" }' docs/check.md

failed=0
for wrong in "$work"/*-wrong.md; do
	code=$(basename "$wrong" -wrong.md)
	for word in wrong right; do
		"$berpijar" check "$work/$code-$word.md" --format json >"$work/out" || [ $? = 1 ]
		found=$(sed -n 's/^   "code": "\(.*\)",/\1/p' "$work/out" | sort -u | tr '\n' ' ')
		wanted=
		[ $word = right ] || wanted="$code "
		if [ "$found" != "$wanted" ]; then
			echo "$code, $word: found [$found]"
			failed=1
		fi
	done
done
exit $failed
