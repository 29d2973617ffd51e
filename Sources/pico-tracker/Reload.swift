// The reload verb: a short-lived process reads the new environment and tells the running one what it says.
internal import LinuxIO
internal import TrackerService

/// Tells the process named by MAINPID which settings to follow, or that they are wrong.
func reload(_ invocation: Invocation) -> ExitStatus {
  guard let text = ProcessArguments.environment("MAINPID"), let process = Int32(text), process > 0 else {
    Diagnostics.write(
      "pico-tracker: -reload needs the process id of the running service in MAINPID; use 'systemctl reload"
        + " pico-tracker'.\n", .error)
    return .usage
  }
  let isRight = invocation.problems.isEmpty
  let order: ReloadOrder = isRight ? .adopt(invocation.configuration.settings) : .refused
  if !isRight { Diagnostics.write(invocation.report, .warning) }
  do throws(Errno) {
    try Signal.hangUp.queue(to: process, value: order.number)
  } catch {
    Diagnostics.write("pico-tracker: process \(process) cannot be told to reload: \(error).\n", .error)
    return .systemError
  }
  return isRight ? .success : .usage
}
