#!/bin/sh
# handbook.sh BERPIJAR: docs/penulis.md is true. Its examples are the blocks between ````, taken
# in their order, as an author goes through the book, in one home folder. What stands behind
# the ```` says what becomes of a block:
#
#   md [CODE...]       is checked as a module of a small course, and has these faults alone
#   md FILE [CODE...]  is written to FILE, and checked there
#   yaml               is the course.yaml of that course, without faults
#   sh [STATUS]        commands, each of which ends with STATUS, or with 0
#   text               lines that these commands printed
#   file FILE          is written to FILE
set -eu
berpijar=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" PATH="$work/bin:$PATH" SOURCE_DATE_EPOCH=1796000000 TERM=dumb
unset BERPIJAR_CONTENT BERPIJAR_STORE BERPIJAR_LEARNER BERPIJAR_LANG LANGUAGE
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS
mkdir -p "$HOME" "$work/bin" "$work/blocks"
ln -s "$berpijar" "$work/bin/berpijar"
printf '#!/bin/sh\n' >"$work/bin/nano"
chmod +x "$work/bin/nano"

# Each block is a file, its number its name; what stands behind its fence is in NUMBER.is, and
# its line in NUMBER.at.
awk -v work="$work/blocks" '
	/^````/ {
		if (file) { close(file); file = ""; next }
		file = sprintf("%s/%03d", work, ++count)
		printf "" >file
		print substr($0, 5) >(file ".is")
		print NR + 1 >(file ".at")
		close(file ".is")
		close(file ".at")
		next
	}
	file { print >file }' docs/penulis.md

failed=0
wrong() {
	echo "docs/penulis.md:$(cat "$block.at"): $*"
	failed=1
}

# found PATH CODE...: the faults that check finds in PATH are these.
found() {
	path=$1
	shift
	berpijar check "$path" --format json >"$work/out" || [ $? = 1 ]
	is=$(sed -n 's/^   "code": "\(.*\)",/\1/p' "$work/out" | sort -u | tr '\n' ' ')
	[ "$is" = "$(printf '%s\n' "$@" | sort | grep . | tr '\n' ' ')" ] || wrong "check finds [$is]"
}

# The course that an example without a name stands in.
course="$work/contoh"
build_course() {
	rm -rf "$course"
	mkdir -p "$course/assets"
	echo 'pintu' >"$course/assets/denah.txt"
	printf '%s\n' --- 'title: Loket' --- '' 'Teks.' '' '## Jam buka' '' 'Pagi.' '' \
		'![Denah](assets/denah.txt)' >"$course/01-loket.md"
	printf '%s\n' 'title: Kursus' >"$course/course.yaml"
}

try_module() {
	case ${1:-} in
	*.md)
		file=$HOME/$1
		shift
		;;
	*)
		build_course
		file=$course/02-contoh.md
		;;
	esac
	if [ "$(head -n 1 "$block")" = --- ]; then
		cp "$block" "$file"
	else
		printf '%s\n' --- 'title: Contoh' --- '' >"$file"
		cat "$block" >>"$file"
	fi
	found "$file" "$@"
}

try_settings() {
	build_course
	cp "$block" "$course/course.yaml"
	for id in contoh ujian; do
		printf '%s\n' --- "title: Modul $id" --- '' "Loket." >"$course/02-$id.md"
	done
	found "$course"
}

# What a command asks is answered by leaving.
try_commands() {
	: >"$work/said"
	while read -r command; do
		printf '\n\nkeluar\n' >"$work/answers"
		status=0
		(cd "$HOME" && sh -c "$command" <"$work/answers" >"$work/out" 2>&1) || status=$?
		cat "$work/out" >>"$work/said"
		[ $status = "${1:-0}" ] || wrong "$command: status $status: $(cat "$work/out")"
	done <"$block"
}

try_text() {
	while read -r line; do
		grep -qF -- "$line" "$work/said" || wrong "not said: $line"
	done <"$block"
}

for block in "$work/blocks"/[0-9][0-9][0-9]; do
	# shellcheck disable=SC2046 # its words
	set -- $(cat "$block.is")
	kind=$1
	shift
	case $kind in
	md) try_module "$@" ;;
	yaml) try_settings ;;
	sh) try_commands "$@" ;;
	text) try_text ;;
	file) cp "$block" "$HOME/$1" ;;
	*) wrong "what is $kind?" ;;
	esac
done

# The book itself: its links, tables and headings.
cp docs/penulis.md "$work"
berpijar check --strict --allow link-module "$work/penulis.md" >"$work/out" || {
	cat "$work/out"
	failed=1
}
exit $failed
