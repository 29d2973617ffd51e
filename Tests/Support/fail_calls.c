// Makes calls of the C library fail in the program that this is preloaded into, as on file systems that offer less, or end it.
//
// FAILING_CALLS names what fails, separated by commas: "flock", "directory-fsync", "crash-in-sendfile", or "hang-in-recvmmsg", in
// which a thread hangs for ever that has received a datagram which begins with "hang".

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static int fails(const char *name) {
    const char *names = getenv("FAILING_CALLS");
    return names != NULL && strstr(names, name) != NULL;
}

int flock(int descriptor, int operation) {
    if (fails("flock")) {
        errno = ENOLCK;
        return -1;
    }
    int (*real)(int, int) = (int (*)(int, int))dlsym(RTLD_NEXT, "flock");
    return real(descriptor, operation);
}

int fsync(int descriptor) {
    struct stat status;
    if (fails("directory-fsync") && fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = EINVAL;
        return -1;
    }
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return real(descriptor);
}

ssize_t sendfile(int target, int source, off_t *offset, size_t count) {
    // A snapshot is read from the disk by this call, before anything else is done with it.
    if (fails("crash-in-sendfile")) abort();
    ssize_t (*real)(int, int, off_t *, size_t) = (ssize_t(*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile");
    return real(target, source, offset, count);
}

int recvmmsg(int descriptor, struct mmsghdr *messages, unsigned int count, int flags, struct timespec *timeout) {
    int (*real)(int, struct mmsghdr *, unsigned int, int, struct timespec *) =
        (int (*)(int, struct mmsghdr *, unsigned int, int, struct timespec *))dlsym(RTLD_NEXT, "recvmmsg");
    int received = real(descriptor, messages, count, flags, timeout);
    if (!fails("hang-in-recvmmsg")) return received;
    for (int index = 0; index < received; index++) {
        if (messages[index].msg_len >= 4 && memcmp(messages[index].msg_hdr.msg_iov->iov_base, "hang", 4) == 0)
            for (;;) pause();
    }
    return received;
}
