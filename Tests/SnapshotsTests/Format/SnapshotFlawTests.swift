// Tests of SnapshotFlaw.swift.
import LinuxIO
import Snapshots
import Testing

@Suite("What is wrong with a snapshot")
struct SnapshotFlawTests {
  @Test(
    "is told as the end of a sentence",
    arguments: [
      (.foreign, "is no snapshot of pico-tracker"),
      (.version(4), "has version 4 of the format, of which this pico-tracker knows only up to 3"),
      (.version(.max), "has version 4294967295 of the format, of which this pico-tracker knows only up to 3"),
      (.truncated, "is cut off"),
      (.oversized, "is longer than it says"),
      (.damagedHeader, "is damaged in its header"),
      (.damagedSection(17), "is damaged in section 17"),
      (.impossibleSection(0), "contradicts itself in section 0"),
      (.unmappable(Errno(rawValue: 12)), "cannot be mapped into memory (Cannot allocate memory)"),
    ] as [(SnapshotFlaw, String)])
  func description(flaw: SnapshotFlaw, text: String) {
    #expect(flaw.description == text)
  }
}
