/*
 * A lesson as a flat list of blocks, read from CommonMark 0.31.
 *
 * libcmark parses the text; passes over its tree add tables, callouts and questions.
 * Blocks are in reading order. The lists and quotes around a block are a chain of
 * containers, so that nobody who uses a document needs recursion. Everything lives in
 * the document's arena and is immutable.
 */
#ifndef BERPIJAR_DOCUMENT_H
#define BERPIJAR_DOCUMENT_H

#include <berpijar/course.h>
#include <berpijar/quiz.h>

#define BP_DEPTH_LIMIT        16 /* containers around a block; deeper ones are left out */
#define BP_TABLE_COLUMN_LIMIT 32

/* Attributes of inline text; bits. */
enum {
	BP_SPAN_EMPHASIS = 1,
	BP_SPAN_STRONG = 2,
	BP_SPAN_CODE = 4,
	BP_SPAN_IMAGE = 8,  /* the alt text of an image inside a text */
	BP_SPAN_BREAK = 16, /* a hard line break; no text */
	BP_SPAN_STRIKE = 32,
	BP_SPAN_NOTE = 64, /* a reference to a footnote, "[1]"; a link to it */
	BP_SPAN_NAME =
		128, /* a file or an address, in place of a text that is not there */
	BP_SPAN_KEY =
		256, /* "{key:NAME}", as written: what does an action, see action.h */
};

struct bp_span {
	struct bp_str text; /* without newlines, except in code */
	uint16_t attributes;
	uint16_t link; /* 1 + index into the document's links; 0: none */
};

struct bp_link {
	struct bp_str url; /* as written, percent-encoded by libcmark */
	uint32_t block;    /* index of the block that it is in */
};

struct bp_spans {
	struct bp_span *at;
	size_t count, room;
};

/* BP_DETAILS: its first block is its summary. */
enum bp_container_kind { BP_LIST, BP_ITEM, BP_QUOTE, BP_CALLOUT, BP_DETAILS };

enum bp_callout {
	BP_CALLOUT_NOTE,
	BP_CALLOUT_TIP,
	BP_CALLOUT_IMPORTANT,
	BP_CALLOUT_WARNING,
	BP_CALLOUT_CAUTION
};

/* What stands above it, in the user's language: "Catatan". */
const char *bp_callout_title(enum bp_callout callout);

struct bp_container {
	enum bp_container_kind kind;
	const struct bp_container *parent; /* NULL: the document */
	int depth;                         /* items and quotes around it, and itself */
	bool folds;   /* details: its first block is a summary, the rest can be hidden */
	bool tight;   /* list: no blank lines between its items */
	bool ordered; /* list */
	char delimiter;       /* ordered list: '.' or ')' */
	int first, last;      /* ordered list: numbers of its first and last item */
	int number;           /* item: its number, or its position from 1 */
	bool task, checked;   /* item: "[ ]" or "[x]" stands before its text */
	uint32_t first_block; /* index of the block that shows its marker or title */
	enum bp_callout callout;
};

enum bp_block_kind {
	BP_BLOCK_PARAGRAPH,
	BP_BLOCK_HEADING,
	BP_BLOCK_CODE,
	BP_BLOCK_RULE,
	BP_BLOCK_TABLE,
	BP_BLOCK_IMAGE, /* a paragraph that is one image */
	BP_BLOCK_QUESTION,
};

enum bp_align { BP_ALIGN_LEFT, BP_ALIGN_CENTRE, BP_ALIGN_RIGHT };

struct bp_table {
	size_t columns, rows; /* the first row is the header */
	bool cut;             /* it has more columns than BP_TABLE_COLUMN_LIMIT */
	enum bp_align align[BP_TABLE_COLUMN_LIMIT];
	struct bp_spans *cells; /* rows × columns, row by row */
	size_t cell_room;
};

struct bp_block {
	enum bp_block_kind kind;
	const struct bp_container *in; /* NULL: stands in the document itself */
	bool gap;                      /* shown with an empty line above */
	int line;                      /* in the source, from 1 */
	struct bp_spans spans;         /* paragraph, heading; image: its alt text */
	int level;                     /* heading: 1..6 */
	struct bp_str code;            /* code: its text; image: the file */
	struct bp_str info; /* code: the info string; image without a text: what
					* stands for it */
	struct bp_table *table;
	uint32_t question; /* index into the quiz */
};

/* A name that HTML gives to a place: <a id="rumus">. */
struct bp_anchor {
	struct bp_str name;
	uint32_t block; /* may be the number of blocks: the end */
};

