#include <berpijar/quiz.h>
