/*
 * PINs, for a server where a class shares one account: STORE/pins/ID holds what a PIN is
 * compared with (Argon2id). One PIN is compared at a time, so that three hundred who log in
 * at once take no memory three hundred times.
 *
 * A wrong PIN makes the next try wait: first a second, then twice as long each time, a
 * minute at most. What waits is a learner at an address, so that a stranger elsewhere
 * delays nobody; and of an address from which many were wrong, whoever has not logged in
 * from there before, half a minute at most. Nothing is ever locked.
 */
#ifndef BERPIJAR_PINS_H
#define BERPIJAR_PINS_H

#include <berpijar/error.h>
#include <berpijar/text.h>

#define BP_PIN_LEAST 6 /* bytes */
#define BP_PIN_MOST  64

/* Why a PIN is not a good one, in the user's language; NULL: it is. */
const char *bp_pin_fault(struct bp_str pin);

/* Whether any learner of the store has a PIN. */
bool bp_pins_any(const char *store);
/* The store must be ours. */
bool bp_pin_set(
	const char *store, const char *learner, struct bp_str pin, struct bp_error *err);
/* There may be none. */
void bp_pin_forget(const char *store, const char *learner);
bool bp_pin_rename(
	const char *store, const char *from, const char *to, struct bp_error *err);

enum bp_pin_answer {
	BP_PIN_RIGHT,
	BP_PIN_WRONG, /* or there is no such learner, or no PIN: nobody is told which */
	BP_PIN_WAIT,  /* it was not looked at: *seconds first */
	BP_PIN_FAILED /* err says why */
};
/* address: where the try comes from; "" counts as one. */
enum bp_pin_answer bp_pin_check(const char *store, struct bp_str learner,
	const char *address, struct bp_str pin, int *seconds, struct bp_error *err);

#endif
