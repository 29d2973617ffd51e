// The text of a socket address: 192.0.2.1:1337 and [2001:db8::1]:1337.

extension SocketAddress: CustomStringConvertible {
  /// Address and port; an IPv6 address in brackets, with the interface's number if it has one.
  public var description: String {
    guard family == .v6 else { return "\(addressText):\(port)" }
    return scopeID == 0 ? "[\(addressText)]:\(port)" : "[\(addressText)%\(scopeID)]:\(port)"
  }

  /// The address alone, in the canonical form of RFC 5952.
  public var addressText: String { family == .v4 ? dottedText : groupedText }

  private var dottedText: String {
    "\(ipv4 >> 24).\(ipv4 >> 16 & 0xff).\(ipv4 >> 8 & 0xff).\(ipv4 & 0xff)"
  }

  private var groupedText: String {
    let zeros = longestZeroRun
    var text = ""
    var index = 0
    while index < Self.groupCount {
      if index == zeros.lowerBound && !zeros.isEmpty {
        text += "::"
        index = zeros.upperBound
        continue
      }
      if index > 0 && index != zeros.upperBound { text += ":" }
      text += String(group(index), radix: 16)
      index += 1
    }
    return text
  }

  private static let groupCount = 8

  /// One of the eight 16-bit groups, from the left.
  private func group(_ index: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - index % 4 * 16))
  }

  /// The first of the longest runs of zero groups; empty if none has two groups or more (RFC 5952, 4.2).
  private var longestZeroRun: Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0..<Self.groupCount {
      guard group(index) == 0 else {
        start = index + 1
        continue
      }
      if index + 1 - start > max(longest.count, 1) { longest = start..<index + 1 }
    }
    return longest
  }
}
