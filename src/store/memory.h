/* Where SQLite has its memory. */
#ifndef BERPIJAR_STORE_MEMORY_H
#define BERPIJAR_STORE_MEMORY_H

/* Once SQLite is in use, this does nothing. */
void memory_set_up(void);
/* Gives pages that hold nothing back to the system. */
void memory_give_back(void);

#endif
