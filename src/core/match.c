/* Typed text against the pattern of a short answer. */
#include <berpijar/text.h>
#include <string.h>

#define WILDCARD '\xff' /* in a prepared pattern; no byte of UTF-8 */

/* Folds case as PCRE does, which Moodle uses: letters with two small forms are one, and
 * the dotted capital of Turkish is not an "i". */
static uint32_t match_fold_letter(uint32_t code)
{
	switch (code) {
	case 0x3c2: return 0x3c3; /* final sigma */
	case 0x17f: return 's';   /* long s */
	case 0xb5: return 0x3bc;  /* micro sign: mu */
	case 0x130: return code;
	default: return bp_fold_code(code);
	}
}

/* Quotation marks and dashes as word processors write them, as keyboards have them; 0 for
 * what nobody sees, such as a zero-width space. */
static uint32_t match_plain_sign(uint32_t code)
{
	static const struct {
		uint32_t from, to, as;
	} signs[] = {
		{0xad, 0xad, 0},        /* soft hyphen */
		{0x200b, 0x200b, 0},    /* zero-width space */
		{0x2060, 0x2060, 0},    /* word joiner */
		{0xfeff, 0xfeff, 0},    /* byte order mark */
		{0xb4, 0xb4, '\''},     /* acute accent */
		{0x60, 0x60, '\''},     /* grave accent */
		{0x2bb, 0x2bc, '\''},   /* letters that are apostrophes */
		{0x2018, 0x201b, '\''}, /* single quotation marks */
		{0x2032, 0x2032, '\''}, /* prime */
		{0x201c, 0x201f, '"'},  /* double quotation marks */
		{0x2033, 0x2033, '"'},  /* double prime */
		{0xab, 0xab, '"'},      /* guillemets */
		{0xbb, 0xbb, '"'}, {0x2010, 0x2015, '-'}, /* hyphens and dashes */
		{0x2212, 0x2212, '-'},                    /* minus */
	};

	if (code < 0x80 && code != '`')
		return code;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].from <= code && code <= signs[i].to)
			return signs[i].as;
	return code;
}

static bool match_is_blank(uint32_t code)
{
	return code == 0xa0 || code == 0x202f || code == 0x2009 || code == 0x3000 ||
		(code < 0x80 && bp_is_space((char)code));
}

/* A text on its way to being comparable byte by byte. */
struct folding {
	struct bp_buf out, part; /* part: folded, to be normalized and added to out */
	bool blank;              /* white space came after it */
};

static void match_add_part(struct folding *folding)
{
	bp_text_nfc(bp_buf_str(&folding->part), &folding->out);
	bp_buf_clear(&folding->part);
}

static void match_add_blank_if_due(struct folding *folding)
{
	if (folding->blank && (folding->out.len || folding->part.len))
		bp_buf_add_char(&folding->part, ' ');
	folding->blank = false;
}

static void match_add_code(struct folding *folding, uint32_t code)
{
	if (match_is_blank(code)) {
		folding->blank = true;
		return;
	}
	code = match_plain_sign(code);
	if (code == 0)
		return;
	match_add_blank_if_due(folding);
	code = match_fold_letter(code);
	if (code < 0x80)
		bp_buf_add_char(&folding->part, (char)code);
	else
		bp_buf_add_code(&folding->part, code);
}

static void match_add_wildcard(struct folding *folding)
{
	struct bp_buf *out = &folding->out;

	match_add_blank_if_due(folding);
	match_add_part(folding);
	if (out->len == 0 || out->at[out->len - 1] != WILDCARD)
		bp_buf_add_char(out, WILDCARD);
}

struct bp_buf bp_text_folded(struct bp_str text, bool is_pattern)
{
	struct folding folding = {0};

	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		if (is_pattern && text.at[at] == '*') {
			match_add_wildcard(&folding);
			at++;
			continue;
		}
		if (is_pattern && bp_str_starts(bp_str_from(text, at), "\\*"))
			at++;
		at += bp_utf8_next(text, at, &code);
		match_add_code(&folding, code);
	}
	match_add_part(&folding);
	bp_buf_release(&folding.part);
	return folding.out;
}

/* Each wildcard takes as little as it can; only the last one is ever reconsidered. */
bool bp_folded_matches(struct bp_str pattern, struct bp_str text)
{
	size_t p = 0, t = 0, after_wildcard = SIZE_MAX, taken_to = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.at[p] == WILDCARD) {
			after_wildcard = ++p;
			taken_to = t;
		} else if (p < pattern.len && pattern.at[p] == text.at[t]) {
			p++;
			t++;
		} else if (after_wildcard != SIZE_MAX) {
			p = after_wildcard;
			t = ++taken_to;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == WILDCARD)
		p++;
	return p == pattern.len;
}

bool bp_text_matches(struct bp_str pattern, struct bp_str text)
{
	struct bp_buf wanted = bp_text_folded(pattern, true),
		      given = bp_text_folded(text, false);
	bool same = bp_folded_matches(bp_buf_str(&wanted), bp_buf_str(&given));

	bp_buf_release(&wanted);
	bp_buf_release(&given);
	return same;
}
