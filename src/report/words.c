#include "words.h"
#include <berpijar/lang.h>
#include <berpijar/time.h>
#include <math.h>
#include <stdio.h>

#define WORDS_STEM 60 /* columns */

const char *const words_definitions[] = {
	N_("Yang dihitung: di pelajaran jawaban pertama tiap peserta atas tiap soal, di ujian percobaan pertama yang dikumpulkan; ulasan tidak dihitung."),
	N_("Soal ujian yang terundi tetapi dikosongkan bernilai 0; yang tidak terundi, atau belum dicapai di pelajaran, tidak dihitung."),
	N_("Benar: nilai rata-rata soal itu. Tebakan: nilai rata-rata orang yang menebak."),
	N_("Daya beda: 100 kali korelasi nilai soal dengan nilai selebihnya; minus berarti peserta yang pandai justru lebih sering keliru. Di bawah 30 jawaban terlalu sedikit untuk dinilai."),
	N_("Efisiensi: daya beda dibandingkan dengan yang paling tinggi yang mungkin."),
	N_("Versi soal yang lebih lama dihitung tersendiri."),
	N_("Keadaan dan nilai: putaran yang terbaik. Modul yang boleh dilewati tidak perlu diselesaikan dan tidak berJP."),
	N_("Lulus: semua modul yang wajib selesai. Nilainya nilai ujian, yang terendah bila ada beberapa; tanpa ujian rata-rata nilai modul."),
	N_("Waktu: berapa kali waktu ujian yang biasa bagi peserta itu; hanya ada bila seseorang mendapat tambahan."),
	N_("Berhenti: tidak ada yang dicatat lebih dari 7 hari. Tersendat: tiga jawaban atau lebih atas satu soal tanpa yang benar, atau dua ujian tidak lulus."),
	NULL,
};

static const struct {
	const char *name, *word;
} words_states[BP_CLASS_STATES] = {
	[BP_CLASS_NEW] = {"new", N_("belum mulai")},
	[BP_CLASS_QUIET] = {"stopped", N_("berhenti")},
	[BP_CLASS_FAILED] = {"failed", N_("belum lulus")},
	[BP_CLASS_ACTIVE] = {"started", N_("berjalan")},
	[BP_CLASS_DONE] = {"done", N_("selesai")},
};

const char *bp_class_state_word(enum bp_class_state state)
{
	return _(words_states[state].word);
}

const char *bp_class_state_name(enum bp_class_state state)
{
	return words_states[state].name;
}

const char *words_edition(struct bp_class *class)
{
	size_t planned = (size_t) class->course->planned;

	return planned > class->course->module_count
		? bp_arena_printf(class->arena, _("Edisi percobaan: %zu dari %zu modul."),
			  class->course->module_count, planned)
		: NULL;
}

/* ---- questions ---- */

const char *words_name(struct bp_class *class, const struct bp_class_question *one)
{
	const struct bp_question *question = one->question;

	if (question->named)
		return bp_arena_cstr(class->arena, question->name);
	return bp_arena_printf(class->arena, "%d", one->number);
}

const char *words_text(struct bp_class *class, const struct bp_class_question *one)
{
	struct bp_buf words = {0}, clean = {0};
	struct bp_arena *arena = bp_arena_new();
	struct bp_document document = bp_document_read_text(arena, one->question->text);

	bp_document_words(&document, &words);
	bp_buf_add_clean_line(&clean, bp_str_trim(bp_buf_str(&words)));
	const char *text = bp_arena_cstr(class->arena, bp_buf_str(&clean));
	bp_buf_release(&words);
	bp_buf_release(&clean);
	bp_arena_free(arena);
	return text;
}

const char *words_stem(struct bp_class *class, const struct bp_class_question *one)
{
	struct bp_str text = bp_str(words_text(class, one));
	size_t fits = bp_text_fit(text, WORDS_STEM);

	return bp_arena_printf(
		class->arena, "%.*s%s", (int)fits, text.at, fits < text.len ? "…" : "");
}

const char *words_place(struct bp_class *class, const struct bp_class_question *one)
{
	return bp_arena_printf(class->arena, "%s/%s:%d", class->course->id,
		class->modules[one->module].module->file, one->question->line);
}

/* ---- choices ---- */

bool words_has_choices(const struct bp_class_question *one)
{
	return one->question->type == BP_MULTICHOICE ||
		one->question->type == BP_SEVERAL || one->question->type == BP_TRUEFALSE;
}

struct bp_str words_choice_text(
	const struct bp_class_question *one, const struct bp_class_choice *choice)
{
	if (one->question->type == BP_TRUEFALSE)
		return bp_str(choice == one->choices ? _("Benar") : _("Salah"));
	return choice->text;
}

void words_choice(const struct bp_class_question *one,
	const struct bp_class_choice *choice, char out[WORDS_CHOICE])
{
	struct bp_str text = words_choice_text(one, choice);

	if (words_has_choices(one) && one->question->type != BP_TRUEFALSE)
		snprintf(out, WORDS_CHOICE, "%c", (char)('a' + (choice - one->choices)));
	else
		snprintf(out, WORDS_CHOICE, "\"%.*s\"", (int)bp_text_fit(text, 20),
			text.at);
}

