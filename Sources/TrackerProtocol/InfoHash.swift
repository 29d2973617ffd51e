// The info hash, a torrent's name.

/// A torrent's 20-byte info hash, kept as three words so that comparing it takes three instructions.
public struct InfoHash: Equatable, Hashable, Sendable, BitwiseCopyable {
  /// The number of bytes on the wire.
  public static let byteCount = 20

  /// Bytes 0 to 7, big-endian.
  public let first: UInt64
  /// Bytes 8 to 15, big-endian.
  public let second: UInt64
  /// Bytes 16 to 19, big-endian.
  public let third: UInt32

  /// An info hash from its words, as big-endian numbers.
  @inlinable
  public init(first: UInt64, second: UInt64, third: UInt32) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// Reads the info hash that starts at `offset`; the caller has checked that 20 bytes are there.
  @inlinable @inline(__always)
  public init(_ bytes: Span<UInt8>, at offset: Int) {
    self.init(
      first: bytes.bigEndianUInt64(at: offset),
      second: bytes.bigEndianUInt64(at: offset &+ 8),
      third: bytes.bigEndianUInt32(at: offset &+ 16))
  }
}

extension InfoHash: CustomStringConvertible {
  /// Forty lower-case hexadecimal digits, as clients and web pages show it.
  public var description: String {
    Hexadecimal.digits(of: first, count: 16) + Hexadecimal.digits(of: second, count: 16)
      + Hexadecimal.digits(of: UInt64(third), count: 8)
  }
}
