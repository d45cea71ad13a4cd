/* What is told once the terminal is restored. */
#include "ending.h"
#include "busy.h"
#include <berpijar/lang.h>
#include <berpijar/say.h>

bool bp_ending_tell(const struct front *front, int number)
{
	const char *why = front->idled
		? _("Sesi ini ditutup karena lama tidak ada tombol. Semua yang tersimpan tetap ada; masuklah lagi untuk melanjutkan.")
		: number == TAKE_OVER_SIGNAL
		? _("Sesi ini dilanjutkan di tempat lain. Semua yang tersimpan tetap ada.")
		: NULL;

	if (why)
		bp_say_beside(stdout, 0, bp_str(why));
	return why != NULL;
}
