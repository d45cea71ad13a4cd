/*
 * Courses and modules, as read from folders: immutable after loading.
 *
 * A course is a folder with course.yaml and Markdown modules; a lone .md file is
 * a course of one module. Loading a course reads only the front matter of each module;
 * the rest is read when the module is opened (document.h). Nothing outside the course's
 * folder is ever read (file.h).
 *
 * A module that cannot be used stays in the list, with a `fault`: its file cannot be
 * read or is too large, its front matter is not understood, its id is taken. A single
 * wrong value is an error for `berpijar check`, but the module can be opened with the
 * default of that key. The exception are values that decide how results are recorded
 * (`kind`; in an exam `pass`, `draw`, `time`, `attempts`, `feedback`): with another rule
 * than its author's the module cannot be opened.
 */
#ifndef BERPIJAR_COURSE_H
#define BERPIJAR_COURSE_H

#include <berpijar/arena.h>
#include <berpijar/diagnostic.h>
#include <berpijar/error.h>
#include <berpijar/file.h>
#include <berpijar/index.h>
#include <berpijar/seal.h>

#define BP_MODULE_LIMIT       (256 * 1024) /* bytes of a module */
#define BP_FRONT_MATTER_LIMIT (16 * 1024)
#define BP_JP_MINUTES         45   /* 1 JP, "jam pelajaran" */
#define BP_JP_HALVES_MOST     1999 /* of a module */
/* Least JP in a calendar year for permanent staff (PNS): PP 11/2017 as amended by PP
 * 17/2020, article 203(4). Most JP in a contract year for contract staff (PPPK): PP
 * 49/2018, article 40. */
#define BP_JP_PNS_LEAST 20
#define BP_JP_PPPK_MOST 24

enum bp_module_kind { BP_LESSON, BP_EXAM };
/* The two parallel forms of a module that measures what a course brings (lottery.h). */
enum bp_form { BP_FORM_NONE, BP_FORM_A, BP_FORM_B };
/* Which answer to a question of a lesson counts. */
enum bp_counts { BP_COUNTS_BEST, BP_COUNTS_LAST, BP_COUNTS_FIRST };
enum bp_feedback_mode { BP_FEEDBACK_IMMEDIATE, BP_FEEDBACK_DEFERRED };

struct bp_list {
	struct bp_str *at;
	size_t count, room;
};

/* "A, B, C", in the arena. */
const char *bp_list_words(struct bp_arena *arena, const struct bp_list *list);

/* An entry of a glossary: "SKM", "Survei Kepuasan Masyarakat, …". */
struct bp_term {
	struct bp_str name, meaning; /* not empty */
};

struct bp_terms {
	struct bp_term *at;
	size_t count, room;
};

/* An exam draws `count` questions that have this category or tag. */
struct bp_draw_rule {
	struct bp_str from;
	int count;
	int line, column; /* where it stands in its file */
};

struct bp_draw_rules {
	struct bp_draw_rule *at;
	size_t count, room;
};

struct bp_module {
	const char *id;     /* [a-z0-9-]{1,64} */
	const char *title;  /* never empty: the file's name if the module has none */
	const char *file;   /* name inside the course's folder */
	int jp_halves;      /* planned hours in halves of a JP */
	int jp_task_halves; /* of its task at the workplace: besides these, never earned */
	int clock_seconds;  /* that a story gives; 0: it has no clock */
	int practice_seconds; /* of the planned hours, for practice */
	enum bp_module_kind kind;
	int pass;                   /* per cent, 0..100; -1: none given */
	int draw;                   /* exam: questions drawn; 0: all, or by draw_rules */
	int draw_line, draw_column; /* place of the key in the file; 0: not given */
	struct bp_draw_rules draw_rules;
	int time_seconds; /* exam: time limit; 0: none */
	int attempts;     /* at the exam; in a lesson at each question; 0: unlimited */
	int penalty;      /* lesson: per cent taken off for each further try, 0..100 */
	enum bp_counts counts; /* lesson: which grade of a question counts */
	int reveal; /* lesson: tries after which the key of a choice question is shown */
	bool optional; /* it has no JP, and the course is finished without it */
	enum bp_feedback_mode feedback;
	/* An exam that measures what the course brings: its first attempt is the pre-test, its
	 * second the post-test, each with its form; for half of the learners the forms are
	 * exchanged. It is optional, has two attempts, no JP, no pass mark, and deferred
	 * feedback. BP_FORM_NONE: it is none. */
	enum bp_form pretest, posttest;
	bool shuffle;
	int pauses; /* exam: the clock stops while the learner is away */
	struct bp_list outcomes, sources;
	struct bp_list
		after; /* ids of modules to finish first: all exist, none in a circle */
	struct bp_terms glossary; /* without the course's */
	struct bp_list allow; /* codes of faults that its author wants to have untold */
	const char *as_of;    /* "2026-11-01", "" if none */
	const char *fault; /* one line "file:line:column: message" if it cannot be opened,
			    * else NULL */
};

