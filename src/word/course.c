/* The files of a course: modules, course.yaml, and the list of what was lost. */
#include "chapter.h"
#include "notes.h"
#include "question.h"
#include "title.h"
#include <berpijar/course.h>
#include <berpijar/lang.h>
#include <string.h>

#define MODULES_MOST   999
#define QUESTIONS_MOST 480                           /* of a module, which may have 500 */
#define NOTES_MOST     400                           /* likewise */
#define MODULE_FULL    (BP_MODULE_LIMIT - 48 * 1024) /* bytes: nothing more begins */
#define MODULE_SPLIT   (BP_MODULE_LIMIT / 2) /* bytes: the next heading is another's */

/* The minutes that reading takes, as `check` counts them. */
#define WORDS_A_MINUTE     150
#define MINUTES_A_QUESTION 1.5

struct making {
	struct bp_word *word;
	struct bp_word_course *course;
	const struct bp_word_wish *wish;
	struct blocks blocks;
	struct lines lines;
	struct questions questions;
	struct titles titles;
	struct images images;
	struct chapter chapter;
	struct bp_str title; /* of the module that is being written */
	size_t part;         /* of it, from 1 */
	size_t asked;        /* questions in it */
	const char **slugs;  /* that are taken */
	size_t slug_count, slug_room;
};

/* ---- files ---- */

static void course_add_file(
	struct making *making, const char *name, const struct bp_buf *text)
{
	struct bp_word_course *course = making->course;
	struct bp_arena *arena = making->word->arena;
	struct bp_buf valid = {0};

	bp_buf_add_harmless(&valid, bp_buf_str(text));
	*BP_PUSH(arena, course->files, course->count, course->room) =
		(struct bp_word_file){name, bp_arena_str(arena, bp_buf_str(&valid))};
	bp_buf_release(&valid);
}

/* A text as a string of YAML. */
static void course_add_quoted(struct bp_str text, struct bp_buf *out)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, bp_str_trim(text));
	bp_buf_add_char(out, '"');
	for (size_t i = 0; i < clean.len; i++) {
		if (clean.at[i] == '"' || clean.at[i] == '\\')
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, clean.at[i]);
	}
	bp_buf_add_char(out, '"');
	bp_buf_release(&clean);
}

/* ---- modules ---- */

static bool course_has_slug(const struct making *making, const char *slug)
{
	for (size_t i = 0; i < making->slug_count; i++)
		if (strcmp(making->slugs[i], slug) == 0)
			return true;
	return false;
}

/* The name of a module's file; ids are made of names, so no two are alike. */
static const char *course_module_name(struct making *making)
{
	struct bp_arena *arena = making->word->arena;
	const char *base = slug_make(arena, making->title), *slug = base;

	for (int i = 2; course_has_slug(making, slug); i++)
		slug = bp_arena_printf(arena, "%s-%d", base, i);
	*BP_PUSH(arena, making->slugs, making->slug_count, making->slug_room) = slug;
	return bp_arena_printf(arena, "%0*zu-%s.md", making->titles.modules > 90 ? 3 : 2,
		making->slug_count, slug);
}

/* What only an author can fill in stays empty, and `check` asks for it. */
static void course_add_front_matter(struct making *making, struct bp_buf *out)
{
	const struct chapter *chapter = &making->chapter;
	double minutes = (double)chapter->words / WORDS_A_MINUTE +
		(double)making->asked * MINUTES_A_QUESTION;
	const char *title = bp_arena_printf(making->word->arena,
		making->part > 1 ? "%.*s (%zu)" : "%.*s", (int)making->title.len,
		making->title.at, making->part);

	bp_buf_add_cstr(out, "---\ntitle: ");
	course_add_quoted(bp_str(title), out);
	if (making->wish->exam && making->asked && !chapter->words)
		bp_buf_add_cstr(out, "\nkind: exam\npass: 70\n# draw: 10\n# time: 20m");
	bp_buf_printf(out,
		_("\njp: # isinya kira-kira %.0f menit; 0.5 adalah 23 menit\n"),
		minutes < 1 ? 1 : minutes);
	bp_buf_add_cstr(
		out, _("outcomes: # apa yang dapat dilakukan peserta sesudahnya\n"));
	bp_buf_add_cstr(out, "---\n");
}

