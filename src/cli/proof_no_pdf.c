/* Without cairo. */
#include "proof.h"
#include <berpijar/lang.h>

const bool proof_has_pdf = false;

bool proof_pdf(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err)
{
	(void)proof;
	(void)signer;
	(void)out;
	return bp_fail(err, BP_ERROR_SYSTEM,
		_("program ini dibangun tanpa PDF (cairo); pakailah --format text, atau bangun dengan libcairo2-dev"));
}
