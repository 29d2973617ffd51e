// Everything that is worth a word about snapshots; the service puts it into words and into the journal.
public import LinuxIO
public import Swarms
public import Systemd

/// One thing that happened to a snapshot or to a place for it.
public enum SnapshotEvent: Equatable, Sendable {
  /// The swarms of an earlier run are back; age in seconds, and how long it took.
  case restored(SnapshotPlace, SwarmTotals, ageSeconds: UInt64, milliseconds: UInt64)
  /// A snapshot of an earlier run cannot be used.
  case refused(SnapshotPlace, SnapshotFlaw)
  /// A snapshot of an earlier run cannot be read at all.
  case unreadable(SnapshotPlace, Errno)
  /// A snapshot is older than any peer may be; of its swarms the completed counts alone are back.
  case stale(SnapshotPlace, ageSeconds: UInt64)
  /// Reading snapshots has ended so many earlier starts; they are not tried again. Where the file is now, if there was one.
  case setAside(attempts: UInt64, path: String?)
  /// Nothing is to outlive the process, and what an earlier run left is about to be removed.
  case ephemeral
  /// What an earlier run left cannot be removed.
  case notRemoved(String, Errno)
  /// The regular snapshot is in memory.
  case prepared(SwarmTotals, bytes: UInt64, milliseconds: UInt64)
  /// The last snapshot is in its places, and the process may end.
  case kept(SwarmTotals, bytes: UInt64, milliseconds: UInt64)
  /// A place does not take snapshots; told once until it does again.
  case notKept(String, Errno)
  /// A place takes snapshots again.
  case keptAgain(String)
  /// Another process has the directory; told once until it is to be had.
  case directoryTaken(String)
  /// The directory's file system knows no locks.
  case directoryNotLockable(String, Errno)
  /// The directory's file system does not bring names to the disk.
  case directoryNotSynced(String, Errno)
  /// The service manager could not be told of a snapshot that takes time.
  case serviceManagerUnreachable(SystemdError)
}

/// Who hears of snapshots; any thread may tell.
public typealias SnapshotReporter = @Sendable (SnapshotEvent) -> Void
