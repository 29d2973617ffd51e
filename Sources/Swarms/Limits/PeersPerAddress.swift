// The bound on how many peers of one address a swarm has, so that no address can take a swarm over.

/// How many endpoints of one IPv4 address, or of one IPv6 /64, a swarm may have.
///
/// The index of a large swarm follows it: peers of one address lie in one bucket, where they can be counted. Where more are allowed
/// than a bucket should hold, the low bits of the port split them into groups, each of which has its part of the number.
public struct PeersPerAddress: Equatable, Sendable, BitwiseCopyable {
  /// The most of one group: a quarter of what a bucket can hold.
  private static let largestGroup = 64

  /// The number that was chosen, at least 1; 65 535 is no bound.
  let number: UInt16
  /// Low bits of the port by which an address's peers are split into groups.
  let portBits: Int

  /// A bound of at least 1; 65 535 is none.
  public init(_ number: UInt16) {
    self.number = max(number, 1)
    var portBits = 0
    while Self.share(of: number, bits: portBits) > Self.largestGroup { portBits += 1 }
    self.portBits = number == .max ? UInt16.bitWidth : portBits
  }

  /// No bound: peers are told apart by address and port alone.
  public static let unbounded = PeersPerAddress(.max)

  /// The most peers of one group; nil if there is no bound.
  var groupLimit: Int? { number == .max ? nil : Self.share(of: number, bits: portBits) }

  /// The bits of a port that are the same within a group.
  var portMask: UInt16 { UInt16(truncatingIfNeeded: (1 &<< portBits) &- 1) }

  /// How snapshots name the order of the buckets that comes of it: 0 by whole endpoints, else one more than the bits of the port.
  var snapshotCode: UInt8 { number == .max ? 0 : UInt8(portBits + 1) }

  /// The codes that a snapshot may have: 65 534 peers are split by ten bits.
  static let snapshotCodes: ClosedRange<UInt8> = 0...11

  /// The part of a number that falls to each of 2^bits groups, rounded up.
  private static func share(of number: UInt16, bits: Int) -> Int { (Int(number) + (1 << bits) - 1) >> bits }
}
