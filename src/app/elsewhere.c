/* Recording JP from elsewhere. */
#include "app.h"
#include "ledger.h"

static void elsewhere_event(struct bp_app *app, enum bp_verb verb,
	void (*write)(const struct bp_elsewhere *one, struct bp_buf *out),
	const struct bp_elsewhere *one)
{
	static const struct bp_str none = {0};
	struct bp_event *event = bp_app_record_of(app, verb, none, none, none);
	struct bp_buf body = {0};

	write(one, &body);
	bp_app_event_body(app, event, &body);
}

void bp_elsewhere_record(struct bp_app *app, const struct bp_elsewhere *gone,
	const struct bp_elsewhere *entered)
{
	struct bp_elsewheres *all = bp_progress_elsewheres(app->options.progress);
	size_t behind = 0;

	for (const struct bp_elsewhere *one = gone; one;
		one = bp_elsewhere_behind(all, gone, behind++))
		elsewhere_event(app, BP_VOIDED, bp_elsewhere_write_void, one);
	if (entered)
		elsewhere_event(app, BP_ATTENDED, bp_elsewhere_write, entered);
}
