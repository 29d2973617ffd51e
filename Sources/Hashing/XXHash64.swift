// XXH64, a checksum that keeps up with memory: for what a disk or a half-written file has changed.

/// XXH64 (Collet, 2012; the xxHash specification): finds accidents, not attackers; those cannot write a tracker's state.
public enum XXHash64 {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  /// The hash of bytes under a seed.
  public static func hash(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
    let stripes = bytes.count / 32
    var hash = stripes > 0 ? hashStripes(bytes, count: stripes, seed) : seed &+ prime5
    hash = hash &+ UInt64(bytes.count)
    return avalanche(absorb(bytes.extracting((stripes &* 32)...), into: hash))
  }

  /// Four lanes, eight bytes each, over whole stripes of 32 bytes.
  private static func hashStripes(_ bytes: Span<UInt8>, count: Int, _ seed: UInt64) -> UInt64 {
    var lane1 = seed &+ prime1 &+ prime2
    var lane2 = seed &+ prime2
    var lane3 = seed
    var lane4 = seed &- prime1
    for stripe in 0..<count {
      let window = bytes.extracting(stripe &* 32..<stripe &* 32 &+ 32)
      lane1 = round(lane1, window.littleEndianUInt64(at: 0))
      lane2 = round(lane2, window.littleEndianUInt64(at: 8))
      lane3 = round(lane3, window.littleEndianUInt64(at: 16))
      lane4 = round(lane4, window.littleEndianUInt64(at: 24))
    }
    var hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
    hash = merge(hash, lane1)
    hash = merge(hash, lane2)
    hash = merge(hash, lane3)
    return merge(hash, lane4)
  }

  /// The last bytes, fewer than 32.
  private static func absorb(_ rest: Span<UInt8>, into start: UInt64) -> UInt64 {
    var hash = start
    var offset = 0
    while offset + 8 <= rest.count {
      hash = (rotate(hash ^ round(0, rest.littleEndianUInt64(at: offset)), 27) &* prime1) &+ prime4
      offset += 8
    }
    if offset + 4 <= rest.count {
      hash = (rotate(hash ^ (UInt64(rest.littleEndianUInt32(at: offset)) &* prime1), 23) &* prime2) &+ prime3
      offset += 4
    }
    while offset < rest.count {
      hash = rotate(hash ^ (UInt64(rest[offset]) &* prime5), 11) &* prime1
      offset += 1
    }
    return hash
  }

  private static func avalanche(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ (hash &>> 33)) &* prime2
    hash = (hash ^ (hash &>> 29)) &* prime3
    return hash ^ (hash &>> 32)
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ (word &* prime2), 31) &* prime1
  }

  private static func merge(_ hash: UInt64, _ lane: UInt64) -> UInt64 {
    ((hash ^ round(0, lane)) &* prime1) &+ prime4
  }

  @inline(__always)
  private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    (value &<< bits) | (value &>> (64 &- bits))
  }
}

extension Span<UInt8> {
  /// The little-endian 64-bit integer at `offset`; traps outside the span.
  @inline(__always)
  fileprivate func littleEndianUInt64(at offset: Int) -> UInt64 {
    UInt64(littleEndianUInt32(at: offset)) | UInt64(littleEndianUInt32(at: offset &+ 4)) &<< 32
  }

  /// The little-endian 32-bit integer at `offset`; traps outside the span.
  @inline(__always)
  fileprivate func littleEndianUInt32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) | (UInt32(self[offset &+ 1]) &<< 8)
      | (UInt32(self[offset &+ 2]) &<< 16) | (UInt32(self[offset &+ 3]) &<< 24)
  }
}
