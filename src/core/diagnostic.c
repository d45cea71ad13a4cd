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

static void diagnostics_count(struct bp_diagnostics *list, enum bp_fault fault, bool adds)
{
	enum bp_severity severity = bp_fault_row(fault)->severity;
	size_t step = adds ? 1 : SIZE_MAX;

	list->errors += severity == BP_SEVERITY_ERROR ? step : 0;
	list->warnings += severity == BP_SEVERITY_WARNING ? step : 0;
}

static void diagnostics_add(struct bp_diagnostics *list, enum bp_fault fault, int line,
	int column, const char *message)
{
	*BP_PUSH(list->arena, list->at, list->count, list->room) = (struct bp_diagnostic){
		.file = list->file,
		.line = line,
		.column = column,
		.fault = fault,
		.message = bp_arena_cstr(list->arena, bp_str(message)),
	};
	list->of_file++;
	list->last = list->count;
	diagnostics_count(list, fault, true);
}

void bp_diagnose(struct bp_diagnostics *list, enum bp_fault fault, int line, int column,
	const char *format, ...)
{
	char message[1024];
	va_list args;

	if (!list)
		return;
	list->last = 0;
	if (bp_diagnostics_full(list))
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
	size_t last = list->last;
	diagnostics_add(list, BP_FAULT_FAULTS_MANY, line, column, message);
	list->last = last;
}

void bp_diagnose_related(struct bp_diagnostics *list, const char *file, int line,
	int column, const char *message)
{
	if (!list || !list->last)
		return;
	struct bp_diagnostic *fault = &list->at[list->last - 1];
	fault->related = (struct bp_related){
		file ? bp_arena_cstr(list->arena, bp_str(file)) : fault->file, line,
		column, bp_arena_cstr(list->arena, bp_str(message))};
}

void bp_diagnose_fix(struct bp_diagnostics *list, const struct bp_fix *fix)
{
	if (!list || !list->last)
		return;
	list->at[list->last - 1].fix = *fix;
	list->at[list->last - 1].fix.text = bp_arena_cstr(list->arena, bp_str(fix->text));
}

void bp_diagnostics_append(struct bp_diagnostics *list, const struct bp_diagnostics *more)
{
	for (size_t i = 0; i < more->count; i++) {
		const struct bp_diagnostic *fault = &more->at[i];
		if (!list->file || strcmp(list->file, fault->file) != 0)
			bp_diagnostics_file(list, fault->file);
		diagnostics_add(
			list, fault->fault, fault->line, fault->column, fault->message);
		if (fault->related.file)
			bp_diagnose_related(list, fault->related.file,
				fault->related.line, fault->related.column,
				fault->related.message);
		if (fault->fix.text)
			bp_diagnose_fix(list, &fault->fix);
	}
}

void bp_diagnostics_drop(struct bp_diagnostics *list, size_t first,
	bool (*drops)(const struct bp_diagnostic *fault, const void *context),
	const void *context)
{
	size_t kept = first;

	for (size_t i = first; i < list->count; i++)
		if (drops(&list->at[i], context))
			diagnostics_count(list, list->at[i].fault, false);
		else
			list->at[kept++] = list->at[i];
	list->count = kept < list->count ? kept : list->count;
	list->last = 0;
}

static int diagnostics_by_place(const void *a, const void *b)
{
	const struct bp_diagnostic *x = a, *y = b;
	int order = strcmp(x->file, y->file);
	if (order == 0)
		order = (x->line > y->line) - (x->line < y->line);
	if (order == 0)
		order = (x->column > y->column) - (x->column < y->column);
	if (order == 0)
		order = (x->fault > y->fault) - (x->fault < y->fault);
	return order ? order : strcmp(x->message, y->message);
}

void bp_diagnostics_sort(struct bp_diagnostics *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->at, list->count, sizeof *list->at, diagnostics_by_place);
	for (size_t i = 0; i < list->count; i++)
		if (kept && diagnostics_by_place(&list->at[kept - 1], &list->at[i]) == 0)
			diagnostics_count(list, list->at[i].fault, false);
		else
			list->at[kept++] = list->at[i];
	list->count = kept;
	list->last = 0;
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
