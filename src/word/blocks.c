/* Pandoc's blocks, flattened. */
#include "blocks.h"
#include "notes.h"
#include <berpijar/lang.h>
#include <string.h>

struct walking {
	struct bp_word *word;
	struct blocks *blocks;
	struct block now; /* what a text that comes stands in */
	struct bp_str heading;
	int within;
	bool deep;
};

static void blocks_walk(struct walking *walking, const json_t *list);

static struct block *blocks_push(struct walking *walking, enum block_kind kind)
{
	struct blocks *blocks = walking->blocks;
	struct block *block;

	block = BP_PUSH(walking->word->arena, blocks->at, blocks->count, blocks->room);
	*block = walking->now;
	block->kind = kind;
	walking->now.leads = false;
	return block;
}

/* ---- a function for each kind of block ---- */

/* A line of a table of contents leads to one of the headings that Word counts. */
static bool blocks_is_contents(const struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++)
		if (!bp_str_starts(runs->at[i].target, "#_Toc"))
			return false;
	return runs->count > 0;
}

static void blocks_take_text(struct walking *walking, const json_t *c)
{
	struct bp_arena *arena = walking->word->arena;
	struct runs runs = {0};

	runs_read(arena, c, &runs, &walking->deep);
	runs = runs_trim(arena, &runs);
	if (blocks_is_contents(&runs))
		notes_add(walking->word, (struct bp_str){0}, "%s",
			_("daftar isi tidak dibawa: pemutar membuatnya sendiri"));
	else if (runs.count)
		blocks_push(walking, BLOCK_TEXT)->runs = runs;
}

/* Word's headings are bold by their style; marks in one say nothing. */
static void blocks_take_heading(struct walking *walking, const json_t *c)
{
	struct bp_arena *arena = walking->word->arena;
	struct runs runs = {0};

	runs_read(arena, json_array_get(c, 2), &runs, &walking->deep);
	runs = runs_trim(arena, &runs);
	runs_plain(&runs, ~0u);
	if (!runs_text(arena, &runs).len)
		return;
	struct block *block = blocks_push(walking, BLOCK_HEADING);
	block->runs = runs;
	block->level = (int)json_integer_value(json_array_get(c, 0));
	block->depth = block->quotes = 0;
	walking->heading = runs_text(arena, &runs);
}

static void blocks_take_items(
	struct walking *walking, const json_t *items, char mark, int first)
{
	struct block before = walking->now;
	size_t i;
	const json_t *item;

	json_array_foreach(items, i, item)
	{
		walking->now = before;
		walking->now.depth++;
		walking->now.leads = true;
		walking->now.mark = mark;
		walking->now.number = first + (int)i;
		blocks_walk(walking, item);
	}
	walking->now = before;
	walking->now.leads = false;
}

static void blocks_take_bullets(struct walking *walking, const json_t *c)
{
	blocks_take_items(walking, c, '-', 1);
}

static void blocks_take_numbers(struct walking *walking, const json_t *c)
{
	static const struct {
		const char *name;
		char mark;
	} styles[] = {{"LowerAlpha", 'a'}, {"UpperAlpha", 'A'}, {"LowerRoman", 'i'},
		{"UpperRoman", 'I'}};
	const json_t *about = json_array_get(c, 0);
	const char *style =
		json_string_value(json_object_get(json_array_get(about, 1), "t"));
	json_int_t first = json_integer_value(json_array_get(about, 0));
	char mark = '1';

	for (size_t i = 0; style && i < sizeof styles / sizeof *styles; i++)
		if (strcmp(styles[i].name, style) == 0)
			mark = styles[i].mark;
	blocks_take_items(walking, json_array_get(c, 1), mark,
		first > 0 && first < 1000000 ? (int)first : 1);
}

static void blocks_take_quote(struct walking *walking, const json_t *c)
{
	walking->now.quotes++;
	blocks_walk(walking, c);
	walking->now.quotes--;
}

