/*
 * A question. Its states:
 *
 *	asking → (Enter, complete) → recording → (recorded) → graded → (x) → asking
 *	                                       → (not recorded) → asking, with the reason
 *
 * A question of a lesson that was answered before opens as graded.
 *
 * What the learner has given so far is kept as a draft with every key that changes it.
 */
#include "answer.h"
#include "exam.h"
#include "question.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/record.h>
#include <string.h>

#define REPORT_LIMIT 500 /* bytes */

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

static uint64_t seed_of(const struct bp_app *app, const struct bp_question *question)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);

	if (attempt) /* the same again when it is looked at again */
		return bp_hash(BP_HASH_START + attempt->seed, question->id) | 1;
	return bp_hash(BP_HASH_START + app->question.tries, question->id) | 1;
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
static void set_order(const struct bp_app *app, struct question_state *state)
{
	const struct bp_question *question = state->question;
	size_t all = bp_question_is_pairs(question) ? question->pair_count
						    : question->choice_count;

	state->count = 0;
	for (size_t i = 0; i < all && !bp_question_is_text(question); i++)
		if (!bp_question_is_pairs(question) || question->pairs[i].left.text.len)
			state->order[state->count++] = (uint8_t)i;
	if (question->type == BP_MULTICHOICE && app->reader.module->shuffle)
		shuffle(state->order, state->count, seed_of(app, question));
	if (bp_question_is_pairs(question))
		set_partners(state, seed_of(app, question));
}

/* ---- opening ---- */

