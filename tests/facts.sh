#!/bin/sh
# The facts of the courses (content/_fakta.md) and the texts that lean on them agree.
#
# A fact is named beside what it supports: <!-- F10.66 -->, <!-- F1.2, F9-K1 -->. Each id is a
# line of _fakta.md, each line is used, and the lines are sorted. An article, the number of a
# regulation, a percentage and a month with its year need a fact, which says that article and
# that number: in their own paragraph, list, table or quotation, in what leads to a list, table
# or quotation, in the list that a paragraph leads to, or right after, in a comment of its own or
# a line "Sumber: …". The words of a link and "Keadaan per …" need none. A section whose heading
# begins with Kasus, Contoh, Lanjutkan, Latihan, Simulasi or Tugas may invent percentages and
# months, never articles and regulations. Facts of confidence M or C, or "tidak diujikan", stand
# beside "menurut" and in no question. The comment follows the mark that ends what it supports;
# at the beginning of a line it stands alone and ends its paragraph.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# faults FOLDER: a line for each fault of its _fakta.md and of the courses in it.
faults() {
	(cd "$1" && awk '
	function fault(line, what) { print file ":" line ": " what }

	# The text with each regulation as "8/2026", which may stand as "Nomor 8 Tahun 2026" or
	# "8/PMK.01/2026".
	function plain(text) {
		gsub(/ Tahun /, "/", text)
		gsub(/\/[A-Z][A-Za-z.0-9-]*(\/[A-Z]+)?\//, "/", text)
		return text
	}

	# The next claim in rest that needs a fact, which is cut off; "" at the end.
	function next_claim(    claim) {
		if (!match(rest, invented ? sure : sure "|" any)) return ""
		claim = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		return claim
	}

	function holds(said, claim,    number) {
		number = claim
		sub(/^Pasal /, "", number)
		return claim ~ "^" sure ? said ~ "(^|[^0-9])" number "([^0-9]|$)" : said != ""
	}

	# The first claim of a text that these words of facts do not hold.
	function unfounded(text, said,    claim) {
		rest = text
		while ((claim = next_claim()) != "" && holds(said, claim));
		return claim
	}

	# The words of the facts that a text names; sets weak_id when one of them is weak.
	function words(text, line,    id, said) {
		weak_id = ""
		while (match(text, form)) {
			id = substr(text, RSTART, RLENGTH)
			text = substr(text, RSTART + RLENGTH)
			used[id] = 1
			if (!(id in facts)) fault(line, id " is not in _fakta.md")
			else if (weak[id]) weak_id = id
			said = said facts[id] " "
		}
		return said
	}

	function fact_line(    id, rank, claim) {
		if ($0 !~ "^- [*][*]" form "[*][*] .* Sumber: .* Keyakinan: .* Dibaca: [0-9]+ [A-Z][a-z]+ [0-9]+[.]$") {
			fault(FNR, "not a line of a fact")
			return
		}
		id = substr($2, 3, length($2) - 4)
		rank = id
		gsub(/[0-9]+/, "0000&", rank)
		while (match(rank, /0[0-9][0-9][0-9][0-9][0-9]/))
			rank = substr(rank, 1, RSTART - 1) substr(rank, RSTART + 1)
		sub(/-/, ".", rank)
		if (rank <= last) fault(FNR, id " is out of order")
		last = rank
		facts[id] = plain($0)
		weak[id] = /Keyakinan: ([^.]*[ (])?[MC][,. )]/ || /Keyakinan: .*tidak diujikan/
		rest = facts[id]
		sub(/ Sumber: .*/, "", rest)
		while ((claim = next_claim()) != "") {
			if (claim !~ /^[0-9]+\//) continue
			if (weak[id]) untested[claim] = id
			else tested[claim] = 1
		}
	}

	# What the last block claimed, and nothing up to here holds.
	function settle() {
		if (pending != "") fault(pending_line, "no fact for \"" pending_claim "\"")
		pending = ""
	}

	# A run of lines without a gap: a paragraph, list, table or quotation.
	function block_end(    bare, said, leans) {
		if (block == "") return
		said = words(block, begun)
		if (weak_id != "" && !sources && block !~ /[Mm]enurut/)
			fault(begun, weak_id " stands without \"menurut\"")
		bare = block
		block = ""
		gsub(/<!--[^>]*-->/, "", bare)
		gsub(/\[[^]]*\]\([^)]*\)/, "", bare)
		gsub(/ +/, " ", bare)
		leans = bare ~ /^ ?([-|>]|[0-9]+\.) /
		if ((leans || bare ~ /^( ?$|Sumber: )/) && unfounded(pending, before said) == "")
			pending = ""
		settle()
		before = leans || bare ~ /^ ?$/ ? before said : said
		pending_claim = unfounded(plain(bare), before)
		if (pending_claim == "" || bare ~ /^Keadaan per /) return
		pending = plain(bare)
		pending_line = begun
	}

	function question_end(    claim) {
		words(question, begun)
		if (weak_id != "") fault(begun, weak_id " is asked in a question")
		rest = plain(question)
		question = ""
		while ((claim = next_claim()) != "")
			if ((claim in untested) && !(claim in tested))
				fault(begun, claim " (" untested[claim] ") is asked in a question")
	}

	function section() {
		block_end()
		settle()
		before = ""
	}

	BEGIN {
		form = "F[0-9]+[.-][A-Z]?[0-9]+"
		year = "(19|20)[0-9][0-9]"
		sure = "(Pasal [0-9]+|[0-9]+/" year ")"
		any = "[0-9]+ ?(persen|%)|(Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) " year
	}
	FNR == 1 { section(); file = FILENAME }
	file == "_fakta.md" { if (/^-/) fact_line(); next }
	FNR == 1 {
		fence = ""
		invented = sources = alone = 0
		front = /^---$/
		if (front) next
	}
	front { front = !/^---$/; next }
	/^```/ {
		block_end()
		if (fence == "```gift") question_end()
		fence = fence == "" ? $1 : ""
		begun = FNR
		next
	}
	fence == "```gift" { question = question " " $0; next }
	fence != "" { next }
	/^## / {
		section()
		invented = $2 ~ /^(Kasus|Contoh|Lanjutkan|Latihan|Simulasi|Tugas)/
		sources = $2 == "Sumber"
	}
	/--> *[,.;:)]/ { fault(FNR, "a comment stands before a mark, which leaves a gap") }
	/^ *(> ?)?<!--/ {
		if (!/--> *$/) fault(FNR, "a comment begins a line of text, which breaks its paragraph")
		alone = FNR
	}
	alone == FNR - 1 && NF && !/^ *([-|>]|[0-9]+\.)/ {
		fault(FNR, "a comment begins the line before, which breaks this paragraph")
	}
	/^#/ || NF == 0 { block_end(); next }
	block == "" { begun = FNR }
	{ block = block == "" ? $0 : block " " $0 }
	END {
		section()
		for (id in facts) if (!(id in used)) print "_fakta.md: " id " is used nowhere"
	}' _fakta.md */*.md | sort)
}

