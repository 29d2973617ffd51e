// Repeats somebody's input in a message without letting it harm the terminal or the log: what cannot be seen is written
// out, and what is too long is cut.

/// How many characters of somebody's input a message repeats.
let echoLimit = 40

/// The text in single quotes, made safe to print.
func quoted(_ text: String) -> String {
  "'\(printable(text))'"
}

/// The text with what cannot be seen written out as in a Swift literal, and cut after a number of characters.
func printable(_ text: String, upTo limit: Int = echoLimit) -> String {
  var result = ""
  for (index, scalar) in text.unicodeScalars.enumerated() {
    if index == limit { return result + "..." }
    append(scalar, to: &result)
  }
  return result
}

private func append(_ scalar: Unicode.Scalar, to text: inout String) {
  switch scalar {
  case "\n": text += "\\n"
  case "\r": text += "\\r"
  case "\t": text += "\\t"
  case "\\": text += "\\\\"
  case let scalar where isInvisible(scalar): text += "\\u{\(String(scalar.value, radix: 16))}"
  default: text.unicodeScalars.append(scalar)
  }
}

/// Whether the scalar moves the cursor, turns the writing direction or shows nothing: C0 and C1 controls, and the format
/// characters of general punctuation.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
  default: false
  }
}
