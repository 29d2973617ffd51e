// The line of a debug log for each thing that can become of a datagram.
import Testing
import TrackerCore
import TrackerProtocol

@testable import TrackerService

@Suite("The line of a request")
struct RequestLineTests {
  private static let torrent = String(repeating: "01", count: 20)

  @Test("tells of a connect")
  func connect() {
    var traffic = Traffic()
    #expect(traffic.answer(Datagrams.connect).line == "connect from 192.0.2.55:51413: connection id issued")
  }

  @Test(
    "tells of an announce with all that matters, and of the answer",
    arguments: [(0, "none"), (1, "completed"), (2, "started"), (3, "stopped"), (4, "paused"), (99, "none")])
  func announce(event: UInt32, name: String) {
    var traffic = Traffic()
    let id = traffic.connectionID()
    let answer = traffic.answer(Datagrams.announce(id: id, left: 77, event: event, port: 6882))
    let interval = answer.reply[8..<12].reduce(0) { $0 << 8 | Int($1) }
    #expect(
      answer.line
        == "announce from 192.0.2.55:51413: info_hash=\(Self.torrent) port=6882 left=77 event=\(name) wanted=-1;"
        + " answered with peers=0 seeders=0 leechers=\(event == 3 ? 0 : 1) interval=\(interval)")
  }

  @Test("counts the peers of a reply in either family")
  func peers() {
    var traffic = Traffic()
    for source in [Traffic.ipv4, Traffic.ipv6] {
      let id = traffic.connectionID(of: source)
      for port: UInt16 in 1...4 { _ = traffic.answer(Datagrams.announce(id: id, port: port), from: source) }
      #expect(traffic.answer(Datagrams.announce(id: id, port: 4), from: source).line.contains(" peers=3 "))
    }
  }

  @Test("shows the path of the announce URL, harmless whatever it holds, and not without end")
  func hostilePath() {
    var traffic = Traffic()
    let id = traffic.connectionID()
    func line(_ path: [UInt8]) -> String {
      traffic.answer(Datagrams.announce(id: id, options: [2, UInt8(path.count)] + path)).line
    }
    #expect(line(Array("/announce?a=b".utf8)).contains(" path=/announce?a=b; answered"))
    #expect(line([]).contains("wanted=-1; answered"))
    #expect(line([0x0a, 0x1b, 0x20, 0x7f, 0xc3, 0xa4, 0x00, 0x41]).contains(" path=???????A; answered"))
    #expect(line(Array(repeating: 0x61, count: 100)).contains(" path=\(String(repeating: "a", count: 100));"))
    #expect(line(Array(repeating: 0x61, count: 101)).contains(" path=\(String(repeating: "a", count: 100))...;"))
    for byte in UInt8.min...UInt8.max {
      #expect(line([byte]).unicodeScalars.allSatisfy { (0x20..<0x7f).contains($0.value) })
    }
  }

  @Test("tells the counts of each torrent of a scrape")
  func scrape() {
    var traffic = Traffic()
    let id = traffic.connectionID()
    _ = traffic.answer(Datagrams.announce(id: id, left: 0, port: 1))
    _ = traffic.answer(Datagrams.announce(id: id, port: 2))
    let other = String(repeating: "ff", count: 20)
    #expect(
      traffic.answer(Datagrams.scrape(id: id, torrents: [1, 0xff])).line
        == "scrape from 192.0.2.55:51413: answered with info_hash=\(Self.torrent) seeders=1 completed=0 leechers=1,"
        + " info_hash=\(other) seeders=0 completed=0 leechers=0")
  }

  @Test("says why a request was refused")
  func refused() {
    var traffic = Traffic()
    let id = traffic.connectionID()
    let requests: [(Outcome, [UInt8])] = [
      (.refusedPortZero, Datagrams.announce(id: id, port: 0)),
      (.refusedEmptyScrape, Datagrams.scrape(id: id, torrents: [])),
      (.refusedShortAnnounce, Array(Datagrams.announce(id: id).prefix(97))),
    ]
    for (outcome, datagram) in requests {
      #expect(traffic.answer(datagram).line == "refused 192.0.2.55:51413: \(outcome.explanation)")
    }
  }
}
