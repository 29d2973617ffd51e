// The part of Linux's C interface that Swift's Glibc module does not carry. Declarations and `static inline` wrappers;
// what must be an object, or needs _GNU_SOURCE, lives in CLinux.c. This header must not define _GNU_SOURCE: it changes types
// of the C library, and a Swift program that sees both this module and Glibc then fails to compile.
// A wrapper exists where Swift cannot import the thing itself, such as macros with casts; it names its manual page.
#ifndef CLINUX_H
#define CLINUX_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/sock_diag.h>
#include <malloc.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "control_socket.h"

/// The calling thread's errno(3): a macro, which Swift cannot import.
static inline int clinux_errno(void) { return errno; }

/// strerror_r(3), the GNU one: a text that is static or in `buffer`, never NULL.
const char *_Nonnull clinux_error_text(int code, char *_Nonnull buffer, size_t size);

/// strerrorname_np(3): "EADDRINUSE", or NULL for a number that is no errno.
const char *_Nullable clinux_error_name(int code);

/// The arguments the process was started with. Embedded Swift has no CommandLine.
int clinux_argument_count(void);
char *_Nullable clinux_argument(int index);

/// environ(7): the assignment at an index, `NAME=value`, or NULL behind the last one.
const char *_Nullable clinux_environment(int index);

// Sockets. `name` is a sockaddr_in or sockaddr_in6; sockaddr_in6 has room for both.

/// socket(2) for UDP: non-blocking, closed on exec.
static inline int clinux_udp_socket(int family) {
    return socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

/// bind(2).
static inline int clinux_bind(int descriptor, const struct sockaddr_in6 *_Nonnull name, socklen_t length) {
    return bind(descriptor, (const struct sockaddr *)name, length);
}

/// getsockname(2).
static inline int clinux_local_name(int descriptor, struct sockaddr_in6 *_Nonnull name) {
    socklen_t length = sizeof *name;
    return getsockname(descriptor, (struct sockaddr *)name, &length);
}

/// inet_ntop(3): writes an IPv6 address in the canonical form of RFC 5952, which takes less than INET6_ADDRSTRLEN bytes.
static inline void clinux_ipv6_text(const struct in6_addr *_Nonnull address, char *_Nonnull text) {
    inet_ntop(AF_INET6, address, text, INET6_ADDRSTRLEN);
}

/// setsockopt(2) for an int.
static inline int clinux_set_option(int descriptor, int level, int option, int value) {
    return setsockopt(descriptor, level, option, &value, sizeof value);
}

/// getsockopt(2) for an int.
static inline int clinux_get_option(int descriptor, int level, int option, int *_Nonnull value) {
    socklen_t length = sizeof *value;
    return getsockopt(descriptor, level, option, value, &length);
}

/// SO_MEMINFO of socket(7): how many datagrams the kernel dropped on this socket since it was made, modulo 2^32.
static inline int clinux_dropped(int descriptor, uint32_t *_Nonnull dropped) {
    uint32_t values[SK_MEMINFO_VARS];
    socklen_t length = sizeof values;
    int result = getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, values, &length);
    *dropped = result == 0 && length > SK_MEMINFO_DROPS * sizeof values[0] ? values[SK_MEMINFO_DROPS] : 0;
    return result;
}

/// fcntl(2): adds O_NONBLOCK and FD_CLOEXEC.
static inline int clinux_make_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) return -1;
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

// Batches of messages.

/// struct mmsghdr of recvmmsg(2): a message, and how many of its bytes went over.
struct clinux_message {
    struct msghdr header;
    unsigned int length;
};

/// struct in6_pktinfo of ipv6(7): a local address and the interface.
struct clinux_packet_info6 {
    struct in6_addr address;
    unsigned int interface;
};

/// recvmmsg(2) without waiting.
int clinux_receive(int descriptor, struct clinux_message *_Nonnull messages, unsigned int count);

/// sendmmsg(2) without waiting.
int clinux_send(int descriptor, struct clinux_message *_Nonnull messages, unsigned int count);

