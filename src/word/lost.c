/* A pass over the tags of a document. It knows no more of XML than where tags begin and end:
 * what pandoc is given is read by pandoc, and this only counts. */
#include "lost.h"
#include "notes.h"
#include <berpijar/lang.h>
#include <string.h>

#define HEADING_MOST 120 /* bytes of a heading that is named */
#define BOX_MOST     200 /* of a text that is not brought along */

/* An image is lost only if it is not in the document itself. */
#define LINKED_IMAGE "a:blip"

static const struct {
	const char *tag;
	const char *what; /* N_() */
} marks[] = {
	{"w:txbxContent", N_("kotak teks")},
	{"draw:text-box", N_("kotak teks")},
	{"dgm:relIds", N_("bagan SmartArt")},
	{"c:chart", N_("grafik")},
	{"o:OLEObject", N_("objek dari program lain")},
	{"draw:object-ole", N_("objek dari program lain")},
	{"v:textpath", N_("WordArt")},
	{"w:altChunk", N_("dokumen di dalam dokumen")},
	{LINKED_IMAGE, N_("gambar yang hanya ditautkan")},
	{"w:commentReference", N_("komentar")},
	{"office:annotation", N_("komentar")},
	{"w:del", N_("teks yang sudah dihapus (masih tercatat di pelacak perubahan)")},
	{"text:deletion",
		N_("teks yang sudah dihapus (masih tercatat di pelacak perubahan)")},
};

struct tag {
	struct bp_str name;  /* without "/" */
	struct bp_str whole; /* from "<" to ">" */
	bool ends;
};

struct scan {
	struct bp_word *word;
	struct bp_str xml;
	size_t at;
	int page;     /* 0: the document does not say */
	int fallback; /* within so many copies for old programs */
	bool in_text, in_heading;
	int box; /* within so many text boxes */
	struct bp_buf paragraph, heading, boxed;
};

/* Goes to the next tag, whose text in front of it is *before. */
static bool lost_next(struct scan *scan, struct tag *tag, struct bp_str *before)
{
	struct bp_str xml = scan->xml;
	size_t start = bp_str_find(xml, BP_STR("<"), scan->at);
	size_t end = start == SIZE_MAX ? start : bp_str_find(xml, BP_STR(">"), start);

	if (end == SIZE_MAX)
		return false;
	*before = bp_str_part(xml, scan->at, start);
	scan->at = end + 1;
	tag->whole = bp_str_part(xml, start, end + 1);
	tag->ends = xml.at[start + 1] == '/';
	size_t name = start + 1 + tag->ends, last = name;
	while (last < end && !bp_is_space(xml.at[last]) && xml.at[last] != '/')
		last++;
	tag->name = bp_str_part(xml, name, last);
	return true;
}

static bool lost_has(const struct tag *tag, const char *text)
{
	return bp_str_find(tag->whole, bp_str(text), 0) != SIZE_MAX;
}

/* ---- where it is ---- */

/* Word's own styles are called so in English and in Indonesian. */
static bool lost_is_heading(const struct tag *tag)
{
	return bp_str_is(tag->name, "text:h") ||
		(bp_str_is(tag->name, "w:pStyle") &&
			(lost_has(tag, "\"Heading") || lost_has(tag, "\"Judul")));
}

static void lost_end_paragraph(struct scan *scan)
{
	struct bp_str text = bp_str_trim(bp_buf_str(&scan->paragraph));

	if (scan->in_heading && text.len) {
		bp_buf_clear(&scan->heading);
		bp_buf_add_str(&scan->heading, text);
	}
	bp_buf_clear(&scan->paragraph);
	scan->in_heading = false;
}

static void lost_place(struct scan *scan, const struct tag *tag)
{
	bool paragraph = bp_str_is(tag->name, "w:p") || bp_str_is(tag->name, "text:h");

	if (bp_str_is(tag->name, "w:lastRenderedPageBreak") ||
		bp_str_is(tag->name, "text:soft-page-break"))
		scan->page += scan->page ? 1 : 2;
	if (bp_str_is(tag->name, "w:t"))
		scan->in_text = !tag->ends && !lost_has(tag, "/>");
	if (bp_str_is(tag->name, "mc:Fallback"))
		scan->fallback += tag->ends ? -1 : 1;
	if (paragraph && tag->ends)
		lost_end_paragraph(scan);
	if (!tag->ends && lost_is_heading(tag))
		scan->in_heading = true;
}

