// Numbers as hexadecimal text, without Foundation.

/// Lower-case hexadecimal digits of fixed width.
public enum Hexadecimal {
  /// Renders the lowest `count` digits of `value`, most significant first.
  public static func digits(of value: UInt64, count: Int) -> String {
    var text = ""
    for index in (0..<count).reversed() {
      let nibble = UInt8(truncatingIfNeeded: value >> (4 * UInt64(index))) & 0xf
      text.unicodeScalars.append(Unicode.Scalar(nibble < 10 ? 0x30 + nibble : 0x57 + nibble))
    }
    return text
  }
}
