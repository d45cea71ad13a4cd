/*
 * All keys of the player. Each screen's map lists what is its own and looks into its
 * parent for the rest; the bottom line and the help screen are printed from here.
 */
#include "app.h"
#include <berpijar/lang.h>

static const struct bp_binding everywhere_keys[] = {
	{BP_KEY_RIGHT, BP_ACT_HELP}, /* where it moves nothing any further */
	{'?', BP_ACT_HELP},
	{BP_KEY_F1, BP_ACT_HELP},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_KEY_BACKSPACE, BP_ACT_BACK},
	{'q', BP_ACT_BACK},
	{'Q', BP_ACT_QUIT},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('p'), BP_ACT_NOTICE},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
static const struct bp_keymap everywhere = {
	.title = N_("Di mana saja"),
	.bindings = everywhere_keys,
};

static const struct bp_binding moving_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{'k', BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{'j', BP_ACT_DOWN},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_SPACE, BP_ACT_PAGE_DOWN},
	{'f', BP_ACT_PAGE_DOWN},
	{BP_CONTROL('f'), BP_ACT_PAGE_DOWN},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{'b', BP_ACT_PAGE_UP},
	{BP_CONTROL('b'), BP_ACT_PAGE_UP},
	{BP_KEY_HOME, BP_ACT_TOP},
	{'g', BP_ACT_TOP},
	{BP_KEY_END, BP_ACT_BOTTOM},
	{'G', BP_ACT_BOTTOM},
	{0, 0},
};
static const struct bp_keymap moving = {
	.title = N_("Bergerak"),
	.parent = &everywhere,
	.bindings = moving_keys,
};

/* ---- lists ---- */

static const struct bp_binding catalogue_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'q', BP_ACT_QUIT},
	{'/', BP_ACT_SEARCH},
	{'\'', BP_ACT_MARKS},
	{'J', BP_ACT_LEDGER},
	{'s', BP_ACT_SETTINGS},
	{'D', BP_ACT_DATA},
	{'O', BP_ACT_PEOPLE},
	{'L', BP_ACT_LANGUAGE},
	{0, 0},
};
static const struct bp_hint catalogue_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_SEARCH, NULL, N_("cari")},
	{BP_ACT_MARKS, NULL, N_("catatan")},
	{BP_ACT_LEDGER, NULL, "JP"},
	{BP_ACT_SETTINGS, NULL, N_("setelan")},
	{BP_ACT_DATA, NULL, N_("data")},
	{BP_ACT_QUIT, NULL, N_("keluar")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_catalogue = {
	.title = N_("Daftar kursus"),
	.parent = &moving,
	.bindings = catalogue_keys,
	.hints = catalogue_hints,
};

static const struct bp_binding course_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'/', BP_ACT_SEARCH},
	{'\'', BP_ACT_MARKS},
	{'P', BP_ACT_PROOF},
	{'s', BP_ACT_SETTINGS},
	{0, 0},
};
static const struct bp_hint course_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_PROOF, NULL, N_("bukti")},
	{BP_ACT_SEARCH, NULL, N_("cari")},
	{BP_ACT_MARKS, NULL, N_("catatan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_course = {
	.title = N_("Daftar modul"),
	.parent = &moving,
	.bindings = course_keys,
	.hints = course_hints,
};

/* A list of which one is picked. */
static const struct bp_binding list_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint list_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
static const struct bp_hint list_choices[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("teruskan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_contents = {
	.title = N_("Isi modul"),
	.parent = &moving,
	.bindings = list_keys,
	.hints = list_hints,
};

static const struct bp_binding result_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'P', BP_ACT_PROOF},
	{0, 0},
};
static const struct bp_hint result_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_PROOF, NULL, N_("bukti belajar")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_result = {
	.title = N_("Hasil modul"),
	.parent = &moving,
	.bindings = result_keys,
	.hints = result_hints,
};

