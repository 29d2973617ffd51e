// A segment of a table: torrent records by info hash, in an open-addressing hash table.
internal import Hashing
internal import TrackerProtocol

/// Torrent records by info hash, with linear probing.
///
/// Functions that only look are `mutating` too: an array element is then reached in place, without reference counting.
struct TorrentSegment {
  private var slots: [TorrentRecord] = []
  /// Torrents in the slots.
  private(set) var count = 0

  init() {}

  /// Slots, taken or vacant.
  var capacity: Int { slots.count }

  /// The swarm of the torrent in a slot; an empty one where there is no torrent.
  @inline(__always)
  mutating func swarm(at slot: Int) -> TorrentSwarm { slots[slot].swarm }

  /// The name of the torrent in a slot; of no meaning where there is none.
  mutating func infoHash(at slot: Int) -> InfoHash { slots[slot].infoHash }

  /// Changes the swarm of the torrent in a slot.
  @inline(__always)
  mutating func setSwarm(_ swarm: TorrentSwarm, at slot: Int) { slots[slot].swarm = swarm }

  /// The swarm of a torrent; an empty one if it is not here.
  @inline(__always)
  func swarm(of infoHash: InfoHash, _ digest: InfoHashDigest) -> TorrentSwarm {
    knownSwarm(of: infoHash, digest) ?? TorrentSwarm()
  }

  /// The swarm of a torrent, or nil if it is not here.
  @inline(__always)
  func knownSwarm(of infoHash: InfoHash, _ digest: InfoHashDigest) -> TorrentSwarm? {
    guard let slot = slot(of: infoHash, digest) else { return nil }
    return slots[slot].swarm
  }

  /// The slot of a torrent, or nil.
  @inline(__always)
  func slot(of infoHash: InfoHash, _ digest: InfoHashDigest) -> Int? {
    let slots = slots.span
    guard slots.count > 0 else { return nil }
    var slot = digest.slot(in: slots.count)
    while true {
      // A vacant slot ends the search, also where it looks like the hash of all zeros.
      if slots[slot].infoHash == infoHash { return slots[slot].swarm.isEmpty ? nil : slot }
      if slots[slot].swarm.isEmpty { return nil }
      slot = slot &+ 1 < slots.count ? slot &+ 1 : 0
    }
  }

  /// The same as a call, for where the time of one does not matter.
  @inline(never)
  func calledSlot(of infoHash: InfoHash, _ digest: InfoHashDigest) -> Int? { slot(of: infoHash, digest) }

  /// Takes a slot for a torrent that has none; the caller must put a peer into it at once.
  mutating func insert(_ infoHash: InfoHash, _ digest: InfoHashDigest, key: SipKey) -> Int {
    if 8 * (count + 1) > 7 * slots.count { rehash(forCount: count + 1, key: key) }
    count += 1
    let slot = vacantSlot(for: digest)
    slots[slot] = TorrentRecord(infoHash: infoHash)
    return slot
  }

  /// Makes room for so many torrents in one step, where none is yet.
  mutating func reserve(_ torrents: Int, key: SipKey) {
    if count == 0, torrents > 0 { rehash(forCount: torrents, key: key) }
  }

  /// Vacates a slot and closes the gap, so that every other torrent is still found.
  mutating func remove(at slot: Int, key: SipKey) {
    count -= 1
    var gap = slot
    var candidate = next(slot)
    while !slots[candidate].swarm.isEmpty, candidate != slot {
      let home = InfoHashDigest.called(slots[candidate].infoHash, key: key).slot(in: slots.count)
      if distance(from: home, to: candidate) >= distance(from: gap, to: candidate) {
        slots[gap] = slots[candidate]
        gap = candidate
      }
      candidate = next(candidate)
    }
    slots[gap] = .vacant
  }

  /// Gives memory back once two thirds of the slots are vacant.
  mutating func shrinkIfSparse(key: SipKey) {
    guard 3 * count < slots.count else { return }
    if count == 0 {
      slots = []
    } else if slots.count > SwarmLimits.minimumSegmentCapacity {
      rehash(forCount: count, key: key)
    }
  }

  private func next(_ slot: Int) -> Int { slot + 1 < slots.count ? slot + 1 : 0 }

  private func distance(from start: Int, to end: Int) -> Int {
    end >= start ? end - start : end + slots.count - start
  }

  private func vacantSlot(for digest: InfoHashDigest) -> Int {
    var slot = digest.slot(in: slots.count)
    while !slots[slot].swarm.isEmpty { slot = next(slot) }
    return slot
  }

  /// Moves all records into an array with room for `count` torrents and a quarter more.
  private mutating func rehash(forCount count: Int, key: SipKey) {
    let capacity = max(SwarmLimits.minimumSegmentCapacity, count * 10 / 7)
    let records = slots
    slots = Array(repeating: .vacant, count: capacity)
    for record in records where !record.swarm.isEmpty {
      slots[vacantSlot(for: .called(record.infoHash, key: key))] = record
    }
  }
}
