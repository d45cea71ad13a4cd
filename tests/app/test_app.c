/*
 * The player without a terminal, a clock, a file or a store: keys go in, screens and
 * effects come out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <berpijar/app.h>
#include <berpijar/arena.h>
#include <berpijar/exam.h>
#include <stdlib.h>
#include <string.h>

#define COURSE "kursus"
#define MODULE "modul"

static const char lesson[] = "Teks pembuka.\n\n"
			     "```gift\n::satu::Pilih b{~a#salah ~c =b#tepat}\n```\n\n"
			     "```gift\n::dua::Berapa?{#=1.5}\n```\n";

/* What stands around an app: a library of one module, and a store that does as told. */
struct world {
	struct bp_library library;
	struct bp_course course;
	const struct bp_course *courses[1];
	struct bp_module module;
	struct bp_own_data own;
	struct bp_progress *progress;
	struct bp_app *app;
	struct bp_screen screen;
	struct bp_effects effects;
	struct bp_buf drawn;
	int64_t now;
	bool broken;     /* recording fails */
	bool unreadable; /* no proof can be had */
	bool hold;       /* events are not recorded yet */
	bool reading;    /* nothing is recorded */
	uint64_t learner;
	/* what was asked for */
	struct bp_event recorded[32]; /* their texts are in the arena */
	struct bp_arena *arena;
	size_t recorded_count;
	struct bp_place place;
	char draft[256], draft_name[64];
	bool written;               /* what follows was asked for */
	char person[128], kept[64]; /* of a proof; a setting and its value */
	enum bp_proof_form form;
	bool keeps;
	const char *markdown;
	const char *factor; /* of the time for exams; NULL: none was entered */
};

static void draw(struct world *world, int rows, int columns)
{
	struct bp_view view;

	bp_screen_resize(&world->screen, rows, columns);
	bp_app_view(world->app, rows, columns, &view);
	bp_view_draw(&view, &world->screen);
	bp_buf_clear(&world->drawn);
	bp_screen_print(&world->screen, false, &world->drawn);
}

static size_t count_events(const struct world *world)
{
	const struct bp_effect *effect =
		bp_effects_find(&world->effects, BP_EFFECT_RECORD);

	return effect ? effect->as.record.count : 0;
}

static bool asks_for(const struct world *world, enum bp_effect_kind kind)
{
	return bp_effects_find(&world->effects, kind) != NULL;
}

static void record(struct world *world)
{
	struct bp_error err = {0};

	if (world->broken)
		bp_fail(&err, BP_ERROR_STORE, "cakram penuh");
	for (size_t i = 0; !world->broken && i < count_events(world); i++) {
		const struct bp_effect *effect =
			bp_effects_find(&world->effects, BP_EFFECT_RECORD);
		bp_progress_apply(world->progress, &effect->as.record.events[i]);
		struct bp_event *kept = &world->recorded[world->recorded_count++];
		*kept = effect->as.record.events[i];
		kept->course = bp_arena_str(world->arena, kept->course);
		kept->module = bp_arena_str(world->arena, kept->module);
		kept->question = bp_arena_str(world->arena, kept->question);
		kept->body = bp_arena_str(world->arena, kept->body);
	}
	bp_app_recorded(world->app, !world->broken, &err, world->now, &world->effects);
}

static void write_proof(struct world *world, const struct bp_effect *effect)
{
	const struct bp_person *person = &effect->as.proof.person;

	world->written = true;
	world->form = effect->as.proof.form;
	world->keeps = effect->as.proof.keep_person;
	snprintf(world->person, sizeof world->person, "%.*s|%.*s|%.*s|%.*s",
		(int)person->name.len, person->name.len ? person->name.at : "",
		(int)person->nip.len, person->nip.len ? person->nip.at : "",
		(int)person->unit.len, person->unit.len ? person->unit.at : "",
		(int)person->agency.len, person->agency.len ? person->agency.at : "");
	if (world->broken)
		bp_app_say(world->app, BP_COLOR_BAD, "cakram penuh");
	else
		bp_app_proof_saved(world->app, "/rumah/bukti.pdf", "AAAA-BBBB-CCCC");
}

static void carry_out_one(struct world *world, const struct bp_effect *effect)
{
	switch (effect->kind) {
	case BP_EFFECT_PLACE: world->place = effect->as.place.place; break;
	case BP_EFFECT_DRAFT:
		snprintf(world->draft, sizeof world->draft, "%.*s",
			(int)effect->as.draft.text.len,
			effect->as.draft.text.len ? effect->as.draft.text.at : "");
		snprintf(world->draft_name, sizeof world->draft_name, "%.*s",
			(int)effect->as.draft.name.len, effect->as.draft.name.at);
		break;
	case BP_EFFECT_SETTING:
		snprintf(world->kept, sizeof world->kept, "%s=%s",
			effect->as.setting.name, effect->as.setting.value);
		break;
	case BP_EFFECT_PROOF: write_proof(world, effect); break;
	default: break;
	}
}

static void carry_out(struct world *world)
{
	struct bp_effects *effects = &world->effects;

	while (effects->count) {
		for (size_t i = 0; i < effects->count; i++)
			carry_out_one(world, &effects->at[i]);
		if (count_events(world) && world->hold)
			return;
		if (count_events(world))
			record(world);
		else if (asks_for(world, BP_EFFECT_OPEN))
			bp_app_opened(world->app,
				bp_document_read(bp_str(world->markdown), 1, NULL), NULL,
				world->now, effects);
		else
			return;
	}
}

static void press(struct world *world, uint32_t key)
{
	world->now += 1000;
	bp_app_key(world->app, key, world->now, &world->effects);
	carry_out(world);
	draw(world, 24, 80);
}

static void type(struct world *world, const char *text)
{
	for (; *text; text++)
		press(world, (unsigned char)*text);
}

static bool shows(const struct world *world, const char *text)
{
	return strstr(world->drawn.at, text) != NULL;
}

