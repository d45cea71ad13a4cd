#include "bank.h"
#include <berpijar/lang.h>

void bank_lose_category(const struct bp_question *question, struct bp_diagnostics *losses)
{
	bp_diagnose(losses, BP_SEVERITY_WARNING, "loss-category", question->line,
		question->column,
		_("soal tanpa kategori sesudah soal berkategori; Moodle memasukkannya ke "
		  "kategori "
		  "di atasnya"));
}
