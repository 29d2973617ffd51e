// Tests of LogEvent+Snapshots.swift.
import LinuxIO
import Snapshots
import Swarms
import Systemd
import Testing
import TrackerCore

@testable import TrackerService

@Suite("Events of snapshots")
struct LogEventSnapshotsTests {
  private let file = SnapshotPlace.file(path: "/state/snapshot")
  private let store = SnapshotPlace.descriptorStore(name: SnapshotPlace.storedNames[1])
  private let totals = SwarmTotals(torrents: 1, ipv4Peers: 2, ipv6Peers: 1)

  @Test("What is back is counted, with where it was and how old it is")
  func restored() {
    let event = LogEvent(.restored(store, totals, ageSeconds: 7, milliseconds: 5))
    #expect(event.priority == .notice)
    #expect(event.text == "restored 3 peers in 1 torrent from the descriptor store, 7 s old, in 5 ms")
    #expect(event.field("PEERS") == "3" && event.field("TORRENTS") == "1")
    #expect(event.field("PLACE") == "the descriptor store")
    #expect(event.field("AGE_SECONDS") == "7" && event.field("MILLISECONDS") == "5")
  }

  @Test("What cannot be used is a warning that says what is wrong, and what follows from that")
  func refused() {
    let event = LogEvent(.refused(file, .version(9)))
    #expect(event.priority == .warning)
    #expect(event.text.hasPrefix("what is kept in /state/snapshot has version 9 of the format, "))
    #expect(event.text.hasSuffix(": going on without it; peers are known again as they announce"))
    #expect(event.field("PLACE") == "/state/snapshot" && event.field("REASON") == "\(SnapshotFlaw.version(9))")
  }

  @Test("What cannot be read is a warning with the system's reason")
  func unreadable() {
    let event = LogEvent(.unreadable(file, .accessDenied))
    #expect(event.priority == .warning)
    #expect(event.text == "what is kept in /state/snapshot cannot be read: Permission denied; going on without it")
    #expect(event.field("PLACE") == "/state/snapshot" && event.field("REASON") == "Permission denied")
  }

  @Test("What is too old is no warning, as nothing is wrong")
  func stale() {
    let event = LogEvent(.stale(file, ageSeconds: 7000))
    #expect(event.priority == .notice)
    #expect(event.text.contains("/state/snapshot are 7000 s old"))
    #expect(event.text.hasSuffix("beginning with their completed counts alone"))
    #expect(event.field("PLACE") == "/state/snapshot" && event.field("AGE_SECONDS") == "7000")
  }

  @Test("What is kept at the end is counted; a regular snapshot is, too, for debugging alone")
  func kept() {
    let last = LogEvent(.kept(totals, bytes: 4096, milliseconds: 5))
    #expect(last.priority == .notice)
    #expect(last.text == "kept 3 peers in 1 torrent for the next start, 4096 bytes, in 5 ms")
    let one = SwarmTotals(torrents: 2, ipv4Peers: 0, ipv6Peers: 1)
    let regular = LogEvent(.prepared(one, bytes: 4096, milliseconds: 5))
    #expect(regular.priority == .debug)
    #expect(regular.text == "snapshot of 1 peer in 2 torrents, 4096 bytes, in 5 ms")
    #expect(last.fieldNames == regular.fieldNames && last.id != regular.id)
    #expect(last.field("PEERS") == "3" && last.field("TORRENTS") == "1")
    #expect(last.field("BYTES") == "4096" && last.field("MILLISECONDS") == "5")
  }

  @Test("A place that fails is a warning; that it works again is not")
  func places() {
    let failure = LogEvent(.notKept("/state/snapshot", Errno(rawValue: 28)))
    #expect(failure.priority == .warning)
    #expect(
      failure.text == "the snapshot cannot be kept in /state/snapshot: No space left on device; serving all the same")
    #expect(failure.field("PLACE") == "/state/snapshot" && failure.field("REASON") == "No space left on device")
    let recovery = LogEvent(.keptAgain("/state/snapshot"))
    #expect(recovery.priority == .notice && recovery.text == "the snapshot is kept in /state/snapshot again")
    #expect(recovery.field("PLACE") == "/state/snapshot")
  }

  @Test("What should be forgotten and is not is a warning: it holds addresses")
  func notForgotten() {
    let event = LogEvent(.notRemoved("/state/snapshot", .notPermitted))
    #expect(event.priority == .warning)
    #expect(event.text.contains("ephemeral") && event.text.contains("/state/snapshot"))
    #expect(event.field("PLACE") == "/state/snapshot" && event.field("REASON") == "Operation not permitted")
  }

  @Test("What is set aside is an error that says how often it was tried, and where it is now")
  func setAside() {
    let event = LogEvent(.setAside(attempts: 2, path: "/state/snapshot.bad"))
    #expect(event.priority == .error)
    #expect(event.text.contains("2 starts in a row") && event.text.contains("set aside in /state/snapshot.bad"))
    #expect(event.field("COUNT") == "2" && event.field("PLACE") == "/state/snapshot.bad")
    #expect(LogEvent(.setAside(attempts: 2, path: nil)).text.contains("set aside in no file"))
  }

  @Test("That nothing will be kept is said, as something is about to be removed")
  func ephemeral() {
    let event = LogEvent(.ephemeral)
    #expect(event.priority == .notice && event.text.hasPrefix("ephemeral: nothing will be kept"))
  }

  @Test("A directory that is not ours alone, or a file system that does less, is a warning that says what follows")
  func directories() {
    let taken = LogEvent(.directoryTaken("/state"))
    #expect(taken.text.contains("another tracker has the directory /state: nothing is kept there"))
    let unlockable = LogEvent(.directoryNotLockable("/state", .badDescriptor))
    #expect(unlockable.text.contains("/state cannot be locked: Bad file descriptor"))
    let unsynced = LogEvent(.directoryNotSynced("/state/snapshot", .invalidArgument))
    #expect(unsynced.text.contains("/state/snapshot cannot sync a directory: Invalid argument"))
    for event in [taken, unlockable, unsynced] {
      #expect(event.priority == .warning && event.field("PLACE")?.hasPrefix("/state") == true)
    }
  }
}