#define SHOWS(world, text)                                                 \
	do {                                                               \
		if (!shows(world, text))                                   \
			fail_msg("\"%s\" is not on the screen:\n%s", text, \
				(world)->drawn.at);                        \
	} while (0)

static bool recall_draft(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_str question, struct bp_buf *out)
{
	struct world *world = context;

	(void)course;
	(void)module;
	if (!world->draft[0] || !bp_str_is(question, world->draft_name))
		return false;
	bp_buf_add_cstr(out, world->draft);
	return true;
}

static bool recall_place(void *context, const struct bp_course *course,
	const struct bp_module *module, struct bp_place *place)
{
	struct world *world = context;

	(void)course;
	(void)module;
	*place = world->place;
	return true;
}

static bool recall_proof(void *context, const struct bp_course *course,
	struct bp_arena *arena, struct bp_proof *proof, struct bp_proof_rows *rows,
	struct bp_error *err)
{
	const struct bp_person nobody = {.name = {NULL, 0}};
	struct world *world = context;
	const struct bp_proof_record record = {
		.learner = "siti", .all = world->progress, .here = world->progress};

	if (world->unreadable)
		return bp_fail(err, BP_ERROR_STORE, "catatan tidak terbaca");
	if (!bp_proof_make(arena, course, &record, &nobody, proof, err))
		return false;
	bp_proof_describe(arena, proof, NULL, rows);
	return true;
}

static bool recall_setting(void *context, const char *name, struct bp_buf *out)
{
	const struct world *world = context;

	if (strcmp(name, BP_EXAM_FACTOR) == 0 && world->factor)
		bp_buf_add_cstr(out, world->factor);
	if (strcmp(name, "profile.nip") == 0)
		bp_buf_add_cstr(out, "198609262015051001");
	return out->len > 0;
}

static void start(struct world *world)
{
	world->app = bp_app_new(&(struct bp_app_options){
		.library = &world->library,
		.progress = world->progress,
		.symbols = bp_symbols(BP_SYMBOLS_UNICODE),
		.recall = {.place = recall_place,
			.draft = recall_draft,
			.proof = recall_proof,
			.setting = recall_setting,
			.context = world},
		.pdf = true,
		.data = &world->own,
		.recording = !world->reading,
		.learner = world->learner,
		.now = world->now,
	});
	draw(world, 24, 80);
}

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);

	if (!world)
		return 1;
	world->markdown = lesson;
	world->module = bp_module_defaults;
	world->module.id = MODULE;
	world->module.title = "Modul satu";
	world->module.file = "01.md";
	world->module.jp_halves = 1;
	world->course = bp_course_defaults;
	world->course.id = COURSE;
	world->course.title = "Kursus kecil";
	world->course.path = ".";
	world->course.modules = &world->module;
	world->course.module_count = 1;
	world->own = (struct bp_own_data){
		.learner = "siti", .file = "/siti.db", .copies = "/rumah"};
	world->courses[0] = &world->course;
	world->library.courses = world->courses;
	world->library.count = 1;
	world->progress = bp_progress_new();
	world->arena = bp_arena_new();
	world->now = 1790000000000; /* September 2026 */
	start(world);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	bp_app_free(world->app);
	bp_progress_free(world->progress);
	bp_arena_free(world->arena);
	bp_screen_release(&world->screen);
	bp_buf_release(&world->drawn);
	free(world);
	return 0;
}

static void open_first_question(struct world *world)
{
	press(world, BP_KEY_ENTER); /* a course of one module opens it */
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Soal 1 dari 2");
}

static void test_feedback_waits_for_the_record(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'c');
	world->hold = true;
	press(world, BP_KEY_ENTER);
	assert_int_equal(count_events(world), 1);
	assert_false(shows(world, "BENAR"));
	assert_false(shows(world, "tersimpan"));

	world->hold = false;
	carry_out(world);
	draw(world, 24, 80);
	SHOWS(world, "BENAR · nilai 100 · tersimpan");
	SHOWS(world, "tepat");
}

static void test_a_failed_record_gives_no_feedback(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'a');
	world->broken = true;
	press(world, BP_KEY_ENTER);
	SHOWS(world, "cakram penuh");
	assert_false(shows(world, "BENAR"));
	assert_false(shows(world, "tersimpan"));
	SHOWS(world, "a  (•)"); /* the choice is still there, and can be sent again */

	world->broken = false;
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BELUM BENAR · nilai 0 · tersimpan");
}

static void test_an_answer_says_what_it_was(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'a');
	press(world, BP_KEY_ENTER);
	const struct bp_event *event = &world->recorded[world->recorded_count - 1];
	assert_int_equal(event->verb, BP_ANSWERED);
	assert_true(bp_str_is(event->question, "satu"));
	assert_true(event->grade == 0);
	assert_true(event->seconds == 2);
	assert_int_equal(world->draft[0], '\0'); /* a handed-in draft is gone */
}

/* By the minute, in the last one by ten seconds, and never more than there is. */
static void test_the_clock_of_an_exam_promises_nothing(void **state)
{
	static const struct {
		int64_t used; /* ms */
		const char *shown;
		int64_t wake;
	} times[] = {
		{0, "sisa 2 menit", 1},
		{1, "sisa 1 menit", 60000},
		{60000, "sisa 1 menit", 1},
		{60001, "sisa 50 detik", 10000},
		{82000, "sisa 30 detik", 8001},
		{110000, "sisa 10 detik", 1},
		{110001, "sisa kurang dari 10 detik", 9999},
		{120000, "Waktu habis", -1},
	};
	struct world *world = *state;

	world->module.kind = BP_EXAM;
	world->module.time_seconds = 120;
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	int64_t begin = world->now;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		world->now = begin + times[i].used;
		bp_app_key(world->app, BP_KEY_TICK, world->now, &world->effects);
		carry_out(world);
		draw(world, 24, 80);
		SHOWS(world, times[i].shown);
		assert_int_equal(bp_app_wake(world->app), times[i].wake);
	}
}

