/* Rules about what questions teach: keys that show themselves, and texts that a learner
 * cannot use. The sources are what item-writing guides agree on (Haladyna, Downing and
 * Rodriguez 2002). */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

#define KEY_LONG           30 /* characters of a key whose length says something */
#define QUESTIONS_FEW      4  /* below that a pattern may be chance */
#define TEACHING_HASH_STEP 0x100000001b3u /* of FNV, by characters */

static bool teaching_is_choice(const struct bp_question *question)
{
	return question->type == BP_MULTICHOICE || question->type == BP_SEVERAL;
}

/* The hash of a text's letters and digits alone, in lower case; 0: it has none. */
static uint64_t teaching_plain(struct bp_str text)
{
	uint64_t hash = BP_HASH_START;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = (unsigned char)text.at[at];
		bool plain = bp_is_letter(text.at[at]) || bp_is_digit(text.at[at]);
		if (plain) {
			code |= 0x20;
			at++;
		} else {
			at += bp_utf8_next(text, at, &code);
			code = bp_fold_search(code);
			plain = code >= 0x80 || bp_is_letter((char)code) ||
				bp_is_digit((char)code);
		}
		if (plain)
			hash = (hash ^ code) * TEACHING_HASH_STEP;
	}
	return hash == BP_HASH_START ? 0 : hash;
}

static bool teaching_begins(struct bp_str text, const char *words)
{
	return text.len && (text.at[0] | 0x20) == words[0] &&
		bp_text_equal_folded(bp_str_part(text, 0, strlen(words)), bp_str(words));
}

static bool teaching_begins_with_any(
	struct bp_str text, const char *const *words, size_t *length)
{
	for (; *words; words++)
		if (teaching_begins(text, *words)) {
			*length = strlen(*words);
			return true;
		}
	return false;
}

/* ---- choices ---- */

static void teaching_check_length(const struct rule_subject *subject)
{
	const struct bp_question *question = subject->question;
	const struct bp_choice *key = NULL;
	int wrong = 0, right = 0;

	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		int length = bp_text_columns(choice->text.text);
		if (choice->weight >= 1 && !key) {
			key = choice;
			right = length;
		} else if (choice->weight <= 0 && length > wrong) {
			wrong = length;
		}
	}
	if (key && wrong && right >= KEY_LONG && right > 2 * wrong)
		bp_diagnose(subject->faults, BP_FAULT_CHOICE_LENGTH, key->line,
			key->column,
			_("kuncinya lebih dari dua kali sepanjang pengecoh yang terpanjang, jadi tampak tanpa membaca soalnya; panjangkan pengecohnya, atau ringkas kuncinya"));
}

static void teaching_check_all_of_them(const struct rule_subject *subject)
{
	static const char *const words[] = {"semua benar", "semua jawaban",
		"semuanya benar", "semua di atas", "semua pilihan", "semua yang di",
		"semua salah", "semuanya salah", "tidak ada yang benar",
		"tidak ada jawaban yang benar", "tidak satu pun benar", "a dan b", "a, b",
		"b dan c", "semua tersebut", "all of the above", "none of the above",
		"both a and b", NULL};
	const struct bp_question *question = subject->question;
	bool shuffled = subject->module && subject->module->shuffle;
	size_t length;

	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		if (choice->text.text.len > 60 ||
			!teaching_begins_with_any(choice->text.text, words, &length))
			continue;
		bp_diagnose(subject->faults,
			shuffled ? BP_FAULT_CHOICE_ALL_SHUFFLED : BP_FAULT_CHOICE_ALL,
			choice->line, choice->column,
			shuffled
				? _("pilihan diacak, jadi \"%.*s\" dapat berdiri di mana saja; sebutkan isinya, atau hapus pilihan ini")
				: _("\"%.*s\" dapat ditebak dari satu pilihan lain saja; gantilah dengan pilihan yang berdiri sendiri"),
			(int)choice->text.text.len, choice->text.text.at);
	}
}

