/* Moodle XML, as question/format/xml/format.php reads it. */
#include "bank.h"
#include "gift.h"
#include "xml_tree.h"
#include <berpijar/lang.h>
#include <string.h>

struct xml_reader {
	struct bank_reader bank;
	const struct xml_node *node; /* of the question */
	struct bp_question question;
	bool sound;
};

static void complain(struct xml_reader *reader, const struct xml_node *at,
	const char *code, const char *message)
{
	bp_diagnose(reader->bank.faults, BP_SEVERITY_ERROR, code, at->line, at->column,
		"%s", message);
	reader->sound = false;
}

/* ---- what our questions cannot hold ---- */

static bool is_there(const struct xml_node *node)
{
	return node->child || gift_trim_bytes(node->text).len > 0;
}

static bool has_text(const struct xml_node *node)
{
	return xml_value(node, "text").len > 0;
}

static bool is_on(const struct xml_node *node)
{
	struct bp_str value = gift_trim_bytes(node->text);

	return value.len && !bp_str_is(value, "0") && !bp_str_is(value, "false");
}

static bool is_not_one(const struct xml_node *node)
{
	double value;

	return gift_number(node->text, &value) && value != 1;
}

static bool is_not_place(const struct xml_node *node)
{
	struct bp_str value = gift_trim_bytes(node->text);

	return value.len && !bp_str_is(value, "ABSOLUTE_POSITION");
}

static bool is_not_all(const struct xml_node *node)
{
	struct bp_str value = gift_trim_bytes(node->text);

	return value.len && !bp_str_is(value, "ALL");
}

static const struct {
	const char *element;
	bool (*counts)(const struct xml_node *);
	bool graded; /* only where the question is */
	const char *code, *message;
} unsayable[] = {
	{"hint", is_there, false, "loss-hint",
		N_("petunjuk (hint) untuk percobaan berikutnya tidak dibawa")},
	{"units", is_there, false, "loss-unit", N_("satuan angka tidak dibawa")},
	{"usecase", is_on, false, "loss-case",
		N_("huruf besar dan kecil tidak lagi dibedakan dalam jawaban")},
	{"defaultgrade", is_not_one, true, "loss-mark",
		N_("nilai penuh soal ini menjadi 1")},
	{"graderinfo", has_text, false, "loss-grader",
		N_("keterangan untuk penilai tidak dibawa")},
	{"responsetemplate", has_text, false, "loss-template",
		N_("kerangka jawaban tidak dibawa")},
	{"correctfeedback", has_text, false, "loss-combined",
		N_("umpan balik untuk jawaban yang benar seluruhnya tidak dibawa")},
	{"partiallycorrectfeedback", has_text, false, "loss-combined",
		N_("umpan balik untuk jawaban yang benar sebagian tidak dibawa")},
	{"incorrectfeedback", has_text, false, "loss-combined",
		N_("umpan balik untuk jawaban yang salah tidak dibawa")},
	{"gradingtype", is_not_place, true, "loss-grading",
		N_("urutan dinilai menurut tempat tiap butir")},
	{"selecttype", is_not_all, true, "loss-grading",
		N_("semua butir urutan ditampilkan, bukan sebagian")},
	{"image_base64", is_there, false, "loss-file", N_("gambar tidak dibawa")},
};

static void lose(struct xml_reader *reader, const struct xml_node *at, size_t row)
{
	bp_diagnose(reader->bank.faults, BP_SEVERITY_WARNING, unsayable[row].code,
		at->line, at->column, "%s", _(unsayable[row].message));
}

static void check_files(struct xml_reader *reader, const struct xml_node *node)
{
	for (const struct xml_node *child = node->child; child; child = child->next) {
		const char *name = xml_attribute(child, "name");
		if (strcmp(child->name, "file") == 0)
			bp_diagnose(reader->bank.faults, BP_SEVERITY_WARNING, "loss-file",
				child->line, child->column, _("berkas %s tidak dibawa"),
				name ? name : "");
		check_files(reader, child);
	}
}

static void check_losses(struct xml_reader *reader)
{
	for (size_t i = 0; i < sizeof unsayable / sizeof *unsayable; i++) {
		const struct xml_node *node =
			xml_child(reader->node, unsayable[i].element);
		if (node && unsayable[i].counts(node) &&
			(!unsayable[i].graded || bp_question_graded(&reader->question)))
			lose(reader, node, i);
	}
	check_files(reader, reader->node);
}

/* ---- texts ---- */

