/* What is wrong with GIFT, where, and what it does to the question; and what makes a
 * question the same question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/file.h>
#include <berpijar/quiz.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct reading {
	struct bp_arena *arena;
	struct bp_diagnostics faults;
	struct bp_quiz quiz;
};

static struct reading read_bytes(struct bp_str text)
{
	struct reading reading = {.arena = bp_arena_new()};
	bp_gift_read(reading.arena,
		(struct bp_gift_source){
			.text = text, .line = 1, .format = BP_FORMAT_MARKDOWN},
		&reading.faults, &reading.quiz);
	return reading;
}

static struct reading read_gift(const char *text)
{
	return read_bytes(bp_str(text));
}

static void release(struct reading *reading)
{
	bp_arena_free(reading->arena);
	bp_diagnostics_release(&reading->faults);
}

/* ---- faults and their places ---------------------------------------------- */

enum { LEFT_OUT, KEPT };

static const struct {
	const char *gift;
	int line, column;
	const char *code;
	int question;
} mistakes[] = {
	/* braces */
	{"Q {=a ~b", 1, 3, "gift-brace", LEFT_OUT},
	{"Q =a ~b}", 1, 8, "gift-brace", LEFT_OUT},
	{"Teks } lalu {=a}", 1, 6, "gift-brace", LEFT_OUT},
	{"Q {\n=a\n~b", 1, 3, "gift-brace", LEFT_OUT},
	{"Baris satu\n  dua {=a", 2, 7, "gift-brace", LEFT_OUT},
	{"\xe2\x82\xac\xc3\xa9 {=a", 1, 4, "gift-brace",
		LEFT_OUT},                              /* columns are characters */
	{"\\{ \\\\ {=a", 1, 7, "gift-brace", LEFT_OUT}, /* escapes count as written */
	{"Q {=a} dan {=b}", 1, 12, "gift-second-answer", KEPT},
	{"Q {=a {b} c}", 1, 12, "gift-second-answer", KEPT},
	/* too few, too many */
	{"Q{~a}", 1, 3, "gift-few", LEFT_OUT},
	{"Q {\n  ~a#salah\n}", 2, 3, "gift-few", LEFT_OUT},
	{"Q{=a -> b}", 1, 3, "gift-few", LEFT_OUT},
	{"Q{>2 ALL\nsatu\n}", 1, 3, "gift-few", LEFT_OUT},
	{"Q{0}", 1, 3, "gift-few", LEFT_OUT},
	{"Q{#0}", 1, 3, "gift-few", LEFT_OUT},
	{"Q{~1~2~3~4~5~6~7~8~9~10~11~12~13~14~15~16~17~18~19~20~21~22~23~24~25~26=27}", 1,
		72, "gift-many", LEFT_OUT},
	/* nobody could pass */
	{"Q{~a ~b}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{~%-50%a ~%0%b}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%a}", 1, 3, "gift-no-right", LEFT_OUT},
	/* the first answer that matches counts */
	{"Q{=%0%* =a}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%** =a}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%-50%A =a}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%a* =abc}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%*a* =banana}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%a*c =Abc}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%a* =a*c}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%50%a* =abc}", 1, 3, "gift-no-full", KEPT},
	{"Q{=sama ~sama}", 1, 9, "gift-choice-twice", KEPT},
	{"Q{~%100%sama ~lain ~sama}", 1, 20, "gift-choice-twice", KEPT},
	{"Q{=*}", 1, 3, "gift-any", KEPT},
	{"Q{=a =*}", 1, 6, "gift-any", KEPT},
	{"Q{#*}", 1, 4, "gift-any", KEPT},
	{"Q{=%50%* =a}", 1, 3, "gift-no-full", KEPT},
	{"Q{#=%0%* =5}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{#=%0%5:10 =3:2}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{#=%0%1..9 =1..9}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{#=%0%5..9 =%0%1..4 =%0%0..20 =2..3}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{#=%0%1..4 =%0%1..9 =5..9}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{#=%0%1..4 =%0%2..9 =%50%1..5}", 1, 3, "gift-no-full", KEPT},
	{"Q{=%0%a* =%0%b* =BC}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=%0%b =%0%a =A}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=}", 1, 3, "gift-no-right", LEFT_OUT},
	{"Q{=->a =->b}", 1, 3, "gift-no-right", LEFT_OUT},
	/* matching */
	{"Q{=a->b =c}", 1, 9, "gift-match", LEFT_OUT},
	{"Q{\n=a->b\n=c- >d}", 3, 3, "gift-match", LEFT_OUT},
	{"Q{=a->b =c->}", 1, 9, "gift-empty", KEPT},
	/* numbers */
	{"Q{#1,5}", 1, 5, "gift-number", LEFT_OUT},
	{"Q{#=1.500,00:1}", 1, 10, "gift-number", LEFT_OUT},
	{"Q{#abc}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#}", 1, 3, "gift-number", LEFT_OUT},
	{"Q{#=}", 1, 5, "gift-number", LEFT_OUT},
	{"Q{#5 kg}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#5:}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#5:x}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#1..x}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#1..5..9}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#0x10}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#1e999}", 1, 4, "gift-number", LEFT_OUT},
	{"Q{#\n=1:0\n=%50% 1,5}", 3, 8, "gift-number", LEFT_OUT},
	{"Q{#5..1}", 1, 4, "gift-range", LEFT_OUT},
	{"Q{#5:-1}", 1, 4, "gift-tolerance", KEPT},
	{"Q{#5 ~salah}", 1, 6, "gift-ignored", KEPT},
	/* weights */
	{"Q{~%--50%a ~%100%b}", 1, 4, "gift-weight", LEFT_OUT},
	{"Q{~%150%a ~b}", 1, 4, "gift-weight", LEFT_OUT},
	{"Q{~%55%a ~%45%b}", 1, 4, "gift-weight-unknown", KEPT},
	{"Q{=%95%a =b}", 1, 4, "gift-weight-unknown", KEPT},
	{"Q{~%50%a ~%40%b ~c}", 1, 3, "gift-sum", KEPT},
	{"Q{~%75%a ~%50%b ~c}", 1, 3, "gift-sum", KEPT},
	{"Q{=%50%a}", 1, 3, "gift-no-full", KEPT},
	{"Q{#=%50%1}", 1, 3, "gift-no-full", KEPT},
	{"Q{=%50%a ~b}", 1, 4, "gift-weight-text", KEPT},
	{"Q{=a =b ~c}", 1, 6, "gift-two-right", KEPT},
	{"Q{=a =b =c ~d}", 1, 6, "gift-two-right", KEPT},
	/* marks that were meant as text */
	{"Q{\n=http://x?a=b\n~c\n}", 2, 12, "gift-escape", KEPT},
	{"Q{\n=ya\n~lihat http://x?a=b\n}", 3, 18, "gift-escape", KEPT},
	{"Q{=ya~http://x/~me}", 1, 16, "gift-escape", KEPT},
	{"Q{\n=C#\n~Java\n}", 2, 3, "gift-escape", KEPT},
	{"Q{\n=F# itu bahasa\n~Java\n}", 2, 3, "gift-escape", KEPT},
	{"Q{=http://x/y#bab ~b}", 1, 14, "gift-escape", KEPT},
	{"Q{\n=kira-kira ~5 km\n~2 km\n~9 km\n}", 2, 12, "gift-escape", KEPT},
	{"Q{~=a ~b}", 1, 3, "gift-empty", KEPT},
	{"Q{=a ~#000000}", 1, 6, "gift-empty", KEPT},
	{"Q{=a =}", 1, 6, "gift-empty", KEPT},
	/* what is worth more than its author thinks, or less */
	{"Q{~%50%a ~%50%b ~c ~d}", 1, 3, "gift-all-ticked", KEPT},
	{"Q{~%50%a ~%50%b}", 1, 3, "gift-all-right", KEPT},
	{"Q{=a => b =c => d}", 1, 6, "gift-match", LEFT_OUT},
	{"Q{=a - > b =c => d}", 1, 6, "gift-match", LEFT_OUT},
	{"Q{=a -> b =a -> c}", 1, 11, "gift-left-twice", KEPT},
	{"Q{=a\n####u\n~b\n~c}", 2, 1, "gift-feedback", LEFT_OUT},
	{"Q{####u =a ~b}", 1, 3, "gift-feedback", LEFT_OUT},
	{"Q{ ####=a ~b}", 1, 4, "gift-feedback", LEFT_OUT},
	{"Q{=a ~b}####u", 1, 9, "gift-feedback", KEPT},
	{"Q{T#a#b#c}", 1, 8, "gift-feedback", KEPT},
	{"Q\n=a\n~b", 2, 1, "gift-brace", KEPT},
	{"Q (=a ~b)", 1, 3, "gift-brace", KEPT},
	{"n::Q{=a ~b}", 1, 1, "gift-name", KEPT},
	{"// [hint:a\nQ{T}", 1, 4, "gift-comment", KEPT},
	{"Q\n- a\n  - b\n{T}", 3, 3, "gift-indent", KEPT},
	{"Q{~=a ~b}", 1, 3, "gift-empty", KEPT},
	{"Q{~%50%a ~%50%b ~%-10%c ~%10%d}", 1, 3, "gift-sum", KEPT},
	{"Q{#15.000}", 1, 4, "gift-thousands", KEPT},
	{"Q{#=2.500:0}", 1, 5, "gift-thousands", KEPT},
	{"Q{#-2.500:100}", 1, 4, "gift-thousands", KEPT},
	{"Q{#15.000..20.000}", 1, 4, "gift-thousands", KEPT},
	{"Q{#1.500.000}", 1, 4, "gift-number", LEFT_OUT},
	/* letters, and what stands before the first mark */
	{"Q{\nA) =a\nB) ~b\n}", 2, 1, "gift-lead", KEPT},
	{"Q{Pilih\\: =a ~b}", 1, 3, "gift-lead", KEPT},
	{"Q{=A. a ~B. b}", 1, 3, "gift-letter", KEPT},
	{"Q{~a) a =b) b ~(c) c}", 1, 3, "gift-letter", KEPT},
	/* from elsewhere */
	{"Q <img src\\=\"@@PLUGINFILE@@/a.png\">{T}", 1, 14, "gift-file", KEPT},
	{"Q{=a ~<img src\\=\"@@PLUGINFILE@@/a.png\">}", 1, 18, "gift-file", KEPT},
	{"[html]Q <img src\\=\"a.png\">{T}", 1, 1, "gift-image", KEPT},
	{"[html]Q{=a ~<IMG alt\\=\"\" src\\=\"a.png\">}", 1, 1, "gift-image", KEPT},
	{"Q ![](a.png){T}", 1, 1, "gift-image", KEPT},
	{"Q{T}\n\nApa?\nA. a\nB. b\nJAWABAN: A", 3, 1, "gift-aiken", KEPT},
	/* true and false */
	{"Q{true}", 1, 3, "gift-truefalse", KEPT},
	{"Q{ Benar}", 1, 4, "gift-truefalse", KEPT},
	{"Q{f#salah}", 1, 3, "gift-truefalse", KEPT},
	/* names, categories, comments, blank lines */
	{"::N Q{T}", 1, 1, "gift-name", KEPT},
	{"::A:: Satu{T}\n::B:: Dua{F}", 2, 1, "gift-glued", KEPT},
	{"Satu{T}\n$CATEGORY: x", 2, 1, "gift-glued", KEPT},
	{"$CATEGORY: x\nSatu{T}", 2, 1, "gift-glued", LEFT_OUT},
	{"// [id:a]\n\nQ{T}", 1, 1, "gift-comment", KEPT},
	{"// satu\n// [tag:a]\n\nQ{T}", 1, 1, "gift-comment", KEPT},
	{"Q{\n=1\n0\n=2}", 3, 1, "gift-zero", KEPT},
	{"{T}", 1, 1, "gift-no-text", KEPT},
	{"::A:: Satu{T}\n\n::A:: Dua{F}", 3, 1, "gift-name-twice", KEPT},
	{"Satu{T}\n\n\n  Satu{T}", 4, 3, "gift-question-twice", KEPT},
	{"Q{T}\n\nS\xff{T}", 3, 2, "gift-utf8", KEPT},
	/* ordering: Moodle takes the start of an item for an option */
	{"Q{>3 ALL\nHati\nJantung\nParu}", 2, 1, "gift-ordering-word", KEPT},
	{"Q{>2 ALL HIDE\n1945\n1998}", 2, 1, "gift-ordering-word", KEPT},
	/* other line ends */
	{"Q{T}\r\n\r\nS {=a\r\n", 3, 3, "gift-brace", LEFT_OUT},
	{"Q{T}\r\rS {=a\r", 3, 3, "gift-brace", LEFT_OUT},
	{"\xef\xbb\xbfQ {=a", 1, 3, "gift-brace", LEFT_OUT},
};

