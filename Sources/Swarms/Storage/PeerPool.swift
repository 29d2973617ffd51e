// The peer memory of one table: pages, and the blocks that are allocated in them.

/// Hands out blocks of words from 16 KiB pages; growing means one more page, never a move of what is there.
struct PeerPool: ~Copyable {
  private var pages: [PeerPage] = []
  /// Numbers of pages whose memory was given back.
  private var vacantPages: [Int] = []
  /// The page that the last block came from.
  private var current = 0
  /// Units on their way from one page to another.
  private var scratch: [UInt16] = []
  /// Words that blocks hold.
  private(set) var usedWords = 0

  init() {}

  /// Words that the pages hold, taken or free.
  var heldWords: Int { (pages.count - vacantPages.count) * SwarmLimits.wordsPerPage }

  /// Takes a block; the address is page and word in one number.
  mutating func allocate(words: Int) -> UInt32 {
    usedWords += words
    if let address = allocate(words, inPage: current) { return address }
    var page = current
    var searches = 0
    for _ in 0..<pages.count where searches < SwarmLimits.pagesSearched {
      page = page + 1 < pages.count ? page + 1 : 0
      let isWorthSearching = pages[page].freeWords >= max(words, SwarmLimits.minimumFreeWords)
      guard isWorthSearching, !pages[page].isEvacuating else { continue }
      searches += 1
      if let address = allocate(words, inPage: page) { return address }
    }
    guard let address = allocate(words, inPage: addPage()) else { preconditionFailure("a block outgrew its page") }
    return address
  }

  /// Gives a block back, and its page's memory to the system once the page is empty.
  mutating func free(_ address: UInt32, words: Int) {
    usedWords -= words
    let page = Self.page(address)
    pages[page].free(Self.word(address), words)
    if pages[page].isEmpty, page != current {
      pages[page] = .vacant
      vacantPages.append(page)
    }
  }

  private mutating func allocate(_ words: Int, inPage page: Int) -> UInt32? {
    guard page < pages.count, let word = pages[page].allocate(words) else { return nil }
    current = page
    return UInt32(page) << SwarmLimits.pageBits | UInt32(word)
  }

  private mutating func addPage() -> Int {
    if let page = vacantPages.popLast() {
      pages[page] = PeerPage()
      return page
    }
    pages.append(PeerPage())
    return pages.count - 1
  }

  /// Begins to empty the sparser pages, if so much is free that it is worth it; whoever visits all blocks then moves them
  /// with ``isEvacuating(_:)``. Pages that an earlier round left behind are used again.
  mutating func beginCompaction() {
    let isWorthIt = heldWords - usedWords > heldWords / SwarmLimits.tolerableFreeShare + SwarmLimits.wordsPerPage
    let averageFree = (heldWords - usedWords) / max(pages.count - vacantPages.count, 1)
    for page in pages.indices {
      pages[page].isEvacuating = isWorthIt && pages[page].freeWords > averageFree
    }
  }

  /// Whether a block lies in a page that is being emptied.
  @inline(__always)
  mutating func isEvacuating(_ block: PeerBlock) -> Bool { pages[Self.page(block.address)].isEvacuating }

  @inline(__always)
  fileprivate static func page(_ address: UInt32) -> Int { Int(address >> SwarmLimits.pageBits) }

  @inline(__always)
  fileprivate static func word(_ address: UInt32) -> Int { Int(address) & ((1 << Int(SwarmLimits.pageBits)) - 1) }
}

