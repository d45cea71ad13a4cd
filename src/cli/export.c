/* `berpijar export`: the questions of modules, courses or files of questions. */
#include "export.h"
#include "command.h"
#include <berpijar/bank.h>
#include <berpijar/file.h>
#include <berpijar/json.h>
#include <berpijar/lang.h>
#include <berpijar/link.h>
#include <berpijar/session.h>
#include <string.h>

static const struct option_row export_options[] = {ROW_CONTENT, ROW_LANG,
	{"--format gift|json|xml", FORMAT,
		N_("untuk Moodle: GIFT (bila tidak disebut) atau XML; JSON")},
	ROWS_END};

static int export_run(const struct options *options);

const struct command command_export = {
	.name = "export",
	.arguments = N_("BERKAS|KURSUS[/MODUL]..."),
	.least = 1,
	.most = ANY_NUMBER,
	.summary = N_("mencetak soal untuk Moodle, atau sebagai JSON"),
	.description = N_(
		"Mencetak soal-soal modul, kursus, atau berkas soal. Yang tidak dapat dikatakan bentuk tujuannya disebut dengan berkas, baris, dan kolomnya. Status keluar 1 bila ada soal yang dilewati."),
	.options = export_options,
	.run = export_run,
};

struct export
{
	struct bp_library library;
	struct bp_diagnostics faults; /* of the sources, and what the format cannot say */
	struct bp_arena *arena;
	struct bp_buf out;
	struct bp_bank_writer writer;
	json_t *list; /* in place of the writer, if JSON is asked for */
};

static void export_add_quiz(struct export *export, const struct bp_quiz *quiz)
{
	if (export->list) {
		export_json(export->list, quiz);
		return;
	}
	bp_bank_write(&export->writer, quiz);
	export->writer.category = bp_arena_str(export->arena, export->writer.category);
}

static bool export_add_bank(struct export *export, const char *path, struct bp_error *err)
{
	struct bp_arena *arena = bp_arena_new();
	struct bp_quiz quiz = {0};
	bool ok = bp_bank_open(arena, path, &export->faults, &quiz, err);

	export_add_quiz(export, &quiz);
	bp_arena_free(arena);
	return ok;
}

static bool export_add_module(struct export *export, const struct bp_course *course,
	const struct bp_module *module, struct bp_error *err)
{
	bp_diagnostics_file(
		&export->faults, bp_module_path(export->arena, course, module));
	struct bp_document *document =
		bp_document_open(course, module, &export->faults, err);
	if (!document)
		return false;
	export_add_quiz(export, &document->quiz);
	bp_document_free(document);
	return true;
}

static bool export_add_named(
	struct export *export, const char *name, struct bp_error *err)
{
	const struct bp_course *course;
	const struct bp_module *module;
	bool ok = true;

	if (bp_is_file(name) && !bp_link_names_module(bp_str(name)))
		return export_add_bank(export, name, err);
	if (!bp_session_find(
		    &export->library, name, &export->faults, &course, &module, err))
		return false;
	if (module)
		return export_add_module(export, course, module, err);
	for (size_t i = 0; ok && i < course->module_count; i++)
		ok = export_add_module(export, course, &course->modules[i], err);
	return ok;
}

static void export_begin(struct export *export, enum format format)
{
	*export = (struct export){.arena = bp_arena_new()};
	export->writer = (struct bp_bank_writer){
		.format = format == FORMAT_XML ? BP_BANK_XML : BP_BANK_GIFT,
		.losses = &export->faults,
		.out = &export->out};
	bp_library_init(&export->library);
	if (format == FORMAT_JSON)
		export->list = json_array();
	else
		bp_bank_write_begin(&export->writer);
}

static void export_print(struct export *export)
{
	if (export->list) {
		bp_json_print(export->list, JSON_INDENT(1));
		return;
	}
	bp_bank_write_end(&export->writer);
	struct bp_buf text = {0};
	bp_buf_add_harmless(&text, bp_buf_str(&export->out));
	fwrite(text.at ? text.at : "", 1, text.len, stdout);
	bp_buf_release(&text);
}

static void export_release(struct export *export)
{
	json_decref(export->list);
	bp_diagnostics_release(&export->faults);
	bp_library_release(&export->library);
	bp_buf_release(&export->out);
	bp_arena_free(export->arena);
}

static int export_run(const struct options *options)
{
	struct export export;
	struct bp_error err = {0};

	export_begin(&export, options->format);
	bool ok = bp_session_library(&options->config, &export.library, NULL, &err);
	for (int i = 0; ok && i < options->arg_count; i++)
		ok = export_add_named(&export, options->args[i], &err);
	bp_diagnostics_sort(&export.faults);
	bp_say_faults(&export.faults);
	if (ok)
		export_print(&export);
	int status = !ok               ? bp_say_error(&err)
		: export.faults.errors ? BP_EXIT_FAILED
				       : BP_EXIT_DONE;
	export_release(&export);
	return status;
}