/* The address of footnote n is this and the number n. */
#define BP_NOTE_URL "#catatan-kaki:"

struct bp_note {
	struct bp_str id, body; /* as written */
	int number;             /* in the order of references; 0: nothing refers to it */
	int line;               /* of the Markdown, from 1 */
	uint32_t block;         /* index of the first block of its text */
};

struct bp_document {
	struct bp_arena *arena;
	struct bp_block *blocks;
	size_t count, room; /* while it is read, blocks are on the heap */
	struct bp_link *links;
	size_t link_count, link_room;
	struct bp_note *notes;
	size_t note_count, note_room;
	int notes_used; /* numbers given */
	struct bp_index
		notes_index; /* by their ids, and by their numbers once they have them */
	struct bp_anchor *anchors;
	size_t anchor_count, anchor_room;
	struct bp_quiz quiz;
	struct bp_document *stems; /* the text of each question, parsed */
	bool of_question; /* a text of a question, where no image is mere decoration */
};

/*
 * Reads a lesson's Markdown, whose first line has the number `line` in its file. Faults go
 * to `faults` (may be NULL). Never fails: any bytes are a document.
 */
struct bp_document *bp_document_read(
	struct bp_str markdown, int line, struct bp_diagnostics *faults);
void bp_document_free(struct bp_document *document); /* NULL is fine */
/* Reads the lesson of a module from its file. NULL, with err, if the module is at fault or
 * its file cannot be read. faults and err may be NULL. */
struct bp_document *bp_document_open(const struct bp_course *course,
	const struct bp_module *module, struct bp_diagnostics *faults,
	struct bp_error *err);

/* Reads a text of a question (stem, choice, feedback) in its format. It has no questions
 * and no footnotes of its own. The blocks live in the given arena. */
struct bp_document bp_document_read_text(struct bp_arena *arena, struct bp_text text);

/* Takes the checklist out of a text of a question: its task items ("- [ ] …"), each a document
 * of its own, and what stands around them. Returns how many there are; what is beyond
 * BP_CHECKS_MOST belongs to the last one. All of it borrows from the document. */
#define BP_CHECKS_MOST 20
size_t bp_document_checklist(const struct bp_document *document, struct bp_document *rest,
	struct bp_document items[BP_CHECKS_MOST]);

/* The footnote that an address names; NULL if it names none. */
const struct bp_note *bp_document_note(
	const struct bp_document *document, struct bp_str url);

/* Whether there is a footnote of this name, "a" for "[^a]". */
bool bp_document_defines_note(const struct bp_document *document, struct bp_str name);

/* The index of the block of a question; UINT32_MAX if the document has no such question.
 * NULL is fine. */
uint32_t bp_document_question(
	const struct bp_document *document, const struct bp_question *question);
/* Appends the words of an inline text to out; a hard break becomes a blank. */
void bp_spans_words(const struct bp_spans *spans, struct bp_buf *out);
/* Appends the words of all blocks to out, a line for each block. */
void bp_document_words(const struct bp_document *document, struct bp_buf *out);

/* Appends the words of one block to out. */
void bp_block_words(
	const struct bp_document *document, uint32_t block, struct bp_buf *out);

/* A hash of a block's words, by which it is found again after an edit; never 0. */
uint64_t bp_document_hash(const struct bp_document *document, uint32_t block);

/* The index of the block with this hash that is nearest to `block`, where it was before an
 * edit. Without one, `block` itself, or the last block if the document is shorter. */
uint32_t bp_document_find(
	const struct bp_document *document, uint32_t block, uint64_t hash);

/* The index of the block that begins at a line of the file or nearest above it; 0: none.
 * Footnotes stand at the end, wherever they were written. */
uint32_t bp_document_at_line(const struct bp_document *document, int line);

/* The index of the block that a link's fragment ("uji-kegunaan") names: a heading, by
 * GitHub's rule for anchors, or a place that HTML names. SIZE_MAX if there is none. */
size_t bp_document_heading(const struct bp_document *document, struct bp_str fragment);

/* The same for many links: an index of the document, which may be gone meanwhile. */
struct bp_headings *bp_headings_new(const struct bp_document *document);
void bp_headings_free(struct bp_headings *headings); /* NULL is fine */
size_t bp_headings_find(const struct bp_headings *headings, struct bp_str fragment);
/* The anchor that was probably meant, in the arena; NULL: none is near. */
const char *bp_headings_near(const struct bp_headings *headings, struct bp_arena *arena,
	struct bp_str fragment);

#endif
