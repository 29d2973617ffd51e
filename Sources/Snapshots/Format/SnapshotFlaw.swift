// The flaws for which a snapshot cannot be restored.
public import LinuxIO

/// Why a snapshot cannot be taken over; in every case the tracker starts without it.
public enum SnapshotFlaw: Error, Equatable, Sendable {
  /// It does not begin as a snapshot does.
  case foreign
  /// Another version of pico-tracker wrote it, in a format that this one does not know.
  case version(UInt32)
  /// It ends too early.
  case truncated
  /// It goes on behind its end.
  case oversized
  /// Its header is not as it was written.
  case damagedHeader
  /// A section, counted from 0, is not as it was written.
  case damagedSection(UInt32)
  /// A section, counted from 0, is as it was written, but says what cannot be.
  case impossibleSection(UInt32)
  /// It is whole, but this process has no memory to look at it (errno(3) of mmap(2)).
  case unmappable(Errno)
}

extension SnapshotFlaw: CustomStringConvertible {
  /// The end of a sentence that begins with the snapshot: what is wrong with it.
  public var description: String {
    switch self {
    case .foreign: "is no snapshot of pico-tracker"
    case .version(let version):
      "has version \(version) of the format, of which this pico-tracker knows only up to \(SnapshotHeader.version)"
    case .truncated: "is cut off"
    case .oversized: "is longer than it says"
    case .damagedHeader: "is damaged in its header"
    case .damagedSection(let number): "is damaged in section \(number)"
    case .impossibleSection(let number): "contradicts itself in section \(number)"
    case .unmappable(let error): "cannot be mapped into memory (\(error))"
    }
  }
}
