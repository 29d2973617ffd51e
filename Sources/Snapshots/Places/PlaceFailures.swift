// Failures on the way of a snapshot, each told once until the step works again.
internal import LinuxIO

/// Turns what happens at each snapshot into what is worth a word.
struct PlaceFailures: Sendable {
  /// A step on a snapshot's way that can fail.
  enum Step: Equatable, Sendable {
    case memory, descriptorStore, disk
  }

  private let report: SnapshotReporter
  /// The path of the file on disk, for messages.
  private let path: String?
  private var failing: [Step] = []
  /// Whether anything has failed since this was last set to false.
  var haveOccurred = false

  init(path: String?, report: @escaping SnapshotReporter) {
    self.path = path
    self.report = report
  }

  /// Whether a step has failed the last time.
  func include(_ step: Step) -> Bool { failing.contains(step) }

  /// Notes that a step failed, or, with nil, that it worked.
  @inline(never)
  mutating func note(_ failure: Errno?, at step: Step) {
    let known = failing.firstIndex(of: step)
    if let failure {
      haveOccurred = true
      guard known == nil else { return }
      failing.append(step)
      report(.notKept(text(of: step), failure))
    } else if let known {
      failing.remove(at: known)
      report(.keptAgain(text(of: step)))
    }
  }

  private func text(of step: Step) -> String {
    switch step {
    case .memory: "memory"
    case .descriptorStore: "the descriptor store"
    case .disk: path ?? "the disk"
    }
  }
}
