/* Whom proofs are about, while it is looked at or asked for. */
#ifndef BERPIJAR_APP_PERSON_H
#define BERPIJAR_APP_PERSON_H

#include "field.h"
#include <berpijar/proof.h>

struct bp_app;
struct bp_view;

struct person {
	struct bp_buf kept[BP_PERSON_FIELDS]; /* in the record */
	struct bp_buf typed[BP_PERSON_FIELDS];
	size_t asked;       /* the field that is typed into; BP_PERSON_FIELDS: none is */
	struct field field; /* that is typed into */
	bool offered;       /* it holds an offer: the first letter takes its place */
	/* What looks wrong with the NIP in it, and has been told; NULL: nothing. */
	const char *doubt;
};

/* Fetches what is kept; what was typed is the same from now on. */
void bp_person_recall(struct bp_app *app, struct person *person);
void bp_person_release(struct person *person);
/* Asks for a field, offering what is typed in it already. */
void bp_person_ask(struct person *person, enum bp_person_field field);
/* Takes a key for the field that is asked for; false if the key is a command. */
bool bp_person_key(struct person *person, uint32_t key);
/* The field for what is pasted, which takes the place of an offer; NULL: none is asked
 * for. */
struct field *bp_person_field(struct person *person);
/* Takes what was typed; false if it looks wrong and the learner has not been told yet. */
bool bp_person_take(struct person *person);
bool bp_person_is_typing(const struct person *person);

/* The line that is typed, above the keys. */
void bp_person_view(struct bp_app *app, struct person *person, struct bp_view *view);
/* Whether bundles name the learner, by what is kept. */
bool bp_bundle_is_named(const struct bp_app *app);
const char *bp_person_label(enum bp_person_field field);
/* One value as it may be shown, an NIP masked; empty: "-". */
const char *bp_person_shown(
	struct bp_app *app, const struct person *person, enum bp_person_field field);
/* All of them, in one line; NULL: there is none. */
const char *bp_person_summary(struct bp_app *app, const struct person *person);

#endif
