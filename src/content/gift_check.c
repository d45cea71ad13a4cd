/*
 * What authors get wrong in questions that can be read: mostly a mark that was
 * meant as a letter. Moodle says nothing about these; the question is just
 * not the one that its author meant.
 */
#include "bank.h"
#include "gift.h"
#include "html.h"
#include <berpijar/lang.h>

/* The word that ends right before `at`, not reaching back beyond `from`. */
static struct bp_str word_before(const struct gift_text *text, size_t from, size_t at)
{
	size_t start = at;

	while (start > from && !bp_is_space(text->at[start - 1]))
		start--;
	return gift_bytes(text, (struct gift_span){start, at});
}

static bool is_address(struct bp_str word)
{
	return bp_str_find(word, BP_STR("://"), 0) != SIZE_MAX;
}

static bool follows_space(const struct gift_text *text, size_t at)
{
	return bp_is_space(text->at[at - 1]);
}

static bool follows_letter(const struct gift_text *text, size_t at)
{
	return !follows_space(text, at) && !gift_is(text, at - 1, '~') &&
		!gift_is(text, at - 1, '=');
}

/* How an author writes marks: a mark that is written otherwise may be meant as text. The
 * mark right at the start of the answers says nothing. */
struct habit {
	size_t spaced;   /* marks that stand after white space */
	size_t on_lines; /* marks that stand at the start of a line */
};

static struct habit habit_of(struct gift_reader *reader, struct gift_span answers)
{
	struct habit habit = {0};

	for (size_t i = 0; i < reader->part_count; i++) {
		const struct gift_part *part = &reader->parts[i];
		if (!part->mark || part->at == answers.start)
			continue;
		habit.spaced += follows_space(&reader->text, part->at);
		habit.on_lines += reader->text.at[part->at - 1] == '\n';
	}
	return habit;
}

/* Whether the mark stands in a word: a "=" as in "?a=b" although others stand after white
 * space, or any mark in an address such as "http://x/~me". */
static bool is_in_word(struct gift_reader *reader, const struct gift_part *part,
	size_t from, size_t spaced)
{
	const struct gift_text *text = &reader->text;

	if (!follows_letter(text, part->at))
		return false;
	if (part->mark == '=' && spaced > 0)
		return true;
	return is_address(word_before(text, from, part->at));
}

/* Whether the mark means "about", as in "~5 km", while choices have a line each. */
static bool is_about(
	struct gift_reader *reader, const struct gift_part *part, size_t on_lines)
{
	const struct gift_text *text = &reader->text;
	char next = part->at + 1 < text->len ? text->at[part->at + 1] : '\0';

	return part->mark == '~' && bp_is_digit(next) && text->at[part->at - 1] == ' ' &&
		on_lines >= 2;
}

/* Warns of "C#", "F#" and addresses with a "#": it begins a feedback. */
static void check_feedback_mark(struct gift_reader *reader, const struct gift_part *part)
{
	const struct gift_text *text = &reader->text;
	size_t at = gift_find(text, part->span, '#');

	if (at == GIFT_NOWHERE || at == part->span.start)
		return;
	struct bp_str word = word_before(text, part->span.start, at);
	bool ends = at + 1 >= part->span.end || bp_is_space(text->at[at + 1]);
	bool language = ends && (bp_str_is(word, "C") || bp_str_is(word, "F"));
	if (language || (!ends && is_address(word)))
		gift_fault(reader, at, BP_FAULT_GIFT_ESCAPE,
			_("tanda # di sini memulai umpan balik; bila bagian dari teks, tulislah \\#"));
}

bool gift_mark_in_word(struct gift_reader *reader, size_t part, struct gift_span answers)
{
	const struct gift_part *mark = &reader->parts[part];
	struct habit habit = habit_of(reader, answers);

	return mark->mark && mark->at > answers.start &&
		is_in_word(reader, mark,
			part ? reader->parts[part - 1].at : answers.start, habit.spaced);
}

void gift_check_marks(
	struct gift_reader *reader, struct gift_span answers, enum bp_question_type type)
{
	struct habit habit = habit_of(reader, answers);
	size_t from = answers.start;

