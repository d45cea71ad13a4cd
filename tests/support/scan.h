/* Codes on a screen, read as a phone would: by zbar, from an image of it. */
#ifndef TESTS_SCAN_H
#define TESTS_SCAN_H

#include "terminal.h"

/* Appends what the code on the screen says; false if none can be read. */
bool terminal_scan(const struct terminal *terminal, struct bp_buf *out);

/* The same of any image, a byte for each pixel, 0: black. */
bool grey_scan(const unsigned char *grey, int width, int height, struct bp_buf *out);

#endif
