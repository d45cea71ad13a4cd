/* Filling in a bp_error, and the system's reasons in the user's language. */
#include <berpijar/error.h>
#include <berpijar/lang.h>
#include <berpijar/text.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A message that did not fit may end within a character: leaves that one out. */
static void cut_at_character(char *text, size_t room)
{
	size_t end = room - 1;
	while (end > 0 && ((unsigned char)text[end - 1] & 0xc0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)text[end - 1] >= 0xc0)
		end--;
	text[end] = '\0';
}

bool bp_fail(struct bp_error *err, enum bp_error_kind kind, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	err->kind = kind;
	va_start(args, format);
	int len = vsnprintf(err->message, sizeof err->message, format, args);
	va_end(args);
	if (len >= (int)sizeof err->message)
		cut_at_character(err->message, sizeof err->message);
	return false;
}

const char *bp_strerror(int code)
{
	static const struct {
		int code;
		const char *words;
	} known[] = {
		{ENOENT, N_("berkas atau foldernya tidak ada")},
		{ENOTDIR, N_("sebagian jalurnya bukan folder")},
		{EISDIR, N_("itu folder, bukan berkas")},
		{EACCES, N_("tidak diizinkan")},
		{EPERM, N_("tidak diizinkan")},
		{EROFS, N_("sistem berkas hanya dapat dibaca")},
		{EEXIST, N_("sudah ada")},
		{ENOSPC, N_("disk penuh")},
		{EDQUOT, N_("jatah ruang disk habis")},
		{EFBIG, N_("berkasnya terlalu besar")},
		{EIO, N_("disk atau jaringan bermasalah")},
		{ESTALE, N_("disk atau jaringan bermasalah")},
		{ENXIO, N_("perangkatnya tidak ada")},
		{ENODEV, N_("perangkatnya tidak ada")},
		{ENOLCK, N_("penguncian berkas tidak bekerja di tempat ini")},
		{EBUSY, N_("sedang dipakai program lain")},
		{ENOMEM, N_("memori komputer habis")},
		{ENAMETOOLONG, N_("namanya terlalu panjang")},
		{ELOOP, N_("tautan simbolisnya berputar-putar")},
		{EMFILE, N_("terlalu banyak berkas yang terbuka")},
		{ENFILE, N_("terlalu banyak berkas yang terbuka")},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code)
			return _(known[i].words);
	return strerror(code);
}
