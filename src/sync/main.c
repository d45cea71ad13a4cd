/* The command line of berpijar-sync: its words, its commands, and what they need. */
#include "lrs.h"
#include "options.h"
#include <berpijar/lang.h>
#include <berpijar/learners.h>
#include <berpijar/session.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SYNC_TRIES 6

static int sync_tell_error(const struct bp_error *err)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, "%s %s", _("galat:"), err->message);
	sync_tell(NULL, line.at);
	bp_buf_release(&line);
	return err->kind == BP_ERROR_USAGE    ? SYNC_USAGE
		: err->kind == BP_ERROR_STORE ? SYNC_STORE
					      : SYNC_FAILED;
}

/* ---- options ---- */

enum {
	SYNC_TO = 256,
	SYNC_CONFIG,
	SYNC_VERSION,
	SYNC_LEARNER,
	SYNC_PRINT,
	SYNC_FORMAT,
	SYNC_BY,
	SYNC_CODE,
	SYNC_PLAIN,
	SYNC_TIMEOUT
};

static const struct option sync_options[] = {
	{"to", required_argument, NULL, SYNC_TO},
	{"all", no_argument, NULL, 'a'},
	{"store", required_argument, NULL, SYNC_CONFIG},
	{"lang", required_argument, NULL, SYNC_CONFIG},
	{"learner", required_argument, NULL, SYNC_LEARNER},
	{"print", required_argument, NULL, SYNC_PRINT},
	{"format", required_argument, NULL, SYNC_FORMAT},
	{"by", required_argument, NULL, SYNC_BY},
	{"code", required_argument, NULL, SYNC_CODE},
	{"rate", required_argument, NULL, 'r'},
	{"batch", required_argument, NULL, 'b'},
	{"allow-http", no_argument, NULL, SYNC_PLAIN},
	{"timeout", required_argument, NULL, SYNC_TIMEOUT},
	{"quiet", no_argument, NULL, 'q'},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, SYNC_VERSION},
	{0},
};

static void sync_print_help(void)
{
	printf("%s\n\n", _("Pemakaian: berpijar-sync PERINTAH [PILIHAN]"));
	printf("%s\n\n",
		_("Menyamakan catatan belajar dengan sebuah pusat (PostgreSQL). Lihat docs/centre.md."));
	for (size_t i = 0; sync_commands[i].name; i++)
		printf("  %s %s\n      %s\n", sync_commands[i].name,
			_(sync_commands[i].arguments), _(sync_commands[i].summary));
	putchar('\n');
	for (size_t i = 0; sync_option_rows[i].name; i++)
		printf("  %s\n      %s\n", _(sync_option_rows[i].name),
			_(sync_option_rows[i].about));
}

/* "2k" is 2000. */
static bool sync_amount(
	const char *text, int most, int *amount, const char *name, struct bp_error *err)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (*end == 'k' && value < 1000000) {
		value *= 1000;
		end++;
	}
	*amount = (int)value;
	return (end > text && !*end && value >= 1 && value <= most) ||
		bp_fail(err, BP_ERROR_USAGE, _("%s: sebutkan angka dari 1 sampai %d"),
			name, most);
}

static bool sync_take(struct sync *sync, int option, const char *name, char **argv,
	struct bp_error *err)
{
	switch (option) {
	case SYNC_TO: sync->to = optarg; return true;
	case SYNC_CONFIG:
		return bp_config_set(&sync->config, name, optarg, argv[optind - 1], err);
	case SYNC_LEARNER: sync->learner = optarg; return true;
	case SYNC_PRINT: sync->print = optarg; return true;
	case SYNC_PLAIN: return sync->plain = true;
	case SYNC_TIMEOUT:
		return sync_amount(
			optarg, LRS_TIMEOUT_MOST, &sync->timeout, "--timeout", err);
	case SYNC_BY: sync->by = optarg; return true;
	case SYNC_CODE: sync->code = optarg; return true;
	case SYNC_FORMAT:
		sync->format = optarg;
		return bp_config_word("text|json|csv|html", optarg, "--format", err) >= 0;
	case 'a': return sync->all = true;
	case 'q': return sync->quiet = true;
	case 'r': return sync_amount(optarg, 1000000000, &sync->link.rate, "--rate", err);
	case 'b': return sync_amount(optarg, SYNC_BATCH, &sync->batch, "--batch", err);
	default:
		return bp_fail(err, BP_ERROR_USAGE,
			option == ':'
				? _("%s memerlukan nilai")
				: _("pilihan %s tidak dikenal; lihat: berpijar-sync --help"),
			argv[optind - 1]);
	}
}

