// Reads the parts of a log event, for tests.
@testable import Systemd
@testable import TrackerService

extension LogEvent {
  /// The value of a field, or nil.
  func field(_ name: String) -> String? { fields.first { "\($0.name.text)" == name }?.value }

  /// The names of all fields.
  var fieldNames: [String] { fields.map { "\($0.name.text)" } }
}
