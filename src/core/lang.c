/*
 * The English catalogue is a GNU .mo file (gettext manual, "The Format of GNU MO
 * Files") linked into the program: a sorted table of messages and a table of
 * their translations, in the byte order of the machine that built it.
 */
#include "catalogue.h"
#include <berpijar/lang.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const unsigned char *catalogue; /* NULL: Indonesian, the sources' own language */

static uint32_t word(size_t at)
{
	uint32_t value;
	memcpy(&value, catalogue + at, sizeof value);
	return value;
}

/* Text n of the table at offset `table`, and its length. */
static const char *entry(uint32_t table, uint32_t n, uint32_t *len)
{
	*len = word(table + 8 * n);
	return (const char *)catalogue + word(table + 8 * n + 4);
}

/* The translation; plural forms follow each other, each ended by NUL, and *len covers
 * them all. NULL: there is no translation. */
static const char *find(const char *message, uint32_t *len)
{
	uint32_t low = 0, high = word(8), sources = word(12), translations = word(16);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(message, entry(sources, middle, len));
		if (order == 0)
			return entry(translations, middle, len);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool bp_lang_set(const char *code)
{
	if (strcmp(code, "id") == 0)
		catalogue = NULL;
	else if (strcmp(code, "en") == 0)
		catalogue = bp_english_catalogue;
	else
		return false;
	return true;
}

const char *bp_lang(void)
{
	return catalogue ? "en" : "id";
}

const char *bp_translate(const char *message)
{
	uint32_t len;
	const char *found = catalogue && *message ? find(message, &len) : NULL;
	return found && len ? found : message;
}

char bp_decimal_point(void)
{
	return catalogue ? '.' : ',';
}

const char *bp_jp_write(int halves, char point, char out[BP_JP_ROOM])
{
	if (halves % 2)
		snprintf(out, BP_JP_ROOM, "%d%c5", halves / 2, point);
	else
		snprintf(out, BP_JP_ROOM, "%d", halves / 2);
	return out;
}
