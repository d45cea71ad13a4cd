/* The command line of berpijar-sign, and what must be so before anything is signed. */
#include "sign.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/outbox.h>
#include <berpijar/proofs.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SIGN_DONE, SIGN_FAILED, SIGN_USAGE, SIGN_STORE };

void sign_tell(const char *learner, const char *what)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, "berpijar-sign: %s%s%s", learner ? learner : "",
		learner ? ": " : "", what);
	bp_print_clean_line(stderr, bp_buf_str(&line));
	fputc('\n', stderr);
	bp_buf_release(&line);
}

static int sign_tell_error(const struct bp_error *err)
{
	struct bp_buf line = {0};

	bp_buf_printf(&line, "%s %s", _("galat:"), err->message);
	sign_tell(NULL, line.at);
	bp_buf_release(&line);
	return err->kind == BP_ERROR_USAGE    ? SIGN_USAGE
		: err->kind == BP_ERROR_STORE ? SIGN_STORE
					      : SIGN_FAILED;
}

/* ---- options ---- */

static void sign_print_help(void)
{
	static const char *const rows[][2] = {
		{"--store DIR", N_("tempat catatan belajar")},
		{"--content DIR", N_("folder kursus milik server; boleh beberapa kali")},
		{N_("--key BERKAS"),
			N_("kunci yang menandatangani; bila tidak disebut: key di tempat catatan")},
		{"--fence required|available|off",
			N_("pagar: wajib (bila tidak disebut), sebisa kernel, atau tanpa pagar")},
		{"--lang id|en", N_("bahasa antarmuka")},
		{"-h, --help", N_("bantuan ini")},
		{"--version", N_("versi program")},
	};

	printf("%s\n\n", _("Pemakaian: berpijar-sign [PILIHAN]"));
	printf("%s\n\n",
		_("Menandatangani bukti yang diminta peserta di server bersama, sekali jalan. Jalankan sebagai akun penanda tangan; lihat docs/server.md."));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		printf("  %-32s%s\n", _(rows[i][0]), _(rows[i][1]));
}

struct sign_words {
	const char *key, *fence;
	bool help, version;
};

enum { SIGN_KEY = 256, SIGN_FENCE, SIGN_CONFIG, SIGN_VERSION };

static const struct option sign_options[] = {
	{"store", required_argument, NULL, SIGN_CONFIG},
	{"content", required_argument, NULL, SIGN_CONFIG},
	{"lang", required_argument, NULL, SIGN_CONFIG},
	{"key", required_argument, NULL, SIGN_KEY},
	{"fence", required_argument, NULL, SIGN_FENCE},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, SIGN_VERSION},
	{0},
};

static bool sign_read_options(struct sign *sign, struct sign_words *words, int argc,
	char **argv, struct bp_error *err)
{
	int option, index = 0;

	opterr = 0;
	while ((option = getopt_long(argc, argv, ":h", sign_options, &index)) != -1)
		switch (option) {
		case SIGN_CONFIG:
			if (!bp_config_set(&sign->config, sign_options[index].name,
				    optarg, argv[optind - 1], err))
				return false;
			break;
		case SIGN_KEY: words->key = optarg; break;
		case SIGN_FENCE: words->fence = optarg; break;
		case SIGN_VERSION: words->version = true; break;
		case 'h': words->help = true; break;
		default:
			return bp_fail(err, BP_ERROR_USAGE,
				option == ':'
					? _("%s memerlukan nilai")
					: _("pilihan %s tidak dikenal; lihat: berpijar-sign --help"),
				argv[optind - 1]);
		}
	return optind == argc ||
		bp_fail(err, BP_ERROR_USAGE,
			_("pilihan %s tidak dikenal; lihat: berpijar-sign --help"),
			argv[optind]);
}

static bool sign_read_fence(struct sign *sign, const char *word, struct bp_error *err)
{
	int use = bp_config_word(
		"required|available|off", word ? word : "required", "--fence", err);

	sign->fence = use < 2;
	sign->best_effort = use == 1;
	return use >= 0;
}

/* ---- what must be so ---- */

static bool sign_check_words(struct sign *sign, struct bp_error *err)
{
	const struct bp_config *config = &sign->config;

	if (!config->store || config->store[0] != '/')
		return bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan --store DIR dengan jalur mutlak, yang berawal dengan /"));
	for (size_t i = 0; i < config->content_count; i++)
		if (config->content[i][0] != '/')
			return bp_fail(err, BP_ERROR_USAGE,
				_("--%s %s: harus jalur mutlak, yang berawal dengan /"),
				"content", config->content[i]);
	return config->content_count ||
		bp_fail(err, BP_ERROR_USAGE,
			_("sebutkan --content DIR: hanya kursus di sana yang ditandatangani"));
}

