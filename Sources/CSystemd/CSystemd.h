// The part of libsystemd's C interface that a daemon needs, and the few calls of libc that go with it. A system library
// has no C objects: what Swift cannot import as it stands is a `static inline` function here, named for its manual page.
// No _GNU_SOURCE: under it, types of libc differ from those of Swift's Glibc module, and no file could import both.
#ifndef CSYSTEMD_H
#define CSYSTEMD_H

// Entries bring the code location of their Swift caller; without this, sd_journal_sendv(3) would add this header's.
#define SD_JOURNAL_SUPPRESS_LOCATION 1

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/// The port an IPv4 or IPv6 socket is bound to, 0 if to none, or a negative errno: getsockname(2).
static inline int csystemd_bound_port(int descriptor) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &length) < 0)
        return -errno;
    if (address.ss_family == AF_INET)
        return ntohs(((struct sockaddr_in *)&address)->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return -EAFNOSUPPORT;
}

/// The device and inode of an open file, 0 or a negative errno: fstat(2).
static inline int csystemd_file_identity(int descriptor, uint64_t *_Nonnull device, uint64_t *_Nonnull inode) {
    struct stat status;
    if (fstat(descriptor, &status) < 0)
        return -errno;
    *device = status.st_dev;
    *inode = status.st_ino;
    return 0;
}

/// Whether an open file is null(4): 1 or 0.
static inline int csystemd_is_null(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3);
}

/// A pipe, 0 or a negative errno: pipe(2).
static inline int csystemd_pipe(int *_Nonnull reader, int *_Nonnull writer) {
    int ends[2];
    if (pipe(ends) < 0)
        return -errno;
    *reader = ends[0];
    *writer = ends[1];
    return 0;
}

/// Whether nobody has the other end of a pipe any more, 1 or 0, or a negative errno: poll(2).
static inline int csystemd_has_hung_up(int descriptor) {
    struct pollfd pipe = {.fd = descriptor};
    if (poll(&pipe, 1, 0) < 0)
        return -errno;
    return (pipe.revents & POLLHUP) != 0;
}

#endif
