#!/bin/sh
# agree.sh BERPIJAR FILL_CLASS [pdf]: of a made-up class of 300 every figure is the same wherever
# it is told: on the learners' own screens, in the report, in an audit, in the rows for the
# register, in proofs and their PDFs; and elsewhere a seed draws the same people.
set -eu
fill=$2 pdf=${3:-}
. "$(dirname "$0")/../shell.sh"
unset BERPIJAR_LANG
export HOME="$work" BERPIJAR_STORE="$work/store"
umask 022
cp -R "$BERPIJAR_FIXTURES/class" "$work/content" # a server signs for what is root's alone
export BERPIJAR_CONTENT="$work/content"
root=$([ "$(id -u)" = 0 ] && echo yes || :)
echo leak:libfontconfig >"$work/suppressions" # it keeps what it found for ever
export LSAN_OPTIONS="suppressions=$work/suppressions:print_suppressions=0"

"$fill" "$work/store" "$BERPIJAR_FIXTURES/class" 300 "$(date +%s)" "$work/table"
mkdir -p "$XDG_CONFIG_HOME/berpijar"
printf '%s\n' 'organiser = BPSDM Contoh' 'official = Ratna Dewi' >"$XDG_CONFIG_HOME/berpijar/config"
[ -z "$root" ] || "$berpijar" store key belajar.contoh.go.id >"$work/out"
{
	echo id,nip,kelas
	for n in $(seq 0 299); do
		printf 'l%03d,198609262015051%03d,%s\n' "$n" "$n" "$([ $((n % 25)) = 7 ] && echo B || echo A)"
	done
} >"$work/roster.csv"
"$berpijar" learner import "$work/roster.csv" --force >"$work/out"

# equal WHAT COUNT: the tables one and two are the same, and of so many lines at least.
equal() {
	sort "$work/one" >"$work/one.sorted"
	sort "$work/two" >"$work/two.sorted"
	diff "$work/one.sorted" "$work/two.sorted" >"$work/diff" || fail "$1: $(cat "$work/diff")"
	[ "$(wc -l <"$work/one")" -ge "$2" ] || fail "$1: only $(wc -l <"$work/one") lines"
}

# ---- what each learner is told: id state jp minutes done exam, and what a proof counts ----
# no name in these tables holds a comma
for n in $(seq -f 'l%03g' 0 299); do
	"$berpijar" progress --learner "$n" --format json
