// The command-line options of the target: address, port, process.
internal import ArgumentParser
internal import TrackerProtocol

struct TargetOptions: ParsableArguments {
  @Option(help: "The tracker's UDP port on 127.0.0.1 and ::1.")
  var port: UInt16 = 1337
  @Option(help: "How many sockets to ask from. Over IPv4 each has an address of its own.")
  var sockets = 16
  @Option(help: "The share of the sockets that speak IPv6, 0 to 1.")
  var ipv6Share = 0.25
  @Option(help: "How many requests each socket has under way.")
  var window = 32
  @Option(help: "After how many milliseconds a request counts as lost.")
  var timeout = 2000
  @Option(help: "The tracker's process, to see what it uses.")
  var pid: Int32?
  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard port > 0 else { throw ValidationError("--port 0 is out of range: a UDP port is 1 to 65535.") }
    try check(sockets, "--sockets", LoadLimits.sockets)
    try check(window, "--window", LoadLimits.window)
    try check(timeout, "--timeout", LoadLimits.timeoutMilliseconds)
    try checkShare(ipv6Share, "--ipv6-share")
  }

  var target: LoadTarget {
    LoadTarget(port: port, sockets: sockets, ipv6Share: ipv6Share, window: window, timeoutMilliseconds: timeout)
  }

  /// The process to watch, if one was named.
  func server() throws(LoadError) -> ServerProcess? {
    guard let pid else { return nil }
    return try ServerProcess(id: pid)
  }
}

/// Refuses a number that is out of its range.
func check(_ number: Int, _ option: String, _ range: ClosedRange<Int>) throws {
  guard !range.contains(number) else { return }
  throw ValidationError("\(option) \(number) is out of range: it is \(range.lowerBound) to \(range.upperBound).")
}

/// Refuses a share that is none.
func checkShare(_ share: Double, _ option: String) throws {
  guard share >= 0, share <= 1 else { throw ValidationError("\(option) \(share) is out of range: a share is 0 to 1.") }
}
