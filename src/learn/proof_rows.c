/* The words of a proof: its rows above and below the list of modules. */
#include "proof.h"
#include <berpijar/arena.h>
#include <berpijar/hex.h>
#include <berpijar/lang.h>
#include <string.h>

const char *bp_proof_date(struct bp_arena *arena, int64_t at, bool brief)
{
	struct bp_day day = bp_day_of(at);

	return bp_arena_printf(arena, "%d %.*s %d", day.day, brief ? 3 : 16,
		bp_month_indonesian(day.month), day.year);
}

const char *bp_proof_jp(struct bp_arena *arena, int halves)
{
	char jp[BP_JP_ROOM];

	return bp_arena_cstr(arena, bp_str(bp_jp_write(halves, ',', jp)));
}

void bp_fingerprint(
	const uint8_t public_key[BP_PUBLIC_KEY_SIZE], char out[BP_FINGERPRINT_LEN + 1])
{
	struct bp_digest digest = bp_digest_of(
		(struct bp_str){(const char *)public_key, BP_PUBLIC_KEY_SIZE});

	snprintf(out, BP_FINGERPRINT_LEN + 1, "%02x%02x %02x%02x %02x%02x %02x%02x",
		digest.at[0], digest.at[1], digest.at[2], digest.at[3], digest.at[4],
		digest.at[5], digest.at[6], digest.at[7]);
}

void bp_proof_status(
	const char *server, const uint8_t *public_key, bool brought, struct bp_buf *out)
{
	char fingerprint[BP_FINGERPRINT_LEN + 1];

	if (!server) {
		bp_buf_add_cstr(out, PROOF_UNSIGNED);
		return;
	}
	bp_fingerprint(public_key, fingerprint);
	bp_buf_printf(out, PROOF_SIGNED " %s (kunci %s)%s", server, fingerprint,
		brought ? ", yang hanya menjamin apa yang dicatat di server itu" : "");
}

static void learn_proof_add_row(
	struct bp_proof_rows *rows, const char *label, const char *value)
{
	if (value[0])
		rows->at[rows->count++] =
			(struct bp_proof_row){.label = label, .value = value};
}

static const char *period_of(struct bp_arena *arena, const struct bp_proof *proof)
{
	const char *from = bp_proof_date(arena, proof->first_at, false);
	const char *to = bp_proof_date(arena, proof->done_at, false);

	return strcmp(from, to) == 0
		? bp_arena_printf(arena, "%s (WIB)", to)
		: bp_arena_printf(arena, "%s sampai %s (WIB)", from, to);
}

/* A field, and that nobody but the learner says so. */
static const char *stated(struct bp_arena *arena, const char *value, bool confirmed)
{
	return !value[0] || confirmed
		? value
		: bp_arena_printf(arena, "%s (menurut pengisi)", value);
}

/* What of it came by an import; "": nothing. */
static const char *brought_words(struct bp_arena *arena, const struct bp_proof *proof)
{
	bool marked = false;

	for (size_t i = 0; i < proof->module_count; i++)
		marked = marked || proof->modules[i].brought;
	if (!proof->chain.brought)
		return "";
	return bp_arena_printf(arena,
		"%s JP dan %d menit, dari %lld peristiwa yang tidak dicatat di sini%s",
		bp_proof_jp(arena, proof->jp_halves_brought), proof->minutes_brought,
		(long long)proof->chain.brought, marked ? "; modulnya bertanda *" : "");
}

/* Says also how many events are missing, after the record was damaged and recovered. */
static const char *record_words(struct bp_arena *arena, const struct bp_chain *chain)
{
	const char *missing = chain->missing
		? bp_arena_printf(arena, " (%lld lagi hilang)", (long long)chain->missing)
		: "";

	return bp_arena_printf(arena, "%lld peristiwa%s, rantai sha256",
		(long long)chain->events, missing);
}

/* Measured minutes beside the planned ones, said plainly where they are under a third. */
static const char *proof_time_words(struct bp_arena *arena, const struct bp_proof *proof)
{
	int planned = bp_jp_minutes(proof->jp_halves);

	if (!planned)
		return "";
	return bp_arena_printf(arena,
		"terukur %d menit dari %d menit yang direncanakan%s", proof->minutes,
		planned,
		proof->minutes * 3 < planned ? ": kurang dari sepertiganya" : "");
}

/* What the one who signs vouches for beside the minutes. */
static const char *proof_answer_words(
	struct bp_arena *arena, const struct bp_proof *proof)
{
	return bp_arena_printf(
		arena, "%zu jawaban untuk %zu soal", proof->answers, proof->questions);
}

