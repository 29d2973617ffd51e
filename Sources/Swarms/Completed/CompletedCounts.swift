// A small open-addressing table of the counts of torrents whose swarms are empty; each segment of a swarm table has one.
internal import Hashing
internal import TrackerProtocol

/// Completed counts by info hash, with linear probing; so many at the most, the oldest goes first.
///
/// Where a count was removed the slot stays marked, so that others are still found; the marks go when the table is built anew.
struct CompletedCounts {
  /// Behind a vacant slot no search goes on.
  private static let vacant = CompletedCount(
    infoHash: InfoHash(first: 0, second: 0, third: 0), completed: 0, emptiedAt: Tick(steps: 0))
  private static let removed = CompletedCount(infoHash: vacant.infoHash, completed: 0, emptiedAt: Tick(steps: 1))

  private var slots: [CompletedCount] = []
  /// Counts in the slots.
  private(set) var count = 0
  /// Slots that are not vacant.
  private var used = 0

  init() {}

  /// Slots, taken or not.
  var capacity: Int { slots.count }

  /// What is in a slot, unless there is no count in it.
  func count(at slot: Int) -> CompletedCount? { slots[slot].completed > 0 ? slots[slot] : nil }

  /// The count that is kept of a torrent; 0 if there is none.
  func completed(of infoHash: InfoHash, _ digest: InfoHashDigest) -> UInt32 {
    slot(of: infoHash, digest).map { slots[$0].completed } ?? 0
  }

  /// Gives the count of a torrent back, and keeps it no longer; 0 if there is none.
  mutating func take(_ infoHash: InfoHash, _ digest: InfoHashDigest) -> UInt32 {
    guard let slot = slot(of: infoHash, digest) else { return 0 }
    let completed = slots[slot].completed
    remove(at: slot)
    return completed
  }

  /// Keeps a count, which is not 0, of a torrent of which none is kept. The oldest gives way if there are too many.
  mutating func insert(_ kept: CompletedCount, _ digest: InfoHashDigest, key: SipKey) {
    if count >= SwarmLimits.completedCountsOfSegment { removeOldest() }
    if 8 * (used + 1) > 7 * slots.count { rebuild(key: key) }
    place(kept, digest)
  }

  /// Forgets the counts of the swarms that have been empty for too long.
  mutating func removeExpired(at now: Tick) {
    for slot in slots.indices where slots[slot].completed > 0 && slots[slot].isExpired(at: now) { remove(at: slot) }
    if count == 0 { self = CompletedCounts() }
  }

  /// Lets all swarms have emptied later: the time between is not counted.
  mutating func postpone(bySteps steps: UInt32) {
    for slot in slots.indices where slots[slot].completed > 0 {
      slots[slot].emptiedAt = Tick(steps: slots[slot].emptiedAt.steps &+ steps)
    }
  }

  private func slot(of infoHash: InfoHash, _ digest: InfoHashDigest) -> Int? {
    guard count > 0 else { return nil }
    let slots = slots.span
    var slot = digest.slot(in: slots.count)
    while true {
      if slots[slot].completed > 0 {
        if slots[slot].infoHash == infoHash { return slot }
      } else if slots[slot] == Self.vacant {
        return nil
      }
      slot = slot &+ 1 < slots.count ? slot &+ 1 : 0
    }
  }

  private mutating func remove(at slot: Int) {
    slots[slot] = Self.removed
    count -= 1
  }

  private mutating func removeOldest() {
    var oldest = -1
    for slot in slots.indices where slots[slot].completed > 0 {
      if oldest < 0 || slots[slot].emptiedAt.steps < slots[oldest].emptiedAt.steps { oldest = slot }
    }
    remove(at: oldest)
  }

  private mutating func place(_ kept: CompletedCount, _ digest: InfoHashDigest) {
    var slot = digest.slot(in: slots.count)
    while slots[slot].completed > 0 { slot = slot + 1 < slots.count ? slot + 1 : 0 }
    if slots[slot] == Self.vacant { used += 1 }
    slots[slot] = kept
    count += 1
  }

  /// Moves all counts into an array with room for one more and almost half as many again.
  private mutating func rebuild(key: SipKey) {
    let capacity = max(SwarmLimits.minimumSegmentCapacity, (count + 1) * 10 / 7)
    let old = slots
    slots = Array(repeating: Self.vacant, count: capacity)
    (count, used) = (0, 0)
    for kept in old where kept.completed > 0 { place(kept, .called(kept.infoHash, key: key)) }
  }
}
