// Memory in use.
import Testing

@testable import LinuxIO

@Suite("Memory usage")
struct MemoryUsageTests {
  @Test("grows by memory that is touched")
  func resident() throws {
    let before = try #require(MemoryUsage.residentBytes)
    let size = 64 << 20
    let block = [UInt8](repeating: 1, count: size)
    let after = try #require(MemoryUsage.residentBytes)
    #expect(before > 0)
    #expect(after - before > size / 2)
    #expect(block.last == 1)
  }

  @Test(
    "is the second number",
    arguments: [("7 5 3 1 0 2 0\n", 5), ("7", nil), ("", nil), ("7 x", nil)] as [(String, Int?)])
  func pages(text: String, pages: Int?) {
    #expect(MemoryUsage.pages(in: text) == pages)
  }
}