static bool sign_load_key(struct sign *sign, const char *key, struct bp_error *err)
{
	const char *path =
		key ? key : bp_arena_printf(sign->arena, "%s/key", sign->store);
	const struct bp_signer *signer = NULL;

	return bp_server_key_load_file(path, &sign->signer, &signer, err) &&
		(signer ||
			bp_fail(err, BP_ERROR_SYSTEM,
				_("kunci %s tidak dapat dibaca; jalankan sebagai akun penanda tangan, misalnya: sudo -u berpijar-sign berpijar-sign"),
				path));
}

static int sign_open_folder(
	const struct sign *sign, const char *name, int flags, struct bp_error *err)
{
	int fd = openat(sign->folder, name, flags | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		bp_fail(err, BP_ERROR_STORE,
			_("folder %s/%s tidak dapat dibuka; tatalah server dengan: berpijar kiosk --init"),
			sign->store, name);
	return fd;
}

/* Whoever records must not be who signs, or a session could sign for itself. */
static bool sign_open_store(struct sign *sign, struct bp_error *err)
{
	struct stat outboxes, learners;

	if (!bp_root_open(sign->store, &sign->folder, err) ||
		(sign->outboxes = sign_open_folder(sign, "outbox", O_RDONLY, err)) < 0 ||
		(sign->learners = sign_open_folder(sign, "learners", O_PATH, err)) < 0)
		return false;
	if (fstat(sign->outboxes, &outboxes) != 0 ||
		fstat(sign->learners, &learners) != 0 ||
		outboxes.st_uid != learners.st_uid)
		return bp_fail(err, BP_ERROR_STORE,
			_("%s: catatan dan kotak keluar bukan milik satu akun; tatalah server dengan: berpijar kiosk --init"),
			sign->store);
	sign->owner = outboxes.st_uid;
	return sign->owner != geteuid() ||
		bp_fail(err, BP_ERROR_STORE,
			_("catatan belajar milik akun ini juga; yang menandatangani harus akun lain"));
}

/* Two at once would only be in each other's way. */
static bool sign_is_alone(const struct sign *sign)
{
	return flock(sign->outboxes, LOCK_EX | LOCK_NB) == 0;
}

/* ---- the copy's place ---- */

static bool sign_make_scratch(struct sign *sign, struct bp_error *err)
{
	const char *runtime = getenv("RUNTIME_DIRECTORY");
	char *made = bp_arena_printf(sign->arena, "%s/berpijar-sign-XXXXXX",
		runtime && runtime[0] == '/' ? runtime : "/tmp");

	if (!mkdtemp(made) ||
		mkdir(bp_arena_printf(sign->arena, "%s/learners", made), 0700) != 0)
		return bp_fail(err, BP_ERROR_SYSTEM, _("%s tidak dapat ditulis: %s"),
			made, bp_strerror(errno));
	sign->scratch = made;
	return true;
}

static void sign_remove_scratch(const struct sign *sign)
{
	if (!sign->scratch)
		return;
	rmdir(bp_arena_printf(sign->arena, "%s/learners", sign->scratch));
	rmdir(sign->scratch);
}

/* ---- all of it ---- */

static bool sign_run(
	struct sign *sign, const struct sign_words *words, struct bp_error *err)
{
	sign->store = sign->config.store;
	if (!sign_check_words(sign, err) || !sign_read_fence(sign, words->fence, err) ||
		!sign_load_key(sign, words->key, err) || !sign_open_store(sign, err))
		return false;
	if (!sign_is_alone(sign))
		return true;
	return sign_make_scratch(sign, err) && outboxes_serve(sign, err);
}

int main(int argc, char **argv)
{
	struct sign sign = {.arena = bp_arena_new(), .outboxes = -1, .learners = -1};
	struct sign_words words = {0};
	struct bp_error err = {0};

	bp_fence_begin();
	umask(077);
	bool read = bp_config_read(&sign.config, false, &err);
	bp_session_reset_language(&sign.config);
	bool ok = read && sign_read_options(&sign, &words, argc, argv, &err);
	bp_session_reset_language(&sign.config);
	if (ok && words.help)
		sign_print_help();
	else if (ok && words.version)
		printf("berpijar-sign %s\n", BERPIJAR_VERSION);
	else
		ok = ok && sign_run(&sign, &words, &err);
	sign_remove_scratch(&sign);
	bp_key_pair_wipe(&sign.signer.pair);
	int status = !ok ? sign_tell_error(&err) : sign.failed ? SIGN_FAILED : SIGN_DONE;
	bp_config_release(&sign.config);
	bp_arena_free(sign.arena);
	return status;
}
