// The reasons why the tracker could not start.
public import LinuxIO

/// What stood in the way; the command line puts it into words and chooses the exit status.
public enum StartFailure: Error {
  /// The port could not be bound; one error per family that failed.
  case portUnavailable(port: UInt16, errors: [SocketError])
  /// A socket that the service manager passed cannot be served.
  case passedSocket(PassedSocketFailure)
  /// The secret from which the keys of connection ids were to be derived cannot be used.
  case secretFile(path: String, flaw: SecretFlaw)
  /// The system refused something a process normally gets; `purpose` says what for.
  case system(purpose: StaticString, errno: Errno)
}