struct bp_course {
	const char *id;   /* [a-z0-9-]{1,64}: the folder's name */
	const char *path; /* the folder, as the user named it (a lone file: its folder) */
	const char *title;
	const char *summary, *version, *licence, *as_of; /* "" if none */
	const char *language;                            /* "id" if none is given */
	int pass;    /* per cent, for modules that give none; -1: none */
	int planned; /* modules that it will have; 0: those that it has */
	int order; /* its place among the courses of its folder, from 1; 0: after those */
	struct bp_list authors;
	struct bp_list allow; /* as of a module, for all of them */
	struct bp_terms glossary;
	struct bp_module *modules;
	size_t module_count, module_room;
	struct bp_index
		by_name;   /* the modules by id and by file; a short course has none */
	const char *fault; /* of course.yaml, as above, else NULL */
	/* Of a course that bp_library_add_text() made: the text of its only module. */
	struct bp_str text;
	bool lone; /* a single file, which is not looked for others beside */
};

/* A module and a course whose author wrote nothing, to begin with. A text that is not
 * given is "", never NULL, except for title, which whoever reads the course fills in. */
extern const struct bp_module bp_module_defaults;
extern const struct bp_course bp_course_defaults;

/* Courses of one or more content folders, in the order of these folders, then by `order`,
 * then by id. */
struct bp_library {
	const struct bp_course **courses; /* those that have been read */
	size_t count, room;
	struct bp_arena *arena;
	struct bp_index by_id;   /* the courses; where they were not read it is empty */
	struct bp_names offered; /* folders that have not been read as a whole */
	const struct bp_course **early; /* while they are read: what had been before */
	size_t early_count;
};

void bp_library_init(struct bp_library *library);
void bp_library_release(struct bp_library *library);

/*
 * Adds what is at the path: a folder of courses, a course (a folder with course.yaml or
 * .md files), or a lone .md file. Faults go to `faults` (may be NULL); one that bars the
 * use of a course or module goes to its `fault` as well. False only if the path itself
 * cannot be read. A course whose id is taken is left out, with a warning.
 */
bool bp_library_add(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err);

/* Adds a course of one module whose text is in memory, and stays there; `name` is the
 * module's in messages. */
void bp_library_add_text(struct bp_library *library, const char *name, struct bp_str text,
	struct bp_diagnostics *faults);

/* The same for what nobody may ask for: a folder is only looked at to see that it is there,
 * and its courses are read when one is looked for, or all. Of their faults only those are
 * told that bar their use. */
bool bp_library_offer(struct bp_library *library, const char *path, struct bp_error *err);
/* Reads what was offered. Returns how many courses there are: library->courses holds them. */
size_t bp_library_all(struct bp_library *library);

/* Reads no more of what was offered than it has to. */
const struct bp_course *bp_library_find(struct bp_library *library, struct bp_str id);
/* By id; NULL if there is none. */
const struct bp_module *bp_course_find(const struct bp_course *course, struct bp_str id);
/* The same by file or id, as links name it. */
const struct bp_module *bp_course_find_named(
	const struct bp_course *course, struct bp_str name);
/* The position of a module in its course, from 0. */
size_t bp_module_index(const struct bp_course *course, const struct bp_module *module);
/* The pass mark of a module in per cent: its own, else its course's; -1: none. */
int bp_module_pass(const struct bp_course *course, const struct bp_module *module);
/* Modules that have to be done for the course to be finished. */
size_t bp_course_asked(const struct bp_course *course);
int bp_course_jp_halves(const struct bp_course *course); /* sum over its modules */
int bp_jp_minutes(int halves);                           /* 23 for half a JP */

/*
 * Appends a module's source to out. *body is set to the offset of the Markdown behind the
 * front matter, *body_line to the number of its first line.
 */
bool bp_module_read(const struct bp_course *course, const struct bp_module *module,
	struct bp_buf *out, size_t *body, int *body_line, struct bp_error *err);

/* A module's text for whoever checks it, whatever is wrong with it. */
struct bp_module_source {
	struct bp_buf text; /* U+FFFD stands for bytes that are not UTF-8 */
	size_t body;        /* offset of the Markdown behind the front matter */
	int body_line;      /* number of its first line */
	bool whole; /* no byte had to be replaced, so offsets are those of the file */
};
/*
 * Adds the faults that only show in the whole text (bytes that are NUL or not UTF-8),
 * since bp_library_add() reads only its start. False if there is nothing to check: the
 * file cannot be read, or is UTF-16. The text is to be released in any case.
 */
bool bp_module_source(const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults, struct bp_module_source *source);

/* The files that a course is made of, as names inside its folder in the order of their
 * bytes: course.yaml, its modules, and all that is in assets/. */
bool bp_course_files(const struct bp_course *course, struct bp_arena *arena,
	struct bp_names *files, struct bp_error *err);
/*
 * The content hash: which text it is that somebody learned, whatever its version says. It
 * is the SHA-256 over one line for each of these files, in that order: its name, NUL, its
 * SHA-256 in 64 small hexadecimal digits, a newline.
 */
bool bp_course_hash(
	const struct bp_course *course, struct bp_digest *hash, struct bp_error *err);

/* "FOLDER/FILE", for messages; from the arena. */
const char *bp_module_path(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_module *module);

#endif