static void test_a_draft_survives_a_hangup(void **state)
{
	struct world *world = *state;

	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Soal 2 dari 2");
	type(world, "1,");
	press(world, BP_KEY_HANGUP);
	assert_true(asks_for(world, BP_EFFECT_QUIT) || world->recorded_count > 0);
	assert_string_equal(world->draft, "1,");
	assert_string_equal(world->draft_name, "dua");

	bp_app_free(world->app);
	start(world);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Jawaban: 1,");
	type(world, "5");
	SHOWS(world, "dibaca sebagai 1,5");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BENAR · nilai 100 · tersimpan");
}

static void test_the_last_answer_finishes_the_module(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'c');
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	type(world, "7");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BELUM BENAR");
	const struct bp_event *event = &world->recorded[world->recorded_count - 1];
	assert_int_equal(event->verb, BP_COMPLETED);
	assert_true(event->grade == 0.5);
	assert_int_equal(event->jp_halves, 1);
	press(world, BP_KEY_ENTER);
	if (shows(world, "Kursus selesai"))
		press(world, BP_KEY_ESCAPE);
	SHOWS(world, "Modul selesai · tersimpan");
	SHOWS(world, "Nilai terbaik Anda: 50 dari 100");
	SHOWS(world, "JP Anda tahun 2026: 0,5");
}

static void test_a_pass_mark_is_asked_for(void **state)
{
	struct world *world = *state;

	world->module.pass = 100;
	open_first_question(world);
	press(world, 'a');
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_ENTER); /* the next open question */
	type(world, "1.5");
	press(world, BP_KEY_ENTER);
	assert_int_equal(world->recorded[world->recorded_count - 1].verb, BP_ANSWERED);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Belum lulus: nilai 50, lulus mulai 100");
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_BACKTAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BELUM BENAR"); /* looked at before it is tried again */
	press(world, 'x');
	press(world, 'c');
	press(world, BP_KEY_ENTER);
	assert_int_equal(world->recorded[world->recorded_count - 1].verb, BP_PASSED);
	assert_int_equal(world->recorded[world->recorded_count - 2].verb, BP_COMPLETED);
}

static void test_a_module_without_questions_is_read(void **state)
{
	struct world *world = *state;
	struct bp_buf text = {0};

	for (int i = 0; i < 60; i++)
		bp_buf_printf(&text, "Paragraf %d.\n\n", i);
	world->markdown = text.at;
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_SPACE);
	assert_int_equal(world->recorded[world->recorded_count - 1].verb, BP_EXPERIENCED);
	press(world, 'G');
	assert_int_equal(world->recorded[world->recorded_count - 1].verb, BP_COMPLETED);
	SHOWS(world, "Modul selesai · tersimpan");
	SHOWS(world, "100%");
	bp_buf_release(&text);
}

/* The first key in a module of one screen: it was read, and the key does what it is for,
 * recorded or not. */
static void test_a_short_module_is_left(void **state)
{
	struct world *world = *state;
	struct bp_module modules[] = {world->module, world->module};

	modules[1].id = "dua";
	modules[1].title = "Modul dua";
	world->course.modules = modules;
	world->course.module_count = 2;
	world->markdown = "Pendek.\n";
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	world->broken = true;
	press(world, ']');
	SHOWS(world, "Modul dua");
	SHOWS(world, "cakram penuh");
	assert_int_equal(world->recorded[world->recorded_count - 1].verb, BP_EXPERIENCED);
	world->broken = false;
	press(world, '[');
	SHOWS(world, "Modul satu");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "Modul selesai · tersimpan");
	bp_app_free(world->app);
	world->app = NULL;
}

static void test_the_place_survives_every_size(void **state)
{
	struct world *world = *state;
	struct bp_buf text = {0};

	for (int i = 0; i < 60; i++)
		bp_buf_printf(&text,
			"Paragraf %d dengan beberapa kata supaya terlipat.\n\n", i);
	world->markdown = text.at;
	press(world, BP_KEY_ENTER);
	for (int i = 0; i < 3; i++)
		press(world, BP_KEY_SPACE);
	struct bp_buf before = {0};
	bp_buf_add_cstr(&before, world->drawn.at);
	static const int sizes[][2] = {
		{12, 40}, {1, 1}, {6, 20}, {200, 500}, {5, 300}, {24, 20}, {2, 80}};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		draw(world, sizes[i][0], sizes[i][1]);
	draw(world, 24, 80);
	assert_string_equal(world->drawn.at, before.at);
	bp_buf_release(&before);
	bp_buf_release(&text);
}

static void start_reading(struct world *world, const char *notice)
{
	bp_app_free(world->app);
	world->app = bp_app_new(&(struct bp_app_options){
		.library = &world->library,
		.progress = world->progress,
		.symbols = bp_symbols(BP_SYMBOLS_ASCII),
		.recording = false,
		.notice = notice,
		.now = world->now,
	});
	draw(world, 24, 80);
}

/* What the record holds is told as such, what is answered now as not recorded. */
static void test_answers_of_before_without_a_record(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'c');
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BENAR · nilai 100 · tersimpan");
	start_reading(world, "TIDAK dicatat: tes");
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BENAR - nilai 100 - tersimpan");
	press(world, 'x');
	press(world, 'a');
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BELUM BENAR - nilai 0 - tidak dicatat");
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_BACKTAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BENAR - nilai 100 - tersimpan");
}

