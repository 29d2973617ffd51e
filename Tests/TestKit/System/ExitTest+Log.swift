// Reads the log of a child process.
import Testing

extension ExitTest.Result {
  /// The lines that the child has logged to standard error, without the program's name.
  package var logLines: [String] {
    let name = "pico-tracker: "
    return String(decoding: standardErrorContent, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
  }
}
