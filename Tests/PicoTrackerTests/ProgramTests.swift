// The built program as a shell sees it: what it prints where, and its exit status.
import Foundation
import Testing

@Suite("The program")
struct ProgramTests {
  /// What a finished run left behind.
  private struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Runs the program that was built beside these tests, in an environment of these variables alone.
  private func run(_ words: String..., variables: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "pico-tracker")
    process.arguments = words
    process.environment = variables
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // What these runs print is less than a pipe holds, so reading one after the other cannot block.
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }

  @Test("The version goes to standard output")
  func version() throws {
    let outcome = try run("-version")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.wholeMatch(of: /pico-tracker \d+\.\d+\.\d+\n/) != nil)
  }

  @Test("Help goes to standard output, plain, even when the environment is broken")
  func help() throws {
    let outcome = try run("--help", variables: ["PICO_TRACKER__PORT": "x", "TERM": "xterm"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("Examples\n") && outcome.output.contains("Problems\n"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test("A path that could harm the terminal is shown harmlessly")
  func hostilePath() throws {
    let outcome = try run("-help", "-state-directory", "/a\u{1B}[2J\n")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("'/a\\u{1b}[2J\\n'"))
  }

  @Test("Mistakes go to standard error, all of them, with status 64")
  func mistakes() throws {
    let outcome = try run("-prot", "-w", "0", variables: ["PICO_TRACKER__PORT": "99999"])
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        pico-tracker: unknown option '-prot'; did you mean '-port'? See 'pico-tracker -help'.
        pico-tracker: -w 0 is out of range: the number of workers is 1 to 16.
        pico-tracker: PICO_TRACKER__PORT=99999 is out of range: a UDP port is 1 to 65535.

        """)
  }
}