// Peers within a block: packed endpoints first, their states behind them.
extension PeerPool {
  /// The unit offset, within its page, of the endpoint at `index`.
  @inline(__always)
  private func endpointOffset<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: PeerBlock, _ index: Int) -> Int {
    Self.word(block.address) &* SwarmLimits.unitsPerWord &+ index &* Peer.unitCount
  }

  /// The unit offset, within its page, of the state at `index`.
  @inline(__always)
  private func stateOffset<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: PeerBlock, _ index: Int) -> Int {
    endpointOffset(type, block, Int(block.capacity)) &+ index
  }

  /// The index of a peer in a block, or -1.
  @inline(__always)
  mutating func index<Peer: PackedEndpoint>(of peer: Peer, in block: PeerBlock) -> Int {
    guard block.count > 0 else { return -1 }
    return pages[Self.page(block.address)].index(of: peer, at: endpointOffset(Peer.self, block, 0), count: block.count)
  }

  /// Finds a peer in a block and notes that it announced; returns its index, or -1, and what its state was.
  @inline(__always)
  mutating func refresh<Peer: PackedEndpoint>(
    _ peer: Peer, in block: PeerBlock, at now: Tick
  ) -> (index: Int, state: PeerState) {
    guard block.count > 0 else { return (-1, PeerState(bits: 0)) }
    return pages[Self.page(block.address)].refresh(
      peer, at: endpointOffset(Peer.self, block, 0), states: stateOffset(Peer.self, block, 0), count: block.count,
      now: now)
  }

  mutating func peer<Peer: PackedEndpoint>(_ type: Peer.Type, at index: Int, of block: PeerBlock) -> Peer {
    pages[Self.page(block.address)].peer(type, at: endpointOffset(type, block, index))
  }

  mutating func state<Peer: PackedEndpoint>(_ type: Peer.Type, at index: Int, of block: PeerBlock) -> PeerState {
    PeerState(bits: pages[Self.page(block.address)].unit(at: stateOffset(type, block, index)))
  }

  mutating func setState<Peer: PackedEndpoint>(
    _ type: Peer.Type, at index: Int, of block: PeerBlock, to state: PeerState
  ) {
    pages[Self.page(block.address)].store(unit: state.bits, at: stateOffset(type, block, index))
  }

  /// Writes a peer and its state.
  mutating func store<Peer: PackedEndpoint>(_ peer: Peer, _ state: PeerState, at index: Int, of block: PeerBlock) {
    pages[Self.page(block.address)].store(peer, at: endpointOffset(Peer.self, block, index))
    setState(Peer.self, at: index, of: block, to: state)
  }

  /// Copies the peer and state at one index over those at another.
  mutating func move<Peer: PackedEndpoint>(_ type: Peer.Type, from source: Int, to target: Int, of block: PeerBlock) {
    guard source != target else { return }
    let peer = peer(type, at: source, of: block)
    store(peer, state(type, at: source, of: block), at: target, of: block)
  }

  /// The first index at or behind `start` whose peer has expired, or nil.
  mutating func firstExpired<Peer: PackedEndpoint>(
    _ type: Peer.Type, in block: PeerBlock, from start: Int, at now: Tick, after lifetime: PeerLifetime
  ) -> Int? {
    guard start < block.count else { return nil }
    let base = stateOffset(type, block, 0)
    return pages[Self.page(block.address)]
      .firstExpired(in: base + start..<base + block.count, at: now, after: lifetime)
      .map { $0 - base }
  }

  /// The peers of a block that share their bound with a newcomer.
  mutating func neighbours<Peer: PackedEndpoint>(
    of newcomer: Peer, in block: PeerBlock, at now: Tick, portMask: UInt16
  ) -> Neighbours {
    var found = Neighbours()
    for index in 0..<block.count
    where peer(Peer.self, at: index, of: block).isNeighbour(of: newcomer, portMask: portMask) {
      let age = state(Peer.self, at: index, of: block).age(at: now)
      if found.oldest.map({ age > $0.age }) ?? true { found.oldest = (index, age) }
      found.count += 1
    }
    return found
  }

  /// Copies the endpoints of adjacent peers into a reply and moves `offset` behind them.
  @inline(__always)
  func copyPeers<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ run: AdjacentPeers, into reply: inout MutableRawSpan, at offset: inout Int
  ) {
    guard run.count > 0 else { return }
    let start = endpointOffset(type, run.block, run.start)
    let unitCount = run.count &* Peer.unitCount
    pages[Self.page(run.block.address)].copyRun(start..<start &+ unitCount, into: &reply, at: offset)
    offset &+= unitCount &* 2
  }

  /// Copies a block's endpoints and then its states into a snapshot and moves `offset` behind them.
  mutating func copyPeersAndStates<Peer: PackedEndpoint>(
    _ type: Peer.Type, of block: PeerBlock, into bytes: inout MutableRawSpan, at offset: inout Int
  ) {
    guard block.count > 0 else { return }
    copyPeers(type, AdjacentPeers(of: block, 0, block.count), into: &bytes, at: &offset)
    let states = stateOffset(type, block, 0)..<stateOffset(type, block, block.count)
    pages[Self.page(block.address)].copyRun(states, into: &bytes, at: offset)
    offset += states.count * 2
  }

  /// Takes a block for peers of a snapshot, of which the first ones are leechers, and fills it.
  @inline(never)
  mutating func restore<Peer: PackedEndpoint>(
    _ type: Peer.Type, _ run: PeerRun, leechers: Int, from payload: Span<UInt8>
  ) -> PeerBlock {
    var block = PeerBlock()
    guard run.count > 0 else { return block }
    resize(type, &block, toHold: run.count)
    block.leechers = UInt8(leechers)
    block.seeders = UInt8(run.count - leechers)
    let endpoints = endpointOffset(type, block, 0)..<endpointOffset(type, block, run.count)
    let states = stateOffset(type, block, 0)..<stateOffset(type, block, run.count)
    let page = Self.page(block.address)
    pages[page].fill(endpoints, from: payload.extracting(run.offset...))
    pages[page].fill(states, from: payload.extracting((run.offset + endpoints.count * 2)...))
    return block
  }

  /// Moves a block's peers into a new block that holds at least `capacity`, and frees the old one.
  mutating func resize<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: inout PeerBlock, toHold capacity: Int) {
    let words = Peer.words(for: capacity)
    var resized = block
    resized.capacity = UInt8(min(Peer.capacity(of: words), SwarmLimits.blockPeers))
    resized.address = allocate(words: Peer.words(for: Int(resized.capacity)))
    if block.count > 0 {
      let endpoints = endpointOffset(type, block, 0)..<endpointOffset(type, block, block.count)
      copy(endpoints, ofPageOf: block, to: endpointOffset(type, resized, 0), ofPageOf: resized)
      let states = stateOffset(type, block, 0)..<stateOffset(type, block, block.count)
      copy(states, ofPageOf: block, to: stateOffset(type, resized, 0), ofPageOf: resized)
    }
    release(type, block)
    block = resized
  }

  /// Frees a block's memory, if it has any.
  mutating func release<Peer: PackedEndpoint>(_ type: Peer.Type, _ block: PeerBlock) {
    if block.capacity > 0 { free(block.address, words: Peer.words(for: Int(block.capacity))) }
  }

  private mutating func copy(
    _ units: Range<Int>, ofPageOf source: PeerBlock, to offset: Int, ofPageOf target: PeerBlock
  ) {
    pages[Self.page(source.address)].copy(units, into: &scratch)
    pages[Self.page(target.address)].copy(from: scratch, to: offset)
  }
}