/* What cannot be done now is told, rather than left out. */
static void test_own_data_without_a_record(void **state)
{
	static const struct bp_own_data data = {.learner = "siti", .file = "siti.db"};
	struct world *world = *state;

	bp_app_free(world->app);
	world->app = bp_app_new(&(struct bp_app_options){
		.library = &world->library,
		.progress = world->progress,
		.symbols = bp_symbols(BP_SYMBOLS_UNICODE),
		.data = &data,
		.now = world->now,
	});
	press(world, 'D');
	SHOWS(world, "masih ada di bawah");
	press(world, '8');
	SHOWS(world, "8  Simpan salinan data saya");
	SHOWS(world, "Sekarang tidak dapat: catatan Anda tidak dapat dibaca");
	press(world, BP_KEY_END);
	SHOWS(world, "9  Hapus semua catatan saya");
	SHOWS(world, "Sekarang tidak dapat, karena sesi ini tidak mencatat");
	assert_false(shows(world, "masih ada di bawah"));
	assert_false(asks_for(world, BP_EFFECT_COPY));
	assert_false(shows(world, "Enter buka"));
}

/* A notice is told in full, and can be found again when it has gone with a key. */
static void test_a_long_notice(void **state)
{
	static const char notice[] =
		"TIDAK dicatat, hanya dibaca: catatan "
		"/home/pegawai/.local/share/berpijar/store/learners/siti.db tidak dapat "
		"ditulis karena ruang di cakramnya habis. Hapuslah berkas yang tidak "
		"dipakai lagi atau mintalah ruang kepada pengelola komputer, lalu "
		"jalankan berpijar sekali lagi.";
	struct world *world = *state;

	start_reading(world, notice);
	SHOWS(world, "sekali lagi.");
	press(world, BP_KEY_DOWN);
	assert_false(shows(world, "sekali lagi."));
	press(world, BP_KEY_RIGHT);
	press(world, BP_KEY_END);
	SHOWS(world, "pemberitahuan tadi");
	press(world, BP_KEY_ESCAPE);
	press(world, BP_CONTROL('p'));
	SHOWS(world, "Pemberitahuan tadi");
	SHOWS(world, "sekali lagi.");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "KURSUS");
	draw(world, 12, 40);
	press(world, BP_KEY_ENTER);
	press(world, 'e'); /* something else is said */
	press(world, BP_CONTROL('p'));
	SHOWS(world, "penanda dan catatan hanya dapat dibaca");
	SHOWS(world, "sekali lagi.");
}

static void test_reading_without_a_record(void **state)
{
	struct world *world = *state;

	start_reading(world, "Kemajuan TIDAK dicatat: tes");
	SHOWS(world, "Kemajuan TIDAK dicatat: tes");
	open_first_question(world);
	press(world, 'c');
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BENAR - nilai 100 - tidak dicatat");
	SHOWS(world, "TIDAK DICATAT - ");
	draw(world, 12, 40);
	SHOWS(world, "TIDAK DICATAT");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "TIDAK DICATAT - ");
	press(world, 'e');
	SHOWS(world, "penanda dan catatan hanya dapat dibaca");
	press(world, 'm');
	SHOWS(world, "penanda dan catatan hanya dapat dibaca");
	assert_false(shows(world, "Nama penanda"));
	assert_int_equal(world->recorded_count, 0);
}

/* Any keys in any order: no crash, and never a verdict that was not recorded. */
static void test_any_keys(void **state)
{
	struct world *world = *state;
	uint32_t seed = 7;

	for (int i = 0; i < 4000; i++) {
		static const uint32_t keys[] = {BP_KEY_UP, BP_KEY_DOWN, BP_KEY_LEFT,
			BP_KEY_RIGHT, BP_KEY_ENTER, BP_KEY_ENTER, BP_KEY_TAB,
			BP_KEY_BACKTAB, BP_KEY_ESCAPE, BP_KEY_SPACE, BP_KEY_BACKSPACE,
			BP_KEY_PAGE_DOWN, BP_KEY_PAGE_UP, BP_KEY_HOME, BP_KEY_END,
			BP_KEY_DELETE, BP_KEY_RESIZE, 'a', 'b', 'c', 'x', '1', '?', '[',
			']', 'L', 'J', 0x1f600};
		seed = seed * 1664525 + 1013904223;
		uint32_t key = keys[(seed >> 16) % (sizeof keys / sizeof *keys)];
		world->recorded_count = 0;
		press(world, key);
		if (seed % 97 == 0)
			draw(world, (int)(seed >> 20) % 40 + 1,
				(int)(seed >> 10) % 120 + 1);
	}
}

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* Answered wrongly today, due tomorrow; answered rightly then, due later still.
 */
static void test_questions_come_back(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'a');
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BELUM BENAR");
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "KURSUS");
	assert_false(shows(world, "ULANGAN"));

	world->now += 2 * DAY_MS;
	bp_app_free(world->app);
	start(world);
	SHOWS(world, "ULANGAN");
	SHOWS(world, "1 soal untuk diulang, kira-kira 1 menit");
	press(world, BP_KEY_END);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Mulai: 1 soal");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Soal 1 dari 1"); /* of those that come back */
	press(world, 'c');
	press(world, BP_KEY_ENTER);
	SHOWS(world, "BENAR");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Diulang: 1 soal, 1 benar. Tersimpan.");
	const struct bp_question_record *tried = bp_progress_question(
		world->progress, BP_STR(COURSE), BP_STR(MODULE), BP_STR("satu"));
	assert_int_equal(tried->answered, 1); /* the lesson's question was not */
	press(world, BP_KEY_ENTER);
	SHOWS(world, "KURSUS");
	assert_false(shows(world, "ULANGAN"));
	world->now += 40 * DAY_MS;
	bp_app_free(world->app);
	start(world);
	SHOWS(world, "ULANGAN");
}

/* A review can be set aside in the middle; a question that is gone is passed
 * over. */
static void test_a_review_is_left(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'a');
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_ESCAPE);
	world->now += 2 * DAY_MS;
	bp_app_free(world->app);
	start(world);
	press(world, BP_KEY_END);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "Sisihkan dahulu");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "ULANGAN");

	world->markdown = "Tanpa soal.";
	press(world, BP_KEY_END);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Selesai; kembali ke daftar kursus");
}

