// The settings that a reload can change.
import Testing

@testable import TrackerService

@Suite("Live settings")
struct LiveSettingsTests {
  private static let other = LiveSettings(interval: 10_800, connectionIDMaxAge: 86_400, isDebug: true)

  @Test("are told in an operator's words")
  func text() {
    #expect(LiveSettings().text == "interval 900 s, connection ids valid for 1800 s, debugging off")
    #expect(Self.other.text == "interval 10800 s, connection ids valid for 86400 s, debugging on")
  }

  @Test("have defaults that an operator could choose")
  func defaults() {
    #expect(LiveSettings.intervals.contains(UInt64(LiveSettings().interval)))
    #expect(LiveSettings.connectionIDMaxAges.contains(UInt64(LiveSettings().connectionIDMaxAge)))
  }
}
