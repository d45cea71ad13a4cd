#include "options.h"
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/layout.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {
	"", "text", "json", "gift", "xml", "pdf", "csv", NULL};

static const struct option long_options[] = {
	{"content", required_argument, NULL, 'c'},
	{"store", required_argument, NULL, 's'},
	{"learner", required_argument, NULL, 'l'},
	{"lang", required_argument, NULL, 'g'},
	{"color", required_argument, NULL, 'C'},
	{"width", required_argument, NULL, 'w'},
	{"format", required_argument, NULL, 'f'},
	{"plain", no_argument, NULL, 'P'},
	{"stat", no_argument, NULL, 'S'},
	{"output", required_argument, NULL, 'o'},
	{"force", no_argument, NULL, 'O'},
	{"notes", no_argument, NULL, 'n'},
	{"name", required_argument, NULL, 'N'},
	{"nip", required_argument, NULL, 'i'},
	{"unit", required_argument, NULL, 'u'},
	{"agency", required_argument, NULL, 'a'},
	{"verify", required_argument, NULL, 'V'},
	{"key", required_argument, NULL, 'k'},
	{"dry-run", no_argument, NULL, 'D'},
	{"bundle", no_argument, NULL, 'B'},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'v'},
	{0},
};

/* The value's place in a list of words; -1 if it is none of them. */
static int word_of(const char *value, const char *const *words)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	return -1;
}

static bool bad_value(
	const char *option, const char *value, const char *allowed, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_USAGE, _("--%s %s: yang boleh adalah %s"), option,
		value, allowed);
}

static bool read_width(const char *value, struct options *options, struct bp_error *err)
{
	char *end;
	long width = strtol(value, &end, 10);

	if (*end || end == value || width < BP_LAYOUT_MIN || width > BP_LAYOUT_MAX)
		return bad_value("width", value, "20-300", err);
	options->width = (int)width;
	return true;
}

static bool read_word(
	char letter, const char *value, struct options *options, struct bp_error *err)
{
	static const char *const colors[] = {"auto", "always", "never", NULL};
	int word;

	switch (letter) {
	case 'C':
		word = word_of(value, colors);
		options->config.color = (enum bp_term_colors)word;
		return word >= 0 || bad_value("color", value, "auto, always, never", err);
	case 'f':
		options->format_word = value;
		return true; /* which there are is the command's to say */
	case 'g':
		options->config.lang = value;
		return bp_lang_set(value) || bad_value("lang", value, "id, en", err);
	default: return read_width(value, options, err);
	}
}

static bool set_option(
	int letter, const char *value, struct options *options, struct bp_error *err)
{
	switch (letter) {
	case 'c':
		options->config.content = bp_realloc(options->config.content,
			options->config.content_count + 2,
			sizeof *options->config.content);
		options->config.content[options->config.content_count++] = value;
		options->config.content[options->config.content_count] = NULL;
		return true;
	case 's': options->config.store = value; return true;
	case 'l': options->config.learner = value; return true;
	case 'P': options->config.plain = true; return true;
	case 'S': options->stat = true; return true;
	case 'n': options->notes = true; return true;
	case 'D': options->dry_run = true; return true;
	case 'B': options->bundle = true; return true;
	case 'o': options->output = value; return true;
	case 'O': options->force = true; return true;
	case 'N': options->name = value; return true;
	case 'i': options->nip = value; return true;
	case 'u': options->unit = value; return true;
	case 'a': options->agency = value; return true;
	case 'V': options->verify = value; return true;
	case 'k': options->key = value; return true;
	case 'h': options->help = true; return true;
	case 'v': options->version = true; return true;
	case 'C':
	case 'f':
	case 'g':
	case 'w': return read_word((char)letter, value, options, err);
	default: return false;
	}
}

static bool is_command(const char *word)
{
	if (strcmp(word, "help") == 0)
		return true;
	for (const struct command *command = commands; command->run; command++)
		if (command->name && strcmp(command->name, word) == 0)
			return true;
	return false;
}

bool options_read(int argc, char **argv, struct options *options, const char **command,
	struct bp_error *err)
{
	int letter;

	*options = (struct options){0};
	*command = NULL;
	opterr = 0;
	while ((letter = getopt_long(argc, argv, ":ho:", long_options, NULL)) != -1) {
		if (letter == ':')
			return bp_fail(err, BP_ERROR_USAGE, _("%s memerlukan nilai"),
				argv[optind - 1]);
		if (letter == '?')
			return bp_fail(err, BP_ERROR_USAGE,
				_("pilihan %s tidak dikenal; lihat: berpijar --help"),
				argv[optind - 1]);
		if (!set_option(letter, optarg, options, err))
			return false;
	}
	options->args = argv + optind;
	options->arg_count = argc - optind;
	if (options->arg_count && is_command(options->args[0])) {
		*command = options->args[0];
		options->args++;
		options->arg_count--;
	}
	return true;
}

void options_release(struct options *options)
{
	free(options->config.content);
}

/* A command takes one of the lists of formats, or none. */
static bool read_format(
	struct options *options, const struct command *command, struct bp_error *err)
{
	static const struct {
		char letter;
		const char *allowed;
	} lists[] = {{'f', "text, json"}, {'F', "gift, json, xml"},
		{'y', "text, json, pdf"}, {'x', "text, json, csv"}, {'X', "json, csv"}};
	const char *value = options->format_word;
	int word = value ? word_of(value, formats) : FORMAT_USUAL;

	for (size_t i = 0; value && i < sizeof lists / sizeof *lists; i++)
		if (strchr(command->options, lists[i].letter) &&
			(word <= FORMAT_USUAL || !strstr(lists[i].allowed, value)))
			return bad_value("format", value, lists[i].allowed, err);
	options->format = (enum format)word;
	return true;
}

static bool count_arguments(const struct options *options, const struct command *command,
	struct bp_error *err)
{
	const char *name = command->name ? command->name : "";
	const char *arguments = command->arguments[0] ? _(command->arguments) : "";

	return (options->arg_count >= command->least &&
		       options->arg_count <= command->most) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar%s%s%s%s; lihat juga --help"),
			*name ? " " : "", name, *arguments ? " " : "", arguments);
}

bool options_fit(
	struct options *options, const struct command *command, struct bp_error *err)
{
	const struct {
		const char *letters; /* of the ways in which commands take it */
		const char *name;
		bool given;
	} given[] = {
		{"c", "content", options->config.content_count > 0},
		{"s", "store", options->config.store != NULL},
		{"lL", "learner", options->config.learner != NULL},
		{"C", "color", options->config.color != BP_COLORS_AUTO},
		{"w", "width", options->width != 0},
		{"P", "plain", options->config.plain},
		{"S", "stat", options->stat},
		{"n", "notes", options->notes},
		{"op", "output", options->output != NULL},
		{"OREW", "force", options->force},
		{"fFyxX", "format", options->format_word != NULL},
		{"D", "dry-run", options->dry_run},
		{"BJ", "bundle", options->bundle},
		{"NM", "name", options->name != NULL},
		{"uU", "unit", options->unit != NULL},
		{"i", "nip", options->nip != NULL},
		{"a", "agency", options->agency != NULL},
		{"V", "verify", options->verify != NULL},
		{"k", "key", options->key != NULL},
	};

	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		if (given[i].given && !strpbrk(command->options, given[i].letters))
			return bp_fail(err, BP_ERROR_USAGE,
				_("--%s tidak berlaku di sini; lihat: berpijar %s%s--help"),
				given[i].name, command->name ? command->name : "",
				command->name ? " " : "");
	return count_arguments(options, command, err) &&
		read_format(options, command, err);
}
