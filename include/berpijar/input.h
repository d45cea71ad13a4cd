/*
 * Keys, actions and the tables that join them.
 *
 * BP_ACTIONS lists every action with its help and its word in plain lines. A keymap lists
 * keys with their actions; other keys are looked up in its parent. The bottom line and the
 * help screen are made from these tables.
 */
#ifndef BERPIJAR_INPUT_H
#define BERPIJAR_INPUT_H

#include <berpijar/text.h>

/* A key is a Unicode code point or one of these. */
enum {
	BP_KEY_NONE = 0,
	BP_KEY_TAB = '\t',
	BP_KEY_ENTER = '\r',
	BP_KEY_ESCAPE = 0x1b,
	BP_KEY_SPACE = ' ',
	BP_KEY_BACKSPACE = 0x7f,
	BP_KEY_UP = 0x110000,
	BP_KEY_DOWN,
	BP_KEY_LEFT,
	BP_KEY_RIGHT,
	BP_KEY_HOME,
	BP_KEY_END,
	BP_KEY_PAGE_UP,
	BP_KEY_PAGE_DOWN,
	BP_KEY_DELETE,
	BP_KEY_INSERT,
	BP_KEY_BACKTAB,
	BP_KEY_F1,
	BP_KEY_SHIFT_LEFT, /* apart from ←, → since in a text they do nothing else than move */
	BP_KEY_SHIFT_RIGHT,
	BP_KEY_WORD_LEFT, /* Alt or Ctrl with ←, →, Delete; Alt with b, f, d */
	BP_KEY_WORD_RIGHT,
	BP_KEY_WORD_DELETE,
	BP_KEY_RESIZE, /* the window has another size */
	BP_KEY_TICK,   /* the time to wait for a key went by */
	BP_KEY_HANGUP, /* the line is gone, or we are told to end */
	BP_KEY_BREAK, /* Enter with text right behind it, so that it was probably pasted */
	BP_KEY_PASTE,          /* a text was pasted; not a key that an app takes */
	BP_KEY_ROW = 0x200000, /* and keys above it: selects a row of a list, from 0 */
};
#define BP_CONTROL(letter) ((letter)&0x1f)

