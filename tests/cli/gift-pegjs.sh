#!/bin/sh
# What we write as GIFT, npm gift-pegjs 1.0.2 parses, and as the same questions:
# gift-pegjs.sh BERPIJAR PRINT_QUESTIONS FIXTURES. Skipped (77) where there is no node, or
# no gift-pegjs where node looks for it: NODE_PATH=/a/folder/node_modules.
set -eu
print_questions=$2
fixtures=$3
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export LC_ALL=C.UTF-8

command -v node >/dev/null 2>&1 || exit 77
node -e 'require("gift-pegjs")' 2>/dev/null || exit 77

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

n=0
for file in "$fixtures"/gift/corpus/*; do
	case $file in *.json) continue ;; esac
	n=$((n + 1))
	"$berpijar" export "$file" --format gift >"$work/$n.gift" 2>/dev/null || :
done
for seed in 1 2 3 4 5 6 7 8; do
	"$print_questions" 400 $seed >"$work/random-$seed.gift"
done
for file in "$work"/*.gift; do
	"$berpijar" export "$file" --format json >"${file%.gift}.json" 2>/dev/null
done
node "$here/gift-pegjs.js" "$work"/*.gift
