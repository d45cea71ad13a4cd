/* A proof as PDF, A4. The only user of cairo. */
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/load.h>
#include <berpijar/proofs.h>
#include <berpijar/qr.h>
#include <cairo-pdf.h>
#include <string.h>

/* Points of 1/72 inch. */
#define WIDTH  595.28
#define HEIGHT 841.89
#define MARGIN 56.0
#define RIGHT  (WIDTH - MARGIN)
#define LABEL  150.0 /* where values start */
#define SIZE   10.0
#define LINE   14.5
#define MODULE 2.6   /* of the code */
#define FOOT   200.0 /* what the block for signatures and the code need */

/* Columns of the list of modules: where each starts, or ends if it is to the right. */
enum { NUMBER = 56, TITLE = 80, JP = 345, MINUTES = 400, DAY = 415, SCORE = 539 };

/* ---- the library ---- */

#define LIBRARY "libcairo.so.2"
/* clang-format off */
#define FUNCTIONS(F) \
	F(create) F(destroy) F(fill) F(line_to) F(move_to) F(pdf_surface_create_for_stream) \
	F(pdf_surface_set_metadata) F(rectangle) F(select_font_face) F(set_font_size) \
	F(set_line_width) F(show_page) F(show_text) F(status) F(status_to_string) F(stroke) \
	F(surface_destroy) F(surface_finish) F(surface_status) F(text_extents)
/* clang-format on */

static struct {
#define F(name) __typeof__(&cairo_##name) name;
	FUNCTIONS(F)
#undef F
} cairo;

static bool load(struct bp_error *err)
{
#define F(name) "cairo_" #name,
	static const char *const names[] = {FUNCTIONS(F)};
#undef F

	return bp_load(LIBRARY, names, sizeof names / sizeof *names, &cairo) ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("PDF memerlukan pustaka cairo (%s), yang belum terpasang; pasanglah libcairo2, atau pakailah --format text"),
			LIBRARY);
}

struct page {
	cairo_t *context;
	struct bp_arena *arena;
	double y;          /* of the next line's baseline */
	const char *proof; /* its number */
	int number, count; /* from 1; count 0: not known yet */
};

/* ---- text ---- */

static void set_font(struct page *page, double size, bool bold)
{
	cairo.select_font_face(page->context, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
		bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
	cairo.set_font_size(page->context, size);
}

static double width_of(struct page *page, const char *text)
{
	cairo_text_extents_t extents;

	cairo.text_extents(page->context, text, &extents);
	return extents.x_advance;
}

static void put(struct page *page, double x, const char *text)
{
	cairo.move_to(page->context, x, page->y);
	cairo.show_text(page->context, text);
}

static void put_right(struct page *page, double x, const char *text)
{
	put(page, x - width_of(page, text), text);
}

static void put_centred(struct page *page, const char *text)
{
	put(page, (WIDTH - width_of(page, text)) / 2, text);
}

/* What loose sheets are put in order by; one alone needs nothing. */
static void put_page_number(struct page *page)
{
	if (page->count < 2)
		return;
	page->y = HEIGHT - MARGIN / 2;
	put_centred(page,
		bp_arena_printf(page->arena, "%s %s, halaman %d dari %d", BP_PROOF_TITLE,
			page->proof, page->number, page->count));
}

/* Room for so many points, on the next page if this one has none. */
static void need(struct page *page, double room)
{
	if (page->y + room <= HEIGHT - MARGIN)
		return;
	put_page_number(page);
	cairo.show_page(page->context);
	page->number++;
	page->y = MARGIN + LINE;
}

/* The longest start of the text that fits, up to a blank if there is one. */
static size_t fitting(struct page *page, struct bp_str text, double width)
{
	size_t end = 0, cut = 0, at = 0;
	uint32_t code;

	while (at < text.len) {
		size_t next = at + bp_utf8_next(text, at, &code);
		const char *part = bp_arena_cstr(page->arena, bp_str_part(text, 0, next));
		if (at && width_of(page, part) > width)
			return cut ? cut : end;
		if (next < text.len && text.at[next] == ' ')
			cut = next;
		end = at = next;
	}
	return text.len;
}

/* In as many lines as it takes; the last one stays in hand. */
static void put_wrapped(struct page *page, double x, double width, const char *text)
{
	struct bp_str left = bp_str(text);

	while (left.len) {
		size_t end = fitting(page, left, width);
		put(page, x, bp_arena_cstr(page->arena, bp_str_part(left, 0, end)));
		left = bp_str_trim(bp_str_from(left, end));
		if (left.len)
			page->y += LINE;
	}
}

static void put_rule(struct page *page, double x, double end)
{
	cairo.set_line_width(page->context, 0.5);
	cairo.move_to(page->context, x, page->y);
	cairo.line_to(page->context, end, page->y);
	cairo.stroke(page->context);
}

/* ---- parts ---- */

static void put_row(struct page *page, const struct bp_proof_row *row)
{
	need(page, 2 * LINE);
	put(page, MARGIN, row->label);
	put_wrapped(page, LABEL, RIGHT - LABEL, row->value);
	page->y += LINE;
}

static void put_head(struct page *page)
{
	need(page, 3 * LINE);
	page->y += LINE;
	put(page, NUMBER, "No");
	put(page, TITLE, "Modul");
	put_right(page, JP, "JP");
	put_right(page, MINUTES, "Menit");
	put(page, DAY, "Selesai (WIB)");
	put_right(page, SCORE, "Nilai");
	page->y += LINE / 2;
	put_rule(page, MARGIN, RIGHT);
	page->y += LINE;
}

static void put_module(
	struct page *page, const struct bp_proof_module *module, size_t number)
{
	need(page, 3 * LINE);
	put(page, NUMBER, bp_arena_printf(page->arena, "%zu", number));
	put_right(page, JP, bp_proof_jp(page->arena, module->jp_halves));
	put_right(page, MINUTES, bp_arena_printf(page->arena, "%d", module->minutes));
	put(page, DAY, bp_proof_date(page->arena, module->done_at, true));
	put_right(page, SCORE,
		module->percent < 0
			? "-"
			: bp_arena_printf(page->arena, "%d", module->percent));
	put_wrapped(page, TITLE, JP - 30 - TITLE, module->title);
	page->y += LINE;
}

static void put_modules(struct page *page, const struct bp_proof *proof)
{
	put_head(page);
	for (size_t i = 0; i < proof->module_count; i++)
		put_module(page, &proof->modules[i], i + 1);
	page->y -= LINE / 2;
	put_rule(page, MARGIN, RIGHT);
	page->y += 1.5 * LINE;
}

static void put_code(struct page *page, const char *number)
{
	struct bp_qr *code = bp_qr_new(bp_str(number), NULL);
	double left, top = page->y - SIZE;

	if (!code)
		return;
	left = RIGHT - code->size * MODULE;
	for (int i = 0; i < code->size * code->size; i++) {
		int row = i / code->size, column = i % code->size;
		if (code->modules[i] & 1)
			cairo.rectangle(page->context, left + column * MODULE,
				top + row * MODULE, MODULE, MODULE);
	}
	cairo.fill(page->context);
	bp_qr_free(code);
}

/* An empty block for the superior or the training unit, and the code beside it. */
static void put_foot(struct page *page, const struct bp_proof *proof)
{
	static const char *const lines[] = {
		"Nama", "NIP", "Jabatan", "Tanggal", "Tanda tangan"};

	need(page, FOOT);
	page->y += LINE;
	put_wrapped(page, MARGIN, RIGHT - MARGIN, BP_PROOF_NOTICE);
	page->y += 2 * LINE;
	put(page, MARGIN, "Mengetahui, atasan langsung atau unit pelatihan");
	put_code(page, proof->number);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		page->y += 1.8 * LINE;
		put(page, MARGIN, lines[i]);
		put_rule(page, LABEL, 380);
	}
}

