#!/bin/bash
# completions.sh TABLES FOLDER: what bash, zsh and fish offer (the files in FOLDER) is what the
# tables of the commands have, as the program TABLES prints them. zsh and fish are tried where
# they are installed; of bash every command and every option is.
set -u
case $1 in
/*) tables=$1 ;;
*) tables=$PWD/$1 ;;
esac
folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

fail() {
	echo "$*"
	faults=$((faults + 1))
}

# The program, as far as completions ask it: its courses.
mkdir "$work/bin" "$work/here"
printf '#!/bin/sh\nprintf "ux\\tModel UX\\t3 modul\\nmedia\\tMedia\\t2 modul\\n"\n' >"$work/bin/berpijar"
chmod +x "$work/bin/berpijar"
PATH=$work/bin:$PATH
touch "$work/here/modul.md"
mkdir "$work/here/kursus"
cd "$work/here" || exit 1

"$tables" >"$work/tables"
[ "$(grep -c '^command' "$work/tables")" -gt 20 ] || fail 'the tables are empty'

# What the tables say: sub-commands of a path, its options.
subs() {
	awk -F '\t' -v path="$1" '
		$1 != "command" || $2 == "" { next }
		{ parent = $2; if (!sub(/ [^ ]*$/, "", parent)) parent = "" }
		parent == path { sub(/.* /, "", $2); print $2 }' "$work/tables"
	[ -n "$1" ] || echo help
}
options() {
	awk -F '\t' -v path="$1" '$1 == "option" && $2 == path {
		if ($3 != "-") print $3
		print $4 }' "$work/tables"
}

# same WHAT SHELL: the lines of the two files, in any order.
same() {
	sort -u "$work/wanted" >"$work/one"
	sort -u "$work/found" >"$work/other"
	cmp -s "$work/one" "$work/other" ||
		fail "$2: $1: $(diff "$work/one" "$work/other" | tr '\n' ' ')"
}

# ---- bash ----

bash -n "$folder/berpijar" || fail 'bash: syntax'
. "$folder/berpijar"

# offered WORD...: what bash offers for the last of them.
offered() {
	COMP_WORDS=(berpijar "$@") COMP_CWORD=$#
	_berpijar
	printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"} >"$work/found"
}
# offers WHAT WORD...: that these words, and no others, are offered.
offers() {
	printf '%s\n' $1 >"$work/wanted"
	shift
	offered "$@"
	same "$*" bash
}

cut -f 2 "$work/tables" | sort -u >"$work/paths"
while read -r path; do
	offered $path -
	options "$path" >"$work/wanted"
	same "$path -" bash
	subs "$path" >"$work/wanted"
	[ -s "$work/wanted" ] || continue
	offered $path ''
	grep -vxE 'ux|media|modul.md|kursus' "$work/found" >"$work/words"
	mv "$work/words" "$work/found"
	same "$path" bash
done <"$work/paths"

# The words that are allowed as a value, for each option that has some.
awk -F '\t' '$1 == "option" && $5 ~ /\|/ { print $2 "\t" $4 "\t" $5 }' "$work/tables" >"$work/values"
while IFS='	' read -r path name value; do
	offers "${value//|/ }" $path "$name" ''
	offers "${value//|/ }" $path "$name" = ''
	offers "${value%%|*}" $path "$name" "${value%%|*}"
done < <(tr -s '\t' '\t' <"$work/values" | sed 's/^	//' | awk -F '\t' 'NF == 3')
offers 'id en' --lang ''
offers 'en' --lang = e

# Where options and their values stand makes no difference.
offers 'list' --store /srv/x learner l
offers 'list' --store = /srv/x --lang = en learner l
offers 'learner' --plain le
offers 'add' learner key a
offers 'learner' help le
offers 'list' help learner l
offers '' help learner list --
offers '' proof ux x
offers 'ux' --plain u
offers 'ux' proof u
offers 'modul.md' check m
offers 'kursus' --content k
offers 'kursus' --content = k
offers 'modul.md' import x.txt -o m
offers '' check --format x
offers '' ux le

# Every option of every path, a line each.
awk -F '\t' '$1 == "option" {
	if ($3 != "-") print $2 ": " $3
	print $2 ": " $4 }' "$work/tables" >"$work/all"

# ---- zsh ----

# The specifications that _arguments gets.
if command -v zsh >/dev/null; then
	zsh -n "$folder/_berpijar" || fail 'zsh: syntax'
	zsh -f -c '
		_arguments() {
			print -rl -- $options | sed -n "s/^\*\(-[a-z-]*\)=\{0,1\}\[.*/$row: \1/p"
		}
		while read -r row; do
			words=(berpijar ${=row} "") CURRENT=$#words
			source $1
		done' zsh "$folder/_berpijar" <"$work/paths" >"$work/found"
	cp "$work/all" "$work/wanted"
	same 'options' zsh
else
	echo 'no zsh here'
fi

# ---- fish ----

if command -v fish >/dev/null; then
	fish -n "$folder/berpijar.fish" || fail 'fish: syntax'
	HOME=$work fish --no-config -c '
		source $argv[1]
		while read -l row
			for word in (complete -C "berpijar $row -") (complete -C "berpijar $row --")
				echo "$row: "(string replace -r "\t.*" "" -- $word)
			end
		end' "$folder/berpijar.fish" <"$work/paths" >"$work/found"
	cp "$work/all" "$work/wanted"
	same 'options' fish
else
	echo 'no fish here'
fi

[ "$faults" -eq 0 ]
