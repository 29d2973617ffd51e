// Memory behind a descriptor.
import CLinux
import Glibc
import TestKit
import Testing

@testable import LinuxIO

@Suite("A memory file")
struct MemoryFileTests {
  @Test("has the bytes that were written, at their places, with zeros between")
  func writing() throws {
    let file = try MemoryFile.create(named: "test")
    try file.write([7, 8, 9].span, at: 4)
    try file.write([1, 2].span, at: 0)
    try file.write([8, 8].span, at: 5)
    try file.write(Span(), at: 100)
    #expect(try file.size() == 7)
    try file.seal()
    #expect(try file.bytes() == [1, 2, 0, 0, 7, 8, 8])
  }

  @Test("is written by several threads at once")
  func threads() throws {
    let count = 100_000
    let file = try MemoryFile.create(named: "test")
    let failures = Locked(0)
    var threads = ThreadGroup()
    for number in UInt8(0)..<4 {
      try threads.start(named: "writer") {
        for piece in UInt64(0)..<10 {
          let bytes = [UInt8](repeating: number &* 10 &+ UInt8(piece), count: count)
          let offset = (piece * 4 + UInt64(number)) * UInt64(count)
          if failure({ try file.write(bytes.span, at: offset) }) != nil {
            failures.withLock { $0 += 1 }
          }
        }
      }
    }
    threads.join()
    try file.seal()
    let bytes = try file.bytes()
    #expect(failures.withLock { $0 } == 0)
    #expect(bytes.count == 40 * count)
    for block in 0..<40 {
      let expected = UInt8(block % 4 * 10 + block / 4)
      #expect(bytes[block * count..<(block + 1) * count].allSatisfy { $0 == expected })
    }
  }

  @Test("refuses an offset that no file has", arguments: [UInt64.max, UInt64(Int64.max), UInt64(Int64.max) + 1])
  func offset(offset: UInt64) throws {
    let file = try MemoryFile.create(named: "test")
    #expect(failure { try file.write([1, 2].span, at: offset) } != nil)
    #expect(try file.size() == 0)
  }

  @Test("cannot be changed once it is sealed, not by way of another descriptor either")
  func sealing() throws {
    let file = try MemoryFile.create(named: "test")
    try file.write([1, 2, 3].span, at: 0)
    let other = MemoryFile(adopting: dup(file.descriptor))
    #expect(!file.isSealed && !other.isSealed)
    try file.seal()
    #expect(file.isSealed && other.isSealed)
    for descriptor in [file.descriptor, other.descriptor] {
      #expect(failure { try Errno.check(ftruncate(descriptor, 1)) } == .notPermitted)
      #expect(failure { try Errno.check(ftruncate(descriptor, 9)) } == .notPermitted)
      #expect(unsafe mmap(nil, 3, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0) == MAP_FAILED)
    }
    #expect(failure { try other.write([9].span, at: 0) } == .notPermitted)
    #expect(failure { try other.write([9].span, at: 3) } == .notPermitted)
    #expect(failure { try file.seal() } == .notPermitted)
    #expect(try file.bytes() == [1, 2, 3])
  }

  @Test("is not shown before it is sealed")
  func unsealed() throws {
    let file = try MemoryFile.create(named: "test")
    try file.write([1, 2, 3].span, at: 0)
    #expect(failure { _ = try file.bytes() } == .notPermitted)
  }

  @Test("may be empty")
  func empty() throws {
    let file = try MemoryFile.sealed([])
    #expect(try file.size() == 0)
    #expect(try file.bytes() == [])
  }

  @Test("is not unmapped before the reader is done, and is afterwards")
  func mapping() throws {
    let file = try MemoryFile.create(named: "mapped-by-a-test")
    try file.write([1].span, at: 0)
    try file.seal()
    let isMapped = { self.isMapped("mapped-by-a-test") }
    #expect(try file.withBytes { _ in isMapped() })
    #expect(!isMapped())
  }

  /// Whether a memory file of a name is mapped into this process.
  private func isMapped(_ name: String) -> Bool {
    let maps = (try? SmallFile.read("/proc/self/maps", limit: 1 << 24)) ?? []
    return String(decoding: maps, as: UTF8.self).contains("memfd:\(name)")
  }

  @Test("outlives its maker in another descriptor")
  func duplicate() throws {
    let other = try duplicateOfShortLived()
    #expect(try other.bytes() == [1, 2, 3])
    #expect(other.descriptor > STDERR_FILENO)
  }

  private func duplicateOfShortLived() throws(Errno) -> MemoryFile {
    let file = try MemoryFile.sealed([1, 2, 3])
    return MemoryFile(adopting: dup(file.descriptor))
  }

  @Test("is closed on exec, however it was come by")
  func closeOnExec() throws {
    let made = try MemoryFile.create(named: "test")
    let adopted = MemoryFile(adopting: dup(made.descriptor))
    for descriptor in [made.descriptor, adopted.descriptor] {
      #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
    }
  }

  @Test("is closed when its owner is gone")
  func closed() async {
    // In a process where nobody else opens the same number meanwhile.
    await #expect(processExitsWith: .success) {
      var descriptor: Int32 = -1
      do {
        let original = try MemoryFile.create(named: "test")
        let file = MemoryFile(adopting: dup(original.descriptor))
        descriptor = file.descriptor
        #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
      }
      #expect(fcntl(descriptor, F_GETFD) == -1)
    }
  }

  @Test("is not what a pipe, a file on a disk or nothing is, though they are adopted")
  func foreign() throws {
    let directory = TestDirectory()
    directory.write([1, 2, 3], to: "file")
    let pair = makePair()
    defer { close(pair.second) }
    let stream = MemoryFile(adopting: pair.first)
    let file = MemoryFile(adopting: unsafe open("\(directory.path)/file", O_RDWR | O_CLOEXEC))
    let nothing = MemoryFile(adopting: -1)
    #expect(!stream.isSealed && !file.isSealed && !nothing.isSealed)
    #expect(failure { try stream.seal() } == Errno(rawValue: EINVAL))
    #expect(failure { try file.seal() } == Errno(rawValue: EINVAL))
    #expect(failure { _ = try stream.size() } == Errno(rawValue: EINVAL))
    #expect(failure { _ = try nothing.size() } == .badDescriptor)
    for foreign in 0..<3 {
      let error = failure {
        switch foreign {
        case 0: _ = try stream.bytes()
        case 1: _ = try file.bytes()
        default: _ = try nothing.bytes()
        }
      }
      #expect(error == .notPermitted)
    }
  }

  @Test("cannot be run as a program, where the kernel knows that")
  func execution() throws {
    let file = try MemoryFile.create(named: "test")
    var status = stat()
    unsafe fstat(file.descriptor, &status)
    // Kernels before 6.3 make it executable.
    guard status.st_mode & 0o111 == 0 else { return }
    #expect(fchmod(file.descriptor, 0o700) == -1)
  }

  @Test("copies no more than is asked for, and says when a source is shorter than that")
  func copying() throws {
    let source = try MemoryFile.sealed([1, 2, 3, 4])
    let target = try MemoryFile.create(named: "test")
    try MemoryFile.copy(3, from: source.descriptor, to: target.descriptor)
    #expect(try target.size() == 3)
    let error = failure {
      try MemoryFile.copy(5, from: source.descriptor, to: target.descriptor)
    }
    #expect(error == .inputOutput)
    try target.seal()
    #expect(try target.bytes() == [1, 2, 3, 1, 2, 3, 4])
  }
}
