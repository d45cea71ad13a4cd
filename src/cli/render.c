/* `berpijar render`: prints a lesson as the player lays it out. */
#include "command.h"
#include <berpijar/lang.h>
#include <berpijar/layout.h>
#include <berpijar/link.h>
#include <berpijar/player.h>
#include <berpijar/prose.h>
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
		"Menata pelajaran seperti di pemutar dan mencetaknya. Gaya huruf dipakai bila keluaran adalah terminal, atau dengan --color always. Bila keluaran bukan terminal, alamat tautan dicetak di akhir."),
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

/* Appends a text in lines of a width, each behind an indent. */
static void render_add_wrapped(struct bp_str text, int width, int indent,
	struct bp_term_stream *styles, bp_style style, struct bp_buf *out)
{
	for (size_t at = 0; at != SIZE_MAX && at < text.len;) {
		size_t next, end = bp_wrap_line(text, at, width - indent, &next);
		bp_buf_printf(out, "%*s", indent, "");
		bp_term_stream_style(styles, style, out);
		bp_buf_add_clean_line(out, bp_str_trim(bp_str_part(text, at, end)));
		bp_term_stream_style(styles, 0, out);
		bp_buf_add_char(out, '\n');
		at = next;
	}
}

static void render_add_title(const struct bp_module *module, int width,
	struct bp_term_stream *styles, struct bp_buf *out)
{
	/* a module without a title of its own has its file's name as one: not printed */
	if (strncmp(module->file, module->title, strlen(module->title)) == 0)
		return;
	render_add_wrapped(bp_str(module->title), width, 0, styles, BP_STYLE_BOLD, out);
	bp_buf_add_char(out, '\n');
}

/* Whether an address is to be told: it leads out of the lesson, and the text of its link
 * is another than it is, with or without what stands before "www." or a mail address. */
static bool render_tells(struct bp_str url, struct bp_str words)
{
	size_t scheme = url.len >= words.len ? url.len - words.len : url.len;

	return !bp_str_starts(url, "#") && !bp_link_embedded(url) &&
		(scheme > strlen("mailto:") ||
			!bp_str_equal(bp_str_from(url, scheme), words));
}

/* Appends the links of a text, a paragraph each: its words, then its address. */
static void render_add_links(const struct bp_document *document,
	const struct bp_spans *spans, int width, struct bp_buf *out)
{
	struct bp_buf words = {0};

	for (size_t i = 0; i < spans->count; i++) {
		uint16_t link = spans->at[i].link;
		if (!link)
			continue;
		bp_buf_add_str(&words, spans->at[i].text);
		if (i + 1 < spans->count && spans->at[i + 1].link == link)
			continue;
		struct bp_str url = document->links[link - 1].url;
		if (render_tells(url, bp_buf_str(&words))) {
			bp_buf_add_char(out, '\n');
			render_add_wrapped(bp_buf_str(&words), width, 0, NULL, 0, out);
			render_add_wrapped(url, width, 2, NULL, 0, out);
		}
		bp_buf_clear(&words);
	}
	bp_buf_release(&words);
}

/* Appends the addresses of the lesson's links, which paper and files cannot open. */
static void render_add_addresses(
	const struct bp_document *document, int width, struct bp_buf *out)
{
	struct bp_buf links = {0};

	for (size_t i = 0; i < document->count; i++) {
		const struct bp_block *block = &document->blocks[i];
		size_t cells =
			block->table ? block->table->rows * block->table->columns : 0;
		render_add_links(document, &block->spans, width, &links);
		for (size_t n = 0; n < cells; n++)
			render_add_links(
				document, &block->table->cells[n], width, &links);
	}
	if (links.len)
		bp_buf_printf(out, "\n%s\n", _("Alamat tautan:"));
	bp_buf_add_str(out, bp_buf_str(&links));
	bp_buf_release(&links);
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
	struct bp_document *document = module->fault
		? bp_prose_open(course, module, err)
		: bp_document_open(course, module, NULL, err);
	if (!document)
		return false;
	const char *const *symbols =
		bp_symbols(bp_term_utf8() ? BP_SYMBOLS_UNICODE : BP_SYMBOLS_ASCII);
	struct bp_key_names keys;
	bp_player_key_names(symbols, &keys);
	struct bp_layout *layout = bp_layout_new(document,
		&(struct bp_layout_options){
			.width = render_output_width(options),
			.symbols = symbols,
			.keys = &keys,
			.wrap_code = true,
			.unstyled = !styles,
			.course = course,
			.module = module,
		});
	render_add_title(module, render_output_width(options), styles, &out);
	for (size_t i = 0; i < layout->count; i++) {
		render_add_line(layout, &layout->lines[i], styles, &out);
		if (out.len >= CHUNK)
			render_print(&out);
	}
	if (!isatty(STDOUT_FILENO))
		render_add_addresses(document, render_output_width(options), &out);
	render_print(&out);
	bp_buf_release(&out);
	bp_layout_free(layout);
	bp_document_free(document);
	return !module->fault || bp_fail(err, BP_ERROR_INPUT, "%s", module->fault);
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
		if (!render_module(&library, options->args[i], options, styles, &err)) {
			fflush(stdout); /* or the fault stands in the middle of a letter */
			status = bp_say_error(&err);
		}
	}
	bp_term_stream_close(styles);
	bp_library_release(&library);
	return status;
}
