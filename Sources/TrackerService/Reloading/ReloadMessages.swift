// The messages between a reload command and the running tracker, as bytes: one packet there, one packet back.
internal import LinuxIO

/// The variables of a reload command's environment.
///
/// On the wire: the assignments `NAME=value`, in UTF-8, each followed by a zero byte, which none can hold, and a zero byte at the
/// end, so that a request without any is not empty.
enum ReloadRequest {
  /// The most bytes of a request.
  static let byteLimit = 65_536

  /// The name under which a process listens for reload commands.
  static func socketName(ofProcess process: Int32) -> String { "pico-tracker/\(process)" }

  /// The assignments as they are sent.
  static func bytes(of assignments: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for assignment in assignments { bytes += Array(assignment.utf8) + [0] }
    return bytes + [0]
  }

  /// The assignments that were sent.
  static func assignments(in bytes: [UInt8]) -> [String] {
    bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// What the running tracker says to a reload command.
///
/// On the wire: a byte for the verdict, and the text in UTF-8.
public struct ReloadAnswer: Equatable, Sendable {
  /// The most bytes of an answer; what is longer is cut.
  static let byteLimit = 65_536

  /// What became of the reload.
  public enum Verdict: UInt8, Sendable {
    /// The settings are in force.
    case accepted
    /// A value is wrong: the settings of before stay.
    case refused
    /// Whoever asked may not.
    case forbidden
  }

  /// What became of the reload.
  public let verdict: Verdict
  /// The same in words, a line for each thing to say.
  public let text: String

  init(_ verdict: Verdict, _ text: String) {
    self.verdict = verdict
    self.text = text
  }

  /// The answer as it is sent.
  var bytes: [UInt8] { [verdict.rawValue] + text.utf8.prefix(Self.byteLimit - 1) }

  /// The answer that was sent; nil for what is none.
  init?(_ bytes: [UInt8]) {
    guard let first = bytes.first, let verdict = Verdict(rawValue: first) else { return nil }
    self.init(verdict, String(decoding: bytes.dropFirst(), as: UTF8.self))
  }
}
