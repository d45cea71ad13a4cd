/* What a trainer should look at, each as one sentence, in the order of its weight. */
#include "words.h"
#include "work.h"
#include <berpijar/lang.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#define FINDINGS_NAMED  5   /* learners in a sentence */
#define FINDINGS_MISSED 0.5 /* facility under which a question is missed by many */
#define FINDINGS_SLOW   2.0 /* times the planned minutes; or one half of them */
#define FINDINGS_EDIT   0.1 /* change of facility that is told */

__attribute__((format(printf, 3, 4))) static struct bp_finding *findings_add(
	struct bp_class *class, enum bp_finding_kind kind, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	struct bp_finding *finding = BP_PUSH(
		class->arena, class->findings, class->finding_count, class->finding_room);
	*finding = (struct bp_finding){
		.kind = kind, .text = bp_arena_cstr(class->arena, bp_str(text))};
	return finding;
}

/* ---- people ---- */

typedef bool findings_is(const struct bp_class_learner *learner);

static bool findings_is_new(const struct bp_class_learner *learner)
{
	return learner->state == BP_CLASS_NEW && !learner->fault;
}

static bool findings_is_quiet(const struct bp_class_learner *learner)
{
	return learner->state == BP_CLASS_QUIET;
}

static bool findings_is_failed(const struct bp_class_learner *learner)
{
	return learner->state == BP_CLASS_FAILED;
}

static bool findings_is_stuck(const struct bp_class_learner *learner)
{
	return learner->stuck != NULL;
}

static bool findings_is_unread(const struct bp_class_learner *learner)
{
	return learner->fault != NULL;
}

/* Appends ": Ani, Budi, dan 3 lagi", of these. */
static void findings_name(
	struct bp_class *class, const size_t *learners, size_t count, struct bp_buf *out)
{
	for (size_t i = 0; i < count && i < FINDINGS_NAMED && !class->nameless; i++) {
		bp_buf_add_cstr(out, i ? ", " : ": ");
		bp_buf_add_cstr(out, words_person(class, learners[i]));
	}
	if (count > FINDINGS_NAMED && !class->nameless)
		bp_buf_printf(out, _(", dan %zu lagi"), count - FINDINGS_NAMED);
}

/* Those who have been so for longest first. */
static void findings_people(struct bp_class *class, enum bp_finding_kind kind,
	findings_is *is, const char *what)
{
	size_t *learners = bp_arena_alloc(
		       class->arena, class->learner_count + 1, sizeof *learners),
	       count = 0;
	struct bp_buf names = {0};

	for (size_t i = 0; i < class->learner_count; i++)
		if (is(&class->learners[class->order[i]]))
			learners[count++] = class->order[i];
	findings_name(class, learners, count, &names);
	if (count) {
		struct bp_finding *finding = findings_add(class, kind,
			_("%zu peserta %s%s."), count, what, names.at ? names.at : "");
		finding->learners = learners;
		finding->learner_count = count;
	}
	bp_buf_release(&names);
}

static void findings_of_people(struct bp_class *class)
{
	findings_people(class, BP_FINDING_NEW, findings_is_new, _("belum mulai"));
	findings_people(class, BP_FINDING_QUIET, findings_is_quiet,
		_("berhenti lebih dari 7 hari"));
	findings_people(class, BP_FINDING_FAILED, findings_is_failed,
		_("mengumpulkan ujian dan belum lulus"));
	findings_people(class, BP_FINDING_STUCK, findings_is_stuck,
		_("tersendat: tiga jawaban atau lebih tanpa satu pun yang benar, atau dua ujian tidak lulus"));
}

/* ---- questions ---- */

static void findings_question(struct bp_class *class, struct bp_finding *finding,
	const struct bp_class_question *one)
{
	size_t *at = bp_arena_alloc(class->arena, 1, sizeof *at);

	*at = (size_t)(one - class->questions);
	finding->questions = at;
	finding->question_count = 1;
}

static void findings_keys(struct bp_class *class)
{
	for (size_t i = 0; i < class->question_count; i++) {
		const struct bp_class_question *one = &class->questions[i];
		char wrong[WORDS_CHOICE], key[WORDS_CHOICE];
		if (!one->doubt)
			continue;
		words_choice(one, one->doubt, wrong);
		words_key(one, key);
		findings_question(class,
			findings_add(class, BP_FINDING_KEY,
				_("Soal %s (%s): %zu dari %zu menjawab %s, kuncinya %s, peserta terbaik pun begitu. Periksa kuncinya."),
				words_name(class, one), words_place(class, one),
				one->doubt->chosen, one->answers, wrong, key),
			one);
	}
}

