#!/bin/sh
# builtin.sh OUT.c NAME...: this machine's terminfo entries of those names as the table
# kind_builtins, in the form that curses takes from TERMINFO. What is not installed is left out.
set -eu
out=$1
shift
{
	echo '#include "kinds.h"'
	echo 'const struct kind_builtin kind_builtins[] = {'
	for name; do
		entry=$(infocmp -0 -q -Q2 "$name" 2>/dev/null) || continue
		printf '\t{"%s", "%s"},\n' "$name" "$entry"
	done
	printf '\t{0},\n};\n'
} >"$out"
