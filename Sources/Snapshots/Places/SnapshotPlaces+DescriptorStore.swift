// Snapshots in the service manager's descriptor store, which outlives the process, but not the machine's run.
internal import LinuxIO
internal import Systemd

extension SnapshotPlaces {
  /// How long the service manager may take to read what it is given, in microseconds.
  private static let readMicroseconds: UInt64 = 1_500_000

  /// Puts a snapshot into the store in place of all others, which are there until the new one is.
  @inline(never)
  mutating func store(_ memory: borrowing MemoryFile) {
    guard notifier.isSupervised else { return }
    let free = SnapshotPlace.storedNames.first { !storedNames.contains($0) }
    let name = free ?? SnapshotPlace.storedNames[0]
    if free == nil { removeStored(name) }
    do throws(SystemdError) {
      try notifier.store([memory.descriptor], name: name)
    } catch {
      return note(error)
    }
    failures.note(nil, at: .descriptorStore)
    storedNames.append(name)
    removeStored(but: name)
  }

  /// Removes everything of ours from the store but the snapshot of this name.
  @inline(never)
  mutating func removeStored(but wanted: String? = nil) {
    for name in storedNames where name != wanted { removeStored(name) }
  }

  private mutating func removeStored(_ name: String) {
    storedNames.removeAll { $0 == name }
    do throws(SystemdError) { try notifier.removeStored(name: name) } catch { note(error) }
  }

  private mutating func note(_ error: SystemdError) {
    failures.note(Errno(rawValue: error.errorNumber), at: .descriptorStore)
  }

  /// Waits until the service manager has what it was given: from a process that has ended it might not take it.
  mutating func waitUntilStored() {
    do throws(SystemdError) {
      try notifier.waitUntilRead(timeoutMicroseconds: Self.readMicroseconds)
    } catch {
      note(error)
    }
  }
}
