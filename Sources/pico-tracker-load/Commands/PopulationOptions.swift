// The command-line options of the population: peers, torrents, families.
internal import ArgumentParser

/// The names of the distributions on the command line.
enum DistributionName: String, ExpressibleByArgument, CaseIterable {
  case zipf, uniform
}

struct PopulationOptions: ParsableArguments {
  @Option(help: "How many torrents the peers share.")
  var torrents = 15_000
  @Option(help: "How peers spread over torrents: zipf or uniform. The default of a fill is uniform.")
  var distribution: DistributionName?
  @Option(help: "The exponent of Zipf's law: the larger, the more peers the popular torrents have.")
  var zipfExponent = 1.0
  @Option(help: "The share of the peers that have everything, 0 to 1.")
  var seeders = 0.8
  @Option(parsing: .unconditional, help: "How many peers an announce asks for; -1 leaves it to the tracker.")
  var numWant: Int32 = 50
  @Option(help: "What the random numbers start from: the same seed, the same load.")
  var seed: UInt64 = 1

  func validate() throws {
    try check(torrents, "--torrents", LoadLimits.torrents)
    try checkShare(seeders, "--seeders")
    guard zipfExponent >= 0, zipfExponent <= 4 else {
      throw ValidationError("--zipf-exponent \(zipfExponent) is out of range: it is 0 to 4.")
    }
  }

  /// The peers.
  func population(peers: Int, otherwise name: DistributionName) -> Population {
    let distribution: TorrentDistribution =
      (self.distribution ?? name) == .zipf ? .zipf(exponent: zipfExponent) : .uniform
    return Population(
      peers: peers, torrents: torrents, distribution: distribution, seederShare: seeders, seed: seed)
  }
}
