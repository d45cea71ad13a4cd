#!/bin/sh
# control.sh BERPIJAR: whatever is in courses, banks and records, nothing that commands a
# terminal comes out of any command: no controls but newline, no DEL, no C1, nothing that
# turns the direction of a line.
set -eu
. "$(dirname "$0")/../shell.sh"
export BERPIJAR_STORE="$work/store" HOME="$work" BERPIJAR_LEARNER=siti
export BERPIJAR_CONTENT="$work/content"
bad=$(printf 'X\033[31m\007\001\177\302\233\302\205\342\200\256\342\201\246Y')
escaped='X\u001b[31m\u0007\u009b\u202e\u2066Y'
c0=$(printf '[\001-\010\013-\037\177]')
cr=$(printf '\015')
c1=$(printf '\302[\200-\237]') turns=$(printf '\342\200[\252-\256]\|\342\201[\246-\251]')

# clean FILE WORDS: fails if the file has any of them
clean() {
	sed "s/$cr\$//" "$1" >"$work/lines" # rows of CSV end with CR LF
	! LC_ALL=C grep -aq -e "$c0" -e "$c1" -e "$turns" "$work/lines" ||
		fail "$2: $(LC_ALL=C grep -a -e "$c0" -e "$c1" -e "$turns" "$work/lines" |
			cat -v | head -3)"
}

# runs WORDS: whatever the exit status is, what is printed is clean
runs() {
	tried=$((tried + 1))
	echo "berpijar $*" >>"$work/ran"
	"$berpijar" "$@" >"$work/out" 2>"$work/err" </dev/null || :
	clean "$work/out" "$*"
	clean "$work/err" "$* (errors)"
	[ ! -s "$work/out" ] || said=$((said + 1))
}

# A course, banks and a record that are full of them.
course=$work/content/kursus
mkdir -p "$course"
{
	printf 'id: kursus\ntitle: "Judul X\\e[31m\\x07\\x9b\\u202eY"\n'
	printf 'summary: "Ringkas \\e]0;x\\x07"\nversion: "1\\e[2J"\n'
} >"$course/course.yaml"
{
	printf -- '---\ntitle: "Modul \\e[31m\\x9b\\u202e"\njp: 1\n---\n\n# Judul %s\n\n' "$bad"
	printf 'Isi %s dan [tautan](https://contoh.id/%s).\n\n```\n%s\n```\n\n' \
		"$bad" "$bad" "$bad"
	printf '| a%s | b |\n|---|---|\n| %s | x |\n\n' "$bad" "$bad"
	printf '```gift\n::q%s:: Berapa %s? {=a%s #baik%s ~b%s #buruk%s ####umum%s}\n```\n' \
		"$bad" "$bad" "$bad" "$bad" "$bad" "$bad" "$bad"
} >"$course/satu.md"
printf '::n%s:: Apa %s? {=x%s ~y}\n' "$bad" "$bad" "$bad" >"$work/bank.gift"
printf 'Apa %s?\nA. ya%s\nB. tidak\nANSWER: A\n' "$bad" "$bad" >"$work/aiken.txt"
printf '<quiz><question type="shortanswer"><name><text>n&#155;%s</text></name><questiontext format="html"><text>T&#155;&#8238;</text></questiontext><answer fraction="100"><text>j&#133;</text></answer></question></quiz>\n' \
	"$bad" >"$work/bank.xml"
printf 'id,nama,unit\nsiti,%s,%s\nb%s,x,y\n' "$bad" "$bad" "$bad" >"$work/class.csv"
cp "$work/bank.gift" "$work/b$bad.gift"
tried=0 said=0

# A learner writes them too: an essay's draft, a note, an answer.
printf 'soal\na\ncatatan\n%s\n%s\nkeluar\n' "$bad" "$bad" >"$work/keys"
"$berpijar" --plain kursus/satu <"$work/keys" >"$work/out" 2>"$work/err" || :
clean "$work/out" 'plain lines'
if command -v sqlite3 >/dev/null; then
	sqlite3 "$work/store/learners/siti.db" "
		insert or replace into setting values('profile.name', '$bad'), ('x$bad', '$bad');
		insert into draft values('kursus', 'satu', 'q', '$bad');
		insert into event(id, at, verb, course, module, question, jp_halves, body,
			replica, number, chain)
		values(randomblob(16), 1764400000000, 'v$bad', 'kursus$bad', 'satu$bad',
			'q$bad', 0, '{\"response\":\"$bad\"}', 1, 1000, zeroblob(32));
		insert into event(id, at, verb, course, module, question, jp_halves, body,
			replica, number, chain)
		values(randomblob(16), 1764400000000, 'attended', '', '', '', 0,
			'{\"title\":\"$escaped\",\"organizer\":\"$escaped\",\"number\":\"$escaped\",
			\"begins\":\"2026-01-01\",\"ends\":\"2026-01-01\",\"halves\":2}',
			1, 1001, zeroblob(32))"
fi

runs report kursus --format csv
runs report kursus --format html
for format in text json; do
	runs check --format $format "$work/content"
	runs check --format $format "$work/bank.gift" "$work/aiken.txt" "$work/bank.xml"
	runs progress --format $format
	runs learner list --format $format
	runs learner show siti --format $format
	runs store check --format $format
	runs learner jp list siti --format $format
	runs report kursus --format $format
	runs proof kursus --name "$bad" --unit "$bad" --format $format
