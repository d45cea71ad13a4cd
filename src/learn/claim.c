/* What a proof claims, as the text of a QR code: see claim.h. */
#include <berpijar/base.h>
#include <berpijar/claim.h>
#include <string.h>

#define CLAIM_END  ":"
#define CLAIM_CUT  "…"
#define CLAIM_HEAD 30 /* bytes before the first text */

/* The most bytes of the texts; the last one has what the others leave. */
#define CLAIM_NAME_MOST 56
#define CLAIM_NIP_MOST  24
#define CLAIM_TEXTS_MOST \
	(BP_CLAIM_MOST - CLAIM_HEAD - 3 - BP_SIGNATURE_SIZE) /* each has its length */

enum { CLAIM_BROUGHT = 1, CLAIM_CONFIRMED = 2, CLAIM_NIP_CONFIRMED = 4 };

_Static_assert(
	sizeof BP_CLAIM_BEGIN - 1 + BP_CLAIM_MOST / 2 * 3 + 1 <= BP_CLAIM_TEXT_MOST,
	"it fits into the code");

/* ---- writing ---- */

static void claim_add_number(struct bp_buf *out, uint64_t number, int bytes)
{
	while (bytes-- > 0)
		bp_buf_add_char(out, (char)(number >> 8 * bytes & 0xff));
}

static uint64_t claim_bounded(int64_t number, int bytes)
{
	int64_t most = (INT64_C(1) << 8 * bytes) - 1;

	return (uint64_t)(number < 0 ? 0 : number > most ? most : number);
}

/* Up to a character; what a claim is made of must not change with the table of Unicode, so
 * it is not cut at clusters. */
static size_t claim_fit(struct bp_str text, size_t most)
{
	size_t at = 0, end = 0;
	uint32_t code;

	while (at < text.len && (at += bp_utf8_next(text, at, &code)) <= most)
		end = at;
	return end;
}

static void claim_add_text(struct bp_buf *out, const char *words, size_t most)
{
	struct bp_str text = bp_str(words);
	const char *tail = "";

	if (text.len > most) {
		tail = CLAIM_CUT;
		text.len = claim_fit(text, most - strlen(tail));
	}
	bp_buf_add_char(out, (char)(text.len + strlen(tail)));
	bp_buf_add_str(out, text);
	bp_buf_add_cstr(out, tail);
}

static void claim_add(
	const struct bp_proof *proof, const struct bp_signer *signer, struct bp_buf *out)
{
	uint64_t number = 0;
	size_t left, start;

	bp_proof_number_read(bp_str(proof->number), &number);
	bp_buf_add(out, signer->pair.public_key, BP_CLAIM_KEY);
	claim_add_number(out, number, 8);
	claim_add_number(out, claim_bounded(signer->at / 1000, 4), 4);
	claim_add_number(out, claim_bounded(proof->done_at / 1000, 4), 4);
	claim_add_number(out, claim_bounded(proof->jp_halves, 2), 2);
	claim_add_number(out, claim_bounded(proof->minutes, 3), 3);
	claim_add_number(out,
		(proof->chain.brought > 0 ? CLAIM_BROUGHT : 0) |
			(proof->confirmed ? CLAIM_CONFIRMED : 0) |
			(proof->nip_confirmed ? CLAIM_NIP_CONFIRMED : 0),
		1);
	start = out->len + 2; /* the lengths of the first two */
	claim_add_text(out, proof->name, CLAIM_NAME_MOST);
	claim_add_text(out, proof->nip, CLAIM_NIP_MOST);
	left = CLAIM_TEXTS_MOST - (out->len - start);
	claim_add_text(out, proof->course, left);
}

void bp_claim_write(
	const struct bp_proof *proof, const struct bp_signer *signer, struct bp_buf *out)
{
	uint8_t signature[BP_SIGNATURE_SIZE];
	struct bp_buf covered = {0};
	size_t begin = strlen(BP_CLAIM_BEGIN);

	bp_buf_add_cstr(&covered, BP_CLAIM_BEGIN);
	claim_add(proof, signer, &covered);
	bp_sign(&signer->pair, bp_buf_str(&covered), signature);
	bp_buf_add(&covered, signature, sizeof signature);
	bp_buf_add_cstr(out, BP_CLAIM_BEGIN);
	bp_base45_add(out, (const uint8_t *)covered.at + begin, covered.len - begin);
	bp_buf_add_cstr(out, CLAIM_END);
	bp_buf_release(&covered);
}

/* ---- reading ---- */

/* The bytes that are left to be read; `short_of` once there were too few. */
struct claim_bytes {
	struct bp_str left;
	bool short_of;
};

static struct bp_str claim_take(struct claim_bytes *bytes, size_t count)
{
	struct bp_str taken = bp_str_part(bytes->left, 0, count);

	if (count > bytes->left.len) {
		bytes->short_of = true;
		return (struct bp_str){NULL, 0};
	}
	bytes->left = bp_str_from(bytes->left, count);
	return taken;
}

