/*
 * Making proofs of learning from a session, writing them, and the key that a server signs
 * them with. What a proof says, and how it is verified, is in proof.h.
 */
#ifndef BERPIJAR_PROOFS_H
#define BERPIJAR_PROOFS_H

#include <berpijar/key_line.h>
#include <berpijar/proof.h>
#include <berpijar/session.h>

/* ---- the server's key ---- */

/* Reads STORE/key into *room. *signer points to it, or is NULL if there is no key that we
 * may read. The caller wipes room->pair in any case. */
bool bp_server_key_load(const char *folder, struct bp_signer *room,
	const struct bp_signer **signer, struct bp_error *err);
/* Makes STORE/key and STORE/key.pub. A key that exists is never replaced. */
bool bp_server_key_make(const char *folder, const char *server, struct bp_error *err);

/* The same from a file of any name. */
bool bp_server_key_load_file(const char *path, struct bp_signer *room,
	const struct bp_signer **signer, struct bp_error *err);

/*
 * Keys that do not sign any more are kept for ever in STORE/keys.pub, since proofs that they
 * signed stay proofs: one that another took the place of (retired), and one that somebody
 * else may have got hold of (revoked), from when on what it signed is not to be trusted.
 */
enum bp_key_state { BP_KEY_CURRENT, BP_KEY_RETIRED, BP_KEY_REVOKED };

struct bp_server_key {
	uint8_t key[BP_PUBLIC_KEY_SIZE];
	char server[BP_KEY_NAME_ROOM];
	enum bp_key_state state;
	int64_t since; /* retired, revoked: ms since 1970 */
};
/* Reads a public key, as in STORE/key.pub, or the first of several. */
bool bp_server_key_read(
	const char *path, struct bp_server_key *key, struct bp_error *err);
/* The public keys of a file, each on its line, as STORE/key.pub and STORE/keys.pub have
 * them; appended. */
struct bp_server_keys {
	struct bp_server_key *at;
	size_t count, room;
};
bool bp_server_keys_read(struct bp_arena *arena, const char *path,
	struct bp_server_keys *keys, struct bp_error *err);
/* All of a store: the one that signs now, if there is one, is the first. */
bool bp_server_keys_of(struct bp_arena *arena, const char *folder,
	struct bp_server_keys *keys, struct bp_error *err);

/* Makes a new pair for the same server, and keeps the old public key as retired. Who owned
 * the secret owns the new one. */
bool bp_server_key_rotate(
	const char *folder, struct bp_server_key *now, struct bp_error *err);
/* Marks the key with this fingerprint (NULL: the one that signs now, which then is replaced
 * as well) as revoked from an instant on. `gone` is that key. */
bool bp_server_key_revoke(const char *folder, const char *fingerprint, int64_t since,
	struct bp_server_key *gone, struct bp_error *err);

/* Whether a course is the server's: it, its files and every folder on the way to it are
 * root's, and writable for nobody else. What is in the learner's own folder never is. Only
 * then a server signs a proof of it. */
bool bp_course_is_servers(const struct bp_course *course);

/* ---- proofs ---- */

/* Makes the proof of a course from all events of the session's record. Fails for a record
 * that was altered, and for a course that is not finished. Everything is in the arena. */
bool bp_proof_of(const struct bp_session *session, const struct bp_course *course,
	const struct bp_person *person, struct bp_arena *arena, struct bp_proof *proof,
	struct bp_error *err);

/* Whom a record is about, as far as it says so; in the arena. */
struct bp_person bp_person_as_kept(
	const struct bp_session *session, struct bp_arena *arena);

/* The same for the person as the record has them, with the rows that the proof will have
 * when it is written. */
bool bp_proof_as_kept(const struct bp_session *session, const struct bp_course *course,
	struct bp_arena *arena, struct bp_proof *proof, struct bp_proof_rows *rows,
	struct bp_error *err);

/* Reads the key of the session's store into *room, which the caller wipes. *signer points
 * to it, or is NULL where nobody signs this proof. */
bool bp_proof_signer(const struct bp_session *session, const struct bp_proof *proof,
	struct bp_signer *room, const struct bp_signer **signer, struct bp_error *err);

/* Appends the proof as a file of that form holds it, signed if the store has a key.
 * `unicode` is for text alone: the code is drawn with half blocks, else in ASCII. */
bool bp_proof_write(const struct bp_session *session, const struct bp_proof *proof,
	enum bp_proof_form form, bool unicode, struct bp_buf *out, struct bp_error *err);

/* The same, signed by `signer`, or by nobody (NULL). */
bool bp_proof_write_as(const struct bp_proof *proof, const struct bp_signer *signer,
	enum bp_proof_form form, bool unicode, struct bp_buf *out, struct bp_error *err);

/* Makes a proof and writes it to a new file; `number` gets the proof's number. */
bool bp_proof_save(const struct bp_session *session, const struct bp_course *course,
	const struct bp_person *person, enum bp_proof_form form, const char *path,
	char number[16], struct bp_error *err);

/* Appends an A4 document, drawn by the program berpijar-pdf. Fails where that is not
 * installed beside this one. */
bool bp_proof_pdf(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *out, struct bp_error *err);
bool bp_proof_has_pdf(void);
/* The two steps of it, for whoever makes the texts where no program can be started. */
void bp_proof_sheet(const struct bp_proof *proof, const struct bp_signer *signer,
	struct bp_buf *sheet);
bool bp_proof_draw(struct bp_str sheet, struct bp_buf *out, struct bp_error *err);
/* Several sheets at a time, which takes a fraction of the time: gives each document, in
 * their order. False: not all were drawn, or `each` returned false. */
bool bp_proof_draw_all(const struct bp_str *sheets, size_t count,
	bool (*each)(
		void *context, size_t at, struct bp_str document, struct bp_error *err),
	void *context, struct bp_error *err);

#endif
