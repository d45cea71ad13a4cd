/* Typed text against the pattern of a short answer. */
#include <berpijar/text.h>
#include <string.h>

#define WILDCARD '\xff' /* in a prepared pattern; no byte of UTF-8 */

/*
 * Letters that can be written in one character or with a combining mark: those of
 * the languages that Indonesian texts quote. Small letters, since case is folded.
 */
static const struct {
	uint32_t mark;
	const char *base, *composed;
} accents[] = {
	{0x300, "aeiou", "àèìòù"},
	{0x301, "aeiouycnrsz", "áéíóúýćńŕśź"},
	{0x302, "aeiouwy", "âêîôûŵŷ"},
	{0x303, "anoiu", "ãñõĩũ"},
	{0x304, "aeiou", "āēīōū"},
	{0x306, "aegouи", "ăĕğŏŭй"},
	{0x308, "aeiouyе", "äëïöüÿё"},
	{0x30a, "au", "åů"},
	{0x30b, "ou", "őű"},
	{0x30c, "acdeginorsuz", "ǎčďěǧǐňǒřšǔž"},
	{0x323, "dhstz", "ḍḥṣṭẓ"},
	{0x327, "cst", "çşţ"},
	{0x328, "aeiu", "ąęįų"},
	{0x653, "ا", "آ"},
	{0x654, "اوي", "أؤئ"},
	{0x655, "ا", "إ"},
};

/* The letter and the mark as one character, or 0. */
static uint32_t compose(uint32_t base, uint32_t mark)
{
	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
		if (accents[i].mark != mark)
			continue;
		struct bp_str letters = bp_str(accents[i].base);
		struct bp_str composed = bp_str(accents[i].composed);
		for (size_t from = 0, to = 0; from < letters.len;) {
			uint32_t letter, code;
			from += bp_utf8_next(letters, from, &letter);
			to += bp_utf8_next(composed, to, &code);
			if (letter == base)
				return code;
		}
	}
	return 0;
}

/* Letters with more than one small form are the same as well, as for PCRE; the dotted
 * capital of Turkish is no "i" there. */
static uint32_t fold_letter(uint32_t code)
{
	switch (code) {
	case 0x3c2: return 0x3c3; /* final sigma */
	case 0x17f: return 's';   /* long s */
	case 0xb5: return 0x3bc;  /* micro sign: mu */
	case 0x130: return code;
	default: return bp_fold_code(code);
	}
}

static bool is_blank(uint32_t code)
{
	return code == 0xa0 || code == 0x202f || code == 0x2009 || code == 0x3000 ||
		(code < 0x80 && bp_is_space((char)code));
}

/* A text on its way to being comparable byte by byte. */
struct folding {
	struct bp_buf out;
	size_t last_at; /* where the last character begins */
	uint32_t last;  /* and which it is; 0: none that takes a mark */
	bool blank;     /* white space came after it */
};

static void add_blank_if_due(struct folding *folding)
{
	if (folding->blank && folding->out.len)
		bp_buf_add_char(&folding->out, ' ');
	folding->blank = false;
}

static void add_code(struct folding *folding, uint32_t code)
{
	if (is_blank(code)) {
		folding->blank = true;
		folding->last = 0;
		return;
	}
	code = fold_letter(code);
	uint32_t composed = folding->last ? compose(folding->last, code) : 0;
	if (composed)
		folding->out.len = folding->last_at;
	add_blank_if_due(folding);
	folding->last = composed ? composed : code;
	folding->last_at = folding->out.len;
	bp_buf_add_code(&folding->out, folding->last);
}

static void add_wildcard(struct folding *folding)
{
	add_blank_if_due(folding);
	folding->last = 0;
	if (folding->out.len == 0 || folding->out.at[folding->out.len - 1] != WILDCARD)
		bp_buf_add_char(&folding->out, WILDCARD);
}

static struct bp_buf fold(struct bp_str text, bool is_pattern)
{
	struct folding folding = {0};

	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		if (is_pattern && text.at[at] == '*') {
			add_wildcard(&folding);
			at++;
			continue;
		}
		if (is_pattern && bp_str_starts(bp_str_from(text, at), "\\*"))
			at++;
		at += bp_utf8_next(text, at, &code);
		add_code(&folding, code);
	}
	return folding.out;
}

/* Each wildcard takes as little as it can; only the last one is ever reconsidered. */
static bool matches(struct bp_str pattern, struct bp_str text)
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
	struct bp_buf wanted = fold(pattern, true), given = fold(text, false);
	bool same = matches(bp_buf_str(&wanted), bp_buf_str(&given));

	bp_buf_release(&wanted);
	bp_buf_release(&given);
	return same;
}
