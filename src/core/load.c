/* dlopen() for libraries that few sessions need. */
#include <berpijar/load.h>
#include <dlfcn.h>
#include <string.h>

bool bp_load(const char *library, const char *const *names, size_t count, void *functions)
{
	void *loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL);
	bool whole = loaded != NULL;

	for (size_t i = 0; whole && i < count; i++) {
		void *address = dlsym(loaded, names[i]);
		memcpy((char *)functions + i * sizeof address, &address, sizeof address);
		whole = address != NULL;
	}
	return whole;
}
