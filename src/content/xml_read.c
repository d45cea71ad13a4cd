/* Reads questions in Moodle XML, as question/format/xml/format.php does. */
#include "bank.h"
#include "gift.h"
#include "xml_fields.h"
#include <berpijar/lang.h>
#include <string.h>

struct xml_reader {
	struct bank_reader bank;
	const struct xml_node *node; /* of the question */
	struct bp_question question;
	bool sound;
	bool by_order; /* its true and false have other names */
	struct xml_losses losses;
};

static void xml_read_complain(struct xml_reader *reader, const struct xml_node *at,
	enum bp_fault fault, const char *message)
{
	bp_diagnose(reader->bank.faults, fault, at->line, at->column, "%s", message);
	reader->sound = false;
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
	bp_diagnose(reader->bank.faults, BP_FAULT_XML_FORMAT, node->line, node->column,
		_("format \"%s\" tidak dikenal; dibaca sebagai html"), name);
	return BP_FORMAT_HTML;
}

/* The text of `<text>` in a node, which may be NULL. HTML in it has to be in CDATA. */
static struct bp_str xml_read_words_of(
	struct xml_reader *reader, const struct xml_node *node)
{
	const struct xml_node *text = xml_child(node, "text");

	if (text && text->child)
		xml_read_complain(reader, text, BP_FAULT_XML_TEXT,
			_("unsur XML di dalam <text>; Moodle menaruh HTML dalam CDATA"));
	return xml_value(node, "text");
}

/* Text and format of `<element format="html"><text>…`; the node may be NULL. */
static struct bp_text xml_read_text_of(
	struct xml_reader *reader, const struct xml_node *node, enum bp_text_format usual)
{
	return (struct bp_text){
		xml_read_words_of(reader, node), format_of(reader, node, usual)};
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
		xml_read_complain(reader, answer, BP_FAULT_XML_NUMBER,
			_("fraction bukan angka; tulislah misalnya fraction=\"50\""));
	value /= 100;
	gift_snap_weight(&value);
	return value;
}

static struct bp_choice *add_choice(
	struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_question *question = &reader->question;
	struct bp_choice *choice = BP_PUSH(reader->bank.arena, question->choices,
		question->choice_count, question->choice_room);

	choice->line = answer->line;
	choice->column = answer->column;
	choice->text =
		(struct bp_text){xml_read_words_of(reader, answer), usual_format(reader)};
	choice->feedback = xml_read_text_of(
		reader, xml_child(answer, "feedback"), usual_format(reader));
	return choice;
}

static void xml_read_multichoice(struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_choice *choice = add_choice(reader, answer);

	choice->text.format = format_of(reader, answer, usual_format(reader));
	choice->weight = fraction_of(reader, answer);
}

static void xml_read_shortanswer(struct xml_reader *reader, const struct xml_node *answer)
{
	add_choice(reader, answer)->weight = fraction_of(reader, answer);
}

static void read_numerical(struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_choice *choice = add_choice(reader, answer);
	struct bp_str value = choice->text.text, width = xml_value(answer, "tolerance");

	if (value.len == 0) /* as in old files */
		choice->text.text = value = gift_trim_bytes(answer->text);
	choice->weight = fraction_of(reader, answer);
	if (bp_str_is(value, "*"))
		return;
	if (!gift_number(value, &choice->value) ||
		(width.len && !gift_number(width, &choice->tolerance))) {
		xml_read_complain(reader, answer, BP_FAULT_XML_NUMBER,
			_("jawaban atau toleransi bukan angka; tulislah dengan titik, misalnya 3.14"));
		return;
	}
	if (choice->tolerance != 0)
		choice->text.text = bp_str(bp_arena_printf(reader->bank.arena,
			"%.*s:%.*s", (int)value.len, value.at, (int)width.len, width.at));
}

/* What true and false are called where people named them, besides "true" and "false". */
static bool xml_read_means_false(struct bp_str name)
{
	static const char *const words[] = {"false", "salah", "keliru", "tidak",
		"tidak benar", "no", "falso", "faux", "falsch"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bp_text_equal_folded(name, bp_str(words[i])))
			return true;
	return false;
}

