// Tests of the report of a fill, for people and for programs.
import Testing

@testable import pico_tracker_load

@Suite("The report of a fill")
struct FillReportTests {
  private let before = MemoryUse(resident: 10 << 20, proportional: 8 << 20)
  private let after = MemoryUse(resident: 74 << 20, proportional: 40 << 20)

  private func report(_ tally: Tally = Tally(), memory: (before: MemoryUse, after: MemoryUse)? = nil) -> FillReport {
    FillReport(peers: 1_048_576, torrents: 15_000, seconds: 2.25, tally: tally, memory: memory)
  }

  /// A tally with one of each trouble.
  private var troubled: Tally {
    var tally = Tally()
    tally[.announce].lost = 3
    tally[.announce].refused = 4
    tally[.announce].faulty = 5
    tally.refusalText = "not allowed"
    tally.fault = .tooManyPeers
    return tally
  }

  @Test("Without a process to watch, it is one line about what was done")
  func plain() {
    #expect(report().description == "1,048,576 peers in up to 15,000 torrents, 2.3 s")
  }

  @Test("The growth of the server's memory is divided among the peers")
  func memory() {
    #expect(
      report(memory: (before, after)).description.split(separator: "\n").dropFirst() == [
        "server RSS  10.0 → 74.0 MiB, 64.0 bytes per peer", "server PSS  8.0 → 40.0 MiB, 32.0 bytes per peer",
      ])
  }

  @Test("Memory that shrank is a negative number")
  func shrunk() {
    #expect(report(memory: (after, before)).description.contains("74.0 → 10.0 MiB, -64.0 bytes per peer"))
  }

  @Test("Every trouble has a line, in words")
  func troubles() {
    #expect(
      report(troubled).description.split(separator: "\n").dropFirst() == [
        "lost        3, announced again", "refused     4: \"not allowed\"",
        "faulty      5: more peers than were asked for",
      ])
  }

  @Test("The JSON counts troubles even where there are none, and has no memory that nobody measured")
  func json() {
    #expect(
      report().json.description
        == "{\"peers\": 1048576, \"torrents\": 15000, \"seconds\": 2.2500, \"lost\": 0, \"refused\": 0, \"faulty\": 0}")
    #expect(report(troubled).json.description.hasSuffix("\"lost\": 3, \"refused\": 4, \"faulty\": 5}"))
  }

  @Test("The JSON has the memory in bytes")
  func jsonMemory() {
    #expect(
      report(memory: (before, after)).json.description.hasSuffix(
        "\"server_rss_bytes_before\": 10485760, \"server_rss_bytes_after\": 77594624, "
          + "\"rss_bytes_per_peer\": 64.0000, \"pss_bytes_per_peer\": 32.0000}"))
  }
}