void words_key(const struct bp_class_question *one, char out[WORDS_CHOICE])
{
	const struct bp_question *question = one->question;

	if (!words_has_choices(one)) {
		struct bp_str right = {0};
		for (size_t i = question->choice_count; i-- > 0;)
			if (question->choices[i].weight >= 1)
				right = question->choices[i].text.text;
		snprintf(out, WORDS_CHOICE, "\"%.*s\"", (int)bp_text_fit(right, 20),
			right.at ? right.at : "");
		return;
	}
	out[0] = '\0';
	for (size_t i = one->choice_count; i-- > 0;)
		if (one->choices[i].correct)
			words_choice(one, &one->choices[i], out);
}

size_t words_unused(const struct bp_class_question *one)
{
	size_t unused = 0;

	if (one->answers < BP_CLASS_LOOK || !words_has_choices(one))
		return 0;
	for (size_t i = 0; i < one->choice_count; i++)
		unused += !one->choices[i].correct && !one->choices[i].chosen;
	return unused;
}

size_t words_rows(const struct bp_class_question *one)
{
	bool typed = bp_question_is(one->question, BP_TYPED);

	return typed && one->choice_count > BP_CLASS_TYPED ? BP_CLASS_TYPED
							   : one->choice_count;
}

/* ---- figures ---- */

void words_figures(const struct bp_class_question *one, struct bp_buf *out)
{
	bp_buf_printf(out, _("%zu jawaban"), one->answers);
	if (one->blank)
		bp_buf_printf(out, _(", %zu kosong"), one->blank);
	if (!isnan(one->facility))
		bp_buf_printf(out, _(" · benar %d%%"), words_percent(one->facility));
	if (!isnan(one->guess) && one->guess > 0)
		bp_buf_printf(out, _(" (tebakan %d%%)"), words_percent(one->guess));
}

void words_discrimination(const struct bp_class_question *one, struct bp_buf *out)
{
	if (!isnan(one->discrimination))
		bp_buf_printf(
			out, _(" · daya beda %d"), words_percent(one->discrimination));
	if (!isnan(one->efficiency))
		bp_buf_printf(out, _(", efisiensi %d"), words_percent(one->efficiency));
	if (one->marks && one->marks < BP_CLASS_FEW)
		bp_buf_add_cstr(out, _(" (terlalu sedikit untuk dinilai)"));
}

void words_version(const struct bp_class_version *version, struct bp_buf *out)
{
	bp_buf_printf(out, _("%sversi sebelumnya: %zu jawaban, benar %d%%"),
		out->len ? " · " : "", version->answers,
		words_percent(version->facility));
}

/* ---- numbers and people ---- */

int words_percent(double value)
{
	return (int)lround(value * 100);
}

const char *words_person(struct bp_class *class, size_t learner)
{
	const struct bp_class_learner *who = &class->learners[learner];

	if (class->nameless)
		return bp_arena_printf(class->arena, _("Peserta %zu"), who->number);
	return *who->name ? who->name : who->id;
}

void words_day(int64_t at, char out[40])
{
	struct bp_day day = bp_day_of(at);

	if (at <= 0)
		snprintf(out, 40, "-");
	else
		snprintf(out, 40, "%d %s %d", day.day, bp_month_short(day.month),
			day.year);
}

const char *words_gain(struct bp_class *class)
{
	const struct bp_class_gain *gain = &class->gain;
	struct bp_buf out = {0};

	if (!gain->module)
		return NULL;
	bp_buf_printf(&out, _("%zu orang mengikuti tes awal dan akhir"), gain->both);
	if (gain->both)
		bp_buf_printf(&out, _(": rata-rata %d lalu %d, naik %d"),
			words_percent(gain->before), words_percent(gain->after),
			words_percent(gain->gain));
	if (gain->spread >= 0)
		bp_buf_printf(
			&out, _(" (simpangan baku %d)"), words_percent(gain->spread));
	const char *text = bp_arena_cstr(class->arena, bp_buf_str(&out));
	bp_buf_release(&out);
	return text;
}

static const char *words_test_fault(const struct bp_class_learner *learner)
{
	if (learner->left)
		return _("ditinggalkan");
	if (learner->pretest >= 0 && learner->posttest < 0)
		return _("hanya tes awal");
	return learner->posttest >= 0 && learner->pretest < 0 ? _("hanya tes akhir")
							      : NULL;
}

const char *words_one_test(struct bp_class *class)
{
	struct bp_buf out = {0};

	for (size_t i = 0; class->gain.module && i < class->learner_count; i++) {
		const char *fault = words_test_fault(&class->learners[i]);
		if (fault)
			bp_buf_printf(&out, "%s%s (%s)", out.len ? ", " : "",
				words_person(class, i), fault);
	}
	const char *text = out.len ? bp_arena_cstr(class->arena, bp_buf_str(&out)) : NULL;
	bp_buf_release(&out);
	return text;
}

const char *words_papers(struct bp_class *class)
{
	size_t papers = 0, people = 0;

	for (size_t i = 0; i < class->learner_count; i++) {
		papers += class->learners[i].papers;
		people += class->learners[i].papers > 0;
	}
	return papers ? bp_arena_printf(class->arena,
				_("Dari kertas: %zu percobaan ujian, oleh %zu orang."),
				papers, people)
		      : NULL;
}

bool words_tells(const struct bp_class *class, unsigned told)
{
	unsigned only = (class->passed ? WORDS_PASSED : 0) |
		(class->evaluated ? WORDS_EVALUATED : 0) |
		(class->year_only ? WORDS_YEAR : 0);

	return !only || (only & told);
}
