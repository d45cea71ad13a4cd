#!/bin/sh
# import and export, as somebody uses them: bank.sh BERPIJAR FIXTURES
set -eu
berpijar=$(realpath "$1")
fixtures=$2
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
	echo "FAILED: $*"
	exit 1
}

# gives STATUS COMMAND...: runs it, and its status has to be this.
gives() {
	wanted=$1
	shift
	status=0
	"$@" >out 2>err || status=$?
	[ "$status" -eq "$wanted" ] || { cat out err; fail "status $status: $*"; }
}

# Every file of others becomes a module without errors, whose export is a fixed point.
for file in "$fixtures"/gift/corpus/*; do
	case $file in *.json) continue ;; esac
	status=0
	"$berpijar" import "$file" -o bank.md --force >out 2>err || status=$?
	[ "$status" -le 1 ] || fail "import $file"
	[ -s bank.md ] || continue
	gives 0 "$berpijar" check bank.md
	gives 0 "$berpijar" export bank.md
	mv out first.gift
	gives 0 "$berpijar" import first.gift -o again.md --force
	gives 0 "$berpijar" export again.md
	cmp -s out first.gift || { diff out first.gift || :; fail "$file differs"; }
	gives 0 "$berpijar" export bank.md --format xml
	mv out bank.xml
	gives 0 "$berpijar" import bank.xml -o again.md --force
	gives 0 "$berpijar" export again.md --format xml
	cmp -s out bank.xml || { diff out bank.xml || :; fail "$file differs as XML"; }
	rm -f bank.md
done

# Moodle XML: what is left out makes status 1, the rest is there and plays.
gives 1 "$berpijar" import "$fixtures/bank/moodle.xml" -o moodle.md
grep -q ':326:3: galat: .*\[xml-type\]$' err || fail "no word of the cloze"
grep -q '^title: "moodle"$' moodle.md || fail "no title"
gives 0 "$berpijar" check moodle.md --allow feedback-verdict --allow lesson-only-questions
grep -q '9 soal: 0 galat, 1 peringatan' out || fail "not clean: $(cat out)"
grep -q 'PLUGINFILE.*gift-file' out || fail "no word of the picture: $(cat out)"
gives 0 "$berpijar" render moodle.md
grep -q 'Pelayanan publik' out || fail "no heading"

# Aiken, and several files in one module.
printf 'Apa?\nA) satu\nB) dua\nANSWER: B\n' >kuis.txt
gives 0 "$berpijar" import kuis.txt -o kuis.md
gives 1 "$berpijar" import kuis.txt "$fixtures/bank/moodle.xml" -o dua.md
gives 0 "$berpijar" check dua.md
grep -q '10 soal' out || fail "two files: $(cat out)"

# What must not happen by mistake.
gives 1 "$berpijar" import kuis.txt -o kuis.md
grep -q -- --force err || fail "no word of --force"
gives 0 "$berpijar" import kuis.txt -o kuis.md --force
gives 2 "$berpijar" import kuis.txt
gives 2 "$berpijar" import kuis.txt -o kuis.txt
gives 2 "$berpijar" export kuis.txt --format text
gives 2 "$berpijar" export kuis.txt --format yaml
grep -q 'yang boleh adalah gift, json, xml$' err || fail "formats: $(cat err)"
gives 2 "$berpijar" export
gives 2 "$berpijar" check --force
echo '<quiz></quiz>' >kosong.xml
gives 1 "$berpijar" import kosong.xml -o kosong.md
[ ! -e kosong.md ] || fail "an empty module"
# What XML and the system find wrong is told in the user's language.
printf '<quiz>\n<question></quiz>' >salah.xml
gives 1 "$berpijar" import salah.xml -o salah.md
grep -q ':2:.*: bukan XML yang benar: penutup ini tidak sesuai' err || fail "XML: $(cat err)"
printf '\n<?xml version="1.0"?>\n<quiz></quiz>' >depan.xml
gives 1 "$berpijar" import depan.xml -o salah.md
grep -q 'di atas <?xml tidak boleh ada apa pun' err || fail "XML: $(cat err)"
printf '<quiz>\n<question>a\351b</question></quiz>' >latin.xml
gives 1 "$berpijar" import latin.xml -o salah.md
grep -q ':2:12: .*: huruf di sini bukan UTF-8' err || fail "XML: $(cat err)"
printf '<quiz>\n<question>a\001b</question></quiz>' >kendali.xml
gives 1 "$berpijar" import kendali.xml -o salah.md
grep -q ':2:12: .*: karakter kendali di sini' err || fail "XML: $(cat err)"
# A question that is glued to its category is lost, and does not become a heading.
printf '$CATEGORY: Layanan/Izin\n::s1::Satu?{=3}\n\n::s2::Dua?{=ya}\n' >tempel.gift
gives 1 "$berpijar" import tempel.gift -o tempel.md
grep -q '^tempel.gift:2:1: galat: .*soalnya hilang' err || fail "glued: $(cat err)"
grep -q '^## Izin$' tempel.md || fail "heading: $(cat tempel.md)"
! grep -q '^#.*Satu' tempel.md || fail "a question in a heading: $(cat tempel.md)"
# What is not UTF-8 is refused, whatever it may be, unless XML says what it is.
printf '\377\376Q\000' >utf16.gift
printf 'Apa \351t\351?\nA) ya\nB) tidak\nANSWER: A\n' >cp1252.txt
for file in utf16.gift cp1252.txt; do
	gives 1 "$berpijar" import $file -o tidak.md
	grep -q "^$file:1:.*UTF-8 .text-utf" err || fail "$file: $(cat err)"
	gives 1 "$berpijar" check $file
	grep -q "^$file:1:.*UTF-8 .text-utf" out || fail "$file: $(cat out)"
	[ ! -e tidak.md ] || fail "$file was read"
done
printf '<?xml version="1.0"?><quiz><question type="truefalse"><questiontext><text>é</text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>' >utf8.xml
sed 's/?>/ encoding="ISO-8859-1"?>/' utf8.xml | iconv -t ISO-8859-1 >latin1.xml
iconv -t UTF-16 utf8.xml >utf16.xml
gives 0 "$berpijar" export utf8.xml
mv out utf8.out
for file in latin1.xml utf16.xml; do
	gives 0 "$berpijar" export $file
	cmp -s out utf8.out || fail "$file: $(cat out)"
done

# Prose has no questions, and says so; descriptions alone are told.
printf 'Catatan rapat.\n\nHadir: 12 orang.\n' >catatan.txt
: >kosong.txt
for file in catatan.txt kosong.txt; do
	gives 1 "$berpijar" check $file
	grep -q 'tidak ada soal di berkas ini.*bank-empty' out || fail "$file: $(cat out)"
	gives 1 "$berpijar" import $file -o tidak.md
	grep -q 'tidak ada soal di berkas ini' err || fail "$file: $(cat err)"
done
printf '::a::Bacaan saja.\n' >bacaan.gift
gives 0 "$berpijar" check bacaan.gift
grep -q 'peringatan: berkas ini hanya berisi keterangan' out || fail "$(cat out)"

# Faults come in the order of the file; what items of an ordering question lose is told at
# the first, and only if there is something to lose.
cat >urut.xml <<'END'
<quiz><question type="ordering"><name><text>u</text></name><questiontext format="markdown"><text>Urutkan</text></questiontext>
<hidden>1</hidden>
<answer fraction="1" format="html"><text>satu</text><feedback><text>a</text></feedback></answer>
<answer fraction="2" format="html"><text>&lt;b&gt;dua&lt;/b&gt;</text><feedback><text>b</text></feedback></answer>
<answer fraction="3" format="html"><text>&lt;b&gt;tiga&lt;/b&gt;</text></answer>
</question></quiz>
END
gives 0 "$berpijar" import urut.xml -o urut.md
sed 's/^\([^:]*:[0-9]*\):.*\[\(.*\)\]$/\1 \2/' err >found
printf '%s\n' 'urut.xml:2 loss-hidden' 'urut.xml:3 loss-feedback' 'urut.xml:4 loss-format' | cmp -s - found ||
	fail "losses: $(cat err)"

# Nearly Aiken: the line, and what to write.
printf 'Siapa?\nA. Soekarno\nB. Sjahrir\nJAWABAN: A\n\nDi mana?\na. Malang\nb. Blitar\n' >dekat.txt
gives 1 "$berpijar" check dekat.txt
grep -q '^dekat.txt:4:1: galat: .*ANSWER: A; ' out || fail "$(cat out)"
grep -q '^dekat.txt:7:1: galat: .*huruf besar.*A\. atau A)' out || fail "$(cat out)"
grep -q '1 berkas, 0 soal: 2 galat' out || fail "$(cat out)"
gives 1 "$berpijar" import kuis.txt -o tidak-ada/kuis.md
grep -q 'tidak dapat ditulis: berkas atau foldernya tidak ada$' err || fail "$(cat err)"
gives 1 "$berpijar" import tidak-ada.gift -o tidak-ada.md
i=0
while [ $i -lt 501 ]; do
	printf '::%d::Q{T}\n\n' $i
	i=$((i + 1))
done >banyak.gift
gives 1 "$berpijar" import banyak.gift -o banyak.md
grep -q '500 soal' out || fail "more than 500: $(cat out)"
grep -q '^banyak.gift:1001:1: .* 1 soal mulai dari sini .*--from 501)' err || fail "$(cat err)"
# … and how many are left out, with a way to split the file.
gives 0 "$berpijar" import banyak.gift --from 501 -o sisa.md
grep -q '^1 soal' out || fail "the rest: $(cat out)"
grep -q '^::500::' sisa.md || fail "the rest: $(cat sisa.md)"
"$berpijar" export banyak.md --format xml >banyak.xml 2>/dev/null
"$berpijar" export sisa.md --format xml | sed 1,2d >sisa.xml
sed '$d' banyak.xml | cat - sisa.xml >semua.xml
gives 1 "$berpijar" import semua.xml -o banyak2.md
grep -q ' 1 soal mulai dari sini .*--from 501)' err || fail "XML: $(cat err)"
gives 0 "$berpijar" import semua.xml --from 501 -o sisa2.md
grep -q '^1 soal' out || fail "the rest of XML: $(cat out)"

# True and false have their names in JSON.
printf '::b::Benar?{F}\n' >bs.gift
gives 0 "$berpijar" export bs.gift --format json
tr -d ' \n' <out | grep -q '"text":"true","format":"moodle","weight":0.0.*"text":"false",' ||
	fail "true and false: $(cat out)"

# A loss has its place in the file that it was read from.
printf 'Q{T}\n\n::cr::a\rb{T}\n' >cr.gift
gives 0 "$berpijar" export cr.gift
grep -q '^cr.gift:3:1: peringatan: .*\[loss-character\]$' err || fail "$(cat err)"
