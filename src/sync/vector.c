/*
 * What a record and its centre have of each replica: the highest number and how many. Fewer
 * than the number says are holes, which a server that was put back to an earlier state has,
 * or a record that was damaged. No clock and no counter of the server's is asked, so
 * nothing is passed over that becomes visible late.
 */
#include "sync.h"
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <string.h>

static const char vector_ask[] =
	"SELECT replica::text, max(seq), count(*) FROM berpijar.event"
	" WHERE learner = $1 GROUP BY replica"
	" UNION ALL SELECT NULL, 0, count(*) FROM berpijar.erased WHERE learner = $1"
	" UNION ALL SELECT person::text, -1, 0 FROM berpijar.joined WHERE learner = $1";
static const char vector_claim[] =
	"INSERT INTO berpijar.member (learner, office) VALUES ($1, current_user)"
	" ON CONFLICT DO NOTHING";
static const char vector_links[] =
	"SELECT seq, encode(substr(chain, 1, 33), 'hex') FROM berpijar.event WHERE learner = $1"
	" AND replica = $2 AND seq > $3 ORDER BY seq LIMIT 1000";

#define VECTOR_MOST 10000 /* replicas */

const struct bp_replica *vector_of(
	const struct bp_replica *list, size_t count, const uint8_t replica[16])
{
	for (size_t i = 0; i < count; i++)
		if (memcmp(list[i].id, replica, sizeof list[i].id) == 0)
			return &list[i];
	return NULL;
}

int64_t vector_push_after(const struct bp_replica *ours, const struct bp_replica *centre,
	const struct bp_sent_replica *marks)
{
	if (!ours->count)
		return -1;
	if (!centre)
		return 0;
	if (centre->count == centre->last)
		return centre->last < ours->last ? centre->last : -1;
	/* it has holes: those that it had when all of ours was read back are ours, too */
	return marks->acked == ours->last && marks->seen == centre->count ? -1 : 0;
}

int64_t vector_pull_after(const struct bp_replica *ours, const struct bp_replica *centre,
	const struct bp_sent_replica *marks)
{
	int64_t last = ours ? ours->last : 0, count = ours ? ours->count : 0;
	int64_t have = last == count ? last : 0;

	/* what was fetched and is not there any more was lost here */
	if (marks->pulled > have && count + marks->skipped >= marks->pulled)
		have = marks->pulled;
	return centre->last > have ? have : -1;
}

static void vector_join(struct person *person, const uint8_t into[16])
{
	person->joined = memcmp(into, person->uuid, sizeof person->uuid) != 0;
	memcpy(person->into, into, sizeof person->into);
}

static bool vector_take(
	struct person *person, const struct link_rows *rows, struct bp_error *err)
{
	size_t room = 0;
	bool gone = false;

	person->centre = NULL;
	person->centre_count = 0;
	person->joined = false;
	for (size_t i = 0; i < rows->count; i++) {
		struct bp_replica one = {.last = link_number(rows, i, 1),
			.count = link_number(rows, i, 2)};
		if (!bp_uuid_read(link_field(rows, i, 0), one.id))
			gone |= one.count > 0;
		else if (one.last < 0)
			vector_join(person, one.id);
		else
			*BP_PUSH(person->arena, person->centre, person->centre_count,
				room) = one;
	}
	return !gone ||
		bp_fail(err, BP_ERROR_INPUT,
			_("data peserta ini sudah dihapus di pusat dan tidak dikirim lagi"));
}

bool vector_look(struct person *person, struct bp_error *err)
{
	const char *const at[] = {person->word};
	const Oid types[] = {LINK_UUID};
	const struct link_values values = {.at = at, .types = types, .count = 1};
	struct link_rows rows = {0};

	bool ok = link_run(&person->sync->link, vector_ask, &values, &rows, VECTOR_MOST,
			  err) &&
		vector_take(person, &rows, err);
	link_release(&rows);
	return ok;
}

bool vector_read(struct person *person, struct bp_error *err)
{
	const char *const at[] = {person->word};
	const Oid types[] = {LINK_UUID};
	const struct link_values values = {.at = at, .types = types, .count = 1};

	if (!vector_look(person, err))
		return false;
	return person->centre_count || person->joined ||
		(link_run(&person->sync->link, vector_claim, &values, NULL, 0, err) &&
			vector_look(person, err));
}

/* Compares a page of the centre's links with the record's. */
static int64_t vector_compare(struct person *person, const uint8_t replica[16],
	const struct link_rows *rows, int64_t *last)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct bp_digest ours, theirs;
		*last = link_number(rows, i, 0);
		if (bp_store_link(person->store, replica, *last, &ours) &&
			bp_hex_read(
				link_field(rows, i, 1), theirs.at, sizeof theirs.at) &&
			!bp_digest_equal(&ours, &theirs))
			return *last;
	}
	return 0;
}

static bool vector_page(struct person *person, const char *replica, int64_t after,
	struct link_rows *rows, struct bp_error *err)
{
	char number[24];
	const char *const at[] = {person->word, replica, number};
	const Oid types[] = {LINK_UUID, LINK_UUID, LINK_INT8};
	const struct link_values values = {.at = at, .types = types, .count = 3};

	snprintf(number, sizeof number, "%lld", (long long)after);
	return link_run(&person->sync->link, vector_links, &values, rows, 1000, err);
}

bool vector_differs(struct person *person, const struct bp_replica *ours,
	const struct bp_replica *centre, int64_t *number, struct bp_error *err)
{
	int64_t both = ours->last < centre->last ? ours->last : centre->last, after = 0;
	char replica[BP_UUID_LEN + 1];
	struct link_rows rows = {0};

	*number = 0;
	bp_uuid_write(ours->id, replica);
	/* links cover all before them: if the last one is the same, all are */
	if (!vector_page(person, replica, both - 1, &rows, err))
		return false;
	bool differs = rows.count && link_number(&rows, 0, 0) == both &&
		vector_compare(person, ours->id,
			&(struct link_rows){.at = rows.at, .count = 1}, &after);
	link_release(&rows);
	for (after = 0; differs && !*number && after < both;) {
		if (!vector_page(person, replica, after, &rows, err))
			return false;
		if (!rows.count)
			break;
		*number = vector_compare(person, ours->id, &rows, &after);
		link_release(&rows);
	}
	return true;
}

bool vector_part(struct person *person, const uint8_t replica[16], int64_t from,
	struct bp_error *err)
{
	if (!person_reopen(person, err) ||
		!bp_store_fork(person->store, replica, from, err))
		return false;
	sync_say(person->sync, person->id,
		_("catatan ini pernah disalin dan salinannya juga dipakai; keduanya kini berdampingan, tidak ada yang hilang"));
	return true;
}
