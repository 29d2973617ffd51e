// Settings, and how they travel in a signal.
import Testing

@testable import TrackerService

@Suite("Live settings")
struct LiveSettingsTests {
  private static let other = LiveSettings(interval: 10_800, connectionIDMaxAge: 86_400, isDebug: true)

  @Test("replace the current ones but for those that are pinned", arguments: (0 as UInt8)..<8)
  func pinned(bits: UInt8) {
    let pinned = PinnedSettings(rawValue: bits)
    let current = LiveSettings()
    let result = Self.other.replacing(current, except: pinned)
    #expect(result.interval == (pinned.contains(.interval) ? current : Self.other).interval)
    #expect(
      result.connectionIDMaxAge == (pinned.contains(.connectionIDMaxAge) ? current : Self.other).connectionIDMaxAge)
    #expect(result.isDebug == (pinned.contains(.debug) ? current : Self.other).isDebug)
  }

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

@Suite("A reload order")
struct ReloadOrderTests {
  private func survives(_ settings: LiveSettings) -> Bool {
    ReloadOrder(number: ReloadOrder.adopt(settings).number) == .adopt(settings)
  }

  @Test("carries every interval that may be chosen", arguments: [false, true])
  func intervals(isDebug: Bool) {
    for interval in LiveSettings.intervals where !survives(LiveSettings(interval: UInt32(interval), isDebug: isDebug)) {
      Issue.record("interval \(interval)")
    }
  }

  @Test("carries every age of a connection id that may be chosen", arguments: [300, 10_800] as [UInt32])
  func ages(interval: UInt32) {
    for age in LiveSettings.connectionIDMaxAges {
      if !survives(LiveSettings(interval: interval, connectionIDMaxAge: UInt32(age))) { Issue.record("age \(age)") }
    }
  }

  @Test("says that new settings were refused")
  func refused() { #expect(ReloadOrder(number: ReloadOrder.refused.number) == .refused) }

  @Test(
    "adopts nothing that an operator could not have chosen",
    arguments: [
      LiveSettings(interval: 299), LiveSettings(interval: 10_801), LiveSettings(connectionIDMaxAge: 119),
      LiveSettings(connectionIDMaxAge: 86_401), LiveSettings(interval: 0, connectionIDMaxAge: 0, isDebug: true),
    ])
  func forged(settings: LiveSettings) {
    #expect(ReloadOrder(number: ReloadOrder.adopt(settings).number) == .refused)
  }
}
