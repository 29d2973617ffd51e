// The keyed hash that says in which bucket of a large swarm a peer lies.
internal import Hashing

/// Hashes peers so that all of one address, or one group of them, fall into one bucket (`PeersPerAddress`).
struct PeerHash: BitwiseCopyable {
  /// Secret, or attackers could choose what collides.
  let key: SipKey
  /// The bits of a port that count.
  let portMask: UInt16
  /// Whether the whole of an IPv6 address counts, and not its /64 alone.
  let isOfWholeAddress: Bool

  init(key: SipKey, _ perAddress: PeersPerAddress) {
    self.key = key
    portMask = perAddress.portMask
    isOfWholeAddress = perAddress.groupLimit == nil
  }
}

/// The peers in one block that a newcomer shares its bound with.
struct Neighbours {
  var count = 0
  /// The index of the one that has been silent for longest, and for how many ticks.
  var oldest: (index: Int, age: UInt16)?
}
