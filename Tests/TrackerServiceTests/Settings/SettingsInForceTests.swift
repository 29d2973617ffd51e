// Settings that are replaced while others read them.
import LinuxIO
import Testing

@testable import TrackerService

@Suite("The settings in force")
struct SettingsInForceTests {
  @Test("are those of the start, then those of the last reload, with another version each time")
  func replacing() {
    let first = LiveSettings(interval: 600, connectionIDMaxAge: 120, isDebug: true)
    let settings = SettingsInForce(first)
    #expect(settings.current == first)
    var versions = [settings.version]
    for interval in [300, 300, 900] as [UInt32] {
      settings.replace(with: LiveSettings(interval: interval))
      #expect(settings.current == LiveSettings(interval: interval))
      versions.append(settings.version)
    }
    #expect(Set(versions).count == 4, "a replacement by equal settings is one, too")
  }

  @Test("are whole, and never older than the version that was read before them, while they are replaced")
  func threads() throws {
    let shared = Shared()
    var threads = ThreadGroup()
    try threads.start(named: "reload") {
      for number in UInt32(1)...20_000 {
        shared.settings.replace(with: LiveSettings(interval: number, connectionIDMaxAge: number))
      }
    }
    var version: UInt32 = 0
    while version < 20_000 {
      version = shared.settings.version
      let settings = shared.settings.current
      guard version > 0 else { continue }
      if settings.interval != settings.connectionIDMaxAge { Issue.record("torn: \(settings)") }
      if settings.interval < version { Issue.record("\(settings) is older than \(version)") }
    }
    threads.join()
  }
}

/// Settings that closures of several threads can hold.
private final class Shared: Sendable {
  let settings = SettingsInForce(LiveSettings())
}