static void test_mistakes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct reading reading = read_gift(mistakes[i].gift);
		if (reading.faults.count == 0)
			fail_msg("%s: no fault", mistakes[i].gift);
		const struct bp_diagnostic *fault = &reading.faults.at[0];
		if (strcmp(bp_fault_row(fault->fault)->code, mistakes[i].code) != 0 ||
			fault->line != mistakes[i].line ||
			fault->column != mistakes[i].column)
			fail_msg("%s: %s at %d:%d", mistakes[i].gift,
				bp_fault_row(fault->fault)->code, fault->line,
				fault->column);
		bool kept = reading.faults.errors == 0;
		if (kept != (mistakes[i].question == KEPT))
			fail_msg("%s: %zu errors", mistakes[i].gift,
				reading.faults.errors);
		release(&reading);
	}
}

/* Everything below is as it should be: not a word about it. */
static const char *const sound[] = {
	"::Nama:: Soal {=a ~b ~c}",
	"Soal{=%0%a*c =a*}",
	"Soal{=%0%a\\* =ab}",
	"Soal{=a =%50%*}",
	"Soal{~%50%a ~%50%a ~%-50%b}",
	"Soal{=a) ya ~b. bukan ~lain}",
	"Soal{=A4 ~B5}",
	"Soal ![peta](a.png){T}",
	"[html]Soal <img src\\=\"a.png\" alt\\=\"peta\">{T}",
	"[plain]Soal <img src\\=\"a.png\">{T}",
	"Soal{#15}",
	"Soal{#15.00}",
	"Soal{#3.142:0.0005}",
	"Soal{#0.125 =3.1420 =1234.567}",
	"Perhatikan\\:\na. satu\nb. dua",
	"Soal{=a~b~c}",
	"Soal{~%50%a ~%50%b ~%-100%c}",
	"Soal{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}",
	"Soal{~%33.333%a ~%33.333%b ~%33.333%c ~%-100%d}",
	"Soal{\n\t=A#benar\n\t~B#salah\n\t####umum\n}",
	"Soal{=%100%Jakarta\n=%50%Batavia\n}",
	"Soal{T#salah#benar}",
	"Soal{#=1:0#tepat =%50%1:2 ~#bukan}",
	"Soal{#-1.5..2e3}",
	"Soal{=a -> b =c -> d = -> e}",
	"Soal{}",
	"Soal{####Jawaban penulis}",
	"Teks tanpa jawaban \\{lihat\\}.",
	"Lihat http://x.y/z?a=b~c#d. {=a ~b}",
	"Dua {=a ~b} kata.",
	"Soal{\n=http\\://x?a\\=b\n~c\n}",
	"Soal{=C\\# ~Java}",
	"// [id:a] [tag:b]\nSoal{T}",
	"$CATEGORY: a/b\n\nSoal{T}",
	"Soal{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nHati\nJantung\nParu}",
	"Soal{>3 ALL\nsatu\ndua\ntiga}",
	"",
	"\n\n// catatan\n\n",
};

