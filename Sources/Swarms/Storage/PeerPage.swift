// A page of peer memory: 16 KiB, with a bitmap of the words that are taken.

/// 16 KiB of 16-bit units, handed out in words of four by a bitmap, so that neighbouring free words join by themselves.
///
/// Every function that touches the units is `mutating`: an element of an array is then reached in place, without a
/// reference count going up and down.
struct PeerPage {
  /// The units up to the highest word ever taken; memory beyond is reserved and untouched.
  private var units: [UInt16] = []
  /// A set bit is a taken word.
  private var taken: [UInt64]
  /// Words that can be taken.
  private(set) var freeWords: Int
  /// No word below is free; the search starts here.
  private var cursor = 0
  /// Whether its blocks are being moved elsewhere, so that nothing new is to be put here.
  var isEvacuating = false

  /// A page with all its words free.
  init() {
    taken = Array(repeating: 0, count: (SwarmLimits.wordsPerPage + 63) / 64)
    freeWords = SwarmLimits.wordsPerPage
    units.reserveCapacity(SwarmLimits.wordsPerPage * SwarmLimits.unitsPerWord)
  }

  private init(vacant: Void) {
    taken = []
    freeWords = 0
  }

  /// The place of a page that was given back: no memory, and nothing to take.
  static var vacant: PeerPage { PeerPage(vacant: ()) }

  /// Whether no block holds any of the page.
  var isEmpty: Bool { freeWords == SwarmLimits.wordsPerPage }
}

// Taking and freeing words.
extension PeerPage {
  /// Takes `count` neighbouring words and returns the first one's index, or nil if there is no such run.
  mutating func allocate(_ count: Int) -> Int? {
    guard !isEvacuating, freeWords >= count, let start = freeRun(of: count, from: cursor) else { return nil }
    mark(start, count, asTaken: true)
    freeWords -= count
    cursor = nextBit(from: cursor, isTaken: false)
    let needed = (start + count) * SwarmLimits.unitsPerWord
    while units.count < needed { units.append(0) }
    return start
  }

  /// Gives words back.
  mutating func free(_ start: Int, _ count: Int) {
    mark(start, count, asTaken: false)
    freeWords += count
    cursor = min(cursor, start)
  }

  /// The first run of at least `count` free words at or behind `start`.
  private func freeRun(of count: Int, from start: Int) -> Int? {
    var position = start
    while position + count <= SwarmLimits.wordsPerPage {
      position = nextBit(from: position, isTaken: false)
      guard position + count <= SwarmLimits.wordsPerPage else { return nil }
      let end = nextBit(from: position, isTaken: true)
      if end - position >= count { return position }
      position = end
    }
    return nil
  }

  /// The first word at or behind `start` that is taken or free as wanted, or the number of words.
  private func nextBit(from start: Int, isTaken: Bool) -> Int {
    guard start < SwarmLimits.wordsPerPage else { return SwarmLimits.wordsPerPage }
    var index = start >> 6
    let flip: UInt64 = isTaken ? 0 : .max
    var bits = (taken[index] ^ flip) & (.max << UInt64(start & 63))
    while bits == 0 {
      index += 1
      guard index < taken.count else { return SwarmLimits.wordsPerPage }
      bits = taken[index] ^ flip
    }
    return (index << 6) + bits.trailingZeroBitCount
  }

  private mutating func mark(_ start: Int, _ count: Int, asTaken: Bool) {
    var position = start
    var remaining = count
    while remaining > 0 {
      let bit = position & 63
      let length = min(64 - bit, remaining)
      let mask = (UInt64.max >> UInt64(64 - length)) << UInt64(bit)
      if asTaken { taken[position >> 6] |= mask } else { taken[position >> 6] &= ~mask }
      position += length
      remaining -= length
    }
  }
}

// Reading and writing units.
extension PeerPage {
  /// The index, counted from `base`, of a peer among `count` packed ones, or -1.
  @inline(__always)
  mutating func index<Peer: PackedEndpoint>(of peer: Peer, at base: Int, count: Int) -> Int {
    units.span.extracting(base..<base &+ count &* Peer.unitCount).firstIndex(of: peer)
  }

