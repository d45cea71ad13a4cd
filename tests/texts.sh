#!/bin/sh
# texts.sh TABLES ROOT: what README.md, docs and the manuals name is there: commands, options
# and the words that they take, by the tables of the commands (TABLES prints them); keys of the
# configuration and variables, by the sources; files of the tree; `./dev` and its commands. And
# the other way round: every command and every option stands in both manuals.
#
# A text is looked at where it is code: `…`, an indented or fenced block, bold in a manual.
set -eu
export LC_ALL=C.UTF-8
case $1 in
/*) tables=$1 ;;
*) tables=$PWD/$1 ;;
esac
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/faults"

fault() {
	echo "$*" >>"$work/faults"
}

"$tables" >"$work/tables"

# ---- what the texts hold ----

texts='README.md CONTRIBUTING.md docs/README.md docs/windows.md docs/server.md docs/admin.md docs/check.md
	docs/penulis.md docs/ARCHITECTURE.md tests/README.md'
manuals='docs/man/berpijar.1 docs/man/berpijar.5 docs/man/berpijar-course.5
	docs/man/id/berpijar.1 docs/man/id/berpijar.5 docs/man/id/berpijar-course.5'

# Code in Markdown, a line for each piece: "FILE: CODE".
for text in $texts; do
	[ -f "$text" ] || continue
	awk -v file="$text" '
		/^```/ { fence = !fence; next }
		fence || /^    / { sub(/^    /, ""); print file ": " $0; next }
		{
			line = $0
			while (match(line, /`[^`]+`/)) {
				print file ": " substr(line, RSTART + 1, RLENGTH - 2)
				line = substr(line, RSTART + RLENGTH)
			}
		}' "$text"
done >"$work/code"
[ "$(wc -l <"$work/code")" -gt 100 ] || fault 'no code was found in the texts'

# The text of the manuals, with its hyphens as they are typed.
for manual in $manuals; do
	sed 's/\\-/-/g; s/\\fB//g; s/\\fI//g; s/\\fR//g; s/\\&//g; s/\\://g' "$manual" |
		sed "s|^|$manual: |"
done >"$work/manuals"

# ---- commands and their options ----

# The system's own commands have options of their own.
grep -v '^[^:]*: *\(apt\|useradd\|usermod\|groupadd\|gpasswd\|systemctl\|journalctl\) ' "$work/code" >"$work/ours"

# Of "berpijar learner key add --outbox x": which command is meant, and whether it has the
# options. What is behind a |, ; or && is another command.
sed -n 's/^\([^:]*\): *\(.*[ (/]\)\{0,1\}berpijar \(.*\)$/\1: \3/p' "$work/ours" |
	sed 's/ [|;&>].*//; s/ #.*//' >"$work/used"
sed -n "s/^\([^:]*\): berpijar \(.*\)$/\1: \2/p" "$work/manuals" |
	grep -v '|' | grep ' --\{0,1\}[a-z]' >>"$work/used" || :
awk -F '\t' '
	FNR == NR {
		if ($1 == "command") paths[$2] = $3
		else { has[$2 "\t" $4]; if ($3 != "-") has[$2 "\t" $3]; value[$4] = value[$4] == "" || value[$4] == "-" ? $5 : value[$4]
			if ($3 != "-") value[$3] = $5 }
		next
	}
	{
		file = $0; sub(/: .*/, "", file)
		line = $0; sub(/^[^:]*: /, "", line)
		gsub(/[][]/, "", line)
		n = split(line, word, /[ ,]+/)
		path = ""; begun = 0
		for (i = 1; i <= n; i++) {
			w = word[i]
			if (w ~ /^-/) continue
			if (i > 1 && word[i - 1] ~ /^--?[a-z]/ && value[word[i - 1]] != "-" && value[word[i - 1]] != "") continue
			longer = path == "" ? w : path " " w
			if (!begun && (longer in paths)) path = longer
			else if (!begun && paths[path] == "PERINTAH" && w ~ /^[a-z]+$/)
				print file ": berpijar " line ": there is no " longer
			else begun = 1
		}
		if (word[1] == "help") next
		for (i = 1; i <= n; i++) {
			w = word[i]; sub(/=.*/, "", w); sub(/[^a-z-]*$/, "", w)
			if (w == "--" || w == "-" || w !~ /^--?[a-z]/) continue
			if (!((path "\t" w) in has))
				print file ": berpijar " line ": \"" path "\" has no " w
		}
	}' "$work/tables" "$work/used" >>"$work/faults"

# An option by itself must be one of some command, or of a program of the tests.
awk -F '\t' '$1 == "option" { print $4; if ($3 != "-") print $3 }' "$work/tables" | sort -u >"$work/options"
{
	grep -v './dev \|storm\.c\|apt\|systemctl\|ssh\|wsl\|git \|jq\|less\|sudo\|install ' "$work/ours"
	cat "$work/manuals"
} | grep -v '^[^:]*: \.\\"' | grep -oE '(^|[ (|[])--[a-z][a-z-]+' | tr -d ' (|[' | sort -u |
	while read -r option; do
		grep -qxF -- "$option" "$work/options" || grep -rqF -- "\"$option\"" tests --include='*.c' ||
			fault "no command has $option, which is named in: $(grep -lF -- "$option" $texts $manuals 2>/dev/null | tr '\n' ' ')"
	done

