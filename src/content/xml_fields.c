/* The fields of a question in Moodle XML whose loss is reported. */
#include "xml_fields.h"
#include "gift.h"
#include <berpijar/lang.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum rule {
	KEPT,        /* xml_read.c reads it, or it does not matter here */
	IF_FILLED,   /* a loss if it holds any text */
	IF_OTHER,    /* a loss if it is not Moodle's default */
	IF_PENALTY,  /* a loss if it is none of Moodle's defaults */
	IF_FEEDBACK, /* a loss unless it is empty or one of Moodle's stock phrases */
	ALWAYS,
};

static const struct field {
	const char *name;
	enum rule rule;
	const char *usual; /* the defaults of IF_OTHER; numbers are compared by value */
	enum bp_fault fault;
	const char *message; /* N_() */
} fields[] = {
	{"name", KEPT, NULL, 0, NULL},
	{"questiontext", KEPT, NULL, 0, NULL},
	{"generalfeedback", KEPT, NULL, 0, NULL},
	{"hint", KEPT, NULL, 0, NULL},
	{"answer", KEPT, NULL, 0, NULL},
	{"subquestion", KEPT, NULL, 0, NULL},
	{"single", KEPT, NULL, 0, NULL},
	{"idnumber", KEPT, NULL, 0, NULL},
	{"tags", KEPT, NULL, 0, NULL},
	{"category", KEPT, NULL, 0, NULL},
	{"info", IF_FEEDBACK, NULL, BP_FAULT_LOSS_INFO,
		N_("keterangan kategori ini tidak disimpan")},
	{"penalty", IF_PENALTY, NULL, BP_FAULT_LOSS_PENALTY,
		N_("pengurangan nilai tiap percobaan soal ini tidak disimpan; di sini modul yang menentukan (penalty)")},
	{"hidden", IF_OTHER, "0", BP_FAULT_LOSS_HIDDEN,
		N_("soal ini disembunyikan dalam Moodle; di sini ia ditanyakan")},
	{"answernumbering", IF_OTHER, "abc ABCD none", BP_FAULT_LOSS_NUMBERING,
		N_("pilihan soal ini dinomori dengan angka dalam Moodle; di sini dengan huruf a, b, c")},
	{"showstandardinstruction", KEPT, NULL, 0, NULL},
	{"shownumcorrect", KEPT, NULL, 0, NULL},
	{"layouttype", KEPT, NULL, 0, NULL},
	{"selectcount", KEPT, NULL, 0, NULL},
	{"showgrading", KEPT, NULL, 0, NULL},
	{"numberingstyle", KEPT, NULL, 0, NULL},
	{"unitpenalty", KEPT, NULL, 0, NULL},
	{"showunits", KEPT, NULL, 0, NULL},
	{"unitsleft", KEPT, NULL, 0, NULL},
	{"responseformat", KEPT, NULL, 0, NULL},
	{"responserequired", KEPT, NULL, 0, NULL},
	{"responsefieldlines", KEPT, NULL, 0, NULL},
	{"attachmentsrequired", KEPT, NULL, 0, NULL},
	{"maxbytes", KEPT, NULL, 0, NULL},
	{"filetypeslist", KEPT, NULL, 0, NULL},
	{"defaultgrade", IF_OTHER, "1", BP_FAULT_LOSS_MARK,
		N_("nilai soal ini dalam Moodle bukan 1; di sini setiap soal bernilai 1")},
	{"usecase", IF_OTHER, "0", BP_FAULT_LOSS_CASE,
		N_("huruf besar dan kecil dibedakan dalam Moodle; di sini tidak")},
	{"shuffleanswers", IF_OTHER, "true", BP_FAULT_LOSS_SHUFFLE,
		N_("urutan pilihan tetap dalam Moodle; di sini modul yang menentukan (shuffle)")},
	{"selecttype", IF_OTHER, "ALL", BP_FAULT_LOSS_ORDERING,
		N_("Moodle menampilkan sebagian butir urutan; di sini semuanya")},
	{"gradingtype", IF_OTHER, "ABSOLUTE_POSITION", BP_FAULT_LOSS_ORDERING,
		N_("cara menilai urutan dalam Moodle lain; di sini tempat setiap butir yang dinilai")},
	{"correctfeedback", IF_FEEDBACK, NULL, BP_FAULT_LOSS_FEEDBACK,
		N_("umpan balik untuk jawaban benar secara umum tidak disimpan")},
	{"partiallycorrectfeedback", IF_FEEDBACK, NULL, BP_FAULT_LOSS_FEEDBACK,
		N_("umpan balik untuk jawaban yang sebagian benar tidak disimpan")},
	{"incorrectfeedback", IF_FEEDBACK, NULL, BP_FAULT_LOSS_FEEDBACK,
		N_("umpan balik untuk jawaban salah secara umum tidak disimpan")},
	{"graderinfo", IF_FILLED, NULL, BP_FAULT_LOSS_GRADER,
		N_("keterangan untuk penilai tidak disimpan; pindahkan ke umpan balik umum bila peserta boleh membacanya")},
	{"responsetemplate", IF_FILLED, NULL, BP_FAULT_LOSS_TEMPLATE,
		N_("kerangka jawaban tidak disimpan")},
	{"attachments", IF_OTHER, "0", BP_FAULT_LOSS_ATTACHMENT,
		N_("lampiran jawaban tidak dapat diterima di sini")},
	{"minwordlimit", IF_FILLED, NULL, BP_FAULT_LOSS_WORDS,
		N_("batas jumlah kata tidak disimpan")},
	{"maxwordlimit", IF_FILLED, NULL, BP_FAULT_LOSS_WORDS,
		N_("batas jumlah kata tidak disimpan")},
	{"unitgradingtype", IF_OTHER, "0", BP_FAULT_LOSS_UNIT,
		N_("satuan ikut dinilai dalam Moodle; di sini hanya angkanya")},
	{"units", IF_FILLED, NULL, BP_FAULT_LOSS_UNIT,
		N_("daftar satuan tidak disimpan")},
	{"instructions", IF_FILLED, NULL, BP_FAULT_LOSS_UNIT,
		N_("petunjuk satuan tidak disimpan")},
	{"coursetags", IF_FILLED, NULL, BP_FAULT_LOSS_TAG,
		N_("tag kursus tidak disimpan")},
	{"image", IF_FILLED, NULL, BP_FAULT_LOSS_FILE,
		N_("gambar atau berkas di dalam XML tidak disimpan")},
	{"image_base64", IF_FILLED, NULL, BP_FAULT_LOSS_FILE,
		N_("gambar atau berkas di dalam XML tidak disimpan")},
};

