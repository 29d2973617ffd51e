// The exit statuses, from sysexits.h, so that scripts and systemd can tell failures apart.

/// A status of exit(3), named as in sysexits.h(3head).
enum ExitStatus: Int32 {
  /// EX_OK: did what was asked, or was told to stop.
  case success = 0
  /// EX_USAGE: an option, an environment variable or a value is wrong.
  case usage = 64
  /// EX_UNAVAILABLE: the port is in use, or the machine has no address family to serve.
  case unavailable = 69
  /// EX_OSERR: the operating system refused something it should grant.
  case systemError = 71
  /// EX_TEMPFAIL: the running service did not answer a reload in time.
  case temporaryFailure = 75
  /// EX_CONFIG: the service manager passed something that is no UDP socket, or the shared secret cannot be used.
  case configuration = 78
  /// EX_NOPERM: the port needs a privilege the process does not have.
  case noPermission = 77
}