static void test_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sound); i++) {
		struct reading reading = read_gift(sound[i]);
		if (reading.faults.count)
			fail_msg("%s: %s", sound[i], reading.faults.at[0].message);
		release(&reading);
	}
}

/* A complaint stands where the block stands in its file. */
static void test_place_in_a_file(void **state)
{
	(void)state;
	struct reading reading = {.arena = bp_arena_new()};
	struct bp_gift_source source = {
		BP_STR("Q{T}\n\nS {=a"), 40, 3, BP_FORMAT_MARKDOWN};
	bp_gift_read(reading.arena, source, &reading.faults, &reading.quiz);
	assert_int_equal(reading.quiz.questions[0].line, 40);
	assert_int_equal(reading.quiz.questions[0].column, 4);
	assert_int_equal(reading.faults.at[0].line, 42);
	assert_int_equal(reading.faults.at[0].column, 6);
	release(&reading);
}

static void test_places_of_choices(void **state)
{
	(void)state;
	struct reading reading = read_gift("// c\n  Soal\nlagi {=satu\n  ~ dua }");
	const struct bp_question *question = &reading.quiz.questions[0];
	assert_int_equal(question->line, 2);
	assert_int_equal(question->column, 3);
	assert_int_equal(question->choices[0].line, 3);
	assert_int_equal(question->choices[0].column, 7);
	assert_int_equal(question->choices[1].line, 4);
	assert_int_equal(question->choices[1].column, 3);
	release(&reading);
}

