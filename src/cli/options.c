/* Reads the command line by the tables of the commands, in two passes: the first takes
 * the options of any command, the second checks them against the table of the one that
 * runs. */
#include "command.h"
#include <assert.h>
#include <berpijar/arena.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS_MOST 96 /* different names in all tables */

/* ---- rows ---- */

/* "output BERKAS" of "-o, --output BERKAS". */
static const char *option_long(const struct option_row *row)
{
	return strstr(row->name, "--") + 2;
}

/* "DIR" of "--store DIR", "text|json" of "--format text|json"; "": it takes no value. */
static const char *option_values(const struct option_row *row)
{
	const char *blank = strchr(option_long(row), ' ');

	return blank ? blank + 1 : "";
}

static bool option_is(const struct option_row *row, const char *name)
{
	const char *words = option_long(row);

	return bp_str_is((struct bp_str){words, strcspn(words, " ")}, name);
}

static const struct option_row *option_find(
	const struct command *command, const char *name)
{
	for (const struct option_row *row = command->options; row->name; row++)
		if (option_is(row, name))
			return row;
	return NULL;
}

/* ---- every option that any command has, for getopt_long() ---- */

struct option_names {
	struct option
		at[OPTIONS_MOST + 1]; /* val: the letter, or a number above all letters */
	char name[OPTIONS_MOST][32];
	size_t count;
};

static void option_names_add(struct option_names *names, const struct command *command)
{
	for (const struct option_row *row = command->options; row->name; row++) {
		size_t i = 0;
		while (i < names->count && !option_is(row, names->name[i]))
			i++;
		if (i < names->count)
			continue;
		assert(i < OPTIONS_MOST);
		const char *words = option_long(row);
		snprintf(names->name[i], sizeof names->name[i], "%.*s",
			(int)strcspn(words, " "), words);
		names->at[i] = (struct option){
			.name = names->name[i],
			.has_arg = *option_values(row) ? required_argument : no_argument,
			.val = row->name[1] == '-' ? UCHAR_MAX + (int)i + 1
						   : row->name[1],
		};
		names->count++;
	}
	for (const struct command *const *sub = command->subs; sub && *sub; sub++)
		option_names_add(names, *sub);
}

static const char *option_name(const struct option_names *names, int val)
{
	size_t i = 0;

	while (names->at[i].val != val)
		i++;
	return names->at[i].name;
}

/* --lang counts at once, so that errors further on are told in that language. */
static void option_take(struct options *options, const char *name, const char *value)
{
	if (strcmp(name, "lang") == 0)
		bp_lang_set(value);
	options->given[options->given_count++] = (struct option_given){name, value};
}

/* Most starts have none, and need not know their names. */
static bool options_are_there(int argc, char **argv)
{
	int i = 1;

	while (i < argc && argv[i][0] != '-')
		i++;
	return i < argc;
}

bool options_read(struct options *options, int argc, char **argv, struct bp_error *err)
{
	struct option_names names = {0};
	int val;

	options->given =
		bp_arena_alloc(options->arena, (size_t)argc, sizeof *options->given);
	for (const struct command *const *command = commands;
		*command && options_are_there(argc, argv); command++)
		option_names_add(&names, *command);
	opterr = 0;
	while ((val = getopt_long(argc, argv, ":ho:", names.at, NULL)) != -1) {
		if (val == ':')
			return bp_fail(err, BP_ERROR_USAGE, _("%s memerlukan nilai"),
				argv[optind - 1]);
		if (val == '?')
			return bp_fail(err, BP_ERROR_USAGE,
				_("pilihan %s tidak dikenal; lihat: berpijar --help"),
				argv[optind - 1]);
		option_take(options,
			bp_arena_printf(options->arena, "%s", option_name(&names, val)),
			optarg);
	}
	options->args = argv + optind;
	options->arg_count = argc - optind;
	return true;
}

const char *options_given(const struct options *options, const char *name)
{
	for (size_t i = options->given_count; i-- > 0;)
		if (strcmp(options->given[i].name, name) == 0)
			return options->given[i].value ? options->given[i].value : "";
	return NULL;
}

/* ---- values ---- */

static bool option_set_number(const struct option_row *row, const char *value,
	int *number, const char *where, struct bp_error *err)
{
	char *end = NULL;
	long read = value ? strtol(value, &end, 10) : 0;

	if (!end || *end || end == value || read < row->least || read > row->most) {
		char limits[32];
		snprintf(limits, sizeof limits, "%d-%d", row->least, row->most);
		return bp_fail(err, BP_ERROR_USAGE, _("%s: yang boleh adalah %s"), where,
			limits);
	}
	*number = (int)read;
	return true;
}

static bool option_set_format(const struct option_row *row, const char *value,
	enum format *format, const char *where, struct bp_error *err)
{
	static const char formats[] =
		"|text|json|gift|xml|pdf|csv|html|siasn|xapi|openbadge"; /* enum format */

	if (bp_config_word(option_values(row), value, where, err) < 0)
		return false;
	*format = (enum format)bp_config_word(formats, value, where, NULL);
	return true;
}

static bool option_set(struct options *options, const struct option_row *row,
	const struct option_given *given, struct bp_error *err)
{
	void *at = (char *)options + row->at;
	const char *where = bp_arena_printf(options->arena, "--%s%s%s", given->name,
		given->value ? " " : "", given->value ? given->value : "");

	switch (row->kind) {
	case OPTION_CONFIG:
		return bp_config_set(&options->config, given->name,
			given->value ? given->value : "yes", where, err);
	case OPTION_NUMBER: return option_set_number(row, given->value, at, where, err);
	case OPTION_FORMAT: return option_set_format(row, given->value, at, where, err);
	case OPTION_TEXT: *(const char **)at = given->value; break;
	case OPTION_FLAG: *(bool *)at = true; break;
	case OPTION_ASKED: break;
	}
	return true;
}

/* ---- a command's own ---- */

static bool option_refuse(
	const char *name, const struct command *command, struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_USAGE,
		_("--%s tidak berlaku di sini; lihat: berpijar %s%s--help"), name,
		command->name ? command->name : "", command->name ? " " : "");
}

static bool option_count(const struct options *options, const struct command *command,
	struct bp_error *err)
{
	const char *name = command->name ? command->name : "";
	const char *arguments = command->arguments ? _(command->arguments) : "";

	return (options->arg_count >= command->least &&
		       options->arg_count <= command->most) ||
		bp_fail(err, BP_ERROR_USAGE,
			_("pemakaian: berpijar%s%s%s%s; lihat juga --help"),
			*name ? " " : "", name, *arguments ? " " : "", arguments);
}

bool options_apply(
	struct options *options, const struct command *command, struct bp_error *err)
{
	for (size_t i = 0; i < options->given_count; i++) {
		const struct option_given *given = &options->given[i];
		const struct option_row *row = option_find(command, given->name);
		if (!row)
			return option_refuse(given->name, command, err);
		if (!option_set(options, row, given, err))
			return false;
	}
	return option_count(options, command, err);
}
