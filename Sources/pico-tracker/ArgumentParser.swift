// Parses the words of the command line into settings. Go's and GNU's ways of writing options are the same here:
// `-port=6969`, `-port 6969`, `--port=6969`, `--port 6969`, `-p 6969`, `-p=6969`.

/// Reads the words of a command line, once, from the first to the last.
struct ArgumentParser {
  /// What the flags say, by the long name of the option; of a flag given twice, the last.
  private(set) var settings: [(option: Option, setting: Setting)] = []
  /// What the flags ask to do instead of serving, in the order asked.
  private(set) var requests: [Request] = []
  /// Everything that is wrong, in the order found.
  private(set) var problems: [Problem] = []
  /// The words still to be read.
  private var words: ArraySlice<String>

  init(_ arguments: [String]) {
    words = arguments[...]
    while let word = words.popFirst() {
      if word == "--" {
        takeRest()
      } else if word.utf8.count > 1, word.utf8.first == UInt8(ascii: "-") {
        takeFlag(word)
      } else {
        takeArgument(word)
      }
    }
  }

  /// What the flags say about an option.
  func setting(of option: Option) -> Setting {
    settings.last { $0.option.name == option.name }?.setting ?? .standard
  }

  /// `--` ends the options; nothing may follow, as there are no other arguments.
  private mutating func takeRest() {
    if let word = words.first { problems.append(.unexpectedArgument(word, suggestion: nil)) }
    words.removeAll()
  }

  private mutating func takeArgument(_ word: String) {
    let suggestion = Suggestion.flag(forArgument: word, after: settings.last?.option)
    takeMistake(.unexpectedArgument(word, suggestion: suggestion))
  }

  /// Notes a word nobody knows, with the words up to the next flag: they belong to it, and are no mistakes of their own.
  private mutating func takeMistake(_ problem: Problem) {
    problems.append(problem)
    words = words.drop { !Flag.isFlag($0) }
  }

  private mutating func takeFlag(_ word: String) {
    let flag = Flag(word)
    guard let option = OptionTable.option(named: flag.name) else {
      takeMistake(.unknownOption(flag.typed, suggestion: Suggestion.flag(for: flag.typed)))
      return
    }
    let origin = Origin.flag(flag.typed)
    switch option.kind {
    case .request(let request) where flag.value == nil: requests.append(request)
    case .toggle where flag.value == nil: settings.append((option, .given(.toggle(true), origin)))
    case .number where flag.value == nil, .text where flag.value == nil:
      take(nextValue() ?? "", for: option, from: origin)
    default: take(flag.value ?? "", for: option, from: origin)
    }
  }

  private mutating func take(_ text: String, for option: Option, from origin: Origin) {
    do throws(Problem) {
      settings.append((option, .given(try option.value(of: text, from: origin), origin)))
    } catch {
      settings.append((option, .refused(origin)))
      problems.append(error)
    }
  }

  /// The next word, unless it is a flag of its own: `-port -debug` lacks a port, while `-port -1` has a bad one.
  private mutating func nextValue() -> String? {
    guard let word = words.first, !Flag.isFlag(word) else { return nil }
    return words.popFirst()
  }
}

/// A word that begins with a dash, taken apart.
private struct Flag {
  /// The flag as it was typed, dashes and all, without its value.
  let typed: String
  /// The name between the dashes and the equals sign.
  let name: String
  /// What follows the equals sign; nil if there is none.
  let value: String?

  init(_ word: String) {
    let end = word.utf8.firstIndex(of: UInt8(ascii: "=")) ?? word.endIndex
    typed = String(word[..<end])
    value = end == word.endIndex ? nil : String(word[word.utf8.index(after: end)...])
    name = String(Substring(typed.utf8.dropFirst(typed.hasPrefix("--") ? 2 : 1)))
  }

  /// Whether the word is an option rather than a value with a minus sign.
  static func isFlag(_ word: String) -> Bool {
    let bytes = Array(word.utf8.prefix(2))
    return bytes.count == 2 && bytes[0] == UInt8(ascii: "-") && !(0x30...0x39).contains(bytes[1])
  }
}
