/* A session: who is learning, where the record is, and the clock that it goes by. */
#include "record.h"
#include <berpijar/account.h>
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t session_clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t session_ahead; /* of a preview: bp_session_advance() */

void bp_session_advance(int64_t milliseconds)
{
	session_ahead += milliseconds;
}

/* The wall clock is read once; from then on the clock counts that nobody can set. */
int64_t bp_session_now(void)
{
	static int64_t began, wall;

	if (!wall) {
		began = session_clock_ms(CLOCK_BOOTTIME);
		wall = session_clock_ms(CLOCK_REALTIME);
	}
	return wall + session_ahead + session_clock_ms(CLOCK_BOOTTIME) - began;
}

/* ---- the learner ---- */

bool bp_session_store_folder(
	const struct bp_config *config, struct bp_buf *out, struct bp_error *err)
{
	if (!config->store || !*config->store)
		return bp_data_path("store", out, err);
	bp_buf_add_cstr(out, config->store);
	return true;
}

/* The environment has the login name without a search in the user database. */
static const char *session_login_name(struct bp_account *account)
{
	static const char *const names[] = {"LOGNAME", "USER"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *name = getenv(names[i]);
		if (name && *name)
			return name;
	}
	return bp_account_numbered(getuid(), account) && account->name[0] ? account->name
									  : "saya";
}

/* Appends the login name as an id: characters that an id must not have become "_". */
static void session_add_login(struct bp_buf *out)
{
	struct bp_account account;

	for (const char *name = session_login_name(&account); *name && out->len < 64;
		name++) {
		bool fits = bp_learner_valid((struct bp_str){name, 1}) ||
			(*name == '.' && out->len);
		bp_buf_add_char(out, fits ? *name : '_');
	}
}

bool bp_session_learner(
	const struct bp_config *config, struct bp_buf *out, struct bp_error *err)
{
	if (!config->learner || !*config->learner) {
		session_add_login(out);
		return true;
	}
	const char *why = bp_config_learner_fault(bp_str(config->learner));
	if (why)
		return bp_fail(err, BP_ERROR_USAGE, "--learner \"%s\": %s",
			config->learner, why);
	bp_buf_add_cstr(out, config->learner);
	return true;
}

/* An option or the environment decides, else the learner's own choice, else a file. */
static void session_set_language(const struct bp_session *session)
{
	struct bp_buf saved = {0};

	bp_session_reset_language(session->config);
	if (!session->config->lang && session->store &&
		bp_store_load_setting(session->store, "lang", &saved))
		bp_lang_set(saved.at);
	bp_buf_release(&saved);
}

void bp_session_reset_language(const struct bp_config *config)
{
	bp_lang_set(config->lang               ? config->lang
			: config->default_lang ? config->default_lang
					       : "id");
}

bool bp_session_open(struct bp_session *session, const struct bp_config *config,
	enum bp_store_mode mode, struct bp_error *err)
{
	*session = (struct bp_session){.config = config};
	session->progress = bp_progress_new();
	bp_library_init(&session->library);
	if (!bp_session_learner(config, &session->learner, err) ||
		!bp_session_open_record(session, mode, err))
		return false;
	session_set_language(session);
	if (!session->recording) /* somebody else may: a reader keeps no lock while it waits */
		bp_store_let_go(session->store);
	return bp_session_library(config, &session->library, NULL, err);
}

void bp_session_close(struct bp_session *session)
{
	bp_session_save_snapshot(session);
	bp_store_close(session->store);
	bp_progress_free(session->progress);
	bp_progress_free(session->before);
	bp_library_release(&session->library);
	bp_buf_release(&session->folder);
	bp_buf_release(&session->learner);
}
