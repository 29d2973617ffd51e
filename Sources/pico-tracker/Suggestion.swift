// Suggests the option that a mistyped word was probably meant to be.

/// Names longer than this are no typing errors, and are not compared.
private let comparedLength = 32

/// The best guess at what somebody meant.
enum Suggestion {
  /// The flag whose long name is nearest to an unknown option, with the same dashes; nil if none is near.
  static func flag(for word: String) -> String? {
    if let apart = shortFlag(in: word) { return apart }
    let name = undashed(word).lowercasedASCII()
    let dashes = word.hasPrefix("--") ? "--" : "-"
    return nearest(to: name, among: OptionTable.all).map { dashes + $0.name }
  }

  /// The variable whose option is nearest to the name of an unknown variable; nil if none is near.
  static func variable(for name: String) -> String? {
    // From `PICO_TRACKER__ID_MAX_AGE`, with however many underscores, to `id-max-age`.
    let words = name.lowercasedASCII().utf8.dropFirst("pico_tracker".utf8.count).drop { $0 == UInt8(ascii: "_") }
    let dashed = String(decoding: words.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    return nearest(to: dashed, among: OptionTable.all.filter { $0.variable != nil })?.variable
  }

  /// The option whose name is nearest to a word; nil if none is near.
  private static func nearest(to name: String, among options: [Option]) -> Option? {
    options
      .map { (option: $0, distance: editDistance(name, $0.name)) }
      .filter { $0.distance <= tolerance(for: $0.option.name) || isAbbreviation(name, of: $0.option.name) }
      .min { $0.distance < $1.distance }?.option
  }

  /// The flag meant by a word that does not look like one: the value of a toggle apart from it, a port alone, or a name
  /// without its dash or with a typeset one.
  static func flag(forArgument word: String, after option: Option?) -> String? {
    if let option, case .toggle? = try? option.value(of: word, from: .flag(option.name)) {
      return "-\(option.name)=\(trimmed(word))"
    }
    if case .number? = try? OptionTable.port.value(of: word, from: .flag("-port")) { return "-port \(trimmed(word))" }
    return OptionTable.all.first { $0.name == undashed(word) }.map { "-\($0.name)" }
  }

  /// The short option and the number written as one word, apart: `-p 6969` for `-p6969`; nil if it is not that.
  private static func shortFlag(in word: String) -> String? {
    let value = String(Substring(word.utf8.dropFirst(2)))
    return OptionTable.all.first { option in
      guard let short = option.short, word.hasPrefix("-\(short)") else { return false }
      guard case .number? = try? option.value(of: value, from: .flag(word)) else { return false }
      return true
    }?.short.map { "-\($0) \(trimmed(value))" }
  }

  /// The name in a word: no dashes before it, be they typed or typeset, and no value after it.
  private static func undashed(_ word: String) -> String {
    let name = word.unicodeScalars.drop { $0 == "-" || (0x2010...0x2015).contains($0.value) || $0.value == 0x2212 }
    return String(String.UnicodeScalarView(name.prefix { $0 != "=" }))
  }

  /// How many typing errors a name may hold and still be recognised: fewer than half of its letters, and at most two.
  private static func tolerance(for name: String) -> Int {
    min(2, (name.utf8.count - 1) / 2)
  }

  /// Whether the word is the beginning of the name, and long enough not to be a short option that does not exist.
  private static func isAbbreviation(_ word: String, of name: String) -> Bool {
    word.utf8.count >= 2 && name.hasPrefix(word)
  }
}

/// The number of letters to insert, remove, replace or swap with their neighbour to make one word the other (the optimal
/// string alignment distance); words too long to be typing errors are as far apart as can be.
func editDistance(_ first: String, _ second: String) -> Int {
  let first = Array(first.utf8)
  let second = Array(second.utf8)
  guard first.count <= comparedLength, second.count <= comparedLength else { return .max }
  // Three rows of the usual table: the one being filled, and the two above it.
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let isSame = first[row] == second[column]
      var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
