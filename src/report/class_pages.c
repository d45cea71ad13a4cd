/* A report as pages to look through: what to look at first, and below it the learners, the
 * modules, the questions. */
#include "bars.h"
#include "words.h"
#include <berpijar/lang.h>
#include <berpijar/page.h>
#include <berpijar/score.h>
#include <berpijar/time.h>
#include <math.h>

#define PAGES_BAR 20 /* cells of a bar of choices */

struct pages {
	struct bp_class *class;
	enum bp_class_bars bars;
	struct bp_page *learners, *modules, *questions, *complaints, *notes;
};

static struct bp_page *pages_new(
	struct pages *pages, const char *title, const char *side, int labels)
{
	struct bp_page *page = bp_arena_alloc(pages->class->arena, 1, sizeof *page);

	page->title = title;
	page->side = side;
	page->labels = labels;
	return page;
}

static struct bp_page_row *pages_add(struct pages *pages, struct bp_page *page,
	enum bp_page_kind kind, const char *text)
{
	struct bp_page_row *row =
		BP_PUSH(pages->class->arena, page->rows, page->count, page->room);

	*row = (struct bp_page_row){.kind = kind, .text = text, .bar = -1};
	return row;
}

/* A text of what is in the buffer, which is empty then. */
static const char *pages_take(struct pages *pages, struct bp_buf *text)
{
	const char *kept = bp_arena_cstr(pages->class->arena, bp_buf_str(text));

	bp_buf_clear(text);
	return kept;
}

/* ---- learners ---- */

static const char *pages_part_state(struct pages *pages, const struct bp_class_part *part)
{
	const char *word = part->done ? _("selesai")
		: part->started       ? _("sebagian")
				      : _("belum");

	return part->score < 0 ? word
			       : bp_arena_printf(pages->class->arena, "%s · %d", word,
					 bp_score_percent(part->score));
}

static const struct bp_page *pages_learner(struct pages *pages, size_t at)
{
	struct bp_class *class = pages->class;
	const struct bp_class_learner *learner = &class->learners[at];
	struct bp_page *page = pages_new(
		pages, words_person(class, at), bp_class_state_word(learner->state), 0);

	if (learner->fault)
		pages_add(pages, page, BP_PAGE_TEXT, learner->fault);
	if (learner->stuck)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(class->arena, _("Tersendat di \"%s\"."),
				learner->stuck->title))
			->tone = BP_PAGE_BAD;
	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_part *part = &learner->parts[i];
		struct bp_page_row *row = pages_add(
			pages, page, BP_PAGE_ITEM, class->modules[i].module->title);
		row->state = pages_part_state(pages, part);
		row->tone = part->done ? BP_PAGE_GOOD : BP_PAGE_PLAIN;
		row->detail = bp_arena_printf(class->arena, _("%.0f menit tercatat"),
			part->active_seconds / 60);
	}
	return page;
}

static void pages_learners(struct pages *pages)
{
	struct bp_class *class = pages->class;

	for (size_t i = 0; i < class->learner_count; i++) {
		size_t at = class->order[i];
		const struct bp_class_learner *learner = &class->learners[at];
		struct bp_page_row *row = pages_add(
			pages, pages->learners, BP_PAGE_ITEM, words_person(class, at));
		char day[BP_TIME_ROOM], jp[BP_JP_ROOM];
		words_day(learner->since, day);
		row->state = learner->fault ? _("tak terbaca")
					    : bp_class_state_word(learner->state);
		row->tone = learner->state == BP_CLASS_DONE ? BP_PAGE_GOOD
			: learner->state == BP_CLASS_ACTIVE ? BP_PAGE_PLAIN
							    : BP_PAGE_BAD;
		row->detail = bp_arena_printf(class->arena,
			_("sejak %s · modul %zu/%zu · %s JP%s%s"), day, learner->done,
			class->asked,
			bp_jp_write(learner->jp_halves, bp_decimal_point(), jp),
			!class->nameless && *learner->unit ? " · " : "",
			class->nameless ? "" : learner->unit);
		row->opens = pages_learner(pages, at);
	}
}

/* ---- modules ---- */