static void lost_add_text(struct scan *scan, struct bp_str text)
{
	bool own = scan->in_text || bp_str_is(bp_str(scan->word->format), "odt");

	if (!own || scan->fallback > 0)
		return;
	if (scan->box && scan->boxed.len < BOX_MOST)
		bp_buf_add_str(&scan->boxed, text);
	else if (!scan->box && scan->paragraph.len < HEADING_MOST)
		bp_buf_add_str(&scan->paragraph, text);
}

/* ---- what it is ---- */

static void lost_tell(struct scan *scan, const char *what, struct bp_str text)
{
	struct bp_buf place = {0};

	if (scan->page)
		bp_buf_printf(&place, _("halaman %d"), scan->page);
	if (scan->page && scan->heading.len)
		bp_buf_add_cstr(&place, ", ");
	bp_buf_add_str(&place, bp_buf_str(&scan->heading));
	if (text.len)
		notes_add(scan->word, bp_buf_str(&place), _("%s tidak dibawa: \"%.*s\""),
			what, (int)text.len, text.at);
	else
		notes_add(scan->word, bp_buf_str(&place), _("%s tidak dibawa"), what);
	bp_buf_release(&place);
}

/* What stands in a box is told with it, at its end. */
static bool lost_box(struct scan *scan, const struct tag *tag)
{
	bool box = bp_str_is(tag->name, "w:txbxContent") ||
		bp_str_is(tag->name, "draw:text-box");

	if (!box)
		return false;
	scan->box += tag->ends ? -(scan->box > 0) : 1;
	if (!scan->box) {
		struct bp_buf clean = {0};
		bp_buf_add_clean_line(&clean, bp_str_trim(bp_buf_str(&scan->boxed)));
		lost_tell(scan, _("kotak teks"), bp_buf_str(&clean));
		bp_buf_release(&clean);
		bp_buf_clear(&scan->boxed);
	}
	return true;
}

static void lost_look(struct scan *scan, const struct tag *tag)
{
	if (scan->fallback > 0 || lost_box(scan, tag) || tag->ends)
		return;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (bp_str_is(tag->name, marks[i].tag) &&
			(strcmp(marks[i].tag, LINKED_IMAGE) != 0 ||
				lost_has(tag, " r:link=")))
			lost_tell(scan, _(marks[i].what), (struct bp_str){0});
}

void lost_scan(struct bp_word *word, struct bp_str xml)
{
	struct scan scan = {.word = word, .xml = xml};
	struct bp_str before;
	struct tag tag;

	if (bp_str_find(xml, BP_STR("<w:lastRenderedPageBreak"), 0) != SIZE_MAX ||
		bp_str_find(xml, BP_STR("<text:soft-page-break"), 0) != SIZE_MAX)
		scan.page = 1;
	while (lost_next(&scan, &tag, &before)) {
		lost_add_text(&scan, before);
		lost_place(&scan, &tag);
		lost_look(&scan, &tag);
	}
	bp_buf_release(&scan.paragraph);
	bp_buf_release(&scan.heading);
	bp_buf_release(&scan.boxed);
}

/* ---- colours ---- */

/* Red and green are what answers are written in; other colours belong to the design. */
static bool lost_is_mark(const struct tag *tag)
{
	static const char *const colors[] = {"\"FF0000\"", "\"C00000\"", "\"EE0000\"",
		"\"00B050\"", "\"00FF00\"", "\"92D050\""};

	if (bp_str_is(tag->name, "w:highlight"))
		return !lost_has(tag, "\"none\"");
	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
		if (bp_str_is(tag->name, "w:color") && lost_has(tag, colors[i]))
			return true;
	return false;
}

void lost_underline(struct bp_str xml, struct bp_buf *out)
{
	struct scan scan = {.xml = xml};
	struct bp_str before;
	struct tag tag;

	while (lost_next(&scan, &tag, &before)) {
		bp_buf_add_str(out, before);
		bp_buf_add_str(out,
			lost_is_mark(&tag) ? BP_STR("<w:u w:val=\"single\"/>")
					   : tag.whole);
	}
	bp_buf_add_str(out, bp_str_from(xml, scan.at));
}
