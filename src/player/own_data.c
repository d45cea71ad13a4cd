/* What "Data Anda" tells, copies and destroys. */
#include "own_data.h"
#include <berpijar/file.h>
#include <berpijar/lang.h>
#include <berpijar/learner.h>
#include <berpijar/learners.h>
#include <berpijar/outbox.h>
#include <stdlib.h>
#include <string.h>

#define COPIES_MOST 99 /* files of one kind in a day */

/* The learner is named if they have a name; the id says little on a computer of one's
 * own, so it is shown only where the store holds several learners. */
static void own_data_read_name(struct own_data *own, const struct bp_session *session)
{
	if (session->store)
		bp_store_load_setting(session->store, BP_PROFILE_NAME, &own->name);
	if (own->name.len == 0 && bp_learners_several(session->folder.at))
		bp_buf_add_cstr(&own->name, session->learner.at);
}

/* Where copies and proofs go; NULL: they have no place. */
static const char *own_data_folder(struct own_data *own, const struct bp_session *session)
{
	const char *home = getenv("HOME");

	if (!session->store)
		return NULL;
	if (!own->closed)
		return home && home[0] == '/' ? home : NULL;
	return bp_outbox_open(session->folder.at, session->learner.at, &own->outbox, NULL)
		? own->outbox.at
		: NULL;
}

void bp_own_data_begin(struct own_data *own, const struct bp_session *session)
{
	if (!session->folder.len)
		return;
	own->closed = session->config->policy.closed;
	bp_learner_file(session->folder.at, session->learner.at, &own->file);
	own_data_read_name(own, session);
	own->about = (struct bp_own_data){
		.learner = session->learner.at,
		.name = own->name.len ? own->name.at : NULL,
		.file = own->closed ? NULL : own->file.at,
		.copies = own_data_folder(own, session),
		.printer = session->config->printer,
		.erase = session->recording && !own->closed ? session->learner.at : NULL,
	};
}

void bp_own_data_release(struct own_data *own)
{
	bp_buf_release(&own->file);
	bp_buf_release(&own->outbox);
	bp_buf_release(&own->name);
	bp_buf_release(&own->told);
}

void bp_own_data_name(const struct own_data *own, const char *what, const char *ending,
	struct bp_buf *path)
{
	char day[BP_TIME_ROOM];

	if (own->closed)
		bp_outbox_make_room(own->about.copies);
	bp_time_day(bp_session_now(), day);
	for (int n = 1; n <= COPIES_MOST; n++) {
		bp_buf_clear(path);
		bp_buf_printf(path, "%s/%s-%s-%s", own->about.copies, what,
			own->about.learner, day);
		if (n > 1)
			bp_buf_printf(path, "-%d", n);
		bp_buf_add_cstr(path, ending);
		if (!bp_is_file(path->at))
			return;
	}
}

const char *bp_own_data_shown(const struct own_data *own, const struct bp_buf *path)
{
	return own->closed ? strrchr(path->at, '/') + 1 : path->at;
}

bool bp_own_data_copy(const struct own_data *own, const struct bp_session *session,
	struct bp_buf *path, struct bp_error *err)
{
	struct bp_buf text = {0};

	bp_own_data_name(own, "berpijar", ".json", path);
	bool ok = bp_learner_export(session->store, own->about.learner, &text, err) &&
		bp_file_write_private(path->at, bp_buf_str(&text), false, err);
	bp_buf_release(&text);
	return ok;
}

void bp_own_data_erase(struct own_data *own, struct bp_session *session)
{
	bp_store_close(session->store);
	session->store = NULL;
	session->recording = false;
	bp_learner_destroy(
		session->folder.at, own->about.learner, &own->told, &own->fault);
}
