// The change that one announce makes to a peer: its role, its state, and whether it counts as a completed download.

/// What an announce changes of a peer.
struct PeerUpdate {
  var role: PeerRole
  var now: Tick
  var isCompletion: Bool

  @inline(__always)
  init(_ announce: PeerAnnounce) {
    role = announce.status == .seeder ? .seeder : .leecher
    now = announce.now
    isCompletion = announce.isCompletion
  }

  /// The peer's state from now on, from what was known of it: nil for a peer that was not known.
  ///
  /// A completion counts once, and only if it makes a seeder of a leecher or an unknown peer. So it never counts where
  /// the peer's role stays as it was.
  func state(after known: (role: PeerRole, state: PeerState)?) -> (state: PeerState, isNewlyCompleted: Bool) {
    let wasCounted = known?.state.isCounted ?? false
    let isNewlyCompleted = isCompletion && role == .seeder && !wasCounted && known?.role != .seeder
    return (PeerState(announcedAt: now, isCounted: wasCounted || isNewlyCompleted), isNewlyCompleted)
  }
}

/// The announcing peer as its list is chosen: where it now is, so that it can be left out, and how many it wants.
struct Requester {
  var role: PeerRole
  /// The most peers that it is told of.
  var wanted = 0
  /// Its bucket in a hashed swarm; 0 in a small one.
  var bucket = 0
  /// Its index in the block, or -1 if it could not be stored.
  var index: Int
  /// Whether this announce added to the torrent's completed count.
  var isNewlyCompleted = false
}
