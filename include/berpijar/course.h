/*
 * Courses and modules, as read from folders: immutable after loading.
 *
 * A course is a folder with course.yaml and Markdown modules; a lone .md file is
 * a course of one module. Reading takes only the front matter of each module;
 * its text is read when it is opened (document.h). Nothing outside the course's
 * folder is ever read (file.h).
 *
 * A module that cannot be used stands in the list with its `fault`: a file of the
 * wrong kind or over a limit, front matter that is not understood, an id that is
 * taken. A single wrong value is an error for `berpijar check`, but its default
 * stands in and the module can be opened; except where results would then be
 * recorded under other rules than the author's: a wrong `kind`, and in an exam a
 * wrong `pass`, `draw`, `time`, `attempts` or `feedback`, make a fault.
 */
#ifndef BERPIJAR_COURSE_H
#define BERPIJAR_COURSE_H

#include <berpijar/arena.h>
#include <berpijar/diagnostic.h>
#include <berpijar/error.h>

#define BP_MODULE_LIMIT       (256 * 1024) /* bytes of a module */
#define BP_FRONT_MATTER_LIMIT (16 * 1024)
#define BP_JP_MINUTES         45 /* 1 JP, "jam pelajaran" */
/* Least JP in a calendar year for permanent staff (PNS): PP 11/2017 as amended by PP
 * 17/2020, article 203(4). Most JP in a contract year for contract staff (PPPK): PP
 * 49/2018, article 40. */
#define BP_JP_PNS_LEAST 20
#define BP_JP_PPPK_MOST 24

enum bp_module_kind { BP_LESSON, BP_EXAM };
enum bp_feedback_mode { BP_FEEDBACK_IMMEDIATE, BP_FEEDBACK_DEFERRED };

struct bp_list {
	struct bp_str *at;
	size_t count, room;
};

/* What the author explains: "SKM", "Survei Kepuasan Masyarakat, …". */
struct bp_term {
	struct bp_str name, meaning; /* not empty */
};

struct bp_terms {
	struct bp_term *at;
	size_t count, room;
};

/* So many questions of a category or with a tag. */
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
	const char *id;    /* [a-z0-9-]{1,64} */
	const char *title; /* never empty: the file's name if the module has none */
	const char *file;  /* name inside the course's folder */
	int jp_halves;     /* planned hours in halves of a JP */
	enum bp_module_kind kind;
	int pass;                   /* per cent, 0..100; -1: none given */
	int draw;                   /* exam: questions drawn; 0: all, or by the rules */
	int draw_line, draw_column; /* where that stands in its file; 0: nowhere */
	struct bp_draw_rules draw_rules;
	int time_seconds; /* exam: time limit; 0: none */
	int attempts;     /* exam: how many; lesson: at each question; 0: unlimited */
	int penalty;      /* lesson: per cent taken off for each further try, 0..100 */
	int counts_last; /* lesson: 1: the last grade of a question counts, 0: the best */
	enum bp_feedback_mode feedback;
	bool shuffle;
	int pauses; /* exam: the clock stands while the learner is away */
	struct bp_list outcomes, sources;
	struct bp_list
		after; /* ids of modules to finish first: all exist, none in a circle */
	struct bp_terms glossary; /* its own, beside the course's */
	const char *as_of;        /* "2026-11-01", "" if none */
	const char *fault; /* one line "file:line:column: message" if it cannot be opened,
			    * else NULL */
};

struct bp_course {
	const char *id;   /* [a-z0-9-]{1,64}: the folder's name */
	const char *path; /* the folder, as the user named it (a lone file: its folder) */
	const char *title;
	const char *summary, *version, *licence, *as_of; /* "" if none */
	const char *language;                            /* "id" if none is given */
	int pass; /* per cent for modules that give none; -1: none */
	struct bp_list authors;
	struct bp_terms glossary;
	struct bp_module *modules;
	size_t module_count, module_room;
	const char *fault; /* course.yaml at fault: first fault as above, else NULL */
};

/* A module and a course whose author wrote nothing, to begin with. A text that is not
 * given is "", never NULL, except for title, which whoever reads the course fills in. */
extern const struct bp_module bp_module_defaults;
extern const struct bp_course bp_course_defaults;

/* Courses from one or more content folders, in the order of folders, then ids. */
struct bp_library {
	struct bp_course *courses;
	size_t count, room;
	struct bp_arena *arena;
};

void bp_library_init(struct bp_library *library);
void bp_library_release(struct bp_library *library);

/*
 * Adds what stands at path: a content folder (folders with a course.yaml or with
 * .md files in them), a course folder, or a lone .md file. Faults inside go to
 * `faults` (may be NULL) and into the `fault` of the course or module, which stays
 * in the list. False only if the path itself cannot be read. A course whose id is
 * in the library already is left out, with a warning.
 */
bool bp_library_add(struct bp_library *library, const char *path,
	struct bp_diagnostics *faults, struct bp_error *err);

const struct bp_course *bp_library_find(
	const struct bp_library *library, struct bp_str id);
/* By id; NULL if there is none. */
const struct bp_module *bp_course_find(const struct bp_course *course, struct bp_str id);
/* The position of a module in its course, from 0. */
size_t bp_module_index(const struct bp_course *course, const struct bp_module *module);
/* The per cent at which a module is passed: its own, else its course's; -1: none. */
int bp_module_pass(const struct bp_course *course, const struct bp_module *module);
int bp_course_jp_halves(const struct bp_course *course); /* sum over its modules */

/*
 * Reads a module's source into out (appended). *body is set to the offset of its
 * Markdown, after the front matter, and *body_line to that line's number.
 */
bool bp_module_read(const struct bp_course *course, const struct bp_module *module,
	struct bp_buf *out, size_t *body, int *body_line, struct bp_error *err);

/*
 * Reports what only the whole text shows, beyond what bp_library_add() reported of
 * its start: bytes that are not UTF-8 or NUL. True if there is nothing to add.
 */
bool bp_module_check(const struct bp_course *course, const struct bp_module *module,
	struct bp_diagnostics *faults);

/* "FOLDER/FILE", for messages; from the arena. */
const char *bp_module_path(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_module *module);

#endif
