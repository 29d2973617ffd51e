// The origin of a value, which messages and `-help` name.

/// The place in which the operator gave a value.
enum Origin: Equatable, Sendable {
  /// A flag, as it was typed: `-p`, `--port`.
  case flag(String)
  /// An environment variable, by name.
  case environment(String)

  /// The place alone: `-p`, `PICO_TRACKER__PORT`.
  var name: String {
    switch self {
    case .flag(let name), .environment(let name): name
    }
  }

  /// The place with what it holds, as a shell would take it: `-p 99999`, `PICO_TRACKER__PORT=99999`.
  func holding(_ value: String) -> String {
    switch self {
    case .flag(let name): "\(name) \(value)"
    case .environment(let name): "\(name)=\(value)"
    }
  }
}
