/* `berpijar render`: prints a lesson as the player lays it out. */
#include "command.h"
#include <berpijar/lang.h>
#include <berpijar/layout.h>
#include <berpijar/session.h>
#include <berpijar/term.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_WIDTH 76
#define CHUNK         65536 /* bytes that are printed at once */

static const struct option_row render_options[] = {ROW_CONTENT, ROW_LANG, ROW_COLOR,
	{"--width N", NUMBER(width, BP_LAYOUT_MIN, BP_LAYOUT_MAX),
		N_("lebar baris, %s kolom")},
	ROWS_END};

static int render_run(const struct options *options);

const struct command command_render = {
	.name = "render",
	.arguments = N_("BERKAS|KURSUS/MODUL..."),
	.least = 1,
	.most = ANY_NUMBER,
	.summary = N_("mencetak pelajaran ke keluaran baku"),
	.description = N_(
		"Menata pelajaran seperti di pemutar dan mencetaknya. Gaya huruf dipakai bila keluaran adalah terminal, atau dengan --color always."),
	.options = render_options,
	.run = render_run,
};

static int render_output_width(const struct options *options)
{
	int columns = bp_say_columns(stdout);

	if (options->width)
		return options->width;
	if (columns == 0 || columns >= DEFAULT_WIDTH)
		return DEFAULT_WIDTH;
	return columns < BP_LAYOUT_MIN ? BP_LAYOUT_MIN : columns;
}

static void render_add_line(const struct bp_layout *layout, const struct bp_line *line,
	struct bp_term_stream *styles, struct bp_buf *out)
{
	int column = 0;

	for (uint32_t i = 0; i < line->count; i++) {
		const struct bp_run *run = &layout->runs[line->first + i];
		if (column < run->column)
			bp_term_stream_style(styles, 0, out);
		for (; column < run->column; column++)
			bp_buf_add_char(out, ' ');
		bp_term_stream_style(styles, run->style, out);
		bp_buf_add_clean(out, run->text);
		column += run->columns;
	}
	bp_term_stream_style(styles, 0, out);
	while (!styles && out->len && out->at[out->len - 1] == ' ')
		out->len--;
	bp_buf_add_char(out, '\n');
}

static void render_add_title(const struct bp_course *course,
	const struct bp_module *module, struct bp_term_stream *styles, struct bp_buf *out)
{
	/* a module without a title of its own has its file's name as one: not printed */
	if (strncmp(module->file, module->title, strlen(module->title)) == 0)
		return;
	bp_term_stream_style(styles, BP_STYLE_BOLD, out);
	bp_buf_add_clean(out, bp_str(module->title));
	bp_term_stream_style(styles, 0, out);
	bp_buf_add_cstr(out, "\n\n");
	(void)course;
}

static void render_print(struct bp_buf *out)
{
	if (out->len)
		fwrite(out->at, 1, out->len, stdout);
	bp_buf_clear(out);
}

static bool render_module(struct bp_library *library, const char *name,
	const struct options *options, struct bp_term_stream *styles,
	struct bp_error *err)
{
	const struct bp_course *course;
	const struct bp_module *module;
	struct bp_buf out = {0};

	if (!bp_session_find(library, name, NULL, &course, &module, err))
		return false;
	if (!module)
		return bp_fail(err, BP_ERROR_USAGE,
			_("\"%s\" adalah kursus; sebutkan modulnya: %s/MODUL"), name,
			name);
	struct bp_document *document = bp_document_open(course, module, NULL, err);
	if (!document)
		return false;
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){
			.width = render_output_width(options),
			.symbols = bp_symbols(
				bp_term_utf8() ? BP_SYMBOLS_UNICODE : BP_SYMBOLS_ASCII),
			.wrap_code = true,
		});
	render_add_title(course, module, styles, &out);
	for (size_t i = 0; i < layout->count; i++) {
		render_add_line(layout, &layout->lines[i], styles, &out);
		if (out.len >= CHUNK)
			render_print(&out);
	}
	render_print(&out);
	bp_buf_release(&out);
	bp_layout_free(layout);
	bp_document_free(document);
	return true;
}

/* NULL: plain text. */
static struct bp_term_stream *render_styles(const struct bp_config *config)
{
	struct bp_term_stream *styles = NULL;
	bool always = config->color == BP_COLORS_ALWAYS;

	if (always || (config->color == BP_COLORS_AUTO && isatty(STDOUT_FILENO)))
		styles = bp_term_stream_open(NULL, config->color);
	if (!styles && always)
		styles = bp_term_stream_open("xterm-256color", config->color);
	return styles;
}

static int render_run(const struct options *options)
{
	struct bp_library library;
	struct bp_error err = {0};
	int status = BP_EXIT_DONE;
	struct bp_term_stream *styles = render_styles(&options->config);

	bp_library_init(&library);
	if (!bp_session_library(&options->config, &library, NULL, &err))
		status = bp_say_error(&err);
	for (int i = 0; i < options->arg_count && status == BP_EXIT_DONE; i++) {
		if (i > 0)
			putchar('\n');
		if (!render_module(&library, options->args[i], options, styles, &err))
			status = bp_say_error(&err);
	}
	bp_term_stream_close(styles);
	bp_library_release(&library);
	return status;
}
