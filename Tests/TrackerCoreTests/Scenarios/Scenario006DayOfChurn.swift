// A day in which two thousand clients come, download, seed, leave and vanish.
import Swarms
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 006: a day of 2 000 clients")
struct Scenario006DayOfChurn {
  @Test("has at every moment the counts of a naive model, and replies with the model's peers")
  func day() {
    var day = Day(seed: 6)
    for turn in 0..<Day.turns {
      day.play(turn)
      guard day.mistakes.isEmpty else { break }
    }
    #expect(day.mistakes.isEmpty)
    #expect(day.announces > 100_000)
    #expect(day.largestSwarm > 2 * 64)
    #expect(day.expired > 1000)
  }
}

/// The tracker, the model, and the clients between them.
private struct Day {
  /// Clients act at every turn, all at the same second; silent peers are looked for between the turns. So every age that
  /// matters is a whole number of turns plus that moment, far from the bounds of two intervals and two minutes more.
  static let secondsPerTurn: UInt64 = 120
  static let sweepSecond: UInt64 = 20
  static let turns: UInt64 = 86_400 / secondsPerTurn

  private let running = RunningTracker()
  private var model = SwarmModel()
  private var clients = (0..<2000).map(VirtualClient.init(number:))
  private var ids: [Endpoint: UInt64] = [:]
  private var generator: SeededGenerator

  private(set) var announces = 0
  private(set) var largestSwarm = 0
  private(set) var expired = 0
  /// What differed from the model.
  private(set) var mistakes: [String] = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func play(_ turn: UInt64) {
    running.tracker.now = Instant(seconds: turn * Self.secondsPerTurn)
    for index in clients.indices {
      guard let wish = clients[index].turn(turnsPerInterval: 7, &generator) else { continue }
      for endpoint in clients[index].endpoints { announce(wish, from: endpoint) }
    }
    sweep(at: turn * Self.secondsPerTurn + Self.sweepSecond)
    compareAll()
  }

  /// Announces with the id at hand, and connects anew when that meets silence.
  private mutating func announce(_ wish: VirtualClient.Wish, from endpoint: Endpoint) {
    let torrent = RequestBytes.torrent(wish.torrent)
    let bytes = AnnounceBytes(
      torrent: torrent, left: wish.left, event: wish.event, wanted: wish.wanted, port: endpoint.port)
    var reply = running.tracker.send(bytes.bytes(id: ids[endpoint] ?? 0), from: endpoint)
    if reply == nil {
      let id = running.tracker.connectionID(for: endpoint)
      ids[endpoint] = id
      reply = running.tracker.send(bytes.bytes(id: id), from: endpoint)
    }
    let second = running.milliseconds / 1000
    model.announce(wish.torrent, endpoint, left: wish.left, event: wish.event, at: second)
    announces += 1
    guard case .announce(let answer) = reply else {
      mistakes.append("no reply at second \(second)")
      return
    }
    compare(answer, to: wish, from: endpoint)
  }

  private mutating func compare(_ answer: AnnounceReply, to wish: VirtualClient.Wish, from endpoint: Endpoint) {
    let swarm = model.swarms[wish.torrent] ?? SwarmModel.Swarm()
    let isCounted = answer.leechers == swarm.leechers.count && answer.seeders == swarm.seeders.count
    // A seeder is told of leechers only.
    let areKnown = answer.peers.allSatisfy {
      $0 != endpoint && (swarm.leechers[$0] != nil || wish.left > 0 && swarm.seeders[$0] != nil)
    }
    if !isCounted || !areKnown || answer.peers.count > wish.wanted {
      mistakes.append("\(endpoint) wished \(wish), was told \(answer), but the model has \(swarm)")
    }
  }

  private mutating func sweep(at second: UInt64) {
    let before = model.peerCount(.ipv4) + model.peerCount(.ipv6)
    running.tracker.now = Instant(seconds: second)
    running.sweep()
    // Whoever announced two intervals ago or earlier: the sweep is 20 seconds behind a turn.
    if second > 1800 { model.expire(before: second - 1800) }
    expired += before - model.peerCount(.ipv4) - model.peerCount(.ipv6)
  }

  private mutating func compareAll() {
    let totals = running.tracker.store.totals
    let isSame =
      totals.torrents == model.swarms.count && totals.ipv4Peers == model.peerCount(.ipv4)
      && totals.ipv6Peers == model.peerCount(.ipv6)
    if !isSame { mistakes.append("the tables hold \(totals), the model \(model.swarms.count) torrents") }
    for half in [0..<74, 74..<VirtualClient.torrents] {
      let told = running.tracker.scrape(half.map(RequestBytes.torrent))
      if told != half.map(model.counts) { mistakes.append("scrape of \(half) at \(running.milliseconds)") }
    }
    largestSwarm = max(largestSwarm, model.swarms.values.map(\.count).max() ?? 0)
  }
}
