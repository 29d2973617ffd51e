"""Single threads of another process: how busy each is, and one of them held still."""

import contextlib
import ctypes
import os
import threading
from pathlib import Path

# ptrace(2): Python has no names for these.
PTRACE_DETACH = 17
PTRACE_SEIZE = 0x4206
PTRACE_INTERRUPT = 0x4207

# waitpid(2), __WALL: also threads that are not their process's main one.
WAIT_ALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def wakeups(pid):
    """How often each thread of `pid` has gone to sleep and come back, by thread id."""
    counts = {}
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                counts[int(status.parent.name)] = int(line.split()[1])
    return counts


def ptrace(request, thread):
    """One ptrace(2) request without arguments; raises OSError."""
    if libc.ptrace(request, thread, None, None) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@contextlib.contextmanager
def held(thread):
    """Keep one thread from running while its siblings go on, as if it were stuck.

    SIGSTOP would stop the whole process, and a stuck worker is exactly what the others hide.
    """
    ptrace(PTRACE_SEIZE, thread)
    ptrace(PTRACE_INTERRUPT, thread)
    os.waitpid(thread, WAIT_ALL)
    released = threading.Event()
    reaper = threading.Thread(target=reap, args=(thread, released))
    reaper.start()
    try:
        yield
    finally:
        released.set()
        reaper.join()
        with contextlib.suppress(OSError):  # It may have been killed meanwhile.
            ptrace(PTRACE_DETACH, thread)


def reap(thread, released):
    """Take note of the held thread's death: until its tracer has, its process cannot end either."""
    while not released.wait(0.05):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(thread, WAIT_ALL | os.WNOHANG)
