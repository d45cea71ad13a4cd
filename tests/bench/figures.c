#include "figures.h"
#include <berpijar/arena.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTABLE 0.05 /* a change of so much is told */

static struct figure *figures_find(const struct figures *figures, const char *name)
{
	for (size_t i = 0; i < figures->count; i++)
		if (strcmp(figures->at[i].name, name) == 0)
			return &figures->at[i];
	return NULL;
}

static struct figure *figures_make(
	struct figures *figures, const char *name, const char *unit)
{
	struct figure *figure = figures_find(figures, name);

	if (figure)
		return figure;
	if (figures->count == figures->room) {
		figures->room = figures->room * 2 + 16;
		figures->at = bp_realloc(figures->at, figures->room, sizeof *figures->at);
	}
	figure = &figures->at[figures->count++];
	*figure = (struct figure){.count = 0};
	snprintf(figure->name, sizeof figure->name, "%s", name);
	snprintf(figure->unit, sizeof figure->unit, "%s", unit);
	return figure;
}

static void figure_add(struct figure *figure, double sample)
{
	if (figure->count == figure->room) {
		figure->room = figure->room * 2 + 16;
		figure->samples = bp_realloc(
			figure->samples, figure->room, sizeof *figure->samples);
	}
	figure->samples[figure->count++] = sample;
}

void figures_add(
	struct figures *figures, double sample, const char *unit, const char *format, ...)
{
	char name[80];
	va_list args;

	va_start(args, format);
	vsnprintf(name, sizeof name, format, args);
	va_end(args);
	figure_add(figures_make(figures, name, unit), sample);
}

void figures_divide(
	struct figures *figures, const char *name, const char *above, const char *below)
{
	struct figure *ratio = figures_make(figures, name, "x");
	const struct figure *a = figures_find(figures, above);
	const struct figure *b = figures_find(figures, below);

	for (size_t i = 0; a && b && i < a->count && i < b->count; i++)
		figure_add(ratio, a->samples[i] / b->samples[i]);
}

static int figures_by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The sample below which a part of them is, 0 to 1; they are sorted. */
static double figure_share(const struct figure *figure, double part)
{
	double at = part * (double)(figure->count - 1);
	size_t below = (size_t)at, above = below + 1 < figure->count ? below + 1 : below;

	return figure->samples[below] +
		(at - (double)below) * (figure->samples[above] - figure->samples[below]);
}

/* A sorted copy, since ratios need the samples in their order. */
static struct figure figure_sorted(const struct figure *figure)
{
	struct figure sorted = *figure;

	sorted.samples = bp_alloc(figure->count, sizeof *sorted.samples);
	memcpy(sorted.samples, figure->samples, figure->count * sizeof *sorted.samples);
	qsort(sorted.samples, sorted.count, sizeof *sorted.samples, figures_by_size);
	return sorted;
}

double figures_part(const struct figures *figures, const char *name, double part)
{
	const struct figure *figure = figures_find(figures, name);

	if (!figure || !figure->count)
		return -1;
	struct figure sorted = figure_sorted(figure);
	double found = figure_share(&sorted, part);
	free(sorted.samples);
	return found;
}

double figures_median(const struct figures *figures, const char *name)
{
	return figures_part(figures, name, 0.5);
}

static void figure_print(const struct figure *figure)
{
	struct figure sorted = figure_sorted(figure);

	printf("%-44s %10.2f", figure->name, figure_share(&sorted, 0.5));
	if (figure->count > 1)
		printf(" %10.2f %10.2f", figure_share(&sorted, 0.1),
			figure_share(&sorted, 0.9));
	else
		printf(" %10s %10s", "", "");
	printf(" %6zu  %s\n", figure->count, figure->unit);
	free(sorted.samples);
}

void figures_print(struct figures *figures, const char *title)
{
	if (figures->printed < figures->count)
		printf("\n%-44s %10s %10s %10s %6s\n", title, "median", "10 %", "90 %",
			"kali");
	for (; figures->printed < figures->count; figures->printed++)
		if (figures->at[figures->printed].count)
			figure_print(&figures->at[figures->printed]);
	fflush(stdout);
}

static json_t *figure_json(const struct figure *figure)
{
	struct figure sorted = figure_sorted(figure);
	json_t *json = json_pack("{s:s, s:f, s:f, s:f, s:I}", "unit", figure->unit,
		"median", figure_share(&sorted, 0.5), "p10", figure_share(&sorted, 0.1),
		"p90", figure_share(&sorted, 0.9), "count", (json_int_t)figure->count);

	free(sorted.samples);
	return json;
}

bool figures_write(const struct figures *figures, const char *path)
{
	json_t *all = json_object();
	FILE *file = strcmp(path, "-") == 0 ? stdout : fopen(path, "w");

	for (size_t i = 0; i < figures->count; i++)
		if (figures->at[i].count)
			json_object_set_new(
				all, figures->at[i].name, figure_json(&figures->at[i]));
	bool ok = file && json_dumpf(all, file, JSON_INDENT(1)) == 0 &&
		fputc('\n', file) != EOF;
	if (file && file != stdout)
		ok = fclose(file) == 0 && ok;
	json_decref(all);
	return ok;
}

static bool figure_differs(double now, const json_t *then)
{
	double median = json_number_value(json_object_get(then, "median"));

	return fabs(now - median) > NOTABLE * fabs(median) &&
		(now < json_number_value(json_object_get(then, "p10")) ||
			now > json_number_value(json_object_get(then, "p90")));
}

bool figures_compare(const struct figures *figures, const char *path)
{
	json_t *then = json_load_file(path, 0, NULL);
	size_t same = 0;

	if (!json_is_object(then)) {
		json_decref(then);
		return false;
	}
	printf("\n%-44s %10s %10s %8s\n", "yang berubah", "dulu", "kini", "rasio");
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->at[i];
		const json_t *old = json_object_get(then, figure->name);
		double now = figures_median(figures, figure->name);
		if (!old || !figure->count)
			continue;
		double median = json_number_value(json_object_get(old, "median"));
		if (figure_differs(now, old))
			printf("%-44s %10.2f %10.2f %8.3f\n", figure->name, median, now,
				now / median);
		else
			same++;
	}
	printf("%zu angka lain tidak berubah\n", same);
	json_decref(then);
	return true;
}

void figures_release(struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++)
		free(figures->at[i].samples);
	free(figures->at);
	*figures = (struct figures){0};
}
