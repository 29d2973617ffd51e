// The program: reads the command line, and answers it or serves.
internal import LinuxIO

/// Does what the command line asks for.
func perform(_ invocation: Invocation) -> ExitStatus {
  switch invocation.request {
  case .help:
    print(HelpPage(invocation, headings: .forStandardOutput).text, terminator: "")
    return .success
  case .version:
    print(Version.line)
    return .success
  case .serve:
    guard invocation.problems.isEmpty else {
      Diagnostics.write(invocation.report, .error)
      return .usage
    }
    return run(invocation.configuration)
  case .reload:
    return reload(invocation)
  }
}

let invocation = Invocation(arguments: ProcessArguments.all, environment: { ProcessArguments.environment($0) })
exitProcess(perform(invocation).rawValue)
