// Files that are read whole.
import CLinux
import Glibc
import LinuxIO
import TestKit
import Testing

@Suite("A small file")
struct SmallFileTests {
  private let directory = TestDirectory()

  private func failure(reading path: String, limit: Int) -> Errno? {
    TestKit.failure { _ = try SmallFile.read(path, limit: limit) }
  }

  @Test("is read whole, up to exactly the limit", arguments: [0, 1, 31, 32])
  func reading(count: Int) throws {
    let bytes = (0..<count).map { UInt8($0) }
    directory.write(bytes, to: "secret")
    #expect(try SmallFile.read("\(directory.path)/secret", limit: 32) == bytes)
  }

  @Test("is refused if it is any longer", arguments: [33, 34, 10_000])
  func limit(count: Int) {
    directory.write([UInt8](repeating: 1, count: count), to: "secret")
    #expect(failure(reading: "\(directory.path)/secret", limit: 32) == .fileTooLarge)
  }

  @Test("may be empty only, by its limit")
  func noBytes() throws {
    directory.write([], to: "empty")
    directory.write([1], to: "full")
    #expect(try SmallFile.read("\(directory.path)/empty", limit: 0) == [])
    #expect(failure(reading: "\(directory.path)/full", limit: 0) == .fileTooLarge)
  }

  @Test("may be one that the kernel makes up, of size 0 to stat(2)")
  func virtual() throws {
    #expect(try SmallFile.read("/proc/self/comm", limit: 100).last == UInt8(ascii: "\n"))
    #expect(failure(reading: "/dev/zero", limit: 100_000) == .fileTooLarge)
  }

  @Test("may be a FIFO, read to its end in however many pieces")
  func fifo() throws {
    let path = "\(directory.path)/fifo"
    try #require(unsafe mkfifo(path, 0o600) == 0)
    var threads = ThreadGroup()
    try threads.start(named: "writer") {
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      for byte in UInt8(1)...3 {
        _ = unsafe write(descriptor, [byte], 1)
        sleepBriefly()
      }
      close(descriptor)
    }
    let bytes = try SmallFile.read(path, limit: 32)
    threads.join()
    #expect(bytes == [1, 2, 3])
  }

  @Test("is not a directory, and is not missing")
  func refused() {
    #expect(failure(reading: directory.path, limit: 32) == Errno(rawValue: EISDIR))
    #expect(failure(reading: "\(directory.path)/none", limit: 32) == .noSuchFile)
  }
}
