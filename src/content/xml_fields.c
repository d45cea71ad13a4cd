#include "xml_fields.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>

enum rule {
	KEPT,        /* read by xml_read.c, or of no consequence for us */
	IF_FILLED,   /* lost if it holds any text */
	IF_OTHER,    /* lost if it says something else than Moodle's default */
	IF_FEEDBACK, /* as IF_FILLED, but for Moodle's stock phrases */
	ALWAYS,
};

static const struct field {
	const char *name;
	enum rule rule;
	const char *usual; /* IF_OTHER; numbers are compared as such */
	const char *code;
	const char *message; /* N_() */
} fields[] = {
	{"name", KEPT, NULL, NULL, NULL},
	{"questiontext", KEPT, NULL, NULL, NULL},
	{"generalfeedback", KEPT, NULL, NULL, NULL},
	{"hint", KEPT, NULL, NULL, NULL},
	{"answer", KEPT, NULL, NULL, NULL},
	{"subquestion", KEPT, NULL, NULL, NULL},
	{"single", KEPT, NULL, NULL, NULL},
	{"idnumber", KEPT, NULL, NULL, NULL},
	{"tags", KEPT, NULL, NULL, NULL},
	{"penalty", KEPT, NULL, NULL, NULL},
	{"hidden", KEPT, NULL, NULL, NULL},
	{"answernumbering", KEPT, NULL, NULL, NULL},
	{"showstandardinstruction", KEPT, NULL, NULL, NULL},
	{"shownumcorrect", KEPT, NULL, NULL, NULL},
	{"layouttype", KEPT, NULL, NULL, NULL},
	{"selectcount", KEPT, NULL, NULL, NULL},
	{"showgrading", KEPT, NULL, NULL, NULL},
	{"numberingstyle", KEPT, NULL, NULL, NULL},
	{"unitpenalty", KEPT, NULL, NULL, NULL},
	{"showunits", KEPT, NULL, NULL, NULL},
	{"unitsleft", KEPT, NULL, NULL, NULL},
	{"responseformat", KEPT, NULL, NULL, NULL},
	{"responserequired", KEPT, NULL, NULL, NULL},
	{"responsefieldlines", KEPT, NULL, NULL, NULL},
	{"attachmentsrequired", KEPT, NULL, NULL, NULL},
	{"maxbytes", KEPT, NULL, NULL, NULL},
	{"filetypeslist", KEPT, NULL, NULL, NULL},
	{"defaultgrade", IF_OTHER, "1", "loss-mark",
		N_("nilai soal ini dalam Moodle bukan 1; di sini setiap soal bernilai 1")},
	{"usecase", IF_OTHER, "0", "loss-case",
		N_("huruf besar dan kecil dibedakan dalam Moodle; di sini tidak")},
	{"shuffleanswers", IF_OTHER, "true", "loss-shuffle",
		N_("urutan pilihan tetap dalam Moodle; di sini modul yang menentukan (shuffle)")},
	{"selecttype", IF_OTHER, "ALL", "loss-ordering",
		N_("Moodle menampilkan sebagian butir urutan; di sini semuanya")},
	{"gradingtype", IF_OTHER, "ABSOLUTE_POSITION", "loss-ordering",
		N_("cara menilai urutan dalam Moodle lain; di sini tempat setiap butir yang dinilai")},
	{"correctfeedback", IF_FEEDBACK, NULL, "loss-feedback",
		N_("umpan balik untuk jawaban benar secara umum tidak disimpan")},
	{"partiallycorrectfeedback", IF_FEEDBACK, NULL, "loss-feedback",
		N_("umpan balik untuk jawaban yang sebagian benar tidak disimpan")},
	{"incorrectfeedback", IF_FEEDBACK, NULL, "loss-feedback",
		N_("umpan balik untuk jawaban salah secara umum tidak disimpan")},
	{"graderinfo", IF_FILLED, NULL, "loss-grader",
		N_("keterangan untuk penilai tidak disimpan; pindahkan ke umpan balik umum bila peserta boleh membacanya")},
	{"responsetemplate", IF_FILLED, NULL, "loss-template",
		N_("kerangka jawaban tidak disimpan")},
	{"attachments", IF_OTHER, "0", "loss-attachment",
		N_("lampiran jawaban tidak dapat diterima di sini")},
	{"minwordlimit", IF_FILLED, NULL, "loss-words",
		N_("batas jumlah kata tidak disimpan")},
	{"maxwordlimit", IF_FILLED, NULL, "loss-words",
		N_("batas jumlah kata tidak disimpan")},
	{"unitgradingtype", IF_OTHER, "0", "loss-unit",
		N_("satuan ikut dinilai dalam Moodle; di sini hanya angkanya")},
	{"units", IF_FILLED, NULL, "loss-unit", N_("daftar satuan tidak disimpan")},
	{"instructions", IF_FILLED, NULL, "loss-unit",
		N_("petunjuk satuan tidak disimpan")},
	{"coursetags", IF_FILLED, NULL, "loss-tag", N_("tag kursus tidak disimpan")},
	{"image", IF_FILLED, NULL, "loss-file",
		N_("gambar atau berkas di dalam XML tidak disimpan")},
	{"image_base64", IF_FILLED, NULL, "loss-file",
		N_("gambar atau berkas di dalam XML tidak disimpan")},
};

