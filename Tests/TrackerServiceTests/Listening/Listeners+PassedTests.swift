// Taking over sockets that somebody else bound.
import Glibc
import LinuxIO
import Snapshots
import Systemd
import Testing

@testable import TrackerService

@Suite("Passed sockets")
struct ListenersPassedTests {
  /// Sockets of two addresses, in the order of a socket unit: given as numbers of the addresses.
  private func adopt(_ order: [Int]) throws -> Listeners {
    let addresses = [try freeAddress(.v4), try freeAddress(.v6)]
    let passed = try order.map { number in
      let socket = try DatagramSocket(bindingTo: addresses[number], reusingPort: true)
      // A copy, since the socket goes with this closure: as systemd's own is one.
      return try PassedSocket(checking: PassedDescriptor(number: dup(socket.descriptor), name: "tracker"))
    }
    return try Listeners.adopting(passed)
  }

  private func freeAddress(_ family: SocketAddress.Family) throws -> SocketAddress {
    try DatagramSocket(bindingTo: .loopback(family, port: 0), reusingPort: true).localAddress
  }

  @Test(
    "are grouped by address, whatever their order",
    arguments: [[0, 0, 1, 1], [0, 1, 0, 1], [1, 0, 0, 1], [0], [1, 1, 1, 0]])
  func grouping(order: [Int]) throws {
    let listeners = try adopt(order)
    #expect(listeners.sockets.count == order.count)
    #expect(listeners.addresses.count == Set(order).count)
    for address in listeners.addresses {
      #expect(address.sockets.allSatisfy { listeners.sockets[$0].localAddress == address.socketAddress })
      let number = address.socketAddress.family == .v4 ? 0 : 1
      #expect(address.sockets == order.indices.filter { order[$0] == number })
    }
  }

  @Test("that cannot be served are an error that names the descriptor")
  func closed() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let number = dup(socket.descriptor)
    let passed = try PassedSocket(checking: PassedDescriptor(number: number, name: "tracker"))
    // Another descriptor takes its place: no socket.
    let other = unsafe open("/dev/null", O_RDONLY)
    dup2(other, number)
    close(other)
    do throws(StartFailure) {
      _ = try Listeners.adopting([passed])
      Issue.record("/dev/null was adopted")
    } catch {
      guard case .passedSocket(let failure) = error else { throw error }
      #expect(failure.number == number && failure.name == "tracker")
      #expect(failure.text.contains("'tracker' cannot be served"))
    }
  }

  @Test("are none where no service manager passed any")
  func nothing() throws { #expect(try Listeners.sockets(among: Listeners.takePassed()).isEmpty) }

  @Test("are found among the snapshots that were stored")
  func besidesSnapshots() throws {
    let socket = try DatagramSocket(bindingTo: .loopback(.v4, port: 0), reusingPort: false)
    let memory = try MemoryFile.create(named: "test")
    let snapshots = SnapshotPlace.storedNames.map { PassedDescriptor(number: memory.descriptor, name: $0) }
    let tracker = PassedDescriptor(number: socket.descriptor, name: "tracker")
    let sockets = try Listeners.sockets(among: PassedDescriptors([snapshots[0], tracker, snapshots[1]]))
    #expect(sockets.map(\.descriptor) == [tracker])
  }

  @Test("are not what is passed under another name without being one")
  func noSocket() throws {
    let memory = try MemoryFile.create(named: "test")
    let passed = PassedDescriptors([PassedDescriptor(number: memory.descriptor, name: "tracker")])
    do throws(StartFailure) {
      _ = try Listeners.sockets(among: passed)
      Issue.record("a file is a socket")
    } catch {
      guard case .passedSocket(let failure) = error else { throw error }
      #expect(failure.number == memory.descriptor && failure.name == "tracker")
    }
  }
}
