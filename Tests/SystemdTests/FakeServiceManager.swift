// A service manager for notifications alone: a datagram socket under NOTIFY_SOCKET of the test's own child process.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc

/// Receives what the daemon's side of the same process sends. For exit tests: it changes the environment.
struct FakeServiceManager {
  struct Message: Equatable {
    var text: String
    var descriptors: [CInt]
  }

  private let name = DatagramPath()
  private var socket: CInt { name.socket }

  /// Binds a socket, and names it to the daemon's side.
  init() { Environment.set("NOTIFY_SOCKET", name.path) }

  /// The next message, or nil if there is none; with `flags` 0, waits for it, for 30 seconds at most.
  func receive(flags: CInt = CInt(MSG_DONTWAIT)) -> Message? {
    var text = [UInt8](repeating: 0, count: 8192)
    var control = [UInt64](repeating: 0, count: 16)
    var header = unsafe msghdr()
    // Unsafe: both buffers outlive the call, their sizes go with them.
    let received = unsafe text.withUnsafeMutableBytes { bytes in
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
    guard received >= 0 else { return nil }
    let descriptors = descriptors(in: control, length: unsafe header.msg_controllen)
    return Message(text: String(decoding: text[..<received], as: UTF8.self), descriptors: descriptors)
  }

  /// The descriptors of one SCM_RIGHTS block: a header of 16 bytes, cmsg(3), then an integer each.
  private func descriptors(in control: [UInt64], length: Int) -> [CInt] {
    guard length > MemoryLayout<cmsghdr>.size else { return [] }
    // Unsafe: reads within the array, whose first word is the block's length.
    return unsafe control.withUnsafeBytes { bytes in
      let end = Int(control[0])
      return unsafe Array(bytes[MemoryLayout<cmsghdr>.size..<end].withMemoryRebound(to: CInt.self) { unsafe Array($0) })
    }
  }
}
