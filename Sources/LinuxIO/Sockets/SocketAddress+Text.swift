// The text of a socket address: 192.0.2.1:1337 and [2001:db8::1]:1337.
internal import CLinux

extension SocketAddress: CustomStringConvertible {
  /// Address and port; an IPv6 address in brackets, with the interface's number if it has one.
  public var description: String {
    guard family == .v6 else { return "\(addressText):\(port)" }
    return scopeID == 0 ? "[\(addressText)]:\(port)" : "[\(addressText)%\(scopeID)]:\(port)"
  }

  /// The address alone, in the canonical form of RFC 5952.
  public var addressText: String {
    guard family == .v6 else { return "\(ipv4 >> 24).\(ipv4 >> 16 & 0xff).\(ipv4 >> 8 & 0xff).\(ipv4 & 0xff)" }
    let name = name.value
    // Unsafe: the call writes a C string that is shorter than the room for it.
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
      unsafe withUnsafePointer(to: name.sin6_addr) { unsafe clinux_ipv6_text($0, text.baseAddress!) }
      return unsafe String(cString: text.baseAddress!)
    }
  }
}