/// CMSG_FIRSTHDR of cmsg(3).
static inline struct cmsghdr *_Nullable clinux_first_control(const struct msghdr *_Nonnull message) {
    return CMSG_FIRSTHDR(message);
}

/// CMSG_NXTHDR of cmsg(3).
static inline struct cmsghdr *_Nullable clinux_next_control(
    struct msghdr *_Nonnull message, struct cmsghdr *_Nonnull control) {
    return CMSG_NXTHDR(message, control);
}

/// CMSG_DATA of cmsg(3): aligned for any type.
static inline void *_Nonnull clinux_control_data(struct cmsghdr *_Nonnull control) { return CMSG_DATA(control); }

/// CMSG_SPACE of cmsg(3).
static inline size_t clinux_control_space(size_t length) { return CMSG_SPACE(length); }

/// poll(2) for one descriptor and POLLOUT.
static inline int clinux_wait_writable(int descriptor, int timeout_milliseconds) {
    struct pollfd entry = {.fd = descriptor, .events = POLLOUT};
    return poll(&entry, 1, timeout_milliseconds);
}

// Waiting. Tokens instead of epoll_event, which is a packed structure on x86-64.

/// epoll_ctl(2), EPOLL_CTL_ADD for reading.
static inline int clinux_epoll_add(int poller, int descriptor, uint64_t token, int is_exclusive) {
    struct epoll_event event = {.events = EPOLLIN | (is_exclusive ? (uint32_t)EPOLLEXCLUSIVE : 0), .data.u64 = token};
    return epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event);
}

/// The most tokens that one `clinux_epoll_wait` returns.
#define CLINUX_EPOLL_CAPACITY 16

/// epoll_wait(2): writes the tokens of up to CLINUX_EPOLL_CAPACITY ready descriptors.
static inline int clinux_epoll_wait(int poller, uint64_t *_Nonnull tokens, int timeout_milliseconds) {
    struct epoll_event events[CLINUX_EPOLL_CAPACITY];
    int count = epoll_wait(poller, events, CLINUX_EPOLL_CAPACITY, timeout_milliseconds);
    for (int index = 0; index < count; index++) tokens[index] = events[index].data.u64;
    return count;
}

/// eventfd(2): non-blocking, closed on exec.
static inline int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

