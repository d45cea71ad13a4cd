/* Which format a text of questions has. */
#include "bank.h"
#include <string.h>

static bool bank_is_choice_line(struct bp_str line)
{
	return line.len > 2 && line.at[0] >= 'A' && line.at[0] <= 'Z' &&
		(line.at[1] == ')' || line.at[1] == '.');
}

/* Takes the next line off the text, trimmed. */
static struct bp_str bank_take_line(struct bp_str *text)
{
	size_t end = 0;

	while (end < text->len && text->at[end] != '\n' && text->at[end] != '\r')
		end++;
	struct bp_str line = bp_str_trim(bp_str_part(*text, 0, end));
	*text = bp_str_from(*text, end < text->len ? end + 1 : end);
	return line;
}

static bool bank_is_aiken(struct bp_str text)
{
	bool choices = false;

	while (text.len) {
		struct bp_str line = bank_take_line(&text);
		if (choices && bp_str_starts(line, "ANSWER:"))
			return true;
		choices = choices || bank_is_choice_line(line);
	}
	return false;
}

/* Whether anything in the text may be meant as answers, as only braces can be in GIFT. */
static bool bank_has_braces(struct bp_str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((text.at[i] == '{' || text.at[i] == '}') &&
			(i == 0 || text.at[i - 1] != '\\'))
			return true;
	return false;
}

/* Whether a line is what only GIFT has: a text with a name, a category, a format. */
static bool bank_has_gift_line(struct bp_str text)
{
	while (text.len) {
		struct bp_str line = bank_take_line(&text);
		if (bp_str_starts(line, "::") || bp_str_starts(line, "$CATEGORY:") ||
			bp_str_starts(line, "//") || gift_has_format(line))
			return true;
	}
	return false;
}

static bool bank_is_xml(struct bp_str text)
{
	/* UTF-16 begins with a mark of its bytes' order, and then "<" */
	static const char *const starts[] = {"<?xml", "<quiz", "<!DOCTYPE"};
	bool wide = text.len > 3 &&
		(memcmp(text.at, "\xff\xfe<\0", 4) == 0 ||
			memcmp(text.at, "\xfe\xff\0<", 4) == 0);

	text = bp_str_trim(text);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (bp_str_starts(text, starts[i]))
			return true;
	return wide;
}

enum bp_bank_format bp_bank_recognize(struct bp_str text)
{
	if (bp_str_starts(text, BYTE_ORDER_MARK))
		text = bp_str_from(text, strlen(BYTE_ORDER_MARK));
	if (bank_is_xml(text))
		return BP_BANK_XML;
	if (bank_is_aiken(text))
		return BP_BANK_AIKEN;
	if (bank_has_braces(text))
		return BP_BANK_GIFT;
	if (aiken_near(text))
		return BP_BANK_AIKEN;
	return bank_has_gift_line(text) ? BP_BANK_GIFT : BP_BANK_TEXT;
}
