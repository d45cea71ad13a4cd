/*
 * Which classes may begin which exams: control/gates/exams, a line for each gate,
 *
 *	berpijar-gates-1
 *	CLASS<TAB>COURSE/MODULE<TAB>open|closed|FROM-UNTIL
 *
 * with the instants of a window in ms since 1970, so that it opens once. A file of which a
 * line is not understood is damaged as a whole: a gate that is passed over might have been
 * the one that closes.
 */
#include "control.h"
#include <berpijar/course.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <stdio.h>
#include <string.h>

#define GATES_HEAD  "berpijar-gates-1"
#define DAY_MINUTES (24 * 60)
#define NAME_ROOM   100 /* of an id, which has 64 bytes at most */

static const char *const gate_words[] = {
	[BP_GATE_OPEN] = "open",
	[BP_GATE_CLOSED] = "closed",
};

/* ---- the file ---- */

static bool gates_is_exam(struct bp_str exam)
{
	size_t slash = bp_str_find(exam, BP_STR("/"), 0);

	return slash && slash < exam.len && exam.len - slash > 1 && exam.len <= 200 &&
		bp_str_find(exam, BP_STR("/"), slash + 1) == SIZE_MAX;
}

static bool gates_parse_state(struct bp_gate *gate, struct bp_str word)
{
	for (int i = BP_GATE_OPEN; i <= BP_GATE_CLOSED; i++) {
		gate->state = (enum bp_gate_state)i;
		if (bp_str_is(word, gate_words[i]))
			return true;
	}
	gate->state = BP_GATE_WINDOW;
	return control_read_time(control_take(&word, '-'), &gate->from) &&
		control_read_time(word, &gate->until) && gate->from < gate->until;
}

static bool gates_parse_line(
	struct bp_gate *gate, struct bp_arena *arena, struct bp_str line)
{
	*gate = (struct bp_gate){.group = bp_arena_str(arena, control_take(&line, '\t')),
		.exam = bp_arena_str(arena, control_take(&line, '\t'))};
	return gate->group.len && !bp_profile_fault(gate->group) &&
		gates_is_exam(gate->exam) && gates_parse_state(gate, line);
}

bool gates_parse(struct control_gates *gates, struct bp_arena *arena, struct bp_str text)
{
	struct bp_gate gate;

	if (!bp_str_is(control_take(&text, '\n'), GATES_HEAD))
		return false;
	while (text.len) {
		if (gates->count == BP_GATES_MOST ||
			!gates_parse_line(&gate, arena, control_take(&text, '\n')))
			return false;
		*BP_PUSH(arena, gates->list, gates->count, gates->room) = gate;
	}
	return true;
}

static void gates_add_line(struct bp_buf *out, const struct bp_gate *gate)
{
	bp_buf_add_str(out, gate->group);
	bp_buf_add_char(out, '\t');
	bp_buf_add_str(out, gate->exam);
	if (gate->state == BP_GATE_WINDOW)
		bp_buf_printf(out, "\t%lld-%lld\n", (long long)gate->from,
			(long long)gate->until);
	else
		bp_buf_printf(out, "\t%s\n", gate_words[gate->state]);
}

static bool gates_load(const char *store, struct control_gates *gates,
	struct bp_arena *arena, struct bp_error *err)
{
	struct bp_buf text = {0};
	enum control_read read = control_read_at(store, CONTROL_GATES, "exams", &text);
	bool ok = read == CONTROL_MISSING ||
		(read == CONTROL_READ && gates_parse(gates, arena, bp_buf_str(&text)));

	bp_buf_release(&text);
	return ok ||
		bp_fail(err, BP_ERROR_INPUT,
			_("berkas gerbang ujian rusak atau tidak dapat dibaca, jadi semua ujian tertutup; pindahkan control/gates/exams, lalu tulis lagi gerbangnya"));
}

