/*
 * The row of a finished course in the state's register of competence (SIASN of BKN, "riwayat
 * kursus"), as far as a player can know it. Its fields stand in one table (learn/siasn.c).
 * They were read in public clients of that service and not on a page of its own: see
 * berpijar(5). The ids by which the register knows an agency and a person are not among them;
 * whoever sends a row finds them by the NIP.
 *
 * A row is made of a proof and says nothing that does not stand on it. Where a field is
 * missing there is no row, and the reason is told.
 */
#ifndef BERPIJAR_SIASN_H
#define BERPIJAR_SIASN_H

#include <berpijar/proof.h>

#define BP_SIASN_FIELDS 11

/* Texts of the fields in the order of the table. */
struct bp_siasn_row {
	const char *fields[BP_SIASN_FIELDS];
	const char *file; /* of the PDF beside it: "NIP_NUMBER.pdf"; one of the fields */
};

struct bp_siasn_source {
	const struct bp_proof *proof;
	const struct bp_agency *agency;
	bool is_signed; /* a server signs the proof */
	const char
		*before; /* else: the number of an earlier one that it signed, or NULL */
};

/* Makes the row; its texts are in the arena. False: err says what is missing. */
bool bp_siasn_make(struct bp_arena *arena, const struct bp_siasn_source *source,
	struct bp_siasn_row *row, struct bp_error *err);

/* Append a table with heads, or an array with a newline behind it. The digits of an NIP are
 * not grouped, since the register takes them so: a spreadsheet has to be told that they are
 * text. */
void bp_siasn_csv(const struct bp_siasn_row *rows, size_t count, struct bp_buf *out);
void bp_siasn_json(const struct bp_siasn_row *rows, size_t count, struct bp_buf *out);

/* The name of a proof's PDF: "NIP_NUMBER.pdf"; where the NIP is not whole, with the id of the
 * record in its place. */
const char *bp_siasn_file(struct bp_arena *arena, const struct bp_proof *proof);

#endif
