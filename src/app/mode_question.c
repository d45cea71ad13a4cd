/*
 * A question. Its states:
 *
 *	asking → (Enter, complete) → recording → (recorded) → graded → (x) → asking
 *	                                       → (not recorded) → asking, with the reason
 *
 * What the learner has given so far is kept as a draft with every key that changes it.
 */
#include "answer.h"
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/record.h>
#include <string.h>

static bool is_text(const struct bp_question *question)
{
	return question->type == BP_SHORTANSWER || question->type == BP_NUMERICAL ||
		question->type == BP_ESSAY;
}

static bool is_multiple(const struct bp_question *question)
{
	return question->type == BP_MULTICHOICE && !question->single;
}

static bool is_pairs(const struct bp_question *question)
{
	return question->type == BP_MATCH;
}

/* ---- orders ---- */

/* A permutation that is the same each time for the same seed (Fisher-Yates). */
static void shuffle(uint8_t *order, size_t count, uint64_t seed)
{
	for (size_t i = count; i > 1; i--) {
		seed ^= seed << 13; /* xorshift64 */
		seed ^= seed >> 7;
		seed ^= seed << 17;
		size_t other = (size_t)(seed % i);
		uint8_t held = order[i - 1];
		order[i - 1] = order[other];
		order[other] = held;
	}
}

static uint64_t seed_of(const struct bp_app *app)
{
	const struct bp_question *question = app->question.question;
	const struct bp_question_record *record = bp_progress_question(
		app->options.progress, bp_str(app->reader.course->id),
		bp_str(app->reader.module->id), question->id);
	return bp_hash(BP_HASH_START + (record ? record->answered : 0), question->id) | 1;
}

/* Each different right side once, in an order of its own. */
static void set_partners(struct question_state *state, uint64_t seed)
{
	const struct bp_question *question = state->question;

	state->partner_count = 0;
	for (size_t i = 0; i < question->pair_count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= bp_str_equal(
				question->pairs[i].right, question->pairs[k].right);
		if (!seen)
			state->partners[state->partner_count++] = (uint8_t)i;
	}
	shuffle(state->partners, state->partner_count, seed);
}

/* Rows of the question in the order shown: choices, left sides that are not empty, or
 * items. */
static void set_order(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_question *question = state->question;
	size_t all = is_pairs(question) ? question->pair_count : question->choice_count;

	state->count = 0;
	for (size_t i = 0; i < all && !is_text(question); i++)
		if (!is_pairs(question) || question->pairs[i].left.text.len)
			state->order[state->count++] = (uint8_t)i;
	if (question->type == BP_MULTICHOICE && app->reader.module->shuffle)
		shuffle(state->order, state->count, seed_of(app));
	if (is_pairs(question))
		set_partners(state, seed_of(app));
}

/* ---- opening ---- */

static void read_texts(struct question_state *state)
{
	const struct bp_question *question = state->question;

	state->texts = bp_arena_alloc(state->arena, state->count, sizeof *state->texts);
	for (size_t i = 0; i < state->count; i++) {
		size_t at = state->order[i];
		struct bp_text text = is_pairs(question) ? question->pairs[at].left
							 : question->choices[at].text;
		if (question->type == BP_TRUEFALSE)
			text = (struct bp_text){bp_str(at == 0 ? _("Benar") : _("Salah")),
				BP_FORMAT_PLAIN};
		state->texts[i] = bp_document_read_text(state->arena, text);
	}
}

/* Items to be put in order begin in a mixed one. */
static void mix_items(struct bp_app *app)
{
	struct question_state *state = &app->question;

	if (state->question->type != BP_ORDERING)
		return;
	for (size_t i = 0; i < state->count; i++)
		state->response.match[i] = (uint8_t)i;
	shuffle(state->response.match, state->count, seed_of(app));
}

static void start_asking(struct bp_app *app)
{
	struct question_state *state = &app->question;

	state->graded = false;
	state->response = bp_response_none(state->question);
	mix_items(app);
	bp_field_set(state, (struct bp_str){0});
	bp_field_note(state);
	/* a single choice is picked by moving to it, so nothing is pointed at yet */
	state->selected = state->question->single || state->question->type == BP_TRUEFALSE
		? SIZE_MAX
		: 0;
	state->top = 0;
	state->follow = true;
	state->since = app->now;
}

static void recall_draft(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf draft = {0};

	if (recall->draft &&
		recall->draft(recall->context, app->reader.course, app->reader.module,
			state->question->id, &draft)) {
		if (is_text(state->question))
			bp_field_set(state, bp_buf_str(&draft));
		else
			state->response =
				bp_response_read(state->question, bp_buf_str(&draft));
		bp_field_note(state);
		for (size_t i = 0; i < state->count; i++)
			if (state->response.chosen >> state->order[i] & 1 &&
				state->selected > i)
				state->selected = i;
	}
	bp_buf_release(&draft);
}

