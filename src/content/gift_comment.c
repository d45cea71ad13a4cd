/*
 * The id number and the tags that Moodle writes into a question's comments, and our
 * hints: "// [id:soal-1] [tag:ux] [tag:a\]b] [hint:Lihat lagi bagian dua.]".
 */
#include "gift.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <string.h>

/* Characters that a token cannot hold, besides "]" and control characters. */
#define ID_FORBIDDEN   ""
#define TAG_FORBIDDEN  "<>`"
#define HINT_FORBIDDEN ""

#define COMMENT_NEAR 34 /* per cent: a letter of three */

static bool ends_token(char c, const char *forbidden)
{
	unsigned char byte = (unsigned char)c;
	return byte < 0x20 || byte == 0x7f || strchr(forbidden, c);
}

/*
 * Finds the "]" that closes the token whose contents begin at `at`. Without one it
 * returns text.len, and sets *stop to where the search for another token may go on. A
 * "\]" is part of the contents, unless nothing else closes the token.
 */
static size_t token_end(
	struct bp_str text, size_t at, const char *forbidden, size_t *stop)
{
	size_t last_escaped = text.len;

	for (*stop = at; *stop < text.len; ++*stop) {
		char c = text.at[*stop];
		if (c == ']')
			return *stop;
		if (ends_token(c, forbidden))
			break;
		if (c == '\\' && *stop + 1 < text.len && text.at[*stop + 1] == ']')
			last_escaped = ++*stop;
	}
	return last_escaped;
}

static struct bp_str token_text(struct bp_arena *arena, struct bp_str raw)
{
	raw = gift_trim_bytes(raw);
	char *text = bp_arena_cstr(arena, raw);
	size_t len = 0;

	for (size_t i = 0; i < raw.len; i++) {
		if (raw.at[i] == '\\' && i + 1 < raw.len && raw.at[i + 1] == ']')
			i++;
		text[len++] = raw.at[i];
	}
	text[len] = '\0';
	return (struct bp_str){text, len};
}

/* Finds the next token of a kind at or after *at, and moves *at behind it. */
static bool next_token(struct bp_arena *arena, struct bp_str text, const char *opening,
	const char *forbidden, size_t *at, struct bp_str *token)
{
	size_t found;

	while ((found = bp_str_find(text, bp_str(opening), *at)) != SIZE_MAX) {
		size_t start = found + strlen(opening), stop;
		size_t end = token_end(text, start, forbidden, &stop);
		*at = end == text.len ? stop : end + 1;
		if (end == text.len || end == start)
			continue;
		*token = token_text(arena, bp_str_part(text, start, end));
		return true;
	}
	return false;
}

/* "[petunjuk: …]": a word that is none of ours, but near one. */
static const char *comment_near(struct bp_str word)
{
	static const char *const names[] = {"hint", "tag", "id"};
	static const char *const hints[] = {"petunjuk", "kiat", "bantuan"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bp_str_is(word, names[i]))
			return NULL;
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (bp_text_equal_folded(word, bp_str(hints[i])))
			return "hint";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (bp_near_distance(word, bp_str(names[i])) <= COMMENT_NEAR)
			return names[i];
	return NULL;
}

static void comment_check_words(
	const struct gift_reader *reader, struct bp_str comment, size_t offset)
{
	int line, column;

	for (size_t at = 0; (at = bp_str_find(comment, BP_STR("["), at)) != SIZE_MAX;) {
		size_t start = ++at;
		while (at < comment.len && bp_is_letter(comment.at[at]))
			at++;
		struct bp_str word = bp_str_part(comment, start, at);
		const char *meant = word.len && at < comment.len && comment.at[at] == ':'
			? comment_near(word)
			: NULL;
		if (!meant)
			continue;
		gift_place_in_source(reader, offset + start - 1, &line, &column);
		bp_diagnose(reader->faults, BP_FAULT_GIFT_COMMENT, line, column,
			_("[%s: tidak dikenal, jadi hanya komentar; maksud Anda [%s:?"),
			fault_quote(reader->arena, word), meant);
	}
}

void gift_check_comment(
	const struct gift_reader *reader, struct bp_str comment, size_t offset)
{
	static const char *const tokens[] = {"[id:", "[tag:", "[hint:"};
	int line, column;

	comment_check_words(reader, comment, offset);
	for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
		size_t at = bp_str_find(comment, bp_str(tokens[i]), 0);
		if (at == SIZE_MAX || bp_str_find(comment, BP_STR("]"), at) != SIZE_MAX)
			continue;
		gift_place_in_source(reader, offset + at, &line, &column);
		bp_diagnose(reader->faults, BP_FAULT_GIFT_COMMENT, line, column,
			_("%s tidak ditutup, jadi hanya komentar; tutuplah dengan ] di baris yang sama"),
			tokens[i]);
	}
}

