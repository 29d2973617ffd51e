// Tests of the options of a run of traffic, and of their errors.
import ArgumentParser
import Testing

@testable import pico_tracker_load

@Suite("The command traffic")
struct TrafficCommandTests {
  /// What is said about a command line that is refused; nil if it is taken.
  private func refusal(_ words: String...) -> String? {
    do {
      _ = try TrafficCommand.parse(words)
      return nil
    } catch { return TrafficCommand.message(for: error) }
  }

  @Test(
    "A number may be one of the ends of its range, and nothing beyond",
    arguments: [("--seconds", 1, 3600), ("--scrape-size", 1, 74), ("--peers", 16, 50_000_000)])
  func ranges(option: String, lowest: Int, highest: Int) {
    #expect(refusal(option, "\(lowest)") == nil && refusal(option, "\(highest)") == nil)
    for number in [lowest - 1, highest + 1] {
      #expect(
        refusal(option, "\(number)") == "\(option) \(number) is out of range: it is \(lowest) to \(highest).")
    }
  }

  @Test("Every socket needs a peer of its own")
  func peersPerSocket() {
    #expect(refusal("--sockets", "4", "--peers", "4") == nil)
    #expect(
      refusal("--sockets", "4", "--peers", "3") == "--peers 3 is out of range: it is 4 to 50000000.")
  }

  @Test("One weight is enough, and none may be below 0")
  func weights() {
    let text = "--connects, --announces and --scrapes are weights: none below 0, not all 0, and a sum that is a number."
    #expect(refusal("--connects", "0", "--announces", "0", "--scrapes", "0.001") == nil)
    #expect(refusal("--connects", "0", "--announces", "0", "--scrapes", "0") == text)
    for option in ["--connects", "--announces", "--scrapes"] {
      for weight in ["-1", "inf", "nan"] { #expect(refusal("\(option)=\(weight)") == text) }
    }
    #expect(refusal("--connects", "1e308", "--announces", "1e308") == text)
  }

  @Test("Stale ids are never so many that nothing is answered")
  func staleIDs() {
    #expect(refusal("--stale-ids", "0.9") == nil && refusal("--stale-ids", "0") == nil)
    #expect(refusal("--stale-ids", "0.91") == "--stale-ids 0.91 is out of range: it is 0 to 0.9.")
    #expect(refusal("--stale-ids=-0.1") == "--stale-ids -0.1 is out of range: it is 0 to 0.9.")
  }

  @Test("Events are shares of the announces", arguments: ["--started", "--completed", "--stopped"])
  func events(option: String) {
    #expect(refusal(option, "1.5") == "\(option) 1.5 is out of range: a share is 0 to 1.")
    #expect(refusal("\(option)=-0.5") == "\(option) -0.5 is out of range: a share is 0 to 1.")
  }

  @Test("All events together are no more than the announces")
  func eventSum() {
    #expect(refusal("--started", "0.5", "--completed", "0.25", "--stopped", "0.25") == nil)
    // Their binary sum is a little more than 1.
    #expect(refusal("--started", "0.33", "--completed", "0.56", "--stopped", "0.11") == nil)
    #expect(
      refusal("--started", "0.5", "--completed", "0.5", "--stopped", "0.5")
        == "the sum of --started, --completed and --stopped 1.5 is out of range: a share is 0 to 1.")
  }

  @Test("The options of target and population are checked too")
  func groups() {
    #expect(refusal("--window", "0") == "--window 0 is out of range: it is 1 to 4096.")
    #expect(refusal("--torrents", "0") == "--torrents 0 is out of range: it is 1 to 10000000.")
  }
}