static const struct field unknown = {"", ALWAYS, NULL, BP_FAULT_LOSS_FIELD,
	N_("pengaturan ini tidak dikenal, dan tidak disimpan")};
static const struct field by_order = {"answer", ALWAYS, NULL, BP_FAULT_XML_TRUEFALSE_NAME,
	N_("jawaban benar atau salah ini tidak bernama true dan false; seperti Moodle, yang pertama dibaca sebagai benar")};
static const struct field file = {"file", ALWAYS, NULL, BP_FAULT_LOSS_FILE,
	N_("gambar atau berkas di dalam XML tidak disimpan")};

static const struct field *find_field(const char *name)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return &unknown;
}

/* A walk through a subtree in the order of the file. The parents of the current node are
 * on a stack, which is as deep as a tree may be. */
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

static bool xml_fields_same(struct bp_str value, struct bp_str usual)
{
	double a, b;

	if (bp_text_equal_folded(value, usual) || value.len == 0)
		return true;
	if (bp_str_is(usual, "true"))
		return bp_str_is(value, "1");
	return gift_number(value, &a) && gift_number(usual, &b) && a == b;
}

/* Whether the value is one of the words in `usual`. */
static bool is_same_setting(struct bp_str value, const char *usual)
{
	for (size_t len; *usual; usual += len + (usual[len] == ' ')) {
		len = strcspn(usual, " ");
		if (xml_fields_same(value, (struct bp_str){usual, len}))
			return true;
	}
	return false;
}

