/* Answer sections: what type they make a question, and the types that are lists of texts.
 */
#include "gift.h"
#include <berpijar/lang.h>

static bool is_truefalse(const struct gift_text *text, struct gift_span answers)
{
	static const char *const words[] = {"T", "TRUE", "F", "FALSE"};
	struct bp_str word =
		gift_bytes(text, gift_trim(text, gift_cut(text, &answers, '#')));

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (bp_str_is(word, words[i]))
			return true;
	}
	return false;
}

enum bp_question_type gift_answer_type(
	struct gift_reader *reader, struct gift_span answers)
{
	const struct gift_text *text = &reader->text;

	if (answers.start == answers.end)
		return BP_ESSAY;
	if (gift_is_ordering(reader, answers))
		return BP_ORDERING;
	if (gift_is(text, answers.start, '#'))
		return BP_NUMERICAL;
	bool equals = gift_find(text, answers, '=') != GIFT_NOWHERE;
	if (gift_find(text, answers, '~') != GIFT_NOWHERE)
		return equals ? BP_MULTICHOICE : BP_SEVERAL;
	if (equals && bp_str_find(gift_bytes(text, answers), BP_STR("->"), 0) != SIZE_MAX)
		return BP_MATCH;
	return is_truefalse(text, answers) ? BP_TRUEFALSE : BP_SHORTANSWER;
}

static struct bp_text read_span(
	struct gift_reader *reader, struct gift_span span, enum bp_text_format format)
{
	const struct gift_text *text = &reader->text;
	return gift_read_text(
		reader->arena, gift_bytes(text, gift_trim(text, span)), format);
}

/* "=yes#". Moodle writes that itself, so it says something only in a lesson; "C#" is told
 * elsewhere. */
static void gift_check_empty_feedback(
	struct gift_reader *reader, const struct gift_part *part)
{
	size_t mark = gift_find(&reader->text, part->span, '#');

	if (reader->source.format == BP_FORMAT_MARKDOWN && mark != GIFT_NOWHERE &&
		mark + 1 == part->span.end && mark > part->span.start + 1)
		gift_fault(reader, mark, BP_FAULT_GIFT_FEEDBACK_EMPTY,
			_("umpan balik sesudah # ini kosong; isilah, atau hapus tandanya"));
}

struct bp_choice *gift_add_choice(struct gift_reader *reader,
	const struct gift_part *part, struct bp_question *question)
{
	struct gift_span feedback = part->span;
	struct gift_span answer = gift_cut(&reader->text, &feedback, '#');
	enum bp_text_format format = question->text.format;
	struct bp_choice *choice = BP_PUSH(reader->arena, question->choices,
		question->choice_count, question->choice_room);

	gift_check_empty_feedback(reader, part);
	choice->text = read_span(reader, answer, format);
	choice->feedback = read_span(reader, feedback, format);
	gift_place(reader, part->at, &choice->line, &choice->column);
	return choice;
}

/* Warns if any response at all gets the full grade. */
static void warn_of_any(struct gift_reader *reader, const struct bp_question *question)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (gift_takes_all(question->choices[i].text.text) &&
			question->choices[i].weight >= 1)
			gift_fault(reader, reader->parts[i].at, BP_FAULT_GIFT_ANY,
				_("jawaban apa pun dianggap benar karena *; bila itu maksudnya, pakailah soal uraian, {}"));
}

/* The grade that a learner can get; *hidden: how many right answers cannot be reached. */
static double best_grade(const struct bp_question *question, size_t *hidden)
{
	struct gift_earlier earlier = {.question = question};
	double best = 0;

	for (size_t i = 0; i < question->choice_count; i++) {
		double weight = question->choices[i].weight;
		if (gift_hides(&earlier, i) && weight > 0)
			++*hidden;
		else if (question->type == BP_SEVERAL && weight > 0)
			best += weight;
		else if (weight > best)
			best = weight;
	}
	gift_earlier_release(&earlier);
	return best;
}