/* The sound questions stay, whatever is wrong around them. */
static void test_sound_ones_stay(void **state)
{
	(void)state;
	struct reading reading =
		read_gift("::a:: A{T}\n\nB{=x\n\n::c:: C{=x ~y}\n\nD{#1,5}\n\n::e:: E");
	assert_int_equal(reading.quiz.count, 3);
	assert_int_equal(reading.faults.errors, 2);
	assert_true(bp_str_is(reading.quiz.questions[1].name, "c"));
	assert_non_null(bp_quiz_find(&reading.quiz, BP_STR("e")));
	assert_null(bp_quiz_find(&reading.quiz, BP_STR("b")));
	release(&reading);
}

static void test_nobody_wants_to_know(void **state)
{
	(void)state;
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz = {0};
	struct bp_gift_source source = {BP_STR("A{T}\n\nB{=x"), 1, 0, BP_FORMAT_MOODLE};
	bp_gift_read(arena, source, NULL, &quiz);
	assert_int_equal(quiz.count, 1);
	bp_arena_free(arena);
}

/* ---- ordering --------------------------------------------------------------- */

static const struct {
	const char *gift, *items[4];
} orderings[] = {
	{"Q{>3 ALL\nsatu\ndua\ntiga}", {"satu", "dua", "tiga"}},
	{"Q{ > 2\nsatu\n\\}dua\\n}", {"satu", "}dua"}},
	{"Q{>2 ALL a\nb\nc}",
		{"a", "b", "c"}}, /* Moodle takes an item on the first line, too */
	{"Q{>3 EXACT HORIZONTAL ABS\nsatu\ndua}", {"satu", "dua"}},
	{"Q{>3 ALL HORI RELATIVE_ALL_PREVIOUS_AND_NEXT HIDE 123\nsatu\ndua}",
		{"satu", "dua"}},
	{"Q{>3 ALL\nHati\nALL}", {"Hati", "ALL"}},
	{"Q{>2\n0\n1}", {"0", "1"}},
	{"Q{>3 ALL\n  satu \n// catatan\n\tdua\n####umum}", {"satu", "dua"}},
};