static void read_texts(struct question_state *state)
{
	const struct bp_question *question = state->question;

	state->texts = bp_arena_alloc(state->arena, state->count, sizeof *state->texts);
	for (size_t i = 0; i < state->count; i++) {
		size_t at = state->order[i];
		struct bp_text text = bp_question_is_pairs(question)
			? question->pairs[at].left
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
	shuffle(state->response.match, state->count, seed_of(app, state->question));
}

static void start_asking(struct bp_app *app)
{
	struct question_state *state = &app->question;

	state->graded = false;
	state->hint = 0;
	state->response = bp_response_none(state->question);
	mix_items(app);
	state->field.lines = state->question->type == BP_ESSAY;
	state->sending = false;
	bp_field_begin(&state->field, ANSWER_LIMIT, (struct bp_str){0});
	bp_answer_note(state);
	/* a single choice is picked by moving to it, so nothing is pointed at yet */
	state->selected = state->question->single || state->question->type == BP_TRUEFALSE
		? SIZE_MAX
		: 0;
	state->top = 0;
	state->follow = true;
	state->since = app->now;
}

/* Each attempt at an exam has drafts of its own. */
static struct bp_str draft_name(struct bp_app *app, const struct bp_question *question)
{
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	char uuid[BP_UUID_LEN + 1];

	struct bp_str id = question->id;
	if (!attempt)
		return id;
	bp_uuid_write(attempt->id, uuid);
	return bp_str(
		bp_arena_printf(app->view_arena, "%.*s@%s", (int)id.len, id.at, uuid));
}

static void take_response(struct question_state *state, struct bp_str text)
{
	if (bp_question_is_text(state->question))
		bp_field_begin(&state->field, ANSWER_LIMIT, text);
	else
		state->response = bp_response_read(state->question, text);
	bp_answer_note(state);
	for (size_t i = 0; i < state->count; i++)
		if (state->response.chosen >> state->order[i] & 1 && state->selected > i)
			state->selected = i;
}

static void take_typed(struct question_state *state)
{
	if (bp_question_is_text(state->question))
		state->response.text = bp_field_text(&state->field);
}

static void grade(struct question_state *state)
{
	state->grade = (struct bp_grade){.answer = -1};
	if (bp_question_graded(state->question))
		state->grade = bp_grade_response(state->question, &state->response);
}

/* Takes what is kept as the state's question's draft; false: nothing is. */
static bool recall_draft(struct bp_app *app, struct question_state *state)
{
	const struct bp_recall *recall = &app->options.recall;
	struct bp_buf draft = {0};
	bool found = recall->draft &&
		recall->draft(recall->context, app->reader.course, app->reader.module,
			draft_name(app, state->question), &draft);

	if (found)
		take_response(state, bp_buf_str(&draft));
	bp_buf_release(&draft);
	return found;
}

static const struct bp_question_record *record_of(
	const struct bp_app *app, const struct bp_question *question)
{
	return bp_progress_question(app->options.progress, bp_str(app->reader.course->id),
		bp_str(app->reader.module->id), question->id);
}

/* Answers to the open question that are recorded. */
static unsigned tries_of(const struct bp_app *app)
{
	const struct bp_question_record *record = record_of(app, app->question.question);

	return record ? record->answered : 0;
}

static bool may_try_again(const struct bp_app *app)
{
	int most = app->reader.module->attempts;

	return !bp_exam_attempt(app) && (most == 0 || tries_of(app) < (unsigned)most);
}

/* A wrong answer in a lesson first gets the author's hints, one each time. */
static unsigned hint_due(const struct bp_app *app)
{
	const struct question_state *state = &app->question;
	int most = app->reader.module->attempts;
	bool again = !bp_exam_attempt(app) && !app->review.asking &&
		(most == 0 || state->tries + 1 < (unsigned)most);

	return again && bp_question_graded(state->question) && !state->grade.correct &&
			state->tries < state->question->hint_count
		? state->tries + 1
		: 0;
}

/* A right answer that is worth less because of earlier tries says so. */
static const char *verdict_word(struct bp_app *app)
{
	const struct question_state *state = &app->question;
	const struct bp_grade *grade = &state->grade;

	if (grade->correct && grade->fraction < 1)
		return bp_app_text(app, _("BENAR pada percobaan %u"), state->tries + 1);
	return grade->correct         ? _("BENAR")
		: grade->fraction > 0 ? _("SEBAGIAN BENAR")
				      : _("BELUM BENAR");
}

static void show_verdict(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_grade *grade = &state->grade;
	const char *kept = app->options.recording ? _("tersimpan") : _("tidak dicatat");
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];

	state->graded = true;
	state->follow = true;
	if (state->unanswered)
		snprintf(state->verdict, sizeof state->verdict, "%s", _("TIDAK DIJAWAB"));
	else if (!bp_question_graded(state->question))
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s",
			state->question->general_feedback.text.len
				? _("Bandingkan dengan jawaban penulis")
				: _("Dijawab"),
			dot, kept);
	else
		snprintf(state->verdict, sizeof state->verdict, "%s %s %s %s %s %s",
			verdict_word(app), dot, _("nilai"),
			bp_words_grade(app, grade->fraction), dot, kept);
}

/* In an exam: what was answered before; after its end, with the verdict. */
static void take_given(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	struct bp_str response = attempt && app->exam.at < attempt->count
		? attempt->given[app->exam.at].response
		: (struct bp_str){0};

	if (response.len)
		take_response(state, response);
	if (!attempt || !(attempt->ended || bp_exam_locks(app, app->exam.at)))
		return;
	take_typed(state);
	state->grade = (struct bp_grade){.answer = -1};
	state->unanswered = !response.len;
	if (response.len)
		grade(state);
	bp_question_graded_now(app);
}

/* Asks the question, in the order that goes with the try. Neither an exam's nor one that
 * comes back has tries. */
static void ask(struct bp_app *app)
{
	struct question_state *state = &app->question;

	state->tries = bp_exam_attempt(app) || app->review.asking ? 0 : tries_of(app);
	set_order(app, state);
	read_texts(state);
	start_asking(app);
}

