// The part of Linux's C interface that Swift's Glibc module does not carry. Declarations and `static inline` wrappers only;
// what must be an object lives in CLinux.c. Each wrapper names the manual page it stands for.
#ifndef CLINUX_H
#define CLINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

// With _GNU_SOURCE, glibc names the member of fd_set as XPG does. The toolchain's Dispatch module is built without it, and Clang
// refuses to have both shapes in one program: so no test could import Foundation. fd_set alone is given its plain shape.
#include <features.h>
#undef __USE_XOPEN
#include <sys/select.h>
#define __USE_XOPEN 1

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// The calling thread's errno(3): a macro, which Swift cannot import.
static inline int clinux_errno(void) { return errno; }

/// The arguments the process was started with. Embedded Swift has no CommandLine.
int clinux_argument_count(void);
char *_Nullable clinux_argument(int index);

#endif
