/*
 * A key, what its value may be, and the functions that read a value. Each sets the target
 * and returns NULL, or returns advice: what to write instead.
 */
#ifndef BERPIJAR_CONTENT_SETTING_H
#define BERPIJAR_CONTENT_SETTING_H

#include "fields.h"
#include <berpijar/course.h>

struct setting;

struct word {
	const char *name;
	int value;
	const char *alias; /* for which `name` is suggested; not accepted itself */
};

/* When a wrong value bars the use of the file: never, in an exam, always. */
enum key_weight { LIGHT, RULES_EXAM, RULES_ALL };

struct key {
	const char *name;
	const char *(*set)(const struct setting *setting);
	size_t offset; /* of the value in the target, a bp_module or bp_course */
	const char *advice;
	int low, high; /* limits of a number; of a list, high is the most items */
	const struct word *words;
	enum key_weight weight;
	bool is_list;
	/* Reads a mapping. With both this and `set`, the author may write either. */
	void (*set_pairs)(const struct setting *setting);
	bool exam_only;
};

struct setting {
	const struct key *key;
	const struct field *field;
	const struct field_item *item;
	const struct fault_sink *sink;
	void *target;
	bool bars; /* a wrong value bars the use of the file */
};

/* Tells that a value is wrong, which bars the use of the file if `bars` is set. */
void setting_refuse(
	const struct setting *setting, const struct field_item *at, const char *message);

const char *set_text(const struct setting *setting);
const char *set_id(const struct setting *setting);
const char *set_language(const struct setting *setting);
const char *set_number(const struct setting *setting);
const char *set_draw_number(const struct setting *setting);
const char *set_halves(const struct setting *setting);
const char *set_time(const struct setting *setting);
const char *set_switch(const struct setting *setting);
const char *set_word(const struct setting *setting);
const char *set_kind(const struct setting *setting);
const char *set_date(const struct setting *setting);

/* These read mappings; faults of single lines go to the sink. */
void set_glossary(const struct setting *setting);
void set_draw(const struct setting *setting);
void set_allow(const struct setting *setting);

#endif
