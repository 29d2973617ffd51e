// Batches and sockets that several tests need.
import CLinux
import Glibc
import LinuxIO

/// A copy of a datagram's bytes.
func bytes(of batch: inout DatagramBatch, at index: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  batch.respond(to: index) { request, _, _ in
    bytes = request.indices.map { request[$0] }
    return 0
  }
  return bytes
}

extension DatagramBatch {
  /// Answers every datagram with its own bytes.
  mutating func echo() {
    for index in 0..<count {
      respond(to: index) { request, _, reply in
        for offset in request.indices { reply.storeBytes(of: request[offset], toByteOffset: offset, as: UInt8.self) }
        return request.count
      }
    }
  }
}

/// Sockets for both IP versions at once, which the tracker never opens but may be passed.
enum DualStack {
  static func makeSocket() throws -> DatagramSocket {
    let descriptor = socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
    var name = sockaddr_in6()
    name.sin6_family = sa_family_t(AF_INET6)
    _ = clinux_set_option(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0)
    _ = unsafe clinux_bind(descriptor, &name, socklen_t(MemoryLayout<sockaddr_in6>.size))
    return try DatagramSocket(adopting: descriptor)
  }
}

/// Puts something that is no socket in a descriptor's place, without its owner's knowledge.
func replaceByNull(_ descriptor: Int32) {
  let null = unsafe open("/dev/null", O_RDWR)
  dup2(null, descriptor)
  close(null)
}
