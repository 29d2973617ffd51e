// Sockets of AF_UNIX in the abstract namespace (unix(7)), over which a running process is told something; control_socket.c.
#ifndef CONTROL_SOCKET_H
#define CONTROL_SOCKET_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// socket(2), bind(2) and listen(2): a non-blocking SOCK_SEQPACKET socket under an abstract name, or -1.
int clinux_control_listen(const char *_Nonnull name);

/// socket(2) and connect(2) to an abstract name, or -1; each later call on the socket waits for so many seconds at most.
int clinux_control_connect(const char *_Nonnull name, int timeout_seconds);

/// accept4(2): non-blocking, closed on exec.
int clinux_control_accept(int listener);

/// SO_PEERCRED of unix(7): who has made the other end.
int clinux_control_peer(int descriptor, pid_t *_Nonnull process, uid_t *_Nonnull user);

/// shutdown(2) for reading, and recv(2) of all that has come, for nothing.
void clinux_control_stop_receiving(int descriptor);

/// send(2) without SIGPIPE.
ssize_t clinux_control_send(int descriptor, const void *_Nullable bytes, size_t count);

/// recv(2) with MSG_TRUNC: the size of the whole packet, of which `size` bytes at most are stored.
ssize_t clinux_control_receive(int descriptor, void *_Nonnull bytes, size_t size);

#endif
