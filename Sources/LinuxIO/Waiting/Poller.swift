// Waits for several descriptors at once, with epoll(7).
internal import CLinux

/// Waits until one of its descriptors has something to read.
public struct Poller: ~Copyable {
  /// How many ready descriptors one wait reports at most; the others are reported by the next.
  public static let capacity = Int(CLINUX_EPOLL_CAPACITY)

  private let owned: Descriptor
  private var tokens = InlineArray<16, UInt64>(repeating: 0)
  /// How many descriptors the last wait found ready.
  public private(set) var readyCount = 0

  /// - Throws: `EMFILE` where the process has no descriptor left.
  public init() throws(Errno) {
    owned = try Descriptor(owning: epoll_create1(Int32(EPOLL_CLOEXEC)))
  }

  /// Watches a descriptor until it is closed. It is ready as long as there is something left to read.
  ///
  /// - Parameters:
  ///   - token: what to call the descriptor in `token(at:)`.
  ///   - isShared: whether pollers of several threads watch the descriptor and one of them is enough to wake (EPOLLEXCLUSIVE).
  /// - Throws: `EEXIST` if it is watched already, `EPERM` if it cannot be waited for, as a file on disk.
  public func add(_ descriptor: Int32, token: UInt64, isShared: Bool = false) throws(Errno) {
    guard clinux_epoll_add(owned.rawValue, descriptor, token, isShared ? 1 : 0) == 0 else { throw .last }
  }

  /// Waits until a descriptor is ready or the time is over; nil waits without end.
  ///
  /// - Returns: how many are ready; 0 when the time is over, and also, earlier, when a signal handler has run.
  public mutating func wait(milliseconds: Int32?) throws(Errno) -> Int {
    readyCount = 0
    var span = tokens.mutableSpan
    // Unsafe: the array has room for as many tokens as the call may write.
    let count = unsafe span.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return Int32(0) }
      return unsafe clinux_epoll_wait(owned.rawValue, start, milliseconds ?? -1)
    }
    guard count >= 0 else {
      let error = Errno.last
      if error == .interrupted { return 0 }
      throw error
    }
    readyCount = Int(count)
    return readyCount
  }

  /// The token of a ready descriptor; the index is below ``readyCount``.
  public func token(at index: Int) -> UInt64 {
    precondition(index < readyCount, "no such ready descriptor")
    return tokens[index]
  }
}
