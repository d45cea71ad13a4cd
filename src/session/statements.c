/* The statements of a record: see statements.h. */
#include <berpijar/document.h>
#include <berpijar/lang.h>
#include <berpijar/proof.h>
#include <berpijar/session.h>
#include <berpijar/statements.h>
#include <string.h>

/* ---- the kinds of questions ---- */

/* A module is looked at once, whatever it asks. */
static bool statements_is_new(
	struct bp_statements *statements, const struct bp_module *module)
{
	for (size_t i = 0; i < statements->module_count; i++)
		if (statements->modules[i] == module)
			return false;
	*BP_PUSH(statements->arena, statements->modules, statements->module_count,
		statements->module_room) = module;
	return true;
}

/* Makes the versions known that a module has now. */
static void statements_look(struct bp_statements *statements,
	const struct bp_course *course, const struct bp_event *event)
{
	const struct bp_module *module =
		course ? bp_course_find(course, event->module) : NULL;

	if (!module || bp_xapi_knows(statements->xapi, event) ||
		!statements_is_new(statements, module))
		return;
	struct bp_document *document = bp_document_open(course, module, NULL, NULL);
	for (size_t i = 0; document && i < document->quiz.count; i++)
		bp_xapi_know(statements->xapi, &document->quiz.questions[i]);
	bp_document_free(document);
}

bool bp_statements_make(struct bp_statements *statements, const struct bp_origin *item,
	struct bp_buf *out)
{
	struct bp_event event = item->event;
	struct bp_xapi_place place = {.number = item->number};

	if (item->withheld || !bp_verb_find(item->verb, &event.verb))
		return false;
	const struct bp_course *course =
		bp_library_find(statements->library, event.course);
	if (event.question.len)
		statements_look(statements, course, &event);
	memcpy(place.replica, item->replica, sizeof place.replica);
	place.language = course ? course->language : NULL;
	return bp_xapi_state(statements->xapi, &event, place, out);
}

/* ---- a record ---- */

static void statements_take(void *context, const struct bp_event *event)
{
	bp_xapi_take(((struct bp_statements *)context)->xapi, event);
}

bool bp_statements_open(struct bp_statements *statements, const struct bp_config *config,
	struct bp_library *library, struct bp_store *store, struct bp_error *err)
{
	struct bp_xapi_of of = {.home = config->agency.homepage};
	struct bp_buf words = {0};

	*statements = (struct bp_statements){
		.library = library, .store = store, .arena = bp_arena_new()};
	if (!of.home)
		return bp_fail(err, BP_ERROR_INPUT,
			_("xAPI memerlukan alamat instansi; tulislah di konfigurasi: homepage = https://INSTANSI.go.id/berpijar"));
	if (!bp_store_identity(store, of.learner))
		return bp_fail(err, BP_ERROR_INPUT,
			_("catatan ini dari versi lama dan belum punya UUID; bukalah sekali dengan berpijar"));
	of.words = bp_store_load_setting(store, BP_CONSENT_WORDS, &words) &&
		bp_str_is(bp_buf_str(&words), BP_CONSENT_YES);
	bp_buf_release(&words);
	statements->xapi = bp_xapi_new(of);
	return bp_store_replay(store, 0, statements_take, statements, err);
}

void bp_statements_close(struct bp_statements *statements)
{
	bp_xapi_free(statements->xapi);
	bp_arena_free(statements->arena);
	*statements = (struct bp_statements){.library = NULL};
}

/* ---- all of them ---- */

struct statements_out {
	struct bp_statements *statements;
	struct bp_buf *out;
};

static bool statements_add(void *context, const struct bp_origin *item)
{
	struct statements_out *to = context;

	if (bp_statements_make(to->statements, item, to->out))
		bp_buf_add_char(to->out, '\n');
	return true;
}

static bool statements_export(
	struct bp_statements *statements, struct bp_buf *out, struct bp_error *err)
{
	struct statements_out to = {statements, out};
	struct bp_replica *list;
	size_t count;
	bool ok = bp_store_replicas(
		statements->store, statements->arena, &list, &count, err);

	for (size_t i = 0; ok && i < count; i++)
		ok = bp_store_origins(statements->store, list[i].id, 0, INT64_MAX,
			statements_add, &to, err);
	return ok;
}

bool bp_learner_export_xapi(struct bp_store *store, const struct bp_config *config,
	struct bp_buf *out, struct bp_error *err)
{
	struct bp_statements statements = {.library = NULL};
	struct bp_library library;

	bp_library_init(&library);
	bp_store_hold(store);
	bool ok = bp_session_library(config, &library, NULL, err) &&
		bp_statements_open(&statements, config, &library, store, err) &&
		statements_export(&statements, out, err);
	bp_store_let_go(store);
	bp_statements_close(&statements);
	bp_library_release(&library);
	return ok;
}