/* The question with the lowest facility of those that have enough answers. */
static void findings_missed(struct bp_class *class)
{
	const struct bp_class_question *worst = NULL;

	for (size_t i = 0; i < class->question_count; i++) {
		const struct bp_class_question *one = &class->questions[i];
		if (one->answers < BP_CLASS_LOOK || one->doubt || isnan(one->facility) ||
			one->facility >= FINDINGS_MISSED)
			continue;
		if (!worst || one->facility < worst->facility)
			worst = one;
	}
	if (worst)
		findings_question(class,
			findings_add(class, BP_FINDING_MISSED,
				_("Soal yang paling banyak meleset: \"%s\" (%s), benar %d%% dari %zu jawaban."),
				words_stem(class, worst), words_place(class, worst),
				words_percent(worst->facility), worst->answers),
			worst);
}

static void findings_unused(struct bp_class *class)
{
	size_t *questions = bp_arena_alloc(
		class->arena, class->question_count + 1, sizeof *questions);
	size_t unused = 0, count = 0;

	for (size_t i = 0; i < class->question_count; i++) {
		size_t never = words_unused(&class->questions[i]);
		unused += never;
		if (never)
			questions[count++] = i;
	}
	if (!count)
		return;
	const struct bp_class_question *first = &class->questions[questions[0]];
	struct bp_finding *finding = findings_add(class, BP_FINDING_UNUSED,
		_("%zu pilihan di %zu soal tidak pernah diambil; yang pertama di soal %s (%s)."),
		unused, count, words_name(class, first), words_place(class, first));
	finding->questions = questions;
	finding->question_count = count;
}

static void findings_edits(struct bp_class *class)
{
	for (size_t i = 0; i < class->question_count; i++) {
		const struct bp_class_question *one = &class->questions[i];
		const struct bp_class_version *before = one->version_count
			? &one->versions[one->version_count - 1]
			: NULL;
		if (!before || before->answers < BP_CLASS_LOOK ||
			one->answers < BP_CLASS_LOOK || isnan(one->facility) ||
			fabs(one->facility - before->facility) < FINDINGS_EDIT)
			continue;
		findings_question(class,
			findings_add(class, BP_FINDING_EDIT,
				_("Soal %s diubah: benar %d%% dari %zu jawaban, tadinya %d%% dari %zu."),
				words_name(class, one), words_percent(one->facility),
				one->answers, words_percent(before->facility),
				before->answers),
			one);
	}
}

/* ---- modules ---- */

static void findings_stops(struct bp_class *class)
{
	const struct bp_class_module *most = NULL;

	for (size_t i = 0; i < class->course->module_count; i++)
		if (!class->modules[i].module->optional &&
			(!most || class->modules[i].stopped > most->stopped))
			most = &class->modules[i];
	if (!most || most->stopped < 2)
		return;
	struct bp_finding *finding = *most->stop
		? findings_add(class, BP_FINDING_STOP,
			  _("%zu peserta berada di tengah \"%s\", terbanyak (%zu) di bagian \"%s\"."),
			  most->stopped, most->module->title, most->stop_count,
			  most->stop)
		: findings_add(class, BP_FINDING_STOP,
			  _("%zu peserta berada di tengah \"%s\"."), most->stopped,
			  most->module->title);
	finding->module = most;
}

static void findings_times(struct bp_class *class)
{
	for (size_t i = 0; i < class->course->module_count; i++) {
		const struct bp_class_module *module = &class->modules[i];
		int planned = bp_jp_minutes(module->module->jp_halves);
		double minutes = module->median_active_seconds / 60;
		if (module->module->kind != BP_LESSON || planned == 0 ||
			module->done < BP_CLASS_LOOK ||
			(minutes <= planned * FINDINGS_SLOW &&
				minutes * FINDINGS_SLOW >= planned))
			continue;
		findings_add(class, BP_FINDING_TIME,
			_("\"%s\" memakan %.0f menit, padahal direncanakan %d menit."),
			module->module->title, minutes, planned)
			->module = module;
	}
}

void class_find(struct bp_class *class)
{
	findings_of_people(class);
	findings_keys(class);
	findings_missed(class);
	findings_stops(class);
	if (class->complaint_count)
		findings_add(class, BP_FINDING_REPORTED,
			_("%zu laporan peserta tentang soal menunggu jawaban."),
			class->complaint_count);
	findings_times(class);
	findings_unused(class);
	findings_edits(class);
	findings_people(class, BP_FINDING_UNREAD, findings_is_unread,
		_("catatannya tidak terbaca"));
}
