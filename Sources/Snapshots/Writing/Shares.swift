// Runs a task on every share of the tables, while no worker runs.
internal import LinuxIO

/// The shares that the tables are split into, one for each thread.
enum Shares {
  /// Runs `task` for each share, on a thread of its own; returns when all are done.
  static func forEach(of count: Int, threadsNamed name: String, _ task: @escaping @Sendable (Int) -> Void) {
    var threads = ThreadGroup()
    for share in 0..<count {
      // Where there is no thread to be had, this one does it.
      do throws(Errno) { try threads.start(named: "\(name)-\(share)") { task(share) } } catch { task(share) }
    }
    threads.join()
  }
}
