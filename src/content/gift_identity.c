/*
 * The id says which question this is, whatever is corrected in it: its name, or else a
 * hash of what it asks. The content hash says whether it still is what a learner saw.
 */
#include "gift.h"
#include <berpijar/lang.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* The bytes of a number go in in an order that is the same on every machine. */
static uint64_t hash_bits(uint64_t hash, uint64_t bits)
{
	char bytes[8];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(bits >> 8 * i);
	return bp_hash(hash, (struct bp_str){bytes, sizeof bytes});
}

static uint64_t hash_double(uint64_t hash, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	return hash_bits(hash, bits);
}

/* With its length, so that "ab" and "c" differ from "a" and "bc". */
static uint64_t hash_text(uint64_t hash, struct bp_str text)
{
	return bp_hash(hash_bits(hash, text.len), text);
}

static uint64_t hash_meaning(uint64_t hash, struct bp_str text)
{
	return bp_hash_folded(hash_bits(hash, '|'), text);
}

/* Of the type, the text and the choices, with white space folded: the id stays the same
 * when a line break is corrected. */
static uint64_t meaning_hash(const struct bp_question *question)
{
	uint64_t hash =
		hash_text(BP_HASH_START, bp_str(bp_question_type_name(question->type)));

	hash = hash_meaning(hash, question->text.text);
	for (size_t i = 0; i < question->choice_count; i++)
		hash = hash_meaning(hash, question->choices[i].text.text);
	for (size_t i = 0; i < question->pair_count; i++) {
		hash = hash_meaning(hash, question->pairs[i].left.text);
		hash = hash_meaning(hash, question->pairs[i].right);
	}
	return hash;
}

uint64_t bp_question_hash(const struct bp_question *question)
{
	uint64_t hash =
		hash_text(BP_HASH_START, bp_str(bp_question_type_name(question->type)));

	hash = hash_bits(hash,
		bp_question_is(question, BP_SINGLE) |
			(uint64_t)question->text.format << 1);
	hash = hash_text(hash, question->text.text);
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct bp_choice *choice = &question->choices[i];
		hash = hash_bits(hash, choice->text.format);
		hash = hash_text(hash, choice->text.text);
		hash = hash_double(hash, choice->weight);
		hash = hash_double(hash, choice->value);
		hash = hash_double(hash, choice->tolerance);
	}
	for (size_t i = 0; i < question->pair_count; i++) {
		hash = hash_bits(hash, question->pairs[i].left.format);
		hash = hash_text(hash, question->pairs[i].left.text);
		hash = hash_text(hash, question->pairs[i].right);
	}
	return hash;
}

/* How many earlier questions have this name; without a name, this content. */
static size_t earlier(const struct bp_quiz *quiz, const struct bp_question *question)
{
	size_t count = 0;

	for (size_t i = 0; i < quiz->count; i++) {
		const struct bp_question *other = &quiz->questions[i];
		if (question->named)
			count +=
				other->named && bp_str_equal(other->name, question->name);
		else
			count += !other->named &&
				other->content_hash == question->content_hash;
	}
	return count;
}

static void make_unique(const struct gift_reader *reader, struct bp_question *question)
{
	struct bp_str plain = question->id;

	for (size_t n = earlier(reader->quiz, question) + 1;
		bp_quiz_find(reader->quiz, question->id); n++) {
		const char *id = bp_arena_printf(reader->arena, "%.*s-%zu",
			(int)plain.len, plain.at, n < 2 ? 2 : n);
		question->id = bp_str(id);
	}
}

void gift_identify(struct gift_reader *reader, size_t at, struct bp_question *question)
{
	question->content_hash = bp_question_hash(question);
	question->id = question->named
		? question->name
		: bp_str(bp_arena_printf(
			  reader->arena, "q-%016" PRIx64, meaning_hash(question)));
	if (!bp_quiz_find(reader->quiz, question->id))
		return;
	if (question->named)
		gift_fault(reader, at, BP_FAULT_GIFT_NAME_TWICE,
			_("nama soal \"%s\" sudah dipakai; beri nama lain"),
			fault_quote(reader->arena, question->name));
	else
		gift_fault(reader, at, BP_FAULT_GIFT_QUESTION_TWICE,
			_("soal yang sama sudah ada; beri nama, misalnya ::nama::, atau hapuslah"));
	make_unique(reader, question);
}
