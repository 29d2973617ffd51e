// An environment for a test.
@testable import pico_tracker

extension Variables {
  /// The variables of a dictionary, in the order of their names.
  init(_ values: [String: String]) {
    self.init(assignments: values.map { "\($0)=\($1)" }.sorted())
  }
}
