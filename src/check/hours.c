/*
 * Rules about hours: what a module declares against what it takes. Reading is taken at 150
 * words a minute, a question at a minute and a half; practice is what the author says.
 * Hours come in halves, so that what rounds up to the next half is right, too.
 */
#include "rules.h"
#include <berpijar/lang.h>
#include <math.h>
#include <string.h>

#define WORDS_A_MINUTE     150
#define MINUTES_A_QUESTION 1.5
#define MINUTES_OF_HALF    (BP_JP_MINUTES / 2.0)
#define HOURS_NEAR         0.15 /* of what is declared */

double hours_minutes(const struct bp_module *module, size_t words, size_t questions)
{
	return (double)words / WORDS_A_MINUTE + (double)questions * MINUTES_A_QUESTION +
		module->practice_seconds / 60.0;
}

static bool hours_are_near(double declared, double taken)
{
	return fabs(declared - taken) <= HOURS_NEAR * declared;
}

/* The halves of a JP that minutes come to, at least one. */
static int hours_halves(double minutes)
{
	int halves = (int)ceil(minutes / MINUTES_OF_HALF - 0.0001);

	return halves > 1 ? halves : 1;
}

/* The halves that are right for minutes: the nearest, if near enough, else the next. */
static int hours_advised(double minutes)
{
	int nearest = (int)(minutes / MINUTES_OF_HALF + 0.5);

	return nearest && hours_are_near(nearest * MINUTES_OF_HALF, minutes)
		? nearest
		: hours_halves(minutes);
}

bool hours_differ(const struct bp_module *module, double minutes)
{
	return module->jp_halves && !module->fault &&
		!hours_are_near(module->jp_halves * MINUTES_OF_HALF, minutes) &&
		module->jp_halves != hours_halves(minutes);
}

void hours_check(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	const struct module_kept *kept = *subject->kept;
	int halves = hours_advised(kept->minutes);

	/* a module without a lesson has been told of */
	if (!hours_differ(module, kept->minutes) ||
		(module->kind == BP_LESSON && kept->words == 0))
		return;
	rule_tell(subject, page_key(subject->page, "jp"), BP_FAULT_HOURS,
		_("jp menyatakan %d menit, padahal %zu kata, %zu soal, dan latihan %d menit memerlukan kira-kira %.0f menit; tulislah jp: %d%s, atau \"practice\" bila ada latihannya"),
		bp_jp_minutes(module->jp_halves), kept->words, kept->questions,
		module->practice_seconds / 60, kept->minutes, halves / 2,
		halves % 2 ? ".5" : "");
}

void hours_check_course(const struct rule_subject *subject)
{
	const struct bp_course *course = subject->course;
	double declared = 0, taken = 0;
	size_t counted = 0;

	for (size_t i = 0; i < course->module_count; i++) {
		const struct bp_module *module = &course->modules[i];
		const struct module_kept *kept = subject->kept[i];
		if (!module->jp_halves)
			continue;
		/* a module that was told of already, or cannot be read */
		if (!kept || module->fault || hours_differ(module, kept->minutes))
			return;
		declared += module->jp_halves * MINUTES_OF_HALF;
		taken += kept->minutes;
		counted++;
	}
	if (counted < 2 || hours_are_near(declared, taken) ||
		declared <= hours_halves(taken) * MINUTES_OF_HALF)
		return;
	bp_diagnostics_file(subject->faults, course->path);
	bp_diagnose(subject->faults, BP_FAULT_HOURS_COURSE, 0, 0,
		_("semua jp berjumlah %.0f menit, padahal kursus ini memerlukan kira-kira %.0f menit; gabungkan modul yang pendek, atau kurangi jp-nya"),
		declared, taken);
}

/* Registers of competence take whole hours alone. A lone file is a module of some course, and
 * what is less than an hour is filed nowhere. */
void hours_check_whole(const struct rule_subject *subject)
{
	const struct bp_course *course = subject->course;
	int halves = bp_course_jp_halves(course);
	char jp[BP_JP_ROOM];

	for (size_t i = 0; i < course->module_count; i++)
		if (course->modules[i].fault)
			return;
	if (course->lone || halves < 2 || halves % 2 == 0)
		return;
	bp_diagnostics_file(subject->faults, course->path);
	bp_diagnose(subject->faults, BP_FAULT_JP_WHOLE, 0, 0,
		_("semua jp berjumlah %s; register kompetensi hanya menerima jam bulat: tambah atau kurangi setengah JP di satu modul"),
		bp_jp_write(halves, bp_decimal_point(), jp));
}

/* An optional module has no JP, whatever its front matter says. */
void hours_check_optional(const struct rule_subject *subject)
{
	const struct page *page = subject->page;
	size_t place = page_key(page, "jp"), at = place;

	if (!subject->module->optional || place == SIZE_MAX)
		return;
	while (at < page->text.len && strchr("0.", page->text.at[at]))
		at++;
	if (at == page->text.len || !bp_is_digit(page->text.at[at]))
		return; /* 0 */
	rule_tell(subject, place, BP_FAULT_JP_OPTIONAL,
		_("modul yang boleh dilewati tidak mempunyai JP, jadi baris ini tidak berlaku; hapuslah, atau hapus \"optional\""));
}

/* Whether the module holds something to practise with: an essay, a checklist, a task. */
static bool hours_has_task(const struct rule_subject *subject)
{
	const struct bp_document *document = subject->document;

	for (size_t i = 0; i < subject->quiz->count; i++)
		if (subject->quiz->questions[i].type == BP_ESSAY)
			return true;
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].in && document->blocks[i].in->task)
			return true;
	for (size_t i = 0; i < document->count; i++) {
		struct bp_buf words = {0};
		if (document->blocks[i].kind == BP_BLOCK_HEADING)
			bp_spans_words(&document->blocks[i].spans, &words);
		bool task = words.len &&
			(bp_text_holds(bp_buf_str(&words), BP_STR("tugas")) ||
				bp_text_holds(bp_buf_str(&words), BP_STR("latihan")) ||
				bp_text_holds(bp_buf_str(&words), BP_STR("praktik")));
		bp_buf_release(&words);
		if (task)
			return true;
	}
	return false;
}

void hours_check_practice(const struct rule_subject *subject)
{
	const struct bp_module *module = subject->module;
	size_t place = page_key(subject->page, "practice");

	if (!module->practice_seconds || module->fault || place == SIZE_MAX)
		return;
	if (!hours_has_task(subject))
		rule_tell(subject, place, BP_FAULT_PRACTICE,
			_("tidak ada yang dilatih di modul ini; tulislah tugas, daftar periksa \"- [ ]\", atau soal uraian {}"));
	else if (module->practice_seconds / 60.0 >
		module->jp_halves * MINUTES_OF_HALF / 2)
		rule_tell(subject, place, BP_FAULT_PRACTICE,
			_("latihan paling banyak setengah dari jp, di sini %.0f menit; latihan di tempat kerja ditulis sebagai jp_task"),
			module->jp_halves * MINUTES_OF_HALF / 2);
}
