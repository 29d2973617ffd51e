// Reading and writing integers in network order, over bounds-checked spans.
//
// Bytes are joined in the machine's order and swapped as a whole: the compiler turns that into one load and one swap even
// where the program goes on to look at some of the bits only, which it does not for bytes joined in the wire's order.

extension Span<UInt8> {
  /// The big-endian 16-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @inlinable @inline(__always)
  public func bigEndianUInt16(at offset: Int) -> UInt16 {
    (UInt16(self[offset]) | UInt16(self[offset &+ 1]) &<< 8).byteSwapped
  }

  /// The big-endian 32-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @inlinable @inline(__always)
  public func bigEndianUInt32(at offset: Int) -> UInt32 {
    littleEndianUInt32(at: offset).byteSwapped
  }

  /// The big-endian 64-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @inlinable @inline(__always)
  public func bigEndianUInt64(at offset: Int) -> UInt64 {
    littleEndianUInt64(at: offset).byteSwapped
  }

  /// The little-endian 64-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @usableFromInline @inline(__always)
  func littleEndianUInt64(at offset: Int) -> UInt64 {
    UInt64(littleEndianUInt32(at: offset)) | UInt64(littleEndianUInt32(at: offset &+ 4)) &<< 32
  }

  /// The little-endian 32-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @usableFromInline @inline(__always)
  func littleEndianUInt32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) | UInt32(self[offset &+ 1]) &<< 8
      | UInt32(self[offset &+ 2]) &<< 16 | UInt32(self[offset &+ 3]) &<< 24
  }
}

extension MutableRawSpan {
  /// Writes a big-endian integer at `offset`; traps if it does not fit.
  @inlinable @inline(__always)
  public mutating func storeBigEndian<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value, at offset: Int) {
    storeBytes(of: value.bigEndian, toByteOffset: offset, as: Value.self)
  }
}

extension [UInt8] {
  /// Appends a big-endian integer; not for the hot path, where arrays are not made.
  @inline(never)
  public mutating func appendBigEndian<Value: FixedWidthInteger>(_ value: Value) {
    for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
