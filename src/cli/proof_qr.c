/* `berpijar proof --verify-qr`: what the code on a printed proof says, and whether its server
 * said so. Nothing of it is told unless that holds. */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/claim.h>
#include <berpijar/hex.h>
#include <string.h>

#define QR_INPUT_MOST 4096 /* bytes of the standard input that are looked at */

/* ---- the text ---- */

static struct bp_str qr_text(const struct options *options)
{
	char *text = bp_arena_alloc(options->arena, QR_INPUT_MOST, 1);

	if (strcmp(options->verify_qr, "-") != 0)
		return bp_str(options->verify_qr);
	return (struct bp_str){text, fread(text, 1, QR_INPUT_MOST, stdin)};
}

static const char *qr_fault(enum bp_claim_text read)
{
	static const char *const faults[] = {
		[BP_CLAIM_NUMBER] = N_(
			"Itu hanya nomor bukti, seperti di layar atau di bukti yang tidak ditandatangani: tidak dapat diperiksa sendirian. Mintalah PDF bertanda tangan, atau bentuk teksnya untuk --verify."),
		[BP_CLAIM_ALIEN] = N_(
			"Ini bukan isi kode QR dari bukti berpijar, yang berawal dengan BP1:."),
		[BP_CLAIM_CUT] = N_(
			"TERPOTONG: akhirnya, sebuah titik dua, tidak ada; salinlah seluruh isi kode itu, dan apit dengan tanda petik tunggal."),
		[BP_CLAIM_GARBLED] = N_(
			"SALAH: isinya tidak mungkin ditulis berpijar; pindailah sekali lagi. Bila tetap begitu, kode itu bukan dari server."),
	};

	return _(faults[read]);
}

/* ---- what it says ---- */

static void qr_row(const char *label, const char *value, const char *beside)
{
	bp_say(stdout, "%-14s %s%s\n", label, *value ? value : "-", beside);
}

static void qr_tell_claim(struct bp_arena *arena, const struct bp_claim *claim)
{
	const char *own = _(" (menurut pengisi)");
	char day[VERIFY_DAY];

	verify_write_day(claim->done_at, day);
	qr_row(_("Nomor"), claim->number, "");
	qr_row(_("Nama"), claim->name, *claim->name && !claim->confirmed ? own : "");
	qr_row("NIP", claim->nip, *claim->nip && !claim->nip_confirmed ? own : "");
	qr_row(_("Kursus"), claim->course, "");
	qr_row("JP", bp_proof_jp(arena, claim->jp_halves),
		claim->brought
			? _(" (sebagian dibawa masuk; servernya tidak menjaminnya)")
			: "");
	qr_row(_("Menit"), bp_arena_printf(arena, "%d", claim->minutes), "");
	qr_row(_("Selesai"), day, "");
	if (!claim->signed_at)
		return;
	verify_write_day(claim->signed_at, day);
	qr_row(_("Ditandatangani"), day, "");
}

/* ---- who says so ---- */

static const struct bp_server_key *qr_match(
	const struct bp_server_keys *keys, const struct bp_claim *claim)
{
	for (size_t i = 0; i < keys->count; i++)
		if (bp_claim_is_of(claim, keys->at[i].key))
			return &keys->at[i];
	return NULL;
}

/* The key as it begins in key.pub. */
static bool qr_tell_foreign(
	const struct bp_server_keys *keys, const struct bp_claim *claim)
{
	struct bp_buf key = {0};

	bp_hex_add(&key, claim->key, sizeof claim->key);
	if (keys->count)
		bp_say(stdout,
			_("KUNCI ASING: kode itu menyebut kunci %s…, yang BUKAN kunci server %s.\n"),
			key.at, keys->at[0].server);
	else
		bp_say(stdout,
			_("Kunci %s… belum diketahui; mintalah key.pub dari servernya, lalu tambahkan --key BERKAS.\n"),
			key.at);
	bp_buf_release(&key);
	return false;
}

static bool qr_tell(const struct options *options, const struct verify_known *known,
	const struct bp_claim *claim)
{
	const struct bp_server_key *key = qr_match(&known->keys, claim);

	if (!key)
		return qr_tell_foreign(&known->keys, claim);
	if (!bp_claim_holds(claim, key->key)) {
		bp_say(stdout,
			_("BERUBAH: isi kode itu bukan yang ditandatangani server %s.\n"),
			key->server);
		return false;
	}
	struct bp_proof_check check = {
		.unaltered = true, .is_signed = true, .signed_at = claim->signed_at};
	memcpy(check.public_key, key->key, sizeof check.public_key);
	memcpy(check.number, claim->number, sizeof check.number);
	bp_say(stdout,
		_("Utuh, ditandatangani server %s. Bandingkan dengan kertasnya:\n"),
		key->server);
	qr_tell_claim(options->arena, claim);
	fflush(stdout);
	bool sound = verify_tell_state(&check, key);
	return verify_tell_revoked(&check, &known->revoked) && sound;
}

int verify_qr(const struct options *options)
{
	struct verify_known known;
	struct bp_claim claim;
	struct bp_error err = {0};
	enum bp_claim_text read = bp_claim_read(options->arena, qr_text(options), &claim);

	if (read != BP_CLAIM_READ) {
		bp_say(stdout, "%s\n", qr_fault(read));
		return BP_EXIT_FAILED;
	}
	if (!verify_find_known(options, &known, &err))
		return bp_say_error(&err);
	return qr_tell(options, &known, &claim) ? BP_EXIT_DONE : BP_EXIT_FAILED;
}
