/* Moodle XML, as question/format/xml/format.php imports it. */
#include "bank.h"
#include "gift.h"
#include "xml_fields.h"
#include <berpijar/lang.h>
#include <math.h>
#include <string.h>

struct reader {
	struct bank_reader bank;
	const struct xml_node *node; /* the question at hand */
	bool sound;                  /* nothing of it was refused yet */
};

static void refuse(struct reader *reader, const struct xml_node *node, const char *code,
	const char *message)
{
	bp_diagnose(reader->bank.faults, BP_SEVERITY_ERROR, code, node->line,
		node->column, "%s", message);
	reader->sound = false;
}

/* ---- fields ---- */

/* "<text>" below the node, trimmed. HTML in it belongs in CDATA. */
static struct bp_str read_str(struct reader *reader, const struct xml_node *node)
{
	const struct xml_node *text = xml_child(node, "text");

	if (text && text->child)
		refuse(reader, text, "xml-text",
			_("unsur XML di dalam <text>; Moodle menaruh HTML dalam CDATA"));
	return text ? gift_trim_bytes(text->text) : (struct bp_str){0};
}

static enum bp_text_format read_format(
	struct reader *reader, const struct xml_node *node, enum bp_text_format usual)
{
	static const struct {
		const char *name;
		enum bp_text_format format;
	} formats[] = {
		{"html", BP_FORMAT_HTML},
		{"moodle_auto_format", BP_FORMAT_MOODLE},
		{"plain_text", BP_FORMAT_PLAIN},
		{"markdown", BP_FORMAT_MARKDOWN},
	};
	const char *name = node ? xml_attribute(node, "format") : NULL;

	if (!name)
		return usual;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(name, formats[i].name) == 0)
			return formats[i].format;
	bp_diagnose(reader->bank.faults, BP_SEVERITY_WARNING, "xml-format", node->line,
		node->column,
		_("format teks \"%s\" tidak dikenal; dibaca sebagai html, seperti di "
		  "Moodle"),
		fault_quote(reader->bank.arena, bp_str(name)));
	return BP_FORMAT_HTML;
}

static struct bp_text read_text(
	struct reader *reader, const struct xml_node *node, enum bp_text_format usual)
{
	return (struct bp_text){
		node ? read_str(reader, node) : (struct bp_str){0},
		read_format(reader, node, usual),
	};
}

static double read_weight(struct reader *reader, const struct xml_node *answer)
{
	const char *fraction = xml_attribute(answer, "fraction");
	double weight = 0;

	if (fraction && !gift_number(bp_str(fraction), &weight))
		refuse(reader, answer, "xml-number", _("nilai fraction bukan angka"));
	if (fabs(weight) > 100)
		refuse(reader, answer, "gift-weight",
			_("nilai fraction di luar -100 sampai 100"));
	weight /= 100;
	gift_snap_weight(&weight);
	return weight;
}

/* ---- answers ---- */

static struct bp_choice *add_answer(struct reader *reader, const struct xml_node *answer,
	struct bp_question *question)
{
	enum bp_text_format usual = question->text.format;
	struct bp_choice *choice = BP_PUSH(reader->bank.arena, question->choices,
		question->choice_count, question->choice_room);

	choice->text = read_text(reader, answer, usual);
	choice->feedback = read_text(reader, xml_child(answer, "feedback"), usual);
	choice->weight = read_weight(reader, answer);
	choice->line = answer->line;
	choice->column = answer->column;
	return choice;
}

static const struct xml_node *next_named(const struct xml_node *at, const char *name)
{
	while (at && strcmp(at->name, name) != 0)
		at = at->next;
	return at;
}

#define FOR_EACH(at, node, name)                                              \
	for (const struct xml_node *at = next_named((node)->child, name); at; \
		at = next_named(at->next, name))

static void read_multichoice(struct reader *reader, struct bp_question *question)
{
	struct bp_str single = xml_value(reader->node, "single");
	bool full = false;

	question->single = !(bp_str_is(single, "false") || bp_str_is(single, "0"));
	FOR_EACH(answer, reader->node, "answer")
	{
		struct bp_choice *choice = add_answer(reader, answer, question);
		full = full || choice->weight == 1;
	}
	if (question->single && question->choice_count > 1 && !full)
		refuse(reader, reader->node, "xml-single",
			_("hanya satu pilihan boleh diambil, tetapi tidak ada yang "
			  "bernilai 100%; soal dilewati"));
}