static void test_ordering(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(orderings); i++) {
		struct reading reading = read_gift(orderings[i].gift);
		if (reading.quiz.count != 1)
			fail_msg("%s: %s", orderings[i].gift,
				reading.faults.at[0].message);
		const struct bp_question *question = &reading.quiz.questions[0];
		assert_int_equal(question->type, BP_ORDERING);
		size_t count = 0;
		for (; count < 4 && orderings[i].items[count]; count++) {
			if (count >= question->choice_count ||
				!bp_str_is(question->choices[count].text.text,
					orderings[i].items[count]))
				fail_msg("%s: item %zu", orderings[i].gift, count + 1);
		}
		assert_int_equal(question->choice_count, count);
		release(&reading);
	}
}

/* ">" without a number is text, as for Moodle. */
static void test_not_ordering(void **state)
{
	(void)state;
	struct reading reading = read_gift("Q{> 5 dan seterusnya\nx}\n\nS{>=a}");
	assert_int_equal(reading.quiz.questions[0].type, BP_ORDERING);
	assert_int_equal(reading.quiz.questions[1].type, BP_SHORTANSWER);
	release(&reading);
}

/* ---- formats, names, escapes -------------------------------------------------- */

static void test_formats(void **state)
{
	(void)state;
	struct reading reading =
		read_gift("[html]Q{=[plain]a#[markdown]b ~c####[moodle]d}\n\nS{T}");
	const struct bp_question *question = &reading.quiz.questions[0];
	assert_int_equal(question->text.format, BP_FORMAT_HTML);
	assert_int_equal(question->choices[0].text.format, BP_FORMAT_PLAIN);
	assert_int_equal(question->choices[0].feedback.format, BP_FORMAT_MARKDOWN);
	assert_int_equal(question->choices[1].text.format, BP_FORMAT_HTML);
	assert_int_equal(question->general_feedback.format, BP_FORMAT_MOODLE);
	assert_int_equal(question[1].text.format, BP_FORMAT_MARKDOWN);
	release(&reading);
}

