/* QR codes, made by libqrcodegen, and written as text. */
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/qr.h>
#include <qrcodegen.h>
#include <stdlib.h>
#include <string.h>

/* The code of a text into `code`; both have room for the largest. */
static bool qr_encode(struct bp_str text, uint8_t *scratch, uint8_t *code)
{
	if (!text.len || text.len > qrcodegen_BUFFER_LEN_MAX ||
		memchr(text.at, '\0', text.len))
		return false;
	memcpy(scratch, text.at, text.len);
	return qrcodegen_encodeBinary(scratch, text.len, code, qrcodegen_Ecc_LOW,
		qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO, true);
}

static struct bp_qr *qr_read(const uint8_t *code)
{
	struct bp_qr *qr = bp_alloc(1, sizeof *qr);

	qr->size = qrcodegen_getSize(code);
	qr->modules = bp_alloc((size_t)qr->size * (size_t)qr->size, 1);
	for (int row = 0; row < qr->size; row++)
		for (int column = 0; column < qr->size; column++)
			qr->modules[row * qr->size + column] =
				qrcodegen_getModule(code, column, row);
	return qr;
}

/* The same for capitals, digits and signs, two of which share eleven bits. */
static bool qr_encode_dense(struct bp_str text, uint8_t *scratch, uint8_t *code)
{
	struct bp_buf cstr = {0};

	bp_buf_add_str(&cstr, text);
	bool ok = text.len && !memchr(text.at, '\0', text.len) &&
		qrcodegen_encodeText(cstr.at, scratch, code, qrcodegen_Ecc_MEDIUM,
			qrcodegen_VERSION_MIN, qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO,
			true);
	bp_buf_release(&cstr);
	return ok;
}

static struct bp_qr *qr_make(struct bp_str text,
	bool (*encode)(struct bp_str text, uint8_t *scratch, uint8_t *code),
	struct bp_error *err)
{
	uint8_t *room = bp_alloc(2, qrcodegen_BUFFER_LEN_MAX);
	uint8_t *code = room + qrcodegen_BUFFER_LEN_MAX;
	struct bp_qr *qr = encode(text, room, code) ? qr_read(code) : NULL;

	free(room);
	if (!qr)
		bp_fail(err, BP_ERROR_INPUT,
			_("Alamat ini terlalu panjang untuk kode QR."));
	return qr;
}

struct bp_qr *bp_qr_new(struct bp_str text, struct bp_error *err)
{
	return qr_make(text, qr_encode, err);
}

struct bp_qr *bp_qr_new_dense(struct bp_str text, struct bp_error *err)
{
	return qr_make(text, qr_encode_dense, err);
}

void bp_qr_free(struct bp_qr *qr)
{
	if (!qr)
		return;
	free(qr->modules);
	free(qr);
}

/* ---- as text ---- */

#define QUIET 2 /* white modules left of the code */

static bool qr_is_black(const struct bp_qr *qr, int row, int column)
{
	return row >= 0 && column >= 0 && row < qr->size && column < qr->size &&
		qr->modules[row * qr->size + column];
}

/* Ends a line of text without the white modules at its end. */
static void qr_end_line(struct bp_buf *out, size_t start)
{
	while (out->len > start && out->at[out->len - 1] == ' ')
		out->at[--out->len] = '\0';
	bp_buf_add_char(out, '\n');
}

void bp_qr_write(const struct bp_qr *qr, bool halves, struct bp_buf *out)
{
	static const char *const pairs[] = {" ", "▀", "▄", "█"};
	int step = halves ? 2 : 1;

	for (int row = 0; row < qr->size; row += step) {
		size_t start = out->len;
		for (int column = -QUIET; column < qr->size; column++) {
			bool upper = qr_is_black(qr, row, column),
			     lower = qr_is_black(qr, row + 1, column);
			bp_buf_add_cstr(out,
				halves          ? pairs[upper + 2 * lower]
					: upper ? "##"
						: "  ");
		}
		qr_end_line(out, start);
	}
}
