/* Reads Aiken, as question/format/aiken does: each question is some lines in a row. */
#include "bank.h"
#include "gift.h"
#include <berpijar/lang.h>

struct aiken {
	struct bank_reader bank;
	struct bp_question
		question; /* that is being read; its line is 0 between questions */
	bool dropped;     /* it was at fault, so its other lines are skipped */
	int line;
};

static void aiken_complain(struct aiken *aiken, enum bp_fault fault, const char *message)
{
	bp_diagnose(aiken->bank.faults, fault, aiken->line, 1, "%s", message);
}

static void drop(struct aiken *aiken, enum bp_fault fault, const char *message)
{
	bp_diagnose(aiken->bank.faults, fault, aiken->question.line, 1, "%s", message);
	aiken->question.line = 0;
	aiken->dropped = true;
}

static struct bp_text plain(struct aiken *aiken, struct bp_str text)
{
	return (struct bp_text){
		bp_arena_str(aiken->bank.arena, gift_trim_bytes(text)), BP_FORMAT_PLAIN};
}

static void read_choice(struct aiken *aiken, struct bp_str line)
{
	struct bp_question *question = &aiken->question;

	if (aiken->dropped)
		return;
	if (!question->line) {
		aiken_complain(aiken, BP_FAULT_AIKEN_ORDER,
			_("pilihan tanpa pertanyaan; pertanyaan ditulis satu baris di atasnya"));
		return;
	}
	if (line.at[0] != 'A' + (int)question->choice_count) {
		drop(aiken, BP_FAULT_AIKEN_ORDER,
			_("pilihan soal ini tidak berurutan A, B, C, …; soal dilewati"));
		return;
	}
	struct bp_choice *choice = BP_PUSH(aiken->bank.arena, question->choices,
		question->choice_count, question->choice_room);
	choice->text = plain(aiken, bp_str_from(line, 2));
	choice->feedback.format = BP_FORMAT_PLAIN;
	choice->line = aiken->line;
	choice->column = 1;
}

/* A key that is written otherwise ends its question, which Moodle would not know. */
static void aiken_refuse_key(struct aiken *aiken, struct bp_str line)
{
	if (!aiken->dropped)
		bp_diagnose(aiken->bank.faults, BP_FAULT_AIKEN_ANSWER, aiken->line, 1,
			_("Moodle hanya mengenal kunci yang ditulis ANSWER: %c; soal dilewati"),
			aiken_near_key(line));
	aiken->question.line = 0;
	aiken->dropped = false;
}

static void aiken_refuse_choice(struct aiken *aiken)
{
	if (!aiken->dropped)
		aiken_complain(aiken, BP_FAULT_AIKEN_ORDER,
			_("pilihan ditulis dengan huruf besar di awal barisnya, misalnya A. atau A), dan kuncinya ANSWER: A; soal dilewati"));
	aiken->question.line = 0;
	aiken->dropped = true;
}

static void aiken_read_answer(struct aiken *aiken, struct bp_str line)
{
	struct bp_question *question = &aiken->question;
	struct bp_str answer = gift_trim_bytes(bp_str_from(line, 7));
	int right = answer.len ? answer.at[0] - 'A' : -1;

	if (aiken->dropped) {
		aiken->dropped = false;
	} else if (!question->line) {
		aiken_complain(aiken, BP_FAULT_AIKEN_ORDER,
			_("ANSWER tanpa pertanyaan; pertanyaan dan pilihan ditulis di atasnya"));
	} else if (question->choice_count < 2) {
		drop(aiken, BP_FAULT_AIKEN_FEW,
			_("pilihan ganda perlu sedikitnya dua pilihan"));
	} else if (right > 25 && aiken_near_key(line)) { /* in lower case */
		aiken_refuse_key(aiken, line);
		return;
	} else if (right < 0 || right >= (int)question->choice_count) {
		drop(aiken, BP_FAULT_AIKEN_ANSWER,
			_("ANSWER tidak menunjuk pilihan soal ini; tulislah misalnya ANSWER: B"));
	} else {
		question->choices[right].weight = 1;
		bank_add(&aiken->bank, question);
	}
	question->line = 0;
	aiken->dropped = false;
}

static void aiken_read_text(struct aiken *aiken, struct bp_str line)
{
	if (aiken->question.line)
		drop(aiken, BP_FAULT_AIKEN_ORDER,
			_("soal ini tidak selesai: pertanyaan harus satu baris, lalu pilihan, lalu ANSWER:"));
	aiken->dropped = false;
	aiken->question = (struct bp_question){.type = BP_MULTICHOICE,
		.text = plain(aiken, line),
		.general_feedback.format = BP_FORMAT_PLAIN,
		.line = aiken->line,
		.column = 1};
}

static void aiken_read_line(struct aiken *aiken, struct bp_str line)
{
	line = gift_trim_bytes(line);
	if (line.len < 2)
		return;
	if (line.at[0] >= 'A' && line.at[0] <= 'Z' &&
		(line.at[1] == ')' || line.at[1] == '.'))
		read_choice(aiken, line);
	else if (bp_str_starts(line, "ANSWER:"))
		aiken_read_answer(aiken, line);
	else if (aiken_near_key(line))
		aiken_refuse_key(aiken, line);
	else if ((aiken->question.line || aiken->dropped) && aiken_near_choice(line))
		aiken_refuse_choice(aiken);
	else
		aiken_read_text(aiken, line);
}

void bp_aiken_read(struct bp_arena *arena, struct bp_gift_source source,
	struct bp_diagnostics *faults, struct bp_quiz *quiz)
{
	struct aiken aiken = {.bank = {.arena = arena, .faults = faults, .quiz = quiz},
		.line = source.line};
	struct bp_str text = source.text;
	size_t at = bp_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;

	while (at < text.len) {
		size_t end = at;
		while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
			end++;
		aiken_read_line(&aiken, bp_str_part(text, at, end));
		bool both = end + 1 < text.len && text.at[end] == '\r' &&
			text.at[end + 1] == '\n';
		at = end + 1 + both;
		aiken.line++;
	}
	if (aiken.question.line)
		drop(&aiken, BP_FAULT_AIKEN_ANSWER,
			_("soal ini tidak diakhiri dengan ANSWER: dan hurufnya"));
	gift_tell_rest(&aiken.bank.rest, faults);
}