static const struct {
	const char *gift, *name, *text;
	bool named;
} names[] = {
	{"::N:: Q{T}", "N", "Q", true},
	{"::  N\t:: Q{T}", "N", "Q", true},
	{"::<b>N</b> 1 < 2:: Q{T}", "N 1 < 2", "Q", true},
	{"::N<!-- c > d -->M<a href=\"x>y\">L:: Q{T}", "NML", "Q", true},
	{"::N <tak tertutup:: Q{T}", "N", "Q", true},
	{"::A\\::B:: Q{T}", "A::B", "Q", true}, /* "\:" is a letter: no "::" there */
	{"::::Q{T}", "Q", "Q", false},
	{"::N Q{T}", "N Q", "N Q", false},
	{"Q &&058; {=a}", "Q &&058;", "Q &&058;", false},
	{"Q \\&\\: {=a}", "Q \\&:", "Q \\&:", false},
	{"Q satu\\ndua {=a}", "Q satu\ndua", "Q satu\ndua", false},
	{"Q x\xffy {=a}", "Q xy", "Q x\xffy", false}, /* names go into JSON */
	{"[html Q{T}", "[html Q", "[html Q", false},
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		struct reading reading = read_gift(names[i].gift);
		assert_int_equal(reading.quiz.count, 1);
		const struct bp_question *question = &reading.quiz.questions[0];
		if (!bp_str_is(question->name, names[i].name) ||
			!bp_str_is(question->text.text, names[i].text))
			fail_msg("%s: name \"%.*s\", text \"%.*s\"", names[i].gift,
				(int)question->name.len, question->name.at,
				(int)question->text.text.len, question->text.text.at);
		assert_int_equal(question->named, names[i].named);
		release(&reading);
	}
}

static void test_long_names(void **state)
{
	(void)state;
	struct bp_buf gift = {0};
	bp_buf_add_cstr(&gift, "::");
	for (int i = 0; i < 300; i++)
		bp_buf_add_cstr(&gift, "é");
	bp_buf_add_cstr(&gift, "::Q{T}\n\n");
	for (int i = 0; i < 81; i++)
		bp_buf_add_cstr(&gift, "é");
	struct reading reading = read_bytes(bp_buf_str(&gift));
	assert_int_equal(reading.quiz.questions[0].name.len, 252 * 2 + 3);
	assert_int_equal(reading.quiz.questions[1].name.len, 77 * 2 + 3);
	release(&reading);
	bp_buf_release(&gift);
}

/* ---- what is the same question ------------------------------------------------ */

enum { SAME, OTHER };

static const struct {
	const char *one, *other;
	int id, content; /* does it stay the same? */
} identities[] = {
	{"Soal{=a ~b}", "Soal{=a ~b}", SAME, SAME},
	{"Soal dua{=a ~b}", "Soal dua\n{ =a\n~b }", SAME, SAME},
	{"Soal dua{=a ~b}", "Soal   dua{=a ~b}", SAME, OTHER},
	{"Soal dua{=a ~b}", "Soal\ndua{=a ~b}", SAME, OTHER},
	{"Soal{=a ~b}", "Soal{=a#bagus ~b####umum}", SAME,
		SAME}, /* feedback is no part of it */
	{"Soal{=a ~b}", "Soal{~a =b}", SAME,
		OTHER}, /* another key: the answers stay its own */
	{"Soal{=a ~b}", "Soal{=b ~a}", OTHER, OTHER},
	{"Soal{=a ~b}", "Soal{=a ~c}", OTHER, OTHER},
	{"Soal{=a ~b}", "soal{=a ~b}", OTHER, OTHER},
	{"Soal{~%50%a ~%50%b}", "Soal{~%40%a ~%60%b}", SAME, OTHER},
	{"Soal{#5:1}", "Soal{#5:1 ~#x}", OTHER, OTHER},
	{"Soal{#=5:1}", "Soal{#5:1}", SAME, SAME},
	{"Soal{=ab =c}", "Soal{=a =bc}", OTHER, OTHER},
	{"Soal{=a->b =c->d}", "Soal{=a->d =c->b}", OTHER, OTHER},
	{"Soal{T}", "Soal{F}", SAME, OTHER},
	{"::n::Soal{=a ~b}", "::n::Sama sekali lain{T}", SAME, OTHER},
	{"::n::Soal{=a ~b}", "::m::Soal{=a ~b}", OTHER, SAME},
	{"[html]Soal{T}", "[plain]Soal{T}", SAME, OTHER},
};

static void test_identity(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(identities); i++) {
		struct reading one = read_gift(identities[i].one);
		struct reading other = read_gift(identities[i].other);
		const struct bp_question *a = one.quiz.questions,
					 *b = other.quiz.questions;
		if (bp_str_equal(a->id, b->id) != (identities[i].id == SAME) ||
			(a->content_hash == b->content_hash) !=
				(identities[i].content == SAME))
			fail_msg("%s / %s", identities[i].one, identities[i].other);
		release(&one);
		release(&other);
	}
}

