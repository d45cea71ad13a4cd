/* Messages to the sessions of a server, and its closing: control/messages has a line for
 * each, "WHEN UNTIL TEXT", control/closed one, "WHEN GRACE TEXT", the grace in seconds. */
#include "control.h"
#include <berpijar/lang.h>
#include <errno.h>
#include <unistd.h>

#define GRACE      (BP_CONTROL_GRACE * 60) /* seconds */
#define GRACE_MOST (60 * 60)

const char *bp_control_text_fault(struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, text);
	bool same = bp_str_equal(bp_buf_str(&clean), text);
	bp_buf_release(&clean);
	if (!bp_str_trim(text).len)
		return _("pesannya kosong");
	if (text.len > BP_CONTROL_TEXT_MOST)
		return _("terlalu panjang; paling banyak 300 byte");
	return same
		? NULL
		: _("pesan adalah satu baris tanpa karakter kendali atau yang tidak terlihat");
}

/* What a file says is cleaned again: it may have been written by hand. */
static struct bp_str messages_keep(struct bp_arena *arena, struct bp_str text)
{
	struct bp_buf clean = {0};

	bp_buf_add_clean_line(&clean, bp_str_trim(text));
	struct bp_str kept = bp_arena_str(arena,
		bp_str_part(bp_buf_str(&clean), 0,
			bp_text_fit(bp_buf_str(&clean), BP_CONTROL_TEXT_MOST)));
	bp_buf_release(&clean);
	return kept;
}

/* ---- messages ---- */

static bool messages_parse_line(
	struct control_message *message, struct bp_arena *arena, struct bp_str line)
{
	bool ok = control_read_time(control_take(&line, ' '), &message->at) &&
		control_read_time(control_take(&line, ' '), &message->until);

	message->text = messages_keep(arena, line);
	return ok && message->text.len > 0;
}

bool messages_parse(
	struct control_messages *messages, struct bp_arena *arena, struct bp_str text)
{
	struct control_message message;

	messages->count = 0;
	while (text.len && messages->count < MESSAGES_MOST) {
		if (!messages_parse_line(&message, arena, control_take(&text, '\n')))
			return false;
		messages->list[messages->count++] = message;
	}
	return true;
}

/* The oldest makes room. */
static void messages_add(
	struct control_messages *messages, struct control_message message)
{
	size_t count = messages->count;

	if (count && messages->list[count - 1].at >= message.at)
		message.at = messages->list[count - 1].at + 1;
	if (count == MESSAGES_MOST)
		for (size_t i = 1; i < count; i++)
			messages->list[i - 1] = messages->list[i];
	messages->count = count < MESSAGES_MOST ? count + 1 : count;
	messages->list[messages->count - 1] = message;
}

static void messages_write(const struct control_messages *messages, struct bp_buf *out)
{
	for (size_t i = 0; i < messages->count; i++) {
		const struct control_message *message = &messages->list[i];
		bp_buf_printf(out, "%lld %lld ", (long long)message->at,
			(long long)message->until);
		bp_buf_add_str(out, message->text);
		bp_buf_add_char(out, '\n');
	}
}

static bool messages_accept(struct bp_str text, struct bp_error *err)
{
	const char *why = bp_control_text_fault(text);

	return !why ||
		bp_fail(err, BP_ERROR_USAGE, _("pesan tidak dapat dipakai: %s"), why);
}

bool bp_message_send(const char *store, struct bp_str text, int64_t now, int64_t until,
	struct bp_error *err)
{
	if (!messages_accept(text, err))
		return false;
	struct control_messages messages = {.count = 0};
	struct bp_arena *arena = bp_arena_new();
	struct bp_buf old = {0}, new = {0};
	int lock = control_lock(store, "", err);

	if (lock >= 0 && control_read_at(store, "", "messages", &old) == CONTROL_READ)
		messages_parse(&messages, arena, bp_buf_str(&old));
	messages_add(&messages, (struct control_message){now, until, bp_str_trim(text)});
	messages_write(&messages, &new);
	bool ok =
		lock >= 0 && control_write(store, "", "messages", bp_buf_str(&new), err);
	bp_buf_release(&old);
	bp_buf_release(&new);
	bp_arena_free(arena);
	return control_unlock(lock, ok);
}

/* ---- closing ---- */

bool closing_parse(
	struct control_closing *closing, struct bp_arena *arena, struct bp_str text)
{
	struct bp_str line = control_take(&text, '\n');
	bool ok = control_read_time(control_take(&line, ' '), &closing->at) &&
		control_read_time(control_take(&line, ' '), &closing->grace) &&
		closing->grace <= GRACE_MOST;

