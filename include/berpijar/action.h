/*
 * The list of all that can be done in the player.
 *
 * Authors write an action where a lesson tells of a key, as in "{key:notes}", and each front
 * end fills in what does it there: the key of the full screen, or the word of plain lines.
 * So the list is known to whoever reads lessons; what a key does is in input.h.
 */
#ifndef BERPIJAR_ACTION_H
#define BERPIJAR_ACTION_H

#include <berpijar/text.h>

/* An action: its name in C, the name that authors write, which stays for ever, its help, and its
 * word in plain lines. */
/* clang-format off */
#define BP_ACTIONS(X) \
	X(UP, "up", N_("satu baris atau pilihan ke atas"), N_("naik")) \
	X(DOWN, "down", N_("satu baris atau pilihan ke bawah"), N_("turun")) \
	X(LEFT, "left", N_("geser ke kiri"), N_("kiri")) \
	X(RIGHT, "right", N_("geser ke kanan"), N_("kanan")) \
	X(PAGE_UP, "page-up", N_("halaman sebelumnya"), N_("mundur")) \
	X(PAGE_DOWN, "page-down", N_("halaman berikutnya"), N_("lanjut")) \
	X(TOP, "top", N_("ke awal"), N_("awal")) \
	X(BOTTOM, "bottom", N_("ke akhir"), N_("akhir")) \
	X(NEXT_ITEM, "next-item", N_("soal atau tautan berikutnya"), N_("berikut")) \
	X(PREVIOUS_ITEM, "previous-item", N_("soal atau tautan sebelumnya"), N_("sebelum")) \
	X(OPEN, "open", N_("buka yang ditunjuk"), N_("buka")) \
	X(UNDO_JUMP, "undo-jump", N_("ke tempat sebelum lompatan"), N_("batal-lompat")) \
	X(REDO_JUMP, "redo-jump", N_("lompat lagi"), N_("lompat")) \
	X(CONTENTS, "contents", N_("judul-judul di dalamnya"), N_("isi")) \
	X(PERCENT, "percent", N_("ke persen modul ini (atau ketik angkanya)"), N_("persen")) \
	X(FIND, "find", N_("cari kata di modul ini"), N_("cari")) \
	X(NEXT_HIT, "next-hit", N_("temuan berikutnya"), N_("temuan")) \
	X(PREVIOUS_HIT, "previous-hit", N_("temuan sebelumnya"), N_("temuan-lalu")) \
	X(UNMARK, "unmark", N_("hapus tanda temuan"), N_("hapus-tanda")) \
	X(NEXT_MODULE, "next-module", N_("modul berikutnya"), N_("modul-lanjut")) \
	X(PREVIOUS_MODULE, "previous-module", N_("modul sebelumnya"), N_("modul-lalu")) \
	X(FLAG, "flag", N_("tandai soal untuk dilihat lagi"), N_("tandai-soal")) \
	X(MARK, "mark", N_("tandai atau hapus tanda pilihan"), N_("tandai")) \
	X(SUBMIT, "submit", N_("kirim jawaban"), N_("jawab")) \
	X(REPORT, "report", N_("laporkan soal yang keliru"), N_("laporkan")) \
	X(RETRY, "retry", N_("coba lagi"), N_("coba-lagi")) \
	X(REASONS, "reasons", N_("alasan pilihan lain"), N_("alasan")) \
	X(BACK, "back", N_("kembali"), N_("kembali")) \
	X(HELP, "help", N_("bantuan ini"), N_("bantuan")) \
	X(LANGUAGE, "language", N_("ganti bahasa: Indonesia, English"), N_("bahasa")) \
	X(SIGNS, "signs", N_("huruf biasa saja (ASCII), atau garis dan tanda"), N_("ascii")) \
	X(REDRAW, "redraw", N_("gambar ulang layar"), N_("gambar-ulang")) \
	X(TERMS, "terms", N_("arti istilah di layar ini"), N_("arti")) \
	X(SEARCH, "search", N_("cari di semua modul"), N_("cari-semua")) \
	X(BOOKMARK, "bookmark", N_("beri penanda di sini"), N_("penanda")) \
	X(NOTE, "note", N_("tulis catatan di sini"), N_("tulis-catatan")) \
	X(MARKS, "notes", N_("daftar penanda dan catatan"), N_("catatan")) \
	X(DISCARD, "discard", N_("buang yang diubah"), N_("buang")) \
	X(EDIT, "edit", N_("ubah namanya atau isinya"), N_("ubah")) \
	X(REMOVE, "remove", N_("hapus yang ditunjuk"), N_("hapus")) \
	X(NEXT_CHANGE, "next-change", N_("perubahan berikutnya sejak Anda baca"), N_("perubahan")) \
	X(PREVIOUS_CHANGE, "previous-change", N_("perubahan sebelumnya"), N_("perubahan-lalu")) \
	X(LEDGER, "ledger", N_("buku JP: jam pelajaran dan menit tiap bulan"), N_("jp")) \
	X(PREVIOUS_YEAR, "previous-year", N_("tahun sebelumnya"), N_("tahun-lalu")) \
	X(NEXT_YEAR, "next-year", N_("tahun berikutnya"), N_("tahun-lanjut")) \
	X(CODE, "code", N_("kode QR untuk ponsel"), N_("kode-qr")) \
	X(INVERT, "invert", N_("balik hitam dan putih"), N_("balik-warna")) \
	X(PROOF, "proof", N_("bukti belajar kursus yang selesai"), N_("bukti")) \
	X(PRINT, "print", N_("cetak di printer terminal Anda"), N_("cetak")) \
	X(WORKS, "works", N_("karya Anda di kursus ini: jawaban yang Anda tulis"), N_("karya")) \
	X(SETTINGS, "settings", N_("setelan"), N_("setelan")) \
	X(DATA, "data", N_("data Anda: apa yang disimpan, salinan, penghapusan"), N_("data")) \
	X(PEOPLE, "people", N_("orang lain belajar di sini"), N_("ganti-peserta")) \
	X(ABOUT, "about", N_("tentang berpijar: versi, letak berkas"), N_("tentang")) \
	X(NOTICE, "notice", N_("pemberitahuan tadi, selengkapnya"), N_("pemberitahuan")) \
	X(ANSWERS, "answers", N_("kunci jawaban"), N_("kunci")) \
	X(NEXT_FAULT, "next-fault", N_("galat atau peringatan berikutnya"), N_("galat-berikut")) \
	X(FAULTS, "faults", N_("daftar galat dan peringatan"), N_("galat")) \
	X(PERSONA, "persona", N_("lihat sebagai peserta lain"), N_("sebagai")) \
	X(CUT, "cut", N_("potong jendela: 80x24, 40x12, utuh"), N_("jendela")) \
	X(RELOAD, "reload", N_("muat ulang berkasnya"), N_("muat")) \
	X(EDITED, "edited", N_("ke yang baru saja diubah"), N_("ubahan")) \
	X(OTHER_LOOK, "other-look", N_("baris biasa, atau layar penuh"), N_("ganti-tampilan")) \
	X(ADOPT, "adopt", N_("salin ke kursus Anda, dan pelajari dengan dicatat"), N_("salin")) \
	X(SORT, "sort", N_("urutan lain"), N_("urutkan")) \
	X(SAVE, "save", N_("simpan semuanya ke berkas"), N_("simpan")) \
	X(CLOCK, "clock", N_("jam cerita: tampilkan atau sembunyikan"), N_("jam")) \
	X(SUSPEND, "suspend", N_("tinggalkan sejenak (fg untuk kembali)"), N_("jeda")) \
	X(QUIT, "quit", N_("keluar"), N_("keluar"))
/* clang-format on */

enum bp_action {
	BP_ACT_NONE,
#define BP_ACTION_NAME(ACTION, name, help, word) BP_ACT_##ACTION,
	BP_ACTIONS(BP_ACTION_NAME)
#undef BP_ACTION_NAME
		BP_ACT_COUNT
};

/* The action that authors call by this name; BP_ACT_NONE: none is. */
enum bp_action bp_action_named(struct bp_str name);
/* The name that was probably meant; NULL: none is near. */
const char *bp_action_near(struct bp_str name);

#define BP_ACTION_NAME_MOST 64 /* bytes of "{key:NAME": longer ones are text */
/* The bytes of the "{key:NAME}" that begins at `at`, whether the name is known or not; 0: none
 * begins there. *name is set to the name. */
size_t bp_action_key_at(struct bp_str text, size_t at, struct bp_str *name);

/* The Indonesian word for an action, whatever language is in force. */
const char *bp_action_first_word(enum bp_action action);

/* What stands for each action in a lesson: the names of keys. */
struct bp_key_names {
	char of[BP_ACT_COUNT][16]; /* empty: no key does it, and its word stands there */
};

#endif
