/* Rules about language, as hints: long sentences, abbreviations and foreign words that
 * nobody explains; and about what is old. */
#include "rules.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <stdlib.h>
#include <string.h>

#define SENTENCE_WORDS    25
#define SENTENCE_PASSIVES 3

/* A sentence while it is read. */
struct language_sentence {
	size_t at; /* of its first word */
	size_t words, passives;
};

struct language {
	const struct rule_subject *subject;
	bool indonesian; /* else only terms are looked for */
	struct language_sentence sentence;
	struct bp_index known; /* words that were told of, or are explained */
};

bool language_is_word(char c)
{
	return bp_is_letter(c) || bp_is_digit(c) || c < 0;
}

static uint32_t language_hash(struct bp_str word)
{
	return bp_index_hash(bp_hash(BP_HASH_START, word));
}

/* Whether a word is new; it no longer is then. */
static bool language_is_new(struct language *language, struct bp_str word)
{
	uint32_t hash = language_hash(word);
	size_t probe = hash;

	if (bp_index_next(&language->known, hash, &probe) != BP_INDEX_END)
		return false;
	bp_index_add(&language->known, hash, 0);
	return true;
}

/* ---- sentences ---- */

static void language_end_sentence(struct language *language)
{
	const struct language_sentence *sentence = &language->sentence;

	if (sentence->words > SENTENCE_WORDS)
		rule_tell(language->subject, sentence->at, BP_FAULT_SENTENCE_LONG,
			_("kalimat ini %zu kata; pecahlah menjadi kalimat yang paling panjang %d kata"),
			sentence->words, SENTENCE_WORDS);
	else if (sentence->passives >= SENTENCE_PASSIVES)
		rule_tell(language->subject, sentence->at, BP_FAULT_PASSIVE,
			_("kalimat ini berisi %zu kata kerja pasif; sebutkan siapa yang melakukan apa"),
			sentence->passives);
	language->sentence = (struct language_sentence){0};
}

/* "dilakukan", "dipilihkan"; not "dinas", "digital". */
static bool language_is_passive(struct bp_str word)
{
	static const char *const no[] = {"digital", "diagram", "dinamis", "diskusi",
		"direktur", "direktorat", "disiplin", "distribusi", "dimensi", "dialog",
		"dinding", "diploma", "disabilitas"};

	if (word.len < 7 || word.at[0] != 'd' || word.at[1] != 'i')
		return false;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (bp_str_starts(word, no[i]))
			return false;
	return bp_str_is(bp_str_from(word, word.len - 3), "kan") ||
		word.at[word.len - 1] == 'i';
}

/* ---- words ---- */

static bool language_is_abbreviation(struct bp_str word)
{
	static const char *const common[] = {"AI", "AM", "ANSWER", "API", "APBD", "APBN",
		"ASN", "CD", "CSS", "CSV", "DI", "DKI", "DPR", "DPRD", "DVD", "FALSE",
		"GIFT", "GPS", "HP", "HTML", "HTTP", "HTTPS", "ID", "IT", "JP", "JPG",
		"JSON", "KB", "KK", "KTP", "MB", "NIK", "NIP", "NOTE", "OK", "PC", "PDF",
		"PIN", "PM", "PNG", "PNS", "PP", "PPPK", "PT", "QR", "RI", "RT", "RW",
		"SD", "SK", "SMA", "SMP", "SMS", "SSH", "TIP", "TRUE", "TV", "URL", "USB",
		"UU", "UUD", "WA", "WIB", "WIT", "WITA", "XML", "YAML"};

	if (word.len < 2 || word.len > 8)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] < 'A' || word.at[i] > 'Z')
			return false;
	if (strspn(word.at, "IVXLCDM") >= word.len)
		return false;
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (bp_str_is(word, common[i]))
			return false;
	return true;
}

/* Whether the text explains an abbreviation where it stands: "(SKM)", or "SKM (…)". */
static bool language_explains(struct bp_str text, size_t at, size_t end)
{
	bool before = at && (text.at[at - 1] == '(' || text.at[at - 1] == '*');
	bool behind =
		end + 1 < text.len && text.at[end] == ' ' && text.at[end + 1] == '(';

	return before || behind;
}

static bool language_in_terms(const struct bp_terms *terms, struct bp_str word)
{
	for (size_t i = 0; i < terms->count; i++)
		if (bp_text_holds(terms->at[i].name, word))
			return true;
	return false;
}

static bool language_in_glossary(const struct rule_subject *subject, struct bp_str word)
{
	return language_in_terms(&subject->module->glossary, word) ||
		language_in_terms(&subject->course->glossary, word);
}

/* English words that offices write, by the alphabet, and what they are in Indonesian (KBBI,
 * glosarium). */