static enum bp_text_format format_of(
	struct xml_reader *reader, const struct xml_node *node, enum bp_text_format usual)
{
	static const struct {
		const char *name;
		enum bp_text_format format;
	} formats[] = {
		{"moodle_auto_format", BP_FORMAT_MOODLE},
		{"html", BP_FORMAT_HTML},
		{"plain_text", BP_FORMAT_PLAIN},
		{"markdown", BP_FORMAT_MARKDOWN},
	};
	const char *name = node ? xml_attribute(node, "format") : NULL;

	if (!name)
		return usual;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (bp_str_is(gift_trim_bytes(bp_str(name)), formats[i].name))
			return formats[i].format;
	bp_diagnose(reader->bank.faults, BP_SEVERITY_WARNING, "xml-format", node->line,
		node->column, _("format \"%s\" tidak dikenal; dibaca sebagai html"),
		name);
	return BP_FORMAT_HTML;
}

/* `<element format="html"><text>…`; node may be NULL. */
static struct bp_text text_of(
	struct xml_reader *reader, const struct xml_node *node, enum bp_text_format usual)
{
	return (struct bp_text){xml_value(node, "text"), format_of(reader, node, usual)};
}

static enum bp_text_format usual_format(const struct xml_reader *reader)
{
	return reader->question.text.format;
}

/* ---- answers ---- */

static double fraction_of(struct xml_reader *reader, const struct xml_node *answer)
{
	const char *fraction = xml_attribute(answer, "fraction");
	double value = 0;

	if (fraction && !gift_number(bp_str(fraction), &value))
		complain(reader, answer, "xml-number",
			_("fraction bukan angka; tulislah misalnya fraction=\"50\""));
	return value / 100;
}

static struct bp_choice *add_choice(
	struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_question *question = &reader->question;
	struct bp_choice *choice = BP_PUSH(reader->bank.arena, question->choices,
		question->choice_count, question->choice_room);

	choice->line = answer->line;
	choice->column = answer->column;
	choice->text = (struct bp_text){xml_value(answer, "text"), usual_format(reader)};
	choice->feedback =
		text_of(reader, xml_child(answer, "feedback"), usual_format(reader));
	return choice;
}

static void read_multichoice(struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_choice *choice = add_choice(reader, answer);

	choice->text.format = format_of(reader, answer, usual_format(reader));
	choice->weight = fraction_of(reader, answer);
}

static void read_shortanswer(struct xml_reader *reader, const struct xml_node *answer)
{
	add_choice(reader, answer)->weight = fraction_of(reader, answer);
}

static void read_numerical(struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_choice *choice = add_choice(reader, answer);
	struct bp_str value = choice->text.text, width = xml_value(answer, "tolerance");

	choice->weight = fraction_of(reader, answer);
	if (bp_str_is(value, "*"))
		return;
	if (!gift_number(value, &choice->value) ||
		(width.len && !gift_number(width, &choice->tolerance))) {
		complain(reader, answer, "xml-number",
			_("jawaban atau toleransi bukan angka; tulislah dengan titik, "
			  "misalnya 3.14"));
		return;
	}
	if (choice->tolerance != 0)
		choice->text.text = bp_str(bp_arena_printf(reader->bank.arena,
			"%.*s:%.*s", (int)value.len, value.at, (int)width.len, width.at));
}

/* Old files name them in the language of their site, true first; the last one says which
 * is right. */
static void read_truefalse(struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_question *question = &reader->question;
	struct bp_str name = xml_value(answer, "text");
	bool first = question->choice_count == 0;

	for (int i = 0; first && i < 2; i++) {
		struct bp_choice *choice = add_choice(reader, answer);
		choice->text.text = choice->feedback.text = (struct bp_str){0};
	}
	bool is_true = bp_str_is(name, "true") || (first && !bp_str_is(name, "false"));
	bool right = (fraction_of(reader, answer) == 1) == is_true;
	question->choices[0].weight = right;
	question->choices[1].weight = !right;
	question->choices[!is_true].feedback =
		text_of(reader, xml_child(answer, "feedback"), usual_format(reader));
}

/* `<subquestion><text>left</text><answer><text>right…` */
static void read_match(struct xml_reader *reader, const struct xml_node *subquestion)
{
	struct bp_question *question = &reader->question;
	struct bp_pair *pair = BP_PUSH(reader->bank.arena, question->pairs,
		question->pair_count, question->pair_room);

	pair->left = text_of(reader, subquestion, usual_format(reader));
	pair->right = xml_value(xml_child(subquestion, "answer"), "text");
}

