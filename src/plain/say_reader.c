/* Lessons: each page begins after the last line that has been said. */
#include "private.h"
#include <berpijar/lang.h>

/* Prints a line from a byte to another one. */
static void say_reader_put_part(
	struct bp_plain *plain, size_t line, size_t from, size_t to)
{
	struct bp_buf text = {0};

	lines_of_layout(plain->view.as.reader.layout, line, &text);
	struct bp_str part = bp_str_part(bp_buf_str(&text),
		from < text.len ? from : text.len, to < text.len ? to : text.len);
	plain_put(plain, from ? bp_str_trim(part) : part);
	bp_buf_release(&text);
}

static void say_reader_put_line(struct bp_plain *plain, size_t line)
{
	say_reader_put_part(plain, line, 0, SIZE_MAX);
}

/* Whether a line is the first of its block that is not empty. */
static bool begins_block(const struct bp_layout *layout, size_t line)
{
	uint32_t block = layout->lines[line].block;

	if (plain_line_is_blank(layout, line))
		return false;
	if (line >= layout->end)
		return false;
	while (line > layout->first && layout->lines[line - 1].block == block)
		if (!plain_line_is_blank(layout, --line))
			return false;
	return true;
}

/* The words for the mark that the full screen has in the margin of a block. */
static void say_reader_put_margin(struct bp_plain *plain, size_t line)
{
	static const char *const words[] = {
		[BP_MARGIN_CHANGED] = N_("Diubah:"),
		[BP_MARGIN_NEW] = N_("Baru:"),
	};
	const struct bp_reader_view *view = &plain->view.as.reader;
	bool text = line >= view->layout->first && line < view->layout->end;
	uint8_t margin = view->margins && text
		? view->margins[view->layout->lines[line].block]
		: 0;

	if (margin < sizeof words / sizeof *words && words[margin])
		plain_put_words(plain, _(words[margin]));
}

/* What stands from one place to another, without empty lines at both ends. */
static void put_page(struct bp_plain *plain, struct spot from, struct spot to)
{
	const struct bp_layout *layout = plain->view.as.reader.layout;
	size_t end = to.line + (to.byte > 0);

	while (from.line < end && plain_line_is_blank(layout, from.line))
		from = (struct spot){from.line + 1, 0};
	while (from.line < end && plain_line_is_blank(layout, end - 1))
		end--;
	for (size_t i = from.line; i < end; i++) {
		if (i == from.line || begins_block(layout, i))
			say_reader_put_margin(plain, i);
		say_reader_put_part(plain, i, i == from.line ? from.byte : 0,
			i == to.line ? to.byte : SIZE_MAX);
	}
}

/* Prints the question that has the focus. */
static void say_reader_put_question(struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	const struct bp_layout *layout = view->layout;

	for (size_t i = view->cursor;
		i < layout->end && layout->lines[i].block == view->focus_block; i++)
		say_reader_put_line(plain, i);
}

/* Prints the words of the link that has the focus. If they are its address, the message,
 * which says the address, need not be printed. */
static void put_link(struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	struct bp_buf words = {0}, bare = {0};

	bp_buf_printf(&words, _("Tautan %d:"), view->focus_link);
	for (size_t i = 0; i < view->layout->run_count; i++)
		if (view->layout->runs[i].link == view->focus_link) {
			bp_buf_add_char(&words, ' ');
			bp_buf_add_str(&words, view->layout->runs[i].text);
			bp_buf_add_str(&bare, view->layout->runs[i].text);
		}
	plain_put_words(plain, words.at);
	if (plain->view.message && bp_str_is(bp_buf_str(&bare), plain->view.message)) {
		bp_buf_clear(&plain->said.message);
		bp_buf_add_str(&plain->said.message, bp_buf_str(&bare));
	}
	bp_buf_release(&words);
	bp_buf_release(&bare);
}

/* A number that differs from hit to hit; 0: nothing is searched for. */
static uint64_t hit_of(const struct bp_reader_view *view)
{
	const struct bp_hit_part *part =
		view->hits ? bp_hits_first(view->hits, view->hit) : NULL;

	if (!view->hits)
		return 0;
	return part ? ((uint64_t)view->hits->count << 48 ^ (uint64_t)view->hit << 32 ^
			      (uint64_t)part->line << 12 ^ (uint64_t)part->column) +
			2
		    : 1;
}

/* Where the sentence with the current hit begins. */
static struct spot start_of_hit(const struct bp_reader_view *view)
{
	const struct bp_hit_part *part = bp_hits_first(view->hits, view->hit);
	struct bp_buf text = {0};
	struct spot spot = {view->cursor, 0};

	if (part) {
		lines_of_layout(view->layout, part->line, &text);
		spot = (struct spot){
			part->line, bp_text_fit(bp_buf_str(&text), part->column)};
	}
	bp_buf_release(&text);
	return plain_sentence_start(view->layout, spot);
}

static void put_hit(struct bp_plain *plain, bool with_line)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	struct bp_buf words = {0};

	if (view->hits->count == 0)
		bp_buf_add_cstr(&words, _("tidak ditemukan"));
	else
		bp_buf_printf(&words, _("Temuan %u dari %u:"), view->hit + 1,
			view->hits->count);
	if (view->hits->count || !plain->view.notice)
		plain_put_words(plain, words.at);
	if (with_line && view->hits->count) {
		struct spot from = start_of_hit(view);
		put_page(plain, from, plain_sentence_stop(view->layout, from));
	}
	bp_buf_release(&words);
}