/* *told: it only asked for help, or for the version. */
static bool sync_read(
	struct sync *sync, int argc, char **argv, bool *told, struct bp_error *err)
{
	int option, index = 0;

	opterr = 0;
	while ((option = getopt_long(argc, argv, ":h", sync_options, &index)) != -1) {
		*told = option == 'h' || option == SYNC_VERSION;
		if (option == 'h')
			sync_print_help();
		else if (option == SYNC_VERSION)
			printf("berpijar-sync %s\n", BERPIJAR_VERSION);
		else if (!sync_take(sync, option, sync_options[index].name, argv, err))
			return false;
		if (*told)
			return true;
	}
	return true;
}

/* ---- what a command needs ---- */

static bool sync_find_learners(struct sync *sync, int needs, struct bp_error *err)
{
	struct bp_names *learners = &sync->learners;

	if ((needs & NEED_ONE) && learners->count != 1)
		return bp_fail(err, BP_ERROR_USAGE, _("sebutkan satu peserta"));
	if ((needs & NEED_LEARNERS) && !learners->count && !sync->all)
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan peserta, atau --all untuk semua"));
	for (size_t i = 0; i < learners->count; i++) {
		const char *fault = bp_config_learner_fault(bp_str(learners->at[i]));
		if (fault)
			return bp_fail(err, BP_ERROR_USAGE, "%s", fault);
	}
	return learners->count || !(needs & NEED_STORE) ||
		bp_learners_list(sync->store, sync->arena, learners, err);
}

static bool sync_prepare(struct sync *sync, int needs, struct bp_error *err)
{
	struct bp_buf folder = {0};

	if ((needs & NEED_TO) && !sync->to)
		return bp_fail(err, BP_ERROR_USAGE,
			needs & NEED_LRS
				? _("sebutkan LRS-nya: --to https://HOST/xAPI")
				: _("sebutkan pusatnya: --to postgresql://AKUN@HOST/BASISDATA"));
	if (sync->to &&
		!(needs & NEED_LRS ? lrs_look(sync->to, sync->plain, sync->place, err)
				   : link_look(sync->to, sync->place, err)))
		return false;
	sync->link.url = sync->to;
	sync->link.tries = SYNC_TRIES;
	sync->link.timeout = sync->timeout ? sync->timeout : LINK_TIMEOUT;
	if (!(needs & NEED_STORE))
		return true;
	bool ok = bp_session_store_folder(&sync->config, &folder, err);
	if (ok)
		sync->store = bp_arena_cstr(sync->arena, bp_buf_str(&folder));
	bp_buf_release(&folder);
	return ok && sync_find_learners(sync, needs, err);
}

static const struct sync_command *sync_command(const char *name, struct bp_error *err)
{
	for (size_t i = 0; sync_commands[i].name; i++)
		if (name && strcmp(name, sync_commands[i].name) == 0)
			return &sync_commands[i];
	bp_fail(err, BP_ERROR_USAGE,
		name ? _("tidak ada perintah \"%s\"; lihat: berpijar-sync --help")
		     : _("sebutkan apa yang dilakukan; lihat: berpijar-sync --help"),
		name);
	return NULL;
}

static int sync_run(struct sync *sync, char **words, struct bp_error *err)
{
	const struct sync_command *command = sync_command(words[0], err);
	size_t room = 0;

	if (!command)
		return SYNC_USAGE;
	if (command->needs & NEED_ONE) /* the rest is another program's */
		sync->command = words[1] ? words + 2 : words + 1;
	for (char **word = words + 1; *word && (*word)[0]; word++) {
		*BP_PUSH(sync->arena, sync->learners.at, sync->learners.count, room) =
			*word;
		if (command->needs & NEED_ONE)
			break;
	}
	sync->learners.room = room;
	return sync_prepare(sync, command->needs, err) ? command->run(sync, err)
						       : SYNC_FAILED;
}

int main(int argc, char **argv)
{
	struct sync sync = {.arena = bp_arena_new(), .batch = SYNC_BATCH};
	struct bp_error err = {0};
	bool told = false;

	umask(077);
	bool read = bp_config_read(&sync.config, true, &err);
	bp_session_reset_language(&sync.config);
	bool ok = read && sync_read(&sync, argc, argv, &told, &err);
	bp_session_reset_language(&sync.config);
	int status = ok && !told ? sync_run(&sync, argv + optind, &err) : SYNC_DONE;
	if (err.kind)
		status = sync_tell_error(&err);
	link_close(&sync.link);
	bp_buf_release(&sync.insert);
	bp_config_release(&sync.config);
	bp_arena_free(sync.arena);
	return status;
}
