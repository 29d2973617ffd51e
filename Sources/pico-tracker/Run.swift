// Starts the service that the command line asks for.
internal import LinuxIO
internal import TrackerService

/// Runs the tracker until it is told to stop, and says with what status to exit. A reload has the same command line and another
/// environment.
func run(_ invocation: Invocation, arguments: [String]) -> ExitStatus {
  let log = Log()
  for warning in invocation.warnings { log.record(warning) }
  do throws(StartFailure) {
    let service = try TrackerService.open(invocation.configuration, log: log)
    try service.run(version: Version.number) { assignments in
      invocation.reread(Invocation(arguments: arguments, environment: Variables(assignments: assignments)))
    }
    return .success
  } catch {
    return report(error, log)
  }
}

/// Says why the tracker could not start or go on.
private func report(_ failure: StartFailure, _ log: Log) -> ExitStatus {
  switch failure {
  case .portUnavailable(let port, let errors):
    let failure = BindFailure(port: port, obstacles: errors.map(BindFailure.Obstacle.init))
    Diagnostics.say(.bindFailed(port: port, reason: failure.reason, message: failure.explanation.text), log)
    return failure.exitStatus
  case .passedSocket(let failure):
    log.record(.passedSocketWrong(failure))
    return .configuration
  case .secretFile(let path, let flaw):
    let failure = SecretFailure(path: path, flaw: flaw)
    let text = failure.explanation(isService: log.isJournal).text
    Diagnostics.say(.secretUnusable(path: failure.path, reason: failure.reason, message: text), log)
    return SecretFailure.exitStatus
  case .system(let purpose, let errno):
    Diagnostics.say(.systemRefused("the system does not let it \(purpose): \(errno.textWithLimit)."), log)
    return .systemError
  }
}

extension BindFailure.Obstacle {
  fileprivate init(_ error: SocketError) {
    self.init(family: error.address?.family == .v6 ? .ipv6 : .ipv4, errno: error.errno)
  }
}
