// A file under a descriptor, so that a test can tell whether it was closed while other tests open and close theirs.
import Glibc

/// What was open under a number at a moment.
package struct OpenFile {
  private let number: CInt
  private let identity: (device: dev_t, inode: ino_t)?

  /// The file that is open under a number now.
  package init(_ number: CInt) {
    self.number = number
    identity = Self.identity(of: number)
  }

  /// Whether the same file is open under the same number: another test may have got the number since.
  package var isOpen: Bool {
    guard let identity, let now = Self.identity(of: number) else { return false }
    return now == identity
  }

  private static func identity(of number: CInt) -> (device: dev_t, inode: ino_t)? {
    var status = stat()
    // Unsafe: the structure is written during the call.
    return unsafe fstat(number, &status) == 0 ? (status.st_dev, status.st_ino) : nil
  }
}