/* In a lesson: which try this is, and what it is worth. */
static void say_try(struct bp_app *app)
{
	const struct bp_module *module = app->reader.module;
	unsigned tries = app->question.tries;
	double worth = bp_score_penalised(module, 1, tries), next;
	const char *nth = "", *cost = "";

	if (module->kind != BP_LESSON || app->review.asking)
		return;
	next = bp_score_penalised(module, 1, tries + 1);
	if (module->attempts)
		nth = bp_app_text(
			app, _("Percobaan %u dari %d. "), tries + 1, module->attempts);
	if (tries && worth < 1)
		cost = bp_app_text(
			app, _("Jawaban benar bernilai %s."), bp_words_grade(app, worth));
	else if (next < 1 && module->attempts != 1)
		cost = bp_app_text(app, _("Mengulang mengurangi nilai %s."),
			bp_words_grade(app, worth - next));
	if (*nth || *cost)
		bp_app_say(app, BP_COLOR_ACCENT, bp_app_text(app, "%s%s", nth, cost));
}

/* What was answered in a lesson is looked at, rather than asked again; it can be tried
 * again from there. If it is not known any more, that is only so without a further try.
 */
static bool is_to_be_looked_at(struct bp_app *app)
{
	const struct question_state *state = &app->question;
	const struct bp_question_record *record = record_of(app, state->question);
	struct bp_str response;

	return record && !bp_exam_attempt(app) && !app->review.asking &&
		(!may_try_again(app) ||
			bp_record_read_answer(record->last_body, state->question,
				app->view_arena, &response));
}

static void show_last(struct bp_app *app)
{
	struct question_state *state = &app->question;
	const struct bp_question_record *record = record_of(app, state->question);
	struct bp_str response = {0};

	state->tries = record->answered - 1; /* as it was then */
	set_order(app, state);
	read_texts(state);
	state->grade = (struct bp_grade){.answer = -1};
	if (bp_record_read_answer(
		    record->last_body, state->question, app->view_arena, &response)) {
		take_response(state, response);
		take_typed(state);
		grade(state);
	}
	state->grade.fraction = record->last;
	state->hint = hint_due(app);
	show_verdict(app);
}

void bp_question_open(struct bp_app *app, uint32_t block)
{
	struct question_state *state = &app->question;

	bp_question_close(app);
	state->block = block;
	state->index = app->reader.document->blocks[block].question;
	state->question = &app->reader.document->quiz.questions[state->index];
	state->arena = bp_arena_new();
	ask(app);
	take_given(app);
	if (!state->graded && !recall_draft(app, state) && is_to_be_looked_at(app))
		show_last(app);
	if (!state->graded)
		say_try(app);
	bp_app_push(app, &bp_mode_question);
}

void bp_question_close(struct bp_app *app)
{
	bp_arena_free(app->question.arena);
	app->question = (struct question_state){0};
}

static void show_result(struct bp_app *app)
{
	bp_list_begin(app, &app->result, &bp_mode_result);
}

static void question_leave(struct bp_app *app)
{
	bool graded = app->question.graded, right = app->question.grade.correct;

	bp_exam_left_question(app);
	bp_question_close(app);
	if (app->review.asking) {
		bp_review_left(app, graded, graded && right);
		app->after_pop = bp_review_go_on;
	} else if (app->finished && app->depth > 2) {
		/* the answer completed the module: its result is what comes next */
		app->after_pop = show_result;
	}
	app->finished = false;
}

/* ---- drafts ---- */

static void save_draft(struct bp_app *app, bool empty)
{
	struct question_state *state = &app->question;
	struct bp_buf draft = {0};

	if (!empty && bp_question_is_text(state->question))
		bp_buf_add_str(&draft, bp_field_text(&state->field));
	else if (!empty)
		bp_response_write(state->question, &state->response, &draft);
	bp_app_save_draft(app, app->reader.course, app->reader.module,
		draft_name(app, state->question), bp_buf_str(&draft));
	bp_buf_release(&draft);
}

