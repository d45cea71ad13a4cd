/* The JP book: a year, what is asked of it, and what was entered into it from elsewhere. */
#include "app.h"
#include "ledger.h"
#include "settings.h"
#include "words.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>

#define NARROW     60 /* columns; below, bars are short */
#define BAR        24
#define BAR_NARROW 8
#define LABEL      6 /* columns of "PPPK", "31 Des" */

/* ---- keys ---- */

static const struct bp_binding ledger_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{'d', BP_ACT_REMOVE},
	{BP_KEY_DELETE, BP_ACT_REMOVE},
	{BP_KEY_LEFT, BP_ACT_PREVIOUS_YEAR},
	{'[', BP_ACT_PREVIOUS_YEAR},
	{BP_KEY_RIGHT, BP_ACT_NEXT_YEAR},
	{']', BP_ACT_NEXT_YEAR},
	{0, 0},
};
static const struct bp_hint ledger_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_OPEN, NULL, N_("buka")},
	{BP_ACT_REMOVE, NULL, N_("hapus")},
	{BP_ACT_PREVIOUS_YEAR, NULL, N_("tahun sebelumnya")},
	{BP_ACT_NEXT_YEAR, NULL, N_("tahun berikutnya")},
	{0},
};
static const struct bp_keymap ledger_keymap = {
	.title = N_("Buku JP"),
	.parent = &bp_keymap_moving,
	.bindings = ledger_keys,
	.hints = ledger_hints,
};

struct ledger {
	int year;      /* that is shown */
	bool removing; /* the next press takes the one that is pointed at back */
};

static struct ledger *ledger_of(const struct bp_app *app)
{
	return bp_mode_state(app, BP_MODE_LEDGER);
}

static enum bp_employment ledger_employment(const struct bp_app *app)
{
	return (enum bp_employment)app->settings.employment;
}

/* ---- what the learner is, asked once ---- */

static void ledger_say_employment(struct bp_app *app, enum bp_employment employment)
{
	bp_settings_employ(app, employment);
	bp_app_say(app, BP_COLOR_ACCENT,
		_("Tercatat; dapat diubah di setelan, Kepegawaian."));
}

static void ledger_is_pns(struct bp_app *app)
{
	ledger_say_employment(app, BP_EMPLOYMENT_PNS);
}

static void ledger_is_pppk(struct bp_app *app)
{
	ledger_say_employment(app, BP_EMPLOYMENT_PPPK);
}

static void ledger_add_question(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command answers[] = {
		{N_("Saya PNS"), ledger_is_pns}, {N_("Saya PPPK"), ledger_is_pppk}};

	if (ledger_employment(app) || !app->options.recording)
		return;
	bp_ledger_add_heading(list, _("Anda PNS atau PPPK?"));
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		bp_list_item(list, _(answers[i].title), BP_THING_COMMAND, &answers[i]);
		bp_list_number(app, list, 1);
	}
}

/* ---- from elsewhere ---- */

/* Its days, its organiser, and its number if it has one. */
static const char *ledger_about(struct bp_app *app, const struct bp_elsewhere *one)
{
	const char *dot = app->options.symbols[BP_SYMBOL_DOT];
	const char *about = bp_app_text(app, "%s %s %.*s",
		bp_elsewhere_days(one, app->view_arena), dot, (int)one->organizer.len,
		one->organizer.len ? one->organizer.at : "");

	if (one->number.len)
		about = bp_app_text(app, "%s %s %.*s", about, dot, (int)one->number.len,
			one->number.at);
	return bp_app_clean(app, about);
}

static void ledger_add_one(
	struct bp_app *app, struct list_state *list, const struct bp_elsewhere *one)
{
	struct bp_elsewhere *kept = bp_arena_alloc(app->view_arena, 1, sizeof *kept);

	*kept = *one;
	struct bp_row *row = bp_list_item(list,
		bp_app_clean(app, bp_arena_cstr(app->view_arena, one->title)),
		BP_THING_ROW, kept);
	bp_list_number(app, list, 1);
	row->side = bp_app_text(app, _("%s JP"), bp_words_jp(app, one->jp_halves));
	row->detail = ledger_about(app, one);
}

static void ledger_enter(struct bp_app *app)
{
	bp_mode_begin(app, BP_MODE_ELSEWHERE, NULL);
}

static void ledger_add_elsewhere(struct bp_app *app, struct list_state *list)
{
	static const struct bp_command enter = {
		N_("Catat JP dari tempat lain"), ledger_enter};
	size_t count;
	const struct bp_elsewhere *all =
		bp_elsewhere_list(bp_progress_elsewheres(app->options.progress), &count);

	bp_ledger_add_heading(list, _("Dari tempat lain, menurut sertifikatnya"));
	for (size_t i = 0; i < count; i++)
		if (all[i].ends.year == ledger_of(app)->year)
			ledger_add_one(app, list, &all[i]);
	bp_list_item(list, _(enter.title), BP_THING_COMMAND, &enter);
	bp_list_number(app, list, 1);
}

/* ---- the mode ---- */

