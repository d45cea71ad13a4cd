/*
 * What an agency sets once for all that it files: who signs, and what the state's register of
 * competence is told. It comes from the configuration (config.h), where each setting has its
 * row; where a setting comes from, and what of it nobody has checked at the official source,
 * is said in berpijar(5). A text that is not set is NULL.
 */
#ifndef BERPIJAR_AGENCY_H
#define BERPIJAR_AGENCY_H

/* The kinds of training in the register that a player can be. */
#define BP_AGENCY_KINDS      "22|16"
#define BP_AGENCY_KIND_USUAL "22" /* Belajar Mandiri; 16: E-Learning */
#define BP_AGENCY_TAG_MOST   8    /* characters */

struct bp_agency {
	const char *kind; /* of BP_AGENCY_KINDS; NULL: the usual one */
	const char
		*organiser; /* of the courses; NULL: the agency of the proof's holder */
	const char *official, *official_nip, *office; /* who signs */
	const char
		*homepage; /* under which its learners get their names in xAPI (xapi.h) */
	const char
		*revocations; /* the address at which STORE/revoked.json is published */
	const char *tag;      /* what an e-signature service looks for in the PDF */
	int bound; /* least measured minutes, per cent of the planned ones; 0: none asked */
};

#endif
