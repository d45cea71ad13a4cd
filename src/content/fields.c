/* Reads a small, safe part of YAML by the events of libyaml. */
#include "fields.h"
#include "fields_problem.h"
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/*
 * libyaml's scanner needs time that grows with the square of the depth of [ and {, and
 * needs it before its parser could tell us how deep that is. The depth is at most the
 * number of brackets, so a limit on these bounds the time.
 */
#define BRACKETS_MOST 1000

#define RESTARTS_MOST 16 /* faults of one text: each is read on from the next key */

struct reader {
	yaml_parser_t parser;
	struct bp_str text;
	bool hashes; /* there is a blank and "#" in it */
	int first_line;
	int faulty_line; /* of the fault that ended the reading */
	int depth;
	const struct fault_sink *sink;
	struct fields *fields;
};

struct token {
	yaml_event_type_t type;
	struct field_item item;
};

/* The byte offset of the character with the given number, from 0. */
static size_t fields_offset(struct bp_str text, size_t index)
{
	size_t at = 0;
	uint32_t code;

	for (; index && at < text.len; index--)
		at += bp_utf8_next(text, at, &code);
	return at;
}

static bool fields_bad_syntax(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	const char *text = parser->problem ? parser->problem : "?";
	const struct fields_problem *problem = fields_problem_find(text);
	bool at_opening = problem && problem->opening && parser->context;
	const yaml_mark_t *mark =
		at_opening ? &parser->context_mark : &parser->problem_mark;
	int line, column;

	/* libyaml counts other line ends than editors do, and at the end of the text one
	 * line too many, so the place is computed from an offset. An error of its reader
	 * comes with an offset in bytes, all others with a mark in characters. */
	fault_place(reader->text,
		parser->error == YAML_READER_ERROR
			? parser->problem_offset
			: fields_offset(reader->text, mark->index),
		&line, &column);
	line += reader->first_line - 1;
	reader->faulty_line = line;
	if (problem)
		fault_bar(reader->sink, BP_FAULT_YAML_SYNTAX, line, column, "%s",
			_(problem->advice));
	else
		fault_bar(reader->sink, BP_FAULT_YAML_SYNTAX, line, column,
			_("YAML keliru (%s); apitlah nilai yang tidak biasa dengan tanda kutip"),
			text);
	return false;
}

static bool fields_refuse(struct reader *reader, const struct field_item *at,
	enum bp_fault fault, const char *message)
{
	fault_bar(reader->sink, fault, at->line, at->column, "%s", message);
	reader->faulty_line = at->line;
	return false;
}

/* Why an event is not part of the YAML that we read; NULL if it is. */
static const char *fields_foreign_feature(const yaml_event_t *event)
{
	const unsigned char *anchor = NULL, *tag = NULL;

	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return _(
			"nilai yang diawali * adalah alias YAML, yang tidak didukung; apitlah dengan tanda kutip");
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		break;
	default: break;
	}
	if (anchor)
		return _(
			"nilai yang diawali & adalah jangkar YAML, yang tidak didukung; apitlah dengan tanda kutip");
	if (tag)
		return _(
			"nilai yang diawali ! adalah tag YAML, yang tidak didukung; apitlah dengan tanda kutip");
	return NULL;
}

static bool fields_is_start(yaml_event_type_t type)
{
	return type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT;
}

static bool fields_is_end(yaml_event_type_t type)
{
	return type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT;
}

/* "title: Soal #1" is "Soal": what stands behind a blank and "#" is a comment to YAML. Whoever
 * means one leaves a blank behind the sign as well. */
