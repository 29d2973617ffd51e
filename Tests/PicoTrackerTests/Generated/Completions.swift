// The completions for bash, zsh and fish, made from the option table.

@testable import pico_tracker

/// Renders the completion files.
enum Completions {
  static let warning = """
    # Made from the option table of pico-tracker. Change the table, then:
    # PICO_TRACKER_REGENERATE=1 swift test --filter GeneratedFiles

    """

  /// The completion for bash(1), through bash-completion or without it.
  static var bash: String {
    let values = OptionTable.all.filter { $0.placeholder != nil }
    let numbers = OptionTable.all.filter(\.takesNumber)
    let texts = OptionTable.all.filter { $0.content != nil }
    let toggles = OptionTable.all.filter(\.isToggle)
    return """
      # Bash completion for pico-tracker(8).
      \(warning)#
      \(OptionTable.all.map { "#   \($0.synopsis): \($0.described)" }.joined(separator: "\n"))

      _pico_tracker() {
          local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
          local option='' words='' paths=''

          # Bash makes a word of its own of the equals sign.
          if [[ $current == "=" ]]; then
              option=$previous current=''
          elif [[ $previous == "=" ]]; then
              option=${COMP_WORDS[COMP_CWORD - 2]}
          elif [[ $previous == @(\(values.flatMap(\.flags).joined(separator: "|"))) ]]; then
              option=$previous
          fi

          case $option in
      \(numbers.map { "        \($0.flags.joined(separator: " | "))) words='\($0.candidates)' ;;\n" }.joined())\
      \(texts.map { "        \($0.flags.joined(separator: " | "))) paths='\($0.bashAction)' ;;\n" }.joined())\
      \(toggles.map { "        \($0.flags.joined(separator: " | "))) words='true false' ;;\n" }.joined())\
              '')
                  words='\(OptionTable.all.map { "-\($0.name)" }.joined(separator: " "))'
                  [[ $current == --* ]] && words='\(OptionTable.all.map { "--\($0.name)" }.joined(separator: " "))'
                  ;;
          esac
          if [[ $paths ]]; then
              # Bash adds the slash behind a directory, and the quotes around a space.
              compopt -o filenames 2> /dev/null
              mapfile -t COMPREPLY < <(compgen -A "$paths" -- "$current")
              return
          fi
          mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
      }
      complete -F _pico_tracker pico-tracker

      """
  }

  /// The completion for zsh(1): a function file for its `fpath`.
  static var zsh: String {
    let specifications = OptionTable.all.map { option in
      let flags = option.flags.map { option.placeholder != nil ? "\($0)=" : $0 }.joined(separator: ",")
      let others = option.isRequest ? "- *" : option.flags.joined(separator: " ")
      return "  '(\(others))'{\(flags)}'[\(option.described)]\(option.zshArgument)'"
    }
    return """
      #compdef pico-tracker
      # Zsh completion for pico-tracker(8).
      \(warning)
      _arguments \\
      \(specifications.joined(separator: " \\\n"))

      """
  }

  /// The completion for fish(1).
  static var fish: String {
    let lines = OptionTable.all.map { option in
      let short = option.short.map { " -s \($0)" } ?? ""
      let names = "-o \(option.name) -l \(option.name)\(short)"
      return "complete -c pico-tracker \(names)\(option.fishArgument) -d '\(option.described)'\n"
    }
    return "# Fish completion for pico-tracker(8).\n\(warning)\ncomplete -c pico-tracker -f\n" + lines.joined()
  }
}

extension Option {
  /// The usual ways to write the flag.
  fileprivate var flags: [String] {
    ["-\(name)", "--\(name)"] + (short.map { ["-\($0)"] } ?? [])
  }

  /// The summary with limits, default and variable.
  fileprivate var described: String {
    guard let standardText, let variable else { return summaryWithLimits }
    return "\(summaryWithLimits) (default \(standardText), environment \(variable))"
  }

  /// The values to offer: the default, if it can be typed.
  fileprivate var candidates: String {
    guard case .number(let number, _) = kind, UInt64(number.standard) != nil else { return "" }
    return number.standard
  }

  /// What follows the flag, in the words of zsh's `_arguments`.
  fileprivate var zshArgument: String {
    switch kind {
    case .number(let number, _):
      let message = "\(number.placeholder.lowercased()), \(number.range.lowerBound) to \(number.range.upperBound)"
      return ":\(message):(\(candidates))"
    case .text(let text, _): return ":\(text.content.rawValue):_files\(text.content == .directory ? " -/" : "")"
    case .toggle, .request: return ""
    }
  }

  /// What follows the flag, in the words of fish's `complete`.
  fileprivate var fishArgument: String {
    switch kind {
    case .number: " -x" + (candidates.isEmpty ? "" : " -a \(candidates)")
    case .text(let text, _): text.content == .directory ? " -x -a '(__fish_complete_directories)'" : " -r -F"
    case .toggle, .request: ""
    }
  }

  /// What bash's `compgen` offers for the value.
  fileprivate var bashAction: String { content == .directory ? "directory" : "file" }

  /// What a text names; nil for an option of another kind.
  fileprivate var content: TextValue.Content? {
    guard case .text(let text, _) = kind else { return nil }
    return text.content
  }

  fileprivate var takesNumber: Bool { if case .number = kind { true } else { false } }
  fileprivate var isToggle: Bool { if case .toggle = kind { true } else { false } }
  fileprivate var isRequest: Bool { if case .request = kind { true } else { false } }
}
