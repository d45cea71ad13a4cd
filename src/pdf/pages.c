/* Draws a sheet as a PDF document, A4. */
#include "sheet.h"
#include "surface.h"
#include <berpijar/qr.h>
#include <string.h>

/* In points of 1/72 inch. */
#define WIDTH  SURFACE_WIDTH
#define HEIGHT SURFACE_HEIGHT
#define MARGIN 56.0
#define RIGHT  (WIDTH - MARGIN)
#define LABEL  150.0 /* where the values of rows begin */
#define SIZE   10.0
#define LINE   14.5
#define MODULE 2.6   /* side of a module of the QR code of a number */
#define DENSE  2.3   /* … of that of a claim, which may have 61 of them in a row */
#define FOOT   200.0 /* height of the block for signatures with the code */

/* Columns of the list of modules: their left edges, or right edges for JP, MINUTES,
 * SCORE. */
enum { NUMBER = 56, TITLE = 80, JP = 345, MINUTES = 400, DAY = 415, SCORE = 539 };

struct page {
	cairo_t *context;
	struct bp_arena *arena;
	double y; /* the baseline of the next line */
	const struct sheet *sheet;
	int number, count; /* of pages, from 1; count 0: not known yet */
};

/* ---- text ---- */

static void pdf_set_font(struct page *page, double size, bool bold)
{
	cairo_select_font_face(page->context, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
		bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(page->context, size);
}

static double pdf_width_of(struct page *page, const char *text)
{
	cairo_text_extents_t extents;

	cairo_text_extents(page->context, text, &extents);
	return extents.x_advance;
}

static void pdf_put(struct page *page, double x, const char *text)
{
	cairo_move_to(page->context, x, page->y);
	cairo_show_text(page->context, text);
}

static void pdf_put_right(struct page *page, double x, const char *text)
{
	pdf_put(page, x - pdf_width_of(page, text), text);
}

static void pdf_put_centred(struct page *page, const char *text)
{
	pdf_put(page, (WIDTH - pdf_width_of(page, text)) / 2, text);
}

/* Numbers the page, so that loose sheets can be put in order; a single one needs none. */
static void pdf_put_page_number(struct page *page)
{
	if (page->count < 2)
		return;
	page->y = HEIGHT - MARGIN / 2;
	pdf_put_centred(page,
		bp_arena_printf(page->arena, "%s %s, halaman %d dari %d",
			page->sheet->title, page->sheet->number, page->number,
			page->count));
}

/* Begins a new page unless `room` points are left on this one. */
static void pdf_need(struct page *page, double room)
{
	if (page->y + room <= HEIGHT - MARGIN)
		return;
	pdf_put_page_number(page);
	cairo_show_page(page->context);
	page->number++;
	page->y = MARGIN + LINE;
}

/* A line of hexadecimal digits that is a little too long is cut in the middle, rather than
 * leave one digit for the next line. */
static size_t pdf_middle(struct bp_str text, size_t end)
{
	size_t digits = strspn(text.at, "0123456789abcdef");

	return digits == text.len && end > text.len / 2 ? text.len / 2 : end;
}

/* How many bytes of the text fit into the width, cut at a blank if possible. */
static size_t pdf_fitting(struct page *page, struct bp_str text, double width)
{
	size_t end = 0, cut = 0, at = 0;
	uint32_t code;

	while (at < text.len) {
		size_t next = at + bp_utf8_next(text, at, &code);
		const char *part = bp_arena_cstr(page->arena, bp_str_part(text, 0, next));
		if (at && pdf_width_of(page, part) > width)
			return cut ? cut : pdf_middle(text, end);
		if (next < text.len && text.at[next] == ' ')
			cut = next;
		end = at = next;
	}
	return text.len;
}

/* Puts a text into as many lines as it needs; page->y stays at the last of them. */
static void pdf_put_wrapped(struct page *page, double x, double width, const char *text)
{
	struct bp_str left = bp_str(text);

	while (left.len) {
		size_t end = pdf_fitting(page, left, width);
		pdf_put(page, x, bp_arena_cstr(page->arena, bp_str_part(left, 0, end)));
		left = bp_str_trim(bp_str_from(left, end));
		if (left.len)
			page->y += LINE;
	}
}

static void pdf_put_rule(struct page *page, double x, double end)
{
	cairo_set_line_width(page->context, 0.5);
	cairo_move_to(page->context, x, page->y);
	cairo_line_to(page->context, end, page->y);
	cairo_stroke(page->context);
}

/* ---- parts ---- */

static void pdf_put_row(struct page *page, const struct sheet_row *row)
{
	pdf_need(page, 2 * LINE);
	pdf_put(page, MARGIN, row->cells[0]);
	pdf_put_wrapped(page, LABEL, RIGHT - LABEL, row->cells[1]);
	page->y += LINE;
}

static void pdf_put_head(struct page *page)
{
	pdf_need(page, 3 * LINE);
	page->y += LINE;
	pdf_put(page, NUMBER, "No");
	pdf_put(page, TITLE, "Modul");
	pdf_put_right(page, JP, "JP");
	pdf_put_right(page, MINUTES, "Menit");
	pdf_put(page, DAY, "Selesai (WIB)");
	pdf_put_right(page, SCORE, "Nilai");
	page->y += LINE / 2;
	pdf_put_rule(page, MARGIN, RIGHT);
	page->y += LINE;
}

static void pdf_put_module(struct page *page, const struct sheet_row *module)
{
	pdf_need(page, 3 * LINE);
	pdf_put(page, NUMBER, module->cells[SHEET_NUMBER]);
	pdf_put_right(page, JP, module->cells[SHEET_JP]);
	pdf_put_right(page, MINUTES, module->cells[SHEET_MINUTES]);
	pdf_put(page, DAY, module->cells[SHEET_DAY]);
	pdf_put_right(page, SCORE, module->cells[SHEET_SCORE]);
	pdf_put_wrapped(page, TITLE, JP - 30 - TITLE, module->cells[SHEET_TITLE]);
	page->y += LINE;
}

static void pdf_put_modules(struct page *page, const struct sheet_rows *modules)
{
	pdf_put_head(page);
	for (size_t i = 0; i < modules->count; i++)
		pdf_put_module(page, &modules->at[i]);
	page->y -= LINE / 2;
	pdf_put_rule(page, MARGIN, RIGHT);
	page->y += 1.5 * LINE;
}

static void pdf_put_modules_of(struct page *page, const struct bp_qr *code, double side)
{
	double left = RIGHT - code->size * side, top = page->y - SIZE;

	for (int i = 0; i < code->size * code->size; i++) {
		int row = i / code->size, column = i % code->size;
		if (code->modules[i])
			cairo_rectangle(page->context, left + column * side,
				top + row * side, side, side);
	}
	cairo_fill(page->context);
}

/* A signed proof has its claim there, which proves itself; another one its number. */
static void pdf_put_code(struct page *page)
{
	const struct sheet *sheet = page->sheet;
	bool claim = sheet->code[0] != '\0';
	struct bp_qr *code = claim ? bp_qr_new_dense(bp_str(sheet->code), NULL)
				   : bp_qr_new(bp_str(sheet->number), NULL);

	if (code)
		pdf_put_modules_of(page, code, claim ? DENSE : MODULE);
	bp_qr_free(code);
}

/* A block to be signed by the superior or the training unit, and the QR code. What is not
 * known of who signs is a line to write on. */
static void pdf_put_foot(struct page *page)
{
	static const char *const lines[] = {
		"Nama", "NIP", "Jabatan", "Tanggal", "Tanda tangan"};

	pdf_need(page, FOOT);
	page->y += LINE;
	pdf_put_wrapped(page, MARGIN, RIGHT - MARGIN, page->sheet->notice);
	page->y += 2 * LINE;
	pdf_put(page, MARGIN, "Mengetahui, atasan langsung atau unit pelatihan");
	pdf_put_code(page);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		page->y += 1.8 * LINE;
		pdf_put(page, MARGIN, lines[i]);
		if (page->sheet->foot.cells[i][0])
			pdf_put_wrapped(
				page, LABEL, 380 - LABEL, page->sheet->foot.cells[i]);
		else
			pdf_put_rule(page, LABEL, 380);
	}
}

