/* What the two halves of reading a page share. */
#ifndef BERPIJAR_CHECK_PAGE_PRIVATE_H
#define BERPIJAR_CHECK_PAGE_PRIVATE_H

#include "page.h"

/* Finds the marks of all texts and headings (page_marks.c). */
void page_read_marks(struct page *page);

#endif
