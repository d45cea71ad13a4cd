/* QR codes by libqrencode, which is loaded when the first one is made. */
#include <berpijar/arena.h>
#include <berpijar/lang.h>
#include <berpijar/load.h>
#include <berpijar/qr.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "libqrencode.so.4"

struct qr_library {
	__typeof__(&QRcode_encodeData) encode;
	__typeof__(&QRcode_free) free;
};

static bool qr_load(struct qr_library *library, struct bp_error *err)
{
	static const char *const names[] = {"QRcode_encodeData", "QRcode_free"};

	return bp_load(LIBRARY, names, sizeof names / sizeof *names, library) ||
		bp_fail(err, BP_ERROR_SYSTEM,
			_("kode QR memerlukan pustaka %s, yang belum terpasang; salinlah tulisannya"),
			LIBRARY);
}

static QRcode *qr_encode(
	const struct qr_library *library, struct bp_str text, struct bp_error *err)
{
	QRcode *made = NULL;

	if (text.len && !memchr(text.at, '\0', text.len))
		made = library->encode(
			(int)text.len, (const unsigned char *)text.at, 0, QR_ECLEVEL_L);
	if (!made)
		bp_fail(err, BP_ERROR_INPUT,
			_("Alamat ini terlalu panjang untuk kode QR."));
	return made;
}

struct bp_qr *bp_qr_new(struct bp_str text, struct bp_error *err)
{
	struct qr_library library;
	QRcode *made = qr_load(&library, err) ? qr_encode(&library, text, err) : NULL;

	if (!made)
		return NULL;
	struct bp_qr *qr = bp_alloc(1, sizeof *qr);
	size_t modules = (size_t)made->width * (size_t)made->width;
	qr->size = made->width;
	qr->modules = bp_alloc(modules, 1);
	memcpy(qr->modules, made->data, modules);
	library.free(made);
	return qr;
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
		(qr->modules[row * qr->size + column] & 1);
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
