#!/bin/sh
# authoring.sh BERPIJAR: modules as authors make them, each with a fault or some. Every file
# and folder of tests/check/authoring is checked, and exactly what its line in `expected` says
# is found: file, line, column, code. BERPIJAR_UPDATE_GOLDEN=1 writes that list anew.
set -eu
berpijar=$(realpath "$1")
cd "$(dirname "$0")/authoring"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BERPIJAR_STORE="$work/store" SOURCE_DATE_EPOCH=1796000000

for path in *; do
	[ "$path" = gambar ] && continue
	"$berpijar" check "$path" --format json >"$work/out" || [ $? = 1 ]
	sed -n -e 's/^   "file": "\(.*\)",/\1/p' -e 's/^   "line": \([0-9]*\),/\1/p' \
		-e 's/^   "column": \([0-9]*\),/\1/p' -e 's/^   "code": "\(.*\)",/\1/p' "$work/out" |
		while read -r file && read -r line && read -r column && read -r code; do
			echo "$file:$line:$column $code"
		done
done >"$work/found"
if [ -n "${BERPIJAR_UPDATE_GOLDEN:-}" ]; then
	cp "$work/found" ../authoring.txt
fi
diff ../authoring.txt "$work/found"
