// SipHash, a keyed hash that is fast for a few words: who does not know the key can neither forge nor choose its values.

/// The 128-bit key of a SipHash, kept as the state that every hash under it starts from.
public struct SipKey: Sendable, BitwiseCopyable {
  @usableFromInline let v0: UInt64
  @usableFromInline let v1: UInt64
  @usableFromInline let v2: UInt64
  @usableFromInline let v3: UInt64

  /// A key from its two halves, each the little-endian number of eight of the key's bytes.
  @inlinable
  public init(_ k0: UInt64, _ k1: UInt64) {
    v0 = k0 ^ Self.mask0
    v1 = k1 ^ Self.mask1
    v2 = k0 ^ 0x6c79_6765_6e65_7261
    v3 = k1 ^ 0x7465_6462_7974_6573
  }

  /// The key itself, for keeping it over a restart.
  @inlinable
  public var words: (UInt64, UInt64) { (v0 ^ Self.mask0, v1 ^ Self.mask1) }

  @inlinable static var mask0: UInt64 { 0x736f_6d65_7073_6575 }
  @inlinable static var mask1: UInt64 { 0x646f_7261_6e64_6f6d }
}

/// SipHash (Aumasson and Bernstein, 2012) over whole 64-bit words, so that no buffer is needed.
///
/// The caller puts the message length into the top byte of the last word, as the specification does, or hashes messages of
/// one fixed length only.
public struct SipHash: Sendable, BitwiseCopyable {
  @usableFromInline var v0: UInt64
  @usableFromInline var v1: UInt64
  @usableFromInline var v2: UInt64
  @usableFromInline var v3: UInt64

  @inlinable @inline(__always)
  init(_ key: SipKey) {
    v0 = key.v0
    v1 = key.v1
    v2 = key.v2
    v3 = key.v3
  }

  @inlinable @inline(__always)
  mutating func round() {
    v0 = v0 &+ v1
    v1 = (v1 &<< 13 | v1 &>> 51) ^ v0
    v0 = v0 &<< 32 | v0 &>> 32
    v2 = v2 &+ v3
    v3 = (v3 &<< 16 | v3 &>> 48) ^ v2
    v0 = v0 &+ v3
    v3 = (v3 &<< 21 | v3 &>> 43) ^ v0
    v2 = v2 &+ v1
    v1 = (v1 &<< 17 | v1 &>> 47) ^ v2
    v2 = v2 &<< 32 | v2 &>> 32
  }

  @inlinable @inline(__always)
  mutating func absorb(_ word: UInt64, rounds: Int) {
    v3 ^= word
    for _ in 0..<rounds { round() }
    v0 ^= word
  }

  @inlinable @inline(__always)
  mutating func finish(rounds: Int) -> UInt64 {
    v2 ^= 0xff
    for _ in 0..<rounds { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  /// SipHash-2-4 of three words: for authentication.
  @inlinable
  public static func mac(_ key: SipKey, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    var state = SipHash(key)
    state.absorb(a, rounds: 2)
    state.absorb(b, rounds: 2)
    state.absorb(c, rounds: 2)
    return state.finish(rounds: 4)
  }

  /// SipHash-2-4 of one word: for authentication.
  @inlinable @inline(__always)
  public static func mac(_ key: SipKey, _ a: UInt64) -> UInt64 {
    var state = SipHash(key)
    state.absorb(a, rounds: 2)
    return state.finish(rounds: 4)
  }

  /// SipHash-1-3 of three words: for tables, where only unpredictability counts.
  @inlinable @inline(__always)
  public static func digest(_ key: SipKey, _ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    var state = SipHash(key)
    state.absorb(a, rounds: 1)
    state.absorb(b, rounds: 1)
    state.absorb(c, rounds: 1)
    return state.finish(rounds: 3)
  }

  /// SipHash-1-3 of one word: for tables.
  @inlinable @inline(__always)
  public static func digest(_ key: SipKey, _ a: UInt64) -> UInt64 {
    var state = SipHash(key)
    state.absorb(a, rounds: 1)
    return state.finish(rounds: 3)
  }
}
