// The few calls of libc by which a daemon speaks to systemd, in place of libsystemd's. A system library
// has no C objects: what Swift cannot import as it stands is a `static inline` function here, named for its manual page.
// No _GNU_SOURCE: under it, types of libc differ from those of Swift's Glibc module, and no file could import both.
#ifndef CSYSTEMD_H
#define CSYSTEMD_H

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

// Descriptors.

/// Whether an open file is a socket: 1 or 0, or a negative errno. fstat(2).
static inline int csystemd_is_socket(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) < 0)
        return -errno;
    return S_ISSOCK(status.st_mode);
}

/// The type of a socket, SOCK_DGRAM and so on, or a negative errno: SO_TYPE of socket(7).
static inline int csystemd_socket_type(int descriptor) {
    int type = 0;
    socklen_t length = sizeof type;
    return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) < 0 ? -errno : type;
}

/// The family of a socket, AF_INET and so on, or a negative errno: getsockname(2).
static inline int csystemd_socket_family(int descriptor) {
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    return getsockname(descriptor, (struct sockaddr *)&address, &length) < 0 ? -errno : address.ss_family;
}

/// Has a descriptor closed on exec, 0 or a negative errno: F_SETFD of fcntl(2).
static inline int csystemd_close_on_exec(int descriptor) {
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC) < 0 ? -errno : 0;
}

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

// Datagrams to others on this machine, which never wait for them: libsystemd's own calls wait where a reader does not keep up.

/// A socket for datagrams of AF_UNIX, closed on exec, or a negative errno: socket(2).
static inline int csystemd_datagram_socket(void) {
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return descriptor < 0 ? -errno : descriptor;
}

/// The address of a path, or of an abstract name that begins with '@', unix(7); its length, or 0 if it is neither, or too long.
static inline socklen_t csystemd_address(struct sockaddr_un *_Nonnull address, const char *_Nonnull path) {
    size_t length = strlen(path);
    if ((path[0] != '/' && path[0] != '@') || length >= sizeof address->sun_path)
        return 0;
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    memcpy(address->sun_path, path, length);
    if (path[0] == '@')
        address->sun_path[0] = 0;
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (path[0] == '/'));
}

/// Sends a datagram to a path, 0 or a negative errno: EAGAIN where its reader does not keep up. sendto(2).
static inline int csystemd_send_to(
    int descriptor, const char *_Nonnull path, const void *_Nullable bytes, size_t count) {
    struct sockaddr_un address;
    socklen_t length = csystemd_address(&address, path);
    if (length == 0)
        return -EAFNOSUPPORT;
    ssize_t sent = sendto(
        descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL, (const struct sockaddr *)&address, length);
    return sent < 0 ? -errno : 0;
}

/// The most descriptors of one notification.
#define CSYSTEMD_DESCRIPTOR_LIMIT 8

/// Sends a notification with descriptors to the socket that NOTIFY_SOCKET names, as sd_pid_notify_with_fds(3) does: 1, 0 where
/// there is none, or a negative errno; EAGAIN where the service manager does not keep up for so many milliseconds.
static inline int csystemd_notify(
    const char *_Nonnull message, const int *_Nullable descriptors, unsigned int count, int patience_milliseconds) {
    const char *path = getenv("NOTIFY_SOCKET");
    if (path == NULL)
        return 0;
    struct sockaddr_un address;
    socklen_t length = csystemd_address(&address, path);
    if (length == 0)
        return -EAFNOSUPPORT;
    if (count > CSYSTEMD_DESCRIPTOR_LIMIT)
        return -E2BIG;
    int descriptor = csystemd_datagram_socket();
    if (descriptor < 0)
        return descriptor;
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(CSYSTEMD_DESCRIPTOR_LIMIT * sizeof(int))];
    } control = {0};
    struct iovec text = {.iov_base = (void *)message, .iov_len = strlen(message)};
    struct msghdr datagram = {.msg_iov = &text, .msg_iovlen = 1};
    if (count > 0) {
        datagram.msg_control = &control;
        datagram.msg_controllen = CMSG_SPACE(count * sizeof(int));
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(&control.header), descriptors, count * sizeof(int));
    }
    // Only a socket that is connected can be waited for.
    ssize_t sent = connect(descriptor, (const struct sockaddr *)&address, length);
    if (sent == 0) {
        sent = sendmsg(descriptor, &datagram, MSG_DONTWAIT | MSG_NOSIGNAL);
        struct pollfd room = {.fd = descriptor, .events = POLLOUT};
        if (sent < 0 && errno == EAGAIN && poll(&room, 1, patience_milliseconds) >= 0)
            sent = sendmsg(descriptor, &datagram, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    int error = errno;
    close(descriptor);
    return sent < 0 ? -error : 1;
}

/// Waits until the service manager has read all notifications, as sd_notify_barrier(3) does: 1, 0 where there is none, or a
/// negative errno; ETIMEDOUT after so many milliseconds.
static inline int csystemd_barrier(int patience_milliseconds) {
    int reader, writer;
    int result = csystemd_pipe(&reader, &writer);
    if (result < 0)
        return result;
    result = csystemd_notify("BARRIER=1", &writer, 1, patience_milliseconds);
    close(writer);
    if (result > 0) {
        struct pollfd pipe = {.fd = reader};
        int ready = poll(&pipe, 1, patience_milliseconds);
        result = ready < 0 ? -errno : ready == 0 ? -ETIMEDOUT : 1;
    }
    close(reader);
    return result;
}

#endif
