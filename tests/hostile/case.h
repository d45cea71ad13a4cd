/*
 * The hostile corpus: what a course folder may hold that was made to do harm. Each case
 * is written anew into a folder of its own, so that none of it is in the repository.
 */
#ifndef TESTS_HOSTILE_CASE_H
#define TESTS_HOSTILE_CASE_H

#include <berpijar/text.h>

/* Where the text of a case goes. The rest of the course is sound. */
enum part {
	PART_LESSON, /* the whole of the lesson */
	PART_FRONT,  /* its front matter, without the lines of hyphens */
	PART_COURSE, /* course.yaml */
	PART_FENCE,  /* a fence of questions in the lesson */
	PART_GIFT,   /* a GIFT file of its own */
	PART_FILES,  /* no text: `make` does something in the course's folder */
};

/* head, unit and close as often as said, middle between them, end. */
struct pattern {
	struct bp_str head, unit, middle, close, end;
	size_t times; /* 0: as often as fits into FULL bytes */
};

struct hostile {
	const char *name;
	const char *attacks; /* what, or whom, in a few words */
	enum part part;
	struct pattern text;
	void (*write)(struct bp_buf *out); /* instead of text, for what has no pattern */
	bool (*make)(const char *course);  /* PART_FILES; false: not possible here */
	const char *lesson;                /* what is rendered, if not LESSON */
};

/* BP_STR() is no constant expression to a pedantic compiler. */
#define STR(literal)                           \
	{                                      \
		(literal), sizeof(literal) - 1 \
	}

#define FULL        (256 * 1024) /* the largest module that is read */
#define LESSON      "01-pelajaran.md"
#define COURSE_TEXT "title: Kursus\n"

extern const struct hostile hostile_bytes[];    /* characters, by themselves and hidden */
extern const struct hostile hostile_markdown[]; /* structures that grow */
extern const struct hostile hostile_yaml[];
extern const struct hostile hostile_gift[];
extern const struct hostile hostile_files[];

void hostile_text(const struct hostile *hostile, struct bp_buf *out);

#endif
