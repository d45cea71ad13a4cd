/* Settings: each is a choice of a few, kept for the learner. */
#include "reader.h"
#include "settings.h"
#include <assert.h>
#include <berpijar/lang.h>
#include <stddef.h>
#include <string.h>

/* ---- keys ---- */

static const struct bp_binding settings_keys[] = {
	{BP_KEY_ENTER, BP_ACT_OPEN},
	{BP_KEY_RIGHT, BP_ACT_RIGHT},
	{BP_KEY_LEFT, BP_ACT_LEFT},
	{'D', BP_ACT_DATA},
	{0, 0},
};
static const struct bp_hint settings_hints[] = {
	{BP_ACT_DOWN, "↑↓", N_("pilih")},
	{BP_ACT_RIGHT, "←→", N_("ubah")},
	{BP_ACT_DATA, NULL, N_("data Anda")},
	{0},
};
static const struct bp_keymap settings_keymap = {
	.title = N_("Setelan"),
	.parent = &bp_keymap_moving,
	.bindings = settings_keys,
	.hints = settings_hints,
};

struct choice {
	int value;         /* 0 is the default */
	const char *word;  /* as it is kept; NULL ends the table */
	const char *label; /* NULL: the word is a number of columns */
};

static const struct choice languages[] = {
	{0, "id", "Bahasa Indonesia"},
	{1, "en", "English"},
	{0, NULL, NULL},
};

static const struct choice themes[] = {
	{BP_THEME_TERMINAL, "terminal", N_("seperti terminal")},
	{BP_THEME_DARK, "dark", N_("gelap")},
	{BP_THEME_LIGHT, "light", N_("terang")},
	{BP_THEME_CONTRAST, "contrast", N_("kontras tinggi")},
	{BP_THEME_MONO, "mono", N_("tanpa warna")},
	{0, NULL, NULL},
};
static_assert(
	sizeof themes / sizeof *themes == BP_THEME_COUNT + 1, "a name for each theme");

static const struct choice spacings[] = {
	{0, "close", N_("rapat")},
	{1, "wide", N_("lapang")},
	{0, NULL, NULL},
};

#define DIGITS_OF(number) #number
#define DIGITS(number)    DIGITS_OF(number)
static const struct choice measures[] = {
	{50, "50", NULL},
	{60, "60", NULL},
	{0, DIGITS(BP_MEASURE), NULL},
	{90, "90", NULL},
	{BP_LAYOUT_MAX, "all", N_("selebar jendela")},
	{0, NULL, NULL},
};

static const struct choice fronts[] = {
	{0, "no", N_("layar penuh")},
	{1, "yes", N_("baris biasa")},
	{0, NULL, NULL},
};

static const struct choice signs[] = {
	{0, "all", N_("garis dan tanda")},
	{1, "ascii", N_("huruf biasa")},
	{0, NULL, NULL},
};

static const struct choice employments[] = {
	{BP_EMPLOYMENT_UNSAID, "unsaid", N_("belum disebut")},
	{BP_EMPLOYMENT_PNS, "pns", "PNS"},
	{BP_EMPLOYMENT_PPPK, "pppk", "PPPK"},
	{0, NULL, NULL},
};

static const struct setting {
	const char *name, *title, *about;
	size_t offset; /* in struct bp_settings */
	const struct choice *choices;
} settings[] = {
	{"lang", N_("Bahasa"), N_("bahasa berpijar; kursus tetap dalam bahasanya"),
		offsetof(struct bp_settings, language), languages},
	{"theme", N_("Tema"),
		N_("gelap dan terang: latar terminal Anda; warnanya sendiri tidak diubah"),
		offsetof(struct bp_settings, theme), themes},
	{"spacing", N_("Jarak baris"), N_("lapang: satu baris kosong di antara baris"),
		offsetof(struct bp_settings, spaced), spacings},
	{"measure", N_("Lebar teks"), N_("baris yang pendek lebih mudah dibaca"),
		offsetof(struct bp_settings, measure), measures},
	{"plain", N_("Tampilan"),
		N_("mulai kali berikutnya; baris biasa: untuk pembaca layar"),
		offsetof(struct bp_settings, plain), fronts},
	{BP_EMPLOYMENT_SETTING, N_("Kepegawaian"), N_("ukuran setahun di buku JP"),
		offsetof(struct bp_settings, employment), employments},
	{"signs", N_("Tanda"), N_("huruf biasa: bila garis di layar ini tidak lurus"),
		offsetof(struct bp_settings, ascii), signs},
};
#define COUNT (sizeof settings / sizeof *settings)

/* ---- what is kept ---- */

const char *bp_setting_name(size_t n)
{
	return n < COUNT ? settings[n].name : NULL;
}

static int *value_of(struct bp_settings *values, const struct setting *setting)
{
	return (int *)((char *)values + setting->offset);
}

void bp_settings_set(struct bp_settings *values, const char *name, struct bp_str word)
{
	for (size_t i = 0; i < COUNT; i++) {
		if (strcmp(settings[i].name, name) != 0)
			continue;
		for (const struct choice *at = settings[i].choices; at->word; at++)
			if (bp_str_is(word, at->word))
				*value_of(values, &settings[i]) = at->value;
	}
}

/* ---- changing ---- */

static size_t chosen(const struct bp_settings *values, const struct setting *setting)
{
	int value = *(const int *)((const char *)values + setting->offset);

	for (size_t i = 0; setting->choices[i].word; i++)
		if (setting->choices[i].value == value)
			return i;
	return 0;
}

static size_t count_choices(const struct setting *setting)
{
	size_t count = 0;

	while (setting->choices[count].word)
		count++;
	return count;
}