/* Records live for years: the same question must have the same id in every version,
 * whatever a newer table of Unicode says of its characters. */
static const struct {
	const char *gift, *id;
	uint64_t content;
} for_ever[] = {
	{"Soal dua{=a ~b}", "q-41aed83f491af046", 0x3592a5108f6f82b2},
	{"Kafe\u0301 👩\u200d👧 \u00ad dua{=Kafe\u0301 ~Kafé}", "q-df4ccbecf0099c3a",
		0x298110b7339ebe54},
};

static void test_identity_is_for_ever(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(for_ever); i++) {
		struct reading reading = read_gift(for_ever[i].gift);
		const struct bp_question *question = &reading.quiz.questions[0];
		if (!bp_str_is(question->id, for_ever[i].id) ||
			question->content_hash != for_ever[i].content)
			fail_msg("%.*s %#llx", (int)question->id.len, question->id.at,
				(unsigned long long)question->content_hash);
		release(&reading);
	}
}

static void test_unique_ids(void **state)
{
	(void)state;
	struct reading reading =
		read_gift("::a::Q{T}\n\n::a::R{T}\n\n::a-2::S{T}\n\n::a::T{T}");
	static const char *const ids[] = {"a", "a-2", "a-2-2", "a-3"};
	for (size_t i = 0; i < COUNT(ids); i++)
		assert_true(bp_str_is(reading.quiz.questions[i].id, ids[i]));
	assert_true(bp_str_is(reading.quiz.questions[3].name, "a"));
	release(&reading);
}

/* A quiz goes on over the blocks of a module: names and the category, too. */
static void test_several_blocks(void **state)
{
	(void)state;
	struct reading reading = read_gift("$CATEGORY: x\n\n::a::Q{T}");
	struct bp_gift_source more = {BP_STR("::a::R{T}"), 9, 0, BP_FORMAT_MARKDOWN};
	bp_gift_read(reading.arena, more, &reading.faults, &reading.quiz);
	assert_int_equal(reading.quiz.count, 2);
	assert_true(bp_str_is(reading.quiz.questions[1].id, "a-2"));
	assert_true(bp_str_is(reading.quiz.questions[1].category, "x"));
	assert_int_equal(reading.faults.at[0].line, 9);
	release(&reading);
}

static void test_too_many_questions(void **state)
{
	(void)state;
	struct bp_buf gift = {0};
	for (int i = 0; i < BP_MAX_QUESTIONS + 5; i++)
		bp_buf_printf(&gift, "::s%d:: Soal {T}\n\n", i);
	struct reading reading = read_bytes(bp_buf_str(&gift));
	assert_int_equal(reading.quiz.count, BP_MAX_QUESTIONS);
	assert_int_equal(reading.faults.count, 1);
	assert_string_equal(
		bp_fault_row(reading.faults.at[0].fault)->code, "gift-questions");
	assert_int_equal(reading.faults.at[0].line, 2 * BP_MAX_QUESTIONS + 1);
	release(&reading);
	bp_buf_release(&gift);
}

/* ---- any bytes ------------------------------------------------------------------ */

