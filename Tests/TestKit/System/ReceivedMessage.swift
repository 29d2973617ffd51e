// A datagram of a local socket with the descriptors that came with it, recvmsg(2) and cmsg(3).
import Glibc

package struct ReceivedMessage: Equatable {
  package var text: String
  package var descriptors: [CInt]

  package init(text: String, descriptors: [CInt]) {
    self.text = text
    self.descriptors = descriptors
  }

  /// The next datagram of a socket, or nil if there is none, or none comes in time.
  package static func next(from socket: CInt, flags: CInt) -> ReceivedMessage? {
    var text = [UInt8](repeating: 0, count: 8192)
    var control = [UInt64](repeating: 0, count: 16)
    var header = unsafe msghdr()
    // Unsafe: both buffers outlive the call, their sizes go with them.
    let count = unsafe text.withUnsafeMutableBytes { bytes in
      unsafe control.withUnsafeMutableBytes { space in
        var vector = unsafe iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
        unsafe header.msg_control = space.baseAddress
        unsafe header.msg_controllen = space.count
        unsafe header.msg_iovlen = 1
        return unsafe withUnsafeMutablePointer(to: &vector) { pointer in
          unsafe header.msg_iov = unsafe pointer
          return unsafe recvmsg(socket, &header, flags)
        }
      }
    }
    guard count >= 0 else { return nil }
    let descriptors = Self.descriptors(in: control, length: unsafe Int(header.msg_controllen))
    return ReceivedMessage(text: String(decoding: text[..<count], as: UTF8.self), descriptors: descriptors)
  }

  /// The descriptors of one SCM_RIGHTS block: a header of 16 bytes, cmsg(3), then four bytes each.
  private static func descriptors(in control: [UInt64], length: Int) -> [CInt] {
    guard length > MemoryLayout<cmsghdr>.size else { return [] }
    let count = (Int(control[0]) - MemoryLayout<cmsghdr>.size) / MemoryLayout<CInt>.size
    return (0..<count).map { number in
      let word = control[2 + number / 2]
      return CInt(truncatingIfNeeded: number % 2 == 0 ? word : word >> 32)
    }
  }
}
