// A whole tracker, from the first socket to the last line of its log.
import Glibc
import LinuxIO
import TestKit
import Testing

@testable import TrackerService

@Suite("A tracker's run", .timeLimit(.minutes(2)))
struct TrackerServiceTests {
  /// Announces over a family after a connect; returns the reply.
  private static func announce(_ service: RunningService, _ family: SocketAddress.Family) throws -> [UInt8] {
    let client = Client(family)
    let id = Datagrams.connectionID(in: try client.ask(Datagrams.connect, service.address(family)))
    return try client.ask(Datagrams.announce(id: id), service.address(family))
  }

  @Test("answers over both families and ends with its totals", arguments: [SIGTERM, SIGINT], [1, 3])
  func wholeLife(signal: CInt, workers: Int) async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) { [signal, workers] in
      let manager = NotifySocket()
      let service = try RunningService(manager, workers: workers)
      for family in [SocketAddress.Family.v4, .v6] { #expect(try Self.announce(service, family).count == 20) }
      #expect(service.stop(signal) == nil)
      #expect(manager.all().suffix(2) == ["STOPPING=1", "STATUS=Stopping"])
    }
    // The machine's limit and the test's manager, which watches nobody, are not what this is about.
    let lines = try #require(result).logLines.filter { !$0.contains("receive buffer") && !$0.contains("watchdog") }
    #expect(lines.count == 3 && lines[0].hasPrefix("ephemeral: "))
    let start = try #require(lines.dropFirst().first)
    let port = try #require(start.firstMatch(of: /0\.0\.0\.0:([0-9]+)/)?.output.1)
    let threads = workers == 1 ? "1 worker" : "\(workers) workers"
    #expect(start == "version 1.2.3 serves 0.0.0.0:\(port) and [::]:\(port) with \(threads)")
    #expect(lines.last == "stopped after 4 packets, 4 answered; knew 2 peers in 1 torrent")
  }

  @Test("follows a reload, and leaves alone what a flag decided")
  func reload() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let manager = NotifySocket()
      let service = try RunningService(manager, workers: 2, pinned: [.debug])
      let order = ReloadOrder.adopt(LiveSettings(interval: 300, connectionIDMaxAge: 120, isDebug: true))
      service.send(SIGHUP, order.number)
      #expect(try #require(manager.next()).hasPrefix("STATUS=Serving 0 peers"))
      #expect(try #require(manager.next()).hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
      #expect(manager.next() == "READY=1")
      // Workers follow with their next look at a socket: the first request may still be of the old settings.
      _ = try Self.announce(service, .v4)
      var interval = 0
      for _ in 0..<50 where interval != 300 {
        interval = try Self.announce(service, .v4)[8..<12].reduce(0) { $0 << 8 | Int($1) }
      }
      #expect(interval == 300)
      service.send(SIGHUP, ReloadOrder.refused.number)
      #expect(manager.waits(for: "READY=1"))
      #expect(try #require(manager.next()).hasSuffix("; the last reload was refused, see the journal"))
      service.send(SIGHUP)
      #expect(manager.waits(for: "READY=1"))
      #expect(service.stop() == nil)
    }
    let text = "interval 300 s, connection ids valid for 120 s, debugging off"
    let lines = try #require(result).logLines.filter { $0.contains("interval") }
    try #require(lines.count == 3)
    #expect(lines[0] == "reloaded: \(text)")
    #expect(lines[1].hasPrefix("warning: reload refused"))
    #expect(lines[2].contains("SIGHUP brought no settings: still serving with \(text)"))
  }

  @Test("logs each request while debugging, and what was ignored only at the end, all together")
  func debug() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      let service = try RunningService(NotifySocket(), workers: 1, settings: LiveSettings(isDebug: true))
      Client(.v4).send([1, 2, 3], to: service.address(.v4))
      _ = try Self.announce(service, .v4)
      #expect(service.stop() == nil)
    }
    let lines = try #require(result).logLines
    #expect(lines.filter { $0.contains("connect from 127.0.0.1:") }.count == 1)
    #expect(lines.filter { $0.contains("announce from 127.0.0.1:") }.count == 1)
    #expect(lines.filter { $0.contains("ignored") }.count == 1)
    #expect(lines.filter { $0.contains("1 packet ignored in ") && $0.contains("; from 127.0.0.1:") }.count == 1)
    #expect(lines.filter { $0.contains(#/batches: [123]; processor time: median /#) }.count == 1)
  }

  @Test("does not begin where the port is taken")
  func portTaken() async {
    await #expect(processExitsWith: .success) {
      let other = try Listeners.binding(0, workers: 1)
      let port = other.addresses[0].socketAddress.port
      do throws(StartFailure) {
        _ = try TrackerService.open(ServiceConfiguration(port: port), log: Log())
        Issue.record("two trackers have one port")
      } catch {
        guard case .portUnavailable(port, let errors) = error else { throw error }
        #expect(errors.count == 2)
      }
    }
  }
}
