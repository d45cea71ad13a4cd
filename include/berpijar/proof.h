/*
 * "Bukti Belajar Mandiri": what a learner shows of a finished course.
 *
 * It is a learner's own statement and not a certificate: it has no emblem and no official
 * number, and a line says so. It is always in Indonesian, since offices file it. The same
 * record gives the same bytes, wherever and whenever it is printed. Of an NIP it shows the
 * last three digits, unless its holder wants it whole or the agency's roster has it: a masked
 * one can be matched to nobody. Screens mask it all the same.
 *
 * What came by an import was not seen where the proof is made. It counts, but apart: a
 * module says where it was finished, and a server that signs vouches only for what was
 * recorded on it. A module that was finished here is described by what was recorded here.
 *
 * Where a question was graded anew, the proof says so, and names the proof that was made
 * before it, as far as its number is known.
 */
#ifndef BERPIJAR_PROOF_H
#define BERPIJAR_PROOF_H

#include <berpijar/agency.h>
#include <berpijar/course.h>
#include <berpijar/progress.h>
#include <berpijar/seal.h>

#define BP_PROOF_TITLE "Bukti Belajar Mandiri"
#define BP_PROOF_NOTICE                                \
	"belum merupakan sertifikat pelatihan resmi; " \
	"pengakuan JP ditetapkan oleh instansi"
#define BP_PROOF_LIMIT (256 * 1024) /* bytes of the largest file that is verified */

/* The kinds of files that a proof is written to. */
enum bp_proof_form {
	BP_PROOF_PDF,
	BP_PROOF_TEXT,
	BP_PROOF_JSON,
	BP_PROOF_BADGE, /* badge.h; only a server makes one */
	BP_PROOF_FORMS
};

/* ---- its number ---- */

#define BP_PROOF_NUMBER_BITS 60
#define BP_PROOF_NUMBER_ROOM 16 /* "3F7K-9QRT-XW2M", with the NUL */
#define BP_PROOF_URN_ROOM    46 /* "urn:uuid:" and a UUID, with the NUL */

void bp_proof_number_write(uint64_t bits, char number[BP_PROOF_NUMBER_ROOM]);
/* False: the text is not a number as it is written. */
bool bp_proof_number_read(struct bp_str text, uint64_t *bits);
/* The URN of a proof of this number, which has all its bits. */
void bp_proof_urn(uint64_t bits, char urn[BP_PROOF_URN_ROOM]);

/* ---- the person ---- */

enum bp_person_field {
	BP_PERSON_NAME,
	BP_PERSON_NIP,
	BP_PERSON_UNIT,
	BP_PERSON_AGENCY,
	BP_PERSON_FIELDS
};
/* The name of the setting that keeps a field, if the person wants that. */
const char *bp_person_setting(enum bp_person_field field);
/* The setting in which a learner says whether name and unit may go into bundles (store.h).
 * Nothing said is no. */
#define BP_CONSENT_NAME "consent.name"
#define BP_CONSENT_YES  "yes"
#define BP_CONSENT_NO   "no"
/* … and whether proofs show the NIP whole. Nothing said is no. */
#define BP_CONSENT_NIP "consent.nip"
/* The same of the learner's own words (notes, bookmarks, essays, what was typed), which then
 * go to a centre (berpijar-sync). */
#define BP_CONSENT_WORDS "consent.words"

/* As the learner typed them; empty: left out. */
struct bp_person {
	struct bp_str name;
	struct bp_str nip; /* NIP or NI PPPK */
	struct bp_str unit, agency;
	bool whole; /* the NIP may be shown whole, whatever the record says of it */
};

/*
 * What looks wrong in an NIP or an NI PPPK, as a message; NULL: nothing. Both have 18
 * digits without the blanks: date of birth, year of appointment, two that mean different
 * things in the two, sex, serial number. This is only a reason to warn, never to refuse.
 */
const char *bp_nip_doubt(struct bp_str nip);
/* Appends the NIP without blanks, and with "*" for all but the last three digits. */
void bp_nip_mask(struct bp_str nip, struct bp_buf *out);

/* ---- what a proof says ---- */

struct bp_proof_module {
	const char *id, *title;
	int jp_halves; /* planned for it when it was finished */
	int minutes;   /* of measured reading */
	int64_t done_at;
	int percent;         /* the score; -1: none */
	bool brought;        /* not finished here: what is said of it came by an import */
	int minutes_brought; /* of the minutes, those that came by an import */
};

/* A question that was graded anew (regrades.h). */
struct bp_proof_regrade {
	const char *module, *question, *name; /* ids, and the question in words */
	int64_t at;
	bool dropped;
	bool proved;        /* there may be proofs that were made before */
	const char *number; /* of such a proof; "": not known */
};

/* What a proof is made of. */
struct bp_proof_record {
	const char *learner;   /* the id of the record */
	const char *pseudonym; /* of its learner, in badges; NULL: none */
	const struct bp_progress *all;
	const struct bp_progress *here; /* without what came by an import; may be `all` */
	struct bp_chain chain;          /* up to the last event of the course */
	size_t answers;                 /* to questions of the course, recorded here */
	struct bp_digest content;       /* of the course as it is now: bp_course_hash() */
	bool servers;                   /* no learner can write to the course */
	/* the name and the NIP as an administrator entered them; may be empty */
	struct bp_str confirmed, confirmed_nip;
	bool whole; /* the learner wants the NIP whole: BP_CONSENT_NIP */
};