  /// Finds a peer among `count` packed ones and notes that it announced; returns its index, or -1, and what its state was.
  @inline(__always)
  mutating func refresh<Peer: PackedEndpoint>(
    _ peer: Peer, at base: Int, states: Int, count: Int, now: Tick
  ) -> (index: Int, state: PeerState) {
    var units = self.units.mutableSpan
    let index = units.span.extracting(base..<base &+ count &* Peer.unitCount).firstIndex(of: peer)
    guard index >= 0 else { return (-1, PeerState(bits: 0)) }
    let state = PeerState(bits: units[states &+ index])
    units[states &+ index] = PeerState(announcedAt: now, isCounted: state.isCounted).bits
    return (index, state)
  }

  mutating func peer<Peer: PackedEndpoint>(_ type: Peer.Type, at offset: Int) -> Peer {
    Peer(units.span, at: offset)
  }

  mutating func store<Peer: PackedEndpoint>(_ peer: Peer, at offset: Int) {
    var span = units.mutableSpan
    peer.store(into: &span, at: offset)
  }

  mutating func unit(at offset: Int) -> UInt16 { units[offset] }

  mutating func store(unit: UInt16, at offset: Int) { units[offset] = unit }

  /// The first of the states `range` (unit offsets) that is expired, or nil.
  mutating func firstExpired(in range: Range<Int>, at now: Tick, after lifetime: PeerLifetime) -> Int? {
    let states = units.span.extracting(range)
    for index in states.indices where PeerState(bits: states[index]).isExpired(at: now, after: lifetime) {
      return range.lowerBound + index
    }
    return nil
  }

  /// Copies units into the scratch array, for moving them to another page.
  mutating func copy(_ range: Range<Int>, into scratch: inout [UInt16]) {
    scratch.removeAll(keepingCapacity: true)
    for offset in range { scratch.append(units[offset]) }
  }

  /// Copies the whole scratch array to `offset`.
  mutating func copy(from scratch: [UInt16], to offset: Int) {
    for index in scratch.indices { units[offset + index] = scratch[index] }
  }

  /// Fills units from a snapshot, where each is two bytes in the order of this machine's memory (little-endian).
  mutating func fill(_ range: Range<Int>, from bytes: Span<UInt8>) {
    var target = units.mutableSpan
    let source = bytes.extracting(0..<range.count * 2)
    for index in 0..<range.count {
      target[range.lowerBound &+ index] = UInt16(source[2 &* index]) | UInt16(source[2 &* index &+ 1]) << 8
    }
  }

  /// Copies a run of packed peers into a reply: the one unsafe step of the tables, because spans offer no copy of their own.
  @inline(__always)
  func copyRun(_ range: Range<Int>, into reply: inout MutableRawSpan, at offset: Int) {
    // Both ends are bounds-checked by `extracting`; the two memories are distinct, as one is borrowed exclusively.
    let source = units.span.extracting(range)
    var target = reply._mutatingExtracting(offset..<offset &+ source.count &* 2)
    unsafe source.withUnsafeBytes { from in
      unsafe target.withUnsafeMutableBytes { to in unsafe to.copyMemory(from: from) }
    }
  }
}

extension Span<UInt16> {
  /// The index of a peer among packed ones, or -1.
  ///
  /// Four at a time, from a window that is known to hold them: the search is most of what a re-announce costs.
  @inline(__always)
  fileprivate func firstIndex<Peer: PackedEndpoint>(of peer: Peer) -> Int {
    let size = Peer.unitCount
    var rest = self
    var index = 0
    while rest.count >= 4 &* size {
      if peer.matches(rest, at: 0) { return index }
      if peer.matches(rest, at: size) { return index &+ 1 }
      if peer.matches(rest, at: 2 &* size) { return index &+ 2 }
      if peer.matches(rest, at: 3 &* size) { return index &+ 3 }
      index &+= 4
      rest = rest.extracting(droppingFirst: 4 &* size)
    }
    while rest.count >= size {
      if peer.matches(rest, at: 0) { return index }
      index &+= 1
      rest = rest.extracting(droppingFirst: size)
    }
    return -1
  }
}
