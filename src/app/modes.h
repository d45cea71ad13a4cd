/*
 * The screens of the player, each by a name that is known to all of them, so that one can
 * open another without knowing its file. A new screen is a file mode_NAME.c that defines
 * `const struct bp_mode bp_mode_NAME`, and one line here.
 */
#ifndef BERPIJAR_APP_MODES_H
#define BERPIJAR_APP_MODES_H

#define BP_MODES(X)               \
	X(ABOUT, about)           \
	X(BUNDLE, bundle)         \
	X(BUSY, busy)             \
	X(CATALOGUE, catalogue)   \
	X(CODE, code)             \
	X(CONTENTS, contents)     \
	X(COURSE, course)         \
	X(DATA, data)             \
	X(ELSEWHERE, elsewhere)   \
	X(EVALUATION, evaluation) \
	X(EXAM, exam)             \
	X(FAULTS, faults)         \
	X(FIND, find)             \
	X(FINISHED, finished)     \
	X(HELP, help)             \
	X(LEDGER, ledger)         \
	X(LINK, link)             \
	X(MARKS, marks)           \
	X(NEW, new)               \
	X(NOTE, note)             \
	X(NOTICE, notice)         \
	X(OUTBOX, outbox)         \
	X(OUTFILE, outfile)       \
	X(PAGE, page)             \
	X(PERCENT, percent)       \
	X(PERSON, person)         \
	X(PERSONA, persona)       \
	X(PROMPT, prompt)         \
	X(PROOF, proof)           \
	X(PROOF_SAVE, proof_save) \
	X(QUESTION, question)     \
	X(READER, reader)         \
	X(RESULT, result)         \
	X(REVIEW, review)         \
	X(SEARCH, search)         \
	X(SETTINGS, settings)     \
	X(SHEET, sheet)           \
	X(TERMS, terms)           \
	X(WHO, who)               \
	X(WORKS, works)

enum bp_mode_id {
#define BP_MODE_ID(name, file) BP_MODE_##name,
	BP_MODES(BP_MODE_ID)
#undef BP_MODE_ID
		BP_MODE_COUNT
};

#endif
