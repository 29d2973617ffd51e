// The text of an IP address or an endpoint.

extension IPAddress: CustomStringConvertible {
  /// Dotted decimal for IPv4; the shortest form of RFC 5952 for IPv6.
  public var description: String {
    switch family {
    case .ipv4:
      let bits = ipv4Bits
      return "\(bits >> 24).\(bits >> 16 & 0xff).\(bits >> 8 & 0xff).\(bits & 0xff)"
    case .ipv6:
      return ipv6Text
    }
  }

  /// The eight 16-bit groups of an IPv6 address, `index` 0 the first.
  private func group(_ index: Int) -> UInt16 {
    let half = index < 4 ? high : low
    return UInt16(truncatingIfNeeded: half >> UInt64(48 - 16 * (index & 3)))
  }

  private var ipv6Text: String {
    let gap = longestZeroRun
    var text = ""
    var index = 0
    while index < 8 {
      if index == gap.lowerBound, !gap.isEmpty {
        text += "::"
        index = gap.upperBound
        continue
      }
      if index != 0, index != gap.upperBound || gap.isEmpty { text += ":" }
      text += String(group(index), radix: 16)
      index += 1
    }
    return text
  }

  /// The first of the longest runs of two or more zero groups, which `::` replaces (RFC 5952, section 4.2); else empty.
  private var longestZeroRun: Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || group(index) != 0 {
      if index - start > max(best.count, 1) { best = start..<index }
      start = index + 1
    }
    return best
  }
}

extension Endpoint: CustomStringConvertible {
  /// `192.0.2.1:6881` or `[2001:db8::1]:6881`.
  public var description: String {
    address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}
