// The counters of a run.

/// The counts of one kind of request.
struct KindTally {
  var sent: UInt64 = 0
  var answered: UInt64 = 0
  /// Refusals with a text (action 3).
  var refused: UInt64 = 0
  /// Not answered in time.
  var lost: UInt64 = 0
  /// Answered by something that BEP 15 does not allow.
  var faulty: UInt64 = 0
  /// Bytes of the legal answers.
  var replyBytes: UInt64 = 0
  var latency = LatencyHistogram()

  /// Everything the server sent for this kind.
  var replies: UInt64 { answered + refused + faulty }
}

/// The counts of a run.
struct Tally {
  private var kinds = [KindTally](repeating: KindTally(), count: RequestKind.allCases.count)
  /// Requests with an id that the tracker never gave out, and what came back for them.
  var staleSent: UInt64 = 0
  var staleAnswered: UInt64 = 0
  /// Replies to a request that was given up before, or never made.
  var unexpected: UInt64 = 0
  /// The first text of a refusal, and the first fault.
  var refusalText: String?
  var fault: ReplyFault?

  subscript(kind: RequestKind) -> KindTally {
    get { kinds[kind.rawValue] }
    _modify { yield &kinds[kind.rawValue] }
  }

  /// Everything the server sent.
  var replies: UInt64 { kinds.reduce(staleAnswered + unexpected) { $0 + $1.replies } }
  var lost: UInt64 { kinds.reduce(0) { $0 + $1.lost } }
  var refused: UInt64 { kinds.reduce(0) { $0 + $1.refused } }
  var faulty: UInt64 { kinds.reduce(0) { $0 + $1.faulty } }

  /// The latencies of all kinds.
  var latency: LatencyHistogram {
    var all = LatencyHistogram()
    for kind in kinds { all.merge(kind.latency) }
    return all
  }
}
