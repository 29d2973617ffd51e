// Tests of connection ids that machines with one secret accept from each other.
import Swarms
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("The connection ids of machines that share a secret")
struct ConnectionIDsSharedClockTests {
  static let client = IPAddress(ipv4: 0xcb00_7107)
  static let epoch: UInt64 = 1 << ConnectionIDs.epochBits
  /// The time of day at which keys change, in seconds since 1970.
  static let change = 13_500 * epoch - TestTracker.secret.timeOffset % epoch

  /// A machine whose own clock stands at `now` when the time of day, as it knows it, is `day`.
  private func machine(now: UInt64, day: UInt64, maxAge: UInt32 = 120) -> ConnectionIDs {
    var ids = ConnectionIDs(secret: TestTracker.secret, maxAge: maxAge)
    ids.useSharedClock(aheadBySeconds: day &- now)
    return ids
  }

  /// What a machine that is `skew` seconds ahead says of an id, so many seconds after it was issued.
  private func verdict(
    issuedAt day: UInt64, after seconds: UInt64, skew: Int64, maxAge: UInt32 = 120
  ) -> ConnectionIDs.Verdict {
    var issuer = machine(now: 50, day: day)
    let otherDay = UInt64(Int64(day + seconds) + skew)
    var checker = machine(now: 9_000_000, day: otherDay, maxAge: maxAge)
    let id = issuer.issue(to: Self.client, at: Instant(seconds: 50))
    return checker.check(id, from: Self.client, at: Instant(seconds: 9_000_000))
  }

  @Test("are accepted though the clocks differ by a few seconds", arguments: -5...5 as ClosedRange<Int64>)
  func skew(skew: Int64) {
    for seconds: UInt64 in [0, 1, 60, 115] {
      let age = UInt32(Int64(seconds) + skew + 5)
      #expect(verdict(issuedAt: 1_700_000_000, after: seconds, skew: skew) == .accepted(age: age))
    }
  }

  @Test("are refused where the clocks differ by more than that")
  func tooMuchSkew() {
    #expect(verdict(issuedAt: 1_700_000_000, after: 0, skew: -6) == .future)
    #expect(verdict(issuedAt: 1_700_000_000, after: 0, skew: -3600) == .future)
    #expect(verdict(issuedAt: 1_700_000_000, after: 0, skew: 121) == .stale(age: 126))
  }

  @Test("are accepted for their whole age, and refused after it", arguments: [120, 1800] as [UInt32])
  func age(maxAge: UInt32) {
    let start: UInt64 = 1_700_000_000
    #expect(verdict(issuedAt: start, after: UInt64(maxAge), skew: 0, maxAge: maxAge) == .accepted(age: maxAge + 5))
    #expect(verdict(issuedAt: start, after: UInt64(maxAge) + 1, skew: 0, maxAge: maxAge) == .stale(age: maxAge + 6))
    #expect(verdict(issuedAt: start, after: UInt64(maxAge) - 4, skew: 4, maxAge: maxAge) == .accepted(age: maxAge + 5))
    #expect(verdict(issuedAt: start, after: UInt64(maxAge) + 5, skew: -4, maxAge: maxAge) == .stale(age: maxAge + 6))
  }

  @Test("are accepted around the change of keys, on both sides of it", arguments: -12...12 as ClosedRange<Int64>)
  func changeOfKeys(offset: Int64) {
    let day = UInt64(Int64(Self.change) + offset)
    for skew in -4...4 as ClosedRange<Int64> {
      for seconds: UInt64 in [0, 3, 100] {
        let age = UInt32(Int64(seconds) + skew + 5)
        #expect(verdict(issuedAt: day, after: seconds, skew: skew) == .accepted(age: age))
      }
    }
  }

  @Test("are told by the machine itself from one second to the next, through a change of keys")
  func ownIDs() {
    var ids = machine(now: 1000, day: Self.change - 20)
    for seconds in 1000..<1040 as Range<UInt64> {
      let now = Instant(seconds: seconds)
      let id = ids.issue(to: Self.client, at: now)
      #expect(ids.check(id, from: Self.client, at: now) == .accepted(age: 5))
      let later = Instant(seconds: seconds + 100)
      #expect(ids.check(id, from: Self.client, at: later) == .accepted(age: 105))
    }
  }

  @Test("follow the shared clock when it is set anew")
  func setAnew() {
    var ids = machine(now: 1000, day: 1_700_000_000)
    let id = ids.issue(to: Self.client, at: Instant(seconds: 1000))
    ids.useSharedClock(aheadBySeconds: 1_700_000_003 - 1000)
    #expect(ids.check(id, from: Self.client, at: Instant(seconds: 1000)) == .accepted(age: 8))
    ids.useSharedClock(aheadBySeconds: 1_699_999_997 - 1000)
    #expect(ids.check(id, from: Self.client, at: Instant(seconds: 1000)) == .accepted(age: 2))
  }

  @Test("keep their time where the tracker's clock is ahead of the time of day")
  func negativeOffset() {
    var ids = machine(now: 2_000_000_000, day: 1_700_000_000)
    var other = machine(now: 5, day: 1_700_000_000)
    let id = ids.issue(to: Self.client, at: Instant(seconds: 2_000_000_000))
    #expect(other.check(id, from: Self.client, at: Instant(seconds: 5)) == .accepted(age: 5))
  }

  @Test("are foreign to a machine with another secret, and from another address")
  func foreign() {
    var issuer = machine(now: 50, day: 1_700_000_000)
    var stranger = ConnectionIDs(secret: ConnectionIDSecret(1, 2), maxAge: 120)
    stranger.useSharedClock(aheadBySeconds: 1_700_000_000 - 50)
    let id = issuer.issue(to: Self.client, at: Instant(seconds: 50))
    #expect(stranger.check(id, from: Self.client, at: Instant(seconds: 50)) == .foreign)
    #expect(issuer.check(id, from: IPAddress(ipv4: 0xcb00_7108), at: Instant(seconds: 50)) == .foreign)
  }

  @Test("are the ids of responders that were told of the shared clock")
  func responders() {
    var replies: [[UInt8]] = []
    for (now, datagram): (UInt64, (UInt64) -> [UInt8]) in [
      (50, { _ in RequestBytes.connect() }),
      (9_000, { RequestBytes.scrape(id: $0, [RequestBytes.torrent(1)]) }),
    ] {
      var responder = Responder(policy: TrackerPolicy(), secret: TestTracker.secret, randomSeed: 1)
      responder.useSharedClock(aheadBySeconds: 1_700_000_000 - now)
      let id = replies.first.map { $0[8...].reduce(0) { $0 << 8 | UInt64($1) } } ?? 0
      var buffer = [UInt8](repeating: 0, count: TrackerLimits.replyCapacity)
      var elements = buffer.mutableSpan
      // Sound: any bytes are valid elements of an array of UInt8.
      var reply = unsafe elements.mutableBytes
      let response = responder.respond(
        to: datagram(id).span, Arrival(from: .ipv4(7), at: .trackerIPv4, now: Instant(seconds: now)),
        swarms: SingleThreadedStore(), reply: &reply)
      replies.append(Array(buffer.prefix(response.length)))
    }
    #expect(replies.map(\.count) == [16, 20], "a connect and a scrape answered")
  }
}
