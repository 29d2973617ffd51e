// Tests of StateFlaw.swift.
import Testing
import TrackerCore

@Suite("What is wrong with a saved state")
struct StateFlawTests {
  @Test(
    "is told as the end of a sentence",
    arguments: [
      (.foreign, "is not a saved state of pico-tracker"),
      (.version(2), "has version 2 of the format, of which this pico-tracker knows only 1"),
      (.version(.max), "has version 4294967295 of the format, of which this pico-tracker knows only 1"),
      (.truncated, "is cut off"),
      (.oversized, "is longer than it says"),
      (.damagedHeader, "is damaged in its header"),
      (.damagedSection(17), "is damaged in section 17"),
      (.impossibleSection(0), "contradicts itself in section 0"),
    ] as [(StateFlaw, String)])
  func description(flaw: StateFlaw, text: String) {
    #expect(flaw.description == text)
  }
}
