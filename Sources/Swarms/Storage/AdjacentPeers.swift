// Peers that lie side by side in the peer memory, and can be copied at once.

/// Some peers of one block, from an index on.
struct AdjacentPeers {
  var block: PeerBlock
  var start: Int
  /// How many there are; none if it is below 1.
  var count: Int

  @inline(__always)
  init(of block: PeerBlock, _ start: Int, _ count: Int) {
    self.block = block
    self.start = start
    self.count = count
  }
}
