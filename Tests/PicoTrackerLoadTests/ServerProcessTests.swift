import Testing

@testable import pico_tracker_load

@Suite("What the kernel says of a process")
struct ServerProcessTests {
  @Test("The times are found behind a name with blanks and parentheses")
  func ticks() throws {
    let ticks = try #require(ServerProcess.ticks(in: "7 (a) b) c) S 1 2 3 4 5 6 7 8 9 10 111 222 0 0"))
    #expect(ticks == (111, 222))
    #expect(ServerProcess.ticks(in: "7 (short) S 1") == nil)
  }

  @Test("Resident and proportional memory are read in kibibytes")
  func memory() {
    let text = "55-66 rw-p 00000000 00:00 0 [rollup]\nRss:     12 kB\nPss:      5 kB\nPss_Dirty:  4 kB\n"
    #expect(ServerProcess.memory(in: text) == MemoryUse(resident: 12_288, proportional: 5120))
    #expect(ServerProcess.memory(in: "") == nil)
  }

  @Test("The split of the exact sum follows the sampled ticks")
  func split() {
    let earlier = ProcessorUse(total: 1000, userTicks: 5, systemTicks: 5)
    let use = ProcessorUse(total: 5000, userTicks: 6, systemTicks: 8) - earlier
    #expect(use.user == 1000 && use.system == 3000)
  }

  @Test("A process that does not exist is refused in words")
  func missing() {
    #expect(throws: LoadError.self) { try ServerProcess(id: 0) }
  }
}