struct bp_proof {
	const char *learner;
	const char *name, *nip, *unit, *agency; /* "" if left out; nip may be masked */
	const char *screen_nip;                 /* masked in any case */
	bool whole;                             /* nip is not masked */
	/* the name, the NIP, by an administrator; else only the learner says so */
	bool confirmed, nip_confirmed;
	const char *course_id, *course;
	const char *version;      /* of the course when its modules were finished; "": not
			      * known */
	struct bp_digest content; /* of the course when the proof was made */
	bool servers; /* the course is the server's; else a learner's, and nobody signs */
	struct bp_proof_module *modules;
	size_t module_count;
	struct bp_proof_regrade *regrades;
	size_t regrade_count;
	int jp_halves, minutes;                 /* of all modules */
	int jp_halves_brought, minutes_brought; /* of these, what came by an import */
	/* recorded where the proof is made: said where a signer says when (struct bp_signer) */
	size_t papers; /* attempts at its exams that were answered on paper (exam.h) */
	size_t answers, questions; /* questions: that have an answer */
	int64_t first_at;          /* of the first event of the course */
	int64_t done_at;           /* of the last module that was finished */
	struct bp_chain chain;
	const char *pseudonym; /* in badges (pseudonym.h), which alone say it; "": none */
	char number
		[BP_PROOF_NUMBER_ROOM]; /* computed from all the above but the pseudonym */
	const struct bp_agency
		*office; /* who signs it on paper; NULL: whoever writes in */
};

/* Whether all modules of the course are finished that have to be. */
bool bp_proof_is_due(const struct bp_course *course, const struct bp_progress *progress);

/* All strings are in the arena. False if the course is not finished: err says what is
 * missing. */
bool bp_proof_make(struct bp_arena *arena, const struct bp_course *course,
	const struct bp_proof_record *record, const struct bp_person *person,
	struct bp_proof *proof, struct bp_error *err);

/* Whole minutes of a module, as a proof counts them; NULL: none. */
int bp_proof_minutes(const struct bp_module_record *record);

/* ---- its forms ---- */

/* A server that signs proofs. Where a signer is wanted, NULL means: not signed. */
struct bp_signer {
	struct bp_key_pair pair;
	char server[65]; /* its name */
	int64_t at; /* when it signs, ms since 1970; 0: the proof does not say so, nor how many
		     * answers it is made of */
	bool absent; /* its secret key is not here: it has signed before, and signs nothing now */
	const char *
		claim; /* absent: what it signed of the proof (claim.h); NULL: none is kept */
};

/* On a shared server: what became of the wish to have the proof of a course signed. */
enum bp_signing_state {
	BP_SIGNING_NONE, /* nobody asked */
	BP_SIGNING_ASKED,
	BP_SIGNING_SIGNED,
	BP_SIGNING_REFUSED
};
struct bp_signing {
	enum bp_signing_state state;
	int64_t at;         /* since when, ms since 1970 */
	const char *number; /* signed: the proof's */
	const char *file;   /* signed: its name in the outbox */
	const char *claim;  /* signed: what the code on its PDF says (claim.h) */
	const char *reason; /* refused; in the learner's language */
};

/* "3f7a 91bc 02de 77aa": the first bytes of the key's SHA-256. */
#define BP_FINGERPRINT_LEN 19
void bp_fingerprint(
	const uint8_t public_key[BP_PUBLIC_KEY_SIZE], char out[BP_FINGERPRINT_LEN + 1]);

/* The rows above and below the list of modules, from top to bottom; in the arena. */
struct bp_proof_row {
	const char *label, *value;
	const char *screen; /* what a screen shows in its place; NULL: the value */
};
struct bp_proof_rows {
	struct bp_proof_row at[22];
	size_t count, head; /* the first `head` are above the list */
};
void bp_proof_describe(struct bp_arena *arena, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_proof_rows *rows);
/* "24 November 2026", in Western Indonesian Time; short: "24 Nov 2026". */
const char *bp_proof_date(struct bp_arena *arena, int64_t at, bool brief);
const char *bp_proof_jp(struct bp_arena *arena, int halves); /* "1,5" */

/* Appends a text of 80 columns. `picture` are lines that show the number as a QR code; it
 * may be empty. The last lines are the digest of all above and, if signed, the key and
 * the signature. */
void bp_proof_text(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_str picture, struct bp_buf *out);
/* Appends one line of JSON with sorted keys and no blanks. "digest" is that of the line
 * without "digest" and "signature", and "signature" is over the line without "signature";
 * both without the newline. */
void bp_proof_json(
	const struct bp_proof *proof, const struct bp_signer *signer, struct bp_buf *out);

/* ---- verification ---- */

struct bp_proof_check {
	bool unaltered; /* in every byte, as far as its own digest and signature show:
			 * whoever alters an unsigned file can make its digest anew */
	bool is_signed;
	uint8_t public_key[BP_PUBLIC_KEY_SIZE]; /* of the signature */
	int64_t signed_at; /* by the proof's own words, ms since 1970; 0: it does not say */
	char number[BP_PROOF_NUMBER_ROOM]; /* that it says; "": none */
};

/* Verifies the text form or the JSON form, of this version or an earlier one, or a badge. A file that
 * names a server without a signature that holds counts as altered. False: the file is
 * none of them. */
bool bp_proof_verify(
	struct bp_str file, struct bp_proof_check *check, struct bp_error *err);

#endif
