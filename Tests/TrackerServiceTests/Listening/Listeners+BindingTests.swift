// Binding a port of both families.
import Glibc
import LinuxIO
import Testing

@testable import TrackerService

@Suite("Binding")
struct ListenersBindingTests {
  /// What stands in the way of a port, or nil if nothing does.
  private static func obstacles(_ port: UInt16, workers: Int = 1) -> [SocketError]? {
    do throws(StartFailure) {
      _ = try Listeners.binding(port, workers: workers)
      return nil
    } catch {
      guard case .portUnavailable(port, let errors) = error else { return [] }
      return errors
    }
  }

  @Test("gives each worker a socket of both families, with port 0 on one that is free", arguments: [1, 2, 4])
  func bothFamilies(workers: Int) throws {
    let listeners = try Listeners.binding(0, workers: workers)
    #expect(listeners.addresses.map(\.socketAddress.family) == [.v4, .v6])
    #expect(listeners.addresses.allSatisfy { $0.sockets.count == workers })
    #expect(listeners.addresses.map(\.socketAddress.addressText) == ["0.0.0.0", "::"])
    #expect(Set(listeners.addresses.map(\.socketAddress.port)).count == 1)
    #expect(listeners.addresses[0].socketAddress.port != 0)
    #expect(listeners.unavailable.isEmpty)
  }

  @Test("takes the port that was asked for")
  func port() throws {
    // Others of this machine may take a port between the two bindings; then it is another one's turn.
    for _ in 0..<20 {
      let port = try Listeners.binding(0, workers: 1).addresses[0].socketAddress.port
      if Self.obstacles(port, workers: 2) != nil { continue }
      #expect(try Listeners.binding(port, workers: 2).addresses.map(\.socketAddress.port) == [port, port])
      return
    }
    Issue.record("twenty free ports were taken one after the other")
  }

  @Test("is refused if the port is taken on one family alone", arguments: [SocketAddress.Family.v4, .v6])
  func halfTaken(family: SocketAddress.Family) throws {
    let other = try DatagramSocket(bindingTo: .any(family, port: 0), reusingPort: true)
    let errors = try #require(Self.obstacles(other.localAddress.port, workers: 2))
    #expect(errors.map(\.errno) == [.addressInUse])
    #expect(errors.map(\.address) == [other.localAddress])
  }

  @Test("is refused with an error for each family if another tracker has the port")
  func taken() throws {
    let other = try Listeners.binding(0, workers: 2)
    let errors = try #require(Self.obstacles(other.addresses[0].socketAddress.port))
    #expect(errors.map(\.errno) == [.addressInUse, .addressInUse])
    #expect(errors.map(\.address?.family) == [.v4, .v6])
  }

  @Test("leaves nothing open when it is refused")
  func releases() throws {
    let port: UInt16
    do {
      let other = try DatagramSocket(bindingTo: .any(.v6, port: 0), reusingPort: false)
      port = other.localAddress.port
      #expect(Self.obstacles(port) != nil)
    }
    #expect(Self.obstacles(port) == nil)
  }

  @Test("without one family serves the other and notes it", arguments: [AF_INET, AF_INET6])
  func missingFamily(family: CInt) async {
    await #expect(processExitsWith: .success) { [family] in
      MissingFamily.takeAway(family)
      let listeners = try Listeners.binding(0, workers: 2)
      #expect(listeners.addresses.map(\.socketAddress.family) == [family == AF_INET ? .v6 : .v4])
      #expect(listeners.unavailable.map(\.errno) == [.addressFamilyNotSupported])
      #expect(listeners.unavailable.map(\.address?.family) == [family == AF_INET ? .v4 : .v6])
    }
  }

  @Test("without both families is refused with both errors")
  func noFamily() async {
    await #expect(processExitsWith: .success) {
      MissingFamily.takeAway(AF_INET)
      MissingFamily.takeAway(AF_INET6)
      #expect(Self.obstacles(0)?.map(\.errno) == [.addressFamilyNotSupported, .addressFamilyNotSupported])
    }
  }

  @Test("is refused where the one family is missing and the other's port is taken")
  func missingAndTaken() async {
    await #expect(processExitsWith: .success) {
      let other = try DatagramSocket(bindingTo: .any(.v4, port: 0), reusingPort: false)
      MissingFamily.takeAway(AF_INET6)
      #expect(Self.obstacles(other.localAddress.port)?.map(\.errno) == [.addressInUse, .addressFamilyNotSupported])
    }
  }
}
