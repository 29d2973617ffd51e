// The signals a daemon listens to.
internal import CLinux

/// A signal of signal(7).
public struct Signal: RawRepresentable, Equatable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// Reload, or the terminal has gone.
  public static let hangUp = Signal(rawValue: SIGHUP)
  /// Stop, from the keyboard.
  public static let interrupt = Signal(rawValue: SIGINT)
  /// Stop.
  public static let terminate = Signal(rawValue: SIGTERM)
}

extension Signal {
  /// Sends the signal to a process, with a number that arrives with it (sigqueue(3)).
  public func queue(to process: Int32, value: UInt32) throws(Errno) {
    guard clinux_queue_signal(process, rawValue, Int32(bitPattern: value)) == 0 else { throw .last }
  }
}
