// Tests of how long a connection id is accepted, and of the change of keys (C-06).
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("The age of a connection id")
struct ConnectionIDAgeTests {
  static let client = IPAddress(ipv4: 0xcb00_7107)
  static let epoch: UInt64 = 1 << ConnectionIDs.epochBits
  /// The first second with a new key, the third since the tracker's start.
  static let change = 3 * epoch - TestTracker.secret.timeOffset % epoch

  /// What an id is a time after it was issued.
  private func verdict(issued: Instant, checked: Instant, maxAge: UInt32 = 1800) -> ConnectionIDs.Verdict {
    var ids = ConnectionIDs(secret: TestTracker.secret, maxAge: maxAge)
    let id = ids.issue(to: Self.client, at: issued)
    return ids.check(id, from: Self.client, at: checked)
  }

  @Test("is accepted up to the limit and stale from the next second on", arguments: [120, 1800, 7200] as [UInt32])
  func limit(maxAge: UInt32) {
    let issued = Instant(seconds: 1000)
    for age: UInt32 in [0, 1, 60, 119, 120, maxAge - 1, maxAge] {
      let checked = Instant(seconds: 1000 + UInt64(age))
      #expect(verdict(issued: issued, checked: checked, maxAge: maxAge) == .accepted(age: age))
    }
    for age in [maxAge + 1, maxAge + 2, 2 * maxAge, 20_000] {
      let checked = Instant(seconds: 1000 + UInt64(age))
      #expect(verdict(issued: issued, checked: checked, maxAge: maxAge) == .stale(age: age))
    }
  }

  @Test(
    "is accepted for 120 whole seconds, whenever in a second it was issued", arguments: [0, 1, 500, 999] as [UInt64])
  func fraction(milliseconds: UInt64) {
    let issued = Instant(milliseconds: 5000 + milliseconds)
    let checked = Instant(milliseconds: 125_000 + milliseconds)
    #expect(verdict(issued: issued, checked: checked, maxAge: 120) == .accepted(age: 120))
  }

  @Test("cannot be negative: what is issued later is refused", arguments: [1, 2, 60, 1800, 50_000] as [UInt64])
  func future(seconds: UInt64) {
    let now = Instant(seconds: 10_000 + Self.change)
    #expect(verdict(issued: Instant(seconds: now.seconds + seconds), checked: now) == .future)
  }

  @Test("may reach over the change of keys")
  func changeOfKeys() {
    let lastSecond = Instant(seconds: Self.change - 1)
    for age: UInt32 in [1, 2, 1800] {
      let checked = Instant(seconds: lastSecond.seconds + UInt64(age))
      #expect(verdict(issued: lastSecond, checked: checked) == .accepted(age: age))
    }
    #expect(verdict(issued: lastSecond, checked: Instant(seconds: Self.change + 1800)) == .stale(age: 1801))
  }

  @Test("is told as long as the key before the current one is known, then the id is foreign")
  func keysGone() {
    let first = Instant(seconds: Self.change)
    let beforeLast = Instant(seconds: Self.change + 2 * Self.epoch - 1)
    let gone = Instant(seconds: Self.change + 2 * Self.epoch)
    #expect(verdict(issued: first, checked: beforeLast) == .stale(age: UInt32(2 * Self.epoch - 1)))
    #expect(verdict(issued: first, checked: gone) == .foreign)
  }

  @Test("is right where the 24 bits of time start over")
  func wrap() {
    let wrap = 1 << 24 - TestTracker.secret.timeOffset
    for age: UInt32 in [0, 1, 60, 1800] {
      let issued = Instant(seconds: wrap - 30)
      let checked = Instant(seconds: wrap - 30 + UInt64(age))
      #expect(verdict(issued: issued, checked: checked) == .accepted(age: age))
    }
  }

  @Test("does not start over with the 24 bits of time: an old id stays refused")
  func replay() {
    let issued = Instant(seconds: 500)
    for rounds: UInt64 in 1...3 {
      #expect(verdict(issued: issued, checked: Instant(seconds: 500 + rounds << 24)) == .foreign)
    }
  }

  @Test("cannot reach back before the tracker's clock")
  func beforeTheStart() throws {
    // A secret whose clock starts so low that a young id would have been issued before second 0.
    let first = try #require((0..<200_000 as Range<UInt64>).first { ConnectionIDSecret($0, 0).timeOffset < 1000 })
    let secret = ConnectionIDSecret(first, 0)
    var ids = ConnectionIDs(secret: secret, maxAge: 1800)
    let now = Instant(seconds: 0)
    let id = ids.issue(to: Self.client, at: now)
    #expect(ids.check(id, from: Self.client, at: now) == .accepted(age: 0))
    for age in 1...1800 as ClosedRange<UInt64> {
      let claimed = (secret.timeOffset &- age) & 0xff_ffff
      #expect(ids.check(claimed << 40 | id & 0xff_ffff_ffff, from: Self.client, at: now) == .foreign)
    }
  }
}