static void ledger_begin(struct bp_app *app, const void *with)
{
	struct ledger *ledger = bp_mode_push(app, BP_MODE_LEDGER);

	(void)with;
	ledger->year = bp_year_of(app->now);
}

static void ledger_add_all(const struct ledger_page *page)
{
	bp_list_start(page->app, page->list, true);
	bp_ledger_add_rules(page);
	ledger_add_question(page->app, page->list);
	ledger_add_elsewhere(page->app, page->list);
	bp_ledger_add_figures(page);
}

static void ledger_view(struct bp_app *app, struct bp_view *view)
{
	struct ledger_page page = {
		.app = app,
		.list = bp_mode_list(app, BP_MODE_LEDGER),
		.year = ledger_of(app)->year,
		.bar = view->columns < NARROW ? BAR_NARROW : BAR,
	};

	bp_year_sum(app->options.progress, page.year, &page.sum);
	if (!bp_list_stands(app, page.list))
		ledger_add_all(&page);
	bp_list_fix(page.list);
	bp_list_view(page.list, LABEL, view);
	view->title = bp_app_text(app, _("Buku JP %d"), page.year);
	view->side = bp_app_text(app, _("%s JP"), bp_words_year(app, &page.sum));
}

/* The nearest year in a direction that has records; the current year always counts. */
static bool ledger_other_year(const struct bp_app *app, int step, int *year)
{
	int from = ledger_of(app)->year, now = bp_year_of(app->now);
	bool found = bp_year_next(app->options.progress, from, step, year);

	bool ahead = step > 0 ? now > from : now < from;

	if (!ahead || (found && (step > 0) == (*year < now)))
		return found;
	*year = now;
	return true;
}

static void ledger_turn(struct bp_app *app, int step)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_LEDGER);
	int year;

	if (ledger_other_year(app, step, &year)) {
		ledger_of(app)->year = year;
		bp_list_restart(list);
	} else {
		bp_app_say(app, BP_COLOR_ACCENT,
			step > 0 ? _("Sesudah tahun ini tidak ada catatan.")
				 : _("Sebelum tahun ini tidak ada catatan."));
	}
}

void bp_ledger_show_year(struct bp_app *app, int year)
{
	struct ledger *ledger = ledger_of(app);

	if (ledger)
		ledger->year = year;
}

/* Of what was learned here nothing can be taken back. */
static const struct bp_elsewhere *ledger_pointed(const struct bp_app *app)
{
	return bp_list_thing(bp_mode_list(app, BP_MODE_LEDGER), BP_THING_ROW);
}

static void ledger_remove(struct bp_app *app)
{
	const struct bp_elsewhere *one = ledger_pointed(app);
	struct ledger *ledger = ledger_of(app);

	if (!one || !bp_app_may_change(app))
		return;
	if (ledger->removing)
		bp_elsewhere_take_back(app, one);
	else
		bp_app_say(app, BP_COLOR_ACCENT,
			app->options.spoken
				? _("Ketik hapus sekali lagi untuk menghapusnya.")
				: _("Tekan sekali lagi untuk menghapusnya."));
	ledger->removing = !ledger->removing;
}

static void ledger_open(struct bp_app *app)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_LEDGER);
	const struct bp_elsewhere *one = ledger_pointed(app);

	if (bp_list_reveal(list))
		return;
	if (one)
		bp_mode_begin(app, BP_MODE_ELSEWHERE, one);
	else
		bp_list_run(app, list);
}

static void ledger_act(struct bp_app *app, enum bp_action action)
{
	switch (action) {
	case BP_ACT_NEXT_YEAR: ledger_turn(app, 1); break;
	case BP_ACT_PREVIOUS_YEAR: ledger_turn(app, -1); break;
	case BP_ACT_OPEN: ledger_open(app); break;
	case BP_ACT_REMOVE: ledger_remove(app); break;
	default: bp_list_act(bp_mode_list(app, BP_MODE_LEDGER), action);
	}
}

/* Removing takes two presses in a row; any other key in between cancels it. */
static bool ledger_key(struct bp_app *app, uint32_t key)
{
	if (bp_keymap_find(&ledger_keymap, key) != BP_ACT_REMOVE)
		ledger_of(app)->removing = false;
	return false;
}

static bool ledger_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_REMOVE || ledger_pointed(app);
}

/* The hints are hidden if there is no other year; the keys then say why. */
static bool ledger_offers(const struct bp_app *app, enum bp_action action)
{
	int year;

	if (action != BP_ACT_NEXT_YEAR && action != BP_ACT_PREVIOUS_YEAR)
		return true;
	return ledger_other_year(app, action == BP_ACT_NEXT_YEAR ? 1 : -1, &year);
}

const struct bp_mode bp_mode_ledger = {
	.size = sizeof(struct ledger),
	.begin = ledger_begin,
	.keymap = &ledger_keymap,
	.key = ledger_key,
	.numbers = BP_ACT_OPEN,
	.act = ledger_act,
	.can = ledger_can,
	.offers = ledger_offers,
	.view = ledger_view,
};
