/* Lists of faults. */
#include <berpijar/diagnostic.h>
#include <berpijar/lang.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void bp_diagnostics_file(struct bp_diagnostics *list, const char *file)
{
	if (!list)
		return;
	if (!list->arena)
		list->arena = bp_arena_new();
	list->file = bp_arena_cstr(list->arena, bp_str(file));
	list->of_file = 0;
}

bool bp_diagnostics_full(const struct bp_diagnostics *list)
{
	return list->of_file > BP_FAULTS_MOST;
}

static void diagnostics_add(struct bp_diagnostics *list, enum bp_fault fault, int line,
	int column, const char *message)
{
	enum bp_severity severity = bp_fault_row(fault)->severity;

	*BP_PUSH(list->arena, list->at, list->count, list->room) = (struct bp_diagnostic){
		.file = list->file,
		.line = line,
		.column = column,
		.fault = fault,
		.message = bp_arena_cstr(list->arena, bp_str(message)),
	};
	list->of_file++;
	list->errors += severity == BP_SEVERITY_ERROR;
	list->warnings += severity == BP_SEVERITY_WARNING;
}

void bp_diagnose(struct bp_diagnostics *list, enum bp_fault fault, int line, int column,
	const char *format, ...)
{
	char message[1024];
	va_list args;

	if (!list || bp_diagnostics_full(list))
		return;
	if (!list->file)
		bp_diagnostics_file(list, "");
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	diagnostics_add(list, fault, line, column, message);
	if (list->of_file < BP_FAULTS_MOST)
		return;
	/* This is an error, since one of those that are not told may be an error. */
	snprintf(message, sizeof message,
		_("lebih dari %d masalah di berkas ini; betulkan dahulu yang di atas"),
		BP_FAULTS_MOST);
	diagnostics_add(list, BP_FAULT_FAULTS_MANY, line, column, message);
}

void bp_diagnostics_append(struct bp_diagnostics *list, const struct bp_diagnostics *more)
{
	for (size_t i = 0; i < more->count; i++) {
		const struct bp_diagnostic *fault = &more->at[i];
		if (!list->file || strcmp(list->file, fault->file) != 0)
			bp_diagnostics_file(list, fault->file);
		diagnostics_add(
			list, fault->fault, fault->line, fault->column, fault->message);
	}
}

static int diagnostics_by_place(const void *a, const void *b)
{
	const struct bp_diagnostic *x = a, *y = b;
	int order = strcmp(x->file, y->file);
	if (order == 0)
		order = (x->line > y->line) - (x->line < y->line);
	if (order == 0)
		order = (x->column > y->column) - (x->column < y->column);
	return order;
}

void bp_diagnostics_sort(struct bp_diagnostics *list)
{
	if (list->count)
		qsort(list->at, list->count, sizeof *list->at, diagnostics_by_place);
}

void bp_diagnostics_release(struct bp_diagnostics *list)
{
	bp_arena_free(list->arena);
	*list = (struct bp_diagnostics){0};
}

static const struct {
	const char *name, *word;
} severities[] = {
	[BP_SEVERITY_HINT] = {"hint", N_("saran")},
	[BP_SEVERITY_WARNING] = {"warning", N_("peringatan")},
	[BP_SEVERITY_ERROR] = {"error", N_("galat")},
};

const char *bp_severity_word(enum bp_severity severity)
{
	return _(severities[severity].word);
}

const char *bp_severity_name(enum bp_severity severity)
{
	return severities[severity].name;
}