/// signalfd(2): non-blocking, closed on exec.
static inline int clinux_signalfd(const sigset_t *_Nonnull signals) {
    return signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

/// clock_nanosleep(2): sleeps for so long; a signal may cut it short.
static inline void clinux_sleep_microseconds(int64_t microseconds) {
    struct timespec span = {microseconds / 1000000, microseconds % 1000000 * 1000};
    clock_nanosleep(CLOCK_MONOTONIC, 0, &span, NULL);
}

/// Tells the processor that this is a spin loop.
static inline void clinux_spin_hint(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
    __asm__ __volatile__("yield");
#endif
}

// The machine.

/// clock_gettime(2) in nanoseconds. Clocks of this file's callers always exist, so there is no error to report.
static inline uint64_t clinux_clock_nanoseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/// sched_getaffinity(2): the processors this thread may use, or -1 on machines with more than CPU_SETSIZE of them.
int clinux_available_processors(void);

/// pthread_create(3) with a stack of a size: 0, or the errno.
static inline int clinux_start_thread(
    pthread_t *_Nonnull handle, size_t stack_size, void *_Nullable (*_Nonnull run)(void *_Nullable),
    void *_Nullable argument) {
    pthread_attr_t attributes;
    int code = pthread_attr_init(&attributes);
    if (code != 0) return code;
    code = pthread_attr_setstacksize(&attributes, stack_size);
    if (code == 0) code = pthread_create(handle, &attributes, run, argument);
    pthread_attr_destroy(&attributes);
    return code;
}

/// pthread_tryjoin_np(3): 0, or the errno, EBUSY for a thread that still runs.
int clinux_try_join(pthread_t handle);

/// pthread_setname_np(3) for the calling thread, which keeps the first 15 bytes of the name.
int clinux_name_thread(const char *_Nonnull name);

// What surrounds the process.

/// Opens /dev/null (null(4)) where standard input, output or error is closed, so that no other file gets its number; and has
/// writes to what nobody reads (SIGPIPE), or to a file that may not grow (SIGXFSZ), fail instead of ending the process. Raises the
/// soft limit on open files to the hard one.
void clinux_secure_process(void);

/// Says on standard error that there is no memory for so many bytes, and ends the process with EX_OSERR of sysexits.h.
_Noreturn void clinux_out_of_memory(size_t wanted);

/// Another descriptor of a pipe or a terminal, through which writing does not wait; -1 for other files, and where there is none.
/// The open file itself is shared with other processes, whose writing must go on as they expect.
int clinux_reopen_without_waiting(int descriptor);

/// Writes what can be written at once: send(2) to a socket, else write(2) of up to PIPE_BUF bytes, which a pipe that has room
/// takes whole. EAGAIN where that is nothing.
static inline ssize_t clinux_write_at_once(int descriptor, const void *_Nonnull bytes, size_t count) {
    ssize_t written = send(descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (written >= 0 || errno != ENOTSOCK) return written;
    struct pollfd entry = {.fd = descriptor, .events = POLLOUT};
    if (poll(&entry, 1, 0) > 0) return write(descriptor, bytes, count < PIPE_BUF ? count : PIPE_BUF);
    errno = EAGAIN;
    return -1;
}

// Files. open(2), openat(2) and fcntl(2) are variadic, so not importable.

/// open(2) for reading.
static inline int clinux_open_readonly(const char *_Nonnull path) { return open(path, O_RDONLY | O_CLOEXEC); }

/// open(2) of a directory.
static inline int clinux_open_directory(const char *_Nonnull path) {
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// openat(2) for reading, without following a link or waiting for the other end of a FIFO.
static inline int clinux_open_entry(int directory, const char *_Nonnull name) {
    return openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

/// openat(2) for writing, in the same manner: what is there keeps its bytes, what is not is made, for its owner alone.
static inline int clinux_create_entry(int directory, const char *_Nonnull name) {
    return openat(directory, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

/// The size of a regular file, fstat(2); EISDIR for a directory and EINVAL for what else has no size.
static inline int64_t clinux_regular_size(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) < 0) return -1;
    if (S_ISREG(status.st_mode)) return status.st_size;
    errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    return -1;
}

/// Whether a directory's entry is the file that is open under a descriptor, fstatat(2).
static inline int clinux_is_entry(int directory, const char *_Nonnull name, int descriptor) {
    struct stat entry, file;
    return fstatat(directory, name, &entry, AT_SYMLINK_NOFOLLOW) == 0 && fstat(descriptor, &file) == 0 &&
           entry.st_dev == file.st_dev && entry.st_ino == file.st_ino;
}

/// fallocate(2) of the first bytes of an empty file; 0 also where the file system cannot know in advance.
int clinux_reserve(int descriptor, int64_t count);

/// fcntl(2): sets FD_CLOEXEC.
static inline int clinux_close_on_exec(int descriptor) { return fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

// Memory.

/// memfd_create(2): closed on exec, sealable, and not executable where the kernel knows that (6.3).
int clinux_memory_file(const char *_Nonnull name);

/// fcntl(2), F_ADD_SEALS: forbids whatever would change the file, and any further seal.
int clinux_seal(int descriptor);

/// fcntl(2), F_GET_SEALS: whether the file has all seals that `clinux_seal` adds.
int clinux_is_sealed(int descriptor);

/// mmap(2): a file's bytes to read, or NULL, where the macro for failure is a cast. Private, as kernels before 6.7 refuse
/// any shared mapping of a sealed file.
static inline const void *_Nullable clinux_map_file(int descriptor, size_t size) {
    void *start = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    return start == MAP_FAILED ? NULL : start;
}

/// mmap(2): zeros to write to, or NULL.
static inline void *_Nullable clinux_map_memory(size_t size) {
    void *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

#endif
