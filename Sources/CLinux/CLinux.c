// The part of CLinux that must be an object, and the calls that the C library declares under _GNU_SOURCE only.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#include "CLinux.h"

// Newer than Debian 12's C library: <linux/memfd.h> of Linux 6.3.
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

// The header's own declarations of these structures are the C library's.
_Static_assert(sizeof(struct clinux_message) == sizeof(struct mmsghdr), "struct mmsghdr");
_Static_assert(offsetof(struct clinux_message, length) == offsetof(struct mmsghdr, msg_len), "msg_len");
_Static_assert(sizeof(struct clinux_packet_info6) == sizeof(struct in6_pktinfo), "struct in6_pktinfo");
_Static_assert(offsetof(struct clinux_packet_info6, interface) == offsetof(struct in6_pktinfo, ipi6_ifindex), "ifindex");

static int argument_count;
static char **argument_vector;

// glibc hands (argc, argv, envp) to every constructor; the only way to the arguments that works without a main of our own.
__attribute__((constructor)) static void remember_arguments(int argc, char **argv) {
    argument_count = argc;
    argument_vector = argv;
}

int clinux_argument_count(void) { return argument_count; }

char *clinux_argument(int index) {
    return index >= 0 && index < argument_count ? argument_vector[index] : 0;
}

const char *clinux_environment(int index) { return environ ? environ[index] : NULL; }

const char *clinux_error_text(int code, char *buffer, size_t size) { return strerror_r(code, buffer, size); }

const char *clinux_error_name(int code) { return strerrorname_np(code); }

int clinux_receive(int descriptor, struct clinux_message *messages, unsigned int count) {
    return recvmmsg(descriptor, (struct mmsghdr *)messages, count, MSG_DONTWAIT, NULL);
}

int clinux_send(int descriptor, struct clinux_message *messages, unsigned int count) {
    return sendmmsg(descriptor, (struct mmsghdr *)messages, count, MSG_DONTWAIT);
}

int clinux_available_processors(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : -1;
}

int clinux_name_thread(const char *name) {
    // The kernel's TASK_COMM_LEN; pthread_setname_np refuses a longer name.
    char kept[16];
    snprintf(kept, sizeof kept, "%s", name);
    return pthread_setname_np(pthread_self(), kept);
}

int clinux_try_join(pthread_t handle) { return pthread_tryjoin_np(handle, NULL); }

void clinux_secure_process(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) >= 0) continue;
        // The lowest free number is this one. A root without devices has a directory at least, which nobody can write to.
        if (open("/dev/null", O_RDWR) < 0) (void)!open("/", O_RDONLY | O_DIRECTORY);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit files;
    // Sockets of many workers need more than the soft limit; what the administrator forbids is the hard one.
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

void clinux_out_of_memory(size_t wanted) {
    char text[160];
    int length = snprintf(text, sizeof text,
                          "pico-tracker: error: out of memory: %zu bytes more are not to be had; see MemoryMax=, LimitAS=, "
                          "ulimit -v\n",
                          wanted);
    struct pollfd entry = {.fd = STDERR_FILENO, .events = POLLOUT};
    if (poll(&entry, 1, 0) > 0) (void)!write(STDERR_FILENO, text, (size_t)length);
    _exit(EX_OSERR);
}

// What the linker puts in the place of the two functions that all of Swift's memory comes from, in the programs that users get: a
// Swift program cannot go on without memory, but it can say why it ends.
int __real_posix_memalign(void **block, size_t alignment, size_t size) __attribute__((weak));
int __wrap_posix_memalign(void **block, size_t alignment, size_t size);
void *__real_malloc(size_t size) __attribute__((weak));
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size) {
    void *block = __real_malloc(size);
    if (block == NULL && size > 0) clinux_out_of_memory(size);
    return block;
}

int __wrap_posix_memalign(void **block, size_t alignment, size_t size) {
    if (__real_posix_memalign(block, alignment, size) != 0) clinux_out_of_memory(size);
    return 0;
}

int clinux_reopen_without_waiting(int descriptor) {
    struct stat status;
    // A second description of a regular file would write over what the first has written.
    if (fstat(descriptor, &status) < 0 || !(S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode))) return -1;
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

int clinux_reserve(int descriptor, int64_t count) {
    // fallocate(2) refuses to reserve nothing.
    if (count == 0 || fallocate(descriptor, 0, 0, count) == 0) return 0;
    return errno == EOPNOTSUPP || errno == ENOSYS ? 0 : -1;
}

int clinux_memory_file(const char *name) {
    int descriptor = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
    if (descriptor >= 0 || errno != EINVAL) return descriptor;
    return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

static const int all_seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

int clinux_seal(int descriptor) { return fcntl(descriptor, F_ADD_SEALS, all_seals); }

int clinux_is_sealed(int descriptor) {
    int seals = fcntl(descriptor, F_GET_SEALS);
    return seals >= 0 && (seals & all_seals) == all_seals;
}
