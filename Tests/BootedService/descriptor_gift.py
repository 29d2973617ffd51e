"""Puts a descriptor into a service's descriptor store from outside, as a process of the service would."""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket

from Containers.network import libc

from .installed_tracker import SERVICE

CLONE_NEWPID = 0x20000000

SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


def memory_file(content, is_sealed=True):
    """The descriptor of a memory file."""
    descriptor = os.memfd_create("gift", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.write(descriptor, content)
    if is_sealed:
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, SEALS)
    return descriptor


@contextlib.contextmanager
def giver(tracker, name, descriptor):
    """A process of the service, which needs NotifyAccess=all, that stores a descriptor under a name and then waits.

    systemd asks who it is that speaks, so it must live until it has been heard.
    """
    root = f"/proc/{tracker.system.leader}/root"
    group = tracker.system.property(SERVICE, "ControlGroup")
    with (
        open(f"/proc/{tracker.system.leader}/ns/pid", "rb") as namespace,
        open(f"{root}/sys/fs/cgroup{group}/cgroup.procs", "w", encoding="ascii") as members,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify,
    ):
        notify.connect(f"{root}/run/systemd/notify")
        is_over, end = os.pipe()
        parent = os.fork()
        if parent == 0:
            os.close(end)
            try:
                keep_giver(namespace.fileno(), is_over, lambda: give(members, notify, name, descriptor))
            finally:
                os._exit(0)
    os.close(is_over)
    try:
        yield
    finally:
        os.close(end)
        os.waitpid(parent, 0)


def keep_giver(namespace, is_over, task):
    """Run `task` in a process of the container, until the pipe ends.

    Nobody else would take note of that process's death, without which the container never ends.
    """
    if libc.setns(namespace, CLONE_NEWPID) != 0:
        raise OSError(ctypes.get_errno(), "setns")
    child = os.fork()
    if child == 0:
        try:
            task()
            signal.pause()
        finally:
            os._exit(1)
    os.read(is_over, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def give(members, notify, name, descriptor):
    """Become a process of the service, and let systemd store the descriptor."""
    members.write("0")
    members.flush()
    socket.send_fds(notify, [f"FDSTORE=1\nFDNAME={name}".encode()], [descriptor])
