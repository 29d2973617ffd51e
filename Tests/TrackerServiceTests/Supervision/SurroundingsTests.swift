// Tests of Surroundings.swift.
import LinuxIO
import Snapshots
import TestKit
import Testing

@testable import TrackerService

@Suite("Surroundings")
struct SurroundingsTests {
  private static let whole = Surroundings(isSupervised: true, isWatched: true, hasDirectory: true)

  private func listeners(_ families: [SocketAddress.Family]) throws -> Listeners {
    var listeners = Listeners()
    for family in families { try listeners.open(1, on: .loopback(family, port: 0)) }
    return listeners
  }

  @Test("that lack nothing are not worth a word")
  func nothing() throws {
    #expect(Self.whole.lacks(try listeners([.v4, .v6]), arePassed: true).isEmpty)
  }

  @Test("without sockets of a family say which", arguments: [SocketAddress.Family.v4, .v6])
  func family(family: SocketAddress.Family) throws {
    let events = Self.whole.lacks(try listeners([family]), arePassed: true)
    #expect(events.count == 1)
    #expect(events.first?.field("FAMILY") == (family == .v4 ? "IPv6" : "IPv4"))
    #expect(events.first?.field("OTHER_FAMILY") == (family == .v4 ? "IPv4" : "IPv6"))
    // Who binds them tells of it already.
    #expect(Self.whole.lacks(try listeners([family]), arePassed: false).isEmpty)
  }

  @Test("without a directory or a watchdog say each")
  func manager() throws {
    var surroundings = Self.whole
    surroundings.hasDirectory = false
    let directory = surroundings.lacks(try listeners([.v4, .v6]), arePassed: true)
    #expect(directory.map(\.text) == [LogEvent.nothingOnDisk().text])
    surroundings.isWatched = false
    #expect(surroundings.lacks(try listeners([.v4, .v6]), arePassed: true).count == 2)
    surroundings.hasDirectory = true
    let watchdog = surroundings.lacks(try listeners([.v4, .v6]), arePassed: true)
    #expect(watchdog.map(\.text) == [LogEvent.notWatched().text])
  }

  @Test("without a service manager promise nothing, and lack nothing")
  func byHand() throws {
    let surroundings = Surroundings(isSupervised: false, isWatched: false, hasDirectory: false)
    #expect(surroundings.lacks(try listeners([.v4, .v6]), arePassed: false).isEmpty)
  }

  @Test("have a directory where one is named, and need none where nothing is kept")
  func directory() {
    #expect(!Surroundings(SnapshotSettings()).hasDirectory)
    #expect(Surroundings(SnapshotSettings(isEphemeral: true)).hasDirectory)
    #expect(Surroundings(SnapshotSettings(directory: "/srv/tracker")).hasDirectory)
  }
}