	for (size_t i = 0; i < reader->part_count; i++) {
		const struct gift_part *part = &reader->parts[i];
		if (part->mark && part->at > answers.start &&
			(is_in_word(reader, part, from, habit.spaced) ||
				is_about(reader, part, habit.on_lines)))
			gift_fault(reader, part->at, BP_FAULT_GIFT_ESCAPE,
				_("tanda %c di sini memulai jawaban baru; bila bagian dari teks, tulislah \\%c"),
				part->mark, part->mark);
		from = part->at;
		if (type != BP_MATCH)
			check_feedback_mark(reader, part);
	}
}

/* Where a line of the span, but not its first, begins with the word; or GIFT_NOWHERE. */
static size_t line_with(
	const struct gift_text *text, struct gift_span span, const char *word)
{
	while ((span.start = gift_find(text, span, '\n')) != GIFT_NOWHERE) {
		span.start++;
		if (gift_starts(text, span, word))
			return span.start;
	}
	return GIFT_NOWHERE;
}

/* Whether a name of a question stands in the middle of another, which is told. */
static bool check_glued(struct gift_reader *reader, struct gift_span stem)
{
	size_t name = line_with(&reader->text, stem, "::");
	size_t category = line_with(&reader->text, stem, "$CATEGORY:");

	if (name != GIFT_NOWHERE)
		gift_fault(reader, name, BP_FAULT_GIFT_GLUED_TEXT,
			_("nama soal di tengah soal lain; beri satu baris kosong di atasnya"));
	if (category != GIFT_NOWHERE)
		gift_fault(reader, category, BP_FAULT_GIFT_GLUED_TEXT,
			_("$CATEGORY di tengah soal; beri satu baris kosong di atasnya"));
	return name != GIFT_NOWHERE;
}

void gift_check_stem(
	struct gift_reader *reader, struct gift_span before, struct gift_span after)
{
	const struct gift_text *text = &reader->text;
	size_t open = gift_find(text, after, '{'), shut = gift_find(text, after, '}');

	bool glued = check_glued(reader, before);
	if (check_glued(reader, after) || glued)
		return; /* what follows belongs to that question */
	if (open != GIFT_NOWHERE)
		gift_fault(reader, open, BP_FAULT_GIFT_SECOND_ANSWER,
			_("jawaban kedua dalam satu soal hanya dibaca sebagai teks; pisahkan soal dengan baris kosong, atau tulislah \\{ dan \\}"));
	else if (shut != GIFT_NOWHERE)
		gift_fault(reader, shut, BP_FAULT_GIFT_SECOND_ANSWER,
			_("} ini di luar jawaban; tulislah \\{ dan \\} untuk kurung di dalam teks"));
}

static bool gift_check_all_lettered(const struct bp_question *question)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (aiken_near_choice(question->choices[i].text.text) != 'A' + (int)i)
			return false;
	return true;
}

void gift_check_letters(struct gift_reader *reader, const struct bp_question *question)
{
	const struct gift_part *first = &reader->parts[0];

	if (!first->mark)
		gift_fault(reader, first->at, BP_FAULT_GIFT_LEAD,
			_("teks di depan = atau ~ yang pertama menjadi pilihan tersendiri; tulislah tandanya lebih dahulu, lalu teksnya"));
	else if (gift_check_all_lettered(question))
		gift_fault(reader, first->at, BP_FAULT_GIFT_LETTER,
			_("hapuslah huruf A, B, … di depan pilihan: urutan pilihan dapat diacak, dan hurufnya ditulis sendiri oleh pemutar dan Moodle"));
}

void gift_check_ticks(
	struct gift_reader *reader, size_t at, const struct bp_question *question)
{
	double all = 0;
	size_t wrong = 0;

	for (size_t i = 0; i < question->choice_count; i++) {
		all += question->choices[i].weight;
		wrong += question->choices[i].weight <= 0;
	}
	if (!wrong && question->choice_count > 1)
		gift_fault(reader, at, BP_FAULT_GIFT_ALL_RIGHT,
			_("semua pilihan benar, jadi tidak ada yang ditanyakan; tambahkan pilihan yang salah, dengan ~ saja"));
	if (wrong && all > 0.999999)
		gift_fault(reader, at, BP_FAULT_GIFT_ALL_TICKED,
			_("siapa yang mencentang semua pilihan mendapat nilai penuh; beri pilihan yang salah bobot negatif, misalnya ~%%-50%%"));
}

