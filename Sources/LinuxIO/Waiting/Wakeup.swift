// A descriptor with which one thread wakes another, with eventfd(2).
internal import CLinux

/// A descriptor that is readable from ``signal()`` to ``clear()``. Any thread may call either.
public struct Wakeup: ~Copyable, Sendable {
  private let owned: Descriptor

  /// The descriptor to wait for. It stays this value's own.
  public var descriptor: Int32 { owned.rawValue }

  /// - Throws: `EMFILE` where the process has no descriptor left.
  public init() throws(Errno) { owned = try Descriptor(owning: clinux_eventfd()) }

  /// Makes the descriptor readable. It fails only if it is readable 2⁶⁴ - 2 times over, which is as good.
  public func signal() { _ = eventfd_write(descriptor, 1) }

  /// Takes back all signals so far; returns whether there was one.
  @discardableResult
  public func clear() -> Bool {
    var count: eventfd_t = 0
    // Unsafe: the kernel writes one counter, to a local.
    return unsafe eventfd_read(descriptor, &count) == 0
  }
}