bool gift_check_weights(
	struct gift_reader *reader, size_t at, struct bp_question *question)
{
	if (bp_question_make_fork(question))
		return true;
	bool several = question->type == BP_SEVERAL;
	size_t hidden = 0;
	double best = best_grade(question, &hidden);

	if (best <= 0 && hidden)
		return gift_fault(reader, at, BP_FAULT_GIFT_NO_RIGHT,
			_("jawaban yang benar tidak pernah berlaku, karena jawaban di depannya sudah menerima semuanya; pindahkan ke depan"));
	if (best <= 0)
		return gift_fault(reader, at, BP_FAULT_GIFT_NO_RIGHT,
			_("tidak ada jawaban yang benar; tandai yang benar dengan = atau beri bobot, misalnya %%50%%"));
	if (several && (best < 0.999999 || best > 1.000001))
		gift_fault(reader, at, BP_FAULT_GIFT_SUM,
			_("bobot jawaban yang benar berjumlah %.4g%%; seharusnya 100%%"),
			best * 100);
	else if (best < 0.999999)
		gift_fault(reader, at, BP_FAULT_GIFT_NO_FULL,
			_("tidak ada jawaban yang bernilai 100%%; yang tertinggi %.4g%%"),
			best * 100);
	if (bp_question_is(question, BP_TYPED))
		warn_of_any(reader, question);
	else
		gift_check_twins(reader, question);
	if (several)
		gift_check_ticks(reader, at, question);
	return true;
}

bool gift_answers_fit(struct gift_reader *reader)
{
	if (reader->part_count <= BP_MAX_ANSWERS)
		return true;
	return gift_fault(reader, reader->parts[BP_MAX_ANSWERS].at, BP_FAULT_GIFT_MANY,
		_("lebih dari %d jawaban; pecahlah soal ini"), BP_MAX_ANSWERS);
}

static bool count_fits(
	struct gift_reader *reader, size_t at, size_t least, const char *few)
{
	if (reader->part_count < least)
		return gift_fault(reader, at, BP_FAULT_GIFT_FEW, "%s", few);
	if (reader->part_count > BP_MAX_CHOICES)
		return gift_fault(reader, reader->parts[BP_MAX_CHOICES].at,
			BP_FAULT_GIFT_MANY, _("lebih dari %d pilihan; pecahlah soal ini"),
			BP_MAX_CHOICES);
	return true;
}

static void warn_of_empty(struct gift_reader *reader, const struct gift_part *part,
	const struct bp_choice *choice)
{
	if (choice->text.text.len == 0)
		gift_fault(reader, part->at, BP_FAULT_GIFT_EMPTY,
			_("jawaban kosong; bila =, ~, atau # bagian dari teks, tulislah \\=, \\~, atau \\#"));
}

/* A choice that begins with "=" is right, and a weight behind the "=" is only text. */
static void read_right_choice(struct gift_reader *reader, const struct gift_part *part,
	bool in_word, struct bp_question *question)
{
	size_t right = 0;

	for (size_t i = 0; i < question->choice_count; i++)
		right += question->choices[i].weight >= 1;
	if (right == 1 && !in_word)
		gift_fault(reader, part->at, BP_FAULT_GIFT_TWO_RIGHT,
			_("ada lebih dari satu =, padahal hanya satu pilihan dapat diambil; untuk beberapa jawaban pakailah bobot, misalnya ~%%50%%"));
	if (gift_has_weight(&reader->text, part->span))
		gift_fault(reader, part->span.start, BP_FAULT_GIFT_WEIGHT_TEXT,
			_("bobot sesudah = menjadi bagian dari teks; pakailah ~ di depan bobot"));
	struct bp_choice *choice = gift_add_choice(reader, part, question);
	choice->weight = 1;
	warn_of_empty(reader, part, choice);
}