/* A key after so long a pause. */
static void press_after(struct world *world, uint32_t key, int64_t pause_ms)
{
	world->now += pause_ms - 1000;
	press(world, key);
}

/* The seconds that were recorded for the module, once it has been left. */
static double active_seconds(const struct world *world)
{
	const struct bp_module_record *record =
		bp_progress_module(world->progress, BP_STR(COURSE), BP_STR(MODULE));

	return record ? record->active_seconds : -1;
}

#define MINUTE_MS ((int64_t)60 * 1000)

static void test_long_pauses_are_not_reading(void **state)
{
	struct world *world = *state;

	press(world, BP_KEY_ENTER);
	press_after(world, BP_KEY_DOWN, 10000);
	press_after(world, BP_KEY_DOWN, 2 * MINUTE_MS); /* still counts: 120 */
	press_after(world, BP_KEY_DOWN, 2 * MINUTE_MS + 1);
	press_after(world, BP_KEY_DOWN, 8 * 60 * MINUTE_MS);
	/* nothing that is no key makes of a long pause two short ones */
	press_after(world, BP_KEY_TICK, 2 * MINUTE_MS);
	press_after(world, BP_KEY_RESIZE, MINUTE_MS);
	press_after(world, BP_KEY_DOWN, MINUTE_MS);
	press_after(world, BP_KEY_ESCAPE, 5000);
	assert_true(active_seconds(world) == 10 + 120 + 5);
	/* a clock that was set back takes nothing away */
	press(world, BP_KEY_ENTER);
	press_after(world, BP_KEY_DOWN, -60 * MINUTE_MS);
	press_after(world, BP_KEY_ESCAPE, 3000);
	assert_true(active_seconds(world) == 10 + 120 + 5 + 3);
}

static void test_a_question_counts_as_reading(void **state)
{
	struct world *world = *state;

	open_first_question(world); /* 2 after the module was opened */
	press_after(world, 'c', 20000);
	press_after(world, BP_KEY_ENTER, 3 * MINUTE_MS);
	press_after(world, BP_KEY_ESCAPE, 7000); /* the verdict is read as well */
	press(world, BP_KEY_ESCAPE);
	assert_true(active_seconds(world) == 2 + 20 + 7 + 1);
}

/* However short it was suspended, that is not reading; what comes after it is. */
static void test_a_suspended_player_counts_nothing(void **state)
{
	struct world *world = *state;

	press(world, BP_KEY_ENTER);
	press_after(world, BP_CONTROL('z'), 5000);
	press_after(world, BP_KEY_RESIZE, 30000); /* the terminal is entered again */
	press_after(world, BP_KEY_DOWN, 30000);
	press_after(world, BP_KEY_ESCAPE, 4000);
	assert_true(active_seconds(world) == 5 + 4);
}

/* Nobody knows how long the line had been gone. */
static void test_a_lost_line_keeps_the_time_before_it(void **state)
{
	struct world *world = *state;

	press(world, BP_KEY_ENTER);
	press_after(world, BP_KEY_DOWN, 15000);
	press_after(world, BP_KEY_HANGUP, 90000);
	assert_true(world->recorded_count > 0);
	assert_true(active_seconds(world) == 15);

	/* another day, in a question */
	bp_app_free(world->app);
	world->now += DAY_MS;
	start(world);
	open_first_question(world);
	press_after(world, 'c', 8000);
	press_after(world, BP_KEY_HANGUP, 10 * MINUTE_MS);
	assert_true(active_seconds(world) == 15 + 2 + 8);
}

/* Nothing is left by its own key when a process is killed. */
static void test_a_kill_loses_a_minute_at_most(void **state)
{
	struct world *world = *state;

	press(world, BP_KEY_ENTER);
	press_after(world, BP_KEY_DOWN, 40000);
	press_after(world, BP_KEY_DOWN, 30000);
	press_after(world, BP_KEY_DOWN, 30000);
	assert_true(active_seconds(world) == 40 + 30);
	press_after(world, BP_KEY_ESCAPE, 5000);
	assert_true(active_seconds(world) == 40 + 30 + 30 + 5);
}

static void test_a_review_counts_as_learning(void **state)
{
	struct world *world = *state;

	open_first_question(world);
	press(world, 'a');
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_HANGUP);
	double before = active_seconds(world);
	bp_app_free(world->app);
	world->now += 2 * DAY_MS;
	start(world);
	press(world, BP_KEY_END);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER); /* the question is asked */
	press_after(world, 'c', 12000);
	press_after(world, BP_KEY_ENTER, 3000);
	press_after(world, BP_KEY_ENTER, 4000); /* the verdict was read */
	SHOWS(world, "Diulang: 1 soal");
	assert_true(active_seconds(world) == before + 12 + 3 + 4);
}

/* ---- exams ---- */

static void open_exam(struct world *world, bool pauses)
{
	world->module.kind = BP_EXAM;
	if (!world->module.time_seconds)
		world->module.time_seconds = 120;
	world->module.pauses = pauses;
	world->module.feedback = BP_FEEDBACK_DEFERRED;
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Mulai ujian");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Soal 1 dari 2");
}

/* The line is cut without a word, and comes back later. */
static void cut(struct world *world, int64_t away_ms)
{
	bp_app_free(world->app);
	world->now += away_ms;
	start(world);
	press(world, BP_KEY_ENTER);
}

static const struct bp_event *find_recorded(const struct world *world, enum bp_verb verb)
{
	for (size_t i = world->recorded_count; i-- > 0;)
		if (world->recorded[i].verb == verb)
			return &world->recorded[i];
	return NULL;
}