static void teaching_check_near(const struct rule_subject *subject)
{
	const struct bp_question *question = subject->question;
	uint64_t plain[BP_MAX_CHOICES]; /* hashes; 0: no letter and no digit */
	size_t count = question->choice_count;

	for (size_t i = 0; i < count && i < BP_MAX_CHOICES; i++) {
		const struct bp_choice *here = &question->choices[i];
		plain[i] = teaching_plain(here->text.text);
		for (size_t n = 0; n < i; n++) {
			const struct bp_choice *there = &question->choices[n];
			if (!plain[i] || plain[i] != plain[n] ||
				bp_str_equal(here->text.text, there->text.text))
				continue;
			bp_diagnose(subject->faults, BP_FAULT_CHOICE_NEAR, here->line,
				here->column,
				_("pilihan ini berbeda dari yang lain hanya pada tanda baca atau hurufnya; bedakan isinya, atau hapus salah satunya"));
			bp_diagnose_related(subject->faults, NULL, there->line,
				there->column, _("yang satu lagi di sini"));
			break;
		}
	}
}

void teaching_check_choices(const struct rule_subject *subject)
{
	if (!teaching_is_choice(subject->question))
		return;
	if (subject->question->type == BP_MULTICHOICE)
		teaching_check_length(subject);
	teaching_check_all_of_them(subject);
	teaching_check_near(subject);
}

/* ---- stems and feedback ---- */

/* Whether "di atas" at an offset points to a text above the question, and not to what is
 * more than a number or on top of a thing. */
static bool teaching_points_up(struct bp_str stem, size_t at)
{
	static const char *const nouns[] = {"teks", "tabel", "gambar", "contoh", "kasus",
		"bacaan", "pernyataan", "cerita", "paragraf", "daftar", "penjelasan",
		"kode", "tersebut", "diagram", "dialog", "situasi", "bagan", "soal"};
	size_t behind = at + strlen("di atas"), end = at;

	if (behind == stem.len || strchr(".,?!:;)", stem.at[behind]))
		return true;
	while (end && bp_is_space(stem.at[end - 1]))
		end--;
	size_t start = end;
	while (start && !bp_is_space(stem.at[start - 1]))
		start--;
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (bp_text_equal_folded(bp_str_part(stem, start, end), bp_str(nouns[i])))
			return true;
	return false;
}

void teaching_check_stem(const struct rule_subject *subject)
{
	const struct bp_question *question = subject->question;
	struct bp_str stem = question->text.text;
	size_t at = bp_str_find(stem, BP_STR("di atas"), 0);
	size_t index = (size_t)(question - subject->quiz->questions);

	if (!bp_question_asks(question) || bp_quiz_above(subject->quiz, index))
		return;
	if (at != SIZE_MAX && at && bp_is_space(stem.at[at - 1]) &&
		teaching_points_up(stem, at))
		bp_diagnose(subject->faults, BP_FAULT_STEM_ABOVE, question->line,
			question->column,
			_("soal ini menunjuk ke teks \"di atas\", yang tidak tampak ketika soalnya dijawab; tulislah yang diperlukan di dalam soalnya"));
}

static bool teaching_is_verdict(struct bp_str feedback)
{
	static const char *const words[] = {"kurang tepat", "belum tepat", "tidak tepat",
		"benar sekali", "tepat sekali", "betul sekali", "benar", "betul", "tepat",
		"salah", "keliru", "correct", "incorrect", "right", "wrong", NULL};
	size_t length;

	return teaching_begins_with_any(feedback, words, &length) &&
		(length == feedback.len || strchr(".,!:;", feedback.at[length]));
}

