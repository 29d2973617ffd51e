// pico-tracker-load bare-server: runs a server that only receives and sends, to compare trackers with.
internal import ArgumentParser
internal import TrackerProtocol

struct BareServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bare-server",
    abstract: "Answer every request with a fixed reply of the right length: the cost of the kernel without a tracker.",
    discussion: "It serves one IP version on 127.0.0.1 or ::1 until it is killed.")

  @Option(help: "The UDP port.")
  var port: UInt16 = 1337
  @Flag(name: .customLong("ipv6"), help: "Serve ::1 in place of 127.0.0.1.")
  var isIPv6 = false

  func validate() throws { try check(Int(port), "--port", 1...65_535) }

  func run() throws {
    var server = try BareServer(isIPv6 ? .ipv6 : .ipv4, port: port)
    try server.serve()
  }
}
