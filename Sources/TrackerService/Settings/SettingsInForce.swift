// The settings that hold at a moment, which a reload replaces while workers read them.
internal import LinuxIO
internal import Synchronization

/// One value that is replaced whole, with a version that tells by a single load whether it was.
struct SettingsInForce: ~Copyable, Sendable {
  private let value: Locked<LiveSettings>
  private let versions = Atomic<UInt32>(0)

  init(_ settings: LiveSettings) { value = Locked(settings) }

  /// A number that grows with each replacement. Who has read it before ``current`` misses none: the value may be newer than the
  /// version, never older.
  @inline(__always)
  var version: UInt32 { versions.load(ordering: .acquiring) }

  /// The settings; the lock is held for a copy only.
  var current: LiveSettings { value.withLock { $0 } }

  /// Puts other settings in force: whoever looks at the version after this call finds it changed.
  func replace(with settings: LiveSettings) {
    value.withLock { $0 = settings }
    versions.wrappingAdd(1, ordering: .releasing)
  }
}