static const struct bp_binding proof_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'r', BP_ACT_CODE},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint proof_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_OPEN, NULL, N_("lakukan")},
	{BP_ACT_CODE, NULL, N_("kode QR")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_proof = {
	.title = N_("Bukti belajar"),
	.parent = &moving,
	.bindings = proof_keys,
	.hints = proof_hints,
};

const struct bp_keymap bp_keymap_search = {
	.title = N_("Hasil pencarian"),
	.parent = &moving,
	.bindings = list_keys,
	.hints = list_hints,
};

static const struct bp_binding marks_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'e', BP_ACT_EDIT},
	{'d', BP_ACT_REMOVE},
	{BP_KEY_DELETE, BP_ACT_REMOVE},
	{'/', BP_ACT_FIND},
	{0, 0},
};
static const struct bp_hint marks_hints[] = {
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_EDIT, NULL, N_("ubah")},
	{BP_ACT_REMOVE, NULL, N_("hapus")},
	{BP_ACT_FIND, NULL, N_("cari")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_UNMARK, "Esc", N_("semua")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
static const struct bp_meaning marks_meanings[] = {
	{BP_ACT_FIND, N_("cari di penanda dan catatan")},
	{0},
};
const struct bp_keymap bp_keymap_marks = {
	.title = N_("Penanda dan catatan"),
	.parent = &moving,
	.bindings = marks_keys,
	.hints = marks_hints,
	.meanings = marks_meanings,
};

const struct bp_keymap bp_keymap_review = {
	.title = N_("Ulangan"),
	.parent = &moving,
	.bindings = list_keys,
	.hints = list_hints,
};

const struct bp_keymap bp_keymap_data = {
	.title = N_("Data Anda"),
	.parent = &moving,
	.bindings = list_keys,
	.hints = list_hints,
};

/* The steps after the fields of a person: what to keep, what to write. */
const struct bp_keymap bp_keymap_proof_save = {
	.title = N_("Menyimpan bukti"),
	.parent = &moving,
	.bindings = list_keys,
	.hints = list_choices,
};

static const struct bp_binding person_keys[] = {
	{BP_KEY_ENTER, BP_ACT_EDIT},
	{'d', BP_ACT_REMOVE},
	{BP_KEY_DELETE, BP_ACT_REMOVE},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint person_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_EDIT, NULL, N_("ubah")},
	{BP_ACT_REMOVE, NULL, N_("hapus")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
static const struct bp_meaning person_meanings[] = {
	{BP_ACT_EDIT, N_("ubah yang ditunjuk")},
	{0},
};
const struct bp_keymap bp_keymap_person = {
	.title = N_("Identitas Anda"),
	.parent = &moving,
	.bindings = person_keys,
	.hints = person_hints,
	.meanings = person_meanings,
};

static const struct bp_binding who_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'/', BP_ACT_SEARCH},
	{'q', BP_ACT_QUIT},
	{0, 0},
};
static const struct bp_meaning who_meanings[] = {
	{BP_ACT_SEARCH, N_("cari nama")},
	{0},
};
static const struct bp_hint who_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("mulai")},
	{BP_ACT_SEARCH, NULL, N_("cari nama")},
	{BP_ACT_QUIT, NULL, N_("keluar")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_who = {
	.title = N_("Siapa yang belajar?"),
	.parent = &moving,
	.bindings = who_keys,
	.hints = who_hints,
	.meanings = who_meanings,
};

const struct bp_keymap bp_keymap_new = {
	.title = N_("Catatan baru"),
	.parent = &moving,
	.bindings = list_keys,
	.hints = list_hints,
};

static const struct bp_binding busy_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'q', BP_ACT_QUIT},
	{0, 0},
};

