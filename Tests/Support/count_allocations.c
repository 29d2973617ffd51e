// Counts what the threads of a tracker allocate, from outside: preloaded, this stands before the C library's allocator.
//
// A thread counts as serving from its first recvmmsg(2) on, which only workers call. The counters are in the file that
// ALLOCATION_COUNTS names, so that another process can read them while the tracker runs.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// The C library's own functions, under the names by which it exports them for this purpose.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

/// The layout of the file; allocation_counter.py reads it.
struct counts {
    _Atomic uint64_t serving_threads;
    _Atomic uint64_t rounds;
    _Atomic uint64_t allocations;
    _Atomic uint64_t frees;
};

static struct counts unread;
static struct counts *counts = &unread;

// In the thread's own block from the start: memory made at first use would itself be allocated.
static __thread int serves __attribute__((tls_model("initial-exec")));

__attribute__((constructor)) static void open_counts(void) {
    const char *path = getenv("ALLOCATION_COUNTS");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *memory = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED) _exit(70);
    counts = memory;
    close(file);
}

static void count_allocation(void) {
    if (serves) atomic_fetch_add(&counts->allocations, 1);
}

int recvmmsg(int socket, struct mmsghdr *messages, unsigned int count, int flags, struct timespec *timeout) {
    if (!serves) {
        serves = 1;
        atomic_fetch_add(&counts->serving_threads, 1);
    }
    atomic_fetch_add(&counts->rounds, 1);
    return (int)syscall(SYS_recvmmsg, socket, messages, count, flags, timeout);
}

void *malloc(size_t size) {
    count_allocation();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    count_allocation();
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    count_allocation();
    return __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size) {
    count_allocation();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count_allocation();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
    count_allocation();
    void *made = __libc_memalign(alignment, size);
    if (!made) return ENOMEM;
    *block = made;
    return 0;
}

void free(void *block) {
    if (serves && block) atomic_fetch_add(&counts->frees, 1);
    __libc_free(block);
}
