/* The file of a certificate from elsewhere: it stays where it is, and its digest is kept. */
#ifndef BERPIJAR_CERTIFICATE_H
#define BERPIJAR_CERTIFICATE_H

#include <berpijar/error.h>
#include <berpijar/text.h>

#define BP_CERTIFICATE_MOST (64 << 20) /* bytes of a file */

/* Appends the SHA-256 of the file in hexadecimal. Whoever types the path has to be allowed
 * to name one: not in a kiosk. */
bool bp_certificate_digest(const char *path, struct bp_buf *hex, struct bp_error *err);

#endif
