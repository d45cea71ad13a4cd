/* A QR code: of a link's address, or of a proof's number. */
#include "app.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/qr.h>

#define ROOMY 10000 /* rows or columns in which every code fits */

void bp_code_begin(struct bp_app *app, struct bp_str text)
{
	struct bp_error err = {0};

	if (app->options.spoken) {
		bp_app_say(app, BP_COLOR_TEXT,
			_("Kode QR hanya ada di layar penuh; salinlah tulisannya."));
		return;
	}
	bp_code_close(app);
	snprintf(app->code_text, sizeof app->code_text, "%.*s", (int)text.len, text.at);
	app->code = bp_qr_new(text, &err);
	if (app->code)
		bp_mode_push(app, BP_MODE_CODE);
	else
		bp_app_say(app, BP_COLOR_ACCENT, err.message);
}

void bp_code_close(struct bp_app *app)
{
	bp_qr_free(app->code);
	app->code = NULL;
}

/* The least window for it that is not smaller than this one. */
static const char *too_small(struct bp_app *app, int rows, int columns)
{
	int size = app->code->size, high = rows, wide = columns;

	while (!bp_qr_fits(size, high, ROOMY, app->options.symbols))
		high++;
	while (!bp_qr_fits(size, ROOMY, wide, app->options.symbols))
		wide++;
	return bp_app_text(app,
		_("Kode QR ini tidak muat. Perbesar jendela menjadi %d kolom dan %d baris, atau salin tulisannya."),
		wide, high);
}

static void code_view(struct bp_app *app, int rows, int columns, struct bp_view *view)
{
	const struct bp_qr *code = app->code;

	view->title = app->code_text;
	app->code_shown = bp_qr_fits(code->size, rows, columns, app->options.symbols);
	if (app->code_shown) {
		view->kind = BP_VIEW_QR;
		view->as.qr = (struct bp_qr_view){
			.modules = code->modules,
			.size = code->size,
			.inverted = app->code_inverted,
		};
		return;
	}
	bp_list_start(&app->help);
	bp_list_add(&app->help, BP_ROW_BLANK, NULL);
	bp_list_add(&app->help, BP_ROW_TEXT, too_small(app, rows, columns));
	app->help.selected = SIZE_MAX;
	bp_list_view(&app->help, 0, view);
}

static void code_act(struct bp_app *app, enum bp_action action)
{
	if (action == BP_ACT_INVERT)
		app->code_inverted = !app->code_inverted;
}

static bool code_can(const struct bp_app *app, enum bp_action action)
{
	return action != BP_ACT_INVERT || app->code_shown;
}

const struct bp_mode bp_mode_code = {
	.keymap = &bp_keymap_code,
	.act = code_act,
	.can = code_can,
	.view = code_view,
	.leave = bp_code_close,
};