static void pages_counts(struct pages *pages, struct bp_page *page, const char *title,
	const size_t *counts)
{
	struct bp_buf text = {0};

	bp_buf_printf(&text, "%s  ", title);
	for (size_t i = 0; pages->bars == BP_CLASS_BARS_NONE && i < BP_CLASS_STOPS; i++)
		bp_buf_printf(&text, "%s%zu", i ? ", " : "", counts[i]);
	if (pages->bars != BP_CLASS_BARS_NONE)
		bars_spark(&text, counts, BP_CLASS_STOPS,
			pages->bars == BP_CLASS_BARS_UNICODE);
	pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &text));
	bp_buf_release(&text);
}

static const struct bp_page *pages_module(
	struct pages *pages, const struct bp_class_module *one)
{
	struct bp_arena *arena = pages->class->arena;
	struct bp_page *page = pages_new(pages, one->module->title, _("modul"), 0);

	pages_add(pages, page, BP_PAGE_TEXT,
		bp_arena_printf(
			arena, _("mulai %zu, selesai %zu"), one->started, one->done));
	if (one->median_score >= 0)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(arena, _("nilai tengah %d"),
				bp_score_percent(one->median_score)));
	if (one->median_active_seconds >= 60)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(arena, _("%.0f menit, rencana %d menit"),
				one->median_active_seconds / 60,
				bp_jp_minutes(one->module->jp_halves)));
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	pages_counts(pages, page, _("Nilai, dari 0 sampai 100:"), one->scores);
	if (one->stopped)
		pages_counts(
			pages, page, _("Berhenti, dari awal sampai akhir:"), one->stops);
	if (*one->stop)
		pages_add(pages, page, BP_PAGE_TEXT,
			bp_arena_printf(arena, _("Terbanyak (%zu) di bagian \"%s\"."),
				one->stop_count, one->stop));
	return page;
}

static void pages_modules(struct pages *pages)
{
	const struct bp_class *class = pages->class;

	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_module *one = &class->modules[i];
		struct bp_page_row *row = pages_add(
			pages, pages->modules, BP_PAGE_ITEM, one->module->title);
		row->state = bp_arena_printf(
			class->arena, _("%zu dari %zu"), one->done, class->learner_count);
		row->bar = class->learner_count
			? (int)(one->done * 1000 / class->learner_count)
			: 0;
		row->opens = pages_module(pages, one);
	}
}

/* ---- questions ---- */

static void pages_choice(struct pages *pages, struct bp_page *page,
	const struct bp_class_question *one, const struct bp_class_choice *choice)
{
	struct bp_str text = words_choice_text(one, choice);
	struct bp_buf line = {0};
	char label[8];

	snprintf(label, sizeof label, "%c%s",
		words_has_choices(one) ? (char)('a' + (choice - one->choices)) : ' ',
		choice->correct ? "*" : "");
	if (pages->bars != BP_CLASS_BARS_NONE) {
		bars_add(&line, choice->chosen, one->answers, PAGES_BAR,
			pages->bars == BP_CLASS_BARS_UNICODE);
		bp_buf_add_char(&line, ' ');
	}
	bp_buf_printf(&line, "%zu  %.*s", choice->chosen, (int)text.len, text.at);
	if (choice->correct)
		bp_buf_printf(&line, " (%s)", _("kunci"));
	pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &line))->label =
		bp_arena_cstr(pages->class->arena, bp_str(label));
	bp_buf_release(&line);
}

static const struct bp_page *pages_question(
	struct pages *pages, const struct bp_class_question *one)
{
	struct bp_class *class = pages->class;
	struct bp_page *page = pages_new(pages, words_name(class, one),
		class->modules[one->module].module->title, 2);
	struct bp_buf line = {0};

	pages_add(pages, page, BP_PAGE_TEXT, words_text(class, one));
	pages_add(pages, page, BP_PAGE_TEXT, words_place(class, one))->tone =
		BP_PAGE_FAINT;
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	for (size_t i = 0; i < words_rows(one); i++)
		pages_choice(pages, page, one, &one->choices[i]);
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	words_figures(one, &line);
	words_discrimination(one, &line);
	pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &line));
	for (size_t i = 0; i < one->version_count; i++) {
		words_version(&one->versions[i], &line);
		pages_add(pages, page, BP_PAGE_TEXT, pages_take(pages, &line));
	}
	if (one->doubt)
		pages_add(pages, page, BP_PAGE_TEXT, _("Periksa kuncinya."))->tone =
			BP_PAGE_BAD;
	bp_buf_release(&line);
	return page;
}

