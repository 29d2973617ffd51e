// A run of peers in the payload of a snapshot, from which a block is filled.

/// Peers in a payload: packed endpoints, and their states behind them.
struct PeerRun {
  /// Where the first endpoint begins, in bytes.
  var offset: Int
  /// How many peers there are.
  var count: Int
}