static const char *language_indonesian(struct bp_str word)
{
	static const struct {
		const char *foreign, *indonesian;
	} words[] = {{"attachment", "lampiran"}, {"deadline", "tenggat"},
		{"download", "unduh"}, {"email", "surel"}, {"event", "acara"},
		{"feedback", "umpan balik"}, {"meeting", "rapat"}, {"offline", "luring"},
		{"online", "daring"}, {"password", "kata sandi"},
		{"performance", "kinerja"}, {"print", "cetak"}, {"scan", "pindai"},
		{"schedule", "jadwal"}, {"search", "cari"}, {"setting", "pengaturan"},
		{"share", "bagikan"}, {"stakeholder", "pemangku kepentingan"},
		{"update", "perbarui"}, {"upgrade", "tingkatkan"}, {"upload", "unggah"},
		{"user", "pengguna"}, {"website", "situs web"},
		{"workshop", "lokakarya"}};

	for (size_t i = 0;
		i < sizeof words / sizeof *words && words[i].foreign[0] <= word.at[0];
		i++)
		if (words[i].foreign[0] == word.at[0] &&
			bp_str_is(word, words[i].foreign))
			return words[i].indonesian;
	return NULL;
}

static void language_take_word(struct language *language, size_t at, size_t end)
{
	const struct rule_subject *subject = language->subject;
	struct bp_str text = subject->page->text, word = bp_str_part(text, at, end);

	terms_look(subject, at, end);
	if (!language->indonesian)
		return;
	if (language->sentence.words++ == 0)
		language->sentence.at = at;
	language->sentence.passives += language_is_passive(word);
	if (language_is_abbreviation(word) && language_is_new(language, word) &&
		!language_explains(text, at, end) && !language_in_glossary(subject, word))
		rule_tell(subject, at, BP_FAULT_ABBREVIATION,
			_("singkatan %.*s belum dipanjangkan; tulislah panjangannya di sini, lalu (%.*s), atau masukkan ke glossary"),
			(int)word.len, word.at, (int)word.len, word.at);
	const char *meant = word.len >= 4 ? language_indonesian(word) : NULL;
	if (meant && !(at && text.at[at - 1] == '*') && language_is_new(language, word) &&
		!language_in_glossary(subject, word))
		rule_tell(subject, at, BP_FAULT_FOREIGN,
			_("kata asing \"%.*s\" belum dijelaskan; maksud Anda \"%s\"?"),
			(int)word.len, word.at, meant);
}

/* ---- text ---- */

/* The offset behind code, a key, or the address of a link, that begins at `at`. */
static size_t language_skip(struct bp_str text, size_t at, size_t end)
{
	char closes = text.at[at] == '`' ? '`' : text.at[at] == '{' ? '}' : ')';
	size_t from = closes == ')' ? at + 2 : at + 1;
	const char *close =
		from < end ? memchr(text.at + from, closes, end - from) : NULL;

	return close ? (size_t)(close - text.at) + 1 : at + 1;
}

/* Whether a sentence ends at a sign: behind it comes a blank or the end of the line. */
static bool language_ends(struct bp_str text, size_t at, size_t end)
{
	while (at + 1 < end && strchr(".?!)\"*_", text.at[at + 1]))
		at++;
	return at + 1 >= end || text.at[at + 1] == ' ';
}

static void language_take_line(struct language *language, const struct page_line *line)
{
	struct bp_str text = language->subject->page->text;

	for (size_t at = line->text; at < line->end;) {
		char c = text.at[at];
		if (c == '`' || c == '{' ||
			(c == ']' && at + 1 < line->end && text.at[at + 1] == '(')) {
			language->sentence.words += c != ']';
			at = language_skip(text, at, line->end);
		} else if (language_is_word(c)) {
			size_t start = at;
			while (at < line->end &&
				(language_is_word(text.at[at]) ||
					(text.at[at] == '-' && at > start)))
				at++;
			language_take_word(language, start, at);
		} else {
			if ((c == '.' || c == '?' || c == '!' || c == ':' || c == ';') &&
				language_ends(text, at, line->end))
				language_end_sentence(language);
			at++;
		}
	}
}

void language_check(const struct rule_subject *subject)
{
	struct language language = {.subject = subject,
		.indonesian = strcmp(subject->course->language, "id") == 0};
	const struct page *page = subject->page;

	for (size_t i = page->body; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];
		bool row = line->text < line->end && page->text.at[line->text] == '|';
		/* what is quoted may be a bad example */
		if (line->kind != PAGE_TEXT || line->quoted || row) {
			language_end_sentence(&language);
			continue;
		}
		if (line->item)
			language_end_sentence(&language);
		language_take_line(&language, line);
	}
	language_end_sentence(&language);
	bp_index_release(&language.known);
}

void language_check_age(const struct rule_subject *subject)
{
	const char *as_of = subject->module->as_of;
	size_t place = page_key(subject->page, "as_of");
	char year_ago[16];

	if (!subject->today || !*as_of || place == SIZE_MAX)
		return;
	snprintf(year_ago, sizeof year_ago, "%04ld%.6s",
		strtol(subject->today, NULL, 10) - 1, subject->today + 4);
	if (strcmp(as_of, year_ago) < 0)
		rule_tell(subject, place, BP_FAULT_AS_OF_OLD,
			_("isi modul ini menurut keadaan %s, lebih dari setahun lalu; periksalah lagi, lalu perbarui tanggalnya"),
			as_of);
}