#define BP_ACTIONS(X)                                                                  \
	X(UP, N_("satu baris atau pilihan ke atas"), N_("naik"))                       \
	X(DOWN, N_("satu baris atau pilihan ke bawah"), N_("turun"))                   \
	X(LEFT, N_("geser ke kiri"), N_("kiri"))                                       \
	X(RIGHT, N_("geser ke kanan"), N_("kanan"))                                    \
	X(PAGE_UP, N_("halaman sebelumnya"), N_("mundur"))                             \
	X(PAGE_DOWN, N_("halaman berikutnya"), N_("lanjut"))                           \
	X(TOP, N_("ke awal"), N_("awal"))                                              \
	X(BOTTOM, N_("ke akhir"), N_("akhir"))                                         \
	X(NEXT_ITEM, N_("soal atau tautan berikutnya"), N_("berikut"))                 \
	X(PREVIOUS_ITEM, N_("soal atau tautan sebelumnya"), N_("sebelum"))             \
	X(OPEN, N_("buka yang ditunjuk"), N_("buka"))                                  \
	X(UNDO_JUMP, N_("ke tempat sebelum lompatan"), N_("batal-lompat"))             \
	X(REDO_JUMP, N_("lompat lagi"), N_("lompat"))                                  \
	X(CONTENTS, N_("judul-judul di dalamnya"), N_("isi"))                          \
	X(PERCENT, N_("ke persen modul ini (atau ketik angkanya)"), N_("persen"))      \
	X(FIND, N_("cari kata di modul ini"), N_("cari"))                              \
	X(NEXT_HIT, N_("temuan berikutnya"), N_("temuan"))                             \
	X(PREVIOUS_HIT, N_("temuan sebelumnya"), N_("temuan-lalu"))                    \
	X(UNMARK, N_("hapus tanda temuan"), N_("hapus-tanda"))                         \
	X(NEXT_MODULE, N_("modul berikutnya"), N_("modul-lanjut"))                     \
	X(PREVIOUS_MODULE, N_("modul sebelumnya"), N_("modul-lalu"))                   \
	X(FLAG, N_("tandai soal untuk dilihat lagi"), N_("tandai-soal"))               \
	X(MARK, N_("tandai atau hapus tanda pilihan"), N_("tandai"))                   \
	X(SUBMIT, N_("kirim jawaban"), N_("jawab"))                                    \
	X(REPORT, N_("laporkan soal yang keliru"), N_("laporkan"))                     \
	X(RETRY, N_("coba lagi"), N_("coba-lagi"))                                     \
	X(REASONS, N_("alasan pilihan lain"), N_("alasan"))                            \
	X(BACK, N_("kembali"), N_("kembali"))                                          \
	X(HELP, N_("bantuan ini"), N_("bantuan"))                                      \
	X(LANGUAGE, N_("ganti bahasa: Indonesia, English"), N_("bahasa"))              \
	X(REDRAW, N_("gambar ulang layar"), N_("gambar-ulang"))                        \
	X(TERMS, N_("arti istilah di layar ini"), N_("arti"))                          \
	X(SEARCH, N_("cari di semua modul"), N_("cari-semua"))                         \
	X(BOOKMARK, N_("beri penanda di sini"), N_("penanda"))                         \
	X(NOTE, N_("tulis catatan di sini"), N_("tulis-catatan"))                      \
	X(MARKS, N_("daftar penanda dan catatan"), N_("catatan"))                      \
	X(DISCARD, N_("buang yang diubah"), N_("buang"))                               \
	X(EDIT, N_("ubah namanya atau isinya"), N_("ubah"))                            \
	X(REMOVE, N_("hapus yang ditunjuk"), N_("hapus"))                              \
	X(NEXT_CHANGE, N_("perubahan berikutnya sejak Anda baca"), N_("perubahan"))    \
	X(PREVIOUS_CHANGE, N_("perubahan sebelumnya"), N_("perubahan-lalu"))           \
	X(LEDGER, N_("buku JP: jam pelajaran dan menit tiap bulan"), N_("jp"))         \
	X(PREVIOUS_YEAR, N_("tahun sebelumnya"), N_("tahun-lalu"))                     \
	X(NEXT_YEAR, N_("tahun berikutnya"), N_("tahun-lanjut"))                       \
	X(CODE, N_("kode QR untuk ponsel"), N_("kode-qr"))                             \
	X(INVERT, N_("balik hitam dan putih"), N_("balik-warna"))                      \
	X(PROOF, N_("bukti belajar kursus yang selesai"), N_("bukti"))                 \
	X(WORKS, N_("karya Anda di kursus ini: jawaban yang Anda tulis"), N_("karya")) \
	X(SETTINGS, N_("setelan"), N_("setelan"))                                      \
	X(DATA, N_("data Anda: apa yang disimpan, salinan, penghapusan"), N_("data"))  \
	X(PEOPLE, N_("orang lain belajar di sini"), N_("ganti-peserta"))               \
	X(ABOUT, N_("tentang berpijar: versi, letak berkas"), N_("tentang"))           \
	X(NOTICE, N_("pemberitahuan tadi, selengkapnya"), N_("pemberitahuan"))         \
	X(ANSWERS, N_("kunci jawaban"), N_("kunci"))                                   \
	X(NEXT_FAULT, N_("galat atau peringatan berikutnya"), N_("galat-berikut"))     \
	X(FAULTS, N_("daftar galat dan peringatan"), N_("galat"))                      \
	X(PERSONA, N_("lihat sebagai peserta lain"), N_("sebagai"))                    \
	X(CUT, N_("potong jendela: 80x24, 40x12, utuh"), N_("jendela"))                \
	X(RELOAD, N_("muat ulang berkasnya"), N_("muat"))                              \
	X(EDITED, N_("ke yang baru saja diubah"), N_("ubahan"))                        \
	X(OTHER_LOOK, N_("baris biasa, atau layar penuh"), N_("ganti-tampilan"))       \
	X(ADOPT, N_("salin ke kursus Anda, dan pelajari dengan dicatat"), N_("salin")) \
	X(SORT, N_("urutan lain"), N_("urutkan"))                                      \
	X(SAVE, N_("simpan semuanya ke berkas"), N_("simpan"))                         \
	X(SUSPEND, N_("tinggalkan sejenak (fg untuk kembali)"), N_("jeda"))            \
	X(QUIT, N_("keluar"), N_("keluar"))

enum bp_action {
	BP_ACT_NONE,
#define BP_ACTION_NAME(name, help, word) BP_ACT_##name,
	BP_ACTIONS(BP_ACTION_NAME)
#undef BP_ACTION_NAME
		BP_ACT_COUNT
};

struct bp_binding {
	uint32_t key; /* 0 ends the table */
	enum bp_action action;
};

/* A hint of the bottom line. It is shown while its action can be done. */
struct bp_hint {
	enum bp_action action; /* BP_ACT_NONE ends the table */
	const char *keys;      /* "Enter"; NULL: the first key of the action */
	const char *label;     /* N_("buka") */
};

/* What an action does on one screen, if that differs from its usual help. */
struct bp_meaning {
	enum bp_action action; /* BP_ACT_NONE ends the table */
	const char *help;      /* N_("baris baru") */
};

struct bp_keymap {
	const char *title; /* N_("Daftar kursus"), for the help screen */
	const struct bp_keymap *parent;
	const struct bp_binding *bindings;
	const struct bp_hint *hints;
	const struct bp_meaning *meanings; /* NULL: none of its own */
	bool typing;                       /* other keys write text */
	enum bp_action scrolls; /* its hint is hidden while the whole body is in view;
				 * BP_ACT_NONE: none */
	/* Those whose hints come and go while others stay: they are drawn behind these.
	 * BP_ACT_NONE ends the list; NULL: none. */
	const enum bp_action *late;
};

/* What a key does in a keymap or its parents. */
enum bp_action bp_keymap_find(const struct bp_keymap *map, uint32_t key);
/* What an action does with a keymap, in the user's language. */
const char *bp_action_help(const struct bp_keymap *map, enum bp_action action);
/* The one word for it in plain lines ("lanjut"), in the user's language. */
const char *bp_action_word(enum bp_action action);
/* A key's name for people ("Spasi", "↑", "Ctrl-L"), appended. */
void bp_key_name(uint32_t key, const char *const *symbols, struct bp_buf *out);

#endif