static uint64_t claim_take_number(struct claim_bytes *bytes, size_t count)
{
	struct bp_str taken = claim_take(bytes, count);
	uint64_t number = 0;

	for (size_t i = 0; i < taken.len; i++)
		number = number << 8 | (uint8_t)taken.at[i];
	return number;
}

static const char *claim_take_text(struct bp_arena *arena, struct claim_bytes *bytes)
{
	struct bp_str text = claim_take(bytes, claim_take_number(bytes, 1));
	struct bp_buf line = {0};

	bp_buf_add_clean_line(&line, text);
	const char *kept = bp_arena_cstr(arena, bp_buf_str(&line));
	bp_buf_release(&line);
	return kept;
}

static void claim_take_all(
	struct bp_arena *arena, struct claim_bytes *bytes, struct bp_claim *claim)
{
	struct bp_str key = claim_take(bytes, BP_CLAIM_KEY);

	if (key.len)
		memcpy(claim->key, key.at, key.len);
	bp_proof_number_write(claim_take_number(bytes, 8), claim->number);
	claim->signed_at = (int64_t)claim_take_number(bytes, 4) * 1000;
	claim->done_at = (int64_t)claim_take_number(bytes, 4) * 1000;
	claim->jp_halves = (int)claim_take_number(bytes, 2);
	claim->minutes = (int)claim_take_number(bytes, 3);
	uint64_t flags = claim_take_number(bytes, 1);
	claim->brought = flags & CLAIM_BROUGHT;
	claim->confirmed = flags & CLAIM_CONFIRMED;
	claim->nip_confirmed = flags & CLAIM_NIP_CONFIRMED;
	claim->name = claim_take_text(arena, bytes);
	claim->nip = claim_take_text(arena, bytes);
	claim->course = claim_take_text(arena, bytes);
}

/* `all` begins as the text does, which is signed as well. */
static enum bp_claim_text claim_parse(
	struct bp_arena *arena, struct bp_str all, struct bp_claim *claim)
{
	struct claim_bytes bytes = {.left = bp_str_from(all, strlen(BP_CLAIM_BEGIN))};

	claim_take_all(arena, &bytes, claim);
	claim->covered = bp_str_part(all, 0, all.len - bytes.left.len);
	struct bp_str signature = claim_take(&bytes, BP_SIGNATURE_SIZE);
	if (bytes.short_of)
		return BP_CLAIM_CUT;
	memcpy(claim->signature, signature.at, signature.len);
	return bytes.left.len ? BP_CLAIM_GARBLED : BP_CLAIM_READ;
}

/* The text without what is around it. */
static enum bp_claim_text claim_read_base(
	struct bp_arena *arena, struct bp_str text, struct bp_claim *claim)
{
	struct bp_buf all = {0};
	enum bp_claim_text read = BP_CLAIM_GARBLED;

	bp_buf_add_cstr(&all, BP_CLAIM_BEGIN);
	if (bp_base45_read(text, &all))
		read = claim_parse(arena, bp_arena_str(arena, bp_buf_str(&all)), claim);
	bp_buf_release(&all);
	return read;
}

enum bp_claim_text bp_claim_read(
	struct bp_arena *arena, struct bp_str text, struct bp_claim *claim)
{
	struct bp_str begin = BP_STR(BP_CLAIM_BEGIN);
	uint64_t bits;

	*claim = (struct bp_claim){.name = ""};
	text = bp_str_trim(text);
	if (bp_proof_number_read(text, &bits))
		return BP_CLAIM_NUMBER;
	if (!bp_str_starts(text, begin.at))
		return BP_CLAIM_ALIEN;
	if (text.len == begin.len || text.at[text.len - 1] != CLAIM_END[0])
		return BP_CLAIM_CUT;
	return text.len > BP_CLAIM_TEXT_MOST
		? BP_CLAIM_GARBLED
		: claim_read_base(
			  arena, bp_str_part(text, begin.len, text.len - 1), claim);
}

/* ---- verifying ---- */

bool bp_claim_is_for(const struct bp_claim *claim, const struct bp_proof *proof,
	const struct bp_signer *signer)
{
	struct bp_buf covered = {0};

	bp_buf_add_cstr(&covered, BP_CLAIM_BEGIN);
	claim_add(proof, signer, &covered);
	bool same = bp_str_equal(bp_buf_str(&covered), claim->covered);
	bp_buf_release(&covered);
	return same;
}

bool bp_claim_is_of(
	const struct bp_claim *claim, const uint8_t public_key[BP_PUBLIC_KEY_SIZE])
{
	return memcmp(claim->key, public_key, sizeof claim->key) == 0;
}

bool bp_claim_holds(
	const struct bp_claim *claim, const uint8_t public_key[BP_PUBLIC_KEY_SIZE])
{
	return bp_claim_is_of(claim, public_key) &&
		bp_signature_holds(public_key, claim->covered, claim->signature);
}
