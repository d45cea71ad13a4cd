/* Rules about questions that can be read and cannot be answered. */
#include "rules.h"
#include <berpijar/lang.h>
#include <string.h>

/* Whether a keyboard types the character: letters of Latin, digits, signs, and quotation
 * marks and dashes, whose shape makes no difference to an answer. */
static bool questions_is_typed(uint32_t code)
{
	return code < 0x250 || (code >= 0x300 && code < 0x370) ||
		(code >= 0x2010 && code <= 0x2027) || code == 0x20ac;
}

static bool questions_holds_untyped(struct bp_str text)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += bp_utf8_next(text, at, &code);
		if (!questions_is_typed(code))
			return true;
	}
	return false;
}

/* Whether a key goes on in a line that was meant as another choice: "- B", "b. B". */
static bool questions_holds_choices(struct bp_str key)
{
	for (size_t at = 0; (at = bp_str_find(key, BP_STR("\n"), at)) != SIZE_MAX;) {
		struct bp_str line = bp_str_trim(bp_str_from(key, ++at));
		bool letter = line.len > 2 && bp_is_letter(line.at[0]) &&
			(line.at[1] == '.' || line.at[1] == ')');
		if (letter || (line.len > 1 && strchr("-*+", line.at[0])))
			return true;
	}
	return false;
}

void questions_check_lines(const struct rule_subject *subject)
{
	const struct bp_question *question = subject->question;

	for (size_t i = 0; question->type == BP_SHORTANSWER && i < question->choice_count;
		i++) {
		const struct bp_choice *choice = &question->choices[i];
		if (!questions_holds_choices(choice->text.text))
			continue;
		bp_diagnose(subject->faults, BP_FAULT_KEY_TYPED, choice->line,
			choice->column,
			_("baris-baris di bawah kunci ini menjadi bagiannya; tulislah ~ di depan setiap pilihan yang salah"));
		return;
	}
}

void questions_check_typed(const struct rule_subject *subject)
{
	const struct bp_question *question = subject->question;
	const struct bp_choice *first = NULL;
	size_t right = 0, untyped = 0;

	if (question->type != BP_SHORTANSWER)
		return;
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		if (choice->weight <= 0)
			continue;
		right++;
		if (!questions_holds_untyped(choice->text.text))
			continue;
		untyped++;
		first = first ? first : choice;
	}
	if (untyped && untyped == right)
		bp_diagnose(subject->faults, BP_FAULT_KEY_TYPED_ALL, first->line,
			first->column,
			_("tidak ada kunci yang dapat diketik, jadi tidak ada yang dapat menjawab benar; tambahkan kunci dengan huruf biasa"));
	else if (untyped)
		bp_diagnose(subject->faults, BP_FAULT_KEY_TYPED, first->line,
			first->column,
			_("kunci ini memuat tanda yang tidak ada di papan ketik; hapuslah, karena kunci yang lain cukup"));
}
