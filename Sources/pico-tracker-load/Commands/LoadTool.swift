// The load tool: asks a tracker on this machine as much as it can answer, and measures what that costs.
internal import ArgumentParser

@main
struct LoadTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pico-tracker-load",
    abstract: "Measure a UDP tracker (BEP 15) that runs on this machine.",
    discussion: """
      All traffic goes to 127.0.0.1 and ::1; there is no option for any other address.

      Examples:
        pico-tracker-load --pid $(pidof pico-tracker)
        pico-tracker-load traffic --connects 0 --scrapes 1 --announces 0 --scrape-size 74
        pico-tracker-load fill --peers 1000000 --torrents 100000 --pid $(pidof pico-tracker)
      """,
    subcommands: [TrafficCommand.self, FillCommand.self, WhitelistCommand.self, BareServerCommand.self],
    defaultSubcommand: TrafficCommand.self)
}
