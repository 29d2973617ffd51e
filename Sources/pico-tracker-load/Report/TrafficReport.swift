// The report of a run of traffic.

/// The result of measuring.
struct TrafficReport {
  /// How long was measured.
  let seconds: Double
  let tally: Tally
  /// What the server and this tool used in that time; the server's only if its process is known.
  let serverUse: ProcessorUse?
  let serverMemory: MemoryUse?
  /// In nanoseconds.
  let ownTime: UInt64

  /// Processor time per reply the server sent, in microseconds.
  func microsecondsPerReply(_ nanoseconds: UInt64) -> Double {
    tally.replies == 0 ? .nan : Double(nanoseconds) / Double(tally.replies) / 1000
  }
}

extension RequestKind: CustomStringConvertible {
  var description: String {
    switch self {
    case .connect: "connect"
    case .announce: "announce"
    case .scrape: "scrape"
    }
  }
}

extension TrafficReport: CustomStringConvertible {
  private static let percentiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)]

  /// The table, and below it what does not fit in.
  var description: String {
    var table = TextTable(
      heading: ["", "replies/s", "bytes", "refused", "lost", "faulty"] + Self.percentiles.map { $0.0 + " µs" })
    for kind in RequestKind.allCases where tally[kind].sent > 0 {
      let counts = tally[kind]
      table.append(
        [kind.description, rate(counts.answered), averageBytes(counts)] + troubles(counts) + times(counts.latency))
    }
    table.append(
      ["all", rate(tally.replies), "", "\(tally.refused)", "\(tally.lost)", "\(tally.faulty)"] + times(tally.latency))
    return ([table.description, ""] + remarks).joined(separator: "\n")
  }

  private func rate(_ count: UInt64) -> String { grouped(UInt64((Double(count) / seconds).rounded())) }

  private func averageBytes(_ counts: KindTally) -> String {
    counts.answered == 0 ? "" : fixed(Double(counts.replyBytes) / Double(counts.answered), digits: 0)
  }

  private func troubles(_ counts: KindTally) -> [String] {
    [counts.refused, counts.lost, counts.faulty].map { "\($0)" }
  }

  private func times(_ latency: LatencyHistogram) -> [String] {
    Self.percentiles.map { microseconds(latency.percentile($0.1)) }
  }

  private var remarks: [String] {
    var lines: [String] = []
    if let use = serverUse {
      lines.append(
        "server CPU  \(perReply(use.total)) µs per reply: user \(perReply(use.user)), system \(perReply(use.system))")
    }
    if let memory = serverMemory {
      lines.append("server RSS  \(mebibytes(memory.resident)) MiB, PSS \(mebibytes(memory.proportional)) MiB")
    }
    lines.append("own CPU     \(perReply(ownTime)) µs per reply")
    if tally.staleSent > 0 {
      lines.append("stale ids   \(grouped(tally.staleSent)) sent, \(grouped(tally.staleAnswered)) of them answered")
    }
    if tally.unexpected > 0 { lines.append("unexpected  \(tally.unexpected) replies to no request under way") }
    if let text = tally.refusalText { lines.append("refused     \"\(text)\"") }
    if let fault = tally.fault { lines.append("faulty      \(fault.rawValue)") }
    return lines
  }

  private func perReply(_ nanoseconds: UInt64) -> String {
    tally.replies == 0 ? "–" : fixed(microsecondsPerReply(nanoseconds), digits: 2)
  }
}

/// A number of bytes as MiB with one digit after the point.
func mebibytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1_048_576, digits: 1) }

extension TrafficReport {
  /// The same for programs. Units are in the names.
  var json: JSONValue {
    var members: [(name: String, value: JSONValue)] = [("seconds", .decimal(seconds))]
    members += RequestKind.allCases.map { ($0.description, json(of: tally[$0])) }
    members += [
      ("replies", .integer(Int(tally.replies))), ("lost", .integer(Int(tally.lost))),
      ("refused", .integer(Int(tally.refused))), ("faulty", .integer(Int(tally.faulty))),
      ("unexpected", .integer(Int(tally.unexpected))), ("stale_sent", .integer(Int(tally.staleSent))),
      ("stale_answered", .integer(Int(tally.staleAnswered))), ("latency_us", json(of: tally.latency)),
      ("own_cpu_us_per_reply", .decimal(microsecondsPerReply(ownTime))),
    ]
    if let use = serverUse {
      members.append(("server_cpu_us_per_reply", .decimal(microsecondsPerReply(use.total))))
      members.append(("server_user_us_per_reply", .decimal(microsecondsPerReply(use.user))))
      members.append(("server_system_us_per_reply", .decimal(microsecondsPerReply(use.system))))
    }
    if let memory = serverMemory {
      members.append(("server_rss_bytes", .integer(memory.resident)))
      members.append(("server_pss_bytes", .integer(memory.proportional)))
    }
    if let text = tally.refusalText { members.append(("refusal", .text(text))) }
    if let fault = tally.fault { members.append(("fault", .text(fault.rawValue))) }
    return .object(members)
  }

  private func json(of counts: KindTally) -> JSONValue {
    .object([
      ("sent", .integer(Int(counts.sent))), ("answered", .integer(Int(counts.answered))),
      ("replies_per_second", .decimal(Double(counts.answered) / seconds)),
      ("reply_bytes", .integer(Int(counts.replyBytes))), ("refused", .integer(Int(counts.refused))),
      ("lost", .integer(Int(counts.lost))), ("faulty", .integer(Int(counts.faulty))),
      ("latency_us", json(of: counts.latency)),
    ])
  }

  private func json(of latency: LatencyHistogram) -> JSONValue {
    .object(Self.percentiles.map { ($0.0, .decimal(Double(latency.percentile($0.1)) / 1000)) })
  }
}
