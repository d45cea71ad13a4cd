/* What libyaml says of a text that it cannot read, and what its author is told. */
#include "fields_problem.h"
#include <berpijar/lang.h>
#include <string.h>

/* For each message of libyaml: where the mistake is, and what to do about it. */
#define HERE    false
#define OPENING true

static const struct fields_problem problems[] = {
	{"mapping values are not allowed in this context", HERE,
		N_("ada titik dua di tengah nilai; apitlah nilainya dengan tanda kutip")},
	{"could not find expected ':'", OPENING,
		N_("baris ini atau baris sebelumnya tidak berbentuk \"kunci: nilai\"")},
	{"did not find expected key", HERE,
		N_("baris ini tidak berbentuk \"kunci: nilai\", atau jorokannya tidak sejajar dengan baris di atasnya")},
	{"did not find expected '-' indicator", HERE,
		N_("butir daftar harus sejajar dan diawali \"- \"")},
	{"block sequence entries are not allowed in this context", HERE,
		N_("daftar tidak boleh dimulai di baris ini; mulailah \"- \" di baris baru")},
	{"did not find expected ',' or ']'", OPENING,
		N_("daftar [a, b] tidak ditutup, atau kurang koma di antaranya")},
	{"did not find expected ',' or '}'", OPENING,
		N_("pasangan {a: b} tidak ditutup, atau kurang koma di antaranya")},
	{"found unexpected end of stream", OPENING, N_("tanda kutip tidak ditutup")},
	{"found unexpected document indicator", OPENING, N_("tanda kutip tidak ditutup")},
	{"found character that cannot start any token", HERE,
		N_("nilai tidak boleh diawali @, tanda persen, tanda kutip terbalik, atau tab; apitlah dengan tanda kutip, dan menjoroklah dengan spasi")},
	{"found a tab character where an indentation space is expected", HERE,
		N_("menjoroklah dengan spasi, bukan tab")},
	{"found a tab character that violates indentation", HERE,
		N_("menjoroklah dengan spasi, bukan tab")},
	{"found unknown escape character", HERE,
		N_("garis miring terbalik di dalam tanda kutip ganda ditulis \\\\; atau pakailah tanda kutip tunggal")},
	{"did not find expected alphabetic or numeric character", HERE,
		N_("nilai yang diawali * atau & harus diapit tanda kutip")},
	{"found undefined tag handle", HERE,
		N_("nilai yang diawali ! harus diapit tanda kutip")},
	{"control characters are not allowed", HERE,
		N_("ada karakter kendali; hapuslah, atau ketik ulang baris ini")},
};

const struct fields_problem *fields_problem_find(const char *text)
{
	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
		if (strcmp(problems[i].text, text) == 0)
			return &problems[i];
	return NULL;
}
