// The step from the command line into the service.
internal import LinuxIO
internal import TrackerService

/// Runs the tracker until it is told to stop, and says with what status to exit.
func run(_ configuration: ServiceConfiguration) -> ExitStatus {
  StandardError.write("pico-tracker: would serve on UDP port \(configuration.port); the service is not joined yet.\n")
  return .success
}
