/* The account that signs proofs on a server, as `berpijar kiosk --init` lays it out. */
#ifndef BERPIJAR_CLI_KIOSK_SIGNER_H
#define BERPIJAR_CLI_KIOSK_SIGNER_H

#include <berpijar/error.h>
#include <sys/types.h>

struct signer {
	const char *name;
	bool there; /* and who lays out the server is root, who alone can give it anything */
	uid_t uid;
	gid_t gid;
};

/* False: there is no such account yet. */
bool signer_find(struct signer *signer, const char *name);
/* Lays out the store for sessions of an account, and moves what is there. */
bool signer_lay_out_store(const struct signer *signer, const char *path, uid_t account,
	gid_t group, struct bp_error *err);
bool signer_give_key(const struct signer *signer, const char *path, struct bp_error *err);

#endif
