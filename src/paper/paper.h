/* What the parts of making papers share: blocks, as pdf/paper.h describes them. */
#ifndef BERPIJAR_PAPER_PAPER_H
#define BERPIJAR_PAPER_PAPER_H

#include <berpijar/arena.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/paper.h>

/* Styles of a run, as in pdf/leaf.h. */
enum { RUN_BOLD = 1, RUN_ITALIC = 2, RUN_MONO = 4, RUN_FAINT = 8, RUN_STRIKE = 16 };

/* In points. */
#define SIZE_TEXT  9.5
#define SIZE_SMALL 8.5
#define GAP        7.0 /* between paragraphs */

/* ---- sheaf.c ---- */

/* A new document, and a new section at its end. */
json_t *sheaf_paper(const char *title, const char *as_of);
json_t *sheaf_section(json_t *paper, const char *foot); /* its blocks */
/* Appends a block, or a run to one. What is returned is borrowed. */
json_t *sheaf_add(json_t *blocks, const char *kind, double gap);
void sheaf_run(json_t *block, struct bp_str text, unsigned style);
/* A block of text in one style. */
json_t *sheaf_words(
	json_t *blocks, double gap, double size, unsigned style, const char *words);
void sheaf_left(json_t *block, double left);
/* The start of the course's content hash. */
bool sheaf_hash(const struct bp_course *course, char out[17], struct bp_error *err);

/* ---- lesson.c ---- */

/* How a text is put that stands in something else. */
struct lesson_look {
	double left;      /* points that all of it is moved in */
	const char *mark; /* in front of its first block; NULL: none */
	double gap;       /* above its first block */
};
/* Adds a text: a lesson, the text of a question, a choice. Its questions are left out unless
 * `question` puts them. */
struct lesson_questions {
	void (*put)(void *context, json_t *blocks, uint32_t question);
	void *context;
};
void lesson_put(json_t *blocks, const struct bp_document *document,
	struct lesson_look look, const struct lesson_questions *questions);
/* Adds a text of a question in its format. */
void lesson_put_text(json_t *blocks, struct bp_arena *arena, struct bp_text text,
	struct lesson_look look);

/* ---- question.c ---- */

/* What is to be done, "(pilih satu jawaban)". */
const char *question_task(const struct bp_question *question);
/* Adds a question as it is printed; `mark` is its number. */
void question_put(json_t *blocks, struct bp_arena *arena,
	const struct bp_paper_question *printed, const struct bp_document *stem,
	const char *mark);
/* The order of a question's choices as its author wrote them, but partners and items, which
 * would give the answer away, by the seed. `shuffle`: choices as well. */
void question_arrange(struct bp_paper_question *printed, bool shuffle, uint64_t seed);

#endif