/* What holds whatever was read. */
static void check_reading(const struct reading *reading)
{
	for (size_t i = 0; i < reading->quiz.count; i++) {
		const struct bp_question *question = &reading->quiz.questions[i];
		assert_ptr_equal(bp_quiz_find(&reading->quiz, question->id), question);
		assert_true(question->id.len > 0 && bp_utf8_valid(question->id, NULL));
		assert_true(question->line > 0 && question->column > 0);
		if (question->type == BP_MULTICHOICE || question->type == BP_SEVERAL ||
			question->type == BP_ORDERING)
			assert_in_range(question->choice_count, 2, BP_MAX_CHOICES);
		if (question->type == BP_MATCH)
			assert_in_range(question->pair_count, 2, BP_MAX_CHOICES);
		for (size_t c = 0; c < question->choice_count; c++) {
			assert_true(question->choices[c].weight >= -1);
			assert_true(question->choices[c].weight <= 1);
			assert_true(question->choices[c].tolerance >= 0);
			assert_true(question->choices[c].line > 0);
		}
	}
	for (size_t i = 0; i < reading->faults.count; i++) {
		assert_true(reading->faults.at[i].line > 0 &&
			reading->faults.at[i].column > 0);
		assert_true(bp_utf8_valid(bp_str(reading->faults.at[i].message), NULL));
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void mutate(struct bp_buf *text, uint32_t *seed)
{
	static const char marks[] = "{}=~#:%[]\\/\n\n\r>-*0.\xc3\xff";
	for (uint32_t n = 1 + next_random(seed) % 12; n > 0; n--) {
		size_t at = next_random(seed) % text->len;
		if (next_random(seed) % 4 == 0)
			text->len = at + 1;
		else
			text->at[at] = marks[next_random(seed) % sizeof marks];
	}
}

static void test_any_bytes(void **state)
{
	(void)state;
	static const char *const files[] = {
		"moodle-gift-gen--gift-validator__valid__questions.gift.txt",
		"tsugi--tool__gift__tests__data__valid__chatgpt-torture.txt",
		"pygiftparser--docs__single.gift",
		"giftplay--assets__examples__ejemplo-matematicas.gift",
	};
	uint32_t seed = 1;

	for (size_t i = 0; i < COUNT(files); i++) {
		char path[1000];
		struct bp_buf text = {0};
		snprintf(path, sizeof path, "%.800s/gift/corpus/%s",
			getenv("BERPIJAR_FIXTURES"), files[i]);
		assert_true(bp_file_read(path, 1 << 20, &text, NULL));
		for (int round = 0; round < 800; round++) {
			struct bp_buf copy = {0};
			bp_buf_add_str(&copy, bp_buf_str(&text));
			mutate(&copy, &seed);
			struct reading reading = read_bytes(bp_buf_str(&copy));
			check_reading(&reading);
			release(&reading);
			bp_buf_release(&copy);
		}
		bp_buf_release(&text);
	}
}

/* 256 KiB of what could be looked at again and again; quadratic work would take minutes.
 */
static const struct {
	const char *before, *repeated, *after;
} hostile[] = {
	{"Q{", "=", "}"},
	{"Q{=a ", "~", "}"},
	{"Q{=a", " ~b#c\n", "}"},
	{"Q{", "=a\n", "}"},
	{"Q{", "=a->b\n", "}"},
	{"Q{#", "=1:2 ", "}"},
	{"Q{", "#", "}"},
	{"Q{", "####", "}"},
	{"Q{>2", "\na", "}"},
	{"Q{>2 ", "ALL ", "}"},
	{"Q{=%", "1", "%a}"},
	{"Q{=", "%-", "}"},
	{"Q", "{", ""},
	{"Q", "}", ""},
	{"", "::", ""},
	{"::", ":", "Q{T}"},
	{"::", "<", "::Q{T}"},
	{"::", "<!--", "::Q{T}"},
	{"", "<b", "{T}"},
	{"", "\\", "{T}"},
	{"", "\\n", "{T}"},
	{"", "\xff", "{T}"},
	{"", "[", "{T}"},
	{"//", "[id:", "\nQ{T}"},
	{"//", "[id:\\]", "\nQ{T}"},
	{"//", "[tag:a", "<\nQ{T}"},
	{"//", "[tag:a]", "\nQ{T}"},
	{"", "// a\n", "Q{T}"},
	{"", "Q\n::N::", "{T}"},
	{"Q{=a ", "http://x~b", "}"},
	{"", "Q{T}\n\n", ""},
	{"", "::a::Q{T}\n\n", ""},
	{"", "Q{=a\n\n", ""},
	{"", "0\n", ""},
	{"", " \n", ""},
	{"", "\r", ""},
};

static void test_hostile_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct bp_buf gift = {0};
		bp_buf_add_cstr(&gift, hostile[i].before);
		while (gift.len < 256 * 1024)
			bp_buf_add_cstr(&gift, hostile[i].repeated);
		bp_buf_add_cstr(&gift, hostile[i].after);
		struct reading reading = read_bytes(bp_buf_str(&gift));
		assert_true(reading.quiz.count <= BP_MAX_QUESTIONS);
		release(&reading);
		bp_buf_release(&gift);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_place_in_a_file),
		cmocka_unit_test(test_places_of_choices),
		cmocka_unit_test(test_sound_ones_stay),
		cmocka_unit_test(test_nobody_wants_to_know),
		cmocka_unit_test(test_ordering),
		cmocka_unit_test(test_not_ordering),
		cmocka_unit_test(test_formats),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_long_names),
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_identity_is_for_ever),
		cmocka_unit_test(test_unique_ids),
		cmocka_unit_test(test_several_blocks),
		cmocka_unit_test(test_too_many_questions),
		cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_hostile_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
