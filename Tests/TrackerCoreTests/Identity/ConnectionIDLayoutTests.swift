// Tests of ConnectionIDs.swift: an id is what its description says, bit by bit, so that all versions agree on it (C-07).
import Hashing
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("The bits of a connection id")
struct ConnectionIDLayoutTests {
  static let secret = TestTracker.secret
  /// Seconds at the start, around a change of keys, around the end of the 24 bits, and years later.
  static let seconds: [UInt64] = {
    let change = 3 << ConnectionIDs.epochBits - secret.timeOffset % (1 << ConnectionIDs.epochBits)
    let wrap = 1 << 24 - secret.timeOffset
    return [0, 1, change - 1, change, wrap - 1, wrap, 1_000_000_007]
  }()

  private func issue(to address: IPAddress, at second: UInt64) -> UInt64 {
    var ids = ConnectionIDs(secret: Self.secret, maxAge: 1800)
    return ids.issue(to: address, at: Instant(seconds: second))
  }

  @Test("are 24 of time, and 40 of a SipHash-2-4 of seven bytes over IPv4", arguments: seconds)
  func ipv4(second: UInt64) {
    let time = second + Self.secret.timeOffset
    let stamp = time & 0xff_ffff
    let key = Self.secret.key(ofEpoch: time >> 17)
    let mac = SipHash.mac(key, 7 << 56 | stamp << 32 | 0xcb00_7107)
    #expect(issue(to: IPAddress(ipv4: 0xcb00_7107), at: second) == stamp << 40 | mac & 0xff_ffff_ffff)
  }

  @Test("are 24 of time, and 40 of a SipHash-2-4 of nineteen bytes over IPv6", arguments: seconds)
  func ipv6(second: UInt64) {
    let time = second + Self.secret.timeOffset
    let stamp = time & 0xff_ffff
    let key = Self.secret.key(ofEpoch: time >> 17)
    let (high, low): (UInt64, UInt64) = (0x2001_0db8_0001_0002, 0x0003_0004_0005_0006)
    let mac = SipHash.mac(key, high, low, 19 << 56 | stamp)
    #expect(issue(to: IPAddress(high: high, low: low), at: second) == stamp << 40 | mac & 0xff_ffff_ffff)
  }

  @Test("tell nothing of one address by another: half of the 40 differ, for each bit of the address (C-07)")
  func avalanche() {
    var flips = 0
    let address: UInt32 = 0x0a00_0001
    for second in 0..<200 as Range<UInt64> {
      let id = issue(to: IPAddress(ipv4: address), at: second)
      for bit in 0..<32 {
        let other = issue(to: IPAddress(ipv4: address ^ 1 << UInt32(bit)), at: second)
        #expect(other >> 40 == id >> 40)
        flips += (other ^ id).nonzeroBitCount
      }
    }
    // 256 000 bits of which half differ by chance: six deviations are 1518.
    #expect(abs(flips - 128_000) < 1518)
  }
}

@Suite("The fingerprint of a secret")
struct SecretFingerprintTests {
  @Test("is four hexadecimal digits of a hash under the secret, leading zeros among them")
  func digits() {
    var zeros = 0
    for number in 0..<1000 as Range<UInt64> {
      let fingerprint = ConnectionIDSecret(number, 5).fingerprint
      let hash = SipHash.mac(SipKey(number, 5), 0, 0, 4)
      #expect(fingerprint.utf8.count == 4 && UInt64(fingerprint, radix: 16) == hash & 0xffff)
      #expect(fingerprint == fingerprint.lowercased())
      if fingerprint.hasPrefix("0") { zeros += 1 }
    }
    #expect(zeros > 20, "one in sixteen begins with a zero")
  }
}