void bp_question_open(struct bp_app *app, uint32_t block)
{
	struct question_state *state = &app->question;

	bp_question_close(app);
	state->block = block;
	state->index = app->reader.document->blocks[block].question;
	state->question = &app->reader.document->quiz.questions[state->index];
	state->arena = bp_arena_new();
	set_order(app);
	read_texts(state);
	start_asking(app);
	recall_draft(app);
	bp_app_push(app, &bp_mode_question);
}

void bp_question_close(struct bp_app *app)
{
	bp_arena_free(app->question.arena);
	app->question = (struct question_state){0};
}

static void question_leave(struct bp_app *app)
{
	bp_question_close(app);
	if (app->finished && app->depth > 2) {
		/* the answer completed the module: its result is what comes next */
		app->finished = false;
		app->show_result = true;
	}
}

/* ---- drafts ---- */

static void save_draft(struct bp_app *app, bool empty)
{
	struct question_state *state = &app->question;

	if (!app->options.recording)
		return;
	bp_buf_clear(&app->draft);
	bp_buf_clear(&app->draft_question);
	bp_buf_add_str(&app->draft_question, state->question->id);
	if (!empty && is_text(state->question))
		bp_buf_add(&app->draft, state->field, state->field_len);
	else if (!empty)
		bp_response_write(state->question, &state->response, &app->draft);
	app->effects->save_draft = true;
	app->effects->course = app->reader.course;
	app->effects->module = app->reader.module;
	app->effects->draft_question = bp_buf_str(&app->draft_question);
	app->effects->draft = bp_buf_str(&app->draft);
}

/* ---- answering ---- */

static void choose(struct bp_app *app, size_t row)
{
	struct question_state *state = &app->question;

	state->selected = row;
	if (is_pairs(state->question) || state->question->type == BP_ORDERING)
		return;
	if (is_multiple(state->question)) {
		state->response.chosen ^= 1u << state->order[row];
	} else {
		state->response.chosen = 1u << state->order[row];
	}
	save_draft(app, false);
}

static void move(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;
	size_t to;

	if (state->selected == SIZE_MAX)
		to = step > 0 ? 0 : state->count - 1;
	else if (step < 0 && state->selected == 0)
		to = 0;
	else
		to = state->selected + (size_t)step;
	if (state->count == 0 || to >= state->count)
		return;
	if (is_multiple(state->question) || is_pairs(state->question) ||
		state->question->type == BP_ORDERING)
		state->selected = to;
	else
		choose(app, to);
}

/* The letter under which a partner is shown; SIZE_MAX if the row has none yet. */
static size_t partner_of(const struct question_state *state, size_t row)
{
	uint8_t given = state->response.match[state->order[row]];

	for (size_t i = 0; i < state->partner_count; i++)
		if (given != BP_UNMATCHED &&
			bp_str_equal(state->question->pairs[state->partners[i]].right,
				state->question->pairs[given].right))
			return i;
	return SIZE_MAX;
}

static void give_partner(struct bp_app *app, size_t letter)
{
	struct question_state *state = &app->question;

	state->response.match[state->order[state->selected]] =
		letter < state->partner_count ? state->partners[letter] : BP_UNMATCHED;
	save_draft(app, false);
}

/* After a letter, the next row that has no partner. */
static void next_unmatched(struct question_state *state)
{
	for (size_t i = 1; i <= state->count; i++) {
		size_t row = (state->selected + i) % state->count;
		if (partner_of(state, row) == SIZE_MAX) {
			state->selected = row;
			return;
		}
	}
}

static void move_item(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;
	size_t from = state->selected, to = from + (size_t)step;

	if (to >= state->count)
		return;
	uint8_t held = state->response.match[from];
	state->response.match[from] = state->response.match[to];
	state->response.match[to] = held;
	state->selected = to;
	save_draft(app, false);
}

/* Left and right: another partner, another place, or a mark. */
static void change(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;

	if (is_pairs(state->question)) {
		size_t now = partner_of(state, state->selected),
		       count = state->partner_count;
		size_t next = now == SIZE_MAX ? (step > 0 ? 0 : count - 1)
					      : (now + count + (size_t)step) % count;
		give_partner(app, next);
	} else if (state->question->type == BP_ORDERING) {
		move_item(app, step);
	} else if (is_multiple(state->question)) {
		choose(app, state->selected);
	}
}

