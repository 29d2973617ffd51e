// Fuzz target: datagrams through the whole core, beside the plainest model of a tracker.
import Swarms
import TestKit
import TrackerCore
import TrackerProtocol

/// Plays one input as a conversation of clients with a new tracker. See `FuzzedConversation` for what is checked.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDatagrams(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var conversation = FuzzedConversation(unsafe FuzzInput(data, count))
  conversation.play()
  return 0
}

/// A tracker, its clients and the model.
///
/// Of every datagram it is checked that an unproven source gets no more bytes than it sent (W-11), that a reply has the length
/// and the form that its request asks for, and that the counts are the model's and the peers are known to it; at the end, that
/// the tables are sound.
private struct FuzzedConversation {
  /// Clients act on whole turns, silent peers are looked for between them: ages stay clear of rounding.
  private static let secondsPerTurn: UInt64 = 120
  private static let sweepSecond: UInt64 = 20
  private static let interval: UInt32 = 900
  /// Peers that one input may announce: more would only be slow.
  private static let announcesMax = 600

  private var input: FuzzInput
  private let tracker = TestTracker(at: Instant(seconds: 86_400))
  private var model = SwarmModel()
  private var torrents: [[UInt8]: Int] = [:]
  private var ids: [IPAddress: UInt64] = [:]
  private var turn: UInt64 = 86_400 / secondsPerTurn
  private var announces = 0

  init(_ input: FuzzInput) { self.input = input }

  mutating func play() {
    while !input.isEmpty, announces < Self.announcesMax {
      let source = source()
      switch input.byte() % 8 {
      case 0, 1: send(announceBytes(from: source), from: source)
      case 2: crowd()
      case 3: send(scrapeBytes(from: source), from: source)
      case 4: send(RequestBytes.connect(transaction: UInt32(input.number())), from: source)
      case 5: pass(turns: UInt64(input.byte() % 20))
      case 6: send(provenBytes(from: source), from: source)
      default: send(input.bytes(input.number() % 2048), from: source)
      }
    }
    checkTables()
  }

  /// One of 512 clients, most of them of usual addresses.
  private mutating func source() -> Endpoint {
    let choice = input.byte()
    let port = UInt16(input.byte()) &+ (choice & 1 == 0 ? 6881 : 0)
    switch choice >> 5 {
    case 0: return .ipv6(Int(choice & 31), port: port)
    case 1: return Endpoint(address: IPAddress(ipv4: UInt32(input.byte()) << 24 | UInt32(input.byte())), port: port)
    case 2: return Endpoint(address: IPAddress(high: UInt64(input.byte()) << 56, low: UInt64(input.byte())), port: port)
    default: return .ipv4(Int(choice), port: port)
    }
  }

  private mutating func announceBytes(from source: Endpoint) -> [UInt8] {
    let flags = input.byte()
    let wanted = input.byte()
    let announce = AnnounceBytes(
      torrent: RequestBytes.torrent(Int(flags & 3)), left: flags & 4 == 0 ? 0 : 1, event: UInt32(flags >> 3 & 7),
      wanted: wanted < 128 ? UInt32(wanted) * 2 : UInt32.max - UInt32(255 - wanted),
      port: flags & 0xc0 == 0xc0 ? UInt16(input.number()) : source.port,
      options: flags & 0xc0 == 0x40 ? input.bytes(Int(input.byte())) : [])
    return announce.bytes(id: connectionID(of: source))
  }

  private mutating func scrapeBytes(from source: Endpoint) -> [UInt8] {
    let numbers = input.bytes(Int(input.byte() % 80))
    let cut = Int(input.byte() % 24)
    let bytes = RequestBytes.scrape(id: connectionID(of: source), numbers.map { RequestBytes.torrent(Int($0 % 6)) })
    return bytes.dropLast(cut < 20 ? 0 : cut - 19)
  }

  /// Any bytes, behind the connection id that the source was given.
  private mutating func provenBytes(from source: Endpoint) -> [UInt8] {
    RequestBytes.bytes(of: connectionID(of: source)) + input.bytes(input.number() % 1600)
  }

  /// Many peers of one torrent at once, so that swarms grow and shrink past every threshold.
  private mutating func crowd() {
    let flags = input.byte()
    let first = Int(input.byte())
    for number in first..<first + Int(input.byte()) {
      let source: Endpoint = flags & 1 == 0 ? .ipv4(number) : .ipv6(number)
      let announce = AnnounceBytes(
        torrent: RequestBytes.torrent(Int(flags >> 1 & 1)), left: flags & 4 == 0 ? 0 : 1,
        event: UInt32(flags >> 3 & 3), port: source.port)
      send(announce.bytes(id: connectionID(of: source)), from: source)
    }
  }

  private mutating func connectionID(of source: Endpoint) -> UInt64 {
    if let id = ids[source.address] { return id }
    let id = tracker.connectionID(for: Endpoint(address: source.address, port: 1))
    ids[source.address] = id
    return id
  }