static const struct bp_hint busy_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("lakukan")},
	{BP_ACT_QUIT, NULL, N_("keluar")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_busy = {
	.title = N_("Sedang dibuka di tempat lain"),
	.parent = &moving,
	.bindings = busy_keys,
	.hints = busy_hints,
};

static const struct bp_binding exam_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{'t', BP_ACT_FLAG},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{'P', BP_ACT_PROOF},
	{0, 0},
};
static const struct bp_hint exam_hints[] = {
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_PROOF, NULL, N_("bukti belajar")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_exam = {
	.title = N_("Ujian"),
	.parent = &moving,
	.bindings = exam_keys,
	.hints = exam_hints,
};

static const struct bp_binding settings_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{'D', BP_ACT_DATA},
	{0, 0},
};
static const struct bp_hint settings_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_RIGHT, "←→", N_("ubah")},
	{BP_ACT_DATA, NULL, N_("data Anda")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_settings = {
	.title = N_("Setelan"),
	.parent = &moving,
	.bindings = settings_keys,
	.hints = settings_hints,
};

static const struct bp_binding ledger_keys[] = {
	{BP_KEY_LEFT, BP_ACT_PREVIOUS_YEAR},
	{'[', BP_ACT_PREVIOUS_YEAR},
	{BP_KEY_RIGHT, BP_ACT_NEXT_YEAR},
	{']', BP_ACT_NEXT_YEAR},
	{BP_KEY_ENTER, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint ledger_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_PREVIOUS_YEAR, NULL, N_("tahun sebelumnya")},
	{BP_ACT_NEXT_YEAR, NULL, N_("tahun berikutnya")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_ledger = {
	.title = N_("Buku JP"),
	.parent = &moving,
	.bindings = ledger_keys,
	.hints = ledger_hints,
};

static const struct bp_hint help_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("lakukan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{0},
};
static const struct bp_binding help_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_LEFT, BP_ACT_BACK},
	{BP_KEY_RIGHT, BP_ACT_RIGHT}, /* held too long it does nothing */
	{'?', BP_ACT_BACK},
	{0, 0},
};
const struct bp_keymap bp_keymap_help = {
	.title = N_("Bantuan"),
	.parent = &moving,
	.bindings = help_keys,
	.hints = help_hints,
};

static const struct bp_binding terms_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{0, 0},
};
static const struct bp_hint terms_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_terms = {
	.title = N_("Arti istilah"),
	.parent = &moving,
	.bindings = terms_keys,
	.hints = terms_hints,
};

const struct bp_keymap bp_keymap_notice = {
	.title = N_("Pemberitahuan"),
	.parent = &moving,
	.bindings = terms_keys,
	.hints = terms_hints,
};