/* Prints what has got the focus since the last page: a question or a hit only if its line
 * is not printed anyway (`known`). */
static void put_pointed(struct bp_plain *plain, bool known)
{
	const struct bp_reader_view *view = &plain->view.as.reader;

	if (view->focus_link && view->focus_link != plain->said.reader.focus_link)
		put_link(plain);
	else if (view->focus_block != UINT32_MAX && known)
		say_reader_put_question(plain);
	else if (hit_of(view) && hit_of(view) != plain->said.reader.hit)
		put_hit(plain, known);
}

static bool points_anew(const struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	const struct said_reader *said = &plain->said.reader;

	return (view->focus_link && view->focus_link != said->focus_link) ||
		(view->focus_block != UINT32_MAX &&
			view->focus_block != said->focus_block) ||
		(hit_of(view) && hit_of(view) != said->hit);
}

static bool say_reader_is_same(const struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	const struct said_reader *said = &plain->said.reader;

	return said->visit == view->visit && said->count == view->layout->count;
}

bool plain_reads_on(const struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;

	return plain->view.kind == BP_VIEW_READER && plain_goes_on(plain) &&
		say_reader_is_same(plain) && view->top > plain->said.reader.top &&
		view->moves == plain->said.reader.moves && !points_anew(plain);
}

/* What does not go on from what was said begins with a sentence; a question, with its first
 * line, since its choices alone say nothing. */
static struct spot say_reader_begin(const struct bp_layout *layout, size_t line)
{
	const struct bp_line *lines = layout->lines;
	bool text = line >= layout->first && line < layout->end;

	if (!text ||
		layout->document->blocks[lines[line].block].kind != BP_BLOCK_QUESTION)
		return plain_sentence_start(layout, (struct spot){line, 0});
	while (line > layout->first && lines[line - 1].block == lines[line].block)
		line--;
	while (line + 1 < layout->end && plain_line_is_blank(layout, line) &&
		lines[line + 1].block == lines[line].block)
		line++;
	return (struct spot){line, 0};
}

/* Where what has to be printed of the window begins; *end: the line behind the last one. */
static struct spot first_spot(const struct bp_plain *plain, bool pointed, size_t *end)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	const struct said_reader *said = &plain->said.reader;
	bool same = say_reader_is_same(plain);
	bool jumps =
		!pointed && view->moves != said->moves; /* its target, known or not */
	size_t first = view->top, window_end = *end;

	if (same && !jumps)
		first = plain_new_lines(plain, said->top, said->bottom, view->top, end);
	bool on_page = pointed && view->cursor >= first && view->cursor < window_end;
	if (on_page)
		*end = window_end;
	if (on_page && hit_of(view))
		return start_of_hit(view);
	if (jumps || (on_page && first == view->top))
		return say_reader_begin(view->layout, view->cursor);
	if (same && view->top > said->top && first == said->bottom)
		return said->end;
	if (same && view->top == said->top)
		return (struct spot){*end, 0};
	return say_reader_begin(view->layout, first);
}

/* Where the page ends: with the question that was jumped to, so that what is pointed at is
 * what was heard last. The end of the text is not cut, nor are lines above what was said. */
static struct spot last_spot(
	const struct bp_reader_view *view, struct spot from, size_t end, size_t bottom)
{
	const struct bp_line *lines = view->layout->lines;
	size_t line = view->cursor;

	if (view->focus_block != UINT32_MAX && from.line == line && line < end) {
		while (line < end && lines[line].block == view->focus_block)
			line++;
		return (struct spot){line, 0};
	}
	bool cut = end == bottom && end < view->layout->count && from.line < end;

	return cut ? plain_page_end(view->layout, from, end) : (struct spot){end, 0};
}

static struct spot say_reader_later(struct spot a, struct spot b)
{
	return a.line > b.line || (a.line == b.line && a.byte > b.byte) ? a : b;
}

/* Up to where the window has been said, if it was printed up to `to`, of lines before `end`.
 */
static struct spot said_spot(const struct bp_plain *plain, struct spot from,
	struct spot to, size_t end, size_t bottom)
{
	const struct said_reader *said = &plain->said.reader;

	if (!say_reader_is_same(plain))
		return to;
	if (from.line >= end) /* nothing was */
		return said->end;
	if (end < bottom) /* only what is above that which was said before */
		return said->end.line < bottom ? said->end : (struct spot){bottom, 0};
	return plain->view.as.reader.top == said->top ? say_reader_later(to, said->end)
						      : to;
}

void plain_say_reader(struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	struct said_reader *said = &plain->said.reader;
	size_t body = (size_t)plain_body(plain), count = view->layout->count;
	size_t bottom = view->top + body < count ? view->top + body : count, end = bottom;
	bool pointed = points_anew(plain);
	struct spot from = {0}, to = {0};

	if (count == 0) /* a module without a text */
		return;
	from = first_spot(plain, pointed, &end);
	to = last_spot(view, from, end, bottom);

	if (pointed && !plain->view.message_cursor)
		put_pointed(plain, view->cursor < from.line || view->cursor >= end);
	put_page(plain, from, to);
	to = said_spot(plain, from, to, end, bottom);
	*said = (struct said_reader){
		.visit = view->visit,
		.moves = view->moves,
		.count = count,
		.top = view->top,
		.bottom = bottom,
		.end = to,
		.cursor = view->cursor,
		.focus_link = view->focus_link,
		.focus_block = view->focus_block,
		.hit = plain->view.message_cursor ? 0 : hit_of(view),
	};
	*view->told = to.line > view->top ? to.line - view->top : 0;
}
