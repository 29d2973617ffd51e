// A snapshot that several threads write.
import Glibc
import LinuxIO
import Swarms
import Testing
import TrackerCore

@testable import TrackerService

@Suite("A saving round")
struct SavingRoundTests {
  private static let moment = StateMoment(
    tracker: Instant(seconds: 1), monotonicMilliseconds: 2, realtimeMilliseconds: 3)

  private static func seal(_ round: SavingRound) throws(Errno) -> UInt64 {
    try round.seal(moment, secret: ConnectionIDSecret(4, 5), digestKey: SipKey(6, 7), totals: SwarmTotals())
  }

  @Test("without a section is a state all the same: the keys alone")
  func empty() throws {
    let round = try SavingRound(savers: 0, milliseconds: 7)
    #expect(round.isComplete && round.startedAt == 7)
    let length = try Self.seal(round)
    let header = try round.memory.header()
    #expect(length == UInt64(StateHeader.length) && header.totalLength == length)
    #expect(header.sections == 0 && header.moment == Self.moment)
    #expect(
      header.keys == StateHeader(moment: Self.moment, secret: ConnectionIDSecret(4, 5), digestKey: SipKey(6, 7)).keys)
    let isSealed = round.memory.isSealed
    #expect(isSealed)
  }

  @Test("has every section of every thread, none over another")
  func sections() throws {
    let round = try SavingRound(savers: 4, milliseconds: 0)
    var threads = ThreadGroup()
    for number in 0..<4 {
      try threads.start(named: "saver") {
        for segment in 0..<16 {
          let payload = [UInt8](repeating: UInt8(number * 16 + segment), count: number * 1000 + segment)
          round.add(table: number, segment: segment, torrents: UInt32(segment), payload: payload.span)
        }
      }
    }
    threads.join()
    let length = try Self.seal(round)
    let bytes = try round.memory.bytes()
    let header = try round.memory.header()
    #expect(header.sections == 64 && length == UInt64(bytes.count))
    var lengths: [Int] = []
    var offset = StateHeader.length
    for _ in 0..<header.sections {
      guard let section = SnapshotSection(bytes.span, at: offset) else { break }
      let start = offset + SnapshotSection.headerLength
      offset = start + section.length
      let isSound = section.matches(bytes.span.extracting(start..<offset))
      #expect(isSound)
      lengths.append(section.table * 1000 + Int(section.torrents))
      #expect(section.length == lengths.last)
    }
    #expect(offset == bytes.count)
    #expect(lengths.sorted() == (0..<4).flatMap { number in (0..<16).map { number * 1000 + $0 } })
  }

  @Test("is complete with the last share, and not before")
  func shares() throws {
    let round = try SavingRound(savers: 3, milliseconds: 0)
    for number in 1...3 {
      #expect(!round.isComplete)
      #expect(round.finishShare() == (number == 3))
    }
    #expect(round.isComplete)
  }

  @Test("is given up when a section could not be written, with the reason")
  func failedSection() async {
    await #expect(processExitsWith: .success) {
      let round = try SavingRound(savers: 1, milliseconds: 0)
      // As if memory were short: a file of this process may not grow beyond a page.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      // Unsafe: the limit is read during the call.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let payload = [UInt8](repeating: 1, count: 3000)
      for segment in 0..<3 { round.add(table: 0, segment: segment, torrents: 1, payload: payload.span) }
      let failure = #expect(throws: Errno.self) { try Self.seal(round) }
      #expect(failure == .fileTooLarge)
      let isSealed = round.memory.isSealed
      #expect(!isSealed)
    }
  }

  @Test("does not begin without a descriptor to be had")
  func noDescriptor() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      // Unsafe: the limit is read during the call.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      let failure = #expect(throws: Errno.self) { _ = try SavingRound(savers: 1, milliseconds: 0) }
      #expect(failure == Errno(rawValue: EMFILE))
    }
  }
}
