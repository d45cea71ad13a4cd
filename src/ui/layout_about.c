/* What a module says of itself, around its text and no part of it: what it is for and how
 * long it takes, before; where it comes from, behind. */
#include "layout_private.h"
#include <berpijar/arena.h>
#include <berpijar/course.h>
#include <berpijar/lang.h>
#include <berpijar/time.h>

#define HANG 2 /* columns of a source's bullet */

struct about {
	struct bp_layouter *layouter;
	uint32_t base; /* offset of what is said next; 0: before the text */
};

/* Begins to say something, in no block of the text: its lines count as the first block's or
 * the last one's. */
static struct about about_begin(
	struct bp_layouter *layouter, uint32_t block, uint32_t base)
{
	static const struct bp_block none;

	layouter->block = &none;
	layouter->index = block;
	layouter->indent = 0;
	bp_flow_start(&layouter->flow);
	return (struct about){layouter, base};
}

static void about_gap(struct about *about)
{
	bp_layouter_line(about->layouter, 0)->offset = about->base;
	about->base += about->base != 0;
}

static void about_word(struct about *about, struct bp_str text, bp_style style)
{
	bp_flow_add_text(&about->layouter->flow, text, style, BP_ROLE_MARKER);
}

static void about_end(struct about *about, int hang)
{
	struct bp_layouter *layouter = about->layouter;
	struct bp_flow *flow = &layouter->flow;

	bp_flow_fill(flow, bp_layouter_width(layouter) - hang);
	for (size_t i = 0; i < flow->line_count; i++) {
		struct bp_line *line = bp_layouter_line(layouter, 0);
		line->joined = flow->lines[i].joined;
		line->offset = about->base ? about->base + flow->lines[i].offset : 0;
		if (hang && i == 0)
			bp_layouter_run(layouter, 0,
				bp_str(layouter->options->symbols[BP_SYMBOL_BULLET]),
				BP_COLOR_TEXT, BP_ROLE_MARKER);
		bp_layouter_flow_line(layouter, i, hang);
	}
	about->base += about->base ? flow->offset : 0;
	bp_flow_start(flow);
}

/* ---- before the text ---- */

/* "Sesudah modul ini Anda dapat menghitung SUS; membaca nilainya." The authors' lists have
 * the verbs with "dapat" or without it. */
static void about_outcomes(struct about *about, const struct bp_list *outcomes)
{
	struct bp_flow *flow = &about->layouter->flow;
	struct bp_str can = BP_STR("dapat "), last = {0};

	about_word(about, bp_str(_("Sesudah modul ini Anda dapat ")), BP_COLOR_TEXT);
	for (size_t i = 0; i < outcomes->count; i++) {
		last = outcomes->at[i];
		if (bp_str_starts(last, can.at))
			last = bp_str_from(last, can.len);
		if (i)
			about_word(about, BP_STR("; "), BP_COLOR_TEXT);
		bp_flow_add_text(flow, last, BP_COLOR_TEXT, BP_ROLE_TEXT);
	}
	if (last.len && last.at[last.len - 1] != '.')
		about_word(about, BP_STR("."), BP_COLOR_TEXT);
	about_end(about, 0);
}

/* "Kira-kira 45 menit: 30 membaca, 15 berlatih. Di tempat kerja: 45 menit." */
static void about_minutes(struct about *about, const struct bp_module *module)
{
	struct bp_arena *arena = about->layouter->layout->arena;
	int planned = bp_jp_minutes(module->jp_halves);
	int practice = module->practice_seconds / 60;
	const char *words = "";

	if (!planned && !module->jp_task_halves)
		return;
	if (planned > practice && practice)
		words = bp_arena_printf(arena,
			_("Kira-kira %d menit: %d membaca, %d berlatih. "), planned,
			planned - practice, practice);
	else if (planned)
		words = bp_arena_printf(arena, _("Kira-kira %d menit. "), planned);
	about_word(about, bp_str(words), BP_COLOR_FAINT);
	if (module->jp_task_halves)
		about_word(about,
			bp_str(bp_arena_printf(arena, _("Di tempat kerja: %d menit."),
				bp_jp_minutes(module->jp_task_halves))),
			BP_COLOR_FAINT);
	about_end(about, 0);
}

void bp_layout_before(struct bp_layouter *layouter)
{
	const struct bp_module *module = layouter->options->module;
	struct about about = about_begin(layouter, 0, 0);

	if (!module || !layouter->layout->document->count)
		return;
	if (module->outcomes.count)
		about_outcomes(&about, &module->outcomes);
	about_minutes(&about, module);
	if (layouter->layout->count)
		about_gap(&about);
}

/* ---- behind it ---- */

static void about_sources(struct about *about, const struct bp_list *sources)
{
	about_gap(about);
	about_word(about, bp_str(_("Sumber")), BP_STYLE_BOLD);
	about_end(about, 0);
	for (size_t i = 0; i < sources->count; i++) {
		bp_flow_add_text(&about->layouter->flow, sources->at[i], BP_COLOR_TEXT,
			BP_ROLE_TEXT);
		about_end(about, HANG);
	}
}

static void about_origin(struct about *about)
{
	const struct bp_layout_options *options = about->layouter->options;
	const struct bp_course *course = options->course;
	struct bp_arena *arena = about->layouter->layout->arena;
	const char *date =
		options->module->as_of[0] ? options->module->as_of : course->as_of;
	const char *day = "", *authors = "", *licence = "";

	if (date[0])
		day = bp_arena_printf(
			arena, _("Keadaan per %s. "), bp_date_words(arena, date));
	if (course->authors.count)
		authors = bp_arena_printf(arena, _("Disusun oleh %s. "),
			bp_list_words(arena, &course->authors));
	if (course->licence[0])
		licence = bp_arena_printf(arena, _("Lisensi %s."), course->licence);
	about_gap(about);
	about_word(about, bp_str(bp_arena_printf(arena, "%s%s%s", day, authors, licence)),
		BP_COLOR_FAINT);
	about_end(about, 0);
}

void bp_layout_behind(struct bp_layouter *layouter)
{
	const struct bp_module *module = layouter->options->module;
	const struct bp_course *course = layouter->options->course;
	size_t count = layouter->layout->document->count;

	if (!module || !count)
		return;
	struct about about = about_begin(layouter, (uint32_t)count - 1, BP_OFFSET_BEHIND);
	if (module->sources.count)
		about_sources(&about, &module->sources);
	if (module->as_of[0] || course->as_of[0] || course->authors.count ||
		course->licence[0])
		about_origin(&about);
}
