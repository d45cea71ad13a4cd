/* Lessons: each page begins after the last line that has been said. */
#include "private.h"
#include <berpijar/lang.h>

static void say_reader_put_line(struct bp_plain *plain, size_t line)
{
	struct bp_buf text = {0};

	lines_of_layout(plain->view.as.reader.layout, line, &text);
	plain_put(plain, bp_buf_str(&text));
	bp_buf_release(&text);
}

static bool say_reader_is_blank(const struct bp_layout *layout, size_t line)
{
	return layout->lines[line].count == 0;
}

/* Whether a line is the first of its block that is not empty. */
static bool begins_block(const struct bp_layout *layout, size_t line)
{
	uint32_t block = layout->lines[line].block;

	if (say_reader_is_blank(layout, line))
		return false;
	while (line > 0 && layout->lines[line - 1].block == block)
		if (!say_reader_is_blank(layout, --line))
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
	uint8_t margin =
		view->margins ? view->margins[view->layout->lines[line].block] : 0;

	if (margin < sizeof words / sizeof *words && words[margin])
		plain_put_words(plain, _(words[margin]));
}

/* Lines first..end-1 without the empty ones at both ends. */
static void put_page(struct bp_plain *plain, size_t first, size_t end)
{
	const struct bp_layout *layout = plain->view.as.reader.layout;

	while (first < end && say_reader_is_blank(layout, first))
		first++;
	while (first < end && say_reader_is_blank(layout, end - 1))
		end--;
	for (size_t i = first; i < end; i++) {
		if (i == first || begins_block(layout, i))
			say_reader_put_margin(plain, i);
		say_reader_put_line(plain, i);
	}
}

/* Prints the question that has the focus. */
static void say_reader_put_question(struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	const struct bp_layout *layout = view->layout;

	for (size_t i = view->cursor;
		i < layout->count && layout->lines[i].block == view->focus_block; i++)
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

static void put_hit(struct bp_plain *plain, bool with_line)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	struct bp_buf words = {0};

	if (view->hits->count == 0)
		bp_buf_add_cstr(&words, _("tidak ditemukan"));
	else
		bp_buf_printf(&words, _("Temuan %u dari %u:"), view->hit + 1,
			view->hits->count);
	if (view->hits->count || !plain->view.message)
		plain_put_words(plain, words.at);
	if (with_line && view->hits->count)
		say_reader_put_line(plain, view->cursor);
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

/* The first line of the page that has to be printed; *end: behind the last one. */
static size_t first_line(
	const struct bp_plain *plain, bool same, bool pointed, size_t *end)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	const struct said_reader *said = &plain->said.reader;
	size_t first = view->top, page_end = *end;

	if (same)
		first = plain_new_lines(plain, said->top, said->end, view->top, end);
	if (!pointed &&
		view->moves != said->moves) { /* a jump: its target, known or not */
		*end = page_end;
		return view->cursor;
	}
	if (!pointed || view->cursor < first || view->cursor >= page_end)
		return first;
	bool jumps = hit_of(view) || first == view->top;
	*end = page_end;
	return jumps ? view->cursor : first;
}

void plain_say_reader(struct bp_plain *plain)
{
	const struct bp_reader_view *view = &plain->view.as.reader;
	struct said_reader *said = &plain->said.reader;
	size_t body = (size_t)plain_body(plain), count = view->layout->count;
	size_t end = view->top + body < count ? view->top + body : count, page_end = end;
	bool same = said->visit == view->visit && said->count == count;
	bool pointed = points_anew(plain);
	size_t first = first_line(plain, same, pointed, &page_end);

	if (pointed && !plain->view.message_cursor)
		put_pointed(plain, view->cursor < first || view->cursor >= page_end);
	put_page(plain, first, page_end);
	*said = (struct said_reader){
		.visit = view->visit,
		.moves = view->moves,
		.count = count,
		.top = view->top,
		.end = same && view->top == said->top && said->end > end ? said->end
									 : end,
		.cursor = view->cursor,
		.focus_link = view->focus_link,
		.focus_block = view->focus_block,
		.hit = plain->view.message_cursor ? 0 : hit_of(view),
	};
}
