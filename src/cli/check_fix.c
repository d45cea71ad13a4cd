/*
 * `berpijar check --fix`: puts right what is sure, in the files themselves. A file must be
 * as it was when it was checked, a regular one, and have no other name; a new file takes its
 * place, so that there is a whole one at every moment.
 */
#include "check.h"
#include <berpijar/course.h>
#include <berpijar/file.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int fix_by_place(const void *a, const void *b)
{
	const struct bp_fix *x = *(const struct bp_fix *const *)a,
			    *y = *(const struct bp_fix *const *)b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Why a file is left alone; NULL: it can be changed. */
static const char *fix_refusal(const char *path)
{
	struct stat info;

	if (strcmp(path, "-") == 0)
		return _("masukan standar tidak dapat dibetulkan");
	if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return _("bukan berkas biasa, jadi tidak diubah");
	if (info.st_nlink != 1)
		return _("berkas ini juga ada dengan nama lain, jadi tidak diubah");
	return NULL;
}

/* The text with all fixes; those that touch one before them wait for the next time. */
static size_t fix_apply(
	struct bp_str text, const struct bp_fix **fixes, size_t count, struct bp_buf *out)
{
	size_t at = 0, done = 0;

	for (size_t i = 0; i < count; i++) {
		if (fixes[i]->from < at || fixes[i]->to > text.len)
			continue;
		bp_buf_add_str(out, bp_str_part(text, at, fixes[i]->from));
		bp_buf_add_cstr(out, fixes[i]->text);
		at = fixes[i]->to;
		done++;
	}
	bp_buf_add_str(out, bp_str_from(text, at));
	return done;
}

/* Whether the file still has the faults that the fixes are for: it is checked again, since
 * an editor may have saved it meanwhile. */
static bool fix_is_unchanged(const struct bp_diagnostics *faults, size_t first,
	size_t count, struct bp_str text)
{
	uint64_t hash = bp_hash(BP_HASH_START, text);

	for (size_t i = first; i < first + count; i++)
		if (faults->at[i].fix.text && faults->at[i].fix.hash != hash)
			return false;
	return true;
}

/* The fixes of one file, whose faults are at first..first + count. */
static bool fix_file(
	const struct bp_diagnostics *faults, size_t first, size_t count, bool tries)
{
	const char *path = faults->at[first].file;
	const struct bp_fix **fixes = bp_alloc(count, sizeof(struct bp_fix *));
	struct bp_buf text = {0}, fixed = {0};
	struct bp_error err = {0};
	size_t found = 0;
	bool ok = true;

	for (size_t i = first; i < first + count; i++)
		if (faults->at[i].fix.text)
			fixes[found++] = &faults->at[i].fix;
	qsort(fixes, found, sizeof(struct bp_fix *), fix_by_place);
	const char *refusal = found ? fix_refusal(path) : NULL;
	if (refusal) {
		bp_say(stdout, "%s: %s\n", path, refusal);
	} else if (found) {
		ok = bp_file_read(path, BP_MODULE_LIMIT, &text, &err);
		if (ok && !fix_is_unchanged(faults, first, count, bp_buf_str(&text)))
			ok = bp_fail(&err, BP_ERROR_INPUT,
				_("%s berubah sejak diperiksa, jadi tidak diubah; ulangi"),
				path);
		size_t done = ok ? fix_apply(bp_buf_str(&text), fixes, found, &fixed) : 0;
		ok = ok && (tries || bp_file_write(path, bp_buf_str(&fixed), true, &err));
		if (ok)
			bp_say(stdout,
				tries ? _("%s: %zu akan dibetulkan\n")
				      : _("%s: %zu dibetulkan\n"),
				path, done);
		else
			bp_say_error(&err);
	}
	free(fixes);
	bp_buf_release(&text);
	bp_buf_release(&fixed);
	return ok;
}

bool check_fix(struct bp_check *check, bool tries)
{
	const struct bp_diagnostics *faults = &check->faults;
	size_t fixes = 0;
	bool ok = true;

	for (size_t first = 0, end; first < faults->count; first = end) {
		for (end = first; end < faults->count &&
			strcmp(faults->at[end].file, faults->at[first].file) == 0;
			end++)
			fixes += faults->at[end].fix.text != NULL;
		ok = fix_file(faults, first, end - first, tries) && ok;
	}
	bp_say(stdout,
		_("%zu masalah ditemukan, %zu di antaranya dapat dibetulkan di sini; periksa lagi untuk yang lain\n"),
		faults->count, fixes);
	return ok;
}
