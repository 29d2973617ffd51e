// Writing lines to whatever a descriptor is, without ever waiting for its reader.
internal import CLinux

/// Writes a text whole or not at all; where the kernel takes a part, the rest goes out before anything else does.
///
/// Any thread may use it.
struct LineWriter: ~Copyable, Sendable {
  /// How long a thread waits for another one's write, which does not wait either; one that takes longer is stuck.
  private static let patienceMilliseconds: UInt64 = 100

  private let descriptor: Int32
  /// What is left of the last text.
  private let rest = Locked<[UInt8]>([])

  /// A writer to a descriptor, which stays the caller's. Another one that does not wait is opened where there can be one; it
  /// stays open, as the writer lasts as long as the process.
  init(_ descriptor: Int32) {
    let reopened = clinux_reopen_without_waiting(descriptor)
    self.descriptor = reopened >= 0 ? reopened : descriptor
  }

  /// Writes a text if that is possible without waiting.
  ///
  /// - Throws: why none of it was written.
  func write(_ text: String) throws(Errno) {
    let outcome = rest.withLock(patienceMilliseconds: Self.patienceMilliseconds) { rest -> Errno? in
      let obstacle = send(&rest)
      guard rest.isEmpty else { return obstacle }
      rest = Array(text.utf8)
      let length = rest.count
      let error = send(&rest)
      guard rest.count == length else { return nil }
      rest = []
      return error
    }
    if let error = outcome ?? .wouldBlock { throw error }
  }

  /// Sends what can be sent of the bytes, and leaves the others; what the kernel says where it takes no more.
  private func send(_ bytes: inout [UInt8]) -> Errno? {
    while !bytes.isEmpty {
      do throws(Errno) {
        // Unsafe: the kernel reads the array and no further.
        let count = try unsafe bytes.span.withUnsafeBytes { buffer throws(Errno) in
          guard let start = buffer.baseAddress else { return 0 }
          return try Errno.checkRepeating { unsafe clinux_write_at_once(descriptor, start, buffer.count) }
        }
        bytes.removeFirst(count)
      } catch {
        return error
      }
    }
    return nil
  }
}