/* Where the first sign stands that was meant as "->", from the start of a span; SIZE_MAX:
 * there is none. */
static size_t gift_arrow(
	const struct gift_reader *reader, struct gift_span span, const char **sign)
{
	static const char *const arrows[] = {
		"=>", "- >", "\xe2\x86\x92", "\xe2\x80\x93>", "\xe2\x80\x94>"};
	struct bp_str bytes = gift_bytes(&reader->text, span);
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
		size_t at = bp_str_find(bytes, bp_str(arrows[i]), 1);
		if (at >= first || at + 3 >= bytes.len)
			continue;
		first = at;
		if (sign)
			*sign = arrows[i];
	}
	return first;
}

/* Whether the parts of a short answer are pairs, by some sign other than "->". A "=" before
 * ">" begins a part of its own. */
bool gift_are_pairs(const struct gift_reader *reader)
{
	size_t arrows = 0, torn = 0;

	for (size_t i = 0; i < reader->part_count; i++) {
		const struct gift_part *part = &reader->parts[i];
		bool goes_on = i && part->mark == '=' &&
			reader->text.at[part->at - 1] == ' ' &&
			gift_is(&reader->text, part->at + 1, '>');
		torn += goes_on;
		arrows += goes_on || gift_arrow(reader, part->span, NULL) != SIZE_MAX;
	}
	return arrows && arrows == reader->part_count - torn && (torn || arrows > 1);
}

bool gift_check_arrow(struct gift_reader *reader, struct gift_span answers)
{
	const char *sign = NULL;
	size_t at = gift_arrow(reader, answers, &sign);

	if (at == SIZE_MAX)
		return false;
	gift_fault(reader, answers.start + at, BP_FAULT_GIFT_MATCH,
		_("\"%s\" tidak menjodohkan; maksud Anda \"->\", seperti =kiri -> kanan?"),
		sign);
	return true;
}

/* Whether a word of the span begins with a mark. */
static bool gift_has_word(const struct gift_text *text, struct gift_span span, char mark)
{
	for (size_t at = span.start; at + 1 < span.end; at++)
		if (gift_is(text, at, mark) && !bp_is_space(text->at[at + 1]) &&
			(at == span.start || bp_is_space(text->at[at - 1])))
			return true;
	return false;
}

/* "{####Umum =ya ~tidak}" is an essay to Moodle: what looks like its choices is feedback. */
static bool gift_is_all_feedback(const struct gift_text *text, struct gift_span general)
{
	size_t at = general.start >= 4 ? general.start - 4 : 0;

	while (at > 0 && bp_is_space(text->at[at - 1]))
		at--;
	return at > 0 && gift_is(text, at - 1, '{') &&
		gift_has_word(text, general, '=') && gift_has_word(text, general, '~');
}

void gift_check_feedback(
	struct gift_reader *reader, struct gift_span general, struct gift_span after)
{
	const struct gift_text *text = &reader->text;
	size_t mark = line_with(text, general, "="),
	       other = line_with(text, general, "~");

	if (mark != GIFT_NOWHERE || other != GIFT_NOWHERE ||
		gift_is_all_feedback(text, general))
		gift_fault(reader, general.start >= 4 ? general.start - 4 : 0,
			BP_FAULT_GIFT_FEEDBACK_FIRST,
			_("#### menelan pilihan di bawahnya; pindahkan umpan balik umum ke belakang pilihan terakhir"));
	if (gift_starts(text, gift_trim(text, after), "####"))
		gift_fault(reader, after.start, BP_FAULT_GIFT_FEEDBACK,
			_("umpan balik umum ini di luar { }, jadi menjadi bagian soal; pindahkan ke depan }"));
}

