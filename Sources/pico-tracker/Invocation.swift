// The request and the settings of one start: flags before environment before defaults.
internal import TrackerService

/// What the command line and the environment ask for, together.
struct Invocation {
  /// What to do.
  let request: Request
  /// Every option that takes a value, in the order of the table, with how it stands.
  let settings: [(option: Option, setting: Setting)]
  /// Everything that is wrong; the tracker does not start unless it is empty.
  let problems: [Problem]
  /// Variables that nobody reads.
  let unknownVariables: [UnknownVariable]

  /// Reads the arguments after the program's name, and the variables the options name.
  ///
  /// A reload's variables are for the running tracker to judge: it knows which of them a flag overrides.
  init(arguments: [String], environment: Variables) {
    let line = ArgumentParser(arguments)
    request = line.requests.contains(.help) ? .help : line.requests.first ?? .serve
    let isReload = request == .reload
    var problems = line.problems
    if isReload { problems += line.settings.map { .flagBesideReload($0.option.name) } }
    settings = OptionTable.all.map { option in
      let setting = line.setting(of: option)
      return (option, setting == .standard && !isReload ? option.read(environment, noting: &problems) : setting)
    }
    self.problems = problems
    unknownVariables = isReload ? [] : environment.unknown
  }

  /// The settings for the service; of use only if there are no problems.
  var configuration: ServiceConfiguration {
    var configuration = ServiceConfiguration()
    for (option, setting) in settings {
      guard case .given(let value, let origin) = setting else { continue }
      option.store(value, in: &configuration)
      if option.name == OptionTable.port.name { configuration.portOrigin = origin.name }
    }
    return configuration
  }

  /// What to say of the variables that nobody reads.
  var warnings: [LogEvent] { unknownVariables.map { .variableUnknown($0.name, meant: $0.meant) } }

  /// What a later environment of the same command line comes to, for a running tracker that began with this one.
  func reread(_ later: Invocation) -> RereadSettings {
    var waiting: [String] = []
    var port: String?
    for ((option, before), (_, after)) in zip(settings, later.settings) where !option.isLive {
      guard let text = option.text(of: after), text != option.text(of: before) else { continue }
      let change = "\(option.name) \(text)"
      if option.name == OptionTable.port.name { port = change } else { waiting.append(change) }
    }
    return RereadSettings(
      later.configuration.settings, waiting: waiting, port: port, problems: later.problems.map { $0.message },
      warnings: later.warnings)
  }
}

extension Option {
  /// How the option stands by its variable; an empty variable counts as not set, as in a file of variables to fill in.
  fileprivate func read(_ environment: Variables, noting problems: inout [Problem]) -> Setting {
    guard let variable, let text = environment[variable], !text.isEmpty else { return .standard }
    let origin = Origin.environment(variable)
    do throws(Problem) {
      return .given(try value(of: text, from: origin), origin)
    } catch {
      problems.append(error)
      return .refused(origin)
    }
  }

  /// Stores a value of this option's kind where it belongs.
  fileprivate func store(_ value: Value, in configuration: inout ServiceConfiguration) {
    switch (kind, value) {
    case (.number(_, let store), .number(let number)): store(&configuration, number)
    case (.text(_, let store), .text(let text)): store(&configuration, text)
    case (.toggle(_, let store), .toggle(let isOn)): store(&configuration, isOn)
    default: break  // The parser gives an option values of its own kind only.
    }
  }
}
