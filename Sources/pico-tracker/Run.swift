// The step from the command line into the service.
internal import LinuxIO
internal import TrackerService

/// Runs the tracker until it is told to stop, and says with what status to exit.
func run(_ configuration: ServiceConfiguration) -> ExitStatus {
  let log = Log()
  do throws(StartFailure) {
    let service = try TrackerService.open(configuration, log: log)
    try service.run(version: Version.number)
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
    if log.isJournal {
      log.record(.bindFailed(port: port, reason: failure.reason, message: failure.message))
    } else {
      StandardError.write(failure.report)
    }
    return failure.exitStatus
  case .passedSocket(let failure):
    log.record(.passedSocketWrong(failure))
    return .configuration
  case .secretFile(let path, let flaw):
    let failure = SecretFailure(path: path, flaw: flaw)
    if log.isJournal {
      log.record(.secretUnusable(path: failure.path, reason: failure.reason, message: failure.message))
    } else {
      StandardError.write(failure.report)
    }
    return SecretFailure.exitStatus
  case .system(let purpose, let errno):
    Diagnostics.write("pico-tracker: the system does not let it \(purpose): \(errno).\n", .error)
    return .systemError
  }
}

extension BindFailure.Obstacle {
  fileprivate init(_ error: SocketError) {
    self.init(
      family: error.address?.family == .v6 ? .ipv6 : .ipv4, code: error.errno.rawValue, text: "\(error.errno)")
  }
}
