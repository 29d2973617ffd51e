// pico-tracker-load whitelist: prints the info hashes that a tracker must allow to be measured.
internal import ArgumentParser

struct WhitelistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whitelist", abstract: "Print the info hashes of the load, one per line, for a tracker's whitelist.")

  @Option(help: "How many torrents.")
  var torrents = 15_000

  func validate() throws { try check(torrents, "--torrents", LoadLimits.torrents) }

  func run() {
    for torrent in 0..<torrents { print(Population.infoHash(ofTorrent: torrent)) }
  }
}
