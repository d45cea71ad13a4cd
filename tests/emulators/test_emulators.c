/*
 * All golden screens, as term/output.c sends them to a terminal of one TERM, shown by the
 * tmux or the mosh of this machine: what it shows must be what we think that it shows,
 * glyph by glyph and style by style, after a first screen, after a scroll, and after the
 * change to the next golden screen.
 *
 * test_emulators tmux|mosh TERM FOLDER...
 *
 * Glyphs and cursor are compared with the golden file; styles with what libvterm shows of
 * the same screen, since a golden file has those of xterm-256color alone. The emulator is
 * asked first how wide it draws each glyph: cells of those that it draws otherwise than
 * core/unicode_table.h says are listed and left out, all others have to be right.
 */
#include "../../src/term/output.h"
#include "emulator.h"
#include "picture.h"
#include "session.h"
#include <berpijar/arena.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SKIPPED     77
#define SILENT      3     /* exit status: it does not start or answer */
#define HANG_S      60    /* six times what it takes */
#define SETTLE_MS   10000 /* what a change that has arrived may still take to be drawn */
#define PICTURES    200
#define GLYPHS      500
#define FAULT_LIMIT 5 /* told in full */

/* A glyph of a golden screen, and the columns that the emulator gives it. */
struct drawn {
	struct bp_glyph glyph;
	int columns;
};

struct run {
	const char *kind, *term;
	struct emulator emulator;
	struct bp_output output;
	struct picture pictures[PICTURES];
	char *names[PICTURES];
	size_t count;
	struct drawn glyphs[GLYPHS];
	size_t glyph_count;
	int screens, cells, others, faults;
};

static void run_tell(struct run *run, const char *name, const char *what)
{
	printf("%s, TERM=%s: %s: %s\n", run->kind, run->term, name, what);
	run->faults++;
}

/* ---- the pictures ---- */

static struct bp_buf run_file(const char *path)
{
	struct bp_buf all = {0};
	char bytes[4096];
	size_t len;
	FILE *file = fopen(path, "r");

	while (file && (len = fread(bytes, 1, sizeof bytes, file)) > 0)
		bp_buf_add(&all, bytes, len);
	if (file)
		fclose(file);
	return all;
}

static bool run_read_one(struct run *run, const char *path)
{
	struct bp_buf text = run_file(path);
	struct picture *picture = &run->pictures[run->count];
	bool read = run->count < PICTURES && picture_read(picture, bp_buf_str(&text));

	bp_buf_release(&text);
	if (!read)
		return false;
	picture->screen.scroll_top = 2;
	picture->screen.scroll_bottom = picture->screen.rows - 3;
	run->names[run->count++] = bp_strdup(strrchr(path, '/') + 1);
	return true;
}

static bool run_read(struct run *run, char **folders)
{
	bool read = true;

	for (; *folders && read; folders++) {
		char pattern[4096];
		glob_t found;
		snprintf(pattern, sizeof pattern, "%s/*.screen", *folders);
		read = glob(pattern, 0, NULL, &found) == 0;
		for (size_t i = 0; read && i < found.gl_pathc; i++)
			read = run_read_one(run, found.gl_pathv[i]);
		globfree(&found);
	}
	return read;
}

/* ---- widths ---- */

static bool run_same_glyph(const struct bp_glyph *a, const struct bp_glyph *b)
{
	return a->base == b->base && a->mark[0] == b->mark[0] && a->mark[1] == b->mark[1];
}

/* The columns that the emulator gives a glyph; ours for what it was not asked about. */
static int run_width(const struct bp_glyph *glyph, void *data)
{
	const struct run *run = data;

	for (size_t i = 0; i < run->glyph_count; i++)
		if (run_same_glyph(glyph, &run->glyphs[i].glyph))
			return run->glyphs[i].columns;
	return glyph->width;
}

static void run_add_glyphs(struct run *run, const struct bp_screen *screen)
{
	for (int i = 0; i < screen->rows * screen->columns; i++) {
		struct bp_glyph glyph = bp_cell_glyph(&screen->cells[i]);
		size_t known = 0;
		if (glyph.base < 0x80 && !glyph.mark[0])
			continue;
		while (known < run->glyph_count &&
			!run_same_glyph(&glyph, &run->glyphs[known].glyph))
			known++;
		if (known == run->glyph_count && known < GLYPHS)
			run->glyphs[run->glyph_count++] =
				(struct drawn){glyph, glyph.width};
	}
}

