// Lines to readers of all kinds: those that keep up, those that do not, and those that have gone.
import CLinux
import Glibc
import TestKit
import Testing

@testable import LinuxIO

@Suite("A writer of lines", .timeLimit(.minutes(2)))
struct LineWriterTests {
  /// The ends of a new pipe or pair of sockets.
  private static func ends(ofPipe isPipe: Bool) -> (reading: CInt, writing: CInt) {
    guard isPipe else {
      let (first, second) = makePair()
      return (first, second)
    }
    var ends: [CInt] = [0, 0]
    // Unsafe: two integers, written during the call.
    precondition(unsafe pipe(&ends) == 0, "no pipe")
    return (ends[0], ends[1])
  }

  /// Everything that is to be read now.
  private static func read(_ descriptor: CInt) -> String {
    var bytes = [UInt8](repeating: 0, count: 4 << 20)
    var text: [UInt8] = []
    while isReadable(descriptor) {
      // Unsafe: the kernel writes to the array and no further.
      let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
      guard count > 0 else { break }
      text += bytes.prefix(count)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isReadable(_ descriptor: CInt) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Unsafe: one entry, during the call.
    return unsafe poll(&entry, 1, 0) > 0
  }

  private static func failure(_ writer: borrowing LineWriter, _ text: String) -> Errno? {
    do throws(Errno) { try writer.write(text) } catch { return error }
    return nil
  }

  @Test("writes texts whole and in order", arguments: [true, false])
  func order(isPipe: Bool) throws {
    let (reading, writing) = Self.ends(ofPipe: isPipe)
    let writer = LineWriter(writing)
    for line in ["one\n", "größer\n", "", "three\nfour\n"] { try writer.write(line) }
    #expect(Self.read(reading) == "one\ngrößer\nthree\nfour\n")
    close(reading)
    close(writing)
  }

  @Test("does not wait for a reader that does not keep up, and loses whole lines only", arguments: [true, false])
  func stalled(isPipe: Bool) throws {
    let (reading, writing) = Self.ends(ofPipe: isPipe)
    let writer = LineWriter(writing)
    // Longer than what a pipe takes in one piece, so that some are taken in part.
    let line = String(repeating: "x", count: 9999) + "\n"
    var written = 0
    while Self.failure(writer, line) == nil {
      written += 1
      try #require(written < 100_000)
    }
    #expect(written > 0)
    #expect(Self.failure(writer, "lost\n") == .wouldBlock)
    var text = Self.read(reading)
    try writer.write("again\n")
    text += Self.read(reading)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.dropLast(2).allSatisfy { $0.count == 9999 })
    #expect(lines.suffix(2) == ["again", ""])
    #expect(lines.count == written + 2)
    close(reading)
    close(writing)
  }

  @Test("leaves the file description as it is for others that write to it")
  func others() {
    let (reading, writing) = Self.ends(ofPipe: true)
    let writer = LineWriter(writing)
    #expect(Self.failure(writer, "x\n") == nil)
    #expect(fcntl(writing, F_GETFL) & O_NONBLOCK == 0)
    close(reading)
    close(writing)
  }

  @Test("says where nobody reads any more, and where nothing is open")
  func gone() async {
    await #expect(processExitsWith: .success) {
      secureProcess()
      let (reading, writing) = Self.ends(ofPipe: true)
      let writer = LineWriter(writing)
      close(reading)
      #expect(Self.failure(writer, "x\n") == .brokenPipe)
      #expect(Self.failure(LineWriter(-1), "x\n") == .badDescriptor)
    }
  }

  @Test("writes to a file behind what others have written")
  func file() throws {
    let directory = TestDirectory()
    directory.write(Array("first\n".utf8), to: "log")
    // Unsafe: a C string for the length of the call.
    let descriptor = unsafe open("\(directory.path)/log", O_WRONLY | O_APPEND)
    try LineWriter(descriptor).write("second\n")
    close(descriptor)
    #expect(directory.bytes(of: "log") == Array("first\nsecond\n".utf8))
  }
}
