// A client with a user: it comes, downloads, seeds and leaves, and sometimes just vanishes.
import TestKit
import TrackerProtocol

/// What one client does in a day, by chance, one turn at a time.
struct VirtualClient {
  /// One announce that the client wants to make.
  struct Wish {
    var torrent: Int
    var left: UInt64
    var event: UInt32
    var wanted: UInt32
  }

  /// One for each family it has.
  let endpoints: [Endpoint]
  private var torrent = 0
  private var isOnline = false
  private var left: UInt64 = 0
  /// Turns since the last announce.
  private var turns = 0

  /// Two of ten clients have IPv6, and one of them both families.
  init(number: Int) {
    switch number % 10 {
    case 0: endpoints = [.ipv6(number)]
    case 1: endpoints = [.ipv4(number), .ipv6(number)]
    default: endpoints = [.ipv4(number)]
    }
  }

  /// What the client tells the tracker in this turn, if anything; it announces every `turnsPerInterval` turns.
  mutating func turn(turnsPerInterval: Int, _ generator: inout SeededGenerator) -> Wish? {
    turns += 1
    let chance = Int.random(in: 0..<1000, using: &generator)
    if !isOnline { return chance < 50 ? start(&generator) : nil }
    if chance < 10 {
      // Its host is gone without a word.
      isOnline = false
      return nil
    }
    if chance < 20 {
      isOnline = false
      return wish(event: 3, &generator)
    }
    if chance < 70, left > 0 {
      left = 0
      return wish(event: 1, &generator)
    }
    return turns >= turnsPerInterval ? wish(event: 0, &generator) : nil
  }

  private mutating func start(_ generator: inout SeededGenerator) -> Wish {
    isOnline = true
    // One torrent has a quarter of the clients.
    torrent = max(0, Int.random(in: -Self.torrents / 3..<Self.torrents, using: &generator))
    left = UInt64.random(in: 0..<3, using: &generator)
    return wish(event: 2, &generator)
  }

  private mutating func wish(event: UInt32, _ generator: inout SeededGenerator) -> Wish {
    turns = 0
    return Wish(torrent: torrent, left: left, event: event, wanted: UInt32.random(in: 0..<12, using: &generator))
  }

  /// Torrents that clients choose from.
  static let torrents = 148
}
