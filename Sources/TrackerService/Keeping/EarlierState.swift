// What an earlier run of the tracker left, as far as it can be read.
internal import LinuxIO
internal import Swarms
internal import Systemd
internal import TrackerCore

/// A state whose header is sound; its sections show what they are when they are restored.
final class EarlierState: Sendable {
  let source: StateSource
  let header: StateHeader
  let memory: MemoryFile

  private init(_ source: StateSource, _ header: StateHeader, _ memory: consuming MemoryFile) {
    self.source = source
    self.header = header
    self.memory = memory
  }

  /// All states of earlier runs, the one to begin with first; what cannot be used is logged.
  static func all(stored: [PassedDescriptor], disk: StateDisk?, log: Log) -> [EarlierState] {
    var states: [EarlierState] = []
    for descriptor in stored {
      read(.descriptorStore(name: descriptor.name), MemoryFile(adopting: descriptor.number), log, into: &states)
    }
    guard let disk else { return states }
    let source = StateSource.file(path: disk.path)
    do throws(Errno) {
      if let memory = try disk.load() { read(source, memory, log, into: &states) }
    } catch {
      log.record(.stateUnreadable(source, error))
    }
    return states
  }

  private static func read(
    _ source: StateSource, _ memory: consuming MemoryFile, _ log: Log, into states: inout [EarlierState]
  ) {
    var header: StateHeader?
    var flaw: StateFlaw?
    do throws(Errno) {
      try memory.withBytes { bytes in
        do throws(StateFlaw) { header = try StateHeader(bytes) } catch { flaw = error }
      }
    } catch {
      log.record(.stateUnreadable(source, error))
    }
    if let flaw { log.record(.stateRefused(source, flaw)) }
    guard let header else { return }
    let state = EarlierState(source, header, memory)
    // Of one tracker's states the latest comes first. A stranger's, such as a file that was put there, comes after its own.
    let place = states.firstIndex { header.isLater(than: $0.header) } ?? states.count
    states.insert(state, at: place)
  }
}

extension StateHeader {
  /// Whether this is of the same tracker as another one, and was made later.
  fileprivate func isLater(than other: StateHeader) -> Bool {
    digestKey.words == other.digestKey.words && moment.tracker > other.moment.tracker
  }
}