# Every command and every option is in both manuals.
for manual in docs/man/berpijar.1 docs/man/id/berpijar.1; do
	grep "^$manual:" "$work/manuals" | sed 's/^[^:]*: //' >"$work/manual"
	while read -r option; do
		grep -qE -- "(^|[^a-z-])$option([^a-z-]|\$)" "$work/manual" ||
			fault "$manual: says nothing of $option"
	done <"$work/options"
	awk -F '\t' '$1 == "command" && $2 != "" { sub(/.* /, "", $2); print $2 }' "$work/tables" |
		sort -u | while read -r command; do
		grep -qE "(^|[^a-z-])$command([^a-z-]|\$)" "$work/manual" ||
			fault "$manual: says nothing of the command $command"
	done
done

# ---- configuration and environment ----

sed -n '/config_keys\[\] = {/,/^};\|^}/p' src/session/config.c | sed -n 's/^\t{"\([a-z]*\)".*/\1/p' | sort >"$work/keys"
[ -s "$work/keys" ] || fault 'src/session/config.c: no keys were found'
for manual in docs/man/berpijar.5 docs/man/id/berpijar.5; do
	sed -n 's/^\\fB\([a-z]*\)\\fR = .*/\1/p' "$manual" | sort >"$work/named"
	diff "$work/keys" "$work/named" >"$work/diff" ||
		fault "$manual: not the keys of src/session/config.c: $(tr '\n' ' ' <"$work/diff")"
done
cat "$work/code" "$work/manuals" | grep -oE '\bBERPIJAR_[A-Z]+\b' | sort -u |
	grep -vE '_(TEST|STORM|KEYS|UPDATE|FIXTURES|ALL|SWEEP|POWER|GOLDEN)' |
	while read -r variable; do
		grep -rqF "\"$variable\"" src || fault "$variable: the sources do not know it"
	done

# ---- keys ----

# A letter by itself is a key that some screen binds.
sed -n 's/^\(README\|docs\/README\|docs\/windows\|docs\/server\).md: \([A-Za-z]\)$/\2/p' "$work/code" | sort -u >"$work/letters"
[ -s "$work/letters" ] || fault 'no keys were found in the texts'
while read -r letter; do
	grep -qF "{'$letter', BP_ACT_" src/app/*.c || fault "no screen has the key $letter"
done <"$work/letters"

# ---- files, and ./dev ----

{
	# links in Markdown, to files beside the text
	for text in $texts; do
		[ -f "$text" ] || continue
		case $text in docs/penulis.md | docs/check.md) continue ;; esac # their links are examples
		grep -oE '\]\([^)#]+' "$text" | sed 's/^](//' | grep -v '^[a-z]*:' |
			sed "s|^|$(dirname "$text")/|" || :
		grep -oE '(src|srcset)="[^"]+"' "$text" | sed "s/.*=\"//; s/\"\$//; s|^|$(dirname "$text")/|" || :
	done
	# what begins with a folder of the tree
	sed 's/[^ ]*\*[^ ]*//g' "$work/code" |
		grep -oE '[ (](\./)?(src|docs|tests|data|po|include|content)/[A-Za-z0-9_./-]*[A-Za-z0-9_]' |
		sed 's/^[^a-z]*//'
} | grep -v '[A-Z]*NAME\|LAYER' | sort -u >"$work/files"
# ARCHITECTURE names the layers' files without the folder src.
while read -r file; do
	[ -e "$file" ] || [ -e "src/$file" ] || fault "no file $file, which is named in: $(grep -lF -- "${file#./}" $texts $manuals 2>/dev/null | tr '\n' ' ')"
done <"$work/files"

# A file of ours that ARCHITECTURE names by itself is in one of the layers.
sed -n 's/^docs\/ARCHITECTURE.md: //p' "$work/code" | grep -oE '^[a-z_]+\.[ch]$' | sort -u >"$work/alone"
[ -s "$work/alone" ] || fault 'docs/ARCHITECTURE.md: no files were found'
while read -r file; do
	set -- src/*/"$file" include/berpijar/"$file" tests/*/"$file"
	for path; do [ -e "$path" ] && break; done
	[ -e "$path" ] || fault "docs/ARCHITECTURE.md: no file $file"
done <"$work/alone"

sed -n 's/.*\.\/dev \([a-z]*\).*/\1/p' "$work/code" | sort -u | while read -r command; do
	grep -qE "^(help \| .*|)$command\b.*\)" dev || fault "./dev $command: there is no such command"
done

cat "$work/faults"
[ ! -s "$work/faults" ]