bool bp_gates_each(const char *store,
	void (*each)(void *context, const struct bp_gate *gate), void *context,
	struct bp_error *err)
{
	struct control_gates gates = {0};
	struct bp_arena *arena = bp_arena_new();
	bool ok = gates_load(store, &gates, arena, err);

	for (size_t i = 0; ok && i < gates.count; i++)
		each(context, &gates.list[i]);
	bp_arena_free(arena);
	return ok;
}

static bool gates_same(const struct bp_gate *one, const struct bp_gate *other)
{
	return bp_text_equal_folded(one->group, other->group) &&
		bp_str_equal(one->exam, other->exam);
}

static bool gates_write(const char *store, const struct control_gates *gates,
	const struct bp_gate *set, struct bp_error *err)
{
	struct bp_buf out = {0};
	size_t count = 1;

	bp_buf_add_cstr(&out, GATES_HEAD "\n");
	for (size_t i = 0; i < gates->count; i++) {
		if (gates_same(&gates->list[i], set))
			continue;
		gates_add_line(&out, &gates->list[i]);
		count++;
	}
	gates_add_line(&out, set);
	bool ok = count <= BP_GATES_MOST
		? control_write(store, CONTROL_GATES, "exams", bp_buf_str(&out), err)
		: bp_fail(err, BP_ERROR_INPUT, _("paling banyak %d gerbang"),
			  BP_GATES_MOST);
	bp_buf_release(&out);
	return ok;
}

bool bp_gate_set(const char *store, const struct bp_gate *gate, struct bp_error *err)
{
	const char *why = !gate->group.len   ? _("sebutkan kelasnya")
		: !gates_is_exam(gate->exam) ? _("sebutkan KURSUS/MODUL")
					     : bp_profile_fault(gate->group);

	if (why)
		return bp_fail(err, BP_ERROR_USAGE, "%.*s: %s", (int)gate->group.len,
			gate->group.at, why);
	struct control_gates gates = {0};
	struct bp_arena *arena = bp_arena_new();
	int lock = control_lock(store, CONTROL_GATES, err);
	bool ok = lock >= 0 && gates_load(store, &gates, arena, err) &&
		gates_write(store, &gates, gate, err);
	bp_arena_free(arena);
	return control_unlock(lock, ok);
}

/* ---- what a person writes and reads ---- */

