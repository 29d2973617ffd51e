// Tests of SnapshotAssembly.swift.
import Glibc
import LinuxIO
import Swarms
import TestKit
import Testing
import TrackerCore

@testable import Snapshots

@Suite("A snapshot in the making")
struct SnapshotAssemblyTests {
  private let subject: TestSubject

  init() throws { subject = try TestSubject() }

  @Test("without a section is a snapshot all the same: the keys alone")
  func empty() throws {
    let assembly = try SnapshotAssembly(writers: 0, milliseconds: 7)
    #expect(assembly.isComplete && assembly.startedAt == 7)
    let length = try assembly.seal(subject)
    let header = try assembly.memory.header()
    #expect(length == UInt64(SnapshotHeader.length) && header.totalLength == length)
    #expect(header.sections == 0)
    #expect(
      header.keys
        == SnapshotHeader(moment: header.moment, secret: subject.ownSecret, digestKey: subject.digestKey).keys)
    let isSealed = assembly.memory.isSealed
    #expect(isSealed)
  }

  @Test("has every section of every thread, none over another")
  func sections() throws {
    let assembly = try SnapshotAssembly(writers: 4, milliseconds: 0)
    var threads = ThreadGroup()
    for number in 0..<4 {
      try threads.start(named: "saver") {
        for segment in 0..<16 {
          let payload = [UInt8](repeating: UInt8(number * 16 + segment), count: number * 1000 + segment)
          assembly.add(table: number, segment: segment, torrents: UInt32(segment), payload: payload.span)
        }
      }
    }
    threads.join()
    let length = try assembly.seal(subject)
    let bytes = try assembly.memory.bytes()
    let header = try assembly.memory.header()
    #expect(header.sections == 64 && length == UInt64(bytes.count))
    var lengths: [Int] = []
    var offset = SnapshotHeader.length
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
    let assembly = try SnapshotAssembly(writers: 3, milliseconds: 0)
    for number in 1...3 {
      #expect(!assembly.isComplete)
      #expect(assembly.finishShare() == (number == 3))
    }
    #expect(assembly.isComplete)
  }

  @Test("is given up when a section could not be written, with the reason")
  func failedSection() async {
    await #expect(processExitsWith: .success) {
      let assembly = try SnapshotAssembly(writers: 1, milliseconds: 0)
      // As if memory were short: a file of this process may not grow beyond a page.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
      // Unsafe: the limit is read during the call.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      let payload = [UInt8](repeating: 1, count: 3000)
      for segment in 0..<3 { assembly.add(table: 0, segment: segment, torrents: 1, payload: payload.span) }
      let subject = try TestSubject()
      let failure = #expect(throws: Errno.self) { try assembly.seal(subject) }
      #expect(failure == .fileTooLarge)
      let isSealed = assembly.memory.isSealed
      #expect(!isSealed)
    }
  }

  @Test("does not begin without a descriptor to be had")
  func noDescriptor() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      // Unsafe: the limit is read during the call.
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      let failure = #expect(throws: Errno.self) { _ = try SnapshotAssembly(writers: 1, milliseconds: 0) }
      #expect(failure == Errno(rawValue: EMFILE))
    }
  }
}