/* Ends the module that is being written; one in which nothing stands is none. */
static void course_end_module(struct making *making)
{
	struct chapter *chapter = &making->chapter;
	struct bp_buf text = {0};

	if (!chapter->out.len)
		return;
	course_add_front_matter(making, &text);
	bp_buf_add_str(&text, bp_buf_str(&chapter->out));
	bp_buf_add_str(&text, bp_buf_str(&chapter->notes));
	course_add_file(making, course_module_name(making), &text);
	making->course->modules++;
	making->asked = 0;
	chapter_begin(chapter);
	bp_buf_release(&text);
}

static void course_begin_module(struct making *making, struct bp_str title)
{
	course_end_module(making);
	making->title = title;
	making->part = 1;
	making->chapter.markdown.heading = title;
}

/* A module that is full goes on in another one. */
static void course_make_room(struct making *making, const struct block *block)
{
	const struct chapter *chapter = &making->chapter;
	size_t size = chapter_size(chapter);
	bool heading = block->kind == BLOCK_HEADING;

	if (size < (heading ? MODULE_SPLIT : MODULE_FULL) &&
		making->asked < QUESTIONS_MOST &&
		chapter->markdown.note_count < NOTES_MOST)
		return;
	course_end_module(making);
	making->part++;
}

/* ---- what is in them ---- */

static void course_add_question(struct making *making, const struct question *question)
{
	struct chapter *chapter = &making->chapter;
	struct markdown *markdown = &chapter->markdown;
	int number = question->number;

	if (question->fault && number)
		notes_add(making->word, markdown->heading,
			_("soal %d tidak dibawa: %s; ditulis sebagai komentar"), number,
			question->fault);
	else if (question->fault)
		notes_add(making->word, markdown->heading,
			_("soal tanpa nomor tidak dibawa: %s; ditulis sebagai komentar"),
			question->fault);
	else if (question_is_essay(question) && !question->key.len)
		notes_add(making->word, markdown->heading,
			_("soal %d tanpa kunci menjadi uraian, yang tidak dinilai"),
			number);
	making->asked += !question->fault;
	making->course->questions += !question->fault;
	making->course->faulty += question->fault != NULL;
	markdown->notes_here = false;
	question_write(question, &making->lines, making->asked, markdown,
		chapter_begin_question(chapter));
	markdown->notes_here = true;
}

/* The lines of a block that no question has, as one paragraph. */
static void course_add_rest(
	struct making *making, const struct block *block, size_t from, size_t to)
{
	struct bp_arena *arena = making->word->arena;
	struct runs runs = {0};

	for (size_t i = from; i < to; i++) {
		if (runs.count)
			runs_add_break(arena, &runs);
		runs_add(arena, &runs, &making->lines.at[i].whole);
	}
	if (runs.count)
		chapter_add_text(&making->chapter, block, &runs);
}

static bool course_is_whole(const struct making *making, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (making->lines.at[i].question || making->lines.at[i].taken)
			return false;
	return true;
}

/* A text of which some lines are questions: what is between them, and those that begin. */
static void course_add_text(
	struct making *making, const struct block *block, size_t from, size_t to)
{
	if (course_is_whole(making, from, to)) {
		chapter_add_text(&making->chapter, block, &block->runs);
		return;
	}
	for (size_t i = from, end; i < to; i = end) {
		const struct line *line = &making->lines.at[i];
		for (end = i + 1; end < to &&
			making->lines.at[end].question == line->question &&
			making->lines.at[end].taken == line->taken;)
			end++;
		const struct question *question =
			line->question ? &making->questions.at[line->question - 1] : NULL;
		if (question && question->first == i)
			course_add_question(making, question);
		else if (!question && !line->taken)
			course_add_rest(making, block, i, end);
	}
}

static void course_add_heading(struct making *making, const struct block *block)
{
	struct bp_str text = runs_text(making->word->arena, &block->runs);

	if (making->titles.top && block->level <= making->titles.top) {
		course_begin_module(making, text);
		return;
	}
	making->chapter.markdown.heading = text;
	chapter_add_heading(
		&making->chapter, &block->runs, block->level - making->titles.base + 1);
}

/* What alone is larger than a module may be is left out. */
static void course_add_block(struct making *making, size_t index, size_t from, size_t to)
{
	const struct block *block = &making->blocks.at[index];
	struct chapter *chapter = &making->chapter;

	if (index + 1 == making->titles.block || making->lines.at[from].taken)
		return;
	course_make_room(making, block);
	size_t before = chapter->out.len;
	if (block->kind == BLOCK_HEADING)
		course_add_heading(making, block);
	else if (block->kind == BLOCK_TEXT)
		course_add_text(making, block, from, to);
	else
		chapter_add_other(chapter, block);
	chapter_add_notes(chapter);
	if (chapter_size(chapter) < BP_MODULE_LIMIT - BP_FRONT_MATTER_LIMIT)
		return;
	chapter->out.len = before < chapter->out.len ? before : 0;
	notes_add(making->word, chapter->markdown.heading, "%s",
		_("paragraf atau tabel yang lebih besar daripada sebuah modul tidak dibawa"));
}

