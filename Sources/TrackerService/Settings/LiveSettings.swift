// What can change while the tracker runs, and how a reload carries it to the running process.

/// Settings that a reload changes without a restart.
public struct LiveSettings: Equatable, Sendable {
  /// What an operator may choose as ``interval``, in seconds.
  public static let intervals: ClosedRange<UInt64> = 300...10_800
  /// What an operator may choose as ``connectionIDMaxAge``, in seconds; the least is what BEP 15 asks for.
  public static let connectionIDMaxAges: ClosedRange<UInt64> = 120...86_400

  /// Seconds between two announces of a client.
  public var interval: UInt32
  /// Seconds for which a connection id is accepted after it was issued.
  public var connectionIDMaxAge: UInt32
  /// Whether each request is logged.
  public var isDebug: Bool

  public init(interval: UInt32 = 900, connectionIDMaxAge: UInt32 = 1800, isDebug: Bool = false) {
    self.interval = interval
    self.connectionIDMaxAge = connectionIDMaxAge
    self.isDebug = isDebug
  }
}

/// Which settings the command line decides, so that a reload, which knows the environment alone, leaves them as they are.
public struct PinnedSettings: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let interval = PinnedSettings(rawValue: 1)
  public static let connectionIDMaxAge = PinnedSettings(rawValue: 2)
  public static let debug = PinnedSettings(rawValue: 4)
}

extension LiveSettings {
  /// These settings where they are not pinned, and `current` ones where they are.
  func replacing(_ current: LiveSettings, except pinned: PinnedSettings) -> LiveSettings {
    LiveSettings(
      interval: pinned.contains(.interval) ? current.interval : interval,
      connectionIDMaxAge: pinned.contains(.connectionIDMaxAge) ? current.connectionIDMaxAge : connectionIDMaxAge,
      isDebug: pinned.contains(.debug) ? current.isDebug : isDebug)
  }

  /// Seconds after which everybody who was there at a moment has fallen silent.
  var staleAge: UInt64 { 2 * UInt64(interval) + 120 }

  /// The settings in an operator's words.
  var text: String {
    "interval \(interval) s, connection ids valid for \(connectionIDMaxAge) s, debugging \(isDebug ? "on" : "off")"
  }
}

/// What a reload tells the running tracker, in the 32 bits that a signal can carry (sigqueue(3)).
///
/// Bit 0: debugging; bits 1 to 14: interval in seconds; bits 15 to 31: age of connection ids in seconds. What no operator can
/// choose, such as an interval of 0, says that the new settings were refused.
public enum ReloadOrder: Equatable, Sendable {
  /// Take over these settings.
  case adopt(LiveSettings)
  /// Go on with the old settings, and say so.
  case refused

  /// The number as which the order travels.
  public var number: UInt32 {
    switch self {
    case .adopt(let settings):
      settings.connectionIDMaxAge << 15 | settings.interval << 1 | (settings.isDebug ? 1 : 0)
    case .refused: 0
    }
  }

  /// The order that a number means. Any process of the same user can send one, so only what is allowed is adopted.
  public init(number: UInt32) {
    let settings = LiveSettings(
      interval: number >> 1 & 0x3fff, connectionIDMaxAge: number >> 15, isDebug: number & 1 == 1)
    let isAllowed =
      LiveSettings.intervals.contains(UInt64(settings.interval))
      && LiveSettings.connectionIDMaxAges.contains(UInt64(settings.connectionIDMaxAge))
    self = isAllowed ? .adopt(settings) : .refused
  }
}
