// The settings that can change while the tracker runs.

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

  /// Settings with the defaults for whatever is not given; seconds.
  public init(interval: UInt32 = 900, connectionIDMaxAge: UInt32 = 1800, isDebug: Bool = false) {
    self.interval = interval
    self.connectionIDMaxAge = connectionIDMaxAge
    self.isDebug = isDebug
  }
}

extension LiveSettings {
  /// Seconds after which everybody who was there at a moment has fallen silent.
  var staleAge: UInt64 { 2 * UInt64(interval) + 120 }

  /// The settings in an operator's words.
  var text: String {
    "interval \(interval) s, connection ids valid for \(connectionIDMaxAge) s, debugging \(isDebug ? "on" : "off")"
  }
}
