// pico-tracker-load traffic: measures how many requests the tracker answers, how fast, and at what cost.
internal import ArgumentParser
internal import LinuxIO

struct TrafficCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traffic", abstract: "Announce all peers, then measure random traffic.",
    discussion: "The defaults are the traffic of public trackers; the three weights are relative to each other.")

  @OptionGroup(title: "Where") var destination: TargetOptions
  @OptionGroup(title: "Who") var who: PopulationOptions
  @Option(help: "How many peers there are.")
  var peers = 100_000
  @Option(help: "How many seconds to measure.")
  var seconds = 10
  @Option(help: "The weight of connects.")
  var connects = 20.0
  @Option(help: "The weight of announces.")
  var announces = 80.0
  @Option(help: "The weight of scrapes.")
  var scrapes = 1.5
  @Option(help: "How many torrents a scrape asks for.")
  var scrapeSize = 10
  @Option(help: "The share of requests with a connection id that the tracker never gave out; no answer is expected.")
  var staleIds = 0.2
  @Option(help: "The share of announces that report 'started'.")
  var started = 0.05
  @Option(help: "The share of announces that report 'completed'.")
  var completed = 0.01
  @Option(help: "The share of announces that report 'stopped'.")
  var stopped = 0.05
  @Flag(help: "Do not announce all peers first.")
  var noFill = false

  func validate() throws {
    try check(peers, "--peers", max(LoadLimits.peers.lowerBound, destination.sockets)...LoadLimits.peers.upperBound)
    try check(seconds, "--seconds", LoadLimits.seconds)
    try check(scrapeSize, "--scrape-size", LoadLimits.scrapeSize)
    guard connects >= 0, announces >= 0, scrapes >= 0, connects + announces + scrapes > 0,
      (connects + announces + scrapes).isFinite
    else {
      throw ValidationError(
        "--connects, --announces and --scrapes are weights: none below 0, not all 0, and a sum that is a number.")
    }
    guard staleIds >= 0, staleIds <= LoadLimits.staleShare else {
      throw ValidationError("--stale-ids \(staleIds) is out of range: it is 0 to \(LoadLimits.staleShare).")
    }
    for (share, option) in [(started, "--started"), (completed, "--completed"), (stopped, "--stopped")] {
      try checkShare(share, option)
    }
    // Shares as they are written, such as 0.33, 0.56 and 0.11, may add up to a little more than 1.
    let sum = started + completed + stopped
    try checkShare(sum > 1 && sum < 1 + 1e-9 ? 1 : sum, "the sum of --started, --completed and --stopped")
  }

  func run() throws {
    let server = try destination.server()
    let progress = ProgressLine()
    var engine = try LoadEngine(
      destination.target, population: who.population(peers: peers, otherwise: .zipf), wantedPeers: who.numWant,
      seed: who.seed, progress: { progress.show($0) })
    try engine.connect()
    if !noFill { try engine.fill() }
    let report = try measure(&engine, server)
    try engine.settle()
    progress.clear()
    print(destination.json ? report.json.description : report.description)
  }

  private var mix: TrafficMix {
    TrafficMix(
      weights: (connects, announces, scrapes),
      events: EventShares(started: started, completed: completed, stopped: stopped), scrapeSize: scrapeSize,
      staleShare: staleIds)
  }

  private func measure(_ engine: inout LoadEngine, _ server: ServerProcess?) throws(LoadError) -> TrafficReport {
    let start = MonotonicClock.nanoseconds
    let ownStart = ServerProcess.ownProcessorTime
    let before = server?.processorUse
    try engine.measure(mix, nanoseconds: UInt64(seconds) * 1_000_000_000)
    let after = server?.processorUse
    var use: ProcessorUse?
    if let before, let after { use = after - before }
    return TrafficReport(
      seconds: Double(MonotonicClock.nanoseconds - start) / 1e9, tally: engine.tally, serverUse: use,
      serverMemory: server?.memory, ownTime: ServerProcess.ownProcessorTime - ownStart)
  }
}