static void read_item(struct xml_reader *reader, const struct xml_node *answer)
{
	add_choice(reader, answer)->text.format =
		format_of(reader, answer, usual_format(reader));
}

/* ---- questions ---- */

static const struct {
	const char *name;
	enum bp_question_type type;
	const char *element; /* of an answer; NULL: none */
	void (*read)(struct xml_reader *, const struct xml_node *);
} types[] = {
	{"multichoice", BP_MULTICHOICE, "answer", read_multichoice},
	{"truefalse", BP_TRUEFALSE, "answer", read_truefalse},
	{"shortanswer", BP_SHORTANSWER, "answer", read_shortanswer},
	{"numerical", BP_NUMERICAL, "answer", read_numerical},
	{"matching", BP_MATCH, "subquestion", read_match},
	{"match", BP_MATCH, "subquestion", read_match},
	{"ordering", BP_ORDERING, "answer", read_item},
	{"essay", BP_ESSAY, NULL, NULL},
	{"description", BP_DESCRIPTION, NULL, NULL},
};

static void read_tags(struct xml_reader *reader)
{
	struct bp_question *question = &reader->question;
	const struct xml_node *tags = xml_child(reader->node, "tags");

	for (const struct xml_node *tag = tags ? tags->child : NULL; tag; tag = tag->next)
		if (has_text(tag))
			*BP_PUSH(reader->bank.arena, question->tags, question->tag_count,
				question->tag_room) = xml_value(tag, "text");
}

/* A name that is only the start of the text is none, as in GIFT. */
static void read_name(struct xml_reader *reader)
{
	struct bp_question *question = &reader->question;
	struct bp_arena *arena = reader->bank.arena;
	struct bp_str name = gift_clean_name(
		arena, xml_value(xml_child(reader->node, "name"), "text"));

	question->named = name.len > 0 &&
		!bp_str_equal(name, gift_default_name(arena, question->text.text));
	question->name = name;
}

static void read_headers(struct xml_reader *reader)
{
	struct bp_question *question = &reader->question;
	const struct xml_node *node = reader->node, *single = xml_child(node, "single");

	question->line = node->line;
	question->column = node->column;
	question->text = text_of(reader, xml_child(node, "questiontext"), BP_FORMAT_HTML);
	question->general_feedback =
		text_of(reader, xml_child(node, "generalfeedback"), usual_format(reader));
	question->idnumber = xml_value(node, "idnumber");
	question->single = question->type == BP_MULTICHOICE && (!single || is_on(single));
	question->category = reader->bank.quiz->category;
	read_name(reader);
	read_tags(reader);
}

static void read_typed(struct xml_reader *reader, size_t row)
{
	const char *element = types[row].element;

	reader->question.type = types[row].type;
	read_headers(reader);
	for (const struct xml_node *child = element ? reader->node->child : NULL; child;
		child = child->next)
		if (strcmp(child->name, element) == 0)
			types[row].read(reader, child);
	if (reader->question.type == BP_TRUEFALSE && !reader->question.choice_count)
		complain(reader, reader->node, "xml-truefalse",
			_("benar atau salah tanpa jawaban true dan false; soal "
			  "dilewati"));
	if (!reader->sound)
		return;
	check_losses(reader);
	bank_add(&reader->bank, &reader->question);
}

static void read_question(struct xml_reader *reader)
{
	const char *type = xml_attribute(reader->node, "type");

	reader->question = (struct bp_question){0};
	reader->sound = true;
	if (type && strcmp(type, "category") == 0) {
		reader->bank.quiz->category =
			xml_value(xml_child(reader->node, "category"), "text");
		return;
	}
	for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
		if (strcmp(type, types[i].name) == 0) {
			read_typed(reader, i);
			return;
		}
	}
	bp_diagnose(reader->bank.faults, BP_SEVERITY_ERROR, "xml-type",
		reader->node->line, reader->node->column,
		_("jenis soal \"%s\" tidak dapat dibawa; soal dilewati"),
		type ? type : "");
}

void bp_xml_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	struct xml_reader reader = {
		.bank = {.arena = arena, .faults = faults, .quiz = quiz}};
	const struct xml_node *root = xml_tree_read(arena, source, faults);

	for (reader.node = root ? root->child : NULL; reader.node;
		reader.node = reader.node->next)
		if (strcmp(reader.node->name, "question") == 0)
			read_question(&reader);
}
