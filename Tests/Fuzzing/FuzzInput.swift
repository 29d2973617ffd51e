// The bytes that the fuzzer hands to a target, read from the first to the last.

/// An input; every read takes what is left, and zeros behind its end.
struct FuzzInput {
  private var rest: ArraySlice<UInt8>

  /// Copies what libFuzzer shows for the length of one call.
  init(_ data: UnsafePointer<UInt8>?, _ count: Int) {
    // Unsafe: libFuzzer says that there are `count` bytes.
    rest = unsafe Array(UnsafeBufferPointer(start: data, count: count))[...]
  }

  var isEmpty: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// A number of two bytes, most significant first.
  mutating func number() -> Int { Int(byte()) << 8 | Int(byte()) }

  /// The next bytes; fewer at the end.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let taken = Array(rest.prefix(count))
    rest = rest.dropFirst(count)
    return taken
  }

  /// The bytes up to a separator, which is taken, too.
  mutating func text(upTo separator: UInt8) -> [UInt8] {
    let taken = Array(rest.prefix { $0 != separator })
    rest = rest.dropFirst(taken.count + 1)
    return taken
  }

  mutating func everything() -> [UInt8] { bytes(rest.count) }
}

/// Stops the fuzzer, which keeps the input, when something is not as it must be.
func check(_ isRight: Bool, _ complaint: @autoclosure () -> String) {
  if !isRight { fatalError(complaint()) }
}