static void fields_check_comment(struct reader *reader, const yaml_event_t *event)
{
	struct bp_str text = reader->text;

	if (event->type != YAML_SCALAR_EVENT || !reader->hashes ||
		event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
		return;
	size_t end = fields_offset(text, event->end_mark.index), at = end;
	while (at < text.len && text.at[at] == ' ')
		at++;
	if (at > end && at + 1 < text.len && text.at[at] == '#' &&
		!bp_is_space(text.at[at + 1]))
		fault_add(reader->sink, BP_FAULT_YAML_COMMENT,
			(int)event->end_mark.line + reader->first_line,
			(int)event->end_mark.column + (int)(at - end) + 1,
			_("dari tanda # ini sampai akhir baris adalah komentar, bukan bagian nilainya; apitlah nilainya dengan tanda kutip, atau beri spasi di belakang # bila memang komentar"));
}

static struct token fields_token(struct reader *reader, const yaml_event_t *event)
{
	struct token token = {.type = event->type};

	token.item.line = (int)event->start_mark.line + reader->first_line;
	token.item.column = (int)event->start_mark.column + 1;
	if (event->type != YAML_SCALAR_EVENT)
		return token;
	token.item.scalar = true;
	token.item.plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	token.item.text = bp_arena_str(reader->sink->arena,
		(struct bp_str){(const char *)event->data.scalar.value,
			event->data.scalar.length});
	return token;
}

static bool fields_check_token(struct reader *reader, const struct token *token)
{
	if (fields_is_start(token->type) && ++reader->depth > FIELDS_DEPTH)
		return fields_refuse(reader, &token->item, BP_FAULT_YAML_DEPTH,
			_("daftar di dalam daftar terlalu dalam; sederhanakanlah"));
	if (fields_is_end(token->type))
		reader->depth--;
	if (token->item.text.len &&
		memchr(token->item.text.at, '\0', token->item.text.len))
		return fields_refuse(reader, &token->item, BP_FAULT_YAML_NUL,
			_("\\0 tidak boleh ada di dalam nilai; hapuslah"));
	return true;
}

static bool fields_next_token(struct reader *reader, struct token *token)
{
	yaml_event_t event;

	if (!yaml_parser_parse(&reader->parser, &event))
		return fields_bad_syntax(reader);
	const char *foreign = fields_foreign_feature(&event);
	*token = fields_token(reader, &event);
	fields_check_comment(reader, &event);
	yaml_event_delete(&event);
	if (foreign)
		return fields_refuse(
			reader, &token->item, BP_FAULT_YAML_FEATURE, foreign);
	return fields_check_token(reader, token);
}

/* Everything up to the end that belongs to a start token; its texts become the item's. */
static bool fields_read_inside(struct reader *reader, struct field_item *item)
{
	struct token token;
	int outside = reader->depth - 1;

	while (reader->depth > outside) {
		if (!fields_next_token(reader, &token))
			return false;
		if (token.item.scalar)
			*BP_PUSH(reader->fields->arena, item->items, item->count,
				item->room) = token.item;
	}
	return true;
}

/* The items of a list, or the keys and values of a mapping, up to its end. */
static bool fields_read_items(
	struct reader *reader, struct field *field, yaml_event_type_t end)
{
	struct token token;

	for (;;) {
		if (!fields_next_token(reader, &token))
			return false;
		if (token.type == end)
			return true;
		struct field_item *item = BP_PUSH(
			reader->fields->arena, field->items, field->count, field->room);
		*item = token.item;
		if (fields_is_start(token.type) && !fields_read_inside(reader, item))
			return false;
	}
}

static bool fields_read_value(struct reader *reader, struct field *field)
{
	struct token token;

	if (!fields_next_token(reader, &token))
		return false;
	field->value = token.item;
	switch (token.type) {
	case YAML_SEQUENCE_START_EVENT:
		field->shape = FIELD_LIST;
		return fields_read_items(reader, field, YAML_SEQUENCE_END_EVENT);
	case YAML_MAPPING_START_EVENT:
		field->shape = FIELD_MAPPING;
		return fields_read_items(reader, field, YAML_MAPPING_END_EVENT);
	default: field->shape = FIELD_TEXT; return true;
	}
}

static void fields_keep(struct reader *reader, const struct field *field)
{
	struct fields *fields = reader->fields;
	const struct field *same = fields_find(fields, field->key.at);

	if (same) {
		fault_add(reader->sink, BP_FAULT_YAML_DUPLICATE_KEY, field->line,
			field->column,
			_("kunci \"%s\" sudah ada di baris %d; hapuslah salah satunya"),
			fault_quote(reader->sink->arena, field->key), same->line);
		bp_diagnose_related(reader->sink->list, NULL, same->line, same->column,
			_("yang pertama di sini"));
		return;
	}
	*BP_PUSH(fields->arena, fields->at, fields->count, fields->room) = *field;
}

static bool fields_read_field(struct reader *reader, const struct token *key)
{
	struct field field = {.key = key->item.text,
		.line = key->item.line,
		.column = key->item.column};

	if (key->type != YAML_SCALAR_EVENT)
		return fields_refuse(reader, &key->item, BP_FAULT_YAML_MAPPING,
			_("kunci harus berupa satu kata, lalu titik dua"));
	if (reader->fields->count == FIELDS_MOST)
		return fields_refuse(reader, &key->item, BP_FAULT_YAML_KEYS,
			_("kuncinya terlalu banyak; paling banyak 64"));
	if (!fields_read_value(reader, &field))
		return false;
	fields_keep(reader, &field);
	return true;
}

static bool fields_read_mapping(struct reader *reader)
{
	struct token key;

	for (;;) {
		if (!fields_next_token(reader, &key))
			return false;
		if (key.type == YAML_MAPPING_END_EVENT)
			return true;
		if (!fields_read_field(reader, &key))
			return false;
	}
}

static bool fields_read_root(struct reader *reader)
{
	struct token token;

	if (!fields_next_token(reader, &token))
		return false;
	if (token.type == YAML_MAPPING_START_EVENT)
		return fields_read_mapping(reader);
	if (token.type == YAML_SCALAR_EVENT && token.item.plain && !token.item.text.len)
		return true;
	return fields_refuse(reader, &token.item, BP_FAULT_YAML_MAPPING,
		_("di sini harus ada baris-baris \"kunci: nilai\", misalnya \"title: Bab Satu\""));
}

static bool fields_read_stream(struct reader *reader)
{
	struct token token;

	if (!fields_next_token(reader, &token) || !fields_next_token(reader, &token))
		return false;
	if (token.type == YAML_STREAM_END_EVENT)
		return true;
	if (!fields_read_root(reader) || !fields_next_token(reader, &token) ||
		!fields_next_token(reader, &token))
		return false;
	if (token.type == YAML_STREAM_END_EVENT)
		return true;
	return fields_refuse(reader, &token.item, BP_FAULT_YAML_DOCUMENTS,
		_("hanya satu bagian YAML yang dibaca; hapuslah --- yang kedua"));
}

static bool fields_too_many_brackets(struct bp_str text, size_t *offset)
{
	size_t count = 0;

	for (size_t at = 0; at < text.len; at++) {
		if ((text.at[at] == '[' || text.at[at] == '{') &&
			++count > BRACKETS_MOST) {
			*offset = at;
			return true;
		}
	}
	return false;
}

/* Reads one run of lines up to the first fault. */
static bool fields_read_run(struct reader *reader)
{
	struct bp_str text = reader->text;

	if (!yaml_parser_initialize(&reader->parser))
		abort();
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser,
		(const unsigned char *)(text.at ? text.at : ""), text.len);
	bool ok = fields_read_stream(reader);
	yaml_parser_delete(&reader->parser);
	return ok;
}

