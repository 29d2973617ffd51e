// The record of a swarm in which nobody is: its completed count, and when it emptied.

/// To a segment the slot of such a swarm is taken; the tick stands where the address of the IPv4 block would.
extension TorrentSwarm {
  init(completed: UInt32, emptiedAt: Tick) {
    self.completed = completed
    ipv4.address = emptiedAt.steps
    ipv4.capacity = 1
  }

  /// When a swarm emptied of which this is kept.
  var emptiedAt: Tick { Tick(steps: ipv4.address) }

  /// Whether a swarm of which this is kept has been empty for thirty days.
  ///
  /// A count from the future is one of a worker that read its clock apart, or, beyond two hours, of a snapshot that is wrong.
  func isForgotten(at now: Tick) -> Bool {
    let age = now.steps &- emptiedAt.steps
    return age >= SwarmLimits.completedCountSteps && age < 0 &- SwarmLimits.futureCountSteps
  }
}