done | awk '
	function value() { sub(/,$/, ""); sub(/^[^:]*: /, ""); gsub(/["\r]/, ""); return $0 }
	/^ "learner":/ { id = value(); seconds = minutes = done = score = 0; exam = "-" }
	/^   "jp_earned":/ { jp = value() + 0 }
	/^   "state":/ { state = value() }
	/^     "id":/ { module = value() }
	/^     "state":/ { at = value(); done += at == "done" }
	/^     "score":/ { of = value(); if (module == "ujian" && of != "null") exam = sprintf("%.1f", of * 100) }
	/^     "active_seconds":/ { s = value(); seconds += s; minutes += int(s / 60) }
	/^}/ { printf "%s %s %s %.1f %d %s %d\n", id, state, jp, seconds / 60, done, exam, minutes }
' >"$work/screens"
[ "$(wc -l <"$work/screens")" = 300 ] || fail "$(wc -l <"$work/screens") learners"

# ---- the report ----
"$berpijar" report kelas --format csv | awk -F, '
	{ gsub(/["\r]/, "") }
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ state = $at["state"]
	  print $1, (state == "done" || state == "new") ? state : "started", $at["jp"] + 0,
		sprintf("%.1f", $at["active_minutes"]), $at["modules_done"], $at["exam"] == "" ? "-" : $at["exam"] }
' >"$work/one"
cut -d' ' -f1-6 "$work/screens" >"$work/two"
equal 'report and screens' 300
"$berpijar" report kelas --format json >"$work/json"
awk '/^ "participants"/ { inside = 1 } !inside { next }
	/^   "id":/ { sub(/,$/, ""); gsub(/["\r]/, ""); id = $2 }
	/^   "jp":/ { jp = $2 + 0 }
	/^   "exam":/ { exam = $2 ~ /null/ ? "-" : sprintf("%.1f", $2 * 100) }
	/^   "active_seconds":/ { printf "%s %s %.1f %s\n", id, jp, $2 / 60, exam }' "$work/json" >"$work/one"
cut -d' ' -f1,3,4,6 "$work/screens" >"$work/two"
equal 'the forms of the report' 300

# ---- an audit of all ----
"$berpijar" audit --seed 2026 --sample 300 --format csv >"$work/audit" 2>"$work/err" || :
awk -F, '{ gsub(/["\r]/, "") } $1 == "result" {
	print $2, $8 + 0, $9, $11, $14 == "" ? "-" : $14 }' "$work/audit" >"$work/one"
awk '$2 != "new" { print $1, $3, $4, $5, $6 }' "$work/screens" >"$work/two"
equal 'audit and screens' 250

# ---- who passed; a proof of each ----
"$berpijar" report kelas --passed --format csv | awk -F, 'NR > 1 {
	gsub(/["\r]/, ""); gsub(/ /, "", $2)
	printf "l%s %s %s %s\n", substr($2, 16), $5 + 0, $6, $7 }' >"$work/passed"
cut -d' ' -f1,2,4 "$work/passed" >"$work/one"
awk '$2 == "done" { print $1, $3, $6 }' "$work/screens" >"$work/two"
equal 'who passed and screens' 50
while read -r id rest; do
	"$berpijar" proof kelas --learner "$id" --format json
	echo
done <"$work/passed" >"$work/proofs"
sed -n 's/.*"learner":"\([^"]*\)".*"number":"\([^"]*\)".*"jp":\([0-9.]*\),"minutes":\([0-9]*\)}}.*/\1 \3 \4 \2/p' \
	"$work/proofs" >"$work/numbers"
cut -d' ' -f1-3 "$work/numbers" >"$work/one"
awk '$2 == "done" { print $1, $3, $7 }' "$work/screens" >"$work/two"
equal 'proofs and screens' 50

# ---- the rows for the register: all of those, and nobody else ----
if [ "$root" ]; then
	"$berpijar" report kelas --format siasn >"$work/siasn"
	awk -F, 'NR > 1 { gsub(/["\r]/, ""); split($8, day, "-")
		printf "l%s %s %s-%s-%s %s\n", substr($1, 16), $6, day[3], day[2], day[1], $10 }' \
		"$work/siasn" >"$work/one"
	sort "$work/passed" >"$work/a"
	sort "$work/numbers" >"$work/b"
	join "$work/a" "$work/b" | awk '{ print $1, $2, $3, $7 }' >"$work/two"
	equal 'rows, report and proofs' 50
fi

# ---- PDFs: a sample ----
if [ "$pdf" = pdf ]; then
	expect 0 proof kelas --class B --out "$work/pdf"
	says err 'orang di kelas itu belum selesai'
	(cd "$work/pdf" && awk -F, 'NR > 1 { gsub(/["\r]/, ""); print $10 "  " $9 }' indeks.csv |
		sha256sum -c --quiet) || fail 'the index has other digests'
	awk -F, 'NR > 1 { gsub(/["\r]/, ""); print $2, $7 + 0, $8, $1 }' "$work/pdf/indeks.csv" >"$work/one"
	sort "$work/passed" >"$work/a"
	sort "$work/numbers" >"$work/b"
	join "$work/a" "$work/b" | awk 'substr($1, 2) % 25 == 7 { print $1, $2, $3, $7 }' >"$work/two"
	equal 'PDFs, report and proofs' 3
	[ "$(ls "$work/pdf"/*.pdf | wc -l)" = "$(wc -l <"$work/one")" ] || fail 'other PDFs'
	while read -r id jp day number; do
		command -v pdftotext >/dev/null || break
		pdftotext -layout "$work/pdf"/*_"$number.pdf" "$work/out"
		says out "$number"
		says out "$jp JP rencana"
	done <"$work/one"
fi

# ---- elsewhere: the same twenty, with the same figures ----
drawn() {
	"$berpijar" audit "$1" --seed 2026 --sample 20 --format csv 2>/dev/null |
		grep '^"result"' || fail 'nobody is drawn'
}
mkdir "$work/di tempat lain"
cp -R "$work/store" "$work/di tempat lain/catatan"
TZ=Asia/Jakarta LC_ALL=C.UTF-8 BERPIJAR_LANG=id drawn "$work/store" >"$work/one"
(
	export TZ=America/New_York LC_ALL=C BERPIJAR_LANG=en HOME="$work/di tempat lain"
	cd "$HOME" && drawn catatan
) >"$work/two"
cmp "$work/one" "$work/two" || fail 'elsewhere others are drawn'
[ "$(cut -d, -f2 "$work/one" | uniq | wc -l)" -ge 15 ] || fail "$(cat "$work/one")"
# their figures are those that the report had
awk -F, '{ gsub(/["\r]/, ""); print $2, $8 + 0, $9 }' "$work/one" | sort >"$work/a"
cut -d' ' -f1,3,4 "$work/screens" | sort >"$work/b"
[ -z "$(comm -23 "$work/a" "$work/b")" ] || fail 'the twenty have other figures'