static const struct field unknown = {"", ALWAYS, NULL, "loss-field",
	N_("pengaturan soal ini tidak dikenal, dan tidak disimpan")};
static const struct field file = {"file", ALWAYS, NULL, "loss-file",
	N_("gambar atau berkas di dalam XML tidak disimpan")};

static const struct field *find_field(const char *name)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return &unknown;
}

/* The next node of a subtree in the order of the file, or NULL. The parents lie on a
 * stack, as deep as the tree may be. */
struct walk {
	const struct xml_node *open[XML_DEPTH_LIMIT];
	size_t depth;
};

static const struct xml_node *step(struct walk *walk, const struct xml_node *at)
{
	if (at->child) {
		walk->open[walk->depth++] = at;
		return at->child;
	}
	while (walk->depth && !at->next)
		at = walk->open[--walk->depth];
	return walk->depth ? at->next : NULL;
}

static const struct xml_node *filled_node(const struct xml_node *root)
{
	struct walk walk = {0};

	for (const struct xml_node *at = root; at; at = step(&walk, at))
		if (gift_trim_bytes(at->text).len)
			return at;
	return NULL;
}

static bool is_same_setting(struct bp_str value, const char *usual)
{
	double a, b;

	if (bp_str_is(value, usual) || value.len == 0)
		return true;
	if (strcmp(usual, "true") == 0)
		return bp_str_is(value, "1");
	return gift_number(value, &a) && gift_number(bp_str(usual), &b) && a == b;
}

/* What Moodle puts in when the author puts nothing in. */
static bool is_stock_phrase(struct bp_str text)
{
	static const char *const phrases[] = {
		"Your answer is correct.",
		"Your answer is partially correct.",
		"Your answer is incorrect.",
		"Jawaban Anda benar.",
		"Jawaban Anda sebagian benar.",
		"Jawaban Anda salah.",
	};

	if (bp_str_starts(text, "<p>") && text.len > 7)
		text = bp_str_part(text, 3, text.len - 4);
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (bp_str_is(text, phrases[i]))
			return true;
	return false;
}

static bool is_lost(const struct xml_node *node, const struct field *field)
{
	const struct xml_node *filled = filled_node(node);

	switch (field->rule) {
	case KEPT: return false;
	case IF_FILLED: return filled && !bp_str_is(filled->text, "0");
	case IF_OTHER: return !is_same_setting(gift_trim_bytes(node->text), field->usual);
	case IF_FEEDBACK:
		return filled && !is_stock_phrase(gift_trim_bytes(filled->text));
	case ALWAYS: break;
	}
	return true;
}

static void lose(const struct xml_node *node, const struct field *field,
	struct bp_diagnostics *losses)
{
	bp_diagnose(losses, BP_SEVERITY_WARNING, field->code, node->line, node->column,
		"%s", _(field->message));
}

static void report_files(const struct xml_node *question, struct bp_diagnostics *losses)
{
	struct walk walk = {0};

	for (const struct xml_node *at = question; at; at = step(&walk, at))
		if (strcmp(at->name, "file") == 0)
			lose(at, &file, losses);
}

/* Texts and descriptions are worth nothing, so their mark is no loss. */
static bool has_mark(const struct xml_node *question)
{
	const char *type = xml_attribute(question, "type");

	return strcmp(type, "description") != 0 && strcmp(type, "essay") != 0;
}

void xml_report_losses(const struct xml_node *question, struct bp_diagnostics *losses)
{
	for (const struct xml_node *at = question->child; at; at = at->next) {
		const struct field *field = find_field(at->name);
		if (strcmp(at->name, "defaultgrade") == 0 && !has_mark(question))
			continue;
		if (is_lost(at, field))
			lose(at, field, losses);
	}
	report_files(question, losses);
}
