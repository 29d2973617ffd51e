// The program: reads the command line, then answers it or serves.
internal import LinuxIO

/// Does what the command line asks for.
func perform(_ invocation: Invocation, _ environment: Variables) -> ExitStatus {
  switch invocation.request {
  case .help:
    print(HelpPage(invocation, headings: .forStandardOutput).text, terminator: "")
    return .success
  case .version:
    print(Version.line)
    return .success
  case .serve:
    guard invocation.problems.isEmpty else {
      Diagnostics.say(invocation.problems)
      return .usage
    }
    return run(invocation, arguments: ProcessArguments.all)
  case .reload:
    guard invocation.problems.isEmpty else {
      Diagnostics.say(invocation.problems)
      return .usage
    }
    return reload(environment)
  }
}

secureProcess()
let environment = Variables(assignments: ProcessArguments.environmentLines)
let invocation = Invocation(arguments: ProcessArguments.all, environment: environment)
exitProcess(perform(invocation, environment).rawValue)