static void pdf_put_rows(struct page *page, const struct sheet_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		pdf_put_row(page, &rows->at[i]);
}

static void pdf_draw(struct page *page)
{
	const struct sheet *sheet = page->sheet;

	pdf_set_font(page, 18, true);
	pdf_put_centred(page, sheet->title);
	pdf_set_font(page, SIZE, false);
	page->y += 2.5 * LINE;
	pdf_put_rows(page, &sheet->above);
	pdf_put_modules(page, &sheet->modules);
	pdf_put_rows(page, &sheet->below);
	pdf_put_foot(page);
	pdf_put_page_number(page);
}

/* ---- the document ---- */

/* page->count is the number of pages that it prints; 0 prints none. */
static void pdf_draw_on(void *context, cairo_t *on)
{
	struct page *page = context;

	page->context = on;
	page->arena = bp_arena_new();
	page->y = MARGIN + 2 * LINE;
	page->number = 1;
	pdf_draw(page);
	bp_arena_free(page->arena);
}

/* A first draft finds out how many pages there are. */
const char *sheet_draw(const struct sheet *sheet, struct bp_buf *out)
{
	struct bp_buf draft = {0}, title = {0};
	struct page page = {.sheet = sheet};

	bp_buf_printf(&title, "%s %s", sheet->title, sheet->number);
	const struct surface about = {title.at, sheet->date};
	const char *fault = surface_draw(&about, pdf_draw_on, &page, &draft);
	page.count = page.number;
	if (!fault)
		fault = surface_draw(&about, pdf_draw_on, &page, out);
	bp_buf_release(&draft);
	bp_buf_release(&title);
	return fault;
}
