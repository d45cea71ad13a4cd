/* Rules about callouts: names that there are not, and boxes that are none. */
#include "rules.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <string.h>

static const struct {
	const char *alias, *name;
} callouts[] = {
	{"NOTE", "NOTE"},
	{"TIP", "TIP"},
	{"IMPORTANT", "IMPORTANT"},
	{"WARNING", "WARNING"},
	{"CAUTION", "CAUTION"},
	{"CATATAN", "NOTE"},
	{"INFO", "NOTE"},
	{"KIAT", "TIP"},
	{"HINT", "TIP"},
	{"SARAN", "TIP"},
	{"PENTING", "IMPORTANT"},
	{"PERINGATAN", "WARNING"},
	{"AWAS", "CAUTION"},
	{"BAHAYA", "CAUTION"},
	{"HATI-HATI", "CAUTION"},
	{"DANGER", "CAUTION"},
	{"WARN", "WARNING"},
};

static bool callouts_has(struct bp_str name)
{
	for (size_t i = 0; i < sizeof callouts / sizeof *callouts; i++)
		if (bp_text_equal_folded(name, bp_str(callouts[i].name)))
			return true;
	return false;
}

/* The callout that a name means; NULL: nothing is near. */
static const char *callouts_near(struct bp_str name)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};

	for (size_t i = 0; i < sizeof callouts / sizeof *callouts; i++)
		bp_near_offer_as(&near, name, callouts[i].alias, callouts[i].name);
	return near.word;
}

static void callouts_check_name(const struct rule_subject *subject, size_t line)
{
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);
	size_t close = bp_str_find(own, BP_STR("]"), 0), start = page->lines[line].text;

	if (close == SIZE_MAX || close > 30 || close < 3)
		return;
	struct bp_str name = bp_str_part(own, 2, close);
	bool exact = callouts_has(name);
	const char *meant = exact ? NULL : callouts_near(name);
	struct bp_str behind = bp_str_trim(bp_str_from(own, close + 1));
	if (meant) {
		rule_tell(subject, start, BP_FAULT_CALLOUT_NAME,
			_("tidak ada kotak [!%.*s], jadi tandanya tampak sebagai teks; maksud Anda [!%s]?"),
			(int)name.len, name.at, meant);
		rule_fix(subject, start + 2, start + close, meant);
	} else if (!exact) {
		rule_tell(subject, start, BP_FAULT_CALLOUT_NAME,
			_("tidak ada kotak [!%.*s], jadi tandanya tampak sebagai teks; pakailah NOTE, TIP, IMPORTANT, WARNING, atau CAUTION"),
			(int)name.len, name.at);
	} else if (behind.len && behind.at[0] != '(') {
		rule_tell(subject, start, BP_FAULT_CALLOUT_LINE,
			_("teks di baris yang sama membuat ini kutipan biasa; pindahkan teksnya ke baris berikutnya, sesudah >"));
		rule_fix(subject, start + close + 1, (size_t)(behind.at - page->text.at),
			"\n> ");
	}
}

/* The name that stands between an opening and what closes it; empty: something else does. */
static struct bp_str callouts_name(struct bp_str line, const char *opens)
{
	size_t from = strlen(opens), end;

	if (!bp_str_starts(line, opens))
		return (struct bp_str){0};
	while (from < line.len && line.at[from] == ' ')
		from++;
	for (end = from;
		end < line.len && (bp_is_letter(line.at[end]) || line.at[end] == '-');)
		end++;
	return bp_str_part(line, from, end);
}

/* Whether nothing but these signs and blanks follows a name. */
static bool callouts_end(struct bp_str line, struct bp_str name, const char *signs)
{
	for (const char *at = name.at + name.len; at < line.at + line.len; at++)
		if (*at != ' ' && !strchr(signs, *at))
			return false;
	return true;
}

/* A callout as other programs write it, or without one of its signs. */
static void callouts_check_shape(const struct rule_subject *subject, size_t line)
{
	static const struct {
		const char *opens, *behind; /* signs that may follow the name */
		bool quoted;
	} shapes[] = {
		{"[", "]:", true},
		{"[!", "", true},
		{"[!", "]", false},
		{"!!!", "", false},
		{":::", "", false},
	};
	const struct page *page = subject->page;
	struct bp_str own = page_line_text(page, line);

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct bp_str name = callouts_name(own, shapes[i].opens);
		const char *meant = name.len ? callouts_near(name) : NULL;
		if (!meant || shapes[i].quoted != page->lines[line].quoted ||
			!callouts_end(own, name, shapes[i].behind))
			continue;
		rule_tell(subject, page->lines[line].text, BP_FAULT_CALLOUT_NAME,
			_("ini bukan kotak, jadi tandanya tampak sebagai teks; tulislah > [!%s], dan isinya sesudah > di baris berikutnya"),
			meant);
		return;
	}
}

void callouts_check(const struct rule_subject *subject)
{
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		struct bp_str own = page_line_text(page, i);
		bool behind = i > page->body &&
			(line->quoted ? page->lines[i - 1].quoted
				      : page->lines[i - 1].kind == PAGE_TEXT);
		if (line->kind != PAGE_TEXT || behind || !own.len ||
			!strchr("[!:", own.at[0]))
			continue;
		if (line->quoted && bp_str_starts(own, "[!") &&
			bp_str_find(own, BP_STR("]"), 0) != SIZE_MAX)
			callouts_check_name(subject, i);
		else
			callouts_check_shape(subject, i);
	}
}
