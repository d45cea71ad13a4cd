#include <berpijar/store.h>
