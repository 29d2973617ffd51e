// What a process does first, so that what surrounds it cannot end or confuse it.
internal import CLinux

/// Opens /dev/null where standard input, output or error is closed, lest a socket get that number and the log go to a client;
/// and ignores SIGPIPE and SIGXFSZ, so that a reader that went away and a limit on file sizes are errors like others.
///
/// To be called before anything is opened.
public func secureProcess() { clinux_secure_process() }
