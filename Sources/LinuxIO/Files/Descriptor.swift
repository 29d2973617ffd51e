// An owned file descriptor, closed when its owner is gone.
internal import CLinux

/// A file descriptor with one owner, closed when the owner is gone.
///
/// Its deinitialiser is inlinable, as those of all noncopyable types here: Embedded Swift wants to see it from other modules.
@usableFromInline
struct Descriptor: ~Copyable, Sendable {
  @usableFromInline let rawValue: Int32

  /// Takes over what the caller holds to be a descriptor; the first call on it will tell.
  init(adopting rawValue: Int32) { self.rawValue = rawValue }

  /// Takes over a descriptor that a system call has just returned; a negative one means that the call failed.
  init(owning rawValue: Int32) throws(Errno) {
    guard rawValue >= 0 else { throw .last }
    self.rawValue = rawValue
  }

  @inlinable
  deinit { shut() }

  /// EINTR and EIO of close(2) leave the descriptor closed on Linux, so there is nothing to repeat or report.
  @usableFromInline
  func shut() { _ = close(rawValue) }
}
