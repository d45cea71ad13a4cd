#!/bin/sh
# make.sh SHELL TEMPLATE TABLES OUT [PROGRAM]: the completions of a shell for berpijar or another
# program, from what the program TABLES prints (src/cli/tables.c). In the template a line @TABLE@
# stands for its rows.
set -eu
rows=$(mktemp) template=$(mktemp)
trap 'rm -f "$rows" "$template"' EXIT
program=${5:-berpijar}
functions=_$(echo "$program" | tr - _)
"$3" >"$rows"
# names of functions, then the program's own
sed "s/_berpijar/$functions/g; s/\\(^\\|[^_]\\)berpijar\\>/\\1$program/g" "$2" >"$template"
awk -F '\t' -v shell="$1" -v rows="$rows" -v program="$program" -v functions="$functions" \
	-f "$(dirname "$0")/rows.awk" "$template" >"$4"
