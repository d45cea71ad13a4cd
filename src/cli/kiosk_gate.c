/* `berpijar kiosk --gate`: which classes may begin which exams. */
#include "kiosk.h"
#include "trail.h"
#include <berpijar/control.h>
#include <berpijar/log.h>

struct gate_list {
	int64_t now;
	enum bp_zone zone;
};

static void gate_print(void *context, const struct bp_gate *gate)
{
	const struct gate_list *list = context;
	struct bp_buf state = {0};

	bp_gate_tell(gate, list->now, list->zone, &state);
	bp_print_clean_line(stdout, gate->group);
	putchar('\t');
	bp_print_clean_line(stdout, gate->exam);
	printf("\t%s\n", state.at);
	bp_buf_release(&state);
}

/* An exam that nobody has would be a gate that shuts nothing. */
static bool gate_find_exam(const struct options *options, const char *name,
	struct bp_buf *exam, struct bp_error *err)
{
	struct bp_library library;
	const struct bp_course *course;
	const struct bp_module *module = NULL;

	bp_library_init(&library);
	bool ok = bp_session_library(&options->config, &library, NULL, err) &&
		bp_session_find_recorded(&library, name, &course, &module, err) &&
		((module && module->kind == BP_EXAM) ||
			bp_fail(err, BP_ERROR_INPUT,
				_("%s bukan ujian; sebutkan KURSUS/MODUL sebuah ujian"),
				name));
	if (ok)
		bp_buf_printf(exam, "%s/%s", course->id, module->id);
	bp_library_release(&library);
	return ok;
}

static void gate_note(const struct bp_gate *gate)
{
	static const char *const words[] = {"open", "closed", "window"};
	struct bp_buf who = {0};

	bp_trail_add_who(&who);
	bp_log(BP_LOG_NOTICE, "gate class=\"%.*s\" exam=%.*s state=%s%s",
		(int)gate->group.len, gate->group.at, (int)gate->exam.len, gate->exam.at,
		words[gate->state], who.at);
	bp_buf_release(&who);
}

static bool gate_set(const struct options *options, const char *store,
	struct gate_list *list, struct bp_error *err)
{
	struct bp_gate gate = {.group = bp_str_trim(bp_str(options->args[0]))};
	struct bp_buf exam = {0};
	bool ok = bp_gate_read(
			  &gate, bp_str(options->args[2]), list->now, list->zone, err) &&
		gate_find_exam(options, options->args[1], &exam, err);

	gate.exam = bp_buf_str(&exam);
	ok = ok && bp_gate_set(store, &gate, err);
	if (ok)
		gate_note(&gate);
	if (ok)
		gate_print(list, &gate);
	bp_buf_release(&exam);
	return ok;
}

bool kiosk_gate(const struct options *options, const char *store, struct bp_error *err)
{
	struct gate_list list = {bp_session_now(), options->config.zone};

	if (options->arg_count != 0 && options->arg_count != 3)
		return bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar kiosk --gate [KELAS KURSUS/MODUL open|closed|09.00-10.00]"));
	return options->arg_count ? gate_set(options, store, &list, err)
				  : bp_gates_each(store, gate_print, &list, err);
}
