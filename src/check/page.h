/*
 * A module as its author sees it in an editor: the source by lines, and the links, images,
 * references and keys in it, each with its offset. Rules look for what they found in the
 * document here, since libcmark does not say at which column anything stands.
 *
 * It knows as much of CommonMark as is needed to leave code and comments alone, and says
 * nothing where it is not sure.
 */
#ifndef BERPIJAR_CHECK_PAGE_H
#define BERPIJAR_CHECK_PAGE_H

#include <berpijar/index.h>

enum page_kind {
	PAGE_FRONT, /* front matter with its two lines of hyphens */
	PAGE_BLANK,
	PAGE_TEXT,
	PAGE_HEADING, /* "# Heading" */
	PAGE_FENCE,   /* opens or closes a block of code */
	PAGE_CODE,
	PAGE_GIFT,
	PAGE_HIDDEN, /* a comment of HTML, or what stands in <script> and the like */
};

struct page_line {
	size_t at, end; /* without the end of the line */
	size_t text;    /* behind blanks, quote marks and the marker of a list */
	enum page_kind kind;
	bool quoted; /* behind ">" */
	bool item;   /* begins an item of a list */
	bool listed; /* in a list */
};

enum page_mark_kind {
	PAGE_LINK,
	PAGE_IMAGE,
	PAGE_REFERENCE,  /* [text][name] */
	PAGE_DEFINITION, /* [name]: address */
	PAGE_NOTE,       /* [^name] */
	PAGE_KEY,        /* {key:name}; its text is the name */
	PAGE_OPEN_LINK,  /* "[text](address" that nothing closes */
	/* what was meant as a link and is text */
	PAGE_APART_LINK,  /* "[text] (address)" */
	PAGE_BLANK_LINK,  /* "[text](an address)" */
	PAGE_TURNED_LINK, /* "(text)[address]" */
};

struct page_mark {
	enum page_mark_kind kind;
	size_t at, end;     /* all of it */
	size_t line;        /* index */
	bool image;         /* PAGE_IMAGE, or a reference to one */
	struct bp_str text; /* between the first brackets */
	struct bp_str
		address; /* link, image, definition: as written; reference: its name */
};

struct page {
	struct bp_arena *arena;
	struct bp_str text;
	bool whole;  /* offsets are those of the file */
	size_t body; /* index of the first line behind the front matter */
	struct page_line *lines;
	size_t count, room;
	struct page_mark *marks; /* by their offsets */
	size_t mark_count, mark_room;
	struct bp_index definitions; /* indexes of these marks, by what they define */
	const uint32_t *before;      /* characters in front of each stretch of the text */
};

/* Reads a module's text, whose Markdown begins at the offset `body`. The text is borrowed;
 * all else is in the arena. */
struct page page_read(struct bp_arena *arena, struct bp_str text, size_t body);
struct bp_str page_line_text(const struct page *page, size_t line); /* from `text` on */
/* What a reference names; NULL: nothing defines it. */
const struct page_mark *page_definition(const struct page *page, struct bp_str name);
/* The index of the line of an offset. */
size_t page_line_of(const struct page *page, size_t offset);
/* Line and column, from 1, of an offset. */
void page_place(const struct page *page, size_t offset, int *line, int *column);
/* The offset of the value (or, without one, of the key) of a key of front matter; SIZE_MAX:
 * the key is not there. */
size_t page_key(const struct page *page, const char *key);

#endif
