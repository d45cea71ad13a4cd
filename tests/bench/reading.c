#include "reading.h"
#include <string.h>

/* What is answered, by the word for the kind of question; any other is a choice. */
static const struct {
	const char *kind, *keys;
} answers[] = {
	{"menjodohkan", "abcd"},
	{"isian", "bayar"},
	{"jawaban singkat", "bayar"},
};

static const char *answer_to(const struct terminal *terminal)
{
	const char *keys = "a";

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (terminal_holds(terminal, answers[i].kind))
			keys = answers[i].keys;
	return keys;
}

/* First its letters, then Enter. */
static struct reading_keys give_answer(
	struct reading *reading, const struct terminal *terminal)
{
	if (!reading->given) {
		reading->given = answer_to(terminal);
		return (struct reading_keys){reading->given, true};
	}
	reading->given = NULL;
	reading->answered++;
	return (struct reading_keys){"Enter", false};
}

struct reading_keys reading_next(struct reading *reading, const struct terminal *terminal)
{
	if (reading->given || terminal_holds(terminal, "Enter jawab"))
		return give_answer(reading, terminal);
	if (terminal_holds(terminal, "Enter coba lagi"))
		return (struct reading_keys){"Escape", false};
	if (terminal_holds(terminal, "Enter lanjut") ||
		(terminal_holds(terminal, "Enter buka") &&
			reading->answered < READING_QUESTIONS))
		return (struct reading_keys){"Enter", false};
	return (struct reading_keys){"Space", false};
}

bool reading_over(const struct terminal *terminal)
{
	return terminal_holds(terminal, "Akhir modul");
}