/* Old files have the words of their language: then the first one is true. */
static bool is_true_answer(struct bp_str text, size_t index)
{
	if (bp_str_is(text, "true"))
		return true;
	return !bp_str_is(text, "false") && index == 0;
}

static void read_truefalse(struct reader *reader, struct bp_question *question)
{
	struct bp_choice *choices =
		bp_arena_alloc(reader->bank.arena, 2, sizeof *choices);
	size_t index = 0;
	int right = -1;

	FOR_EACH(answer, reader->node, "answer")
	{
		struct bp_question scratch = {.text = question->text};
		struct bp_choice *read = add_answer(reader, answer, &scratch);
		bool is_true = is_true_answer(read->text.text, index++);
		bool says_true = (read->weight == 1) == is_true;
		read->text = (struct bp_text){{0}, question->text.format};
		choices[!is_true] = *read;
		right = !says_true;
	}
	if (right < 0)
		return;
	choices[right].weight = 1;
	choices[!right].weight = 0;
	question->choices = choices;
	question->choice_count = question->choice_room = 2;
}

static void read_shortanswer(struct reader *reader, struct bp_question *question)
{
	FOR_EACH(answer, reader->node, "answer")
	add_answer(reader, answer, question)->text.format = question->text.format;
}

/* "3.14:0.01"; a text that is no number must not get into the GIFT. */
static struct bp_str number_text(
	struct reader *reader, const struct xml_node *answer, struct bp_str value)
{
	struct bp_str tolerance = xml_value(answer, "tolerance");
	double number = 0, width = 0;

	if (bp_str_is(value, "*"))
		return value;
	if (!gift_number(value, &number) ||
		(tolerance.len && !gift_number(tolerance, &width))) {
		refuse(reader, answer, "xml-number",
			_("jawaban atau toleransi ini bukan angka; soal dilewati"));
		return BP_STR("0");
	}
	if (width == 0)
		return value;
	return bp_str(bp_arena_printf(reader->bank.arena, "%.*s:%.*s", (int)value.len,
		value.at, (int)tolerance.len, tolerance.at));
}

static void read_numerical(struct reader *reader, struct bp_question *question)
{
	FOR_EACH(answer, reader->node, "answer")
	{
		struct bp_choice *choice = add_answer(reader, answer, question);
		if (choice->text.text.len == 0) /* as in old files */
			choice->text.text = gift_trim_bytes(answer->text);
		choice->text.text = number_text(reader, answer, choice->text.text);
		choice->text.format = question->text.format;
	}
}

static void read_match(struct reader *reader, struct bp_question *question)
{
	FOR_EACH(sub, reader->node, "subquestion")
	{
		struct bp_pair *pair = BP_PUSH(reader->bank.arena, question->pairs,
			question->pair_count, question->pair_room);
		pair->left = read_text(reader, sub, question->text.format);
		const struct xml_node *answer = xml_child(sub, "answer");
		pair->right = answer ? read_str(reader, answer) : (struct bp_str){0};
	}
}

/* The fractions of items are their places, and Moodle takes them in the file's order. */
static void read_ordering(struct reader *reader, struct bp_question *question)
{
	FOR_EACH(answer, reader->node, "answer")
	{
		struct bp_choice *item = BP_PUSH(reader->bank.arena, question->choices,
			question->choice_count, question->choice_room);
		item->text = read_text(reader, answer, question->text.format);
		item->feedback = read_text(
			reader, xml_child(answer, "feedback"), question->text.format);
		item->line = answer->line;
		item->column = answer->column;
	}
}

static void read_nothing(struct reader *reader, struct bp_question *question)
{
	(void)reader, (void)question;
}

