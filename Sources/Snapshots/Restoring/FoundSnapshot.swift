// A snapshot of an earlier run, as far as it can be read.
internal import Hashing
public import LinuxIO
internal import Swarms
internal import Systemd

/// A snapshot whose header is sound; its sections show what they are when they are restored.
public final class FoundSnapshot: Sendable {
  /// Where it was found.
  public let place: SnapshotPlace
  /// When it was made, and the keys.
  public let header: SnapshotHeader
  /// All of its bytes, sealed.
  public let memory: MemoryFile

  private init(_ place: SnapshotPlace, _ header: SnapshotHeader, _ memory: consuming MemoryFile) {
    self.place = place
    self.header = header
    self.memory = memory
  }

  /// Reads all snapshots of earlier runs; the one to begin with comes first. What cannot be used is reported.
  static func readAll(
    stored: [PassedDescriptor], directory: SnapshotDirectory?, report: SnapshotReporter
  ) -> [FoundSnapshot] {
    var found: [FoundSnapshot] = []
    for descriptor in stored {
      read(.descriptorStore(name: descriptor.name), MemoryFile(adopting: descriptor.number), report, into: &found)
    }
    guard let directory else { return found }
    let place = SnapshotPlace.file(path: directory.path)
    do throws(Errno) {
      if let memory = try directory.load() { read(place, memory, report, into: &found) }
    } catch {
      report(.unreadable(place, error))
    }
    return found
  }

  private static func read(
    _ place: SnapshotPlace, _ memory: consuming MemoryFile, _ report: SnapshotReporter,
    into found: inout [FoundSnapshot]
  ) {
    var header: SnapshotHeader?
    var flaw: SnapshotFlaw?
    do throws(Errno) {
      try memory.withBytes { bytes in
        do throws(SnapshotFlaw) { header = try SnapshotHeader(bytes) } catch { flaw = error }
      }
    } catch {
      report(.unreadable(place, error))
    }
    if let flaw { report(.refused(place, flaw)) }
    guard let header else { return }
    let snapshot = FoundSnapshot(place, header, memory)
    // Of one tracker's snapshots the latest comes first. A stranger's, such as a file that was put there, comes after its own.
    let index = found.firstIndex { header.isLater(than: $0.header) } ?? found.count
    found.insert(snapshot, at: index)
  }
}

extension SnapshotHeader {
  /// Whether this is of the same tracker as another one, and was made later.
  fileprivate func isLater(than other: SnapshotHeader) -> Bool {
    digestKey.words == other.digestKey.words && moment.tracker > other.moment.tracker
  }
}
