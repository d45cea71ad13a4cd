/* Addresses that stand in a text without any marks, by the rules of GitHub Flavored
 * Markdown 0.29 ("Autolinks (extension)"). */
#include "inlines.h"
#include <limits.h>
#include <string.h>
#include <strings.h>

/* RFC 5321; so that a row of letters is not read to its end from each of them. */
#define MAIL_LOCAL_LIMIT  64
#define MAIL_DOMAIN_LIMIT 255

static bool autolink_is_word(char c)
{
	return bp_is_letter(c) || bp_is_digit(c);
}

static bool autolink_starts(struct bp_str text, const char *start)
{
	size_t len = strlen(start);
	return text.len > len && strncasecmp(text.at, start, len) == 0;
}

/* The length of the domain at the start of a text; 0 if it has no dot in it. */
static size_t autolink_domain(struct bp_str text)
{
	size_t len = 0;
	bool dot = false;

	while (len < text.len &&
		(autolink_is_word(text.at[len]) || strchr("-_.", text.at[len]) ||
			(unsigned char)text.at[len] >= 0x80)) {
		dot |= text.at[len] == '.' && len > 0 && len + 1 < text.len &&
			autolink_is_word(text.at[len + 1]);
		len++;
	}
	return dot ? len : 0;
}

/* Without the punctuation of the sentence around an address: full stops and the like, and
 * a closing bracket that it does not open itself. */
static size_t autolink_trim(struct bp_str text)
{
	size_t opens = 0, closes = 0;

	for (size_t i = 0; i < text.len; i++) {
		opens += text.at[i] == '(';
		closes += text.at[i] == ')';
	}
	while (text.len) {
		char last = text.at[text.len - 1];
		bool typographic = text.len > 3 &&
			memcmp(text.at + text.len - 3, "\xe2\x80", 2) == 0;
		if (typographic) { /* a closing quotation mark, an ellipsis */
			text.len -= 3;
			continue;
		}
		bool extra = last == ')' && closes > opens;
		if (!extra && !strchr("?!.,:*_~'\";", last))
			break;
		closes -= extra;
		text.len--;
	}
	return text.len;
}

static size_t autolink_web(struct bp_str text)
{
	struct bp_str rest = text;
	size_t len;

	if (autolink_starts(text, "https://"))
		rest = bp_str_from(text, 8);
	else if (autolink_starts(text, "http://"))
		rest = bp_str_from(text, 7);
	len = autolink_domain(rest);
	if (len == 0)
		return 0;
	while (len < rest.len && !bp_is_space(rest.at[len]) && rest.at[len] != '<')
		len++;
	return autolink_trim(bp_str_part(text, 0, (size_t)(rest.at - text.at) + len));
}

/* The length of the mail address whose local part begins the text. */
static size_t autolink_mail(struct bp_str text)
{
	size_t at = 0, end;

	while (at < text.len && at <= MAIL_LOCAL_LIMIT &&
		(autolink_is_word(text.at[at]) || strchr(".-_+", text.at[at])))
		at++;
	if (at == 0 || at == text.len || text.at[at] != '@')
		return 0;
	for (end = at + 1; end < text.len && end - at <= MAIL_DOMAIN_LIMIT &&
		(autolink_is_word(text.at[end]) || strchr(".-_", text.at[end]));)
		end++;
	while (end > at && text.at[end - 1] == '.')
		end--;
	size_t dot = bp_str_find(bp_str_part(text, 0, end), BP_STR("."), at);
	return dot == SIZE_MAX || dot == at + 1 || strchr("-_", text.at[end - 1]) ? 0
										  : end;
}

/* The next character that an address may begin with: most texts have only few. */
static size_t autolink_candidate(struct bp_str text, size_t at)
{
	static const bool begins[UCHAR_MAX + 1] = {
		['h'] = true, ['H'] = true, ['w'] = true, ['W'] = true};

	while (at < text.len && !begins[(unsigned char)text.at[at]])
		at++;
	return at;
}

size_t autolink_last_mail(struct bp_str text)
{
	const char *last = text.len ? memrchr(text.at, '@', text.len) : NULL;

	return last ? (size_t)(last - text.at) : 0;
}

size_t autolink_next(struct bp_str text, size_t at, size_t mail)
{
	for (;; at++) {
		if (at >= mail)
			at = autolink_candidate(text, at);
		if (at >= text.len)
			break;
		struct bp_str rest = bp_str_from(text, at);
		char before = at ? text.at[at - 1] : ' ';
		if (before != ' ' && !strchr("*_~(\"'[/:,;>", before) &&
			(unsigned char)before < 0x80)
			continue;
		if (autolink_starts(rest, "http://") ||
			autolink_starts(rest, "https://") ||
			autolink_starts(rest, "www.") || autolink_mail(rest))
			return at;
	}
	return text.len;
}

size_t autolink_at(struct bp_str text, size_t at, const char **scheme)
{
	struct bp_str rest = bp_str_from(text, at);
	size_t mail = autolink_mail(rest);

	*scheme = mail ? "mailto:" : autolink_starts(rest, "www.") ? "http://" : "";
	return mail ? mail : autolink_web(rest);
}