static void mark(struct bp_app *app)
{
	struct question_state *state = &app->question;

	if (is_pairs(state->question))
		give_partner(app, SIZE_MAX);
	else if (state->selected < state->count)
		choose(app, state->selected);
}

static void submit(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_question *question = state->question;
	struct bp_error missing = {0};
	bool pairs = is_pairs(question);

	if (is_text(question))
		state->response.text = (struct bp_str){state->field, state->field_len};
	if (!bp_response_complete(question, &state->response, &missing)) {
		bp_app_say(app, BP_COLOR_ACCENT, missing.message);
		return;
	}
	state->grade = (struct bp_grade){.answer = -1};
	if (bp_question_graded(question))
		state->grade = bp_grade_response(question, &state->response);
	struct bp_event *event = bp_app_record(app, BP_ANSWERED, question);
	if (!event) { /* reading only: nothing is recorded, and the verdict says so */
		bp_question_graded_now(app);
		return;
	}
	bp_buf_clear(&app->body);
	bp_record_answer(question, &state->response,
		pairs ? state->partners : state->order,
		pairs ? state->partner_count : state->count, &app->body);
	event->grade = bp_question_graded(question) ? state->grade.fraction : -1;
	event->seconds = (double)(app->now - state->since) / 1000;
	event->body = bp_buf_str(&app->body);
	bp_reader_complete(app, &state->grade, question);
	app->pending = PENDING_GRADE;
}

/* ---- the verdict ---- */

void bp_question_graded_now(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_grade *grade = &state->grade;
	const char *kept = app->options.recording ? _("tersimpan") : _("tidak dicatat");
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];

	state->graded = true;
	state->follow = true;
	if (!bp_question_graded(state->question))
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s",
			_("Bandingkan dengan jawaban penulis"), dot, kept);
	else
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s %s %s %s",
			grade->correct                ? _("BENAR")
				: grade->fraction > 0 ? _("SEBAGIAN BENAR")
						      : _("BELUM BENAR"),
			dot, _("nilai"), bp_words_grade(app, grade->fraction), dot, kept);
	bp_reader_forget_layout(app); /* its card says something else now */
	save_draft(app, true);
}

static enum bp_color verdict_color(const struct question_state *state)
{
	if (!bp_question_graded(state->question))
		return BP_COLOR_ACCENT;
	return state->grade.correct         ? BP_COLOR_GOOD
		: state->grade.fraction > 0 ? BP_COLOR_ACCENT
					    : BP_COLOR_BAD;
}

/* ---- the view ---- */

static const char *with_symbol(
	struct bp_app *app, enum bp_symbol symbol, const char *word)
{
	return bp_app_text(app, "%s %s", app->options.symbols[symbol], word);
}

static void judge_choice(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct question_state *state = &app->question;
	const struct bp_choice *choice = &state->question->choices[state->order[row]];

	if (choice->weight > 0) {
		view->verdict = with_symbol(app, BP_SYMBOL_DONE, _("benar"));
		view->color = BP_COLOR_GOOD;
	} else if (view->marked) {
		view->verdict = with_symbol(app, BP_SYMBOL_WRONG, _("kurang tepat"));
		view->color = BP_COLOR_BAD;
	}
}

static void judge_pair(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct question_state *state = &app->question;
	size_t pair = state->order[row];
	struct bp_str right = state->question->pairs[pair].right;
	uint8_t given = state->response.match[pair];

	if (given != BP_UNMATCHED &&
		bp_str_equal(state->question->pairs[given].right, right)) {
		view->verdict = with_symbol(app, BP_SYMBOL_DONE, _("benar"));
		view->color = BP_COLOR_GOOD;
	} else {
		view->verdict = bp_app_text(app, "%s %s: %.*s",
			app->options.symbols[BP_SYMBOL_WRONG], _("seharusnya"),
			(int)right.len, right.at);
		view->color = BP_COLOR_BAD;
	}
}

static void judge_item(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	bool right = app->question.response.match[row] == row;

	view->verdict = right
		? with_symbol(app, BP_SYMBOL_DONE, _("benar"))
		: bp_app_text(app, "%s %s %d", app->options.symbols[BP_SYMBOL_WRONG],
			  _("seharusnya nomor"), app->question.response.match[row] + 1);
	view->color = right ? BP_COLOR_GOOD : BP_COLOR_BAD;
}