static const struct bp_binding link_keys[] = {
	{BP_KEY_ENTER, BP_ACT_CODE},
	{'r', BP_ACT_CODE},
	{0, 0},
};
static const struct bp_hint link_hints[] = {
	{BP_ACT_CODE, NULL, N_("kode QR")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_link = {
	.title = N_("Tautan"),
	.parent = &moving,
	.bindings = link_keys,
	.hints = link_hints,
};

static const struct bp_binding code_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{'i', BP_ACT_INVERT},
	{0, 0},
};
static const struct bp_hint code_hints[] = {
	{BP_ACT_INVERT, NULL, N_("balik hitam putih")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_code = {
	.title = N_("Kode QR"),
	.parent = &everywhere,
	.bindings = code_keys,
	.hints = code_hints,
};

/* ---- reading ---- */

static const struct bp_binding reader_keys[] = {
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'t', BP_ACT_CONTENTS},
	{'%', BP_ACT_PERCENT},
	{'u', BP_ACT_UNDO_JUMP},
	{'U', BP_ACT_REDO_JUMP},
	{'a', BP_ACT_TERMS},
	{'c', BP_ACT_SEARCH},
	{'m', BP_ACT_BOOKMARK},
	{'e', BP_ACT_NOTE},
	{'\'', BP_ACT_MARKS},
	{'v', BP_ACT_NEXT_CHANGE},
	{'V', BP_ACT_PREVIOUS_CHANGE},
	{'s', BP_ACT_SETTINGS},
	{'/', BP_ACT_FIND},
	{'n', BP_ACT_NEXT_HIT},
	{'N', BP_ACT_PREVIOUS_HIT},
	{']', BP_ACT_NEXT_MODULE},
	{'[', BP_ACT_PREVIOUS_MODULE},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{'h', BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{'l', BP_ACT_RIGHT},
	{0, 0},
};
static const struct bp_hint reader_hints[] = {
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_NEXT_HIT, NULL, N_("temuan lain")},
	{BP_ACT_NEXT_CHANGE, NULL, N_("perubahan")},
	{BP_ACT_NEXT_MODULE, NULL, N_("lanjut")},
	{BP_ACT_RIGHT, "←→", N_("geser")},
	{BP_ACT_PAGE_DOWN, "Spasi", N_("halaman")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal/tautan")},
	{BP_ACT_UNDO_JUMP, NULL, N_("balik")},
	{BP_ACT_TERMS, NULL, N_("arti")},
	{BP_ACT_UNMARK, "Esc", N_("hapus tanda")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_CONTENTS, NULL, N_("isi")},
	{BP_ACT_FIND, NULL, N_("cari")},
	{BP_ACT_BOOKMARK, NULL, N_("tandai")},
	{BP_ACT_NOTE, NULL, N_("catat")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_reader = {
	.title = N_("Membaca"),
	.parent = &moving,
	.bindings = reader_keys,
	.hints = reader_hints,
};

static const struct bp_binding find_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_DOWN, BP_ACT_NEXT_HIT},
	{BP_KEY_UP, BP_ACT_PREVIOUS_HIT},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
static const struct bp_hint find_hints[] = {
	{BP_ACT_OPEN, NULL, N_("di sini")},
	{BP_ACT_NEXT_HIT, "↑↓", N_("temuan lain")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
const struct bp_keymap bp_keymap_finding = {
	.title = N_("Mencari"),
	.bindings = find_keys,
	.hints = find_hints,
};

/* All that can be printed is text here. */
static const struct bp_binding prompt_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
static const struct bp_hint prompt_hints[] = {
	{BP_ACT_OPEN, NULL, N_("teruskan")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
const struct bp_keymap bp_keymap_prompt = {
	.title = N_("Mengetik"),
	.bindings = prompt_keys,
	.hints = prompt_hints,
};
static const struct bp_hint saving_hints[] = {
	{BP_ACT_OPEN, NULL, N_("simpan")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
const struct bp_keymap bp_keymap_saving = {
	.title = N_("Mengetik"),
	.bindings = prompt_keys,
	.hints = saving_hints,
};

static const struct bp_hint person_typing_hints[] = {
	{BP_ACT_OPEN, NULL, N_("teruskan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{0},
};
const struct bp_keymap bp_keymap_person_typing = {
	.title = N_("Mengetik"),
	.bindings = prompt_keys,
	.hints = person_typing_hints,
};

static const struct bp_binding note_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_CONTROL('g'), BP_ACT_DISCARD},
	{BP_KEY_RIGHT, BP_ACT_HELP},
	{BP_KEY_F1, BP_ACT_HELP},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('p'), BP_ACT_NOTICE},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
static const struct bp_hint note_hints[] = {
	{BP_ACT_BACK, "Esc", N_("simpan")},
	{BP_ACT_DISCARD, NULL, N_("buang")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
static const struct bp_meaning note_meanings[] = {
	{BP_ACT_OPEN, N_("baris baru; pada nama penanda: simpan")},
	{BP_ACT_BACK, N_("simpan")},
	{0},
};
const struct bp_keymap bp_keymap_note = {
	.title = N_("Menulis catatan"),
	.bindings = note_keys,
	.hints = note_hints,
	.meanings = note_meanings,
	.typing = true,
};

static const struct bp_binding percent_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'%', BP_ACT_OPEN},
	{0, 0},
};
static const struct bp_hint percent_hints[] = {
	{BP_ACT_OPEN, NULL, N_("ke sana")},
	{BP_ACT_BACK, "Esc", N_("batal")},
	{0},
};
const struct bp_keymap bp_keymap_percent = {
	.title = N_("Ke persen modul"),
	.parent = &everywhere,
	.bindings = percent_keys,
	.hints = percent_hints,
};

/* ---- answering ---- */

static const struct bp_binding question_keys[] = {
	{BP_KEY_UP, BP_ACT_UP},
	{'k', BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{'j', BP_ACT_DOWN},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{BP_KEY_SPACE, BP_ACT_MARK},
	{BP_KEY_DELETE, BP_ACT_MARK},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{'!', BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_hint question_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_MARK, NULL, N_("tandai")},
	{BP_ACT_RIGHT, "←→", N_("ubah")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_question = {
	.title = N_("Menjawab soal"),
	.parent = &everywhere,
	.bindings = question_keys,
	.hints = question_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* Items are not changed, but moved. */
static const struct bp_binding ordering_keys[] = {
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{0, 0},
};
static const struct bp_hint ordering_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_RIGHT, "←→", N_("pindahkan")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_ordering = {
	.title = N_("Mengurutkan"),
	.parent = &bp_keymap_question,
	.bindings = ordering_keys,
	.hints = ordering_hints,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* In a text field every printable key is text. */
static const struct bp_binding field_keys[] = {
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{BP_CONTROL('r'), BP_ACT_REPORT},
	{BP_KEY_RIGHT, BP_ACT_HELP},
	{BP_KEY_F1, BP_ACT_HELP},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('p'), BP_ACT_NOTICE},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
static const struct bp_hint field_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_field = {
	.title = N_("Mengetik jawaban"),
	.bindings = field_keys,
	.hints = field_hints,
	.typing = true,
	.scrolls = BP_ACT_PAGE_DOWN,
};

/* In one of several lines, Enter begins a new one. */
static const struct bp_binding essay_keys[] = {
	{BP_CONTROL('d'), BP_ACT_SUBMIT},
	{BP_KEY_UP, BP_ACT_UP},
	{BP_KEY_DOWN, BP_ACT_DOWN},
	{BP_KEY_PAGE_UP, BP_ACT_PAGE_UP},
	{BP_KEY_PAGE_DOWN, BP_ACT_PAGE_DOWN},
	{BP_KEY_ESCAPE, BP_ACT_BACK},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{BP_CONTROL('t'), BP_ACT_FLAG},
	{BP_CONTROL('r'), BP_ACT_REPORT},
	{BP_KEY_RIGHT, BP_ACT_HELP},
	{BP_KEY_F1, BP_ACT_HELP},
	{BP_CONTROL('c'), BP_ACT_QUIT},
	{BP_CONTROL('p'), BP_ACT_NOTICE},
	{BP_CONTROL('l'), BP_ACT_REDRAW},
	{BP_CONTROL('z'), BP_ACT_SUSPEND},
	{0, 0},
};
static const struct bp_hint essay_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_FLAG, NULL, N_("tandai")},
	{BP_ACT_PAGE_DOWN, NULL, N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_essay = {
	.title = N_("Menulis jawaban"),
	.bindings = essay_keys,
	.hints = essay_hints,
	.typing = true,
	.scrolls = BP_ACT_PAGE_DOWN,
};

static const struct bp_binding sending_keys[] = {
	{BP_KEY_ENTER, BP_ACT_SUBMIT},
	{0, 0},
};
static const struct bp_hint sending_hints[] = {
	{BP_ACT_SUBMIT, NULL, N_("jawab")},
	{BP_ACT_UP, NULL, N_("menulis lagi")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_BACK, "Esc", N_("kembali")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_sending = {
	.title = N_("Mengirim jawaban"),
	.parent = &bp_keymap_essay,
	.bindings = sending_keys,
	.hints = sending_hints,
};

static const struct bp_binding graded_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{'x', BP_ACT_RETRY},
	{BP_KEY_TAB, BP_ACT_NEXT_ITEM},
	{BP_KEY_BACKTAB, BP_ACT_PREVIOUS_ITEM},
	{'!', BP_ACT_REPORT},
	{0, 0},
};
static const struct bp_hint graded_hints[] = {
	{BP_ACT_BACK, "Enter", N_("lanjut")},
	{BP_ACT_RETRY, NULL, N_("coba lagi")},
	{BP_ACT_NEXT_ITEM, NULL, N_("soal")},
	{BP_ACT_DOWN, "↑↓", N_("gulir")},
	{BP_ACT_REPORT, NULL, N_("laporkan soal")},
	{BP_ACT_HELP, NULL, N_("menu")},
	{0},
};
const struct bp_keymap bp_keymap_graded = {
	.title = N_("Soal yang sudah dijawab"),
	.parent = &moving,
	.bindings = graded_keys,
	.hints = graded_hints,
	.scrolls = BP_ACT_DOWN,
};
