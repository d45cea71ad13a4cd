/* Documents without headings: what their authors made bold instead. */
#include "lines.h"
#include "notes.h"
#include "question.h"
#include "title.h"
#include <berpijar/lang.h>

#define BOLD_MOST  90 /* bytes of a heading */
#define SHORT_MOST 12 /* of "BAB VIII", whose name stands in the next line */

static const char *const bold_chapters[] = {
	"bab", "modul", "unit", "pertemuan", "sesi", "kegiatan belajar", NULL};

static bool bold_has_letter_mark(
	struct bp_arena *arena, const struct blocks *blocks, size_t at)
{
	char mark;
	int number;

	if (at >= blocks->count || blocks->at[at].kind != BLOCK_TEXT)
		return false;
	const struct block *block = &blocks->at[at];
	bool lettered = block->leads && (block->mark == 'a' || block->mark == 'A');
	return lettered ||
		(lines_typed_mark(runs_text(arena, &block->runs), &mark, &number) &&
			mark != '1');
}

/* "A. Latar belakang" is a heading, but "B. Syarat" between other letters a choice; and what is
 * numbered may be a question. */
static bool bold_mark_is_fine(struct bp_arena *arena, const struct blocks *blocks,
	size_t at, struct bp_str text)
{
	char mark;
	int number;

	if (!lines_typed_mark(text, &mark, &number))
		return true;
	return mark == 'A' && !bold_has_letter_mark(arena, blocks, at + 1) &&
		!(at && bold_has_letter_mark(arena, blocks, at - 1));
}

static bool bold_is_heading(
	struct bp_arena *arena, const struct blocks *blocks, size_t at)
{
	const struct block *block = &blocks->at[at];
	struct bp_str text = runs_text(arena, &block->runs), key;

	return block->kind == BLOCK_TEXT && !block->depth && text.len &&
		text.len <= BOLD_MOST && runs_all(&block->runs, RUN_STRONG) &&
		!runs_has(&block->runs, RUN_IMAGE) &&
		(bp_is_letter(text.at[0]) || bp_is_digit(text.at[0])) &&
		!question_key_line(text, &key) && text.at[text.len - 1] != '?' &&
		text.at[text.len - 1] != '.' && text.at[text.len - 1] != ':' &&
		bold_mark_is_fine(arena, blocks, at, text);
}

/* "BAB I" takes the next line, if that is bold as well. */
static void bold_join(
	struct bp_arena *arena, struct blocks *blocks, size_t at, struct bp_str text)
{
	struct block *block = &blocks->at[at], *next = block + 1;

	if (text.len > SHORT_MOST || at + 1 >= blocks->count ||
		!bold_is_heading(arena, blocks, at + 1))
		return;
	runs_add_break(arena, &block->runs);
	runs_add(arena, &block->runs, &next->runs);
	next->runs = (struct runs){0};
}

bool titles_promote(struct bp_word *word, struct blocks *blocks)
{
	size_t promoted = 0;

	for (size_t i = 0; i < blocks->count; i++)
		if (blocks->at[i].kind == BLOCK_HEADING)
			return false;
	for (size_t i = 0; i < blocks->count; i++) {
		struct block *block = &blocks->at[i];
		if (!bold_is_heading(word->arena, blocks, i))
			continue;
		struct bp_str text = runs_text(word->arena, &block->runs);
		bool chapter = lines_starts_with(text, bold_chapters);
		if (chapter)
			bold_join(word->arena, blocks, i, text);
		block->kind = BLOCK_HEADING;
		block->level = chapter ? 1 : 2;
		block->quotes = 0;
		runs_plain(&block->runs, ~0u);
		promoted++;
	}
	if (promoted)
		notes_add(word, (struct bp_str){0},
			_("dokumen ini tidak memakai gaya Heading; %zu paragraf tebal dianggap judul, dan Bab atau Modul memulai modul"),
			promoted);
	return promoted > 0;
}