/* Draws one glyph a row over the first of five letters: those that are left run_tell how many
 * columns it took. */
static void run_add_probe(struct bp_buf *bytes, int row, const struct bp_glyph *glyph)
{
	bp_buf_printf(bytes, "\033[%d;1Habcde\r", row + 1);
	bp_buf_add_code(bytes, glyph->base);
	for (int i = 0; i < 2 && glyph->mark[i]; i++)
		bp_buf_add_code(bytes, glyph->mark[i]);
}

static bool run_probe_screen(struct run *run, size_t first, int rows)
{
	struct bp_buf bytes = {0}, text = {0};
	size_t last = first, at = 0;

	bp_buf_add_cstr(&bytes, "\033[m\033[2J");
	for (int row = 0; row < rows && last < run->glyph_count; row++)
		run_add_probe(&bytes, row, &run->glyphs[last++].glyph);
	bool shown = emulator_send(&run->emulator, bp_buf_str(&bytes)) &&
		emulator_capture(&run->emulator, &text);
	for (size_t i = first; shown && i < last; i++) {
		size_t end = bp_str_find(bp_buf_str(&text), BP_STR("\n"), at);
		struct bp_str row = bp_str_part(bp_buf_str(&text), at, end);
		int letters = 0;
		row = bp_str_trim(row);
		while (letters < 5 && row.len > (size_t)letters &&
			row.at[row.len - 1 - (size_t)letters] == 'e' - letters)
			letters++;
		run->glyphs[i].columns = 5 - letters;
		at = end + 1;
	}
	bp_buf_release(&bytes);
	bp_buf_release(&text);
	return shown;
}

static bool run_probe(struct run *run, int rows)
{
	for (size_t i = 0; i < run->count; i++)
		run_add_glyphs(run, &run->pictures[i].screen);
	for (size_t first = 0; first < run->glyph_count; first += (size_t)rows)
		if (!run_probe_screen(run, first, rows))
			return false;
	return true;
}

static void run_list_widths(const struct run *run)
{
	for (size_t i = 0; i < run->glyph_count; i++) {
		const struct drawn *drawn = &run->glyphs[i];
		struct bp_buf glyph = {0};
		if (drawn->columns == drawn->glyph.width)
			continue;
		bp_buf_add_code(&glyph, drawn->glyph.base);
		for (int k = 0; k < 2 && drawn->glyph.mark[k]; k++)
			bp_buf_printf(&glyph, " U+%04X", (unsigned)drawn->glyph.mark[k]);
		printf("%s draws %s (U+%04X) %d wide, we %d\n", run->kind, glyph.at,
			(unsigned)drawn->glyph.base, drawn->columns, drawn->glyph.width);
		bp_buf_release(&glyph);
	}
}

/* ---- comparing ---- */

/* Marks the cells that a glyph of another width there makes unlike ours. */
static void run_mark_others(
	const struct run *run, const struct bp_screen *screen, int row, bool *others)
{
	memset(others, 0, (size_t)screen->columns * sizeof *others);
	for (int column = 0; column < screen->columns; column++) {
		struct bp_glyph glyph =
			bp_cell_glyph(bp_screen_cell(screen, row, column));
		int there = run_width(&glyph, (void *)(uintptr_t)run);
		if (glyph.width == 0 || glyph.width == there)
			continue;
		for (int i = 0; i < 2 && column + i < screen->columns; i++)
			others[column + i] = true;
	}
}

static int run_our_width(const struct bp_glyph *glyph, void *data)
{
	(void)data;
	return glyph->width;
}

/*
 * A capture does not say in which columns its glyphs are: it is read with the widths that
 * the emulator gave them one by one, and with ours. Both are needed, since the two letters
 * of a flag may be two columns wide each and still two together.
 */
struct capture {
	struct picture theirs, ours;
};

static int run_differences(const struct run *run, const struct picture *wanted,
	const struct capture *shown, int row)
{
	bool others[1000];
	int theirs = 0, ours = 0;

	run_mark_others(run, &wanted->screen, row, others);
	for (int column = 0; column < wanted->screen.columns; column++) {
		if (others[column])
			continue;
		theirs += !picture_same(wanted, &shown->theirs, row, column);
		ours += !picture_same(wanted, &shown->ours, row, column);
	}
	return theirs < ours ? theirs : ours;
}

