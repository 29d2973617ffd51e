// Work on all tables at once, while no worker runs.
internal import LinuxIO

extension Tracker {
  /// Runs `task` for each share of the tables, as many as there are workers, each on a thread of its own; returns when all are done.
  func forEachShare(threadsNamed name: String, _ task: @escaping @Sendable (Int) -> Void) {
    var threads = ThreadGroup()
    for share in 0..<workerCount {
      // Where there is no thread to be had, this one does it.
      do throws(Errno) { try threads.start(named: "\(name)-\(share)") { task(share) } } catch { task(share) }
    }
    threads.join()
  }
}