/* The lines of a block come one after the other. */
static void course_add_blocks(struct making *making)
{
	size_t from = 0, to;

	for (size_t i = 0; i < making->blocks.count; i++, from = to) {
		for (to = from;
			to < making->lines.count && making->lines.at[to].block == i;)
			to++;
		course_add_block(making, i, from, to);
	}
	course_end_module(making);
}

/* ---- beside the modules ---- */

static void course_add_authors(struct making *making, struct bp_buf *out)
{
	const struct runs *authors = &making->blocks.authors;
	size_t from = 0;

	if (!authors->count)
		return;
	bp_buf_add_cstr(out, "authors:\n");
	for (size_t i = 0; i <= authors->count; i++) {
		if (i < authors->count && authors->at[i].kind != RUN_BREAK)
			continue;
		struct runs one = {.at = authors->at + from, .count = i - from};
		bp_buf_add_cstr(out, "  - ");
		course_add_quoted(runs_text(making->word->arena, &one), out);
		bp_buf_add_char(out, '\n');
		from = i + 1;
	}
}

static void course_add_yaml(struct making *making)
{
	struct bp_buf out = {0};

	bp_buf_add_cstr(&out, "title: ");
	course_add_quoted(making->titles.course, &out);
	if (making->blocks.subtitle.count) {
		bp_buf_add_cstr(&out, "\nsummary: ");
		course_add_quoted(
			runs_text(making->word->arena, &making->blocks.subtitle), &out);
		bp_buf_add_char(&out, '\n');
	} else {
		bp_buf_add_cstr(
			&out, _("\nsummary: # satu kalimat tentang kursus ini\n"));
	}
	bp_buf_add_cstr(&out, "language: id\nversion: \"0.1\"\n");
	course_add_authors(making, &out);
	course_add_file(making, "course.yaml", &out);
	bp_buf_release(&out);
}

/* Its name keeps it from being a module. */
static void course_add_losses(struct making *making)
{
	const struct bp_word_losses *losses = &making->word->losses;
	struct bp_buf out = {0};

	bp_buf_printf(&out, _("# Yang perlu dilihat sesudah membaca %s\n\n"),
		making->word->name);
	for (size_t i = 0; i < losses->count; i++)
		bp_buf_printf(&out, "- [ ] %s%s%s\n", losses->at[i].place,
			*losses->at[i].place ? ": " : "", losses->at[i].what);
	if (losses->count)
		course_add_file(making, "_impor.md", &out);
	bp_buf_release(&out);
}

static bool course_make(struct making *making, struct bp_error *err)
{
	struct bp_word *word = making->word;

	bool promoted = titles_promote(word, &making->blocks);

	lines_read(word->arena, &making->blocks, &making->lines);
	questions_find(word, &making->blocks, &making->lines, &making->questions);
	titles_find(word, &making->blocks, promoted, &making->titles);
	if (making->titles.modules > MODULES_MOST)
		return bp_fail(err, BP_ERROR_INPUT,
			_("%s: lebih dari %d judul tingkat pertama; bagilah menjadi beberapa berkas"),
			word->name, MODULES_MOST);
	making->title =
		making->titles.top ? BP_STR("Pendahuluan") : making->titles.course;
	making->part = 1;
	chapter_begin(&making->chapter);
	course_add_yaml(making);
	course_add_blocks(making);
	course_add_losses(making);
	return making->course->modules ||
		bp_fail(err, BP_ERROR_INPUT,
			_("%s: tidak ada teks di dalamnya yang dapat dibaca"),
			word->name);
}

bool bp_word_course(struct bp_word *word, struct bp_str json,
	const struct bp_word_wish *wish, struct bp_word_course *course,
	struct bp_error *err)
{
	struct making making = {.word = word, .course = course, .wish = wish};
	json_t *answer = json_loadb(json.at, json.len, 0, NULL);

	making.images = (struct images){.word = word, .course = course};
	making.chapter.markdown = (struct markdown){
		.word = word, .images = &making.images, .notes_here = true};
	bool ok = blocks_read(word, answer, &making.blocks, err);
	json_decref(answer);
	ok = ok && course_make(&making, err);
	chapter_release(&making.chapter);
	return ok;
}
