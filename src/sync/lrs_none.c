/* In the place of the line to an LRS where the program is made without libcurl. */
#include "lrs.h"
#include <berpijar/lang.h>

static bool lrs_is_missing(struct bp_error *err)
{
	return bp_fail(err, BP_ERROR_USAGE,
		_("berpijar-sync ini dibuat tanpa libcurl dan tidak mengenal LRS"));
}

bool lrs_look(const char *url, bool plain, char place[LINK_PLACE], struct bp_error *err)
{
	(void)url, (void)plain, (void)place;
	return lrs_is_missing(err);
}

bool lrs_open(struct lrs *lrs, struct bp_error *err)
{
	(void)lrs;
	return lrs_is_missing(err);
}

void lrs_close(struct lrs *lrs)
{
	(void)lrs;
}

enum lrs_verdict lrs_post(struct lrs *lrs, struct bp_str statements, struct bp_error *err)
{
	(void)lrs, (void)statements;
	lrs_is_missing(err);
	return LRS_REFUSED;
}

enum lrs_verdict lrs_get(struct lrs *lrs, const uint8_t id[16], struct bp_error *err)
{
	(void)lrs, (void)id;
	lrs_is_missing(err);
	return LRS_REFUSED;
}
