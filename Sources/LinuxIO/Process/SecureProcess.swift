// The first steps of a process: standard descriptors, signals and limits, so that its surroundings cannot end or confuse it.
internal import CLinux

/// Opens /dev/null where standard input, output or error is closed, lest a socket get that number and the log go to a client;
/// ignores SIGPIPE and SIGXFSZ, so that a reader that went away and a limit on file sizes are errors like others; and allows
/// itself as many open files as the hard limit does.
///
/// To be called before anything is opened.
public func secureProcess() { clinux_secure_process() }

/// Ends the process with status 71, having said that there is no memory for so many bytes: where there is no going on without.
func outOfMemory(_ wanted: UInt) -> Never { clinux_out_of_memory(Int(wanted)) }
