// Text without the white space around it.

/// The text without spaces, tabs and line ends around it, which an editor or a copy leaves behind.
func trimmed(_ text: String) -> String {
  let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
  let bytes = Array(text.utf8.drop(while: isSpace))
  let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0
  return String(decoding: bytes[..<end], as: UTF8.self)
}
