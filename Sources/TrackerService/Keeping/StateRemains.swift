// The places that states are kept in, and what lies there at the start.
internal import LinuxIO
internal import Systemd

/// What an earlier run has left, and where this one leaves its own.
struct StateRemains {
  /// The states that can be used, the best first.
  let states: [EarlierState]
  /// The directory on disk, if there is one that can be used.
  let disk: StateDisk?

  /// Looks at what the service manager has stored, and into the directory; with `isEphemeral` nothing is looked at, and the
  /// file on disk is removed. What stands in the way is logged.
  init(stored: [PassedDescriptor], _ settings: StateSettings, log: Log) {
    let disk = Self.openDisk(settings, log)
    guard settings.isEphemeral else {
      states = EarlierState.all(stored: stored, disk: disk, log: log)
      self.disk = disk
      return
    }
    states = []
    self.disk = nil
    Self.forget(stored, disk, log)
  }

  private static func openDisk(_ settings: StateSettings, _ log: Log) -> StateDisk? {
    guard let path = settings.directory ?? ServiceEnvironment.stateDirectory else { return nil }
    do throws(Errno) {
      return try StateDisk(directory: path)
    } catch {
      log.record(settings.isEphemeral ? .stateNotForgotten(path, error) : .stateNotKept(path, error))
      return nil
    }
  }

  private static func forget(_ stored: [PassedDescriptor], _ disk: StateDisk?, _ log: Log) {
    // The service manager keeps descriptors of its own until it is told otherwise; these are only this process's.
    for descriptor in stored { _ = MemoryFile(adopting: descriptor.number) }
    guard let disk else { return }
    do throws(Errno) {
      try disk.remove()
    } catch {
      log.record(.stateNotForgotten(disk.path, error))
    }
  }
}
