// Trackers that nobody has started.
import LinuxIO
import Snapshots

@testable import TrackerService

extension Tracker {
  /// A tracker with so many sockets of one address of loopback; it begins afresh, unless it has another starting point.
  static func make(
    _ settings: LiveSettings = LiveSettings(), workers: Int = 1, sockets: Int = 1, start: StartingPoint? = nil
  ) throws -> Tracker {
    var listeners = Listeners()
    try listeners.open(sockets, on: .loopback(.v4, port: 0))
    return try Tracker(
      ServiceConfiguration(settings: settings), workers: workers, listeners: listeners,
      start: try start ?? StartingPoint.after([]))
  }
}