/* A PDF with a name in it proves nothing. */
static const struct bp_proof_row unsigned_form = {"Pemeriksaan",
	"PDF ini tidak memuat tanda tangan digital; yang dapat diperiksa adalah bentuk teks atau JSON dengan nomor yang sama"};

static void draw(
	struct page *page, const struct bp_proof *proof, const struct bp_signer *signer)
{
	struct bp_proof_rows rows;

	bp_proof_describe(page->arena, proof, signer, &rows);
	set_font(page, 18, true);
	put_centred(page, BP_PROOF_TITLE);
	set_font(page, SIZE, false);
	page->y += 2.5 * LINE;
	for (size_t i = 0; i < rows.head; i++)
		put_row(page, &rows.at[i]);
	put_modules(page, proof);
	for (size_t i = rows.head; i < rows.count; i++)
		put_row(page, &rows.at[i]);
	if (signer)
		put_row(page, &unsigned_form);
	put_foot(page, proof);
	put_page_number(page);
}

/* ---- the document ---- */

static cairo_status_t take(void *out, const unsigned char *bytes, unsigned size)
{
	bp_buf_add(out, bytes, size);
	return CAIRO_STATUS_SUCCESS;
}

/* Dated by the record, so that the same one gives the same bytes. */
static void describe(
	cairo_surface_t *surface, struct page *page, const struct bp_proof *proof)
{
	char at[BP_TIME_ROOM];

	bp_time_iso(proof->done_at, at);
	cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, at);
	cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, at);
	cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
		bp_arena_printf(page->arena, "%s %s", BP_PROOF_TITLE, proof->number));
	cairo.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "berpijar");
}

/* Appends the document; *pages is how many it has, 0 if that is not known, and then how
 * many it had. */
static bool make(const struct bp_proof *proof, const struct bp_signer *signer, int *pages,
	struct bp_buf *out, struct bp_error *err)
{
	cairo_surface_t *surface =
		cairo.pdf_surface_create_for_stream(take, out, WIDTH, HEIGHT);
	struct page page = {
		.context = cairo.create(surface),
		.arena = bp_arena_new(),
		.y = MARGIN + 2 * LINE,
		.proof = proof->number,
		.number = 1,
		.count = *pages,
	};

	describe(surface, &page, proof);
	draw(&page, proof, signer);
	*pages = page.number;
	cairo_status_t status = cairo.status(page.context);
	cairo.destroy(page.context);
	cairo.surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo.surface_status(surface);
	cairo.surface_destroy(surface);
	bp_arena_free(page.arena);
	return status == CAIRO_STATUS_SUCCESS ||
		bp_fail(err, BP_ERROR_SYSTEM, _("PDF tidak dapat dibuat: %s"),
			cairo.status_to_string(status));
}

const bool bp_proof_has_pdf = true;

bool bp_proof_pdf(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_buf draft = {0};
	int pages = 0;
	bool ok = load(err) && make(proof, signer, &pages, &draft, err) &&
		make(proof, signer, &pages, out, err);

	bp_buf_release(&draft);
	return ok;
}