static const struct type {
	const char *name;
	enum bp_question_type type;
	void (*read)(struct reader *, struct bp_question *);
	size_t least; /* answers; with fewer, GIFT would make another type of it */
} types[] = {
	{"multichoice", BP_MULTICHOICE, read_multichoice, 2},
	{"truefalse", BP_TRUEFALSE, read_truefalse, 2},
	{"shortanswer", BP_SHORTANSWER, read_shortanswer, 1},
	{"numerical", BP_NUMERICAL, read_numerical, 1},
	{"matching", BP_MATCH, read_match, 2},
	{"match", BP_MATCH, read_match, 2},
	{"ordering", BP_ORDERING, read_ordering, 2},
	{"essay", BP_ESSAY, read_nothing, 0},
	{"description", BP_DESCRIPTION, read_nothing, 0},
};

/* ---- questions ---- */

static void read_tags(struct reader *reader, struct bp_question *question)
{
	const struct xml_node *tags = xml_child(reader->node, "tags");

	if (!tags)
		return;
	FOR_EACH(tag, tags, "tag")
	*BP_PUSH(reader->bank.arena, question->tags, question->tag_count,
		question->tag_room) = read_str(reader, tag);
}

static void read_common(struct reader *reader, struct bp_question *question)
{
	const struct xml_node *node = reader->node, *name = xml_child(node, "name");

	question->line = node->line;
	question->column = node->column;
	question->name = name ? read_str(reader, name) : (struct bp_str){0};
	question->named = question->name.len > 0;
	question->text =
		read_text(reader, xml_child(node, "questiontext"), BP_FORMAT_HTML);
	question->general_feedback = read_text(
		reader, xml_child(node, "generalfeedback"), question->text.format);
	question->idnumber = xml_value(node, "idnumber");
	read_tags(reader, question);
}

static const struct type *find_type(const char *name)
{
	for (size_t i = 0; name && i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

/* A description has no answers, so GIFT has no place for a general feedback. */
static void check_description(struct reader *reader, const struct bp_question *question)
{
	if (question->type == BP_DESCRIPTION && question->general_feedback.text.len)
		bp_diagnose(reader->bank.faults, BP_SEVERITY_WARNING, "loss-feedback",
			question->line, question->column,
			_("umpan balik umum sebuah keterangan tidak disimpan"));
}

static void read_question(struct reader *reader, const struct xml_node *node)
{
	const char *name = xml_attribute(node, "type");
	const struct type *type = find_type(name);
	struct bp_question question = {0};

	reader->node = node;
	reader->sound = true;
	if (!type) {
		bp_diagnose(reader->bank.faults, BP_SEVERITY_ERROR, "xml-type",
			node->line, node->column,
			_("soal berjenis \"%s\" tidak dapat dipakai di sini; dilewati"),
			fault_quote(reader->bank.arena, bp_str(name)));
		return;
	}
	question.type = type->type;
	read_common(reader, &question);
	type->read(reader, &question);
	if (question.choice_count + question.pair_count < type->least)
		refuse(reader, node, "gift-few",
			_("jawaban atau pilihan soal ini kurang; soal dilewati"));
	if (!reader->sound || !bank_add(&reader->bank, &question))
		return;
	check_description(reader, &question);
	xml_report_losses(node, reader->bank.faults);
}

static void read_category(struct reader *reader, const struct xml_node *node)
{
	const struct xml_node *category = xml_child(node, "category");
	struct bp_buf path = {0};

	reader->node = node;
	if (category)
		bp_buf_add_str(&path, read_str(reader, category));
	for (size_t i = 0; i < path.len; i++)
		if (path.at[i] == '\n' || path.at[i] == '\r')
			path.at[i] = ' ';
	reader->bank.quiz->category = bp_arena_str(reader->bank.arena, bp_buf_str(&path));
	bp_buf_release(&path);
}

void bp_xml_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	struct reader reader = {.bank = {.arena = arena, .faults = faults, .quiz = quiz}};
	const struct xml_node *root = xml_tree_read(arena, source, faults);

	if (!root)
		return;
	FOR_EACH(node, root, "question")
	{
		const char *type = xml_attribute(node, "type");
		if (type && strcmp(type, "category") == 0)
			read_category(&reader, node);
		else
			read_question(&reader, node);
	}
}
