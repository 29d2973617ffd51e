// Tests of connection ids: whom they are bound to, and that nobody else can make them.
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("A connection id")
struct ConnectionIDsTests {
  static let clients: [IPAddress] = [
    IPAddress(ipv4: 0xcb00_7107), IPAddress(high: 0x2001_0db8_0000_0000, low: 7),
  ]
  static let noon = Instant(seconds: 43_200)

  private func makeIDs(maxAge: UInt32 = 1800, secret: ConnectionIDSecret = TestTracker.secret) -> ConnectionIDs {
    ConnectionIDs(secret: secret, maxAge: maxAge)
  }

  @Test("is accepted from the address it was issued to, over both families (C-05)", arguments: clients)
  func accepted(client: IPAddress) {
    var ids = makeIDs()
    let id = ids.issue(to: client, at: Self.noon)
    #expect(ids.check(id, from: client, at: Self.noon) == .accepted(age: 0))
    #expect(ids.check(id, from: client, at: Instant(seconds: 43_207)) == .accepted(age: 7))
  }

  @Test("is foreign from any other address, be it one bit away (C-05)", arguments: clients)
  func otherAddress(client: IPAddress) {
    var ids = makeIDs()
    let id = ids.issue(to: client, at: Self.noon)
    for bit in 0..<64 {
      let high = IPAddress(high: client.high ^ 1 << UInt64(bit), low: client.low)
      let low = IPAddress(high: client.high, low: client.low ^ 1 << UInt64(bit))
      #expect(ids.check(id, from: high, at: Self.noon) == .foreign)
      #expect(ids.check(id, from: low, at: Self.noon) == .foreign)
    }
  }

  @Test("is foreign with any one of its 64 bits flipped (C-07)", arguments: 0..<64 as Range<UInt64>)
  func flippedBit(bit: UInt64) {
    var ids = makeIDs()
    for client in Self.clients {
      let id = ids.issue(to: client, at: Self.noon)
      #expect(ids.check(id ^ 1 << bit, from: client, at: Self.noon) == .foreign)
    }
  }

  @Test("cannot be guessed: 100 000 random ones are all foreign (C-07)")
  func random() {
    var ids = makeIDs()
    var generator = SeededGenerator(seed: 7)
    let now = Self.noon
    let time = (now.seconds + TestTracker.secret.timeOffset) & 0xff_ffff
    var foreign = 0
    for round in 0..<100_000 {
      // Half of them with a time of issue that would do, so that the 40 bits decide.
      let guess = generator.next()
      let id = round % 2 == 0 ? guess : (time - UInt64(round % 1800)) << 40 | guess >> 24
      if ids.check(id, from: Self.clients[0], at: now) == .foreign { foreign += 1 }
    }
    #expect(foreign == 100_000)
  }

  @Test("is accepted by every worker that has the secret")
  func shared() {
    var one = makeIDs()
    var other = makeIDs()
    for second: UInt64 in stride(from: 0, to: 1 << 20, by: 9973) {
      let now = Instant(seconds: second)
      let id = one.issue(to: Self.clients[0], at: now)
      #expect(other.check(id, from: Self.clients[0], at: now) == .accepted(age: 0))
    }
  }

  @Test("is foreign to a tracker with another secret", arguments: [(1, 2), (0x0011_2233_4455_6677, 0)])
  func otherSecret(first: UInt64, second: UInt64) {
    var one = makeIDs()
    var other = makeIDs(secret: ConnectionIDSecret(first, second))
    let id = one.issue(to: Self.clients[0], at: Self.noon)
    #expect(other.check(id, from: Self.clients[0], at: Self.noon) == .foreign)
  }

  @Test("is never 0 and never the magic number (W-10)")
  func reserved() {
    var ids = makeIDs()
    // The moments at which the 24 bits of time are those of 0 and of the magic number: only then can it happen.
    let offset = TestTracker.secret.timeOffset
    for bits: UInt64 in [0, RequestBytes.magic >> 40] {
      let now = Instant(seconds: 1 << 24 + bits - offset)
      let issued = (0..<10_000).map { ids.issue(to: Endpoint.ipv4($0).address, at: now) }
      #expect(issued.allSatisfy { $0 >> 40 == bits })
      #expect(!issued.contains(0) && !issued.contains(RequestBytes.magic))
    }
  }

  @Test("differs from client to client and from second to second")
  func distinct() {
    var ids = makeIDs()
    let perClient = Set((0..<5000).map { ids.issue(to: Endpoint.ipv6($0).address, at: Self.noon) })
    let macs = Set((0..<5000).map { ids.issue(to: Self.clients[0], at: Instant(seconds: $0)) & 0xff_ffff_ffff })
    #expect(perClient.count == 5000)
    #expect(macs.count == 5000)
  }
}
