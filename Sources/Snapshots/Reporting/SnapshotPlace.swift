// The two kinds of places in which a snapshot outlives the process.

/// Where a snapshot is, or was found.
public enum SnapshotPlace: Equatable, Sendable {
  /// The service manager's descriptor store, under a name.
  case descriptorStore(name: String)
  /// A file.
  case file(path: String)

  /// The names in the descriptor store. There are two, so that one snapshot is there while the next one takes its place. They
  /// were chosen by the first version, and an upgrade finds by them what that has left.
  public static let storedNames = ["state-a", "state-b"]

  /// The name in the descriptor store of marks that a restoration has begun, one for each attempt.
  static let markName = "state-restoring"

  /// Whether a name in the descriptor store is one of ours, if only of another version's: not that of a socket.
  public static func isStoredName(_ name: String) -> Bool { name.hasPrefix("state-") }

  /// The place in an operator's words.
  public var text: String {
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
