// Lower case for the words of a command line, which are ASCII: the standard library's `lowercased()` knows all of Unicode, and
// brings its tables into the binary.

extension String {
  /// The text with the letters A to Z in lower case, and everything else as it is.
  func lowercasedASCII() -> String {
    var result = ""
    for scalar in unicodeScalars {
      let isCapital = ("A"..."Z").contains(scalar)
      result.unicodeScalars.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    }
    return result
  }
}
