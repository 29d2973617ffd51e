// Sockets of AF_UNIX in the abstract namespace. An object of its own: struct ucred is declared under _GNU_SOURCE only.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "control_socket.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/// How many that connect may wait to be accepted; more wait in connect(2).
enum { backlog = 16 };

/// An abstract name has a zero byte before it, and none after it.
static socklen_t fill(struct sockaddr_un *address, const char *name) {
    size_t length = strlen(name);
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    if (length >= sizeof address->sun_path) length = sizeof address->sun_path - 1;
    memcpy(address->sun_path + 1, name, length);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length);
}

/// Closes a descriptor and keeps the error for which it is closed.
static int given_up(int descriptor) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

int clinux_control_listen(const char *name) {
    struct sockaddr_un address;
    socklen_t length = fill(&address, name);
    int descriptor = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    if (bind(descriptor, (struct sockaddr *)&address, length) < 0 || listen(descriptor, backlog) < 0)
        return given_up(descriptor);
    return descriptor;
}

int clinux_control_connect(const char *name, int timeout_seconds) {
    struct sockaddr_un address;
    socklen_t length = fill(&address, name);
    struct timeval timeout = {.tv_sec = timeout_seconds};
    int descriptor = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    if (setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout) < 0 ||
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout) < 0 ||
        connect(descriptor, (struct sockaddr *)&address, length) < 0)
        return given_up(descriptor);
    return descriptor;
}

int clinux_control_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC); }

int clinux_control_peer(int descriptor, pid_t *process, uid_t *user) {
    struct ucred peer = {0};
    socklen_t length = sizeof peer;
    int result = getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length);
    *process = peer.pid;
    *user = peer.uid;
    return result;
}

void clinux_control_stop_receiving(int descriptor) {
    char byte;
    shutdown(descriptor, SHUT_RD);
    while (recv(descriptor, &byte, sizeof byte, 0) > 0) {
    }
}

ssize_t clinux_control_send(int descriptor, const void *bytes, size_t count) {
    return send(descriptor, bytes, count, MSG_NOSIGNAL);
}

ssize_t clinux_control_receive(int descriptor, void *bytes, size_t size) {
    return recv(descriptor, bytes, size, MSG_TRUNC);
}
