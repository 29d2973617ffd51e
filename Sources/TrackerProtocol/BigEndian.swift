// Reading and writing integers in network order. Plain shifts over one bounds-checked span: the compiler turns them into single loads.

extension Span<UInt8> {
  /// The big-endian 16-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @inlinable @inline(__always)
  public func bigEndianUInt16(at offset: Int) -> UInt16 {
    UInt16(self[offset]) << 8 | UInt16(self[offset &+ 1])
  }

  /// The big-endian 32-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @inlinable @inline(__always)
  public func bigEndianUInt32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) << 24 | UInt32(self[offset &+ 1]) << 16
      | UInt32(self[offset &+ 2]) << 8 | UInt32(self[offset &+ 3])
  }

  /// The big-endian 64-bit integer at `offset`; traps outside the span, so the caller checks the length first.
  @inlinable @inline(__always)
  public func bigEndianUInt64(at offset: Int) -> UInt64 {
    UInt64(bigEndianUInt32(at: offset)) << 32 | UInt64(bigEndianUInt32(at: offset &+ 4))
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
