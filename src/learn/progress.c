#include <berpijar/progress.h>
