// Tests of the default configuration.
import Snapshots
import Testing

@testable import TrackerService

@Suite("A service's configuration")
struct ServiceConfigurationTests {
  @Test("has the documented defaults")
  func defaults() {
    let configuration = ServiceConfiguration()
    #expect(configuration.port == 1337)
    #expect(configuration.portOrigin == nil)
    #expect(configuration.workers == nil)
    #expect(configuration.settings == LiveSettings(interval: 900, connectionIDMaxAge: 1800, isDebug: false))
    #expect(configuration.snapshots == SnapshotSettings() && configuration.secretFile == nil)
  }
}
