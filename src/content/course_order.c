/* Order among the modules of a course: unique ids, what comes before what, the list in
 * course.yaml. */
#include "course_order.h"
#include "id.h"
#include "keys.h"
#include <berpijar/lang.h>
#include <berpijar/near.h>
#include <stdlib.h>
#include <string.h>

/* Sorts by id; modules with the same id stay in the order of the course. */
static int order_by_id(const void *a, const void *b)
{
	const struct bp_module *x = *(struct bp_module *const *)a;
	const struct bp_module *y = *(struct bp_module *const *)b;
	int order = strcmp(x->id, y->id);

	return order ? order : (x > y) - (x < y);
}

static struct bp_module **order_sorted_by_id(
	struct bp_arena *arena, struct bp_course *course)
{
	struct bp_module **sorted =
		bp_arena_alloc(arena, course->module_count, sizeof *sorted);

	for (size_t i = 0; i < course->module_count; i++)
		sorted[i] = &course->modules[i];
	if (course->module_count)
		qsort(sorted, course->module_count, sizeof *sorted, order_by_id);
	return sorted;
}

/* The position of the first module with that id; SIZE_MAX if there is none. */
static size_t order_find(
	const struct bp_course *course, struct bp_module **sorted, const char *id)
{
	size_t low = 0, high = course->module_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(sorted[middle]->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == course->module_count || strcmp(sorted[low]->id, id) != 0)
		return SIZE_MAX;
	return bp_module_index(course, sorted[low]);
}

static struct fault_sink order_sink(const struct fault_sink *sink,
	const struct bp_course *course, struct bp_module *module)
{
	struct fault_sink of_module = *sink;

	of_module.file = bp_module_path(sink->arena, course, module);
	of_module.bar = &module->fault;
	return of_module;
}

void course_check_ids(struct bp_course *course, const struct module_source *sources,
	const struct fault_sink *sink)
{
	struct bp_module **sorted = order_sorted_by_id(sink->arena, course);

	for (size_t i = 1, first = 0; i < course->module_count; i++) {
		struct bp_module *module = sorted[i];
		if (strcmp(module->id, sorted[first]->id) != 0) {
			first = i;
			continue;
		}
		const struct field *id = sources[bp_module_index(course, module)].id;
		struct fault_sink of_module = order_sink(sink, course, module);
		fault_bar(&of_module, BP_FAULT_ID_DUPLICATE, id ? id->value.line : 0,
			id ? id->value.column : 0,
			_("id \"%s\" sudah dipakai %s; berilah id lain"), module->id,
			sorted[first]->file);
		const struct field *other =
			sources[bp_module_index(course, sorted[first])].id;
		bp_diagnose_related(sink->list,
			bp_module_path(sink->arena, course, sorted[first]),
			other ? other->value.line : 0, other ? other->value.column : 0,
			_("yang pertama di sini"));
	}
}

/* The items of a list; a single text counts as a list of one. */
static const struct field_item *order_items(
	const struct field *field, size_t most, size_t *count)
{
	*count = 0;
	if (!field || field->shape == FIELD_MAPPING)
		return NULL;
	*count = field->shape == FIELD_TEXT ? 1 : field->count;
	if (*count > most)
		*count = most;
	return field->shape == FIELD_TEXT ? &field->value : field->items;
}

/* The id that an author probably meant. What was written may also be a file's name, so its
 * number and ending are dropped first. */
static const char *order_nearest_id(
	struct bp_arena *arena, const struct bp_course *course, struct bp_str written)
{
	struct bp_near near = {NULL, BP_NEAR_ENOUGH};
	const char *slug = id_from_name(arena, id_stem(written));

	for (size_t i = 0; i < course->module_count; i++)
		bp_near_offer(&near, bp_str(slug), course->modules[i].id);
	return near.word;
}

