// The addresses of the host the tests run on.
import Glibc
import LinuxIO

enum HostAddresses {
  /// Every IPv6 address that is in use, link-local ones with their interface, from /proc/net/if_inet6 (proc_pid_net(5)).
  static let ipv6: [SocketAddress] = {
    guard let file = unsafe fopen("/proc/net/if_inet6", "r") else { return [] }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    var addresses: [SocketAddress] = []
    while unsafe fgets(&line, Int32(line.count), file) != nil {
      let words = line.prefix { $0 != 10 && $0 != 0 }.split(separator: 32).map { word in
        String(decoding: word.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
      // Flags 0x40: another host may have the address still.
      guard words.count >= 5, let flags = UInt32(words[4], radix: 16), flags & 0x40 == 0 else { continue }
      if let address = address(words[0], interface: words[1]) { addresses.append(address) }
    }
    return addresses
  }()

  private static func address(_ digits: String, interface: String) -> SocketAddress? {
    guard let high = UInt64(digits.prefix(16), radix: 16), let low = UInt64(digits.suffix(16), radix: 16),
      let scope = UInt32(interface, radix: 16)
    else { return nil }
    let address = SocketAddress(high: high, low: low, port: 0)
    return address.isLinkLocal ? SocketAddress(high: high, low: low, port: 0, scopeID: scope) : address
  }
}
