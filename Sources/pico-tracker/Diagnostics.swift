// Messages of the program itself, before or beside the service.
internal import LinuxIO
internal import TrackerService

/// Messages of the command line.
enum Diagnostics {
  /// Says what went wrong: to a person on standard error, or to the journal with all that an entry has.
  static func say(_ event: LogEvent, _ log: Log = Log()) {
    if log.isJournal { log.record(event) } else { StandardError.write("pico-tracker: \(event.text)\n") }
  }

  /// Says everything that is wrong with a command line and its environment.
  static func say(_ problems: [Problem]) {
    let log = Log()
    for problem in problems {
      let text = problem.explanation(isService: log.isJournal).text
      say(.settingWrong(problem.subject, message: text), log)
    }
  }
}
