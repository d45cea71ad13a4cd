/* The chain's head, over what replaying tells. */
#include <berpijar/seal.h>
#include <berpijar/store.h>

struct chain {
	struct bp_digest head;
	int64_t events;
};

static void add_str(struct bp_digester *digester, struct bp_str text)
{
	bp_digest_add(digester, &text.len, sizeof text.len);
	bp_digest_add(digester, text.at, text.len);
}

static void add_event(void *context, const struct bp_event *event)
{
	struct chain *chain = context;
	struct bp_digester digester;

	bp_digest_begin(&digester);
	bp_digest_add(&digester, chain->head.at, sizeof chain->head.at);
	bp_digest_add(&digester, event->id, sizeof event->id);
	bp_digest_add(&digester, &event->at, sizeof event->at);
	add_str(&digester, event->course);
	add_str(&digester, event->module);
	add_str(&digester, event->question);
	add_str(&digester, event->body);
	chain->head = bp_digest_end(&digester);
	chain->events++;
}

bool bp_store_chain(struct bp_store *store, struct bp_digest *chain, int64_t *events,
	struct bp_error *err)
{
	struct chain found = {.events = 0};

	if (!bp_store_replay(store, add_event, &found, err))
		return false;
	*chain = found.head;
	*events = found.events;
	return true;
}
