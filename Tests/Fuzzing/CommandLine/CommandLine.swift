// Fuzz target: command lines and environments.
@testable import TrackerService
@testable import pico_tracker

/// Reads words and variables as an input says.
///
/// Whatever they are, each problem is one printable line, the help page can be made, and without problems every number is one of
/// those that the option allows.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCommandLine(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(data, count)
  let wordCount = Int(input.byte() % 16)
  let words = (0..<wordCount).map { _ in word(&input) }
  var assignments: [String] = []
  for option in OptionTable.all where !input.isEmpty {
    guard let variable = option.variable else { continue }
    assignments.append(variable + "=" + String(decoding: input.text(upTo: 0), as: UTF8.self))
  }
  examine(Invocation(arguments: words, environment: Variables(assignments: assignments)))
  return 0
}

/// A word: any text, or a flag of the table with any text after it.
private func word(_ input: inout FuzzInput) -> String {
  let choice = Int(input.byte())
  let text = String(decoding: input.text(upTo: 0), as: UTF8.self)
  guard choice & 3 != 0 else { return text }
  let option = OptionTable.all[(choice >> 2) % OptionTable.all.count]
  return (choice & 2 == 0 ? "-" : "--") + option.name + text
}

private func examine(_ invocation: Invocation) {
  for problem in invocation.problems {
    let scalars = problem.message.unicodeScalars
    check(!scalars.isEmpty && scalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }, problem.message)
    check(scalars.count < 400, problem.message)
    let explained = problem.explanation(isService: true).text
    check(explained.hasPrefix(problem.message), explained)
    check(explained.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\n") }, explained)
  }
  check(HelpPage(invocation, headings: .plain).text.utf8.last == UInt8(ascii: "\n"), "no line feed")
  guard invocation.problems.isEmpty else { return }
  let configuration = invocation.configuration
  check(LiveSettings.intervals.contains(UInt64(configuration.settings.interval)), "\(configuration)")
  check(
    LiveSettings.connectionIDMaxAges.contains(UInt64(configuration.settings.connectionIDMaxAge)), "\(configuration)")
  check(configuration.workers.map { (1...16).contains($0) } ?? true, "\(configuration)")
}
