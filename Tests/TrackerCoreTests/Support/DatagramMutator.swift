// Random datagrams: noise, and real requests with something wrong.
import TestKit
import TrackerCore
import TrackerProtocol

/// Connection ids of every kind that a client may send.
struct ProofIDs {
  let valid: UInt64
  let others: [UInt64]

  /// Gets them from a tracker, whose clock must stand at more than a day.
  init(_ tracker: TestTracker, for client: Endpoint) {
    let now = tracker.now
    valid = tracker.connectionID(for: client)
    let stranger = tracker.connectionID(for: Endpoint(address: IPAddress(ipv4: 0x0909_0909), port: 1))
    tracker.now = Instant(seconds: now.seconds - 1801)
    let stale = tracker.connectionID(for: client)
    tracker.now = Instant(seconds: now.seconds + 5)
    let future = tracker.connectionID(for: client)
    tracker.now = now
    others = [stranger, stale, future, RequestBytes.magic, 0, .max]
  }
}

/// Makes datagrams that reach every branch of a responder.
struct DatagramMutator {
  private var generator: SeededGenerator
  private static let telling: [UInt32] = [0, 1, 2, 3, 4, 5, 0xff, 0x100, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, .max]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next(ids: ProofIDs) -> [UInt8] {
    if chance(of: 10) { return generator.bytes(below(1500)) }
    var datagram = makeRequest(ids: ids)
    while chance(of: 2) { mutate(&datagram) }
    return datagram
  }

  private mutating func makeRequest(ids: ProofIDs) -> [UInt8] {
    let id = chance(of: 3) ? ids.others[below(ids.others.count)] : ids.valid
    switch below(4) {
    case 0: return RequestBytes.connect(magic: chance(of: 4) ? id : RequestBytes.magic)
    case 1: return RequestBytes.scrape(id: id, (0..<below(90)).map { RequestBytes.torrent($0 % 5) })
    default:
      let wanted = Self.telling[below(Self.telling.count)]
      let event = Self.telling[below(Self.telling.count)]
      let port = UInt16(below(3) * 30_000)
      let announce = AnnounceBytes(left: UInt64(below(2)), event: event, wanted: wanted, port: port)
      return announce.bytes(id: id)
    }
  }

  private mutating func mutate(_ datagram: inout [UInt8]) {
    switch below(4) {
    case 0 where !datagram.isEmpty: datagram[below(datagram.count)] ^= 1 << UInt8(below(8))
    case 1: datagram.removeLast(below(datagram.count + 1))
    case 2: datagram += generator.bytes(below(300))
    default:
      let offset = below(25) * 4
      guard offset + 4 <= datagram.count else { return }
      datagram.replaceSubrange(offset..<offset + 4, with: RequestBytes.bytes(of: Self.telling[below(12)]))
    }
  }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
  private mutating func chance(of one: Int) -> Bool { below(one) == 0 }
}
