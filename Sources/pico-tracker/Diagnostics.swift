// What the program itself says before or beside the service: to a person, or to the journal with the urgency it has.
internal import LinuxIO
internal import TrackerService

/// Messages of the command line, on standard error.
enum Diagnostics {
  /// How urgent a message is; the numbers are those of syslog(3).
  enum Urgency: Int {
    case error = 3
    case warning = 4
  }

  /// What a message on a terminal begins with.
  private static let prefix = "pico-tracker: "

  /// Writes lines; where standard error leads to the journal, each with the mark from which the journal reads its priority
  /// (`SyslogLevelPrefix=` of systemd.exec(5)).
  static func write(_ text: String, _ urgency: Urgency) {
    guard Log().isJournal else { return StandardError.write(text) }
    // In bytes, here and elsewhere in the daemon: characters take tables of Unicode with them, and a hundred times as long.
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      // The journal names the program itself.
      let text = String(Substring(line))
      let message = text.hasPrefix(prefix) ? Substring(text.utf8.dropFirst(prefix.utf8.count)) : Substring(text)
      StandardError.write("<\(urgency.rawValue)>\(message)\n")
    }
  }
}
