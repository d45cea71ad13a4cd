/*
 * The one table of everything that can be found wrong in a file, whichever layer finds
 * it: reading (content), the rules of `check`, imports and exports.
 *
 * A row is: its name in C, its code, its severity, the version that had it first, and
 * the heading of its section in docs/check.md. The code is stable: programs read it in
 * JSON, and authors name it to switch a finding off. Two rows share a code where one
 * and the same mistake does harm in one place and not in another.
 *
 * Headings are Indonesian, as that page is, and are not translated.
 */
#ifndef BERPIJAR_FAULT_H
#define BERPIJAR_FAULT_H

#include <berpijar/text.h>
#include <stdbool.h>

/* An error spoils what is at fault, a warning may, a hint never does. */
enum bp_severity { BP_SEVERITY_HINT, BP_SEVERITY_WARNING, BP_SEVERITY_ERROR };

/* clang-format off */
#define BP_FAULTS(X) \
	/* files and folders */ \
	X(ASSET_UNUSED, "asset-unused", HINT, "0.1", "Berkas yang tidak disebut") \
	X(COURSE_DUPLICATE, "course-duplicate", WARNING, "0.1", "Id kursus sudah dipakai") \
	X(COURSE_EMPTY, "course-empty", WARNING, "0.1", "Kursus tanpa modul") \
	X(COURSE_FILE_NONE, "course-file-none", HINT, "0.1", "Kursus tanpa course.yaml") \
	X(COURSE_NONE, "course-none", WARNING, "0.1", "Folder tanpa kursus") \
	X(COURSE_SIZE, "course-size", ERROR, "0.1", "Terlalu banyak kursus atau modul") \
	X(FAULTS_MANY, "faults-many", ERROR, "0.1", "Terlalu banyak masalah dalam satu berkas") \
	X(FILE_READ, "file-read", ERROR, "0.1", "Berkas atau folder tidak terbaca") \
	X(FILE_SIZE, "file-size", ERROR, "0.1", "Modul terlalu besar") \
	X(ID_DERIVED, "id-derived", WARNING, "0.1", "Id dibuat dari nama") \
	X(ID_DUPLICATE, "id-duplicate", ERROR, "0.1", "Id modul sudah dipakai") \
	X(ID_LOST, "id-lost", WARNING, "0.1", "Id yang dikenal catatan peserta") \
	X(NAME_ENDING, "name-ending", WARNING, "0.1", "Modul yang namanya tidak berakhir dengan .md") \
	X(NAME_REFUSED, "name-refused", WARNING, "0.1", "Nama berkas atau folder tidak diterima") \
	X(TEXT_NUL, "text-nul", ERROR, "0.1", "Byte NUL di dalam berkas") \
	X(TEXT_UTF16, "text-utf16", ERROR, "0.1", "Berkas tersimpan sebagai UTF-16") \
	X(TEXT_UTF8, "text-utf8", ERROR, "0.1", "Berkas bukan UTF-8") \
	X(TITLE_MISSING, "title-missing", WARNING, "0.1", "Belum ada judul") \
	/* course.yaml and front matter */ \
	X(AFTER_CYCLE, "after-cycle", ERROR, "0.1", "Modul-modul saling menunggu") \
	X(AFTER_UNKNOWN, "after-unknown", ERROR, "0.1", "\"after\" menyebut modul yang tidak ada") \
	X(AS_OF_OLD, "as-of-old", HINT, "0.1", "Keadaan lebih dari setahun lalu") \
	X(CHECK_ALLOW, "check-allow", WARNING, "0.1", "Kode yang tidak dapat dimatikan") \
	X(FRONT_MATTER_NONE, "front-matter-none", HINT, "0.1", "Modul tanpa bagian depan") \
	X(FRONT_MATTER_NONE_NEAR, "front-matter-none", WARNING, "0.1", "Modul tanpa bagian depan") \
	X(GLOSSARY_TWICE, "glossary-twice", WARNING, "0.1", "Istilah ditulis dua kali") \
	X(MODULES_DUPLICATE, "modules-duplicate", ERROR, "0.1", "\"modules\" menyebut modul dua kali") \
	X(MODULES_UNKNOWN, "modules-unknown", ERROR, "0.1", "\"modules\" menyebut modul yang tidak ada") \
	X(MODULES_UNLISTED, "modules-unlisted", WARNING, "0.1", "Modul tidak disebut di \"modules\"") \
	X(TERM_EARLY, "term-early", HINT, "0.1", "Istilah yang baru dijelaskan kemudian") \
	X(TERM_UNUSED, "term-unused", HINT, "0.1", "Istilah yang tidak dipakai") \
	X(TITLE_LONG, "title-long", WARNING, "0.1", "Judul terlalu panjang") \
	X(TITLE_TWICE, "title-twice", WARNING, "0.1", "Judul sudah dipakai") \
	X(YAML_BOOLEAN, "yaml-boolean", WARNING, "0.1", "Bukan true atau false") \
	X(YAML_COMMENT, "yaml-comment", WARNING, "0.1", "Tanda # menyembunyikan akhir nilai") \
	X(YAML_DEPTH, "yaml-depth", ERROR, "0.1", "Daftar di dalam daftar terlalu dalam") \
	X(YAML_DOCUMENTS, "yaml-documents", ERROR, "0.1", "Lebih dari satu bagian YAML") \
	X(YAML_DUPLICATE_KEY, "yaml-duplicate-key", ERROR, "0.1", "Kunci ditulis dua kali") \
	X(YAML_EMPTY, "yaml-empty", WARNING, "0.1", "Kunci belum diisi") \
	X(YAML_EXAM_ONLY, "yaml-exam-only", WARNING, "0.1", "Kunci yang hanya berlaku untuk ujian") \
	X(YAML_FEATURE, "yaml-feature", ERROR, "0.1", "Jangkar, alias, atau tag YAML") \
	X(YAML_KEYS, "yaml-keys", ERROR, "0.1", "Terlalu banyak kunci") \
	X(YAML_MAPPING, "yaml-mapping", ERROR, "0.1", "Baris tidak berbentuk kunci: nilai") \
	X(YAML_NUL, "yaml-nul", ERROR, "0.1", "\\0 di dalam nilai") \
	X(YAML_OPEN, "yaml-open", ERROR, "0.1", "Bagian depan tidak ditutup") \
	X(YAML_SIZE, "yaml-size", ERROR, "0.1", "Bagian depan terlalu besar") \
	X(YAML_SYNTAX, "yaml-syntax", ERROR, "0.1", "YAML keliru") \
	X(YAML_TIME_UNIT, "yaml-time-unit", WARNING, "0.1", "Waktu tanpa satuan") \
	X(YAML_UNKNOWN_KEY, "yaml-unknown-key", WARNING, "0.1", "Kunci tidak dikenal") \
	X(YAML_VALUE, "yaml-value", ERROR, "0.1", "Nilai tidak sesuai dengan kuncinya") \
	/* Markdown */ \
	X(CALLOUT_LINE, "callout-line", WARNING, "0.1", "Teks di baris nama kotak") \
	X(CALLOUT_NAME, "callout-name", WARNING, "0.1", "Kotak yang tidak dikenal") \
	X(CHARACTER, "character", HINT, "0.1", "Emoji") \
	X(CHARACTER_HIDDEN, "character-hidden", WARNING, "0.1", "Karakter tak tampak") \
	X(FENCE_NAME, "fence-name", WARNING, "0.1", "Pagar gift yang salah nama") \
	X(FENCE_OPEN, "fence-open", WARNING, "0.1", "Pagar kode tidak ditutup") \
	X(FIT_CODE, "fit-code", WARNING, "0.1", "Kode lebih lebar daripada 80 kolom") \
	X(FIT_CODE_NARROW, "fit-code-narrow", HINT, "0.1", "Kode lebih lebar daripada 40 kolom") \
	X(FIT_TABLE, "fit-table", WARNING, "0.1", "Tabel lebih lebar daripada 80 kolom") \
	X(FIT_TABLE_NARROW, "fit-table-narrow", HINT, "0.1", "Tabel lebih lebar daripada 40 kolom") \
	X(GIFT_OUTSIDE, "gift-outside", WARNING, "0.1", "Soal di luar pagar gift") \
	X(HEADING_BLANK, "heading-blank", WARNING, "0.1", "Judul tanpa spasi sesudah #") \
	X(HEADING_EMPTY, "heading-empty", WARNING, "0.1", "Judul kosong") \
	X(HEADING_JUMP, "heading-jump", HINT, "0.1", "Judul meloncati satu tingkat") \
	X(HEADING_TWICE, "heading-twice", HINT, "0.1", "Judul bagian sudah ada") \
	X(HTML_LOST, "html-lost", WARNING, "0.1", "HTML yang tidak ditampilkan") \
	X(IMAGE_ALT, "image-alt", WARNING, "0.1", "Gambar tanpa penjelasan") \
	X(IMAGE_FILE, "image-file", WARNING, "0.1", "Berkas gambar tidak ada") \
	X(KEY_NAME, "key-name", ERROR, "0.1", "Nama tombol yang tidak dikenal") \
	X(LINK_ADDRESS, "link-address", WARNING, "0.1", "Alamat web tidak lengkap") \
	X(LINK_EMPTY, "link-empty", WARNING, "0.1", "Tautan tanpa alamat") \
	X(LINK_FILE, "link-file", WARNING, "0.1", "Tautan ke berkas yang tidak ada") \
	X(LINK_HEADING, "link-heading", WARNING, "0.1", "Tautan ke judul yang tidak ada") \
	X(LINK_MODULE, "link-module", WARNING, "0.1", "Tautan ke modul yang tidak ada") \
	X(LINK_OPEN, "link-open", WARNING, "0.1", "Tautan tidak ditutup") \
	X(LINK_OUTSIDE, "link-outside", WARNING, "0.1", "Tautan ke luar folder kursus") \
	X(LINK_SHAPE, "link-shape", WARNING, "0.1", "Tautan yang salah bentuk") \
	X(LIST_BLANK, "list-blank", WARNING, "0.1", "Butir daftar tanpa spasi") \
	X(LIST_MARK, "list-mark", WARNING, "0.1", "Tanda daftar yang tidak dikenal") \
	X(NESTING, "nesting", WARNING, "0.1", "Daftar dan kutipan bersarang terlalu dalam") \
	X(NOTE_MISSING, "note-missing", WARNING, "0.1", "Catatan kaki tanpa teks") \
	X(NOTE_UNUSED, "note-unused", WARNING, "0.1", "Catatan kaki yang tidak dirujuk") \
	X(REFERENCE, "reference", WARNING, "0.1", "Rujukan tanpa alamat") \
	X(TABLE_CELLS, "table-cells", ERROR, "0.1", "Terlalu banyak baris tabel yang kurang selnya") \
	X(TABLE_COLUMNS, "table-columns", ERROR, "0.1", "Terlalu banyak kolom tabel") \
	X(TABLE_NEAR, "table-near", WARNING, "0.1", "Baris tabel tanpa garis di bawah kepalanya") \
	X(TABLE_ROW, "table-row", WARNING, "0.1", "Baris tabel kelebihan sel") \
	/* modules and their questions */ \
	X(DRAW_FEW, "draw-few", ERROR, "0.1", "Soal kurang untuk diundi") \
	X(EXAM_EMPTY, "exam-empty", ERROR, "0.1", "Ujian tanpa soal") \
	X(FORK_EXAM, "fork-exam", ERROR, "0.1", "Percabangan dalam ujian") \
	X(FORK_LINK, "fork-link", ERROR, "0.1", "Pilihan yang tidak sampai ke mana pun") \
	X(FORK_ONE, "fork-one", WARNING, "0.1", "Percabangan dengan satu jalan") \
	X(FORK_PART, "fork-part", WARNING, "0.1", "Bagian yang tidak didatangi") \
	X(FORM_FEW, "form-few", WARNING, "0.1", "Soal kurang untuk satu bentuk tes") \
	X(HOURS, "hours", WARNING, "0.1", "JP tidak sesuai dengan isinya") \
	X(HOURS_COURSE, "hours-course", WARNING, "0.1", "JP kursus lebih daripada isinya") \
	X(JP_OPTIONAL, "jp-optional", WARNING, "0.1", "JP di modul yang boleh dilewati") \
	X(JP_WHOLE, "jp-whole", WARNING, "0.1", "JP kursus bukan bilangan bulat") \
	X(LESSON_EMPTY, "lesson-empty", WARNING, "0.1", "Modul kosong") \
	X(LESSON_ONLY_QUESTIONS, "lesson-only-questions", WARNING, "0.1", "Soal tanpa pelajaran") \
	X(LESSON_UNASKED, "lesson-unasked", HINT, "0.1", "Pelajaran tanpa soal") \
	X(OUTCOME_UNASKED, "outcome-unasked", HINT, "0.1", "Hasil belajar lebih banyak daripada soal") \
	X(PASS_NEVER, "pass-never", ERROR, "0.1", "Tidak ada yang dapat lulus") \
	X(PASS_ONCE, "pass-once", WARNING, "0.1", "Sekali keliru tidak dapat lulus lagi") \
	X(PASS_UNASKED, "pass-unasked", WARNING, "0.1", "Nilai lulus tanpa soal") \
	X(PRACTICE, "practice", WARNING, "0.1", "Waktu latihan tanpa latihan") \
	/* teaching and language */ \
	X(ABBREVIATION, "abbreviation", HINT, "0.1", "Singkatan yang belum dipanjangkan") \
	X(CHOICE_ALL, "choice-all", WARNING, "0.1", "Pilihan \"semua benar\"") \
	X(CHOICE_ALL_SHUFFLED, "choice-all", ERROR, "0.1", "Pilihan \"semua benar\"") \
	X(CHOICE_LENGTH, "choice-length", WARNING, "0.1", "Kunci jauh lebih panjang daripada pengecoh") \
	X(CHOICE_NEAR, "choice-near", WARNING, "0.1", "Dua pilihan hampir sama") \
	X(FEEDBACK_CHOSEN, "feedback-chosen", HINT, "0.1", "Umpan balik yang menyapa pemilihnya") \
	X(FEEDBACK_VERDICT, "feedback-verdict", WARNING, "0.1", "Umpan balik yang diawali benar atau salah") \
	X(FOREIGN, "foreign", HINT, "0.1", "Kata asing yang belum dijelaskan") \
	X(KEY_LONGEST, "key-longest", WARNING, "0.1", "Kuncinya hampir selalu yang terpanjang") \
	X(KEY_PLACE, "key-place", WARNING, "0.1", "Kuncinya selalu di tempat yang sama") \
	X(KEY_TYPED, "key-typed", WARNING, "0.1", "Kunci yang tidak dapat diketik") \
	X(KEY_TYPED_ALL, "key-typed", ERROR, "0.1", "Kunci yang tidak dapat diketik") \
	X(PASSIVE, "passive", HINT, "0.1", "Kalimat pasif beruntun") \
	X(SENTENCE_LONG, "sentence-long", HINT, "0.1", "Kalimat lebih dari 25 kata") \
	X(STEM_ABOVE, "stem-above", WARNING, "0.1", "Soal yang menunjuk ke atas") \
	/* GIFT */ \
	X(GIFT_AIKEN, "gift-aiken", WARNING, "0.1", "Soal Aiken di antara soal GIFT") \
	X(GIFT_ALL_RIGHT, "gift-all-right", WARNING, "0.1", "Semua pilihan benar") \
	X(GIFT_ALL_TICKED, "gift-all-ticked", WARNING, "0.1", "Mencentang semuanya mendapat nilai penuh") \
	X(GIFT_ANY, "gift-any", WARNING, "0.1", "Jawaban apa pun dianggap benar") \
	X(GIFT_BRACE, "gift-brace", ERROR, "0.1", "Kurung kurawal tidak berpasangan") \
	X(GIFT_BRACE_NONE, "gift-brace", WARNING, "0.1", "Kurung kurawal tidak berpasangan") \
	X(GIFT_CATEGORY, "gift-category", WARNING, "0.1", "Kategori yang salah tulis") \
	X(GIFT_CHOICE_TWICE, "gift-choice-twice", WARNING, "0.1", "Dua pilihan sama, satu benar satu salah") \
	X(GIFT_COMMENT, "gift-comment", WARNING, "0.1", "Keterangan soal yang tidak melekat pada soal") \
	X(GIFT_EMPTY, "gift-empty", WARNING, "0.1", "Jawaban kosong") \
	X(GIFT_ESCAPE, "gift-escape", WARNING, "0.1", "Tanda GIFT di dalam teks") \
	X(GIFT_FEEDBACK, "gift-feedback", WARNING, "0.1", "Umpan balik di tempat yang salah") \
	X(GIFT_FEEDBACK_EMPTY, "gift-feedback", HINT, "0.1", "Umpan balik di tempat yang salah") \
	X(GIFT_FEEDBACK_FIRST, "gift-feedback", ERROR, "0.1", "Umpan balik di tempat yang salah") \
	X(GIFT_FEW, "gift-few", ERROR, "0.1", "Pilihan, pasangan, atau butir kurang") \
	X(GIFT_FILE, "gift-file", WARNING, "0.1", "Berkas yang tersimpan di Moodle") \
	X(GIFT_GLUED, "gift-glued", ERROR, "0.1", "Baris kosong kurang") \
	X(GIFT_GLUED_TEXT, "gift-glued", WARNING, "0.1", "Baris kosong kurang") \
	X(GIFT_IGNORED, "gift-ignored", WARNING, "0.1", "Teks yang diabaikan dalam isian angka") \
	X(GIFT_IMAGE, "gift-image", WARNING, "0.1", "Gambar tanpa teks pengganti") \
	X(GIFT_INDENT, "gift-indent", WARNING, "0.1", "Jorokan yang hilang di dalam soal") \
	X(GIFT_LEFT_TWICE, "gift-left-twice", WARNING, "0.1", "Sisi kiri pasangan sama") \
	X(GIFT_LEAD, "gift-lead", WARNING, "0.1", "Teks di depan tanda jawaban yang pertama") \
	X(GIFT_LETTER, "gift-letter", WARNING, "0.1", "Huruf di depan pilihan") \
	X(GIFT_MANY, "gift-many", ERROR, "0.1", "Terlalu banyak pilihan, pasangan, atau butir") \
	X(GIFT_MATCH, "gift-match", ERROR, "0.1", "Pasangan tanpa ->") \
	X(GIFT_NAME, "gift-name", WARNING, "0.1", "Nama soal tidak ditutup") \
	X(GIFT_NAME_TWICE, "gift-name-twice", WARNING, "0.1", "Nama soal sudah dipakai") \
	X(GIFT_NO_FULL, "gift-no-full", WARNING, "0.1", "Tidak ada jawaban bernilai 100") \
	X(GIFT_NO_RIGHT, "gift-no-right", ERROR, "0.1", "Tidak ada jawaban yang benar") \
	X(GIFT_NO_TEXT, "gift-no-text", WARNING, "0.1", "Soal tanpa teks") \
	X(GIFT_NUMBER, "gift-number", ERROR, "0.1", "Bukan angka") \
	X(GIFT_ORDERING_WORD, "gift-ordering-word", WARNING, "0.1", "Butir pertama mirip kata pengaturan") \
	X(GIFT_QUESTION_TWICE, "gift-question-twice", WARNING, "0.1", "Soal yang sama sudah ada") \
	X(GIFT_QUESTIONS, "gift-questions", ERROR, "0.1", "Terlalu banyak soal") \
	X(GIFT_RANGE, "gift-range", ERROR, "0.1", "Rentang terbalik") \
	X(GIFT_SECOND_ANSWER, "gift-second-answer", WARNING, "0.1", "Kurung kurawal yang kedua") \
	X(GIFT_SIZE, "gift-size", ERROR, "0.1", "Soal-soal terlalu besar untuk dibaca") \
	X(GIFT_SUM, "gift-sum", WARNING, "0.1", "Bobot tidak berjumlah 100") \
	X(GIFT_THOUSANDS, "gift-thousands", WARNING, "0.1", "Titik dengan tiga angka di belakangnya") \
	X(GIFT_TOLERANCE, "gift-tolerance", WARNING, "0.1", "Toleransi negatif") \
	X(GIFT_TRUEFALSE, "gift-truefalse", WARNING, "0.1", "Benar atau salah dengan huruf kecil") \
	X(GIFT_TWO_RIGHT, "gift-two-right", WARNING, "0.1", "Beberapa = untuk satu pilihan") \
	X(GIFT_UTF8, "gift-utf8", WARNING, "0.1", "Soal bukan UTF-8") \
	X(GIFT_WEIGHT, "gift-weight", ERROR, "0.1", "Bobot bukan -100 sampai 100") \
	X(GIFT_WEIGHT_TEXT, "gift-weight-text", WARNING, "0.1", "Bobot sesudah = hanya menjadi teks") \
	X(GIFT_WEIGHT_UNKNOWN, "gift-weight-unknown", WARNING, "0.1", "Bobot yang tidak dikenal Moodle") \
	X(GIFT_ZERO, "gift-zero", WARNING, "0.1", "Baris yang hanya berisi 0") \
	/* Aiken and Moodle XML */ \
	X(AIKEN_ANSWER, "aiken-answer", ERROR, "0.1", "ANSWER: tidak ada atau tidak cocok") \
	X(AIKEN_FEW, "aiken-few", ERROR, "0.1", "Kurang dari dua pilihan") \
	X(AIKEN_ORDER, "aiken-order", ERROR, "0.1", "Baris Aiken tidak pada tempatnya") \
	X(BANK_EMPTY, "bank-empty", ERROR, "0.1", "Berkas tanpa soal") \
	X(BANK_EMPTY_TEXT, "bank-empty", WARNING, "0.1", "Berkas tanpa soal") \
	X(XML_DEPTH, "xml-depth", ERROR, "0.1", "XML terlalu dalam") \
	X(XML_DOCTYPE, "xml-doctype", ERROR, "0.1", "XML dengan DOCTYPE") \
	X(XML_FORMAT, "xml-format", WARNING, "0.1", "Format teks tidak dikenal") \
	X(XML_NUMBER, "xml-number", ERROR, "0.1", "Nilai dalam XML bukan angka") \
	X(XML_SINGLE, "xml-single", ERROR, "0.1", "Satu pilihan, dan tidak ada yang bernilai penuh") \
	X(XML_SYNTAX, "xml-syntax", ERROR, "0.1", "Bukan Moodle XML") \
	X(XML_TEXT, "xml-text", ERROR, "0.1", "Unsur XML di dalam teks") \
	X(XML_TRUEFALSE, "xml-truefalse", ERROR, "0.1", "Benar atau salah tanpa true dan false") \
	X(XML_TRUEFALSE_NAME, "xml-truefalse", WARNING, "0.1", "Benar atau salah tanpa true dan false") \
	X(XML_TYPE, "xml-type", ERROR, "0.1", "Jenis soal yang tidak ada di sini") \
	/* what a conversion between formats of questions cannot keep */ \
	X(LOSS_ARROW, "loss-arrow", WARNING, "0.1", "Tanda -> ditulis lain") \
	X(LOSS_ATTACHMENT, "loss-attachment", WARNING, "0.1", "Lampiran jawaban") \
	X(LOSS_CASE, "loss-case", WARNING, "0.1", "Huruf besar dan kecil") \
	X(LOSS_CATEGORY, "loss-category", WARNING, "0.1", "Soal tanpa kategori sesudah yang berkategori") \
	X(LOSS_CHARACTER, "loss-character", WARNING, "0.1", "Karakter yang diganti") \
	X(LOSS_FEEDBACK, "loss-feedback", WARNING, "0.1", "Umpan balik yang tidak tersimpan") \
	X(LOSS_FIELD, "loss-field", WARNING, "0.1", "Pengaturan yang tidak dikenal") \
	X(LOSS_FILE, "loss-file", WARNING, "0.1", "Gambar atau berkas di dalam XML") \
	X(LOSS_FORMAT, "loss-format", WARNING, "0.1", "Format butir urutan") \
	X(LOSS_GRADER, "loss-grader", WARNING, "0.1", "Keterangan untuk penilai") \
	X(LOSS_HINT, "loss-hint", WARNING, "0.1", "Petunjuk yang tidak terbawa") \
	X(LOSS_HIDDEN, "loss-hidden", WARNING, "0.1", "Soal yang disembunyikan") \
	X(LOSS_ID, "loss-id", WARNING, "0.1", "Nomor id yang tidak dapat ditulis") \
	X(LOSS_INFO, "loss-info", WARNING, "0.1", "Keterangan kategori") \
	X(LOSS_MARK, "loss-mark", WARNING, "0.1", "Nilai soal bukan 1") \
	X(LOSS_NUMBERING, "loss-numbering", WARNING, "0.1", "Pilihan yang dinomori dengan angka") \
	X(LOSS_ORDERING, "loss-ordering", WARNING, "0.1", "Pengaturan soal urutan") \
	X(LOSS_PENALTY, "loss-penalty", WARNING, "0.1", "Pengurangan nilai tiap percobaan") \
	X(LOSS_PLACEHOLDER, "loss-placeholder", WARNING, "0.1", "Teks yang dibaca Moodle sebagai tanda baca") \
	X(LOSS_SHUFFLE, "loss-shuffle", WARNING, "0.1", "Urutan pilihan yang tetap") \
	X(LOSS_SINGLE, "loss-single", WARNING, "0.1", "Satu pilihan tanpa nilai penuh") \
	X(LOSS_TAG, "loss-tag", WARNING, "0.1", "Tag yang tidak terbawa") \
	X(LOSS_TEMPLATE, "loss-template", WARNING, "0.1", "Kerangka jawaban") \
	X(LOSS_UNIT, "loss-unit", WARNING, "0.1", "Satuan dalam isian angka") \
	X(LOSS_WORDS, "loss-words", WARNING, "0.1", "Batas jumlah kata") \
	/* lists of learners */ \
	X(CSV_CELLS, "csv-cells", ERROR, "0.1", "Sel lebih banyak daripada kolom") \
	X(CSV_COLUMN, "csv-column", ERROR, "0.1", "Kolom disebut dua kali") \
	X(CSV_HEAD, "csv-head", ERROR, "0.1", "Baris kepala tanpa kolom id") \
	X(CSV_QUOTE, "csv-quote", ERROR, "0.1", "Tanda kutip keliru") \
	X(CSV_ROWS, "csv-rows", ERROR, "0.1", "Terlalu banyak peserta") \
	X(CSV_UNUSED, "csv-unused", WARNING, "0.1", "Kolom yang tidak dipakai") \
	X(LEARNER_ID, "learner-id", ERROR, "0.1", "Id peserta tidak sah") \
	X(LEARNER_NIP, "learner-nip", WARNING, "0.1", "NIP perlu diperiksa") \
	X(LEARNER_RECORD, "learner-record", ERROR, "0.1", "Catatan belajar tidak dapat dibuka") \
	X(LEARNER_TEXT, "learner-text", ERROR, "0.1", "Nama, unit, atau NIP tidak sah") \
	X(LEARNER_TWICE, "learner-twice", ERROR, "0.1", "Peserta disebut dua kali") \
	X(PAPER_ANSWER, "paper-answer", ERROR, "0.1", "Jawaban di kertas tidak sah") \
	X(PAPER_ATTEMPT, "paper-attempt", ERROR, "0.1", "Kertas tidak dapat dicatat") \
	X(PAPER_FORM, "paper-form", ERROR, "0.1", "Kertas dari ujian lain")
/* clang-format on */

enum bp_fault {
#define BP_FAULT_NAME(name, code, severity, since, heading) BP_FAULT_##name,
	BP_FAULTS(BP_FAULT_NAME)
#undef BP_FAULT_NAME
		BP_FAULT_COUNT
};

/* Arrays, not pointers: those would be made anew in the memory of each session. */
struct bp_fault_row {
	char code[24];
	enum bp_severity severity;
	char since[8], heading[56];
};

const struct bp_fault_row *bp_fault_row(enum bp_fault fault);
/* The row with this code; BP_FAULT_COUNT: there is none. *meant is the code that was
 * probably meant, or NULL. */

enum bp_fault bp_fault_find(struct bp_str code, const char **meant);
/* Whether an author may switch it off: anything but an error. */
bool bp_fault_optional(enum bp_fault fault);

#endif
