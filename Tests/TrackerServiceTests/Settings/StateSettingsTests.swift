// What is kept when nothing was configured.
import Testing

@testable import TrackerService

@Suite("The settings of the state")
struct StateSettingsTests {
  @Test("have the documented defaults: what systemd offers is used, and a crash loses a minute")
  func defaults() {
    let settings = StateSettings()
    #expect(!settings.isEphemeral)
    #expect(settings.directory == nil && settings.secretFile == nil)
    #expect(settings.snapshotInterval == 60)
    #expect(StateSettings.snapshotIntervals == 1...3600)
  }
}