/* Nobody saw these being answered; "": there are none. */
static const char *proof_paper_words(struct bp_arena *arena, const struct bp_proof *proof)
{
	return proof->papers
		? bp_arena_printf(arena,
			  "%zu percobaan ujian dijawab di kertas, lalu diketik",
			  proof->papers)
		: "";
}

/* The day for people, the instant for whoever asks what the key was worth then. */
static const char *proof_signing_words(struct bp_arena *arena, int64_t at)
{
	char time[BP_TIME_ROOM];

	bp_time_iso(at, time);
	return bp_arena_printf(
		arena, "%s (WIB), %s", bp_proof_date(arena, at, false), time);
}

/* Which text it was, and whose. */
static void proof_add_content(
	struct bp_arena *arena, const struct bp_proof *proof, struct bp_proof_rows *rows)
{
	struct bp_buf text = {0};

	bp_buf_printf(&text, "%s, milik %s", proof->course_id,
		proof->servers ? "server" : "peserta");
	learn_proof_add_row(rows, "Isi kursus", bp_arena_cstr(arena, bp_buf_str(&text)));
	bp_buf_clear(&text);
	bp_hex_add(&text, proof->content.at, sizeof proof->content.at);
	learn_proof_add_row(rows, "", bp_arena_cstr(arena, bp_buf_str(&text)));
	bp_buf_release(&text);
}

static void proof_add_nip(
	struct bp_arena *arena, const struct bp_proof *proof, struct bp_proof_rows *rows)
{
	if (!proof->nip[0])
		return;
	learn_proof_add_row(
		rows, "NIP/NI PPPK", stated(arena, proof->nip, proof->nip_confirmed));
	rows->at[rows->count - 1].screen =
		stated(arena, proof->screen_nip, proof->nip_confirmed);
}

void bp_proof_describe(struct bp_arena *arena, const struct bp_proof *proof,
	const struct bp_signer *signer, struct bp_proof_rows *rows)
{
	struct bp_buf text = {0};

	*rows = (struct bp_proof_rows){.count = 0};
	learn_proof_add_row(rows, "Nomor", bp_arena_cstr(arena, bp_str(proof->number)));
	learn_proof_add_row(rows, "Peserta", proof->learner);
	learn_proof_add_row(rows, "Nama", stated(arena, proof->name, proof->confirmed));
	proof_add_nip(arena, proof, rows);
	learn_proof_add_row(rows, "Unit kerja", proof->unit);
	learn_proof_add_row(rows, "Instansi", proof->agency);
	learn_proof_add_row(rows, "Kursus", proof->course);
	learn_proof_add_row(rows, "Versi isi", proof->version);
	proof_add_content(arena, proof, rows);
	learn_proof_add_row(rows, "Masa belajar", period_of(arena, proof));
	learn_proof_add_row(rows, "Jumlah",
		bp_arena_printf(arena,
			"%s JP rencana (1 JP = %d menit), %d menit tercatat, %zu modul",
			bp_proof_jp(arena, proof->jp_halves), BP_JP_MINUTES,
			proof->minutes, proof->module_count));
	learn_proof_add_row(rows, "Waktu", proof_time_words(arena, proof));
	if (signer && signer->at)
		learn_proof_add_row(rows, "Jawaban", proof_answer_words(arena, proof));
	learn_proof_add_row(rows, "Dibawa masuk", brought_words(arena, proof));
	learn_proof_add_row(rows, "Dari kertas", proof_paper_words(arena, proof));
	learn_proof_add_row(rows, "Perbaikan", bp_proof_regrade_words(arena, proof));
	rows->head = rows->count;
	bp_proof_status(signer ? signer->server : NULL,
		signer ? signer->pair.public_key : NULL, proof->chain.brought > 0, &text);
	learn_proof_add_row(rows, "Keterangan", bp_arena_cstr(arena, bp_buf_str(&text)));
	if (signer && signer->at)
		learn_proof_add_row(
			rows, PROOF_SIGNED_AT, proof_signing_words(arena, signer->at));
	bp_buf_clear(&text);
	bp_hex_add(&text, proof->chain.link.at, sizeof proof->chain.link.at);
	learn_proof_add_row(rows, "Catatan", record_words(arena, &proof->chain));
	learn_proof_add_row(rows, "", bp_arena_cstr(arena, bp_buf_str(&text)));
	bp_buf_release(&text);
}
