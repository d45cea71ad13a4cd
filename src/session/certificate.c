/* The digest of a certificate's file. */
#include <berpijar/certificate.h>
#include <berpijar/file.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <berpijar/seal.h>

bool bp_certificate_digest(const char *path, struct bp_buf *hex, struct bp_error *err)
{
	struct bp_buf file = {0};

	if (!bp_is_file(path))
		return bp_fail(err, BP_ERROR_NOT_FOUND,
			_("%s bukan berkas yang ada; tulislah jalurnya, misalnya /home/ani/sertifikat.pdf"),
			path);
	bool ok = bp_file_read(path, BP_CERTIFICATE_MOST, &file, err);
	if (ok) {
		struct bp_digest digest = bp_digest_of(bp_buf_str(&file));
		bp_hex_add(hex, digest.at, sizeof digest.at);
	}
	bp_buf_release(&file);
	return ok;
}
