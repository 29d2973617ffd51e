// Tests of the reading of a process's times and memory.
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

  @Test("A process id that cannot be is named in the error")
  func negative() {
    #expect(
      throws: LoadError(
        "--pid -5: there is no such process, or only root may look at it; see 'pidof pico-tracker'")
    ) { try ServerProcess(id: -5) }
  }

  @Test("Without ticks all of the time counts as the kernel's")
  func withoutTicks() {
    let use = ProcessorUse(total: 700)
    #expect(use.user == 0 && use.system == 700)
  }

  @Test("Ticks that seem to shrink between two readings count as none")
  func shrinking() {
    let use =
      ProcessorUse(total: 300, userTicks: 4, systemTicks: 9) - ProcessorUse(total: 100, userTicks: 5, systemTicks: 6)
    #expect(use == ProcessorUse(total: 200, userTicks: 0, systemTicks: 3))
  }

  @Test(
    "A line of times that is cut off or no number is not read",
    arguments: ["", "7 name S 1", "7 (a) S 1 2 3 4 5 6 7 8 9 10 x 222 0", "7 (a) S 1 2 3 4 5 6 7 8 9 10 111"])
  func brokenTicks(text: String) { #expect(ServerProcess.ticks(in: text) == nil) }

  @Test("Memory without a resident page is that of a process that is gone; a line that is no number is passed over")
  func noMemory() {
    #expect(ServerProcess.memory(in: "Rss: 0 kB\nPss: 5 kB\n") == nil)
    #expect(ServerProcess.memory(in: "Rss: x kB\nRss: 2 kB\n") == MemoryUse(resident: 2048, proportional: 0))
  }
}
