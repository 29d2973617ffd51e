// Tests of the log events of a tracker's start and end.
import LinuxIO
import Swarms
import Systemd
import Testing
import TrackerCore

@testable import TrackerService

@Suite("Events of a tracker's life")
struct LogEventLifeTests {
  @Test("The start says version, addresses and workers", arguments: [1, 2])
  func serving(workers: Int) throws {
    var listeners = Listeners()
    try listeners.open(workers, on: .loopback(.v4, port: 0))
    try listeners.open(workers, on: .loopback(.v6, port: 0))
    let event = LogEvent.serving(listeners, version: "1.2.3", workers: workers, fingerprint: nil)
    #expect(event.priority == .notice)
    #expect(event.text == "version 1.2.3 serves \(listeners.text) with \(workers == 1 ? "1 worker" : "2 workers")")
    #expect(event.field("PORT") == "\(listeners.addresses[0].socketAddress.port)")
    #expect(event.field("WORKERS") == "\(workers)" && event.field("IPV4_SOCKETS") == "\(workers)")
    #expect(event.field("IPV6_SOCKETS") == "\(workers)")
  }

  @Test("The end says what was done and what was known")
  func stopped() {
    var traffic = Traffic()
    let id = traffic.connectionID()
    for torrent: UInt8 in [1, 2] { _ = traffic.answer(Datagrams.announce(id: id, torrent: torrent)) }
    _ = traffic.answer([1])
    var report = traffic.report
    report.repliesLost = 1
    let event = LogEvent.stopped(report, kernelDrops: 7, totals: traffic.swarms.totals())
    #expect(event.priority == .notice)
    #expect(event.text == "stopped after 4 packets, 2 answered; knew 2 peers in 2 torrents")
    #expect(event.field("PACKETS") == "4" && event.field("REPLIES") == "2" && event.field("LOST_PACKETS") == "7")
    #expect(event.field("PEERS") == "2" && event.field("TORRENTS") == "2")
  }

  @Test("The end of one request reads well, too")
  func stoppedOne() {
    var report = WorkerReport()
    var traffic = Traffic()
    _ = traffic.connectionID()
    report.statistics = traffic.responder.statistics
    var totals = SwarmTotals()
    totals.torrents = 1
    totals.ipv6Peers = 1
    let event = LogEvent.stopped(report, kernelDrops: 0, totals: totals)
    #expect(event.text == "stopped after 1 packet, 1 answered; knew 1 peer in 1 torrent")
  }

  @Test("A missing family is a warning that names both", arguments: [SocketAddress.Family.v4, .v6])
  func family(family: SocketAddress.Family) {
    let error = SocketError(call: "socket", address: .any(family, port: 1), errno: .addressFamilyNotSupported)
    let event = LogEvent.familyUnavailable(error)
    let names = family == .v4 ? ["IPv4", "IPv6"] : ["IPv6", "IPv4"]
    #expect(event.priority == .warning)
    #expect(event.text.hasPrefix("serving without \(names[0]), which this machine does not offer: "))
    #expect([event.field("FAMILY"), event.field("OTHER_FAMILY")] == names)
    #expect(event.field("REASON") == "Address family not supported by protocol")
  }

  @Test("A secret that cannot be used is an error that names it, and what is wrong with it")
  func secret() {
    let event = LogEvent.secretUnusable(path: "/secret", reason: "cannot be read", message: "it cannot be read")
    #expect(event.priority == .error && event.text == "it cannot be read")
    #expect(event.field("SECRET_FILE") == "/secret" && event.field("REASON") == "cannot be read")
  }

  @Test("What keeps it from starting is an error")
  func failures() {
    let bind = LogEvent.bindFailed(port: 80, reason: "Permission denied", message: "UDP port 80 needs a privilege")
    #expect(bind.priority == .error && bind.text == "UDP port 80 needs a privilege")
    #expect(bind.field("PORT") == "80" && bind.field("REASON") == "Permission denied")
    let failure = PassedSocketFailure(
      PassedDescriptor(number: 3, name: "web"), SocketError(call: "adopt", address: nil, errno: .wrongSocketType))
    let passed = LogEvent.passedSocketWrong(failure)
    #expect(passed.priority == .error && passed.text == failure.text)
    #expect(passed.field("SOCKET_NUMBER") == "3" && passed.field("SOCKET_NAME") == "web")
  }

  @Test("An ignored port says who set it and where it is decided")
  func portIgnored() {
    let event = LogEvent.portIgnored(6969, origin: "PICO_TRACKER__PORT", passedPort: 1337)
    #expect(event.priority == .warning)
    for part in ["6969", "PICO_TRACKER__PORT", "1337", "systemctl edit pico-tracker.socket"] {
      #expect(event.text.contains(part))
    }
  }

  @Test("A small receive buffer says how small and what to raise")
  func receiveBuffer() {
    let event = LogEvent.receiveBufferSmall(granted: 212_992, wanted: 4_194_304)
    #expect(event.priority == .warning)
    for part in ["212992", "4194304", "net.core.rmem_max"] { #expect(event.text.contains(part)) }
  }
}
