// Scratch memory.
import LinuxIO
import Testing

@Suite("A growing buffer")
struct GrowingBufferTests {
  /// Fills a buffer's first bytes with a number, and returns how many bytes there were, and whether all were `expected`.
  private func fill(
    _ buffer: inout GrowingBuffer, _ count: Int, with number: UInt8, expecting expected: UInt8
  ) throws -> (count: Int, isExpected: Bool) {
    try buffer.withBytes(capacity: count) { bytes in
      var isExpected = true
      for index in 0..<bytes.byteCount {
        isExpected = isExpected && bytes.byte(at: index) == expected
        bytes.storeBytes(of: number, toByteOffset: index, as: UInt8.self)
      }
      return (bytes.byteCount, isExpected)
    }
  }

  private func written(_ buffer: borrowing GrowingBuffer, _ count: Int) -> [UInt8] {
    var read: [UInt8] = []
    buffer.withWritten(count) { bytes in
      for index in bytes.indices { read.append(bytes[index]) }
    }
    return read
  }

  @Test("has exactly the bytes that were asked for, zeros at first", arguments: [1, 4095, 4096, 4097, 1_000_000])
  func capacity(count: Int) throws {
    var buffer = GrowingBuffer()
    let first = try fill(&buffer, count, with: 7, expecting: 0)
    #expect(first.count == count && first.isExpected)
    #expect(written(buffer, count) == [UInt8](repeating: 7, count: count))
    #expect(written(buffer, 1) == [7])
  }

  @Test("keeps its bytes as long as it does not grow")
  func keeping() throws {
    var buffer = GrowingBuffer()
    _ = try fill(&buffer, 10_000, with: 7, expecting: 0)
    let smaller = try fill(&buffer, 100, with: 8, expecting: 7)
    let same = try buffer.withBytes(capacity: 10_000) { bytes in (bytes.byte(at: 99), bytes.byte(at: 100)) }
    #expect(smaller.count == 100 && smaller.isExpected)
    #expect(same == (8, 7))
  }

  @Test("grows by half at least, so that a little more each time is no new memory each time")
  func growth() throws {
    var buffer = GrowingBuffer()
    _ = try fill(&buffer, 100_000, with: 7, expecting: 0)
    let grown = try fill(&buffer, 100_001, with: 8, expecting: 0)
    let within = try buffer.withBytes(capacity: 150_000) { bytes in
      (bytes.byteCount, bytes.byte(at: 100_000), bytes.byte(at: 100_001))
    }
    #expect(grown.isExpected)
    #expect(within == (150_000, 8, 0))
    let far = try fill(&buffer, 1_000_000, with: 1, expecting: 0)
    #expect(far.count == 1_000_000 && far.isExpected)
  }

  @Test("begins anew after its memory was given back, which may be twice")
  func release() throws {
    var buffer = GrowingBuffer()
    buffer.release()
    _ = try fill(&buffer, 5000, with: 7, expecting: 0)
    buffer.release()
    buffer.release()
    #expect(written(buffer, 0) == [])
    let anew = try fill(&buffer, 10, with: 8, expecting: 0)
    #expect(anew.count == 10 && anew.isExpected)
  }

  @Test("of no bytes has none")
  func nothing() throws {
    var buffer = GrowingBuffer()
    let none = try fill(&buffer, 0, with: 7, expecting: 0)
    #expect(none.count == 0)
    #expect(written(buffer, 0) == [])
    _ = try fill(&buffer, 10, with: 7, expecting: 0)
    let noneOfTen = try fill(&buffer, 0, with: 8, expecting: 0)
    #expect(noneOfTen.count == 0)
    #expect(written(buffer, 10) == [UInt8](repeating: 7, count: 10))
  }

  @Test("says where there is no such memory, and goes on with less")
  func noMemory() throws {
    var buffer = GrowingBuffer()
    _ = try fill(&buffer, 10, with: 7, expecting: 0)
    var failure: Errno?
    do throws(Errno) { try buffer.withBytes(capacity: 1 << 60) { _ in } } catch { failure = error }
    #expect(failure == .noMemory)
    let less = try fill(&buffer, 100, with: 8, expecting: 0)
    #expect(less.count == 100 && less.isExpected)
  }

  @Test("passes on what the reader throws")
  func throwing() throws {
    var buffer = GrowingBuffer()
    _ = try fill(&buffer, 10, with: 7, expecting: 0)
    #expect(throws: Errno.wouldBlock) {
      try buffer.withWritten(10) { _ throws(Errno) in throw .wouldBlock }
    }
  }

  @Test("traps when it is asked for bytes that it does not have")
  func bounds() async {
    await #expect(processExitsWith: .failure) {
      let buffer = GrowingBuffer()
      buffer.withWritten(1) { _ in }
    }
    await #expect(processExitsWith: .failure) {
      var buffer = GrowingBuffer()
      try buffer.withBytes(capacity: -1) { _ in }
    }
  }
}

extension MutableRawSpan {
  /// One byte.
  fileprivate func byte(at offset: Int) -> UInt8 {
    // Unsafe only for types that not all bytes are values of.
    unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
