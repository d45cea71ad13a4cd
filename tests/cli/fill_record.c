/* fill_record STORE LEARNER COUNT: a record with so many answers, each other one wrong.
 */
#include <berpijar/store.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	struct bp_store *store;
	struct bp_error err = {0};
	bool ok = argc == 4 &&
		bp_store_open(&store, argv[1], argv[2], BP_STORE_WRITE, &err);

	int64_t count = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
	for (int64_t n = 0; ok && n < count; n++) {
		struct bp_event event = {
			.at = 1700000000000 + n,
			.verb = BP_ANSWERED,
			.course = BP_STR("jenis"),
			.module = BP_STR("jenis"),
			.question = BP_STR("lama"),
			.grade = (double)(n % 2),
			.seconds = 5,
			.body = BP_STR("{\"response\":\"sebuah kata\"}"),
		};
		ok = bp_store_append(store, &event, 1, &err);
	}
	if (ok)
		bp_store_close(store);
	else
		fprintf(stderr, "%s\n", err.message);
	return ok ? 0 : 1;
}
