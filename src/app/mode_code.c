/* A QR code: of a link's address, of a proof's number, or of a short file. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/qr.h>
#include <string.h>

#define ROOMY 10000 /* rows or columns in which every code fits */

/* ---- keys ---- */

static const struct bp_binding code_keys[] = {
	{BP_KEY_ENTER, BP_ACT_BACK},
	{'i', BP_ACT_INVERT},
	{0, 0},
};
static const struct bp_hint code_hints[] = {
	{BP_ACT_INVERT, NULL, N_("balik hitam putih")},
	{0},
};
static const struct bp_keymap code_keymap = {
	.title = N_("Kode QR"),
	.parent = &bp_keymap_everywhere,
	.bindings = code_keys,
	.hints = code_hints,
};

struct code {
	struct bp_qr *of;
	char text[2048];
	bool shown; /* there is room for it */
};

/* `with` is the text. */
static void code_begin(struct bp_app *app, const void *with)
{
	struct bp_error err = {0};

	if (app->options.spoken) {
		bp_app_say(app, BP_COLOR_TEXT,
			_("Kode QR hanya ada di layar penuh; salinlah tulisannya."));
		return;
	}
	struct bp_qr *of = bp_qr_new(bp_str(with), &err);
	if (!of) {
		bp_app_say(app, BP_COLOR_ACCENT, err.message);
		return;
	}
	struct code *code = bp_mode_push(app, BP_MODE_CODE);
	code->of = of;
	snprintf(code->text, sizeof code->text, "%s", (const char *)with);
	code->text[strcspn(code->text, "\n")] = '\0'; /* of a file: its first line */
}

static void code_release(void *state)
{
	bp_qr_free(((struct code *)state)->of);
}

/* Says how large a window would have to be; the code fits neither this one nor a smaller. */
static const char *code_too_small(struct bp_app *app, int size, int rows, int columns)
{
	int high = rows, wide = columns;

	while (!bp_qr_fits(size, high, ROOMY, app->options.symbols))
		high++;
	while (!bp_qr_fits(size, ROOMY, wide, app->options.symbols))
		wide++;
	return bp_app_text(app,
		_("Kode QR ini tidak muat. Perbesar jendela menjadi %d kolom dan %d baris, atau salin tulisannya."),
		wide, high);
}

static void code_view(struct bp_app *app, struct bp_view *view)
{
	struct code *code = bp_mode_state(app, BP_MODE_CODE);
	struct list_state *list = bp_mode_list(app, BP_MODE_CODE);
	int size = code->of->size;

	view->title = code->text;
	code->shown = bp_qr_fits(size, view->rows, view->columns, app->options.symbols);
	if (code->shown) {
		view->kind = BP_VIEW_QR;
		view->as.qr = (struct bp_qr_view){
			.modules = code->of->modules,
			.size = size,
			.inverted = app->code_inverted,
		};
		return;
	}
	bp_list_start(app, list, true);
	bp_list_add(
		list, BP_ROW_TEXT, code_too_small(app, size, view->rows, view->columns));
	bp_list_view(list, 0, view);
}

static void code_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_INVERT)
		app->code_inverted = !app->code_inverted;
}

static bool code_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_INVERT ||
		((const struct code *)bp_mode_state(app, BP_MODE_CODE))->shown;
}

const struct bp_mode bp_mode_code = {
	.size = sizeof(struct code),
	.release = code_release,
	.begin = code_begin,
	.keymap = &code_keymap,
	.act = code_act,
	.can = code_can,
	.view = code_view,
};