	closing->at = ok ? closing->at : 0;
	closing->grace = ok ? closing->grace : GRACE;
	closing->text = messages_keep(arena, line);
	return ok;
}

bool bp_server_close(
	const char *store, struct bp_str text, int64_t at, struct bp_error *err)
{
	if (text.len && !messages_accept(text, err))
		return false;
	struct bp_buf line = {0};
	int lock = control_lock(store, "", err);

	bp_buf_printf(&line, "%lld %d ", (long long)at, GRACE);
	bp_buf_add_str(&line, bp_str_trim(text));
	bp_buf_add_char(&line, '\n');
	bool ok = lock >= 0 && control_write(store, "", "closed", bp_buf_str(&line), err);
	bp_buf_release(&line);
	return control_unlock(lock, ok);
}

bool bp_server_open(const char *store, bool *was, struct bp_error *err)
{
	int lock = control_lock(store, "", err);
	bool ok = lock >= 0;

	*was = ok && unlinkat(lock, "closed", 0) == 0;
	if (ok && !*was && errno != ENOENT)
		ok = bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
			"closed", bp_strerror(errno));
	control_touch(store);
	return control_unlock(lock, ok);
}

/* ---- what a session tells ---- */

bool bp_control_is_closed(
	const struct bp_control *control, int64_t now, struct bp_buf *why)
{
	const struct control_closing *closing = &control->closing;

	if (!closing->set || now < closing->at)
		return false;
	bp_buf_add_cstr(why, _("Server ini sedang ditutup untuk pemeliharaan"));
	bp_buf_printf(why, closing->text.len ? ": %.*s" : "%.*s", (int)closing->text.len,
		closing->text.at ? closing->text.at : "");
	bp_buf_add_cstr(
		why, _(". Semua yang tersimpan tetap ada; cobalah masuk lagi nanti."));
	return true;
}

static int64_t messages_later(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

/* The first minute at which a learner who is told now is no longer let in. */
static int64_t messages_end(const struct control_closing *closing, int64_t told)
{
	return messages_later(closing->at, told + closing->grace * 1000);
}

/* 0: none is set. A file that cannot be read has an instant of 0. */
static int64_t messages_closing_id(const struct bp_control *control)
{
	const struct control_closing *closing = &control->closing;

	return !closing->set ? 0 : closing->at ? closing->at : 1;
}

static void messages_tell_closing(
	struct bp_control *control, int64_t now, struct bp_buf *out)
{
	const struct control_closing *closing = &control->closing;
	char end[BP_TIME_ROOM];

	bp_time_clock(messages_end(closing, now), now, control->zone, end);
	bp_buf_printf(out,
		_("Server ditutup untuk pemeliharaan; sesi ini berakhir pukul %s"), end);
	bp_buf_printf(out, closing->text.len ? ": %.*s" : "%.*s", (int)closing->text.len,
		closing->text.at ? closing->text.at : "");
	bp_buf_add_cstr(out,
		_(". Semua yang tersimpan tetap ada; ujian yang sedang berjalan boleh diselesaikan."));
}

/* Of a closing: that it comes, or that it does not. */
static void messages_closing(struct bp_control *control, int64_t now, struct bp_buf *out)
{
	if (control->closing.set)
		messages_tell_closing(control, now, out);
	else
		bp_buf_add_cstr(out, _("Server dibuka lagi; sesi ini berlanjut."));
	control->told_of = messages_closing_id(control);
	control->told_at = now;
}

/* A session that began later than a message is for does not see it. */
static const struct control_message *messages_next(const struct bp_control *control)
{
	for (size_t i = 0; i < control->messages.count; i++) {
		const struct control_message *message = &control->messages.list[i];
		if (message->at > control->shown && control->begun < message->until)
			return message;
	}
	return NULL;
}

bool bp_control_has_news(const struct bp_control *control)
{
	return messages_closing_id(control) != control->told_of || messages_next(control);
}

bool bp_control_news(struct bp_control *control, int64_t now, struct bp_buf *out)
{
	char time[BP_TIME_ROOM];

	const struct control_message *next = messages_next(control);

	if (messages_closing_id(control) != control->told_of) {
		messages_closing(control, now, out);
		return true;
	}
	if (!next)
		return false;
	control->shown = next->at;
	bp_time_clock(next->at, now, control->zone, time);
	bp_buf_printf(out, _("Pesan pengelola, %s: %.*s"), time, (int)next->text.len,
		next->text.at);
	return true;
}

bool bp_control_ends(const struct bp_control *control, int64_t now)
{
	return control->closing.set && control->told_of &&
		now >= messages_end(&control->closing, control->told_at);
}
