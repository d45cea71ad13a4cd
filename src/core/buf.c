/* Growing strings: the room doubles, and a NUL byte always follows the text. */
#include <berpijar/arena.h>
#include <berpijar/text.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static void buf_reserve(struct bp_buf *buf, size_t more)
{
	size_t need = buf->len + more + 1;
	if (need <= buf->room)
		return;
	size_t room = buf->room ? buf->room : 64;
	while (room < need)
		room *= 2;
	buf->at = bp_realloc(buf->at, room, 1);
	buf->room = room;
}

char *bp_buf_room(struct bp_buf *buf, size_t more)
{
	buf_reserve(buf, more);
	return buf->at + buf->len;
}

void bp_buf_add(struct bp_buf *buf, const void *bytes, size_t len)
{
	buf_reserve(buf, len);
	if (len)
		memcpy(buf->at + buf->len, bytes, len);
	buf->len += len;
	buf->at[buf->len] = '\0';
}

void bp_buf_add_str(struct bp_buf *buf, struct bp_str text)
{
	bp_buf_add(buf, text.at, text.len);
}

void bp_buf_add_cstr(struct bp_buf *buf, const char *text)
{
	bp_buf_add(buf, text, strlen(text));
}

void bp_buf_add_char(struct bp_buf *buf, char c)
{
	bp_buf_add(buf, &c, 1);
}

void bp_buf_add_code(struct bp_buf *buf, uint32_t code)
{
	char bytes[4];
	bp_buf_add(buf, bytes, bp_utf8_put(bytes, code));
}

void bp_buf_printf(struct bp_buf *buf, const char *format, ...)
{
	va_list args, again;

	buf_reserve(buf, 32); /* mostly enough, so that it is printed once */
	size_t room = buf->room - buf->len;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(buf->at + buf->len, room, format, args);
	va_end(args);
	if (len < 0)
		abort();
	if ((size_t)len >= room) {
		buf_reserve(buf, (size_t)len);
		vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	buf->len += (size_t)len;
}

void bp_buf_clear(struct bp_buf *buf)
{
	buf->len = 0;
	if (buf->at)
		buf->at[0] = '\0';
}

void bp_buf_release(struct bp_buf *buf)
{
	free(buf->at);
	*buf = (struct bp_buf){0};
}

struct bp_str bp_buf_str(const struct bp_buf *buf)
{
	return (struct bp_str){buf->at, buf->len};
}
