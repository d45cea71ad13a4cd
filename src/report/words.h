/* What the forms of a report share: names of questions, choices and people as text. */
#ifndef BERPIJAR_REPORT_WORDS_H
#define BERPIJAR_REPORT_WORDS_H

#include <berpijar/class.h>

/* A question's name, else its number: "q8", "3". Borrowed or in the arena. */
const char *words_name(struct bp_class *class, const struct bp_class_question *one);
/* The start of its text, and all of it on one line. */
const char *words_stem(struct bp_class *class, const struct bp_class_question *one);
const char *words_text(struct bp_class *class, const struct bp_class_question *one);
/* "ux/05-bahasa.md:41" */
const char *words_place(struct bp_class *class, const struct bp_class_question *one);

/* A choice as a letter, or what was typed. */
#define WORDS_CHOICE 64
void words_choice(const struct bp_class_question *one,
	const struct bp_class_choice *choice, char out[WORDS_CHOICE]);
/* The right choices. */
void words_key(const struct bp_class_question *one, char out[WORDS_CHOICE]);
/* The words of a choice, which are our own for true and false. */
struct bp_str words_choice_text(
	const struct bp_class_question *one, const struct bp_class_choice *choice);
/* Whether its rows are the author's choices, of which each was taken or not. */
bool words_has_choices(const struct bp_class_question *one);
/* How many wrong choices nobody took; 0 with too few answers. */
size_t words_unused(const struct bp_class_question *one);
/* How many rows of a question are shown. */
size_t words_rows(const struct bp_class_question *one);

/* Append what the figures say, in words: nothing is told by a number alone. */
void words_figures(const struct bp_class_question *one, struct bp_buf *out);
void words_discrimination(const struct bp_class_question *one, struct bp_buf *out);
void words_version(const struct bp_class_version *version, struct bp_buf *out);

/* 0..1 in whole per cent, to the nearest; -1..1 likewise. */
int words_percent(double value);
/* A score of 0..1 in per cent; "-": none. */
const char *words_score(struct bp_class *class, double score);
/* "Edisi percobaan: 7 dari 12 modul."; NULL: it has all its modules. */
const char *words_edition(struct bp_class *class);
/* Which section also stands where only one thing is told of, and whether one is told. */
#define WORDS_PASSED    1U
#define WORDS_EVALUATED 2U
#define WORDS_YEAR      4U
#define WORDS_TOPMOST   (WORDS_PASSED | WORDS_EVALUATED | WORDS_YEAR) /* the title */
bool words_tells(const struct bp_class *class, unsigned told);
/* What participants said of the course, in words: how many did, or that they are too few;
 * how often each mark of a statement was given. */
const char *words_evaluation(struct bp_class *class);
const char *words_evaluation_item(struct bp_class *class, size_t item);
/* What the course brought, in words; NULL: it does not measure it. */
const char *words_gain(struct bp_class *class);
/* Who has only one of the two tests, or left one, in words; NULL: nobody. */
const char *words_one_test(struct bp_class *class);
/* How many exams were answered on paper; NULL: none. */
const char *words_papers(struct bp_class *class);
/* The year by unit and quarter (units.c): its title, "JP tahun 2026 …"; the units one after
 * the other, and all together behind several of them, then NULL; the name of one, how
 * many people it has, what a quarter comes to, what must be known of all. */
const char *words_year_title(struct bp_class *class);
const struct bp_class_unit *words_units(const struct bp_class *class, size_t n);
const char *words_unit(const struct bp_class *class, const struct bp_class_unit *unit);
const char *words_unit_staff(struct bp_class *class, const struct bp_class_unit *unit);
const char *words_unit_quarter(
	struct bp_class *class, const struct bp_class_unit *unit, int quarter);
const char *words_year_note(struct bp_class *class);
const char *words_under(struct bp_class *class); /* "di bawah 20 JP" */
/* Who finished the course, by unit and name: numbers of learners, in the arena. */
const size_t *words_passed(struct bp_class *class, size_t *count);
/* The learner's name, or what stands for it: "Peserta 3". */
const char *words_person(struct bp_class *class, size_t learner);
/* Whether anybody has more time in exams and may be named: a rare factor names who has it.
 * It as text, "1,5". */
bool words_factored(const struct bp_class *class);
const char *words_factor(struct bp_class *class, const struct bp_class_learner *learner);
/* A time as a day, "-" for none. */
void words_day(int64_t at, char out[40]);
/* What one must know to read the figures, a line each, ending with NULL. */
extern const char *const words_definitions[];

#endif
