// A directory for one test, gone with it.
import CLinux
import Glibc
import LinuxIO

/// A new directory below /tmp, and the little that the tests do with its files.
final class TestDirectory: Sendable {
  let path: String

  init() {
    path = "/tmp/pico-tracker-tests-\(UInt64.random(in: 0 ... .max))"
    // Unsafe, here and below: C strings for the length of the calls.
    precondition(unsafe mkdir(path, 0o700) == 0, "no directory for a test")
  }

  deinit {
    // The tests make files, and directories that are empty.
    for name in names { unsafe remove("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  /// What is in the directory, sorted.
  var names: [String] {
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

  /// Makes a file of some bytes.
  func write(_ bytes: [UInt8], to name: String) {
    let file = unsafe open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    let written = unsafe Glibc.write(file, bytes, bytes.count)
    precondition(written == bytes.count, "a test's file cannot be written")
    close(file)
  }

  /// A file's bytes, or nil if there is none.
  func bytes(of name: String) -> [UInt8]? {
    try? SmallFile.read("\(path)/\(name)", limit: 1 << 20)
  }

  /// A file's permissions.
  func mode(of name: String) -> mode_t {
    var status = stat()
    unsafe lstat("\(path)/\(name)", &status)
    return status.st_mode & 0o7777
  }
}

/// The error that a body ends with, or nil.
func failure(_ body: () throws -> Void) -> Errno? {
  do {
    try body()
    return nil
  } catch { return error as? Errno ?? Errno(rawValue: -1) }
}

extension MemoryFile {
  /// A file that holds the bytes, sealed.
  static func sealed(_ bytes: [UInt8]) throws(Errno) -> MemoryFile {
    let file = try MemoryFile.create(named: "test")
    try file.write(bytes.span, at: 0)
    try file.seal()
    return file
  }

  /// All of the bytes, copied.
  func bytes() throws(Errno) -> [UInt8] {
    try withBytes { span in unsafe span.withUnsafeBufferPointer { unsafe Array($0) } }
  }
}