static void test_time_is_kept_while_no_key_comes(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	for (int64_t waited = 0; waited < 50000;) {
		int64_t wake = bp_app_wake(world->app);
		assert_in_range(wake, 1, 10000);
		waited += wake;
		world->now += wake - 1000; /* press() takes one */
		press(world, BP_KEY_TICK);
	}
	assert_in_range(world->place.offset, 50000, 51999); /* ms */
	cut(world, 300000);
	SHOWS(world, "sisa 1 menit");
	const struct bp_event *event = find_recorded(world, BP_PROGRESSED);
	assert_non_null(event);
	assert_true(bp_str_find(event->body, BP_STR("\"away\":301"), 0) != SIZE_MAX);

	/* each cut says its own time */
	cut(world, 200000);
	event = find_recorded(world, BP_PROGRESSED);
	assert_true(bp_str_find(event->body, BP_STR("\"away\":201"), 0) != SIZE_MAX);
}

/* The clock stands while nobody is there, and goes on to the millisecond. */
static void test_no_cut_gives_time_back(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	press(world, BP_KEY_TICK);
	uint32_t used = world->place.offset;
	for (int i = 0; i < 10; i++) {
		cut(world, 60000);
		world->now += 500;
		press(world, BP_KEY_TICK);
	}
	assert_int_equal(world->place.offset, used + 10 * 1500);

	/* a line that is cut with a word keeps the time since the last key as well */
	used = world->place.offset;
	world->now += 5000;
	press(world, BP_KEY_HANGUP);
	assert_int_equal(world->place.offset, used + 6000);
}

/* What was saved by a program of before, in whole seconds. */
static void test_an_exam_goes_on_from_whole_seconds(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	press(world, BP_KEY_TICK);
	world->place.hash ^= 1;
	world->place.offset = 65;
	cut(world, 60000);
	SHOWS(world, "sisa 50 detik");
}

/* What was granted is told before and while it runs, kept, and told afterwards. */
static void test_more_time_is_told(void **state)
{
	struct world *world = *state;

	world->factor = "1.5";
	world->module.kind = BP_EXAM;
	world->module.time_seconds = 30 * 60;
	world->module.feedback = BP_FEEDBACK_DEFERRED;
	press(world, BP_KEY_ENTER);
	SHOWS(world, "45 menit (30 + tambahan)");
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TICK);
	SHOWS(world, "sisa 44 menit");
	const struct bp_event *event = find_recorded(world, BP_ATTEMPTED);
	assert_non_null(event);
	assert_true(bp_str_find(event->body, BP_STR("\"time\":2700"), 0) != SIZE_MAX);
	assert_true(bp_str_find(event->body, BP_STR("\"extra\":900"), 0) != SIZE_MAX);
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "sisa 44 dari 45 menit (30 + tambahan)");
	world->factor = NULL; /* a running exam has what it began with */
	cut(world, 1000);
	SHOWS(world, "sisa 44 dari 45 menit (30 + tambahan)");
	press(world, BP_KEY_END);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Waktu Anda: 45 menit (30 + tambahan).");
}

static void test_no_more_time_is_not_told(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	const struct bp_event *event = find_recorded(world, BP_ATTEMPTED);
	assert_true(bp_str_find(event->body, BP_STR("extra"), 0) == SIZE_MAX);
	press(world, BP_KEY_ESCAPE);
	assert_false(shows(world, "tambahan"));
}

/* Goes on to a moment of the exam, in seconds that are left of it. */
static void wait_until_left(struct world *world, int seconds)
{
	const struct bp_event *event = find_recorded(world, BP_ATTEMPTED);

	world->now =
		event->at + (world->module.time_seconds - seconds - 1) * INT64_C(1000);
	press(world, BP_KEY_TICK);
}

/* In words, for a while that a key does not end; and the program wakes for them. */
static void test_the_last_minutes_are_told(void **state)
{
	struct world *world = *state;

	world->module.time_seconds = 400;
	open_exam(world, false);
	wait_until_left(world, 302);
	assert_false(shows(world, "Sisa waktu"));
	assert_in_range(bp_app_wake(world->app), 1000, 3000);
	wait_until_left(world, 299);
	SHOWS(world, "Sisa waktu kurang dari 5 menit.");
	press(world, 'b');
	SHOWS(world, "Sisa waktu kurang dari 5 menit.");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Sisa waktu kurang dari 5 menit. Jawaban soal 1 tersimpan.");
	wait_until_left(world, 200);
	assert_false(shows(world, "Sisa waktu"));
	wait_until_left(world, 58);
	SHOWS(world, "Sisa waktu kurang dari 1 menit.");
	wait_until_left(world, 30);
	assert_false(shows(world, "Sisa waktu"));
	SHOWS(world, "sisa 30 detik");
}

/* An exam of two minutes does not begin with a warning. */
static void test_a_short_exam_does_not_warn_of_what_is_plain(void **state)
{
	struct world *world = *state;

	open_exam(world, false);
	assert_false(shows(world, "Sisa waktu"));
	wait_until_left(world, 59);
	SHOWS(world, "Sisa waktu kurang dari 1 menit.");
}

static void test_time_runs_out_while_away(void **state)
{
	struct world *world = *state;

	open_exam(world, false);
	cut(world, 300000);
	SHOWS(world, "Waktu habis.");
	assert_non_null(find_recorded(world, BP_PASSED));
}

/* Keys work, and the end is tried again when the disk has room. */
static void test_an_end_that_cannot_be_recorded(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	press(world, 'a');
	world->broken = true;
	world->now += 120000;
	press(world, BP_KEY_TICK);
	SHOWS(world, "cakram penuh");
	SHOWS(world, "waktu habis");
	assert_in_range(bp_app_wake(world->app), 1000, 10000);
	press(world, 'b');
	SHOWS(world, "Jawaban dikumpulkan begitu dapat dicatat.");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Jawaban dikumpulkan begitu dapat dicatat.");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "Kumpulkan jawaban");
	world->now += 10000;
	press(world, BP_KEY_TICK); /* tried, and in vain */
	assert_in_range(bp_app_wake(world->app), 1000, 10000);
	world->broken = false;
	world->now += bp_app_wake(world->app) - 1000;
	press(world, BP_KEY_TICK);
	SHOWS(world, "Jawaban terkumpul");
	const struct bp_event *event = find_recorded(world, BP_PASSED);
	assert_non_null(event); /* what was marked in time counts, and nothing since */
	assert_true(bp_str_find(event->body, BP_STR("timed_out"), 0) != SIZE_MAX);
	assert_true(bp_str_find(find_recorded(world, BP_ANSWERED)->body,
			    BP_STR("\"response\":\"a\""), 0) != SIZE_MAX);
}

