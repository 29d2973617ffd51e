// Random bytes.
import LinuxIO
import Testing

@Suite("The kernel's random numbers")
struct SystemRandomTests {
  /// `count` random bytes with a zero on each side.
  private func filled(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count + 2)
    var whole = bytes.mutableSpan
    var span = whole._mutatingExtracting(1..<count + 1)
    var raw = unsafe span.mutableBytes
    try SystemRandom.fill(&raw)
    return bytes
  }

  @Test("fill all of the memory and nothing beside it", arguments: [0, 1, 16, 256, 100_000])
  func fill(count: Int) throws {
    var everSet = [UInt8](repeating: 0, count: count + 2)
    // A byte stays 0 by chance sixteen times in a row once in 2¹²⁸.
    for _ in 0..<16 {
      let bytes = try filled(count)
      for index in bytes.indices { everSet[index] |= bytes[index] }
    }
    #expect(everSet.first == 0 && everSet.last == 0)
    #expect(!everSet[1..<count + 1].contains(0))
  }

  @Test("differ from word to word")
  func words() throws {
    var words: Set<UInt64> = []
    for _ in 0..<100 { words.insert(try SystemRandom.word()) }
    #expect(words.count == 100)
  }
}