  /// Time goes on; who fell silent goes, here and in the model, and clients connect anew.
  private mutating func pass(turns: UInt64) {
    turn += turns
    let second = turn * Self.secondsPerTurn
    tracker.now = Instant(seconds: second + Self.sweepSecond)
    let (tick, lifetime) = (tracker.now.tick, PeerLifetime(interval: Self.interval))
    for index in 0..<SwarmLimits.tableCount {
      tracker.store.withTable(index) { table in
        while !table.sweep(budget: 64, at: tick, after: lifetime) {}
      }
    }
    model.expire(before: second + Self.sweepSecond - 2 * UInt64(Self.interval))
    turn += 1
    tracker.now = Instant(seconds: turn * Self.secondsPerTurn)
    ids = [:]
  }
}

extension FuzzedConversation {
  private mutating func send(_ datagram: [UInt8], from source: Endpoint) {
    let reply = tracker.exchange(datagram, from: source)
    let isProven =
      datagram.count >= 16 && source.port != 0 && source.address.isAnswerable
      && Reply.longNumber(datagram[0..<8]) == ids[source.address]
    check(isProven || reply.count <= datagram.count, "\(reply.count) bytes for \(datagram.count) of an unproven source")
    guard !reply.isEmpty else {
      return check(
        !isProven || datagram.count < 16 || action(of: datagram) > 2 || action(of: datagram) == 0,
        "silence for \(datagram)")
    }
    check(reply[4..<8] == datagram[12..<16], "another transaction id")
    guard let answer = Reply(reply, family: source.address.family) else { fatalError("malformed: \(reply)") }
    switch answer {
    case .connect(_, let id):
      check(action(of: datagram) == 0 && Reply.longNumber(datagram[0..<8]) == RequestBytes.magic, "a connect's reply")
      check(id != 0 && id != RequestBytes.magic, "id \(id)")
    case .error(_, let text):
      let isRight = isProven && (1...2).contains(action(of: datagram)) && mustFail(datagram)
      check(isRight && text.utf8.count < 80 && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "error '\(text)'")
    case .announce(let told):
      check(isProven && action(of: datagram) == 1 && !mustFail(datagram), "an announce's reply")
      checkAnnounce(told, to: datagram, from: source)
    case .scrape(_, let told):
      check(isProven && action(of: datagram) == 2 && !mustFail(datagram), "a scrape's reply")
      checkScrape(told, to: datagram)
    }
  }

  private func action(of datagram: [UInt8]) -> UInt32 { Reply.number(datagram[8..<12]) }

  /// Whether a proven request gets an error: an announce that is short or of port 0, a scrape of nothing.
  private func mustFail(_ datagram: [UInt8]) -> Bool {
    guard action(of: datagram) == 1 else { return datagram.count < 36 }
    return datagram.count < 98 || Reply.number(datagram[96..<98]) == 0
  }

  private mutating func checkAnnounce(_ told: AnnounceReply, to datagram: [UInt8], from source: Endpoint) {
    announces += 1
    let torrent = number(of: Array(datagram[16..<36]))
    let peer = Endpoint(address: source.address, port: UInt16(Reply.number(datagram[96..<98])))
    let (left, event) = (Reply.longNumber(datagram[64..<72]), Reply.number(datagram[80..<84]))
    model.announce(torrent, peer, left: left, event: event, at: turn * Self.secondsPerTurn)
    let swarm = model.swarms[torrent] ?? SwarmModel.Swarm()
    check(
      told.leechers == swarm.leechers.count && told.seeders == swarm.seeders.count,
      "told \(told), the model has \(swarm)")
    check((810...900).contains(told.interval), "interval \(told.interval)")
    let isSeeder = left == 0
    check(told.peers.count <= wanted(datagram, event: event, source.address.family), "\(told.peers.count) peers")
    check(Set(told.peers).count == told.peers.count, "a peer twice")
    for other in told.peers {
      let isKnown = swarm.leechers[other] != nil || !isSeeder && swarm.seeders[other] != nil
      check(isKnown && other != peer, "\(other) for \(peer)")
    }
  }

  /// How many peers may be told at the most.
  private func wanted(_ datagram: [UInt8], event: UInt32, _ family: AddressFamily) -> Int {
    if event == 3 || event == 4 { return 0 }
    let number = Int32(bitPattern: Reply.number(datagram[92..<96]))
    if number == -1 { return 50 }
    let cap = family == .ipv4 ? 200 : 66
    return number < 0 ? cap : min(Int(number), cap)
  }

  private mutating func checkScrape(_ told: [ScrapeEntry], to datagram: [UInt8]) {
    let asked = min((datagram.count - 16) / 20, 74)
    check(told.count == asked, "\(told.count) entries for \(asked)")
    for (index, entry) in told.enumerated() {
      let torrent = number(of: Array(datagram[16 + index * 20..<36 + index * 20]))
      check(entry == model.counts(torrent), "told \(entry), the model has \(model.counts(torrent))")
    }
  }

  private mutating func number(of infoHash: [UInt8]) -> Int {
    if let number = torrents[infoHash] { return number }
    torrents[infoHash] = torrents.count
    return torrents.count - 1
  }

  private func checkTables() {
    let totals = tracker.store.totals
    check(
      totals.ipv4Peers == model.peerCount(.ipv4) && totals.ipv6Peers == model.peerCount(.ipv6),
      "the tables hold \(totals)")
    for index in 0..<SwarmLimits.tableCount {
      let complaint = tracker.store.withTable(index) { $0.unsoundness() ?? $0.lostPeer() }
      check(complaint == nil, complaint ?? "")
    }
  }
}
