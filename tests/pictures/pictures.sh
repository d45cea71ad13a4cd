#!/bin/sh
# pictures.sh SVG ROOT: every picture in docs/pictures is what SVG draws of the golden screens
# that pictures.txt names, byte by byte, in both themes. BERPIJAR_UPDATE_GOLDEN=1 draws them anew.
set -eu
svg=$1 root=$2
pictures=$root/docs/pictures
case ${BERPIJAR_UPDATE_GOLDEN:-0} in
0 | '') update= ;;
*) update=1 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

# "NAME | SECONDS SCREEN [SECONDS SCREEN]... | TITLE | TEXT"
grep -v '^#' "$root/tests/pictures/pictures.txt" | grep . >"$work/list"
while IFS='|' read -r name screens title text; do
	name=$(echo "$name" | tr -d ' ')
	title=${title# } text=${text# }
	set --
	for word in $screens; do
		case $word in
		[0-9]*) set -- "$@" "$word" ;;
		*) set -- "$@" "$root/tests/golden/$word.screen" ;;
		esac
	done
	for theme in light dark; do
		"$svg" "$theme" "${title% }" "$text" "$@" >"$work/$name-$theme.svg"
		[ -z "$update" ] || cp "$work/$name-$theme.svg" "$pictures/"
		cmp "$work/$name-$theme.svg" "$pictures/$name-$theme.svg" || faults=1
	done
done <"$work/list"

# No picture is there that nothing draws, and none with a script in it or with something to be
# fetched.
for picture in "$pictures"/*.svg; do
	[ -f "$work/${picture##*/}" ] || { echo "$picture: nothing draws it"; faults=1; }
done
! grep -lE '<script|javascript:|href=|url\(|@import' "$pictures"/*.svg || faults=1

[ "$faults" -eq 0 ]
