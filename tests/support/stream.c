#include "stream.h"
#include <berpijar/text.h>
#include <string.h>

#define ESC '\033'

struct range {
	uint32_t first, last;
};

/* Never printed: C1, separators, bidirectional and invisible controls, tags. */
static const struct range hidden[] = {
	{0x80, 0x9f},
	{0x61c, 0x61c},
	{0x200b, 0x200f},
	{0x2028, 0x202e},
	{0x2060, 0x206f},
	{0xfeff, 0xfeff},
	{0xfff9, 0xfffb},
	{0xe0000, 0xe0fff},
};

/* TAB is here since ncurses moves the cursor by it. */
static const char controls[] = "\r\n\b\t\016\017";

/* CSI with numbers only: moves, erases, scrolls, inserts, deletes, colours. Not REP ("b"):
 * mosh has none, and tmux 3.3a none for what is beyond ASCII. */
static const char numeric_finals[] = "ABCDEFGHIZ`adefJKXSTr@PLMm";

/* Everything else that may be sent, whole, without the ESC. */
static const char *const exact[] = {
	"7", "8", "D", "E", "M", "=", ">",              /* cursor, lines, keypad */
	"(0", "(B", ")0", ")B",                         /* line drawing */
	"[4h", "[4l",                                   /* insert mode */
	"[?1h", "[?1l",                                 /* cursor keys */
	"[?7h", "[?7l",                                 /* wrapping */
	"[?25h", "[?25l", "[?12l", "[?12h", "[?12;25h", /* cursor */
	"[?2004h", "[?2004l",                           /* bracketed paste */
	"[?47h", "[?47l", "[?1047h", "[?1047l", "[?1048h", "[?1048l", "[?1049h",
	"[?1049l", "[22;0;0t",
	"[23;0;0t", /* part of xterm's smcup and rmcup: keeps the title */
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_printable(uint32_t code)
{
	if (code == 0xfffd || code < 0x20 || code == 0x7f)
		return false;
	for (size_t i = 0; i < COUNT(hidden); i++)
		if (code >= hidden[i].first && code <= hidden[i].last)
			return false;
	return true;
}

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

/* What the first byte promises; 1 for a byte that cannot be first. */
static size_t promised(char c)
{
	unsigned char lead = (unsigned char)c;
	return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/* A run of characters, up to the first that is not allowed (or that one alone). */
static bool text_piece(const char *bytes, size_t len, struct piece *out)
{
	static const char replacement[] = "\xef\xbf\xbd";
	size_t at = 0;

	*out = (struct piece){.kind = PIECE_TEXT, .at = bytes, .allowed = true};
	while (at < len && !is_control(bytes[at])) {
		uint32_t code;
		if (promised(bytes[at]) > len - at)
			break;
		size_t taken = bp_utf8_next((struct bp_str){bytes, len}, at, &code);
		bool drawn = taken == 3 && memcmp(bytes + at, replacement, 3) == 0;
		if (!drawn && !is_printable(code)) {
			if (at == 0)
				*out = (struct piece){PIECE_TEXT, bytes, taken, false};
			break;
		}
		at += taken;
	}
	if (out->allowed)
		out->len = at;
	return out->len > 0;
}

static bool between(char c, char first, char last)
{
	return c >= first && c <= last;
}

/* Length of an escape sequence; 0 if it is not complete. */
static size_t escape_length(const char *bytes, size_t len)
{
	size_t at = 1;

	if (len < 2)
		return 0;
	if (strchr("]PX^_", bytes[1])) {
		for (at = 2; at < len; at++) {
			if (bytes[at] == '\a')
				return at + 1;
			if (bytes[at] == ESC && at + 1 < len)
				return at + 2;
		}
		return 0;
	}
	if (bytes[1] == '[')
		for (at = 2; at < len && between(bytes[at], 0x30, 0x3f);)
			at++;
	while (at < len && between(bytes[at], 0x20, 0x2f))
		at++;
	return at < len ? at + 1 : 0;
}

static bool is_numeric_csi(const char *bytes, size_t len)
{
	if (len < 3 || bytes[1] != '[' || !strchr(numeric_finals, bytes[len - 1]))
		return false;
	for (size_t i = 2; i < len - 1; i++)
		if (!between(bytes[i], '0', '9') && bytes[i] != ';')
			return false;
	return !(len == 4 &&
		memcmp(bytes + 2, "3J", 2) == 0); /* the scrollback is not ours */
}

static bool is_allowed_escape(const char *bytes, size_t len)
{
	if (is_numeric_csi(bytes, len))
		return true;
	for (size_t i = 0; i < COUNT(exact); i++)
		if (strlen(exact[i]) == len - 1 &&
			memcmp(exact[i], bytes + 1, len - 1) == 0)
			return true;
	return false;
}

bool piece_next(const char *bytes, size_t len, struct piece *out)
{
	if (len == 0)
		return false;
	if (bytes[0] == ESC) {
		size_t length = escape_length(bytes, len);
		*out = (struct piece){PIECE_ESCAPE, bytes, length, false};
		out->allowed = length > 0 && is_allowed_escape(bytes, length);
		return length > 0;
	}
	if (is_control(bytes[0])) {
		bool allowed = bytes[0] && strchr(controls, bytes[0]);
		*out = (struct piece){PIECE_CONTROL, bytes, 1, allowed};
		return true;
	}
	return text_piece(bytes, len, out);
}

bool piece_csi(const struct piece *piece, char final, const char **params, size_t *len)
{
	if (piece->kind != PIECE_ESCAPE || piece->len < 3 || piece->at[1] != '[' ||
		piece->at[piece->len - 1] != final)
		return false;
	*params = piece->at + 2;
	*len = piece->len - 3;
	return true;
}