void gift_check_no_braces(struct gift_reader *reader, struct gift_span text)
{
	const struct gift_text *from = &reader->text;
	struct bp_str bytes = gift_bytes(from, text);
	size_t mark = line_with(from, text, "="), other = line_with(from, text, "~");
	size_t round = bp_str_find(bytes, BP_STR("(="), 0);
	size_t square = bp_str_find(bytes, BP_STR("[="), 0);

	if (mark == GIFT_NOWHERE || (other != GIFT_NOWHERE && other < mark))
		mark = other;
	if (mark != GIFT_NOWHERE && mark + 1 < text.end &&
		from->at[mark + 1] == from->at[mark])
		mark = GIFT_NOWHERE; /* "====" below a heading, "~~~" */
	if (mark == GIFT_NOWHERE && round != SIZE_MAX)
		mark = text.start + round;
	if (mark == GIFT_NOWHERE && square != SIZE_MAX)
		mark = text.start + square;
	if (mark != GIFT_NOWHERE)
		gift_fault(reader, mark, BP_FAULT_GIFT_BRACE_NONE,
			_("jawabannya tidak di dalam { }, jadi ini hanya keterangan yang memperlihatkannya; apitlah dengan { dan }"));
}

void gift_check_pairs(struct gift_reader *reader, const struct bp_question *question)
{
	for (size_t i = 0; i < question->pair_count && i < BP_MAX_CHOICES; i++)
		for (size_t n = 0; n < i; n++) {
			struct bp_str left = question->pairs[i].left.text;
			if (!left.len ||
				!bp_str_equal(left, question->pairs[n].left.text))
				continue;
			gift_fault(reader, reader->parts[i].at, BP_FAULT_GIFT_LEFT_TWICE,
				_("sisi kiri \"%s\" sudah ada, jadi pasangannya tidak pasti; bedakan, atau hapus salah satunya"),
				fault_quote(reader->arena, left));
			break;
		}
}

/* Whether the text has an image of which nobody says what it shows. */
static bool gift_check_mute_image(struct bp_arena *arena, struct bp_text text)
{
	struct html html = {.text = text.text};
	struct html_piece piece;
	struct bp_str alt = {0};

	if (text.format == BP_FORMAT_MARKDOWN)
		return bp_str_find(text.text, BP_STR("![]("), 0) != SIZE_MAX;
	while (text.format != BP_FORMAT_PLAIN && html_next(&html, &piece))
		if (piece.tag && piece.kind == HTML_IMAGE && !piece.closes &&
			!(html_attribute(arena, &piece, "alt", &alt) && alt.len))
			return true;
	return false;
}

static void gift_check_images(
	struct gift_reader *reader, const struct bp_question *question)
{
	bool mute = gift_check_mute_image(reader->arena, question->text);

	for (size_t i = 0; i < question->choice_count && !mute; i++)
		mute = gift_check_mute_image(reader->arena, question->choices[i].text);
	for (size_t i = 0; i < question->pair_count && !mute; i++)
		mute = gift_check_mute_image(reader->arena, question->pairs[i].left);
	if (mute)
		gift_fault(reader, 0, BP_FAULT_GIFT_IMAGE,
			_("gambar dalam soal ini tidak tampak di terminal; tulislah isinya, misalnya alt=\"peta Jawa\" atau ![peta Jawa](peta.png)"));
}

void gift_check_whole(struct gift_reader *reader, const struct bp_question *question)
{
	struct bp_str text =
		gift_bytes(&reader->text, (struct gift_span){0, reader->text.len});
	size_t file = bp_str_find(text, BP_STR("@@PLUGINFILE@@"), 0);

	if (file != SIZE_MAX)
		gift_fault(reader, file, BP_FAULT_GIFT_FILE,
			_("@@PLUGINFILE@@ menunjuk gambar atau berkas yang hanya ada di Moodle dan tidak terbawa; tulislah isinya dengan kata-kata"));
	else
		gift_check_images(reader, question);
	if (question->type == BP_DESCRIPTION &&
		aiken_near(question->text.text) & AIKEN_KEY)
		gift_fault(reader, 0, BP_FAULT_GIFT_AIKEN,
			_("ini tampak sebagai soal Aiken, tetapi di antara soal GIFT ia hanya keterangan; tulislah jawabannya di dalam { }, misalnya {=Jakarta ~Bandung}"));
}