done
runs progress --notes
runs learner list --format csv
runs learner export siti
runs learner export siti --format csv
runs learner import "$work/class.csv"
runs learner import "$work/class.csv" --dry-run
printf 'id,ujian,seed,formulir,versi,1\nsiti%s,kursus/%s,7,A,%s,%s\nsiti,kursus/satu,7,%s,x,y\n' "$bad" "$bad" "$bad" "$bad" "$bad" >"$work/typed.csv"
runs learner import --answers "$work/typed.csv"
runs regrade kursus/satu --question "$bad"
runs regrade kursus/satu --question "$bad" --void
runs regrade kursus/satu --question "q$bad" --hash "$bad"
runs learner rename siti "b$bad"
runs learner erase "b$bad"
runs learner add "b$bad" --name "$bad"
runs learner set siti --name "$bad"
runs store recover --learner "b$bad"
runs store key "s$bad"
runs store backup "$work/cadangan$bad"
runs store restore "$work/cadangan$bad"
runs store restore "$work/cadangan$bad"/berpijar-* --learner "$bad"
runs pack --new-key "$work/kunci$bad" "$bad"
runs pack --new-key "$work/kunci$bad" Penerbit
runs pack "$course" --key "$work/kunci$bad" -o "$work/paket$bad"
runs pack "$course$bad" --key "$work/b$bad.gift" -o "$work/paket$bad"
runs pack --trust "$bad" "$bad"
runs pack --install "$work/b$bad.gift"
runs pack --install "$work/kunci$bad" --content "$work/lain$bad"
runs pack --rollback "$bad" --content "$work/lain$bad"
runs pack --list --content "$work/lain$bad"
runs review --content "$work/content"
runs kiosk --learner "$bad" --store "$work/store"
runs kiosk --outbox --learner siti --store "$work/store"
runs kiosk --authorized-keys "$bad" "$bad" "$bad" --store "$work/store"
runs kiosk --self-test --store "$work/store$bad"
runs learner key add siti "$bad"
runs learner key list
runs learner jp add siti --title "$bad" --organizer x --ends 2026-01-01 --jp 2
runs learner jp add siti --title x --organizer x --ends "$bad" --jp "$bad"
runs learner jp add siti --title x --organizer x --ends 2026-01-01 --jp 2 --certificate "$bad"
runs learner jp correct siti --entry 1 --number "$bad"
runs learner jp remove siti --entry 1
runs learner pin reset siti
runs learner pin set "$bad"
runs render kursus/satu
runs print kursus -o "$work/cetak$bad.pdf"
runs print "kursus/$bad" --exam --seed 7 --forms "$bad" -o "$work/cetak"
runs preview kursus/satu
runs preview "$work/bank.gift"
runs preview "$work/b$bad.gift"
runs new "$work/baru$bad"
runs new --module "modul$bad"
runs render "kursus/$bad"
runs export kursus/satu
for file in bank.gift aiken.txt bank.xml "b$bad.gift"; do
	for format in gift xml json; do
		runs export --format $format "$work/$file"
		runs export --format $format kursus/satu
	done
	rm -f "$work/modul.md"
	runs import "$work/$file" -o "$work/modul.md"
	[ ! -e "$work/modul.md" ] || clean "$work/modul.md" "the module of $file"
done
runs proof --verify "$work/b$bad.gift"
for format in text json csv html; do
	runs audit --seed "$bad" --roster "$work/class.csv" --format $format
done
runs audit "$work/lain$bad"
runs store log
runs store log --format json
runs proof --verify-qr "$bad"
runs proof --verify-qr "BP1:$bad:"
runs store revoke 0000-0000-0000 --reason x
runs store revoke "$bad" --reason "$bad"
runs store revoke
runs store page
printf '{"revokedCredential":[{"id":"%s","revocationReason":"%s"},{"id":"urn:uuid:00000000-0000-8000-a265-7270696a6172","revocationReason":"\\u001b[2J\\u009b"}]}' \
	"$bad" "$bad" >"$work/revoked$bad"
runs proof --verify "$work/b$bad.gift" --revoked "$work/revoked$bad"
runs store expire --older 5y --dry-run
runs store expire --older "$bad"
runs learner export siti --bundle -o "$work/bundel$bad"
runs learner import --bundle "$work/bundel$bad"
runs learner import --bundle "$work/bundel$bad" siti --dry-run
runs store recover
runs
runs "perintah$bad"
runs help "perintah$bad"
runs "--pilihan$bad"

# Every command of the help has been tried.
named() {
	"$berpijar" help ${1:+"$1"} | sed -n "s/^  \(berpijar ${1:+$1 }[a-z]*\) .*/\1/p"
}
{
	named | grep -v -e 'berpijar store' -e 'berpijar learner'
	named store
	named learner
} | while read -r words; do
	grep -q "^$words" "$work/ran" || fail "$words was not tried"
	echo "$words" >>"$work/all"
done
[ "$(wc -l <"$work/all")" -ge 20 ] || fail "which commands are there? $(cat "$work/all")"
[ "$said" -gt 25 ] || fail "only $said of $tried commands printed anything"