/* A cell as a line of a list, which is what questions are found in. */
static void blocks_add_cell(struct walking *walking, char mark, size_t number,
	const struct runs *cell, const char *front)
{
	struct bp_arena *arena = walking->word->arena;
	struct runs runs = {0};

	if (*front)
		runs_add_text(arena, &runs, front);
	runs_add(arena, &runs, cell);
	struct block *block = blocks_push(walking, BLOCK_TEXT);
	block->runs = runs;
	block->depth = mark == '1' ? 1 : 2;
	block->leads = mark != 0;
	block->mark = mark;
	block->number = (int)number;
}

/* A row of a table of questions: the question, its choices, its key. */
static void blocks_add_quiz_row(struct walking *walking, const struct table *table,
	const struct table_quiz *quiz, size_t row)
{
	const struct runs *cells = &table->cells[row * table->columns];

	if (!cells[quiz->text].count)
		return;
	blocks_add_cell(walking, '1', row, &cells[quiz->text], "");
	for (size_t i = 0; i < quiz->choices; i++)
		if (cells[quiz->first + i].count)
			blocks_add_cell(walking, 'A', i + 1, &cells[quiz->first + i], "");
	if (cells[quiz->key].count)
		blocks_add_cell(walking, 0, 0, &cells[quiz->key], "Kunci: ");
}

static bool blocks_take_quiz(struct walking *walking, const struct table *table)
{
	struct table_quiz quiz;

	if (!table_is_quiz(walking->word->arena, table, &quiz))
		return false;
	for (size_t row = 1; row < table->rows; row++)
		blocks_add_quiz_row(walking, table, &quiz, row);
	return true;
}

static void blocks_take_table(struct walking *walking, const json_t *c)
{
	struct bp_word *word = walking->word;
	const json_t *only = table_only_cell(c);
	struct table *table;

	if (only) {
		blocks_take_quote(walking, only);
		return;
	}
	table = bp_arena_alloc(word->arena, 1, sizeof *table);
	table_read(word->arena, c, table, &walking->deep);
	if (!table->rows || !table->columns) {
		if (json_array_size(json_array_get(c, 4)))
			notes_add(word, walking->heading, "%s",
				_("tabel tanpa isi yang terbaca tidak dibawa"));
		return;
	}
	if (!blocks_take_quiz(walking, table))
		blocks_push(walking, BLOCK_TABLE)->table = table;
	if (table->merged)
		notes_add(word, walking->heading, "%s",
			_("sel tabel yang digabung: isinya di sel pertama, yang lain kosong"));
	if (table->nested)
		notes_add(word, walking->heading, "%s",
			_("tabel di dalam tabel tidak dibawa"));
	if (table->cut)
		notes_add(word, walking->heading,
			_("tabel yang terlalu besar: hanya %d baris dan %d kolom pertama dibawa"),
			TABLE_ROWS_MOST, TABLE_COLUMNS_MOST);
}

static void blocks_take_code(struct walking *walking, const json_t *c)
{
	const json_t *text = json_array_get(c, 1);

	blocks_push(walking, BLOCK_CODE)->code = bp_arena_str(walking->word->arena,
		(struct bp_str){json_string_value(text), json_string_length(text)});
}

static void blocks_take_rule(struct walking *walking, const json_t *c)
{
	(void)c;
	blocks_push(walking, BLOCK_RULE);
}

static void blocks_take_second(struct walking *walking, const json_t *c)
{
	blocks_walk(walking, json_array_get(c, 1));
}

static void blocks_take_figure(struct walking *walking, const json_t *c)
{
	blocks_walk(walking, json_array_get(c, 2));
}

static void blocks_take_lines(struct walking *walking, const json_t *c)
{
	size_t i;
	const json_t *line;

	json_array_foreach(c, i, line) blocks_take_text(walking, line);
}

