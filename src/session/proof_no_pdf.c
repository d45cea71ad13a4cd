/* Stands in for proof_pdf.c where the program is built without cairo. */
#include <berpijar/lang.h>
#include <berpijar/proofs.h>

const bool bp_proof_has_pdf = false;

bool bp_proof_pdf(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err)
{
	(void)proof;
	(void)signer;
	(void)out;
	return bp_fail(err, BP_ERROR_SYSTEM,
		_("program ini dibangun tanpa PDF (cairo); pakailah --format text, atau bangun dengan libcairo2-dev"));
}