/* The words by which a feedback speaks to who chose it; NULL: it has none. */
static const char *teaching_addresses(struct bp_str feedback)
{
	static const char *const words[] = {"Anda memilih", "pilihan Anda",
		"Anda menjawab", "jawaban Anda", "Pilihan Anda", "Jawaban Anda",
		"You chose", "your answer"};

	/* each holds one of these, most feedback neither */
	if (bp_str_find(feedback, BP_STR("Anda"), 0) == SIZE_MAX &&
		bp_str_find(feedback, BP_STR("ou"), 0) == SIZE_MAX)
		return NULL;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (bp_str_find(feedback, bp_str(words[i]), 0) != SIZE_MAX)
			return words[i];
	return NULL;
}

void teaching_check_feedback(const struct rule_subject *subject)
{
	const struct bp_question *question = subject->question;

	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		struct bp_str text = choice->feedback.text;
		if (teaching_is_verdict(text))
			bp_diagnose(subject->faults, BP_FAULT_FEEDBACK_VERDICT,
				choice->line, choice->column,
				_("layar sudah mengatakan benar atau salah; mulailah umpan balik ini dengan alasannya"));
		const char *words = teaching_addresses(text);
		if (words)
			bp_diagnose(subject->faults, BP_FAULT_FEEDBACK_CHOSEN,
				choice->line, choice->column,
				_("umpan balik ini menyapa yang memilihnya (\"%s\"), padahal semua membacanya; tulislah tentang pilihannya"),
				words);
	}
}

/* ---- all questions together ---- */

struct teaching_tally {
	size_t questions, longest;
	size_t at[BP_MAX_CHOICES]; /* how many keys stand in each place */
	const struct bp_choice *first_longest, *first;
};

/* Counts a question of one right choice among three or more. */
static void teaching_count(
	struct teaching_tally *tally, const struct bp_question *question)
{
	size_t right = 0, key = 0;
	int most = 0, length = 0;

	if (question->type != BP_MULTICHOICE || question->choice_count < 3)
		return;
	for (size_t i = 0; i < question->choice_count; i++) {
		int columns = bp_text_columns(question->choices[i].text.text);
		if (question->choices[i].weight >= 1) {
			right++;
			key = i;
			length = columns;
		} else if (columns > most) {
			most = columns;
		}
	}
	if (right != 1)
		return;
	tally->questions++;
	tally->at[key]++;
	if (!tally->first)
		tally->first = &question->choices[key];
	/* a letter or two more shows to nobody */
	if (length <= most + most / 10 + 1)
		return;
	tally->longest++;
	if (!tally->first_longest)
		tally->first_longest = &question->choices[key];
}

void teaching_check_places(const struct rule_subject *subject)
{
	struct teaching_tally tally = {0};
	bool shuffled = subject->module && subject->module->shuffle;

	for (size_t i = 0; i < subject->quiz->count; i++)
		teaching_count(&tally, &subject->quiz->questions[i]);
	if (tally.questions < QUESTIONS_FEW)
		return;
	if (tally.longest * 3 > tally.questions * 2)
		bp_diagnose(subject->faults, BP_FAULT_KEY_LONGEST,
			tally.first_longest->line, tally.first_longest->column,
			_("di %zu dari %zu soal kuncinya yang terpanjang, jadi dapat ditebak; ringkaslah kunci, mulai dari yang ini"),
			tally.longest, tally.questions);
	for (size_t i = 0; !shuffled && i < BP_MAX_CHOICES; i++)
		if (tally.at[i] == tally.questions)
			bp_diagnose(subject->faults, BP_FAULT_KEY_PLACE,
				tally.first->line, tally.first->column,
				_("di semua %zu soal kuncinya pilihan ke-%zu; tulislah \"shuffle: true\", atau ubahlah urutannya"),
				tally.questions, i + 1);
}

void teaching_check_outcomes(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	size_t asked = bp_quiz_asked(subject->quiz);

	if (module->fault || module->outcomes.count <= asked)
		return;
	rule_tell(subject, page_key(subject->page, "outcomes"), BP_FAULT_OUTCOME_UNASKED,
		_("ada %zu hasil belajar, tetapi hanya %zu soal; setiap hasil perlu satu soal yang menanyakannya"),
		module->outcomes.count, asked);
}
