// Tests of RoomForSending.swift.
import CLinux
import Glibc
import Testing

@testable import LinuxIO

@Suite("Waiting for room to send")
struct RoomForSendingTests {
  /// Writes until the descriptor has no more room.
  private func fill(_ descriptor: Int32) {
    _ = clinux_make_nonblocking(descriptor)
    let bytes = [UInt8](repeating: 0, count: 65_536)
    while unsafe write(descriptor, bytes, bytes.count) > 0 {}
  }

  @Test("ends at once where there is room")
  func room() {
    let (reading, writing) = makePair()
    var room = RoomForSending(descriptor: writing, patienceMilliseconds: 60_000)
    let isWritable = room.await()
    #expect(isWritable)
    close(reading)
    close(writing)
  }

  @Test("ends without room when patience does, and all later waits with it")
  func patience() {
    let (reading, writing) = makePair()
    fill(writing)
    var room = RoomForSending(descriptor: writing, patienceMilliseconds: 5)
    let (first, second) = (room.await(), room.await())
    #expect(!first && !second)
    close(reading)
    close(writing)
  }

  @Test("leaves an error to the send that follows")
  func error() {
    let (reading, writing) = makePair()
    fill(writing)
    close(reading)
    var room = RoomForSending(descriptor: writing, patienceMilliseconds: 60_000)
    let isWritable = room.await()
    #expect(isWritable)
    close(writing)
  }
}
