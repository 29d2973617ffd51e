// The signals that the daemon handles.
internal import CLinux

/// A signal of signal(7).
public struct Signal: RawRepresentable, Equatable, Sendable {
  /// The number, as in signal(7).
  public let rawValue: Int32

  /// The signal of a number of signal(7).
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Reload, or the terminal has gone.
  public static let hangUp = Signal(rawValue: SIGHUP)
  /// Stop, from the keyboard.
  public static let interrupt = Signal(rawValue: SIGINT)
  /// Stop.
  public static let terminate = Signal(rawValue: SIGTERM)
}
