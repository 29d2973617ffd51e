// The reload verb: a short-lived process asks the running one to follow the environment of now.
internal import LinuxIO
internal import TrackerService

/// Sends the environment to the process named by MAINPID, and says what became of it.
func reload(_ environment: Variables) -> ExitStatus {
  guard let text = environment["MAINPID"], let process = Int32(text), process > 0 else {
    Diagnostics.say(
      .reloadFailed(
        "-reload needs the process id of the running service in MAINPID; use 'systemctl reload pico-tracker'."))
    return .usage
  }
  do throws(ReloadFailure) {
    let answer = try ReloadCommand.run(environment.ours.assignments, process: process)
    // The tracker has told the journal already.
    if !Log().isJournal { show(answer) }
    return answer.exitStatus
  } catch {
    Diagnostics.say(.reloadFailed(error.explanation(process).text))
    return error.exitStatus
  }
}

private func show(_ answer: ReloadAnswer) {
  for line in answer.text.utf8.split(separator: UInt8(ascii: "\n")) {
    StandardError.write("pico-tracker: \(Substring(line))\n")
  }
}

extension ReloadAnswer {
  /// The status with which the command ends.
  var exitStatus: ExitStatus {
    switch verdict {
    case .accepted: .success
    case .refused: .usage
    case .forbidden: .noPermission
    }
  }
}

extension ReloadFailure {
  /// The status with which the command ends.
  var exitStatus: ExitStatus {
    switch self {
    case .tooLong: .usage
    case .unreachable: .unavailable
    case .noAnswer: .temporaryFailure
    }
  }

  /// What happened to a reload of this process, and what to do.
  func explanation(_ process: Int32) -> Explanation {
    switch self {
    case .tooLong(let size):
      Explanation("the variables of pico-tracker take \(size) bytes together, more than a reload can carry.")
    case .unreachable(let errno):
      Explanation(
        "process \(process) takes no reload (\(errno)): it is no pico-tracker, has ended, or could not offer it.",
        [
          .init("Look at it:", "systemctl status pico-tracker"),
          .init("Instead:", "sudo systemctl restart pico-tracker"),
        ])
    case .noAnswer:
      Explanation(
        "process \(process) has not answered for \(ReloadCommand.patienceSeconds) seconds; when it goes on, it reloads all"
          + " the same.",
        [.init("Look at it:", "systemctl status pico-tracker")])
    }
  }
}
