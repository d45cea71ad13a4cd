/*
 * A document of a word processor (.docx, .odt) becomes the files of a course.
 *
 * Reading one is done by pandoc, which somebody else starts (pandoc.h): it is given what
 * bp_word_open() made of the document, and bp_word_course() takes its answer.
 *
 *	struct bp_word *word = bp_word_open(arena, "Materi.docx", bytes, &err);
 *	... pandoc reads word->bare as word->format and answers in JSON ...
 *	bp_word_course(word, json, &wish, &course, &err)
 *
 * Nothing is dropped in silence: what could not be brought along is in the list of
 * losses, with its place.
 */
#ifndef BERPIJAR_WORD_H
#define BERPIJAR_WORD_H

#include <berpijar/arena.h>
#include <berpijar/error.h>

#define BP_WORD_LIMIT \
	((size_t)64 * 1024 * 1024) /* bytes of a document, and of its images */

/* What a document lost on its way, or who has to look at it. */
struct bp_word_loss {
	const char *place; /* "halaman 3, Judul"; "": the document */
	const char *what;  /* a line in the user's language */
};

struct bp_word_losses {
	struct bp_word_loss *at;
	size_t count, room;
};

struct bp_word {
	const char *name;   /* the file's, without its folder */
	const char *format; /* as pandoc calls it: "docx", "odt" */
	/* The document for pandoc: its text alone, with images that are empty; what marks an
	 * answer in colour is underlined, since pandoc reads no colours. The caller releases
	 * it. */
	struct bp_buf bare;
	struct bp_word_losses losses;
	struct bp_arena *arena;
	struct archive *archive; /* points into the document's bytes */
};

/*
 * Opens a document, whose bytes must stay. All is in the arena, but for word->bare. Fails
 * for what is no document, is encrypted, or would become too large unpacked.
 */
struct bp_word *bp_word_open(struct bp_arena *arena, const char *name,
	struct bp_str bytes, struct bp_error *err);

/* What else a course should be. */
struct bp_word_wish {
	bool exam; /* modules of questions alone are exams */
};

struct bp_word_file {
	const char *name; /* beneath the course's folder */
	struct bp_str bytes;
};

struct bp_word_course {
	struct bp_word_file
		*files; /* course.yaml first; the list of losses is the last one */
	size_t count, room;
	size_t modules, questions, tables, images; /* that were brought along */
	size_t faulty; /* questions that could not be: comments in their modules */
};

/*
 * Makes the files of a course from pandoc's answer (-t json). Headings of the highest level
 * begin modules, unless the only one of that level is the document's title. Fails where the
 * answer cannot be understood, or nothing is in it.
 */
bool bp_word_course(struct bp_word *word, struct bp_str json,
	const struct bp_word_wish *wish, struct bp_word_course *course,
	struct bp_error *err);

#endif