static void blocks_take_definitions(struct walking *walking, const json_t *c)
{
	size_t i, j;
	const json_t *one, *meaning;

	json_array_foreach(c, i, one)
	{
		blocks_take_text(walking, json_array_get(one, 0));
		json_array_foreach(json_array_get(one, 1), j, meaning)
			blocks_take_quote(walking, meaning);
	}
}

static const struct {
	const char *name;
	void (*take)(struct walking *walking, const json_t *c);
} kinds[] = {
	{"Para", blocks_take_text},
	{"Plain", blocks_take_text},
	{"Header", blocks_take_heading},
	{"BulletList", blocks_take_bullets},
	{"OrderedList", blocks_take_numbers},
	{"BlockQuote", blocks_take_quote},
	{"Table", blocks_take_table},
	{"CodeBlock", blocks_take_code},
	{"HorizontalRule", blocks_take_rule},
	{"Div", blocks_take_second},
	{"Figure", blocks_take_figure},
	{"LineBlock", blocks_take_lines},
	{"DefinitionList", blocks_take_definitions},
};

static void blocks_walk(struct walking *walking, const json_t *list)
{
	size_t i;
	const json_t *block;

	if (walking->within == BLOCKS_DEPTH) {
		walking->deep = true;
		return;
	}
	walking->within++;
	json_array_foreach(list, i, block)
	{
		const char *name = json_string_value(json_object_get(block, "t"));
		for (size_t j = 0; name && j < sizeof kinds / sizeof *kinds; j++)
			if (strcmp(kinds[j].name, name) == 0 &&
				walking->blocks->count <= BLOCKS_MOST)
				kinds[j].take(walking, json_object_get(block, "c"));
	}
	walking->within--;
}

/* ---- the document ---- */

/* What the document says of itself: one text, or a list of them. */
static void blocks_read_meta(
	struct walking *walking, const json_t *meta, const char *name, struct runs *runs)
{
	struct bp_arena *arena = walking->word->arena;
	const json_t *value = json_object_get(meta, name), *c, *one;
	const char *kind = json_string_value(json_object_get(value, "t"));
	size_t i;

	c = json_object_get(value, "c");
	if (kind && strcmp(kind, "MetaInlines") == 0)
		runs_read(arena, c, runs, &walking->deep);
	if (!kind || strcmp(kind, "MetaList") != 0)
		return;
	json_array_foreach(c, i, one)
	{
		if (runs->count)
			runs_add_break(arena, runs);
		runs_read(arena, json_object_get(one, "c"), runs, &walking->deep);
	}
}

bool blocks_read(struct bp_word *word, const json_t *answer, struct blocks *blocks,
	struct bp_error *err)
{
	struct walking walking = {.word = word, .blocks = blocks};
	const json_t *list = json_object_get(answer, "blocks");
	const json_t *version = json_object_get(answer, "pandoc-api-version");

	if (!json_is_array(list))
		return bp_fail(
			err, BP_ERROR_INPUT, _("jawaban pandoc tidak dapat dibaca"));
	if (json_integer_value(json_array_get(version, 0)) == 1 &&
		json_integer_value(json_array_get(version, 1)) < 21)
		return bp_fail(err, BP_ERROR_INPUT,
			_("pandoc di sini terlalu lama; diperlukan 2.10 atau yang lebih baru"));
	blocks_read_meta(
		&walking, json_object_get(answer, "meta"), "title", &blocks->title);
	blocks_read_meta(
		&walking, json_object_get(answer, "meta"), "author", &blocks->authors);
	blocks_read_meta(
		&walking, json_object_get(answer, "meta"), "subtitle", &blocks->subtitle);
	blocks_walk(&walking, list);
	if (blocks->count > BLOCKS_MOST)
		return bp_fail(err, BP_ERROR_INPUT,
			_("dokumen ini memuat lebih dari %d paragraf; bagilah menjadi beberapa berkas"),
			BLOCKS_MOST);
	if (walking.deep)
		notes_add(word, (struct bp_str){0}, "%s",
			_("yang bersarang terlalu dalam tidak dibawa"));
	return true;
}