/* ---- answering ---- */

static void choose(struct bp_app *app, size_t row)
{
	struct question_state *state = &app->question;

	state->selected = row;
	if (bp_question_is_pairs(state->question) || state->question->type == BP_ORDERING)
		return;
	if (bp_question_is_multiple(state->question)) {
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
	if (bp_question_is_multiple(state->question) ||
		bp_question_is_pairs(state->question) ||
		state->question->type == BP_ORDERING)
		state->selected = to;
	else
		choose(app, to);
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
		if (bp_question_partner(state, row) == SIZE_MAX) {
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

/* Whether left or right leads on: to another partner or none, to another place, to a mark
 * or none. */
static bool can_change(const struct question_state *state, int step)
{
	const struct bp_question *question = state->question;
	bool more = step > 0;

	if (state->selected >= state->count)
		return false;
	if (bp_question_is_pairs(question)) {
		size_t now = bp_question_partner(state, state->selected);
		return more ? now + 1 < state->partner_count : now != SIZE_MAX;
	}
	if (question->type == BP_ORDERING)
		return more ? state->selected + 1 < state->count : state->selected > 0;
	return bp_question_is_multiple(question) &&
		more != (state->response.chosen >> state->order[state->selected] & 1);
}

static void change(struct bp_app *app, int step)
{
	struct question_state *state = &app->question;

	if (!can_change(state, step))
		return;
	if (bp_question_is_pairs(state->question)) {
		size_t now = bp_question_partner(state, state->selected);
		give_partner(app, now + (size_t)step); /* before the first: none */
	} else if (state->question->type == BP_ORDERING) {
		move_item(app, step);
	} else {
		choose(app, state->selected);
	}
}

static void mark(struct bp_app *app)
{
	struct question_state *state = &app->question;

	if (bp_question_is_pairs(state->question))
		give_partner(app, SIZE_MAX);
	else if (state->selected < state->count)
		choose(app, state->selected);
}

/* In a lesson each further try may cost something. */
static void penalise(struct bp_app *app)
{
	struct bp_grade *grade = &app->question.grade;

	if (app->reader.module->kind == BP_LESSON)
		grade->fraction = bp_score_penalised(
			app->reader.module, grade->fraction, app->question.tries);
}

/* Adds the event of the answer; false: nothing is recorded now. */
static bool record(struct bp_app *app, const struct question_state *state)
{
	const struct bp_question *question = state->question;
	const struct bp_attempt *attempt = bp_exam_attempt(app);
	bool pairs = bp_question_is_pairs(question);
	struct bp_event *event = bp_app_record(app, BP_ANSWERED, question);

	if (!event)
		return false;
	bp_buf_clear(&app->body);
	bp_record_answer(question, &state->response,
		pairs ? state->partners : state->order,
		pairs ? state->partner_count : state->count, attempt ? attempt->id : NULL,
		app->review.asking, &app->body);
	event->grade = bp_question_graded(question) ? state->grade.fraction : -1;
	if (state->since)
		event->seconds = (double)(app->now - state->since) / 1000;
	event->body = bp_app_event_text(app, bp_buf_str(&app->body));
	return true;
}

/* Whether the response says something else than what was given before. */
static bool differs(struct bp_app *app, const struct question_state *state,
	const struct bp_given *given, struct bp_str *text)
{
	struct bp_buf written = {0};

	bp_response_write(state->question, &state->response, &written);
	*text = bp_arena_str(app->view_arena, bp_buf_str(&written));
	bp_buf_release(&written);
	return !bp_str_equal(*text, given->response);
}

bool bp_question_take_draft(struct bp_app *app, const struct bp_question *question,
	bool unfinished, struct bp_given *given)
{
	bool open = app->question.question == question;
	struct question_state state = {
		.question = question,
		.response = bp_response_none(question),
		.since = open ? app->question.since : 0,
	};
	struct bp_str text;

	set_order(app, &state);
	if (!recall_draft(app, &state))
		return false;
	take_typed(&state);
	if (!differs(app, &state, given, &text) ||
		!(unfinished ? bp_response_counts(question, &state.response)
			     : bp_response_complete(question, &state.response, NULL)))
		return false;
	grade(&state);
	if (!record(app, &state))
		return false;
	given->response = text;
	given->grade = state.grade.fraction;
	return true;
}

static void submit(struct bp_app *app)
{
	struct question_state *state = &app->question;
	struct bp_error missing = {0};

	take_typed(state);
	if (!bp_response_complete(state->question, &state->response, &missing)) {
		bp_app_say(app, BP_COLOR_ACCENT, missing.message);
		return;
	}
	grade(state);
	penalise(app);
	state->hint = hint_due(app);
	if (!record(app, state)) { /* reading only: the verdict says so */
		bp_question_graded_now(app);
		return;
	}
	if (bp_exam_running(app)) {
		app->pending = bp_exam_defers(app) ? PENDING_ANSWER : PENDING_GRADE;
		return;
	}
	if (!app->review.asking)
		bp_reader_complete(app, &state->grade, state->question);
	app->pending = PENDING_GRADE;
}

void bp_question_graded_now(struct bp_app *app)
{
	show_verdict(app);
	bp_reader_forget_layout(app); /* its card says something else now */
	save_draft(app, true);
}

/* ---- the mode ---- */

static void scroll(struct question_state *state, int lines)
{
	state->follow = false;
	state->top += lines;
	if (state->top < 0)
		state->top = 0;
}

/* In an exam: to another question. */
static void step(struct bp_app *app, bool forward)
{
	if (bp_exam_attempt(app))
		bp_exam_step(app, forward);
}

static void act_graded(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = &app->question;

	switch (action) {
	case BP_ACT_RETRY:
		if (!may_try_again(app))
			break;
		ask(app);
		say_try(app);
		break;
	case BP_ACT_UP: scroll(state, -1); break;
	case BP_ACT_DOWN: scroll(state, 1); break;
	case BP_ACT_PAGE_UP: scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: scroll(state, state->page); break;
	case BP_ACT_TOP: scroll(state, -state->top); break;
	case BP_ACT_BOTTOM: scroll(state, 10000); break;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: step(app, action == BP_ACT_NEXT_ITEM); break;
	default: break;
	}
}

/* ---- a question that is at fault itself ---- */

static void report_typed(struct bp_app *app)
{
	struct question_state *state = &app->question;
	struct bp_str text = bp_str_trim(bp_field_text(&app->prompt.field));
	bool pairs = bp_question_is_pairs(state->question);

	if (!text.len)
		return;
	struct bp_event *event = bp_app_record(app, BP_ANNOTATED, state->question);
	if (!event) {
		bp_app_say(app, BP_COLOR_BAD,
			_("Sekarang tidak ada yang dicatat, jadi ini tidak tersimpan."));
		return;
	}
	take_typed(state);
	bp_buf_clear(&app->body);
	bp_record_report(state->question, &state->response,
		pairs ? state->partners : state->order,
		pairs ? state->partner_count : state->count, app->reader.course->version,
		text, &app->body);
	event->body = bp_buf_str(&app->body);
	app->pending = PENDING_REPORT;
}

static void report(struct bp_app *app)
{
	bp_prompt_begin(app, _("Apa yang keliru pada soal ini?"), REPORT_LIMIT,
		(struct bp_str){0}, report_typed);
	app->prompt.keymap = &bp_keymap_saving;
}

/* Through the lines of an essay, and below the last to what sends it. */
static void move_line(struct question_state *state, bool down)
{
	if (!down && state->sending)
		state->sending = false;
	else if (!bp_field_line(&state->field, state->columns, down))
		state->sending = down;
}

static void move_or_scroll(struct bp_app *app, bool down)
{
	struct question_state *state = &app->question;

	if (state->field.lines)
		move_line(state, down);
	else if (bp_question_is_text(state->question))
		scroll(state, down ? 1 : -1);
	else
		move(app, down ? 1 : -1);
}

static void question_act(struct bp_app *app, enum bp_action action)
{
	struct question_state *state = &app->question;

	if (action == BP_ACT_REPORT) {
		report(app);
		return;
	}
	if (state->graded) {
		act_graded(app, action);
		return;
	}
	state->follow = true;
	switch (action) {
	case BP_ACT_UP:
	case BP_ACT_DOWN: move_or_scroll(app, action == BP_ACT_DOWN); break;
	case BP_ACT_PAGE_UP: scroll(state, -state->page); break;
	case BP_ACT_PAGE_DOWN: scroll(state, state->page); break;
	case BP_ACT_LEFT: change(app, -1); break;
	case BP_ACT_RIGHT: change(app, 1); break;
	case BP_ACT_MARK: mark(app); break;
	case BP_ACT_SUBMIT: submit(app); break;
	case BP_ACT_FLAG: bp_exam_flag(app); break;
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: step(app, action == BP_ACT_NEXT_ITEM); break;
	default: break;
	}
}

static const struct bp_keymap *question_keys(const struct bp_app *app)
{
	const struct question_state *state = &app->question;

	if (state->graded)
		return &bp_keymap_graded;
	if (state->field.lines)
		return state->sending ? &bp_keymap_sending : &bp_keymap_essay;
	if (state->question->type == BP_ORDERING)
		return &bp_keymap_ordering;
	return bp_question_is_text(state->question) ? &bp_keymap_field
						    : &bp_keymap_question;
}

static struct field *question_field(struct bp_app *app)
{
	struct question_state *state = &app->question;

	return bp_question_is_text(state->question) && !state->graded ? &state->field
								      : NULL;
}

static void question_typed(struct bp_app *app)
{
	app->question.follow = true;
	app->question.sending = false;
	bp_answer_note(&app->question);
	save_draft(app, false);
}

/* Letters and figures pick; in a text field all that can be printed is text. */
static bool question_key(struct bp_app *app, uint32_t key)
{
	struct question_state *state = &app->question;
	size_t pick = SIZE_MAX;

	if (state->graded)
		return false;
	if (bp_question_is_text(state->question)) {
		const struct bp_keymap *map = question_keys(app);
		bool known = bp_keymap_find(map, key) != BP_ACT_NONE;
		/* right of the last letter is the menu */
		if ((known && key != BP_KEY_RIGHT) || !bp_field_key(&state->field, key))
			return !known; /* nothing else is a command while typing */
		question_typed(app);
		return true;
	}
	if (key >= 'a' && key <= 'z')
		pick = key - 'a';
	else if (key >= '1' && key <= '9')
		pick = key - '1';
	if (bp_question_is_pairs(state->question) && key >= 'a' &&
		pick < state->partner_count) {
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
	case BP_ACT_MARK: return bp_question_is_multiple(question);
	case BP_ACT_LEFT: return can_change(&app->question, -1);
	case BP_ACT_RIGHT: return can_change(&app->question, 1);
	case BP_ACT_FLAG: return bp_exam_running(app);
	case BP_ACT_NEXT_ITEM:
	case BP_ACT_PREVIOUS_ITEM: return bp_exam_attempt(app) != NULL;
	case BP_ACT_RETRY: return may_try_again(app);
	case BP_ACT_REPORT: return app->options.recording;
	default: return true;
	}
}

const struct bp_mode bp_mode_question = {
	.keymap = &bp_keymap_question,
	.keys = question_keys,
	.key = question_key,
	.field = question_field,
	.typed = question_typed,
	.act = question_act,
	.can = question_can,
	.view = bp_question_view,
	.leave = question_leave,
};
