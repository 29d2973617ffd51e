// Patience with a full send buffer.
import CLinux
import Glibc
import Testing

@testable import LinuxIO

@Suite("Waiting for room to send")
struct RoomForSendingTests {
  /// A pipe's writing end, and its reading end.
  private func makePipe() -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    unsafe pipe(&ends)
    return (ends[0], ends[1])
  }

  /// Writes until the descriptor has no more room.
  private func fill(_ descriptor: Int32) {
    _ = clinux_make_nonblocking(descriptor)
    let bytes = [UInt8](repeating: 0, count: 65_536)
    while unsafe write(descriptor, bytes, bytes.count) > 0 {}
  }

  @Test("ends at once where there is room")
  func room() {
    let pipe = makePipe()
    var room = RoomForSending(descriptor: pipe.writing, patienceMilliseconds: 60_000)
    let isWritable = room.await()
    #expect(isWritable)
    close(pipe.reading)
    close(pipe.writing)
  }

  @Test("ends without room when patience does, and all later waits with it")
  func patience() {
    let pipe = makePipe()
    fill(pipe.writing)
    var room = RoomForSending(descriptor: pipe.writing, patienceMilliseconds: 5)
    let (first, second) = (room.await(), room.await())
    #expect(!first && !second)
    close(pipe.reading)
    close(pipe.writing)
  }

  @Test("leaves an error to the send that follows")
  func error() {
    let pipe = makePipe()
    fill(pipe.writing)
    close(pipe.reading)
    var room = RoomForSending(descriptor: pipe.writing, patienceMilliseconds: 60_000)
    let isWritable = room.await()
    #expect(isWritable)
    close(pipe.writing)
  }
}
