// Fuzz target: snapshots of every kind of damage, restored into new tables.
import Hashing
import Swarms
import TestKit
import TrackerCore

@testable import Snapshots

/// Restores what an input says, raw or with checksums that fit, and looks at the tables after it.
///
/// A table that took a snapshot over must be sound and write the same numbers down again; one that refused it must be sound but
/// for what the refused section left.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSnapshots(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = unsafe FuzzInput(data, count)
  let bytes = input.byte() % 4 == 0 ? input.everything() : sealed(&input)
  restore(bytes)
  return 0
}

/// The key of the tables: fixed, so that the fuzzer can learn which torrent belongs where.
private let digestKey = SipKey(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210)

/// A snapshot whose header and checksums fit whatever the sections say.
private func sealed(_ input: inout FuzzInput) -> [UInt8] {
  var snapshot = WrittenSnapshot(of: SingleThreadedStore(digestKey: digestKey), at: .sample)
  while !input.isEmpty, snapshot.sections.count < 16 {
    let (table, segment) = (Int(input.byte()), Int(input.byte() % 17))
    let torrents = input.byte()
    var payload = input.bytes(input.number() % 4096)
    if torrents & 0x80 != 0 { settle(&payload) }
    snapshot.sections.append(
      WrittenSnapshot.Section(
        table: place(payload)?.table ?? table, segment: place(payload)?.segment ?? segment,
        torrents: UInt32(torrents & 0x7f), payload: payload))
  }
  return snapshot.bytes
}

/// Clears the bytes of the first torrent that a tracker leaves at 0, so that less of the input is refused for them.
private func settle(_ payload: inout [UInt8]) {
  guard payload.count >= 32 else { return }
  payload[24] &= 3
  payload[29] %= 12
  for place in 30..<32 { payload[place] = 0 }
}

/// Where the first torrent of a payload belongs, unless the input has something else in mind.
private func place(_ payload: [UInt8]) -> (table: Int, segment: Int)? {
  guard payload.count >= 32, payload[0] & 1 == 0 else { return nil }
  return SectionPlace.of(payload, key: digestKey)
}

private func restore(_ bytes: [UInt8]) {
  guard let header = try? SnapshotHeader(bytes.span) else { return }
  // Half of the time the runs are in another order than the table's.
  let isBounded = bytes[bytes.count - 1] & 1 == 0
  let store = SingleThreadedStore(
    digestKey: header.digestKey, perAddress: isBounded ? PeersPerAddress(32) : .unbounded)
  var isRefused = false
  do throws(SnapshotFlaw) {
    try SnapshotReader(header).restore(bytes.span, into: store)
  } catch {
    check(!"\(error)".isEmpty, "no reason")
    isRefused = true
  }
  for index in 0..<SwarmLimits.tableCount {
    let complaint = store.withTable(index) { $0.unsoundness(afterRefusal: isRefused) }
    check(complaint == nil, complaint ?? "")
  }
  guard !isRefused else { return }
  let again = WrittenSnapshot(of: store, at: .sample)
  guard let second = try? WrittenSnapshot.restore(again.bytes) else { fatalError("what was restored is refused") }
  check(second.totals == store.totals, "\(second.totals) after \(store.totals)")
}
