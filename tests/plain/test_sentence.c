/* Where sentences end. */
#include "private.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after those above */
#include <cmocka.h>

/* "|" stands where each sentence ends; one that ends with the text has it at its end. */
static const char *const sentences[] = {
	"Satu.| Dua?| Tiga!| Empat… lima tidak selesai",
	"Menurut UU No. 5 Tahun 2014 pasal 3 hal itu boleh.|",
	"Oleh dr. Sari, a.n. Kepala, di Jl. Merdeka, s.d. Jumat, e.g. Monday.|",
	"1. Langkah pertama.| Langkah kedua.|",
	"   2. Langkah kedua, pada 2026.| Sesudah itu selesai.|",
	"Ia berkata: \"Sudah.\"| Lalu pergi (dan kembali.)| Begitulah.|",
	"Nilainya 3.14, alamatnya contoh.go.id/x.html, jamnya 10.30.|",
	"Apa?!| Ya... mungkin begitu.| “Tentu saja.”| Baik.|",
	"dan sebagainya, dll. yang lain.|",
	"tanpa akhir",
	"",
};

static void expect_marks(const char *marked)
{
	char text[200], found[200] = "";
	size_t len = 0, from = 0, end;

	for (const char *at = marked; *at; at++)
		if (*at != '|')
			text[len++] = *at;
	text[len] = '\0';
	while ((end = plain_sentence_end((struct bp_str){text, len}, from)) != SIZE_MAX) {
		strncat(found, text + from, end - from);
		strcat(found, "|");
		from = end;
	}
	strncat(found, text + from, len - from);
	assert_string_equal(found, marked);
}

static void ends(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		expect_marks(sentences[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(ends)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
