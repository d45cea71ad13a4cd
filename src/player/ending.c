/* What is told once the terminal is restored. */
#include "ending.h"
#include "busy.h"
#include <berpijar/lang.h>
#include <berpijar/say.h>

static enum bp_player_end ending_of(const struct front *front, int number)
{
	return front->idled                  ? BP_END_IDLE
		: number == TAKE_OVER_SIGNAL ? BP_END_TAKEN_OVER
		: front->shut                ? BP_END_CLOSED
		: number                     ? BP_END_SIGNAL
					     : BP_END_LEFT;
}

bool bp_ending_tell(
	const struct bp_player_options *options, const struct front *front, int number)
{
	const char *why = front->idled
		? _("Sesi ini ditutup karena lama tidak ada tombol. Semua yang tersimpan tetap ada; masuklah lagi untuk melanjutkan.")
		: number == TAKE_OVER_SIGNAL
		? _("Sesi ini dilanjutkan di tempat lain. Semua yang tersimpan tetap ada.")
		: front->shut
		? _("Server ini ditutup untuk pemeliharaan. Semua yang tersimpan tetap ada; masuklah lagi nanti.")
		: NULL;

	if (options->ended)
		options->ended(options->context, ending_of(front, number), number);
	if (why)
		bp_say_beside(stdout, 0, bp_str(why));
	return why != NULL;
}
