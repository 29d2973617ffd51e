// The message and the exit status for a port that cannot be had.
internal import LinuxIO

/// The port could be bound on no address family that was to be served.
struct BindFailure: Equatable {
  /// The UDP port that was asked for.
  let port: UInt16
  /// What stood in the way, one entry per family that failed, never empty.
  let obstacles: [Obstacle]

  /// Why one family could not be bound.
  struct Obstacle: Equatable {
    let family: Family
    /// What bind(2) or socket(2) said.
    let errno: Errno
  }

  /// An address family of the internet.
  enum Family: String {
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"
  }

  /// The kinds of obstacles, those that say most about what to do first.
  enum Kind: Int {
    case inUse, forbidden, system, noFamily
  }

  /// The obstacle to talk about: of several, the one the person can do most about.
  private var main: Obstacle? {
    obstacles.min { $0.kind.rawValue < $1.kind.rawValue }
  }

  /// The status with which the process ends.
  var exitStatus: ExitStatus {
    switch main?.kind {
    case .inUse, .noFamily: .unavailable
    case .forbidden: .noPermission
    case .system, nil: .systemError
    }
  }

  /// The error to talk about, in words.
  var reason: String { main.map { "\($0.errno)" } ?? "" }

  /// The whole message: what happened and why, then what to do.
  var explanation: Explanation {
    guard let main else { return Explanation("UDP port \(port) could not be opened.") }
    let others = obstacles.filter { $0.errno != main.errno }
    return Explanation(
      headline(main),
      others.map { .init("\($0.family.rawValue) as well:", "\($0.errno)") } + remedies(for: main.kind))
  }
}

extension BindFailure.Obstacle {
  /// What kind of obstacle the error number stands for (bind(2), socket(2)).
  var kind: BindFailure.Kind {
    switch errno {
    case .addressInUse: .inUse
    case .accessDenied, .notPermitted: .forbidden
    case .addressFamilyNotSupported, .addressNotAvailable: .noFamily
    default: .system
    }
  }
}

extension BindFailure {
  /// The first port that needs no privilege, unless net.ipv4.ip_unprivileged_port_start says otherwise (ip(7)).
  private static let firstFreePort: UInt16 = 1024

  /// Where the failure names families: nowhere if both failed alike.
  private func families(_ main: Obstacle) -> String {
    obstacles.contains { $0.family != main.family && $0.kind == main.kind } ? "" : " for \(main.family.rawValue)"
  }

  private func headline(_ main: Obstacle) -> String {
    let place = "UDP port \(port)"
    let scope = families(main)
    return switch main.kind {
    case .inUse:
      "\(place) is already in use\(scope) (\(main.errno))."
    case .forbidden where port < Self.firstFreePort:
      "\(place) needs a privilege (\(main.errno)): it is below \(Self.firstFreePort)."
    case .forbidden:
      "\(place) is forbidden\(scope) (\(main.errno)): a security policy or a sandbox of this system says so."
    case .noFamily:
      "this machine offers \(scope.isEmpty ? "neither IPv4 nor IPv6" : "no \(main.family.rawValue)") (\(main.errno))."
    case .system:
      "\(place) could not be opened\(scope): \(main.errno.textWithLimit)."
    }
  }

  /// The ways out: a label, and a command to type or a thing to look at.
  private func remedies(for kind: Kind) -> [Explanation.Remedy] {
    switch kind {
    case .inUse:
      [.init("Who has it:", "sudo ss -lunp 'sport = :\(port)'"), otherPort]
    case .forbidden where port < Self.firstFreePort:
      [
        .init("Allow it:", "sudo setcap cap_net_bind_service=+ep \"$(command -v pico-tracker)\""),
        .init("Or systemd:", "sudo systemctl edit pico-tracker.socket  (opens any port; see man pico-tracker)"),
        otherPort,
      ]
    case .forbidden: [otherPort]
    case .noFamily: [.init("Look at it:", "ip address show")]
    case .system: []
    }
  }

  /// A port to try instead: the next one, but none that needs a privilege.
  private var otherPort: Explanation.Remedy {
    let other = port < Self.firstFreePort ? 1337 : port == .max ? port - 1 : port + 1
    return .init("Other port:", "pico-tracker -port \(other)")
  }
}
