// The setting of malloc(3) that gives large blocks back to the system when they are freed.
internal import CLinux

/// Blocks of memory large enough to be mapped by themselves.
public enum LargeBlocks {
  /// Bytes from which on a block is a mapping of its own: those that fill nearly four pages of the system, as a page of peers does.
  private static let threshold: CInt = 16_000

  /// From now on, memory of large blocks goes back to the system when they are freed (mallopt(3), M_MMAP_THRESHOLD). In a heap of
  /// the C library it would stay until all behind it is free, too.
  ///
  /// To be called before there is a second thread.
  public static func returnToSystem() { _ = mallopt(M_MMAP_THRESHOLD, threshold) }
}
