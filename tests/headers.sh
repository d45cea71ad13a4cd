#!/bin/sh
# Every public header, alone, under stricter flags than the sources', with each compiler
# that is there.
set -u
cd "$(dirname "$0")/.." || exit 1

flags='-std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
failed=0
for compiler in gcc clang; do
	if ! command -v $compiler >/dev/null 2>&1; then
		echo "$compiler: not there, left out"
		continue
	fi
	for header in include/berpijar/*.h; do
		# shellcheck disable=SC2086 # several flags
		echo "#include <berpijar/${header##*/}>" |
			$compiler $flags -I include -fsyntax-only -x c - || failed=1
	done
done
exit $failed