static bool xml_read_means_true(struct bp_str name)
{
	static const char *const words[] = {
		"true", "benar", "betul", "ya", "yes", "verdadero", "vrai", "wahr"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bp_text_equal_folded(name, bp_str(words[i])))
			return true;
	return false;
}

/* Whether Moodle takes the answer for true: by its name, or, as old files name them in the
 * language of their site, because it is the first. If its name says the contrary, that is a
 * fault. */
static bool xml_read_is_true(
	struct xml_reader *reader, const struct xml_node *answer, bool first)
{
	struct bp_str name = xml_value(answer, "text");

	if (bp_str_is(name, "true") || bp_str_is(name, "false"))
		return bp_str_is(name, "true");
	reader->by_order = true;
	if (first ? xml_read_means_false(name) : xml_read_means_true(name))
		xml_read_complain(reader, answer, BP_FAULT_XML_TRUEFALSE,
			first ? _("jawaban pertama ini dibaca Moodle sebagai benar, apa pun namanya; namailah kedua jawaban true dan false; soal dilewati")
			      : _("jawaban kedua ini dibaca Moodle sebagai salah, apa pun namanya; namailah kedua jawaban true dan false; soal dilewati"));
	return first;
}

/* The last answer of the file decides which is right. */
static void xml_read_truefalse(struct xml_reader *reader, const struct xml_node *answer)
{
	struct bp_question *question = &reader->question;
	bool first = question->choice_count == 0;

	for (int i = 0; first && i < 2; i++) {
		struct bp_choice *choice = add_choice(reader, answer);
		choice->text.text = choice->feedback.text = (struct bp_str){0};
	}
	bool is_true = xml_read_is_true(reader, answer, first);
	bool right = (fraction_of(reader, answer) == 1) == is_true;
	question->choices[0].weight = right;
	question->choices[1].weight = !right;
	question->choices[!is_true].feedback = xml_read_text_of(
		reader, xml_child(answer, "feedback"), usual_format(reader));
}

/* A pair: `<subquestion><text>left</text><answer><text>right…` */
static void xml_read_match(struct xml_reader *reader, const struct xml_node *subquestion)
{
	struct bp_question *question = &reader->question;
	struct bp_pair *pair = BP_PUSH(reader->bank.arena, question->pairs,
		question->pair_count, question->pair_room);

	pair->left = xml_read_text_of(reader, subquestion, usual_format(reader));
	pair->right = xml_read_words_of(reader, xml_child(subquestion, "answer"));
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
	const char *element; /* that holds an answer; NULL: it has no answers */
	void (*read)(struct xml_reader *, const struct xml_node *);
} types[] = {
	{"multichoice", BP_MULTICHOICE, "answer", xml_read_multichoice},
	{"truefalse", BP_TRUEFALSE, "answer", xml_read_truefalse},
	{"shortanswer", BP_SHORTANSWER, "answer", xml_read_shortanswer},
	{"numerical", BP_NUMERICAL, "answer", read_numerical},
	{"matching", BP_MATCH, "subquestion", xml_read_match},
	{"match", BP_MATCH, "subquestion", xml_read_match},
	{"ordering", BP_ORDERING, "answer", read_item},
	{"essay", BP_ESSAY, NULL, NULL},
	{"description", BP_DESCRIPTION, NULL, NULL},
};

static void read_tags(struct xml_reader *reader)
{
	struct bp_question *question = &reader->question;
	const struct xml_node *tags = xml_child(reader->node, "tags");

	for (const struct xml_node *tag = tags ? tags->child : NULL; tag; tag = tag->next)
		if (xml_read_words_of(reader, tag).len)
			*BP_PUSH(reader->bank.arena, question->tags, question->tag_count,
				question->tag_room) = xml_value(tag, "text");
}

/* GIFT's comments, where hints are, know the format of the question's text alone. */
static void xml_read_check_hint(struct xml_reader *reader, const struct xml_node *node,
	enum bp_text_format format)
{
	if (format != usual_format(reader))
		bp_diagnose(reader->bank.faults, BP_FAULT_LOSS_HINT, node->line,
			node->column,
			_("format petunjuk ini lain daripada format soalnya, dan dibaca dengan format soal"));
}

