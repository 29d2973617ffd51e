// A directory for one test, gone with it.
package import Glibc
package import LinuxIO

/// A new directory below /tmp, and the little that the tests do with its files.
package final class TestDirectory: Sendable {
  package let path: String

  package init() {
    path = "/tmp/pico-tracker-tests-\(UInt64.random(in: 0 ... .max))"
    // Unsafe, here and below: C strings for the length of the calls.
    precondition(unsafe mkdir(path, 0o700) == 0, "no directory for a test")
  }

  deinit { Self.removeTree(path) }

  private static func removeTree(_ path: String) {
    for name in names(in: path) where unsafe remove("\(path)/\(name)") != 0 { removeTree("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  private static func names(in path: String) -> [String] {
    guard let listing = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      // Unsafe: a C string within the entry, copied before the next is read.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// What is in the directory, sorted.
  package var names: [String] { Self.names(in: path) }

  /// Whether there is something of a name.
  package func has(_ name: String) -> Bool { unsafe access("\(path)/\(name)", F_OK) == 0 }

  /// Makes a file of some bytes.
  package func write(_ bytes: [UInt8], to name: String) {
    let file = unsafe open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    let written = unsafe Glibc.write(file, bytes, bytes.count)
    precondition(written == bytes.count, "a test's file cannot be written")
    close(file)
  }

  /// A file's bytes, or nil if there is none.
  package func bytes(of name: String) -> [UInt8]? {
    try? SmallFile.read("\(path)/\(name)", limit: 1 << 20)
  }

  /// A file's permissions.
  package func mode(of name: String) -> mode_t {
    var status = stat()
    unsafe lstat("\(path)/\(name)", &status)
    return status.st_mode & 0o7777
  }

  /// Makes an empty directory in this one.
  package func makeDirectory(_ name: String) {
    precondition(unsafe mkdir("\(path)/\(name)", 0o700) == 0, "a test's directory cannot be made")
  }

  /// Makes it impossible to replace the file `snapshot`, for root too: a directory has the name of its draft.
  package func obstruct() { makeDirectory("snapshot.new") }

  /// Ends that.
  package func clear() { precondition(unsafe rmdir("\(path)/snapshot.new") == 0, "nothing was in the way") }
}

/// The error that a body ends with, or nil.
package func failure(_ body: () throws -> Void) -> Errno? {
  do {
    try body()
    return nil
  } catch { return error as? Errno ?? Errno(rawValue: -1) }
}

extension MemoryFile {
  /// A file that holds the bytes, sealed.
  package static func sealed(_ bytes: [UInt8]) throws(Errno) -> MemoryFile {
    let file = try MemoryFile.create(named: "test")
    try file.write(bytes.span, at: 0)
    try file.seal()
    return file
  }

  /// All of the bytes, copied.
  package func bytes() throws(Errno) -> [UInt8] {
    try withBytes { span in unsafe span.withUnsafeBufferPointer { unsafe Array($0) } }
  }
}