static void order_unknown_module(const struct fault_sink *sink,
	const struct bp_course *course, const struct field_item *item,
	enum bp_fault fault)
{
	if (!sink->list || bp_diagnostics_full(sink->list))
		return; /* nobody would see it, and searching for near ids is slow */
	const char *written = fault_quote(sink->arena, item->text);
	const char *meant = order_nearest_id(sink->arena, course, item->text);

	if (meant)
		fault_add(sink, fault, item->line, item->column,
			_("tidak ada modul \"%s\" di kursus ini; maksud Anda \"%s\"?"),
			written, meant);
	else
		fault_add(sink, fault, item->line, item->column,
			_("tidak ada modul \"%s\" di kursus ini; tulislah id salah satu modulnya"),
			written);
}

/* "after": a module waits for the module `to`. */
struct edge {
	size_t to;
	const struct field_item *item;
	bool dropped;
};

struct node {
	struct edge *edges;
	size_t count, room;
	enum { UNSEEN, OPEN, DONE } state;
};

struct graph {
	struct bp_course *course;
	struct node *nodes;
	const struct fault_sink *sink;
};

static void order_add_edges(struct graph *graph, struct bp_module **sorted, size_t from,
	const struct field *after)
{
	struct node *node = &graph->nodes[from];
	struct fault_sink sink =
		order_sink(graph->sink, graph->course, &graph->course->modules[from]);
	size_t count;
	const struct field_item *items = order_items(after, AFTER_MOST, &count);

	for (size_t i = 0; i < count; i++) {
		struct bp_str id = bp_str_trim(items[i].text);
		if (!items[i].scalar || id.len == 0)
			continue; /* keys.c reports it */
		size_t to =
			order_find(graph->course, sorted, bp_arena_cstr(sink.arena, id));
		if (to == SIZE_MAX)
			order_unknown_module(
				&sink, graph->course, &items[i], BP_FAULT_AFTER_UNKNOWN);
		else
			*BP_PUSH(sink.arena, node->edges, node->count, node->room) =
				(struct edge){.to = to, .item = &items[i]};
	}
}

static void order_tell_self(const struct fault_sink *sink, const struct field_item *item)
{
	fault_add(sink, BP_FAULT_AFTER_CYCLE, item->line, item->column,
		_("modul ini menunggu dirinya sendiri, jadi tidak pernah terbuka; hapuslah dari \"after\""));
}

void course_check_self(const struct bp_module *module, const struct field *after,
	const struct fault_sink *sink)
{
	size_t count;
	const struct field_item *items = order_items(after, AFTER_MOST, &count);

	for (size_t i = 0; i < count; i++)
		if (bp_str_is(bp_str_trim(items[i].text), module->id))
			order_tell_self(sink, &items[i]);
}

/* Depth first: an edge to a module that is still open closes a circle, and is dropped.
 * The recursion is no deeper than the number of modules (MODULES_MOST). */
static void order_visit(struct graph *graph, size_t at)
{
	struct node *node = &graph->nodes[at];

	node->state = OPEN;
	for (size_t i = 0; i < node->count; i++) {
		struct edge *edge = &node->edges[i];
		struct bp_module *modules = graph->course->modules;
		if (graph->nodes[edge->to].state == UNSEEN)
			order_visit(graph, edge->to);
		if (graph->nodes[edge->to].state != OPEN)
			continue;
		struct fault_sink sink =
			order_sink(graph->sink, graph->course, &modules[at]);
		edge->dropped = true;
		if (edge->to == at)
			order_tell_self(&sink, edge->item);
		else
			fault_add(&sink, BP_FAULT_AFTER_CYCLE, edge->item->line,
				edge->item->column,
				_("modul ini dan \"%s\" saling menunggu, langsung atau lewat modul lain; hapuslah salah satu \"after\""),
				modules[edge->to].id);
	}
	node->state = DONE;
}

