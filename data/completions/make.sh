#!/bin/sh
# make.sh SHELL TEMPLATE TABLES OUT: the completions of a shell, from what the program TABLES
# prints (src/cli/tables.c). In the template a line @TABLE@ stands for its rows.
set -eu
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
"$3" >"$rows"
awk -F '\t' -v shell="$1" -v rows="$rows" -f "$(dirname "$0")/rows.awk" "$2" >"$4"