static void pages_questions(struct pages *pages)
{
	struct bp_class *class = pages->class;
	size_t module = SIZE_MAX;

	for (size_t i = 0; i < class->question_count; i++) {
		const struct bp_class_question *one = &class->questions[i];
		if (one->module != module)
			pages_add(pages, pages->questions, BP_PAGE_HEADING,
				class->modules[one->module].module->title);
		module = one->module;
		struct bp_page_row *row = pages_add(pages, pages->questions, BP_PAGE_ITEM,
			bp_arena_printf(class->arena, "%s  %s", words_name(class, one),
				words_stem(class, one)));
		row->state = isnan(one->facility)
			? "-"
			: bp_arena_printf(class->arena, "%d%%%s",
				  words_percent(one->facility),
				  !one->doubt ? ""
					  : pages->bars == BP_CLASS_BARS_NONE
					  ? _(", periksa kuncinya")
					  : " !");
		row->bar = isnan(one->facility) ? -1 : (int)(one->facility * 1000);
		row->tone = one->doubt ? BP_PAGE_BAD : BP_PAGE_PLAIN;
		row->opens = pages_question(pages, one);
	}
}

/* ---- the first page ---- */

static void pages_complaints(struct pages *pages)
{
	struct bp_class *class = pages->class;

	for (size_t i = 0; i < class->complaint_count; i++) {
		const struct bp_class_complaint *one = &class->complaints[i];
		pages_add(pages, pages->complaints, BP_PAGE_HEADING,
			bp_arena_printf(class->arena, "%s/%s · %s", one->module,
				one->question, words_person(class, one->learner)));
		pages_add(pages, pages->complaints, BP_PAGE_TEXT, one->text);
	}
}

static void pages_notes(struct pages *pages)
{
	for (size_t i = 0; words_definitions[i]; i++)
		pages_add(pages, pages->notes, BP_PAGE_TEXT, _(words_definitions[i]));
}

static void pages_link(struct pages *pages, struct bp_page *page,
	const struct bp_page *opens, size_t count)
{
	struct bp_page_row *row = pages_add(pages, page, BP_PAGE_ITEM, opens->title);

	row->opens = opens;
	row->state = bp_arena_printf(pages->class->arena, "%zu", count);
}

static const struct bp_page *pages_first(struct pages *pages)
{
	struct bp_class *class = pages->class;
	char day[BP_TIME_ROOM];

	words_day(class->now, day);
	struct bp_page *page = pages_new(pages, class->course->title,
		bp_arena_printf(
			class->arena, _("%zu peserta · %s"), class->learner_count, day),
		pages->bars == BP_CLASS_BARS_NONE ? 0 : 1);
	pages_add(pages, page, BP_PAGE_HEADING, _("Perlu dilihat"));
	for (size_t i = 0; i < class->finding_count; i++)
		pages_add(pages, page, BP_PAGE_TEXT, class->findings[i].text)->label =
			pages->bars == BP_CLASS_BARS_NONE ? NULL : "-";
	if (!class->finding_count)
		pages_add(pages, page, BP_PAGE_TEXT, _("Tidak ada yang menonjol."));
	pages_add(pages, page, BP_PAGE_BLANK, NULL);
	pages_link(pages, page, pages->learners, class->learner_count);
	pages_link(pages, page, pages->modules, class->course->module_count);
	pages_link(pages, page, pages->questions, class->question_count);
	if (class->complaint_count)
		pages_link(pages, page, pages->complaints, class->complaint_count);
	pages_add(pages, page, BP_PAGE_ITEM, pages->notes->title)->opens = pages->notes;
	return page;
}

const struct bp_page *bp_class_pages(struct bp_class *class, enum bp_class_bars bars)
{
	struct pages pages = {.class = class, .bars = bars};
	const char *side = class->course->title;

	pages.learners = pages_new(&pages, _("Peserta"), side, 0);
	pages.modules = pages_new(&pages, _("Modul"), side, 0);
	pages.questions = pages_new(&pages, _("Soal"), side, 0);
	pages.complaints = pages_new(&pages, _("Laporan peserta"), side, 0);
	pages.notes = pages_new(&pages, _("Keterangan"), side, 0);
	pages_learners(&pages);
	pages_modules(&pages);
	pages_questions(&pages);
	pages_complaints(&pages);
	pages_notes(&pages);
	return pages_first(&pages);
}
