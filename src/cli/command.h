/*
 * What a command is: its name, its arguments, and a table of its options, from which
 * parsing, help and refusals come. Each command has a file, with its table on top.
 */
#ifndef BERPIJAR_CLI_COMMAND_H
#define BERPIJAR_CLI_COMMAND_H

#include <berpijar/config.h>
#include <berpijar/kiosk.h>
#include <berpijar/lang.h>
#include <berpijar/say.h>
#include <limits.h>
#include <stddef.h>

/* ---- options ---- */

/* What --format asks for. The usual form is text, or for exports GIFT. */
enum format {
	FORMAT_USUAL,
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_GIFT,
	FORMAT_XML,
	FORMAT_PDF,
	FORMAT_CSV,
	FORMAT_HTML,
	FORMAT_SIASN,
	FORMAT_XAPI,
	FORMAT_OPENBADGE
};

struct option_given {
	const char *name, *value; /* value: NULL for a flag */
};

/* The command line: what was given, and the values that the command's table made of it. A
 * text that was not given is NULL, a number 0. */
struct options {
	struct bp_arena *arena; /* owns `given` and what is made for it */
	struct bp_config config;
	struct bp_visitor visitor;  /* of a kiosk */
	struct option_given *given; /* in their order on the command line */
	size_t given_count;
	char **args; /* without the command's name */
	int arg_count;

	enum format format;
	const char *allow, *against; /* of check */
	bool strict, fix;
	int width, from;
	const char *output, *learner, *name, *nip, *unit, *agency, *verify, *key,
		*question, *hash, *was, *module, *source, *group, *roster, *course;
	bool force, dry_run, bundle, notes, works, stat, drop, nameless, named, passed,
		evaluated, year_only, split, exam;
	const char *init, *account; /* of kiosk, as are the next ones */
	bool outbox, keys, self_test, who, login, close, open, gate;
	int idle, in_minutes, for_minutes;
	const char *fence, *say;
	bool rotate, revoke; /* of store key, as is the next */
	const char *since;
	const char *signer;         /* of kiosk */
	const char *older, *reason; /* of store expire */
	const char *seed;           /* of audit, as is the next */
	int sample;
	const char *forms; /* of print, as is the next */
	int print_seed;
	bool typed;            /* of learner import: --answers */
	bool siasn, whole_nip; /* of proof, as are the next ones; --out of report, too */
	const char *out, *returned, *revoked, *verify_qr;
	const char *delta, *install, *rollback, *trust, *new_key; /* of pack */
	bool list;
	/* of learner jp; a date, a number as it was typed */
	const char *title, *organizer, *number, *begins, *ends, *jp, *certificate,
		*digest;
	int entry;
	const char *employment; /* of learner set */
};

enum option_kind {
	OPTION_CONFIG, /* a key of the configuration (config.h) of the same name */
	OPTION_FLAG,   /* a bool in struct options */
	OPTION_TEXT,   /* a text there */
	OPTION_NUMBER, /* an int there, within limits */
	OPTION_FORMAT, /* its enum format */
	OPTION_ASKED,  /* --help, --version: main() prints something instead of running */
};

struct option_row {
	/* As the help shows it: "-o, --output BERKAS", with a letter if it has one
	 * and a word for its value. For a format that word lists what is allowed:
	 * "text|json". */
	const char *name;
	enum option_kind kind;
	size_t at; /* offset in struct options */
	int least, most;
	const char *help; /* N_(); "%s" in the help of a number stands for its limits */
};

/* clang-format off */
#define CONFIG         OPTION_CONFIG, 0, 0, 0
#define FLAG(member)   OPTION_FLAG, offsetof(struct options, member), 0, 0
#define TEXT(member)   OPTION_TEXT, offsetof(struct options, member), 0, 0
#define NUMBER(member, least, most) OPTION_NUMBER, offsetof(struct options, member), least, most
#define FORMAT         OPTION_FORMAT, offsetof(struct options, format), 0, 0
#define ASKED          OPTION_ASKED, 0, 0, 0

/* The rows that many commands have. ROW_ONE_LEARNER narrows a command to one record; it
 * means all of them where it is not given, whoever is learning. */
#define ROW_CONTENT     {"--content DIR", CONFIG, N_("folder kursus; boleh beberapa kali")}
#define ROW_STORE       {"--store DIR", CONFIG, N_("tempat catatan belajar")}
#define ROW_LEARNER     {"--learner ID", CONFIG, N_("siapa yang belajar; bila tidak disebut: nama masuk Anda")}
#define ROW_ONE_LEARNER {"--learner ID", TEXT(learner), N_("hanya catatan peserta ini; bila tidak disebut: semua")}
#define ROW_LANG        {"--lang id|en", CONFIG, N_("bahasa antarmuka")}
#define ROW_COLOR       {"--color auto|always|never", CONFIG, N_("warna")}
#define ROW_PLAIN       {"--plain", CONFIG, N_("baris biasa: untuk pembaca layar, sambungan lambat, pipa")}
#define ROW_ESC         {"--esc MS", CONFIG, N_("berapa milidetik Esc menunggu sisa sebuah tombol, 25-1000; bila tidak disebut: 200, lewat SSH 350")}
#define ROW_HELP        {"-h, --help", ASKED, N_("bantuan ini")}
#define ROWS_END        ROW_HELP, {0} /* of every command but the player */
/* clang-format on */

/* ---- commands ---- */

#define ANY_NUMBER INT_MAX

struct command {
	const char *name;                          /* "learner list"; NULL: the player */
	const char *arguments;                     /* N_(); NULL: none */
	int least, most;                           /* how many arguments */
	const char *summary;                       /* N_() */
	const char *description;                   /* N_() */
	const struct option_row *options;          /* ends with a row without a name */
	int (*run)(const struct options *options); /* NULL: only its sub-commands run */
	const struct command *const *subs;         /* ends with NULL; NULL: it has none */
};

extern const struct command command_player, command_render, command_check, command_export,
	command_import, command_new, command_pack, command_preview, command_review,
	command_progress, command_proof, command_regrade, command_report, command_audit,
	command_print, command_store, command_learner, command_kiosk;
/* All of them, the player first, with NULL at the end. */
extern const struct command *const commands[];

/* ---- reading the command line (options.c) ---- */

/* Reads the options in front of, among and behind the arguments; which of them the
 * command has is asked later, so any option of any command may be given. */
bool options_read(struct options *options, int argc, char **argv, struct bp_error *err);
/* Puts what was given where the command's table says. False for an option that the
 * command does not have, for a bad value, or for too few or too many arguments. */
bool options_apply(
	struct options *options, const struct command *command, struct bp_error *err);
/* The last value that was given for an option, "" for a flag; NULL: not given. */
const char *options_given(const struct options *options, const char *name);

/* Prints --help of a command (help.c). */
int help_print(const struct command *command);
/* Appends the help of an option; the limits of a number come from its row. */
void help_add_text(const struct option_row *row, struct bp_buf *out);

/* The learner's bookmarks and notes as Markdown, to standard output (notes.c). */
struct bp_session;
void print_notes(struct bp_session *session);
/* What the learner wrote, likewise, or to the file that -o names. */
bool print_works(
	const struct options *options, struct bp_session *session, struct bp_error *err);

#endif