/* Another session has it: its clock is not known here, and nothing waits for it. */
static void test_a_running_exam_where_nothing_is_recorded(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	world->reading = true;
	cut(world, 1000);
	SHOWS(world, "Percobaan 1 sedang berjalan");
	press(world, BP_KEY_DOWN);
	press(world, BP_KEY_ENTER);
	assert_int_equal(bp_app_wake(world->app), -1);
	assert_false(shows(world, "Soal 1 dari 2"));
	press(world, BP_KEY_ESCAPE);
	assert_false(shows(world, "sedang berjalan;"));
}

/* A session that lost the record while an exam was open must not tell the verdict. */
static void test_an_exam_is_silent_where_nothing_is_recorded(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	world->broken = true;
	press(world, 'b');
	press(world, BP_KEY_ENTER);
	SHOWS(world, "cakram penuh");
	assert_false(shows(world, "BENAR"));
}

/* Where only letters are known of an answer, they are not those of another question. */
static void test_a_bank_that_was_edited(void **state)
{
	struct world *world = *state;

	open_exam(world, true);
	press(world, 'b');
	press(world, BP_KEY_ENTER);
	world->markdown = "```gift\n::satu::Pilih b{~z ~a#salah ~c =b#tepat}\n```\n\n"
			  "```gift\n::dua::Berapa?{#=1.5}\n```\n";
	cut(world, 1000);
	SHOWS(world, "jawaban b (soal berubah)");
	press(world, '1');
	SHOWS(world, "Soal 1 dari 2");
	SHOWS(world, "jawaban b (soal berubah)");
	assert_false(shows(world, "◉"));
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_END);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "jawaban b (soal berubah)");
}

/* ---- orders ---- */

static size_t place_of(const struct world *world, const char *text)
{
	const char *at = strstr(world->drawn.at, text);

	assert_non_null(at);
	return (size_t)(at - world->drawn.at);
}

static void open_only_question(struct world *world, const char *markdown)
{
	bp_app_free(world->app);
	world->recorded_count = 0;
	world->markdown = markdown;
	start(world);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Soal 1 dari 1");
}

static void test_an_ordering_question_never_opens_solved(void **state)
{
	struct world *world = *state;
	char markdown[256];

	for (int i = 0; i < 60; i++) {
		snprintf(markdown, sizeof markdown,
			"```gift\n::u%d::Urutkan {>2 ALL VERTICAL ABSOLUTE_POSITION SHOW "
			"none\nPERTAMA\nKEDUA\nKETIGA\n}\n```\n",
			i);
		open_only_question(world, markdown);
		assert_false(place_of(world, "PERTAMA") < place_of(world, "KEDUA") &&
			place_of(world, "KEDUA") < place_of(world, "KETIGA"));
	}
}

static void test_choices_are_shuffled_for_each_learner(void **state)
{
	static const char markdown[] =
		"```gift\n::satu::Pilih {=SATU ~DUA ~TIGA ~EMPAT}\n```\n";
	struct world *world = *state;
	size_t first = 0, was = 0;
	bool differs = false;

	world->module.shuffle = true;
	for (uint64_t learner = 1; learner <= 10; learner++)
		for (int again = 0; again < 2; again++) {
			world->learner = learner * UINT64_C(0x9e3779b97f4a7c15);
			open_only_question(world, markdown);
			size_t place = place_of(world, "SATU");
			if (learner == 1 && !again)
				first = place;
			differs |= place != first;
			assert_true(!again || place == was); /* it stays */
			was = place;
		}
	assert_true(differs);
}

/* ---- proofs ---- */

/* Finishes the module and shows what its proof says. */
static void open_proof(struct world *world)
{
	open_first_question(world);
	press(world, 'c');
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_TAB);
	press(world, BP_KEY_ENTER);
	type(world, "1,5");
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	press(world, 'P');
	SHOWS(world, "Simpan sebagai berkas");
}

static void test_a_proof_is_saved_with_arrows_and_enter(void **state)
{
	struct world *world = *state;

	open_proof(world);
	assert_false(shows(world, "Kode QR"));
	press(world, BP_KEY_ENTER);
	type(world, "Siti");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "NIP/NI PPPK: ***************001"); /* as it is kept */
	assert_false(shows(world, "19860926"));
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Simpan isian ini?");
	press(world, BP_KEY_DOWN);
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Dalam bentuk apa?");

	/* what cannot be written can be tried again */
	world->broken = true;
	press(world, BP_KEY_ENTER);
	SHOWS(world, "cakram penuh");
	SHOWS(world, "Dalam bentuk apa?");
	world->broken = false;
	press(world, BP_KEY_ENTER);
	assert_string_equal(world->person, "Siti|198609262015051001||");
	assert_int_equal(world->form, BP_PROOF_PDF);
	assert_true(world->keeps);
	SHOWS(world, "/rumah/bukti.pdf");
	SHOWS(world, "AAAA-BBBB-CCCC");
	SHOWS(world, "Kode QR");
}

static void test_an_odd_nip_is_warned_of_where_it_is_typed(void **state)
{
	struct world *world = *state;

	open_proof(world);
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ENTER);
	type(world, "12");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "bukan 18 angka");
	type(world, "3"); /* corrected, and as odd: told again */
	press(world, BP_KEY_ENTER);
	SHOWS(world, "bukan 18 angka");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Unit kerja:");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "NIP/NI PPPK: ***");
	press(world, BP_KEY_BACKSPACE); /* of what is not seen all goes */
	assert_false(shows(world, "NIP/NI PPPK: *"));
	press(world, BP_KEY_ESCAPE);
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "Simpan sebagai berkas");
	assert_false(world->written);
}

