// The report of a fill: the memory that the peers take.

/// The result of a fill.
struct FillReport {
  let peers: Int
  let torrents: Int
  let seconds: Double
  let tally: Tally
  /// Before the first announce, and after the last reply; only if the server's process is known.
  let memory: (before: MemoryUse, after: MemoryUse)?

  private func perPeer(_ part: KeyPath<MemoryUse, Int>) -> Double? {
    memory.map { Double($0.after[keyPath: part] - $0.before[keyPath: part]) / Double(peers) }
  }
}

extension FillReport: CustomStringConvertible {
  var description: String {
    var lines = [
      "\(grouped(UInt64(peers))) peers in up to \(grouped(UInt64(torrents))) torrents, \(fixed(seconds, digits: 1)) s"
    ]
    if let memory, let resident = perPeer(\.resident), let proportional = perPeer(\.proportional) {
      lines += [
        "server RSS  \(mebibytes(memory.before.resident)) → \(mebibytes(memory.after.resident)) MiB, "
          + "\(fixed(resident, digits: 1)) bytes per peer",
        "server PSS  \(mebibytes(memory.before.proportional)) → \(mebibytes(memory.after.proportional)) MiB, "
          + "\(fixed(proportional, digits: 1)) bytes per peer",
      ]
    }
    if tally.lost > 0 { lines.append("lost        \(tally.lost), announced again") }
    if let text = tally.refusalText { lines.append("refused     \(tally.refused): \"\(text)\"") }
    if let fault = tally.fault { lines.append("faulty      \(tally.faulty): \(fault.rawValue)") }
    return lines.joined(separator: "\n")
  }

  /// The same for programs.
  var json: JSONValue {
    var members: [(name: String, value: JSONValue)] = [
      ("peers", .integer(peers)), ("torrents", .integer(torrents)), ("seconds", .decimal(seconds)),
      ("lost", .integer(Int(tally.lost))), ("refused", .integer(Int(tally.refused))),
      ("faulty", .integer(Int(tally.faulty))),
    ]
    if let memory, let resident = perPeer(\.resident), let proportional = perPeer(\.proportional) {
      members += [
        ("server_rss_bytes_before", .integer(memory.before.resident)),
        ("server_rss_bytes_after", .integer(memory.after.resident)), ("rss_bytes_per_peer", .decimal(resident)),
        ("pss_bytes_per_peer", .decimal(proportional)),
      ]
    }
    return .object(members)
  }
}