void course_check_after(struct bp_course *course, const struct module_source *sources,
	const struct fault_sink *sink)
{
	size_t first = 0;

	while (first < course->module_count && !sources[first].after)
		first++;
	if (first == course->module_count) /* as in most courses */
		return;
	struct bp_module **sorted = order_sorted_by_id(sink->arena, course);
	struct graph graph = {course,
		bp_arena_alloc(sink->arena, course->module_count, sizeof *graph.nodes),
		sink};

	for (size_t i = first; i < course->module_count; i++)
		order_add_edges(&graph, sorted, i, sources[i].after);
	for (size_t i = 0; i < course->module_count; i++)
		if (graph.nodes[i].state == UNSEEN)
			order_visit(&graph, i);
	for (size_t i = 0; i < course->module_count; i++) {
		struct bp_list *after = &course->modules[i].after;
		after->count = 0;
		for (size_t k = 0; k < graph.nodes[i].count; k++) {
			const struct edge *edge = &graph.nodes[i].edges[k];
			if (!edge->dropped)
				*BP_PUSH(sink->arena, after->at, after->count,
					after->room) =
					bp_str(course->modules[edge->to].id);
		}
	}
}

/* The modules in their new order. */
struct order {
	struct bp_module *modules;
	size_t count;
	bool *taken; /* at the old position of each module: it is in `modules` already */
};

/* Appends the module at the old position `at`; false if it is there already. */
static bool order_put(struct order *order, const struct bp_course *course, size_t at)
{
	if (order->taken[at])
		return false;
	order->taken[at] = true;
	order->modules[order->count++] = course->modules[at];
	return true;
}

static void order_put_listed(struct order *order, const struct bp_course *course,
	struct bp_module **sorted, const struct field_item *item,
	const struct fault_sink *sink)
{
	if (!item->scalar) {
		fault_add(sink, BP_FAULT_YAML_VALUE, item->line, item->column,
			_("\"modules\" harus berupa daftar id modul"));
		return;
	}
	size_t at = order_find(
		course, sorted, bp_arena_cstr(sink->arena, bp_str_trim(item->text)));
	if (at == SIZE_MAX)
		order_unknown_module(sink, course, item, BP_FAULT_MODULES_UNKNOWN);
	else if (!order_put(order, course, at))
		fault_add(sink, BP_FAULT_MODULES_DUPLICATE, item->line, item->column,
			_("modul \"%s\" sudah disebut; hapuslah salah satunya"),
			course->modules[at].id);
}

static void order_put_rest(struct order *order, const struct bp_course *course,
	const struct field *modules, const struct fault_sink *sink)
{
	const char *first = NULL;
	size_t listed = order->count;

	for (size_t i = 0; i < course->module_count; i++)
		if (order_put(order, course, i) && !first)
			first = course->modules[i].id;
	if (first)
		fault_add(sink, BP_FAULT_MODULES_UNLISTED, modules->line, modules->column,
			_("%zu modul tidak disebut di \"modules\", jadi ditaruh di akhir; yang pertama \"%s\""),
			order->count - listed, first);
}

void course_order(struct bp_course *course, const struct field *modules,
	const struct fault_sink *sink)
{
	size_t count, total = course->module_count;
	const struct field_item *items = order_items(modules, SIZE_MAX, &count);

	if (!modules || (modules->shape == FIELD_TEXT && field_is_empty(items)))
		return;
	if (modules->shape == FIELD_MAPPING) {
		fault_add(sink, BP_FAULT_YAML_VALUE, modules->value.line,
			modules->value.column,
			_("\"modules\" harus berupa daftar id modul"));
		return;
	}
	struct bp_module **sorted = order_sorted_by_id(sink->arena, course);
	struct order order = {
		.modules = bp_arena_alloc(sink->arena, total, sizeof *order.modules),
		.taken = bp_arena_alloc(sink->arena, total, sizeof *order.taken),
	};
	for (size_t i = 0; i < count; i++)
		order_put_listed(&order, course, sorted, &items[i], sink);
	order_put_rest(&order, course, modules, sink);
	course->modules = order.modules;
}