static void read_hints(struct xml_reader *reader)
{
	struct bp_question *question = &reader->question;

	for (const struct xml_node *node = reader->node->child; node; node = node->next) {
		struct bp_text hint = strcmp(node->name, "hint") == 0
			? xml_read_text_of(reader, node, usual_format(reader))
			: (struct bp_text){0};
		if (!hint.text.len)
			continue;
		xml_read_check_hint(reader, node, hint.format);
		*BP_PUSH(reader->bank.arena, question->hints, question->hint_count,
			question->hint_room) = hint;
	}
}

/* As in GIFT, a name that is just the start of the text does not count as one. */
static void xml_read_name(struct xml_reader *reader)
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
	const struct xml_node *node = reader->node;

	question->line = node->line;
	question->column = node->column;
	question->text =
		xml_read_text_of(reader, xml_child(node, "questiontext"), BP_FORMAT_HTML);
	question->general_feedback = xml_read_text_of(
		reader, xml_child(node, "generalfeedback"), usual_format(reader));
	question->idnumber = xml_value(node, "idnumber");
	question->category = reader->bank.quiz->category;
	xml_read_name(reader);
	read_tags(reader);
	read_hints(reader);
}

/* Without a fully right choice GIFT would make it a question of several choices. */
static void check_single(struct xml_reader *reader)
{
	const struct bp_question *question = &reader->question;
	bool full = !bp_question_is(question, BP_SINGLE) || question->choice_count < 2;

	for (size_t i = 0; !full && i < question->choice_count; i++)
		full = question->choices[i].weight == 1;
	if (!full)
		xml_read_complain(reader, reader->node, BP_FAULT_XML_SINGLE,
			_("hanya satu pilihan boleh diambil, tetapi tidak ada yang bernilai 100%; soal dilewati"));
}

/* In GIFT the general feedback stands in the answers, which a description does not have. */
static void check_description(struct xml_reader *reader)
{
	const struct bp_question *question = &reader->question;

	if (question->type == BP_DESCRIPTION && question->general_feedback.text.len)
		bp_diagnose(reader->bank.faults, BP_FAULT_LOSS_FEEDBACK, question->line,
			question->column,
			_("umpan balik umum sebuah keterangan tidak disimpan"));
}

/* Moodle's multichoice question is of several choices if its "single" says no. */
static enum bp_question_type type_of(const struct xml_reader *reader, size_t row)
{
	struct bp_str single = xml_value(reader->node, "single");
	bool several =
		bp_text_equal_folded(single, BP_STR("false")) || bp_str_is(single, "0");

	return types[row].type == BP_MULTICHOICE && several ? BP_SEVERAL
							    : types[row].type;
}

static void read_typed(struct xml_reader *reader, size_t row)
{
	const char *element = types[row].element;

	reader->question.type = type_of(reader, row);
	read_headers(reader);
	for (const struct xml_node *child = element ? reader->node->child : NULL; child;
		child = child->next)
		if (strcmp(child->name, element) == 0)
			types[row].read(reader, child);
	if (reader->question.type == BP_TRUEFALSE && !reader->question.choice_count)
		xml_read_complain(reader, reader->node, BP_FAULT_XML_TRUEFALSE,
			_("benar atau salah tanpa jawaban true dan false; soal dilewati"));
	bp_question_make_fork(&reader->question);
	check_single(reader);
	if (!reader->sound || !bank_add(&reader->bank, &reader->question))
		return;
	check_description(reader);
	xml_losses_note(&reader->losses, reader->node);
	if (reader->by_order)
		xml_losses_note_order(&reader->losses, reader->node);
}

static void xml_read_question(struct xml_reader *reader)
{
	const char *type = xml_attribute(reader->node, "type");

	reader->question = (struct bp_question){0};
	reader->sound = true;
	reader->by_order = false;
	if (type && strcmp(type, "category") == 0) {
		reader->bank.quiz->category =
			xml_value(xml_child(reader->node, "category"), "text");
		xml_losses_note(&reader->losses, reader->node);
		return;
	}
	for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
		if (strcmp(type, types[i].name) == 0) {
			read_typed(reader, i);
			return;
		}
	}
	bp_diagnose(reader->bank.faults, BP_FAULT_XML_TYPE, reader->node->line,
		reader->node->column,
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
			xml_read_question(&reader);
	xml_losses_tell(&reader.losses, faults);
	gift_tell_rest(&reader.bank.rest, faults);
}
