// The processor time and memory of the server's process, as the kernel counts them.
internal import CLinux
internal import LinuxIO

/// Processor time since a process began, or between two such readings.
struct ProcessorUse: Equatable {
  /// In nanoseconds, exactly.
  var total: UInt64 = 0
  /// In ticks of the kernel's clock, by sampling: good for the proportion of the two, over some seconds.
  var userTicks: UInt64 = 0
  var systemTicks: UInt64 = 0

  /// The part of the total spent in the process's own code, in nanoseconds.
  var user: UInt64 {
    let ticks = userTicks + systemTicks
    return ticks == 0 ? 0 : UInt64(Double(total) * Double(userTicks) / Double(ticks))
  }

  /// The part spent in the kernel, in nanoseconds.
  var system: UInt64 { total - min(user, total) }

  /// What was used between two readings.
  static func - (later: ProcessorUse, earlier: ProcessorUse) -> ProcessorUse {
    // The kernel scales the ticks to the exact sum each time they are read, so one of the two may seem to shrink a little.
    ProcessorUse(
      total: later.total - earlier.total, userTicks: later.userTicks - min(earlier.userTicks, later.userTicks),
      systemTicks: later.systemTicks - min(earlier.systemTicks, later.systemTicks))
  }
}

/// Memory, in bytes.
struct MemoryUse: Equatable {
  /// Pages in memory.
  var resident = 0
  /// The same, pages that others have too counted by their part (smaps).
  var proportional = 0
}

/// A process to watch.
struct ServerProcess {
  let id: Int32

  /// - Throws: if there is no such process, or it is somebody else's.
  init(id: Int32) throws(LoadError) {
    self.id = id
    guard id > 0, memory != nil else {
      throw LoadError("--pid \(id): there is no such process, or only root may look at it; see 'pidof pico-tracker'")
    }
  }

  /// This process.
  static var ownProcessorTime: UInt64 { clinux_clock_nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// What all its threads have used; nil if it is gone.
  var processorUse: ProcessorUse? {
    // The process's clock, by the rule of clock_getcpuclockid(3): the sum in nanoseconds. /proc has ticks of 10 ms.
    let total = clinux_clock_nanoseconds(~id << 3 | 2)
    guard let text = Self.read("/proc/\(id)/stat"), let ticks = Self.ticks(in: text) else { return nil }
    return ProcessorUse(total: total, userTicks: ticks.user, systemTicks: ticks.system)
  }

  /// nil if it is gone.
  var memory: MemoryUse? {
    Self.read("/proc/\(id)/smaps_rollup").flatMap(Self.memory(in:))
  }

  /// Fields 14 and 15 of proc_pid_stat(5), counted from behind the command's name, which may hold anything.
  static func ticks(in text: String) -> (user: UInt64, system: UInt64)? {
    guard let nameEnd = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: nameEnd)...].split(separator: " ")
    guard fields.count > 12, let user = UInt64(fields[11]), let system = UInt64(fields[12]) else { return nil }
    return (user, system)
  }

  /// The lines "Rss:  1234 kB" and "Pss:  …" of proc_pid_smaps(5).
  static func memory(in text: String) -> MemoryUse? {
    var use = MemoryUse()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 3, let kibibytes = Int(words[1]) else { continue }
      if words[0] == "Rss:" { use.resident = kibibytes * 1024 }
      if words[0] == "Pss:" { use.proportional = kibibytes * 1024 }
    }
    return use.resident > 0 ? use : nil
  }

  /// More than any of these files has.
  private static let fileCapacity = 8192

  private static func read(_ path: String) -> String? {
    let descriptor = unsafe clinux_open_readonly(path)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: fileCapacity)
    // Unsafe: the kernel writes no more than the array has.
    let count = unsafe CLinux.read(descriptor, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}
