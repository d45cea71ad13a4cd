#!/bin/bash
# completions.sh TABLES FOLDER: what bash offers for berpijar-sync is what its tables have, and the
# files for zsh and fish are sound where these are installed.
set -eu
tables=$1 folder=$2
. "$folder/berpijar-sync"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# offers WANTED WORD...: exactly these for the last word.
offers() {
	wanted=$1
	shift
	COMP_WORDS=(berpijar-sync "$@") COMP_CWORD=$#
	_berpijar_sync
	found=$(printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"} | sort | xargs)
	[ "$found" = "$wanted" ] || {
		echo "$*: $found, not $wanted"
		exit 1
	}
}

"$tables" >"$work/tables"
commands=$(awk -F '\t' '$1 == "command" && $2 { print $2 }' "$work/tables" | sort | xargs)
options=$(awk -F '\t' '$1 == "option" && $2 == "" { print $4; if ($3 != "-") print $3 }' "$work/tables" |
	sort | xargs)
[ -n "$commands" ] && [ -n "$options" ]
offers "$commands" ''
offers "$options" -
offers 'receive report' re
offers 'course module month office question' report --by ''
offers '--by' report --by
offers 'csv html json text' report --to x --format ''
for command in $commands; do
	offers "$options" "$command" -
done
! command -v zsh >/dev/null || zsh -n "$folder/_berpijar-sync"
! command -v fish >/dev/null || fish -n "$folder/berpijar-sync.fish"