static bool gift_answers_read_multichoice(struct gift_reader *reader,
	struct gift_span answers, struct bp_question *question)
{
	gift_split(reader, answers, "=~");
	if (!count_fits(reader, answers.start, 2,
		    _("pilihan ganda perlu sedikitnya dua pilihan")))
		return false;
	for (size_t i = 0; i < reader->part_count; i++) {
		struct gift_part part = reader->parts[i];
		double weight = 0;
		if (part.mark == '=') {
			read_right_choice(reader, &part,
				gift_mark_in_word(reader, i, answers), question);
			continue;
		}
		if (!gift_take_weight(reader, &part.span, &weight))
			return false;
		struct bp_choice *choice = gift_add_choice(reader, &part, question);
		choice->weight = weight;
		if (i + 1 < reader->part_count && reader->parts[i + 1].at == part.at + 1)
			gift_fault(reader, part.at, BP_FAULT_GIFT_EMPTY,
				_("dua tanda jawaban berturut-turut; pakailah = untuk yang benar, atau ~ untuk yang salah"));
		else
			warn_of_empty(reader, &part, choice);
	}
	gift_check_letters(reader, question);
	return gift_check_weights(reader, answers.start, question);
}

static bool gift_answers_read_truefalse(struct gift_reader *reader,
	struct gift_span answers, struct bp_question *question)
{
	const struct gift_text *text = &reader->text;
	struct gift_span rest = answers;
	bool is_true = gift_is(text, answers.start, 'T');
	struct bp_choice *choices = bp_arena_alloc(reader->arena, 2, sizeof *choices);

	gift_cut(text, &rest, '#');
	struct gift_span wrong = gift_cut(text, &rest, '#');
	size_t third = gift_find(text, rest, '#');
	if (third != GIFT_NOWHERE)
		gift_fault(reader, third, BP_FAULT_GIFT_FEEDBACK,
			_("hanya dua umpan balik yang dibaca, {T#bila salah#bila benar}; untuk umpan balik umum pakailah ####"));
	for (int i = 0; i < 2; i++) {
		bool right = (i == 0) == is_true;
		choices[i].weight = right;
		choices[i].text.format = question->text.format;
		choices[i].feedback =
			read_span(reader, right ? rest : wrong, question->text.format);
		gift_place(reader, answers.start, &choices[i].line, &choices[i].column);
	}
	question->choices = choices;
	question->choice_count = question->choice_room = 2;
	return true;
}

/* A response that the pattern accepts, as Moodle's clean_response() makes it: wildcards
 * become blanks, and "\*" becomes "*". */
static struct bp_str gift_answers_typed_for(struct bp_arena *arena, struct bp_str pattern)
{
	char *typed = bp_arena_cstr(arena, pattern);
	size_t len = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		bool literal = pattern.at[i] == '\\' && i + 1 < pattern.len &&
			pattern.at[i + 1] == '*';
		if (literal)
			i++;
		typed[len++] = pattern.at[i] == '*' && !literal ? ' ' : pattern.at[i];
	}
	struct bp_str cleaned = bp_str_trim((struct bp_str){typed, len});
	return cleaned.len ? cleaned : pattern;
}

static void warn_of_lower_case(
	struct gift_reader *reader, size_t at, const struct bp_question *question)
{
	static const char *const words[] = {"true", "false", "t", "f", "benar", "salah"};

	for (size_t i = 0;
		question->choice_count == 1 && i < sizeof words / sizeof *words; i++) {
		if (bp_text_equal_folded(
			    question->choices[0].text.text, bp_str(words[i])))
			gift_fault(reader, at, BP_FAULT_GIFT_TRUEFALSE,
				_("ini dibaca sebagai isian; untuk benar atau salah tulislah {TRUE} atau {FALSE}"));
	}
}

static bool gift_answers_read_shortanswer(struct gift_reader *reader,
	struct gift_span answers, struct bp_question *question)
{
	bool filled = false;

