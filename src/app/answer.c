/* A typed answer. */
#include "answer.h"
#include <berpijar/lang.h>

/* How a number is going to be read, before it counts. */
void bp_answer_note(struct question_state *question)
{
	struct bp_buf number = {0};
	double value;

	question->note[0] = '\0';
	if (question->question->type != BP_NUMERICAL || question->field.len == 0)
		return;
	if (bp_number_read(bp_field_text(&question->field), &value)) {
		bp_number_write(value, &number);
		snprintf(question->note, sizeof question->note, _("dibaca sebagai %s"),
			number.at);
	} else {
		snprintf(question->note, sizeof question->note, "%s",
			_("belum dapat dibaca sebagai bilangan"));
	}
	bp_buf_release(&number);
}
