// pico-tracker-load fill: measures the memory that peers take.
internal import ArgumentParser
internal import LinuxIO

struct FillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "Announce many peers once, and say how much memory the tracker took for them.")

  @OptionGroup(title: "Where") var destination: TargetOptions
  @OptionGroup(title: "Who") var who: PopulationOptions
  @Option(help: "How many peers to announce, each once.")
  var peers = 1_000_000

  func validate() throws { try check(peers, "--peers", LoadLimits.peers) }

  func run() throws {
    let server = try destination.server()
    let progress = ProgressLine()
    var engine = try LoadEngine(
      destination.target, population: who.population(peers: peers, otherwise: .uniform), wantedPeers: who.numWant,
      seed: who.seed, progress: { progress.show($0) })
    try engine.connect()
    let before = server?.memory
    let start = MonotonicClock.nanoseconds
    try engine.fill()
    let seconds = Double(MonotonicClock.nanoseconds - start) / 1e9
    progress.clear()
    var memory: (MemoryUse, MemoryUse)?
    if let before, let after = server?.memory { memory = (before, after) }
    let report = FillReport(
      peers: peers, torrents: who.torrents, seconds: seconds, tally: engine.tally, memory: memory)
    print(destination.json ? report.json.description : report.description)
  }
}
