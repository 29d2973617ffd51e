// What one start of the program comes to: flags before environment before defaults.
internal import TrackerService

/// What the command line and the environment ask for, together.
struct Invocation {
  /// What to do.
  let request: Request
  /// Every option that takes a value, in the order of the table, with how it stands.
  let settings: [(option: Option, setting: Setting)]
  /// Everything that is wrong; the tracker does not start unless it is empty.
  let problems: [Problem]

  /// Reads the arguments after the program's name, and the variables the options name.
  init(arguments: [String], environment: (String) -> String?) {
    let line = ArgumentParser(arguments)
    var problems = line.problems
    settings = OptionTable.all.map { option in
      let setting = line.setting(of: option)
      return (option, setting == .standard ? option.read(environment, noting: &problems) : setting)
    }
    self.problems = problems
    request = line.requests.contains(.help) ? .help : line.requests.first ?? .serve
  }

  /// The settings for the service; of use only if there are no problems.
  var configuration: ServiceConfiguration {
    var configuration = ServiceConfiguration()
    for (option, setting) in settings {
      guard case .given(let value, let origin) = setting else { continue }
      option.store(value, in: &configuration)
      if case .flag = origin { configuration.pinned.formUnion(option.pin) }
      if option.name == OptionTable.port.name { configuration.portOrigin = origin.name }
    }
    return configuration
  }

  /// What to tell the person if there are problems: a line for each.
  var report: String {
    problems.map { "pico-tracker: \($0.message)\n" }.joined()
  }
}

extension Option {
  /// How the option stands by its variable; an empty variable counts as not set, as in a file of variables to fill in.
  fileprivate func read(_ environment: (String) -> String?, noting problems: inout [Problem]) -> Setting {
    guard let variable, let text = environment(variable), !text.isEmpty else { return .standard }
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
