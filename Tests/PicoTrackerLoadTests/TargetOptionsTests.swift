// Tests of the options that say where the load goes, and of their errors.
import ArgumentParser
import Testing

@testable import pico_tracker_load

@Suite("The options of the target")
struct TargetOptionsTests {
  /// What is said about a command line that is refused; nil if it is taken.
  private func refusal(_ words: String...) -> String? {
    do {
      _ = try TargetOptions.parse(words)
      return nil
    } catch { return TargetOptions.message(for: error) }
  }

  @Test("The target is what the options say")
  func target() throws {
    let options = try TargetOptions.parse([
      "--port", "6969", "--sockets", "8", "--ipv6-share", "0.5", "--window", "4", "--timeout", "300",
    ])
    let target = options.target
    #expect(target.port == 6969 && target.sockets == 8 && target.ipv6Share == 0.5)
    #expect(target.window == 4 && target.timeoutMilliseconds == 300)
  }

  @Test("A port is 1 to 65535")
  func port() {
    #expect(refusal("--port", "0") == "--port 0 is out of range: a UDP port is 1 to 65535.")
    #expect(refusal("--port", "1") == nil && refusal("--port", "65535") == nil)
    #expect(refusal("--port", "65536")?.contains("'65536'") == true)
  }

  @Test(
    "A number may be one of the ends of its range, and nothing beyond",
    arguments: [("--sockets", 1, 1024), ("--window", 1, 4096), ("--timeout", 10, 60_000)])
  func ranges(option: String, lowest: Int, highest: Int) {
    #expect(refusal(option, "\(lowest)") == nil && refusal(option, "\(highest)") == nil)
    for number in [lowest - 1, highest + 1] {
      #expect(
        refusal(option, "\(number)") == "\(option) \(number) is out of range: it is \(lowest) to \(highest).")
    }
  }

  @Test("A share is 0 to 1")
  func share() {
    #expect(refusal("--ipv6-share", "0") == nil && refusal("--ipv6-share", "1") == nil)
    #expect(refusal("--ipv6-share", "1.01") == "--ipv6-share 1.01 is out of range: a share is 0 to 1.")
    #expect(refusal("--ipv6-share=-0.5") == "--ipv6-share -0.5 is out of range: a share is 0 to 1.")
    #expect(refusal("--ipv6-share", "nan") == "--ipv6-share nan is out of range: a share is 0 to 1.")
  }

  @Test("Without a process id there is no server to watch; one that nobody has is refused by name")
  func server() throws {
    #expect(try TargetOptions.parse([]).server() == nil)
    let options = try TargetOptions.parse(["--pid", "0"])
    #expect(
      throws: LoadError(
        "--pid 0: there is no such process, or only root may look at it; see 'pidof pico-tracker'")
    ) { try options.server() }
  }
}
