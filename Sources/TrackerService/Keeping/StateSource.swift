// Where a state of an earlier run was found.

/// A place that states are kept in.
enum StateSource: Equatable, Sendable {
  /// The service manager's descriptor store, under a name.
  case descriptorStore(name: String)
  /// A file.
  case file(path: String)

  /// The names in the descriptor store. There are two, so that one state is there while the next one takes its place.
  static let storedNames = ["state-a", "state-b"]

  /// Whether a name in the descriptor store is that of a state, if only of another version's.
  static func isName(_ name: String) -> Bool { name.hasPrefix("state-") }

  /// The place in an operator's words.
  var text: String {
    switch self {
    case .descriptorStore: "the descriptor store"
    case .file(let path): path
    }
  }

  /// Whether what is found there was made in this run of the machine: the descriptor store ends with it.
  var isSameBoot: Bool {
    switch self {
    case .descriptorStore: true
    case .file: false
    }
  }
}
