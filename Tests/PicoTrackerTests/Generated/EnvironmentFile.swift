// The file of environment variables that the Debian package installs, made from the option table.

@testable import pico_tracker

/// Renders /etc/default/pico-tracker.
enum EnvironmentFile {
  /// The whole file: every variable commented out, with what the table says about it.
  static let text =
    head + entries { !idle.contains($0.name) } + tail + entries { idle.contains($0.name) }

  /// Options that do nothing for the service, which has its sockets, its directory and its secret from systemd.
  private static let idle = ["port", "state-directory", "secret-file"]

  private static func entries(where isWanted: (Option) -> Bool) -> String {
    OptionTable.all.filter(isWanted).compactMap(entry).joined()
  }

  private static let tail = """

    # What follows is for a tracker that is started by hand. The service has it from systemd instead: its port from
    # pico-tracker.socket, its directory from StateDirectory=, its secret from LoadCredential=. Leave these lines as they are.

    """

  private static let head = """
    # Settings of the pico-tracker service: one NAME=value per line, as in systemd.exec(5), EnvironmentFile=.
    # A line below that begins with "#" and a name shows the default. To change one, remove the "#", then:
    #   sudo systemctl reload pico-tracker    (workers, snapshots and secrets: restart instead of reload)
    # Neither loses a request, and neither forgets a peer.
    # The port is not set here, but by: sudo systemctl edit pico-tracker.socket
    # Until the first packet the service does not run, and there is nothing to reload: it starts with what stands here.
    # Words in capitals, such as DIAGNOSTICS, are sections of the manual page: man pico-tracker

    """

  private static func entry(for option: Option) -> String? {
    guard let variable = option.variable else { return nil }
    let text = option.explanation.text + "\n" + facts(about: option)
    return "\n" + comment(text) + "#\(variable)=\(standard(of: option))\n"
  }

  private static func facts(about option: Option) -> String {
    switch option.kind {
    case .number(let number, _): "Allowed: \(number.limits). Default: \(number.standard)."
    case .text(let text, _): "Allowed: \(text.rule). Default: \(text.standard)."
    case .toggle, .request: "On: 1, yes, y, on or true. Off: 0, no, n, off or false. Default: off."
    }
  }

  /// The default as it can be typed. An empty value counts as none, so a default in words is left out.
  private static func standard(of option: Option) -> String {
    switch option.kind {
    case .number(let number, _): UInt64(number.standard) == nil ? "" : number.standard
    case .toggle(let standard, _): standard ? "1" : "0"
    case .text, .request: ""
    }
  }

  /// The longest line of the file.
  private static let columns = 100

  /// Sentences as comment lines, each beginning a new one.
  private static func comment(_ sentences: String) -> String {
    var text = ""
    for sentence in sentences.split(separator: "\n") {
      var line = "#"
      for word in sentence.split(separator: " ") {
        if line.count + 1 + word.count > columns {
          text += line + "\n"
          line = "#  "
        }
        line += " \(word)"
      }
      text += line + "\n"
    }
    return text
  }
}
