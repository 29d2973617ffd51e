// Endpoints of peers as the tables keep them: the bytes that go on the wire, in 16-bit units.
internal import Hashing
internal import TrackerProtocol

/// One family's peer as 16-bit units whose memory is in network order.
protocol PackedEndpoint: Equatable, BitwiseCopyable {
  /// Units of one peer: the address, then the port.
  static var unitCount: Int { get }
  static var family: AddressFamily { get }

  init(_ endpoint: Endpoint)
  /// Reads the peer that starts at `offset`.
  init(_ units: Span<UInt16>, at offset: Int)

  /// Whether the peer that starts at `offset` is this one.
  func matches(_ units: Span<UInt16>, at offset: Int) -> Bool
  /// Writes the peer at `offset`.
  func store(into units: inout MutableSpan<UInt16>, at offset: Int)
  /// The hash by which its bucket is found.
  func digest(_ hash: PeerHash) -> UInt64
  /// Whether another peer has the same IPv4 address or IPv6 /64, and the same bits of the port.
  func isNeighbour(of other: Self, portMask: UInt16) -> Bool
}

extension PackedEndpoint {
  /// Units of one peer together with its state.
  static var unitCountWithState: Int { unitCount + 1 }

  /// Bytes of one peer on the wire.
  static var byteCount: Int { unitCount * 2 }

  /// Bytes of one peer together with its state.
  static var byteCountWithState: Int { unitCountWithState * 2 }

  /// Words of memory that hold `capacity` peers with their states.
  static func words(for capacity: Int) -> Int {
    (capacity * unitCountWithState + SwarmLimits.unitsPerWord - 1) / SwarmLimits.unitsPerWord
  }

  /// Peers with their states that `words` words hold.
  static func capacity(of words: Int) -> Int {
    words * SwarmLimits.unitsPerWord / unitCountWithState
  }
}

/// An IPv4 peer: two units of address, one of port.
struct IPv4Peer: PackedEndpoint {
  private let address: UInt32
  private let port: UInt16

  static var unitCount: Int { 3 }
  static var family: AddressFamily { .ipv4 }

  init(_ endpoint: Endpoint) {
    address = endpoint.address.ipv4Bits
    port = endpoint.port
  }

  init(_ units: Span<UInt16>, at offset: Int) {
    address = UInt32(units[offset].bigEndian) << 16 | UInt32(units[offset &+ 1].bigEndian)
    port = units[offset &+ 2].bigEndian
  }

  @inline(__always)
  func matches(_ units: Span<UInt16>, at offset: Int) -> Bool {
    // The low half of the address and the port first, as one word: they differ most often.
    units.pair(at: offset &+ 1)
      == UInt32(UInt16(truncatingIfNeeded: address).bigEndian) | UInt32(port.bigEndian) &<< 16
      && units[offset] == UInt16(truncatingIfNeeded: address &>> 16).bigEndian
  }

  func store(into units: inout MutableSpan<UInt16>, at offset: Int) {
    units[offset] = UInt16(truncatingIfNeeded: address &>> 16).bigEndian
    units[offset &+ 1] = UInt16(truncatingIfNeeded: address).bigEndian
    units[offset &+ 2] = port.bigEndian
  }

  @inline(__always)
  func digest(_ hash: PeerHash) -> UInt64 {
    SipHash.digest(hash.key, UInt64(address) << 16 | UInt64(port & hash.portMask))
  }

  func isNeighbour(of other: IPv4Peer, portMask: UInt16) -> Bool {
    address == other.address && (port ^ other.port) & portMask == 0
  }
}

/// An IPv6 peer: eight units of address, one of port.
struct IPv6Peer: PackedEndpoint {
  private let high: UInt64
  private let low: UInt64
  private let port: UInt16

  static var unitCount: Int { 9 }
  static var family: AddressFamily { .ipv6 }

  init(_ endpoint: Endpoint) {
    high = endpoint.address.high
    low = endpoint.address.low
    port = endpoint.port
  }

  init(_ units: Span<UInt16>, at offset: Int) {
    high = Self.word(units, at: offset)
    low = Self.word(units, at: offset &+ 4)
    port = units[offset &+ 8].bigEndian
  }

  private static func word(_ units: Span<UInt16>, at offset: Int) -> UInt64 {
    UInt64(units[offset].bigEndian) << 48 | UInt64(units[offset &+ 1].bigEndian) << 32
      | UInt64(units[offset &+ 2].bigEndian) << 16 | UInt64(units[offset &+ 3].bigEndian)
  }

  @inline(__always)
  func matches(_ units: Span<UInt16>, at offset: Int) -> Bool {
    // The end of the address and the port first, as one word: hosts of one network share the address's beginning.
    units.pair(at: offset &+ 7)
      == UInt32(UInt16(truncatingIfNeeded: low).bigEndian) | UInt32(port.bigEndian) &<< 16
      && Self.word(units, at: offset &+ 4) == low
      && Self.word(units, at: offset) == high
  }

  func store(into units: inout MutableSpan<UInt16>, at offset: Int) {
    for index in 0..<4 {
      let shift = UInt64(48 - 16 * index)
      units[offset &+ index] = UInt16(truncatingIfNeeded: high &>> shift).bigEndian
      units[offset &+ 4 &+ index] = UInt16(truncatingIfNeeded: low &>> shift).bigEndian
    }
    units[offset &+ 8] = port.bigEndian
  }

  @inline(__always)
  func digest(_ hash: PeerHash) -> UInt64 {
    SipHash.digest(hash.key, high, hash.isOfWholeAddress ? low : 0, UInt64(port & hash.portMask))
  }

  func isNeighbour(of other: IPv6Peer, portMask: UInt16) -> Bool {
    high == other.high && (port ^ other.port) & portMask == 0
  }
}

extension Span<UInt16> {
  /// Two neighbouring units as one word, so that they can be compared at once.
  @inline(__always)
  fileprivate func pair(at offset: Int) -> UInt32 {
    UInt32(self[offset]) | UInt32(self[offset &+ 1]) &<< 16
  }
}