/* Moodle's defaults of today, of true and false, of what is not graded, and of before 2.1. */
static bool is_usual_penalty(struct bp_str value)
{
	double penalty;

	return !gift_number(value, &penalty) || penalty == 0 || penalty == 1 ||
		fabs(penalty - 0.1) < 0.00001 || fabs(penalty - 1.0 / 3) < 0.00001;
}

/* Whether Moodle wrote this feedback because the author wrote none. */
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

	if (bp_str_starts(text, "The default category for questions") ||
		bp_str_starts(text, "Kategori baku untuk pertanyaan"))
		return true;
	if (bp_str_starts(text, "<p>") && text.len > 7)
		text = bp_str_part(text, 3, text.len - 4);
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (bp_str_is(text, phrases[i]))
			return true;
	return false;
}

static bool xml_fields_is_lost(const struct xml_node *node, const struct field *field)
{
	const struct xml_node *filled = filled_node(node);

	switch (field->rule) {
	case KEPT: return false;
	case IF_FILLED: return filled && !bp_str_is(filled->text, "0");
	case IF_OTHER: return !is_same_setting(gift_trim_bytes(node->text), field->usual);
	case IF_PENALTY: return !is_usual_penalty(gift_trim_bytes(node->text));
	case IF_FEEDBACK:
		return filled && !is_stock_phrase(gift_trim_bytes(filled->text));
	case ALWAYS: break;
	}
	return true;
}

static void xml_fields_lose(struct xml_losses *losses, const struct xml_node *question,
	const struct xml_node *node, const struct field *field)
{
	struct xml_loss *loss = losses->at, *end = losses->at + losses->count;

	while (loss < end &&
		(loss->field != field || strcmp(loss->name, node->name) != 0))
		loss++;
	if (loss == end && losses->count == XML_LOSSES_MOST)
		loss = end - 1; /* nobody has so many kinds */
	else if (loss == end)
		losses->at[losses->count++] =
			(struct xml_loss){field, node->name, node, NULL, 0};
	loss->questions += loss->last != question;
	loss->last = question;
}

static void xml_fields_lose_files(
	struct xml_losses *losses, const struct xml_node *question)
{
	struct walk walk = {0};

	for (const struct xml_node *at = question; at; at = step(&walk, at))
		if (strcmp(at->name, "file") == 0)
			xml_fields_lose(losses, question, at, &file);
}

/* Descriptions and essays are worth nothing here, so their mark is not a loss. */
static bool has_mark(const struct xml_node *question)
{
	const char *type = xml_attribute(question, "type");

	return strcmp(type, "description") != 0 && strcmp(type, "essay") != 0;
}

void xml_losses_note(struct xml_losses *losses, const struct xml_node *question)
{
	for (const struct xml_node *at = question->child; at; at = at->next) {
		const struct field *field = find_field(at->name);
		if (strcmp(at->name, "defaultgrade") == 0 && !has_mark(question))
			continue;
		if (xml_fields_is_lost(at, field))
			xml_fields_lose(losses, question, at, field);
	}
	xml_fields_lose_files(losses, question);
}

void xml_losses_note_order(struct xml_losses *losses, const struct xml_node *question)
{
	xml_fields_lose(losses, question, xml_child(question, "answer"), &by_order);
}

void xml_losses_tell(const struct xml_losses *losses, struct bp_diagnostics *faults)
{
	for (size_t i = 0; i < losses->count; i++) {
		const struct xml_loss *loss = &losses->at[i];
		struct bp_buf message = {0};
		bp_buf_add_cstr(&message, _(loss->field->message));
		if (loss->field == &unknown)
			bp_buf_printf(&message, ": <%s>", loss->name);
		if (loss->questions > 1)
			bp_buf_printf(&message, _(" (%zu soal; ini yang pertama)"),
				loss->questions);
		bp_diagnose(faults, loss->field->fault, loss->first->line,
			loss->first->column, "%s", message.at);
		bp_buf_release(&message);
	}
}
