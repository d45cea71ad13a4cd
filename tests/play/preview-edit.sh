#!/bin/sh
# preview-edit.sh WAY FROM TO FILE: edits a file as an editor of that way does.
set -eu
way=$1 file=$4
new=$(dirname "$file")/.new
sed "s/$2/$3/" "$file" >"$new"
case $way in
rename) mv "$new" "$file" ;;
rewrite) # cut short, and written anew in two pieces
	: >"$file"
	head -c 100 "$new" >>"$file"
	tail -c +101 "$new" >>"$file"
	;;
place) dd if="$new" of="$file" conv=notrunc 2>/dev/null ;; # the size stays
half) head -c 165 "$new" >"$file" ;;                       # left like that
esac
