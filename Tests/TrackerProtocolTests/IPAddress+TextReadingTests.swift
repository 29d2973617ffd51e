// Tests of IPAddress+Text.swift: the text of any address is read back, and is as short as can be.
import TestKit
import Testing
import TrackerProtocol

@Suite("The text of any address")
struct IPAddressTextReadingTests {
  /// The groups of an IPv6 text, or nil if it is none; written anew from RFC 4291, section 2.2.
  private func groups(_ text: String) -> [UInt16]? {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false).map { half in
      half.split(separator: ":").map { UInt16($0, radix: 16) }
    }
    guard !halves.joined().contains(nil) else { return nil }
    let numbers = halves.map { $0.compactMap(\.self) }
    switch numbers.count {
    case 1: return numbers[0].count == 8 ? numbers[0] : nil
    case 2:
      let missing = 8 - numbers[0].count - numbers[1].count
      return missing >= 2 ? numbers[0] + Array(repeating: 0, count: missing) + numbers[1] : nil
    default: return nil
    }
  }

  /// Groups of which any may be zero: all 256 patterns, the others 8, 9 and so on.
  @Test("over IPv6 names its groups, wherever zeros are", arguments: 0..<16)
  func zeros(high: Int) {
    for pattern in 16 * high..<16 * high + 16 {
      let due = (0..<8).map { pattern >> $0 & 1 == 1 ? UInt16(0) : UInt16(8 + $0) }
      let words = [due[..<4], due[4...]].map { $0.reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
      let text = "\(IPAddress(high: words[0], low: words[1]))"
      #expect(groups(text) == due, "\(text)")
      // Whoever has two zeros side by side is shortened, and nobody else.
      let hasRun = zip(due, due.dropFirst()).contains { $0 == 0 && $1 == 0 }
      #expect(text.contains("::") == hasRun)
      #expect(!text.contains(":::") && text.count < 2 * 8)
    }
  }

  @Test("over IPv6 is read back, whatever its bits", arguments: 1...3 as ClosedRange<UInt64>)
  func ipv6(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      // Sometimes few bits are set, so that groups have leading zeros.
      let words = (0..<2).map { _ in
        chance.next() & (Bool.random(using: &chance) ? .max : chance.next() & chance.next())
      }
      let text = "\(IPAddress(high: words[0], low: words[1]))"
      let due = words.flatMap { word in (0..<4).map { UInt16(truncatingIfNeeded: word >> UInt64(48 - 16 * $0)) } }
      #expect(groups(text) == due, "\(text)")
      #expect(text == text.lowercased())
      #expect(text.split(separator: ":").allSatisfy { $0 == "0" || $0.first != "0" }, "\(text)")
    }
  }

  @Test("over IPv4 is its four bytes")
  func ipv4() {
    var chance = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let bits = UInt32(truncatingIfNeeded: chance.next())
      let bytes = "\(IPAddress(ipv4: bits))".split(separator: ".").compactMap { UInt8($0) }
      #expect(bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == bits && bytes.count == 4)
    }
  }
}