	gift_split(reader, answers, "=");
	if (gift_are_pairs(reader))
		return !gift_check_arrow(reader, answers);
	if (!gift_answers_fit(reader))
		return false;
	for (size_t i = 0; i < reader->part_count; i++) {
		struct gift_part part = reader->parts[i];
		double weight = 1;
		if (!gift_take_weight(reader, &part.span, &weight))
			return false;
		struct bp_choice *choice = gift_add_choice(reader, &part, question);
		choice->weight = weight;
		choice->typed = gift_answers_typed_for(reader->arena, choice->text.text);
		filled = filled || (choice->text.text.len && weight > 0);
		if (reader->part_count > 1)
			warn_of_empty(reader, &part, choice);
	}
	if (question->choice_count == 0)
		return gift_fault(reader, answers.start, BP_FAULT_GIFT_FEW,
			_("jawaban 0 tanpa tanda = diabaikan Moodle; tulislah {=0}"));
	if (!filled && question->choices[0].text.text.len == 0)
		return gift_fault(reader, answers.start, BP_FAULT_GIFT_NO_RIGHT,
			_("jawabannya kosong, sehingga tidak dapat dijawab dengan benar"));
	if (!reader->parts[0].mark)
		warn_of_lower_case(reader, answers.start, question);
	return gift_check_weights(reader, answers.start, question);
}

static bool read_pair(struct gift_reader *reader, const struct gift_part *part,
	struct bp_question *question)
{
	struct bp_str bytes = gift_bytes(&reader->text, part->span);
	size_t arrow = bp_str_find(bytes, BP_STR("->"), 0);

	if (arrow == SIZE_MAX && gift_check_arrow(reader, part->span))
		return false;
	if (arrow == SIZE_MAX)
		return gift_fault(reader, part->at, BP_FAULT_GIFT_MATCH,
			_("pasangan \"%s\" tidak memuat ->; tulislah =kiri -> kanan"),
			fault_quote(reader->arena, bytes));
	struct bp_pair *pair = BP_PUSH(reader->arena, question->pairs,
		question->pair_count, question->pair_room);
	pair->left = gift_read_text(
		reader->arena, bp_str_part(bytes, 0, arrow), question->text.format);
	pair->right = bp_arena_str(
		reader->arena, gift_trim_bytes(bp_str_from(bytes, arrow + 2)));
	if (pair->right.len == 0)
		gift_fault(reader, part->at, BP_FAULT_GIFT_EMPTY,
			_("sisi kanan pasangan ini kosong; tulislah =kiri -> kanan"));
	return true;
}

static bool gift_answers_read_match(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question)
{
	size_t asked = 0;

	gift_split(reader, answers, "=");
	if (!count_fits(reader, answers.start, 2,
		    _("menjodohkan perlu sedikitnya dua pasangan")))
		return false;
	for (size_t i = 0; i < reader->part_count; i++) {
		if (!read_pair(reader, &reader->parts[i], question))
			return false;
		asked += question->pairs[i].left.text.len > 0;
	}
	if (asked == 0)
		return gift_fault(reader, answers.start, BP_FAULT_GIFT_NO_RIGHT,
			_("semua sisi kiri kosong, sehingga tidak ada yang dapat dijodohkan"));
	return true;
}

static bool read_nothing(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question)
{
	(void)reader, (void)answers, (void)question;
	return true;
}

bool gift_read_answers(struct gift_reader *reader, struct gift_span answers,
	struct bp_question *question)
{
	static bool (*const readers[])(
		struct gift_reader *, struct gift_span, struct bp_question *) = {
		[BP_MULTICHOICE] = gift_answers_read_multichoice,
		[BP_SEVERAL] = gift_answers_read_multichoice,
		[BP_TRUEFALSE] = gift_answers_read_truefalse,
		[BP_SHORTANSWER] = gift_answers_read_shortanswer,
		[BP_NUMERICAL] = gift_read_numerical,
		[BP_MATCH] = gift_answers_read_match,
		[BP_ORDERING] = gift_read_ordering,
		[BP_ESSAY] = read_nothing,
		[BP_DESCRIPTION] = read_nothing,
		/* a fork is read as a question of choices */
	};

	return readers[question->type](reader, answers, question);
}
