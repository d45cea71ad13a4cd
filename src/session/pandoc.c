/* Pandoc, fenced in by its own means and by helper.c's. */
#include "helper.h"
#include <berpijar/lang.h>
#include <berpijar/pandoc.h>
#include <stdlib.h>
#include <unistd.h>

#define PANDOC_SECONDS 120
#define PANDOC_OUTPUT  ((size_t)16 * 1024 * 1024) /* bytes; a book has five of them */

/* Where systems put it; never what PATH says. */
static const char *pandoc_find(void)
{
	static const char *const places[] = {"/usr/bin/pandoc", "/usr/local/bin/pandoc"};

#ifdef BERPIJAR_TESTS
	if (getenv("BERPIJAR_TEST_PANDOC"))
		return getenv("BERPIJAR_TEST_PANDOC");
#endif
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (access(places[i], X_OK) == 0)
			return places[i];
	return NULL;
}

/* Tests do not wait as long. */
static int pandoc_seconds(void)
{
#ifdef BERPIJAR_TESTS
	const char *seconds = getenv("BERPIJAR_TEST_PANDOC_SECONDS");
	if (seconds)
		return (int)strtol(seconds, NULL, 10);
#endif
	return PANDOC_SECONDS;
}

static bool pandoc_tell(enum helper_end end, struct bp_error *err)
{
	static const char *const why[] = {
		[HELPER_FAILED] = N_(
			"pandoc tidak dapat membaca dokumen ini; simpanlah lagi di pengolah kata, atau bagilah menjadi beberapa berkas"),
		[HELPER_LATE] = N_(
			"pandoc terlalu lama membaca dokumen ini; bagilah menjadi beberapa berkas"),
		[HELPER_LARGE] =
			N_("dokumen ini terlalu besar; bagilah menjadi beberapa berkas"),
	};

	return end == HELPER_DONE || bp_fail(err, BP_ERROR_INPUT, "%s", _(why[end]));
}

bool bp_pandoc_read(const char *format, struct bp_str document, struct bp_buf *json,
	struct bp_error *err)
{
	/* the first three are for the runtime of Haskell: its heap has a limit */
	const char *const words[] = {"pandoc", "+RTS", "-M512m", "-RTS", "--sandbox",
		"--data-dir=/nonexistent", "-f", format, "-t", "json", NULL};
	struct helper_job job = {.path = pandoc_find(),
		.words = (char *const *)(uintptr_t)words,
		.most = PANDOC_OUTPUT,
		.seconds = pandoc_seconds()};
	enum helper_end end;

	if (!job.path || access(job.path, X_OK) != 0)
		return bp_fail(err, BP_ERROR_SYSTEM,
			_("untuk membaca berkas Word diperlukan pandoc, yang tidak ada di sini; pasanglah: apt install pandoc"));
	return helper_run_job(&job, document, json, &end, err) && pandoc_tell(end, err);
}
