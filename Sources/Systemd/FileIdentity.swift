// The device and inode of a file, to tell whether two descriptors are the same file (JOURNAL_STREAM).
internal import CSystemd

/// The device and inode of an open file, inode(7).
struct FileIdentity: Equatable {
  let device: UInt64
  let inode: UInt64

  /// The file of an open descriptor, or nil if it is not open, fstat(2).
  init?(ofDescriptor descriptor: CInt) {
    var device: UInt64 = 0
    var inode: UInt64 = 0
    // Unsafe: two integers, written during the call.
    guard unsafe csystemd_file_identity(descriptor, &device, &inode) == 0 else { return nil }
    self.device = device
    self.inode = inode
  }

  /// The file that text such as "9:36042" names: device, colon, inode, in decimal.
  init?(parsing text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Substring.init)
    guard parts.count == 2, let device = UInt64(parts[0]), let inode = UInt64(parts[1]) else { return nil }
    self.device = device
    self.inode = inode
  }
}