static void fill_row(struct bp_app *app, size_t row, struct bp_choice_view *view)
{
	const struct question_state *state = &app->question;
	const struct bp_question *question = state->question;

	view->text = &state->texts[row];
	if (question->type == BP_ORDERING) {
		size_t item = state->response.match[row];
		view->text = &state->texts[item < state->count ? item : row];
		if (state->graded)
			judge_item(app, row, view);
	} else if (is_pairs(question)) {
		size_t letter = partner_of(state, row);
		if (letter != SIZE_MAX) {
			struct bp_str right =
				question->pairs[state->partners[letter]].right;
			view->answer = bp_app_text(app, "%c. %.*s", (char)('a' + letter),
				(int)right.len, right.at);
		}
		if (state->graded)
			judge_pair(app, row, view);
	} else {
		view->marked = state->response.chosen >> state->order[row] & 1;
		if (state->graded)
			judge_choice(app, row, view);
	}
}

struct feedback_list {
	struct bp_feedback_view *at;
	size_t count;
};

static void add_feedback(struct bp_app *app, struct feedback_list *list,
	const char *title, struct bp_text text)
{
	if (!text.text.len && !title)
		return;
	struct bp_document *document =
		bp_arena_alloc(app->view_arena, 1, sizeof *document);
	*document = bp_document_read_text(app->view_arena, text);
	list->at[list->count++] = (struct bp_feedback_view){title, document};
}

/* Of what was picked first, then of what would have been right, then of the others. */
static void add_choice_feedback(struct bp_app *app, struct feedback_list *list)
{
	const struct question_state *state = &app->question;

	for (int pass = 0; pass < 3; pass++)
		for (size_t row = 0; row < state->count; row++) {
			const struct bp_choice *choice =
				&state->question->choices[state->order[row]];
			bool picked = state->response.chosen >> state->order[row] & 1;
			bool right = choice->weight > 0;
			if ((picked                 ? 0
					    : right ? 1
						    : 2) != pass ||
				!choice->feedback.text.len)
				continue;
			add_feedback(app, list,
				bp_app_text(app,
					right ? _("Mengapa %c:") : _("Mengapa bukan %c:"),
					(char)('a' + row)),
				choice->feedback);
		}
}

static void add_text_feedback(struct bp_app *app, struct feedback_list *list)
{
	const struct question_state *state = &app->question;
	const struct bp_question *question = state->question;

	if (state->grade.answer >= 0)
		add_feedback(
			app, list, NULL, question->choices[state->grade.answer].feedback);
	if (state->grade.correct || !bp_question_graded(question))
		return;
	struct bp_response right = bp_response_right(question);
	struct bp_buf text = {0};
	double value;
	if (question->type == BP_NUMERICAL && bp_number_read(right.text, &value))
		bp_number_write(question->choices[0].weight >= 1
				? question->choices[0].value
				: value,
			&text);
	else
		bp_buf_add_str(&text, right.text);
	add_feedback(app, list, _("Jawaban yang benar:"),
		(struct bp_text){bp_arena_str(app->view_arena, bp_buf_str(&text)),
			BP_FORMAT_PLAIN});
	bp_buf_release(&text);
}

static void fill_feedback(struct bp_app *app, struct bp_question_view *view)
{
	const struct question_state *state = &app->question;
	struct feedback_list list = {
		.at = bp_arena_alloc(
			app->view_arena, BP_MAX_CHOICES + 3, sizeof *list.at),
	};

	if (is_text(state->question))
		add_text_feedback(app, &list);
	else if (!is_pairs(state->question) && state->question->type != BP_ORDERING)
		add_choice_feedback(app, &list);
	add_feedback(app, &list, NULL, state->question->general_feedback);
	view->feedback = list.at;
	view->feedback_count = list.count;
	view->verdict = state->verdict;
	view->verdict_color = verdict_color(state);
}

static void fill_choices(struct bp_app *app, struct bp_question_view *view)
{
	const struct question_state *state = &app->question;
	struct bp_choice_view *choices =
		bp_arena_alloc(app->view_arena, state->count, sizeof *choices);
	const char **partners =
		bp_arena_alloc(app->view_arena, state->partner_count, sizeof *partners);

	for (size_t i = 0; i < state->count; i++)
		fill_row(app, i, &choices[i]);
	for (size_t i = 0; i < state->partner_count; i++)
		partners[i] = bp_arena_cstr(app->view_arena,
			state->question->pairs[state->partners[i]].right);
	view->choices = choices;
	view->choice_count = state->count;
	view->choice_kind = is_pairs(state->question)  ? BP_CHOICE_PAIR
		: state->question->type == BP_ORDERING ? BP_CHOICE_ITEM
		: is_multiple(state->question)         ? BP_CHOICE_CHECK
						       : BP_CHOICE_RADIO;
	view->selected = state->graded ? SIZE_MAX : state->selected;
	view->partners = partners;
	view->partner_count = state->graded ? 0 : state->partner_count;
}