static void test_no_proof_where_nothing_can_be_read(void **state)
{
	struct world *world = *state;

	world->unreadable = true;
	press(world, BP_KEY_ENTER);
	press(world, BP_KEY_ESCAPE);
	press(world, 'P');
	SHOWS(world, "catatan tidak terbaca");
}

static void test_what_is_kept_of_the_person_can_be_removed(void **state)
{
	struct world *world = *state;

	press(world, 'D');
	press(world, '7');
	SHOWS(world, "***************001");
	press(world, BP_KEY_DOWN);
	press(world, BP_KEY_DELETE);
	assert_string_equal(world->kept, "profile.nip=");
}

/* Whatever the order of the rows: what opens is what the row says. */
static void test_a_row_opens_what_it_names(void **state)
{
	static const char *const titles[] = {
		"Kursus awal", "Kursus tengah", "Kursus akhir"};
	struct world *world = *state;
	struct bp_course made[3];
	const struct bp_course *courses[3];

	for (size_t i = 0; i < 3; i++) {
		made[i] = world->course;
		made[i].title = titles[i];
		made[i].module_count = 0;
		courses[i] = &made[i];
	}
	bp_app_free(world->app);
	world->library.courses = courses;
	world->library.count = 3;
	start(world);
	for (size_t i = 0; i < 3; i++) {
		char row[64], title[64];
		snprintf(row, sizeof row, "▸ %s", titles[i]);
		snprintf(title, sizeof title, "| %s ", titles[i]);
		press(world, BP_KEY_HOME);
		for (int steps = 0; steps < 3 && !shows(world, row); steps++)
			press(world, BP_KEY_DOWN);
		SHOWS(world, row);
		press(world, BP_KEY_ENTER);
		assert_memory_equal(world->drawn.at, title, strlen(title));
		press(world, BP_KEY_ESCAPE);
	}
	bp_app_free(world->app);
	world->library.courses = world->courses;
	world->library.count = 1;
	start(world);
}

static void make_bookmark(struct world *world)
{
	press(world, BP_KEY_ENTER);
	press(world, 'm');
	type(world, "Penting");
	press(world, BP_KEY_ENTER);
	SHOWS(world, "Tersimpan.");
	bp_app_free(world->app);
	start(world);
	world->recorded_count = 0;
}

/* The first thing of a session, when no module has been opened yet. */
static void test_a_bookmark_is_removed_first(void **state)
{
	struct world *world = *state;

	make_bookmark(world);
	press(world, '\'');
	SHOWS(world, "Penting");
	press(world, 'd');
	press(world, 'd');
	SHOWS(world, "Dihapus.");
	assert_int_equal(world->recorded_count, 1);
	assert_int_equal(world->recorded[0].verb, BP_VOIDED);
	assert_true(bp_str_is(world->recorded[0].module, MODULE));
}

static void test_a_bookmark_is_renamed_first(void **state)
{
	struct world *world = *state;

	make_bookmark(world);
	press(world, '\'');
	press(world, 'e');
	type(world, " sekali");
	press(world, BP_KEY_ESCAPE);
	SHOWS(world, "Penting sekali");
	assert_int_equal(world->recorded_count, 1);
	assert_int_equal(world->recorded[0].verb, BP_BOOKMARKED);
	assert_true(bp_str_is(world->recorded[0].course, COURSE));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_a_row_opens_what_it_names),
		TEST(test_a_bookmark_is_removed_first),
		TEST(test_a_bookmark_is_renamed_first),
		TEST(test_feedback_waits_for_the_record), TEST(test_questions_come_back),
		TEST(test_a_review_is_left), TEST(test_a_failed_record_gives_no_feedback),
		TEST(test_an_answer_says_what_it_was),
		TEST(test_a_draft_survives_a_hangup), TEST(test_no_cut_gives_time_back),
		TEST(test_an_exam_goes_on_from_whole_seconds),
		TEST(test_the_clock_of_an_exam_promises_nothing),
		TEST(test_an_end_that_cannot_be_recorded),
		TEST(test_a_running_exam_where_nothing_is_recorded),
		TEST(test_an_exam_is_silent_where_nothing_is_recorded),
		TEST(test_a_bank_that_was_edited),
		TEST(test_an_ordering_question_never_opens_solved),
		TEST(test_choices_are_shuffled_for_each_learner),
		TEST(test_the_last_answer_finishes_the_module),
		TEST(test_a_pass_mark_is_asked_for),
		TEST(test_a_module_without_questions_is_read),
		TEST(test_a_short_module_is_left),
		TEST(test_the_place_survives_every_size),
		TEST(test_answers_of_before_without_a_record), TEST(test_a_long_notice),
		TEST(test_own_data_without_a_record), TEST(test_reading_without_a_record),
		TEST(test_long_pauses_are_not_reading),
		TEST(test_a_question_counts_as_reading),
		TEST(test_a_suspended_player_counts_nothing),
		TEST(test_a_lost_line_keeps_the_time_before_it),
		TEST(test_a_kill_loses_a_minute_at_most),
		TEST(test_a_review_counts_as_learning),
		TEST(test_time_is_kept_while_no_key_comes), TEST(test_more_time_is_told),
		TEST(test_no_more_time_is_not_told), TEST(test_the_last_minutes_are_told),
		TEST(test_a_short_exam_does_not_warn_of_what_is_plain),
		TEST(test_time_runs_out_while_away),
		TEST(test_a_proof_is_saved_with_arrows_and_enter),
		TEST(test_an_odd_nip_is_warned_of_where_it_is_typed),
		TEST(test_no_proof_where_nothing_can_be_read),
		TEST(test_what_is_kept_of_the_person_can_be_removed),
		TEST(test_any_keys), /* which may change the language: the last */
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