/* "09.00" or "9:00", in minutes of the day; -1: neither. */
static int gates_read_clock(struct bp_str text)
{
	char words[8];
	int hour, minute, end = 0;
	char point;

	if (text.len < 4 || text.len > 5 || !bp_is_digit(text.at[0]))
		return -1;
	snprintf(words, sizeof words, "%.*s", (int)text.len, text.at);
	if (sscanf(words, "%2d%c%2d%n", &hour, &point, &minute, &end) != 3 ||
		(size_t)end != text.len || (point != '.' && point != ':') ||
		!bp_is_digit(text.at[text.len - 2]))
		return -1;
	return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

/* The window that is open or opens next; over midnight it began yesterday, maybe. */
static void gates_find_window(
	struct bp_gate *gate, int from, int until, int64_t now, enum bp_zone zone)
{
	int over = until <= from ? DAY_MINUTES : 0;
	int day = over ? -1 : 0;

	do {
		gate->from = bp_time_at(now, day, from, zone);
		gate->until = bp_time_at(now, day, until + over, zone);
		day++;
	} while (gate->until <= now);
}

bool bp_gate_read(struct bp_gate *gate, struct bp_str text, int64_t now,
	enum bp_zone zone, struct bp_error *err)
{
	for (int i = BP_GATE_OPEN; i <= BP_GATE_CLOSED; i++) {
		gate->state = (enum bp_gate_state)i;
		if (bp_str_is(text, gate_words[i]))
			return true;
	}
	struct bp_str rest = text;
	int from = gates_read_clock(control_take(&rest, '-')),
	    until = gates_read_clock(rest);
	if (from < 0 || until < 0 || from == until)
		return bp_fail(err, BP_ERROR_USAGE,
			_("\"%.*s\": tulislah open, closed, atau waktu seperti 09.00-10.00"),
			(int)text.len, text.at);
	gate->state = BP_GATE_WINDOW;
	gates_find_window(gate, from, until, now, zone);
	return true;
}

void bp_gate_tell(
	const struct bp_gate *gate, int64_t now, enum bp_zone zone, struct bp_buf *out)
{
	char from[BP_TIME_ROOM], until[BP_TIME_ROOM];

	if (gate->state != BP_GATE_WINDOW) {
		bp_buf_add_cstr(
			out, gate->state == BP_GATE_OPEN ? _("dibuka") : _("ditutup"));
		return;
	}
	bp_time_clock(gate->from, now, zone, from);
	bp_time_clock(gate->until, now, zone, until);
	bp_buf_printf(out,
		now < gate->from            ? _("akan dibuka, %s sampai %s")
			: now < gate->until ? _("dibuka, %s sampai %s")
					    : _("sudah lewat, %s sampai %s"),
		from, until);
}

/* ---- what a session asks ---- */

static const struct bp_gate *gates_find(
	const struct control_gates *gates, struct bp_str group, struct bp_str exam)
{
	for (size_t i = 0; i < gates->count; i++)
		if (bp_str_equal(gates->list[i].exam, exam) &&
			bp_text_equal_folded(gates->list[i].group, group))
			return &gates->list[i];
	return NULL;
}

static bool gates_name(const struct control_gates *gates, struct bp_str exam)
{
	size_t i = 0;

	while (i < gates->count && !bp_str_equal(gates->list[i].exam, exam))
		i++;
	return i < gates->count;
}

/* Within a window the learner is told its end, before and after it when it is. */
static bool gates_window(
	const struct bp_gate *gate, int64_t now, enum bp_zone zone, struct bp_buf *why)
{
	char from[BP_TIME_ROOM], until[BP_TIME_ROOM];

	bp_time_clock(gate->from, now, zone, from);
	bp_time_clock(gate->until, now, zone, until);
	if (now < gate->from)
		bp_buf_printf(why,
			_("Ujian ini dapat dimulai pukul %s, paling lambat pukul %s."),
			from, until);
	else if (now < gate->until)
		bp_buf_printf(why, _("Ujian ini harus dimulai sebelum pukul %s."), until);
	else
		bp_buf_printf(why,
			_("Ujian ini dapat dimulai sampai pukul %s; sekarang sudah ditutup. Tanyakan kepada pengajar."),
			until);
	return now >= gate->from && now < gate->until;
}

bool bp_control_may_begin(const struct bp_control *control, struct bp_str group,
	const char *course, const char *module, int64_t now, struct bp_buf *why)
{
	char name[2 * NAME_ROOM];

	if (control->gates.state == GATES_DAMAGED) {
		bp_buf_add_cstr(why,
			_("Gerbang ujian server ini tidak dapat dibaca, jadi semua ujian tertutup; laporkanlah kepada pengajar."));
		return false;
	}
	snprintf(name, sizeof name, "%s/%s", course, module);
	struct bp_str exam = bp_str(name);
	if (!gates_name(&control->gates, exam))
		return true;
	struct bp_str mine = group.len ? bp_str_trim(group) : BP_STR("-");
	const struct bp_gate *gate = gates_find(&control->gates, mine, exam);
	if (!gate)
		gate = gates_find(&control->gates, BP_STR("*"), exam);
	if (gate && gate->state == BP_GATE_WINDOW)
		return gates_window(gate, now, control->zone, why);
	if (gate && gate->state == BP_GATE_OPEN)
		return true;
	bp_buf_add_cstr(why,
		_("Ujian ini belum dibuka untuk kelas Anda; pengajar yang membukanya."));
	return false;
}