static void fill_title(struct bp_app *app, struct bp_view *view)
{
	const struct question_state *state = &app->question;
	int nth = 0, all = 0;

	for (size_t i = 0; i < app->reader.document->quiz.count; i++) {
		bool counts =
			app->reader.document->quiz.questions[i].type != BP_DESCRIPTION;
		all += counts;
		nth += counts && i <= state->index;
	}
	view->title = bp_app_text(app, "%s %s %s",
		bp_app_text(app, _("Soal %d dari %d"), nth, all),
		app->options.symbols[BP_SYMBOL_DOT],
		bp_question_type_word(state->question));
	view->side = app->reader.module->title;
}

static void question_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	struct question_state *state = &app->question;
	struct bp_question_view *question = &view->as.question;

	(void)rows;
	(void)columns;
	view->kind = BP_VIEW_QUESTION;
	*question = (struct bp_question_view){
		.stem = &app->reader.document->stems[state->index],
		.top = &state->top,
		.page = &state->page,
		.follow = state->follow,
	};
	fill_title(app, view);
	fill_choices(app, question);
	if (is_text(state->question)) {
		struct bp_field_view *field =
			bp_arena_alloc(app->view_arena, 1, sizeof *field);
		field->text = (struct bp_str){state->field, state->field_len};
		field->cursor = state->field_cursor;
		field->note = state->note[0] ? state->note : NULL;
		field->done = state->graded;
		question->field = field;
	}
	if (state->graded)
		fill_feedback(app, question);
}

/* ---- the mode ---- */

static void scroll(struct question_state *state, int lines)
{
	state->follow = false;
	state->top += lines;
	if (state->top < 0)
		state->top = 0;
}

static void act_graded(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = &app->question;

	switch (action) {
	case BP_ACT_RETRY:
		set_order(app);
		read_texts(state);
		start_asking(app);
		break;
	case BP_ACT_UP: scroll(state, -1); break;
	case BP_ACT_DOWN: scroll(state, 1); break;
	case BP_ACT_PAGE_UP: scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: scroll(state, state->page); break;
	case BP_ACT_TOP: scroll(state, -state->top); break;
	case BP_ACT_BOTTOM: scroll(state, 10000); break;
	default: break;
	}
}

static void question_act(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = &app->question;

	if (state->graded) {
		act_graded(app, action);
		return;
	}
	state->follow = true;
	switch (action) {
	case BP_ACT_UP:
		if (is_text(state->question))
			scroll(state, -1);
		else
			move(app, -1);
		break;
	case BP_ACT_DOWN:
		if (is_text(state->question))
			scroll(state, 1);
		else
			move(app, 1);
		break;
	case BP_ACT_PAGE_UP: scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: scroll(state, state->page); break;
	case BP_ACT_LEFT: change(app, -1); break;
	case BP_ACT_RIGHT: change(app, 1); break;
	case BP_ACT_MARK: mark(app); break;
	case BP_ACT_SUBMIT: submit(app); break;
	default: break;
	}
}

/* Letters and figures pick; in a text field all that can be printed is text. */
static bool question_key(struct bp_app *app, uint32_t key)
{
	struct question_state *state = &app->question;
	size_t pick = SIZE_MAX;

	if (state->graded)
		return false;
	if (is_text(state->question)) {
		bool known = bp_keymap_find(&bp_keymap_field, key) != BP_ACT_NONE;
		if (known || !bp_field_key(state, key))
			return !known; /* nothing else is a command while typing */
		state->follow = true;
		bp_field_note(state);
		save_draft(app, false);
		return true;
	}
	if (key >= 'a' && key <= 'z')
		pick = key - 'a';
	else if (key >= '1' && key <= '9')
		pick = key - '1';
	if (is_pairs(state->question) && key >= 'a' && pick < state->partner_count) {
		state->follow = true;
		give_partner(app, pick);
		next_unmatched(state);
		return true;
	}
	if (pick >= state->count)
		return false;
	state->follow = true;
	choose(app, pick);
	return true;
}

static bool question_can(const struct bp_app *app, enum bp_action action)
{
	const struct bp_question *question = app->question.question;

	switch (action) {
	case BP_ACT_MARK: return is_multiple(question);
	case BP_ACT_RIGHT: return is_pairs(question) || question->type == BP_ORDERING;
	default: return true;
	}
}

const struct bp_mode bp_mode_question = {
	.keymap = &bp_keymap_question,
	.key = question_key,
	.act = question_act,
	.can = question_can,
	.view = question_view,
	.leave = question_leave,
};