/* The names of keys have signs, too. */
static void settings_draw(struct bp_app *app)
{
	app->options.symbols = app->settings.ascii && !app->options.spoken
		? bp_symbols(BP_SYMBOLS_ASCII)
		: app->own_symbols;
	app->keys_language = NULL;
}

static void change(struct bp_app *app, const struct setting *setting, int step)
{
	size_t count = count_choices(setting);
	size_t now = chosen(&app->settings, setting);
	assert(count);
	const struct choice *next =
		&setting->choices[(now + count + (size_t)step) % count];

	*value_of(&app->settings, setting) = next->value;
	bp_lang_set(languages[app->settings.language].word);
	settings_draw(app);
	bp_reader_forget_layout(app);
	bp_app_save_setting(app, setting->name, bp_str(next->word), &app->settings);
}

void bp_settings_language(struct bp_app *app)
{
	change(app, &settings[0], 1);
}

bool bp_settings_has_signs(const struct bp_app *app)
{
	return app->own_symbols != bp_symbols(BP_SYMBOLS_ASCII);
}

void bp_settings_signs(struct bp_app *app)
{
	if (!bp_settings_has_signs(app))
		return;
	change(app, &settings[COUNT - 1], 1);
	bp_app_say(app, BP_COLOR_ACCENT,
		app->settings.ascii
			? _("Sekarang huruf biasa; A mengembalikan garis dan tanda.")
			: _("Garis dan tanda lagi; A menggantinya dengan huruf biasa."));
}

void bp_settings_employ(struct bp_app *app, enum bp_employment employment)
{
	const struct setting *setting = settings;

	while (setting->choices != employments)
		setting++;
	change(app, setting, (int)employment - app->settings.employment);
}

void bp_settings_begin(struct bp_app *app)
{
	app->settings = app->options.settings;
	app->settings.language = strcmp(bp_lang(), "en") == 0;
	app->own_symbols = app->options.symbols;
	settings_draw(app);
}

/* ---- the mode ---- */

static const char *settings_label(struct bp_app *app, const struct choice *choice)
{
	return choice->label ? _(choice->label)
			     : bp_app_text(app, _("%s kolom"), choice->word);
}

/* Columns of the widest choice of all: what is chosen must not move the others. */
static int settings_columns(struct bp_app *app)
{
	int most = 0;

	for (size_t i = 0; i < COUNT; i++)
		for (const struct choice *at = settings[i].choices; at->word; at++) {
			int columns = bp_text_columns(bp_str(settings_label(app, at)));
			if (columns > most)
				most = columns;
		}
	return most + 1 +
		bp_text_columns(bp_str(app->options.symbols[BP_SYMBOL_LEFT_RIGHT]));
}

/* How a text looks is the full screen's; whoever hears plain lines has a word for ASCII. */
static bool settings_is_shown(const struct bp_app *app, const struct setting *setting)
{
	if (app->options.spoken)
		return setting->choices == languages || setting->choices == fronts ||
			setting->choices == employments;
	return setting->choices != signs || bp_settings_has_signs(app);
}

static void settings_view(struct bp_app *app, struct bp_view *view)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_SETTINGS);

	bp_list_start(app, list, true);
	for (size_t i = 0; i < COUNT; i++) {
		const struct setting *setting = &settings[i];
		size_t now = chosen(&app->settings, setting);
		if (!settings_is_shown(app, setting))
			continue;
		struct bp_row *row =
			bp_list_item(list, _(setting->title), BP_THING_ROW, setting);
		bp_list_number(app, list, 1);
		row->detail = _(setting->about);
		row->state = bp_app_text(app, "%s %s",
			app->options.symbols[BP_SYMBOL_LEFT_RIGHT],
			settings_label(app, &setting->choices[now]));
		row->color = BP_COLOR_ACCENT;
	}
	bp_list_add(list, BP_ROW_BLANK, NULL);
	bp_list_add(list, BP_ROW_TEXT,
		app->options.recording
			? _("Setelan berlaku seketika dan disimpan untuk Anda.")
			: _("Setelan berlaku seketika; sekarang tidak dapat disimpan."))
		->color = BP_COLOR_FAINT;
	if (app->options.colorless && !app->options.spoken)
		bp_list_add(list, BP_ROW_TEXT,
			_("Warna dimatikan (NO_COLOR atau --color never), jadi tema tidak berpengaruh."))
			->color = BP_COLOR_FAINT;
	bp_list_fix(list);
	bp_list_view(list, 1, view);
	view->as.list.state_columns = settings_columns(app);
	view->title = _("Setelan");
}

/* The selected setting. */
static const struct setting *selected(const struct bp_app *app)
{
	const struct setting *setting =
		bp_list_thing(bp_mode_list(app, BP_MODE_SETTINGS), BP_THING_ROW);

	return setting ? setting : settings;
}

static void settings_act(struct bp_app *app, enum bp_action action)
{
	struct list_state *list = bp_mode_list(app, BP_MODE_SETTINGS);

	if (action == BP_ACT_OPEN || action == BP_ACT_RIGHT || action == BP_ACT_LEFT)
		change(app, selected(app), action == BP_ACT_LEFT ? -1 : 1);
	else
		bp_list_act(list, action);
}

static bool settings_can(const struct bp_app *app, enum bp_action action)
{
	const struct setting *setting = selected(app);
	size_t now = chosen(&app->settings, setting);

	switch (action) {
	case BP_ACT_LEFT: return now > 0;
	case BP_ACT_RIGHT: return now + 1 < count_choices(setting);
	default: return true;
	}
}

const struct bp_mode bp_mode_settings = {
	.keymap = &settings_keymap,
	.numbers = BP_ACT_OPEN,
	.act = settings_act,
	.can = settings_can,
	.view = settings_view,
};
