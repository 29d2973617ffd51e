// Trackers that nobody has started.
import LinuxIO

@testable import TrackerService

extension Tracker {
  /// A tracker with so many sockets of one address of loopback; it begins afresh, unless it inherits something.
  static func make(
    _ settings: LiveSettings = LiveSettings(), workers: Int = 1, sockets: Int = 1, inheritance: Inheritance? = nil
  ) throws -> Tracker {
    var listeners = Listeners()
    try listeners.open(sockets, on: .loopback(.v4, port: 0))
    return try Tracker(
      settings, log: Log(), workers: workers, listeners: listeners,
      inheritance: try inheritance ?? Inheritance(of: []))
  }
}