static int run_all_differences(
	const struct run *run, const struct picture *wanted, const struct capture *shown)
{
	int count = 0;

	for (int row = 0; row < wanted->screen.rows; row++)
		count += run_differences(run, wanted, shown, row);
	return count;
}

static void run_tell_rows(struct run *run, const char *name, const struct picture *wanted,
	const struct capture *shown)
{
	for (int row = 0; row < wanted->screen.rows; row++) {
		struct bp_buf text = {0};
		int count = run_differences(run, wanted, shown, row);
		if (count == 0 || run->faults >= FAULT_LIMIT)
			continue;
		bp_buf_printf(
			&text, "%d cells of row %d differ\n  wanted |", count, row + 1);
		picture_row(wanted, row, &text);
		bp_buf_add_cstr(&text, "|\n  shown  |");
		picture_row(&shown->theirs, row, &text);
		bp_buf_add_char(&text, '|');
		run_tell(run, name, text.at);
		bp_buf_release(&text);
	}
}

/* The styles of a screen on this TERM: what libvterm shows if the screen is all that it is
 * ever sent. */
static bool run_add_looks(struct run *run, const char *name, struct picture *wanted)
{
	const struct bp_screen *screen = &wanted->screen;
	struct bp_output whole = {.info = run->output.info,
		.utf8 = true,
		.row = -1,
		.style = BP_STYLE_NOTHING,
		.top = -1,
		.bottom = -1};
	struct bp_buf dump = {0};
	struct picture reference = {0};
	struct terminal terminal;
	int wrong = 0;

	terminal_init(&terminal, screen->columns, screen->rows);
	bp_output_screen(&whole, screen);
	terminal_feed(&terminal, whole.bytes.at, whole.bytes.len);
	terminal_dump(&terminal, &dump);
	bool read = picture_read(&reference, bp_buf_str(&dump));
	if (read)
		memcpy(wanted->looks, reference.looks,
			(size_t)(screen->rows * screen->columns) * sizeof *wanted->looks);
	for (int row = 0; read && row < screen->rows; row++)
		for (int column = 0; column < screen->columns; column++)
			wrong += !picture_same(wanted, &reference, row, column);
	if (wrong)
		run_tell(run, name, "libvterm shows other glyphs");
	terminal_release(&terminal);
	bp_screen_release(&whole.shown);
	bp_buf_release(&whole.bytes);
	bp_buf_release(&dump);
	picture_release(&reference);
	return read && !wrong;
}

/* What was captured may lack the end of a change for a moment: mosh draws the title first. */
static bool run_compare(struct run *run, const char *name, const struct picture *wanted)
{
	const struct bp_screen *screen = &wanted->screen;
	struct bp_buf text = {0};
	struct capture shown = {0};
	int row = -1, column = -1, count = 1;
	bool captured = true;

	for (double end = now_ms() + SETTLE_MS; captured && now_ms() < end;
		usleep(2000)) {
		picture_release(&shown.theirs);
		picture_release(&shown.ours);
		captured = emulator_capture(&run->emulator, &text) &&
			emulator_cursor(&run->emulator, &row, &column);
		picture_capture(&shown.theirs, screen->rows, screen->columns,
			bp_buf_str(&text), run_width, run);
		picture_capture(&shown.ours, screen->rows, screen->columns,
			bp_buf_str(&text), run_our_width, NULL);
		count = run_all_differences(run, wanted, &shown);
		if (!count && row == screen->cursor_row &&
			column == screen->cursor_column)
			break;
	}
	if (count)
		run_tell_rows(run, name, wanted, &shown);
	else if (row != screen->cursor_row || column != screen->cursor_column)
		run_tell(run, name, "the cursor is elsewhere");
	picture_release(&shown.theirs);
	picture_release(&shown.ours);
	bp_buf_release(&text);
	return captured;
}

/* ---- showing ---- */

/* Turns what the emulator shows into this picture. */
static bool run_show(struct run *run, const char *name, struct picture *picture)
{
	struct bp_buf *bytes = &run->output.bytes;

	bp_buf_clear(bytes);
	bp_output_screen(&run->output, &picture->screen);
	run->screens++;
	run->cells += picture->screen.rows * picture->screen.columns;
	return run_add_looks(run, name, picture) &&
		emulator_send(&run->emulator, bp_buf_str(bytes)) &&
		run_compare(run, name, picture);
}

