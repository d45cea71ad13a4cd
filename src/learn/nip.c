/* NIP and NI PPPK: 18 digits that say when somebody was born and what sex they are. */
#include <berpijar/lang.h>
#include <berpijar/proof.h>

#define DIGITS 18
#define SHOWN  3 /* the last digits, which are not masked */

/* Where each part begins, and the least age at which somebody is appointed. */
enum { BIRTH_MONTH = 4, BIRTH_DAY = 6, APPOINTED = 8, SEX = 14, LEAST_AGE = 15 };

static int number_of(const char *digits, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++)
		value = 10 * value + digits[i] - '0';
	return value;
}

static bool is_date(int year, int month, int day)
{
	return year >= 1900 && year < 2100 &&
		bp_day_exists((struct bp_day){year, month, day});
}

/* Takes the digits; false if they are not 18, or if there is anything but blanks between
 * them. */
static bool take_digits(struct bp_str nip, char digits[DIGITS])
{
	size_t count = 0;

	for (size_t i = 0; i < nip.len; i++) {
		if (bp_is_space(nip.at[i]))
			continue;
		if (!bp_is_digit(nip.at[i]) || count == DIGITS)
			return false;
		digits[count++] = nip.at[i];
	}
	return count == DIGITS;
}

const char *bp_nip_doubt(struct bp_str nip)
{
	char digits[DIGITS];

	if (!take_digits(nip, digits))
		return _("bukan 18 angka");
	int born = number_of(digits, 4), appointed = number_of(digits + APPOINTED, 4);
	if (!is_date(born, number_of(digits + BIRTH_MONTH, 2),
		    number_of(digits + BIRTH_DAY, 2)))
		return _("angka 1-8 bukan tanggal lahir");
	if (appointed < born + LEAST_AGE || appointed >= 2100)
		return _("angka 9-12 bukan tahun pengangkatan");
	if (digits[SEX] != '1' && digits[SEX] != '2')
		return _("angka ke-15 bukan 1 atau 2");
	return NULL;
}

void bp_nip_mask(struct bp_str nip, struct bp_buf *out)
{
	struct bp_buf plain = {0};
	uint32_t code;
	size_t count = 0;

	for (size_t i = 0; i < nip.len; i++)
		if (!bp_is_space(nip.at[i]))
			bp_buf_add_char(&plain, nip.at[i]);
	struct bp_str left = bp_buf_str(&plain);
	for (size_t at = 0; at < left.len; count++)
		at += bp_utf8_next(left, at, &code);
	for (size_t at = 0, i = 0; at < left.len; i++) {
		at += bp_utf8_next(left, at, &code);
		if (count > SHOWN && i >= count - SHOWN)
			bp_buf_add_code(out, code);
		else
			bp_buf_add_char(out, '*');
	}
	bp_buf_release(&plain);
}
