// The times that the steps of the workers took, for debugging.

/// Times of the steps that a worker does without looking at its sockets in between; taken only while debugging.
///
/// They are the thread's processor time. By the wall's clock the slowest step would be the one in which the scheduler ran
/// something else, which no change of the tracker can help; what it has to answer for is the work. Writing the log's line
/// for each request does not count, because nobody has it without debugging.
struct StepTimes {
  /// From receiving datagrams to the last reply sent.
  var batches = DurationHistogram()
  /// The part of each batch between its two system calls: where tables grow. What the kernel takes is the rest.
  var answers = DurationHistogram()
  /// Removing peers that fell silent, and what moving the rest together takes.
  var expiry = DurationHistogram()
  /// Writing a slice of a snapshot.
  var snapshots = DurationHistogram()

  /// Adds another worker's.
  mutating func add(_ other: borrowing StepTimes) {
    batches.add(other.batches)
    answers.add(other.answers)
    expiry.add(other.expiry)
    snapshots.add(other.snapshots)
  }
}