static bool fields_begins_key(struct bp_str text, size_t at)
{
	size_t end = at;

	while (end < text.len &&
		(bp_is_letter(text.at[end]) || bp_is_digit(text.at[end]) ||
			text.at[end] == '_' || text.at[end] == '-'))
		end++;
	return end > at && bp_is_letter(text.at[at]) && end < text.len &&
		text.at[end] == ':';
}

/* Moves the reader behind the fault, to the next line that begins with a key; false: there
 * is none. */
static bool fields_skip_fault(struct reader *reader)
{
	int line = reader->first_line;

	for (size_t at = 0; at < reader->text.len; line++) {
		if (line > reader->faulty_line && fields_begins_key(reader->text, at)) {
			reader->text = bp_str_from(reader->text, at);
			reader->first_line = line;
			reader->depth = 0;
			return true;
		}
		size_t end = bp_str_find(reader->text, BP_STR("\n"), at);
		at = end == SIZE_MAX ? reader->text.len : end + 1;
	}
	return false;
}

bool fields_read(struct bp_str text, int first_line, const struct fault_sink *sink,
	struct fields *fields)
{
	struct reader reader = {.text = text,
		.hashes = bp_str_find(text, BP_STR(" #"), 0) != SIZE_MAX,
		.first_line = first_line,
		.sink = sink,
		.fields = fields};
	size_t offset;

	if (fields_too_many_brackets(text, &offset)) {
		struct field_item here = {0};
		fault_place(text, offset, &here.line, &here.column);
		here.line += first_line - 1;
		return fields_refuse(&reader, &here, BP_FAULT_YAML_DEPTH,
			_("tanda [ atau { terlalu banyak; sederhanakanlah"));
	}
	bool ok = fields_read_run(&reader);
	bool whole = ok;
	for (int i = 0; !ok && i < RESTARTS_MOST && fields_skip_fault(&reader); i++)
		ok = fields_read_run(&reader);
	return whole;
}

const struct field *fields_find(const struct fields *fields, const char *key)
{
	for (size_t i = 0; i < fields->count; i++)
		if (bp_str_is(fields->at[i].key, key))
			return &fields->at[i];
	return NULL;
}

bool field_is_empty(const struct field_item *item)
{
	struct bp_str text = bp_str_trim(item->text);

	return item->scalar &&
		(text.len == 0 ||
			(item->plain &&
				(bp_str_is(text, "~") || bp_str_is(text, "null"))));
}
