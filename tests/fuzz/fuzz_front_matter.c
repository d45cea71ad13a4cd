/*
 * A module's or a course's keys of any bytes: complaints lie in the file, and what is
 * read keeps to its ranges.
 */
#include "front_matter.h"
#include "id.h"
#include "keys.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
	if (!holds)
		abort();
}

static void check_module(const struct bp_module *module)
{
	expect(module->jp_halves >= 0 && module->jp_halves < 2000);
	expect(module->pass >= -1 && module->pass <= 100);
	expect(module->draw >= 0 && module->draw <= 500);
	expect(module->time_seconds >= 0 && module->time_seconds <= 24 * 3600);
	expect(module->attempts >= 0 && module->attempts <= 100);
	expect(module->penalty >= 0 && module->penalty <= 100);
	expect(module->kind == BP_LESSON || module->kind == BP_EXAM);
	expect(!module->id || id_is_valid(bp_str(module->id)));
	for (size_t i = 0; i < module->glossary.count; i++)
		expect(module->glossary.at[i].name.len > 0 &&
			module->glossary.at[i].meaning.len > 0);
	for (size_t i = 0; i < module->draw_rules.count; i++)
		expect(module->draw_rules.at[i].from.len > 0 &&
			module->draw_rules.at[i].count > 0);
}

static void read_keys(
	struct bp_str yaml, int line, const struct fault_sink *sink, bool course)
{
	struct fields fields = {.arena = sink->arena};
	struct bp_module module = bp_module_defaults;
	struct bp_course whole = bp_course_defaults;

	fields_read(yaml, line, sink, &fields);
	if (course) {
		keys_read_course(&fields, sink, &whole);
		expect(whole.pass >= -1 && whole.pass <= 100);
	} else {
		keys_read_module(&fields, sink, &module);
		check_module(&module);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_diagnostics faults = {0};
	const char *bar = NULL;
	struct fault_sink sink = {arena, &faults, "uji", &bar};
	struct bp_str text = {(const char *)data, size};
	struct front_matter front;
	int lines = 1;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	if (size <= BP_FRONT_MATTER_LIMIT && source_check(text, false, &sink)) {
		read_keys(text, 1, &sink, true);
		if (front_matter_find(text, false, &sink, &front) && front.present)
			read_keys(front.yaml, front.line, &sink, false);
	}
	for (size_t i = 0; i < faults.count; i++)
		expect(faults.at[i].line >= 0 && faults.at[i].line <= lines + 1 &&
			faults.at[i].column >= 0);
	bp_diagnostics_release(&faults);
	bp_arena_free(arena);
	return 0;
}
