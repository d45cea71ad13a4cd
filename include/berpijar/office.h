/*
 * Proofs of many records, for the office that files them: rows for the register, PDFs for
 * whoever signs, and the signed ones that come back. Nothing is sent anywhere.
 */
#ifndef BERPIJAR_OFFICE_H
#define BERPIJAR_OFFICE_H

#include <berpijar/proofs.h>
#include <berpijar/revoked.h>
#include <berpijar/siasn.h>

#define BP_OFFICE_PDF_LIMIT (16 * 1024 * 1024) /* bytes of one that comes back */

/* A proof of a finished course. Texts are in the list's arena. */
struct bp_office_proof {
	struct bp_proof proof;
	struct bp_str sheet; /* what its PDF is drawn of (proofs.h) */
	struct bp_siasn_row row;
	const char *refused; /* why the register has no row of it; NULL: it has */
	bool revoked;        /* by its server, which `refused` then says */
};

struct bp_office {
	const struct bp_config *config;
	struct bp_library *library;
	const struct bp_course *course; /* NULL: every finished one */
	bool whole;                     /* the holder of the record wants the NIP whole */
	struct bp_arena *arena;
	struct bp_office_proof *proofs;
	size_t count, room;
	size_t unfinished; /* records that were added, of who has not finished the course */
	const char *revoked_of; /* the store whose list this is; NULL: none was read */
	struct bp_revoked_list revoked;
};

/*
 * Adds the proofs of a record of a store. A course that is not finished has none; where one is
 * asked for, who has not finished it is counted. A proof counts as signed where we own the
 * store's key, or where the server's signer has left it signed in the learner's outbox.
 */
bool bp_office_add(struct bp_office *office, const char *folder, const char *learner,
	struct bp_error *err);
/* The same of a session that is open already, for the person that is given; a course that is
 * asked for and not finished is an error here. */
bool bp_office_add_session(struct bp_office *office, const struct bp_session *session,
	const struct bp_person *person, struct bp_error *err);

/* Draws each PDF into the folder, under bp_siasn_file(), and appends to `index` (CSV) a line
 * for each: number, holder, course, JP, day, file, its SHA-256. With `rows_only` those that
 * the register refuses are left out. The same records give the same bytes. */
bool bp_office_write(const struct bp_office *office, const char *folder, bool rows_only,
	bool replace, struct bp_buf *index, struct bp_error *err);

/* ---- what comes back ---- */

enum bp_returned {
	BP_RETURNED_WHOLE, /* begins with our bytes, and more behind them: signed as it was */
	BP_RETURNED_SAME,   /* written anew, with the same content on its pages */
	BP_RETURNED_BARE,   /* our bytes and nothing more: nobody signed it */
	BP_RETURNED_OTHER,  /* our number, another content */
	BP_RETURNED_UNKNOWN /* no number of ours */
};
/* What a file is of a PDF of ours whose bytes are given. `name` is that of the file: the
 * number may stand there alone. */
enum bp_returned bp_office_compare(
	struct bp_str ours, struct bp_str file, const char *number, const char *name);

#endif