# What it must find, in a course made for it.
mkdir "$work/kursus"
cat >"$work/_fakta.md" <<'END'
# Fakta

- **F9-K1** Peraturan Menteri 8/2026 memuat 7 aspek. Sumber: ringkasan. Keyakinan: M. Dibaca: 1 Mei 2026.
- **F10.11** Undang-Undang 25/2009 Pasal 21. Sumber: naskah. Keyakinan: V1. Dibaca: 1 Mei 2026.
- **F10.2** Tiga jam. Sumber: naskah. Keyakinan: V1. Dibaca: 1 Mei 2026.
- **F10.12** Tanpa sumber.
END
cat >"$work/kursus/01-modul.md" <<'END'
---
sources:
  - "Undang-Undang Nomor 1 Tahun 2001, Pasal 1"
---

Paling sedikit 14 komponen menurut Pasal
21. <!-- F10.11 --> Peraturan Nomor 8 Tahun 2026 belum dibaca. <!-- F9-K1 -->

Peraturan 8/2026 memuat tujuh aspek. <!-- F9-K1 -->

Isinya <!-- F10.11 -->:

- Pasal 21;
- Pasal 2.

Tabel ini menyebut 40 persen.

<!-- F10.11 -->

Hari
<!-- F10.99 -->
dihitung.

Sejak Mei 2020 angkanya berubah.

Menurut [Peraturan 8/2026](https://example.org) tabelnya begini, dalam persen.

| a | 5% |

Sumber: naskah. <!-- F10.11 -->

Undang-Undang Nomor 25 Tahun 2009 mengaturnya.

1. Pasal 21. <!-- F10.11 -->

## Contoh: angka rekaan

Pada Mei 2020 naik 40 persen, menurut Pasal
5.

```gift
// F9-K1
::a::Apa isi Peraturan 8/2026? {T}
```

Keadaan per 1 Mei 2026.
END
cat >"$work/wanted" <<'END'
_fakta.md: F10.2 is used nowhere
_fakta.md:5: F10.2 is out of order
_fakta.md:6: not a line of a fact
kursus/01-modul.md:11: a comment stands before a mark, which leaves a gap
kursus/01-modul.md:13: no fact for "Pasal 2"
kursus/01-modul.md:20: F10.99 is not in _fakta.md
kursus/01-modul.md:22: a comment begins the line before, which breaks this paragraph
kursus/01-modul.md:24: no fact for "Mei 2020"
kursus/01-modul.md:38: no fact for "Pasal 5"
kursus/01-modul.md:41: 8/2026 (F9-K1) is asked in a question
kursus/01-modul.md:41: F9-K1 is asked in a question
kursus/01-modul.md:9: F9-K1 stands without "menurut"
END
faults "$work" >"$work/found"
diff "$work/wanted" "$work/found" || { echo "-- this test cannot find what it must"; exit 1; }

faults content >"$work/found"
cat "$work/found"
[ ! -s "$work/found" ]