/* The picture with the rows between its rules turned by so many, as if it were a lesson. */
static struct picture run_scrolled(const struct picture *picture, int by)
{
	const struct bp_screen *from = &picture->screen;
	int rows = from->scroll_bottom - from->scroll_top + 1;
	struct picture turned = {.screen = *from};
	size_t cells = (size_t)from->rows * (size_t)from->columns;

	turned.looks = bp_alloc(cells, sizeof *turned.looks);
	turned.screen.cells = bp_alloc(cells, sizeof *from->cells);
	memcpy(turned.screen.cells, from->cells, cells * sizeof *from->cells);
	for (int i = 0; i < rows; i++)
		memcpy(bp_screen_cell(&turned.screen, from->scroll_top + i, 0),
			bp_screen_cell(
				from, from->scroll_top + (i + by + rows) % rows, 0),
			(size_t)from->columns * sizeof *from->cells);
	return turned;
}

static bool run_resize(struct run *run, const struct bp_screen *screen)
{
	const struct bp_screen *shown = &run->output.shown;

	if (shown->rows == screen->rows && shown->columns == screen->columns)
		return true;
	return emulator_resize(&run->emulator, screen->rows, screen->columns);
}

/* A first screen, the same run_scrolled up or down by one to five rows, and the next one. */
static bool run_play(struct run *run, size_t i)
{
	size_t n = (i + 1) % run->count;
	struct picture *picture = &run->pictures[i], *next = &run->pictures[n];
	int by = 1 + (int)(i % 5);
	struct picture turned = run_scrolled(picture, i % 2 ? by : -by);

	run->output.known = false;
	bool shown = run_resize(run, &picture->screen) &&
		run_show(run, run->names[i], picture) &&
		run_show(run, run->names[i], &turned) && run_resize(run, &next->screen) &&
		run_show(run, run->names[n], next);
	picture_release(&turned);
	return shown;
}

static bool run_play_all(struct run *run)
{
	const struct bp_screen *first = &run->pictures[0].screen;
	struct bp_buf start = {0};
	bool going = emulator_resize(&run->emulator, first->rows, first->columns) &&
		run_probe(run, first->rows);

	bp_buf_add_cstr(&start,
		run->output.info.enter_screen ? run->output.info.enter_screen : "");
	going = going && emulator_send(&run->emulator, bp_buf_str(&start));
	for (size_t i = 0; going && i < run->count && run->faults < FAULT_LIMIT; i++)
		going = run_play(run, i);
	bp_buf_release(&start);
	return going;
}

/* In a process of its own, which may hang. */
static int run_whole(struct run *run, char **argv)
{
	alarm(HANG_S);
	if (!run_read(run, argv + 3) ||
		!bp_terminfo_load(&run->output.info, run->term, BP_COLORS_ALWAYS, NULL)) {
		printf("no golden screens, or no terminal %s\n", run->term);
		return 2;
	}
	run->output.style = BP_STYLE_NOTHING;
	bool answered = emulator_start(&run->emulator, run->kind) && run_play_all(run);
	if (!answered)
		run_tell(run, "-", "it does not start or answer");
	emulator_stop(&run->emulator);
	run_list_widths(run);
	printf("%s, TERM=%s: %d screens, %d cells, %d faults\n", run->kind, run->term,
		run->screens, run->cells, run->faults);
	for (size_t i = 0; i < run->count; i++) {
		picture_release(&run->pictures[i]);
		free(run->names[i]);
	}
	bp_output_release(&run->output);
	return !answered ? SILENT : run->faults > 0;
}

/* An emulator that hangs or falls silent is no fault of what is sent to it, if it does so
 * once: it is started anew then. */
int main(int argc, char **argv)
{
	struct run run = {.output = {.utf8 = true, .top = -1, .bottom = -1, .row = -1}};
	int status = 0;

	if (argc < 4)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0); /* what was said before it hangs is said */
	run.kind = argv[1];
	run.term = argv[2];
	if (!emulator_has(run.kind)) {
		printf("no %s here\n", run.kind);
		return SKIPPED;
	}
	for (int tries = 0; tries < 2; tries++) {
		pid_t child = fork();
		if (child == 0)
			exit(run_whole(&run, argv));
		waitpid(child, &status, 0);
		if (WIFEXITED(status) && WEXITSTATUS(status) != SILENT)
			return WEXITSTATUS(status);
		printf("%s\n", WIFEXITED(status) ? "it fell silent" : "it hung");
	}
	return 1;
}
