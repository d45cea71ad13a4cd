#include <berpijar/error.h>
#include <berpijar/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts a text that did not fit at the start of the character that was cut. */
static void cut_at_character(char *text, size_t room)
{
	size_t end = room - 1;
	while (end > 0 && ((unsigned char)text[end - 1] & 0xc0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)text[end - 1] >= 0xc0)
		end--;
	text[end] = '\0';
}

bool bp_fail(struct bp_error *err, enum bp_error_kind kind, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	err->kind = kind;
	va_start(args, format);
	int len = vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	if (len >= (int)sizeof err->message)
		cut_at_character(err->message, sizeof err->message);
	return false;
}