void gift_read_comments(
	struct bp_arena *arena, struct bp_str comments, struct bp_question *question)
{
	size_t at = 0;
	struct bp_str token;

	if (next_token(arena, comments, "[id:", ID_FORBIDDEN, &at, &token))
		question->idnumber = token;
	at = 0;
	while (next_token(arena, comments, "[tag:", TAG_FORBIDDEN, &at, &token))
		*BP_PUSH(arena, question->tags, question->tag_count, question->tag_room) =
			token;
	at = 0;
	while (next_token(arena, comments, "[hint:", HINT_FORBIDDEN, &at, &token))
		*BP_PUSH(arena, question->hints, question->hint_count,
			question->hint_room) =
			(struct bp_text){token, question->text.format};
}

/* Appends a token such as "[tag:…]", with each "]" in the text escaped. */
static void add_token(const char *opening, struct bp_str text, struct bp_buf *out)
{
	bp_buf_add_cstr(out, opening);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == ']')
			bp_buf_add_char(out, '\\');
		bp_buf_add_char(out, text.at[i]);
	}
	bp_buf_add_char(out, ']');
}

/* Whether the token in `out` from `start` on is read back as this text, whatever is
 * written behind it. */
static bool is_sound(const struct bp_buf *out, size_t start, struct bp_str text)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_question read = {0};
	struct bp_str written = bp_str_from(bp_buf_str(out), start);
	const char *followed =
		bp_arena_printf(arena, "%.*s]", (int)written.len, written.at);

	gift_read_comments(arena, bp_str(followed), &read);
	bool sound = read.tag_count + read.hint_count + (read.idnumber.len > 0) == 1 &&
		bp_str_equal(read.tag_count       ? read.tags[0]
				: read.hint_count ? read.hints[0].text
						  : read.idnumber,
			text);
	bp_arena_free(arena);
	return sound;
}

/* The kinds of token, and the fault of a text that cannot be written as one. */
struct token {
	const char *opening;
	enum bp_fault loss;
	const char *message; /* N_() */
};

static const struct token id_token = {"[id:", BP_FAULT_LOSS_ID,
	N_("nomor id ini memuat tanda yang tidak dapat ditulis dalam GIFT; dibuang")};
static const struct token tag_token = {"[tag:", BP_FAULT_LOSS_TAG,
	N_("tag ini memuat tanda yang tidak dapat ditulis dalam GIFT; dibuang")};
static const struct token hint_token = {"[hint:", BP_FAULT_LOSS_HINT,
	N_("petunjuk ini memuat tanda yang tidak dapat ditulis dalam GIFT; dibuang")};

static void write_token(const struct bp_question *question, const struct token *token,
	struct bp_str text, struct bp_diagnostics *losses, struct bp_buf *out)
{
	size_t start = out->len;

	bp_buf_add_char(out, ' ');
	add_token(token->opening, text, out);
	if (is_sound(out, start, text))
		return;
	out->len = start;
	bp_diagnose(losses, token->loss, question->line, question->column, "%s",
		_(token->message));
}

/* A comment has one line, so newlines of the hint become blanks. Its format is that of
 * the question's text, the only one that a comment can say. */
static void write_hint(const struct bp_question *question, struct bp_text hint,
	struct bp_diagnostics *losses, struct bp_buf *out)
{
	struct bp_buf line = {0};

	for (size_t i = 0; i < hint.text.len; i++)
		bp_buf_add_char(
			&line, bp_is_space(hint.text.at[i]) ? ' ' : hint.text.at[i]);
	write_token(
		question, &hint_token, gift_trim_bytes(bp_buf_str(&line)), losses, out);
	bp_buf_release(&line);
}

void gift_write_comment(const struct bp_question *question, struct bp_diagnostics *losses,
	struct bp_buf *out)
{
	size_t start = out->len;

	bp_buf_add_cstr(out, "//");
	if (question->idnumber.len)
		write_token(question, &id_token, question->idnumber, losses, out);
	for (size_t i = 0; i < question->tag_count; i++)
		write_token(question, &tag_token, question->tags[i], losses, out);
	for (size_t i = 0; i < question->hint_count; i++)
		write_hint(question, question->hints[i], losses, out);
	if (out->len == start + 2)
		out->len = start;
	else
		bp_buf_add_char(out, '\n');
}
