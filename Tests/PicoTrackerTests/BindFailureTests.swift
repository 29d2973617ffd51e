// Tests of the message and the exit status for a port that cannot be had.
import LinuxIO
import TestKit
import Testing

@testable import pico_tracker

@Suite("A port that cannot be bound")
struct BindFailureTests {
  private static let inUse = Errno.addressInUse
  private static let denied = Errno.accessDenied
  private static let noFamily = Errno.addressFamilyNotSupported
  private static let noAddress = Errno.addressNotAvailable
  private static let tooMany = Errno(rawValue: 24)

  /// The failure of a port with these errors on IPv4 and IPv6; nil for a family that is not to blame.
  private func failure(_ port: UInt16, _ ipv4: Errno?, _ ipv6: Errno?) -> BindFailure {
    let obstacles = [(BindFailure.Family.ipv4, ipv4), (.ipv6, ipv6)].compactMap { family, error in
      error.map { BindFailure.Obstacle(family: family, errno: $0) }
    }
    return BindFailure(port: port, obstacles: obstacles)
  }

  @Test("A taken port says who to ask, and offers the next one")
  func inUse() {
    let failure = failure(1337, Self.inUse, Self.inUse)
    #expect(failure.exitStatus == .unavailable)
    #expect(
      failure.explanation.text == """
        UDP port 1337 is already in use (Address already in use).
          Who has it:   sudo ss -lunp 'sport = :1337'
          Other port:   pico-tracker -port 1338
        """)
  }

  @Test("A port taken on one family only says on which")
  func inUseOnOneFamily() {
    #expect(
      failure(1337, nil, Self.inUse).explanation.text.hasPrefix(
        "UDP port 1337 is already in use for IPv6 (Address already in use).\n"))
  }

  @Test("Of two different obstacles the one that can be helped comes first, and the other is not kept quiet")
  func differentObstacles() {
    let failure = failure(1337, Self.noFamily, Self.inUse)
    #expect(failure.exitStatus == .unavailable)
    #expect(
      failure.explanation.text == """
        UDP port 1337 is already in use for IPv6 (Address already in use).
          IPv4 as well: Address family not supported by protocol
          Who has it:   sudo ss -lunp 'sport = :1337'
          Other port:   pico-tracker -port 1338
        """)
  }

  @Test("The other port offered is never out of range, nor one that needs a privilege")
  func otherPorts() {
    #expect(failure(65535, Self.inUse, Self.inUse).explanation.text.contains("pico-tracker -port 65534"))
    #expect(failure(53, Self.inUse, Self.inUse).explanation.text.contains("pico-tracker -port 1337"))
  }

  @Test("A privileged port says how to be allowed it")
  func privileged() {
    let failure = failure(80, Self.denied, Self.denied)
    #expect(failure.exitStatus == .noPermission)
    #expect(
      failure.explanation.text == """
        UDP port 80 needs a privilege (Permission denied): it is below 1024.
          Allow it:     sudo setcap cap_net_bind_service=+ep "$(command -v pico-tracker)"
          Or systemd:   sudo systemctl edit pico-tracker.socket  (opens any port; see man pico-tracker)
          Other port:   pico-tracker -port 1337
        """)
  }

  @Test("A port forbidden for another reason is not blamed on its number")
  func forbidden() {
    let failure = failure(6969, Self.denied, Self.denied)
    #expect(failure.exitStatus == .noPermission)
    #expect(failure.explanation.text.contains("UDP port 6969 is forbidden (Permission denied)"))
    #expect(!failure.explanation.text.contains("setcap"))
  }

  @Test("A machine without any address family to serve says so")
  func noFamily() {
    let failure = failure(1337, Self.noFamily, Self.noFamily)
    #expect(failure.exitStatus == .unavailable)
    #expect(
      failure.explanation.text.contains("offers neither IPv4 nor IPv6 (Address family not supported by protocol)"))
  }

  @Test("A machine that lacks the two families for different reasons lacks both")
  func noFamilyForTwoReasons() {
    #expect(failure(1337, Self.noAddress, Self.noFamily).explanation.text.contains("neither IPv4 nor IPv6"))
  }

  @Test("Any other error is the system's, and is given with the limit behind it")
  func system() {
    let failure = failure(1337, Self.tooMany, Self.tooMany)
    #expect(failure.exitStatus == .systemError)
    #expect(
      failure.explanation.text == "UDP port 1337 could not be opened: Too many open files; see LimitNOFILE=, ulimit -n."
    )
  }

  @Test("A failure without a reason is still reported")
  func noReason() {
    #expect(failure(1337, nil, nil).explanation.text == "UDP port 1337 could not be opened.")
    #expect(failure(1337, nil, nil).exitStatus == .systemError)
  }

  @Test("What is not permitted is as good as denied, and the reason is that of the obstacle talked about")
  func notPermitted() {
    let obstacles = [
      BindFailure.Obstacle(family: .ipv4, errno: .addressNotAvailable), .init(family: .ipv6, errno: .notPermitted),
    ]
    let failure = BindFailure(port: 6969, obstacles: obstacles)
    #expect(failure.exitStatus == .noPermission && failure.reason == "Operation not permitted")
    #expect(failure.explanation.text.hasPrefix("UDP port 6969 is forbidden for IPv6 (Operation not permitted): "))
    #expect(failure.explanation.text.contains("\n  IPv4 as well: Cannot assign requested address\n"))
  }
}
