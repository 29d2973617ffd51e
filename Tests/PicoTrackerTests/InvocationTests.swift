// Flags before environment before defaults, and what comes of it.
import Snapshots
import Testing
import TrackerService

@testable import pico_tracker

@Suite("The command line and the environment together")
struct InvocationTests {
  private func invocation(_ words: [String] = [], _ variables: [String: String] = [:]) -> Invocation {
    Invocation(arguments: words, environment: Variables(variables))
  }

  private func setting(_ name: String, in invocation: Invocation) -> Setting? {
    invocation.settings.first { $0.option.name == name }?.setting
  }

  @Test("Without a word the tracker serves with its defaults")
  func defaults() {
    let plain = invocation()
    #expect(plain.request == .serve && plain.problems.isEmpty)
    #expect(plain.configuration.port == 1337)
    #expect(plain.configuration.workers == nil)
    #expect(plain.configuration.settings.interval == 900)
    #expect(plain.configuration.settings.connectionIDMaxAge == 1800)
    #expect(!plain.configuration.settings.isDebug)
    #expect(plain.configuration.snapshots == SnapshotSettings())
    #expect(plain.settings.allSatisfy { $0.setting == .standard })
  }

  @Test("Each flag reaches its place in the configuration")
  func flags() {
    let words = ["-port", "6969", "-debug", "-workers", "2", "-interval", "300", "-id-max-age", "120"]
    let configuration = invocation(words).configuration
    #expect(configuration.port == 6969)
    #expect(configuration.workers == 2)
    #expect(configuration.settings.interval == 300)
    #expect(configuration.settings.connectionIDMaxAge == 120)
    #expect(configuration.settings.isDebug)
  }

  @Test("Each flag about snapshots reaches its place")
  func snapshotFlags() {
    let words = ["-state-directory", "/d", "-snapshot-interval", "1", "-ephemeral", "-secret-file", "/s"]
    let configuration = invocation(words).configuration
    #expect(configuration.snapshots == SnapshotSettings(isEphemeral: true, directory: "/d", interval: 1))
    #expect(configuration.secretFile == "/s")
  }

  @Test("Each variable about snapshots reaches its place")
  func snapshotVariables() {
    let variables = [
      "PICO_TRACKER__STATE_DIRECTORY": "/d", "PICO_TRACKER__SNAPSHOT_INTERVAL": "3600",
      "PICO_TRACKER__EPHEMERAL": "1", "PICO_TRACKER__SECRET_FILE": "/s",
    ]
    let configuration = invocation([], variables).configuration
    #expect(configuration.snapshots == SnapshotSettings(isEphemeral: true, directory: "/d", interval: 3600))
    #expect(configuration.secretFile == "/s")
  }

  @Test("Each variable reaches its place in the configuration")
  func variables() {
    let configuration = invocation(
      [],
      [
        "PICO_TRACKER__PORT": "6969", "DEBUG": "1", "PICO_TRACKER__WORKERS": "2", "PICO_TRACKER__INTERVAL": "300",
        "PICO_TRACKER__ID_MAX_AGE": "120",
      ]
    ).configuration
    #expect(configuration.port == 6969)
    #expect(configuration.workers == 2)
    #expect(configuration.settings.interval == 300)
    #expect(configuration.settings.connectionIDMaxAge == 120)
    #expect(configuration.settings.isDebug)
  }

  @Test("A flag beats the environment, which beats the default, and each says so")
  func precedence() {
    let both = invocation(["-p", "1"], ["PICO_TRACKER__PORT": "2", "PICO_TRACKER__WORKERS": "3"])
    #expect(setting("port", in: both) == .given(.number(1), .flag("-p")))
    #expect(setting("workers", in: both) == .given(.number(3), .environment("PICO_TRACKER__WORKERS")))
    #expect(setting("interval", in: both) == .standard)
  }

  @Test("A flag can switch off what the environment switched on")
  func switchingOff() {
    #expect(!invocation(["-debug=false"], ["DEBUG": "1"]).configuration.settings.isDebug)
  }

  @Test("An empty variable counts as not set")
  func emptyVariable() {
    let empty = invocation([], ["PICO_TRACKER__PORT": "", "DEBUG": "", "PICO_TRACKER__SECRET_FILE": ""])
    #expect(empty.problems.isEmpty)
    #expect(empty.configuration.secretFile == nil)
    #expect(setting("port", in: empty) == .standard && setting("debug", in: empty) == .standard)
  }

  @Test("A bad variable is a problem that names it")
  func badVariable() {
    let bad = invocation([], ["PICO_TRACKER__PORT": "99999"])
    #expect(setting("port", in: bad) == .refused(.environment("PICO_TRACKER__PORT")))
    #expect(
      bad.problems.map(\.message) == ["PICO_TRACKER__PORT=99999 is out of range: a UDP port is 1 to 65535."])
  }

  @Test("A bad variable that a flag overrides is not used, and so is no problem")
  func overriddenVariable() {
    #expect(invocation(["-port", "1"], ["PICO_TRACKER__PORT": "99999"]).problems.isEmpty)
  }

  @Test("A bad flag is a problem even where the variable is right")
  func badFlag() {
    let bad = invocation(["-port", "x"], ["PICO_TRACKER__PORT": "5"])
    #expect(setting("port", in: bad) == .refused(.flag("-port")))
    #expect(bad.problems.count == 1)
  }

  @Test("Every problem has a line of its own, flags first")
  func allProblems() {
    let bad = invocation(["-prot"], ["PICO_TRACKER__WORKERS": "many", "PICO_TRACKER__INTERVAL": "1"])
    #expect(
      bad.problems.map(\.message) == [
        "unknown option '-prot'; did you mean '-port'? See 'pico-tracker -help'.",
        "PICO_TRACKER__WORKERS='many' is not a number in plain digits: the number of workers is 1 to 16.",
        "PICO_TRACKER__INTERVAL=1 is out of range: an interval is 300 to 10800 seconds.",
      ])
  }

  @Test("Help is answered before the version, and both whatever else is wrong")
  func requests() {
    #expect(invocation(["-version", "-help"]).request == .help)
    #expect(invocation(["-prot", "-v"]).request == .version)
    #expect(invocation(["-h"], ["PICO_TRACKER__PORT": "x"]).request == .help)
    #expect(invocation(["--", "-h"]).request == .serve)
  }

  @Test("A variable that nobody reads is a warning, and no problem")
  func unknownVariable() {
    let odd = invocation([], ["PICO_TRACKER_PORT": "x"])
    #expect(odd.problems.isEmpty && odd.request == .serve)
    #expect(
      odd.warnings.map(\.text) == [
        "PICO_TRACKER_PORT is no variable of pico-tracker and has no effect; did you mean PICO_TRACKER__PORT?"
      ])
  }

  @Test("A reload leaves the variables to the running tracker, and takes no flag besides")
  func reloadRequest() {
    #expect(invocation(["-reload"], ["PICO_TRACKER__PORT": "x", "PICO_TRACKER_X": "1"]).problems.isEmpty)
    #expect(invocation(["-reload", "-port", "5"]).problems == [.flagBesideReload("port")])
    #expect(invocation(["-reload", "-prot"]).problems.count == 1)
  }
}

@Suite("The environment of a reload beside the command line of the start")
struct RereadTests {
  private func reread(
    _ words: [String] = [], _ before: [String: String] = [:], _ after: [String: String]
  ) -> RereadSettings {
    Invocation(arguments: words, environment: Variables(before))
      .reread(Invocation(arguments: words, environment: Variables(after)))
  }

  @Test("brings what a reload changes")
  func live() {
    let reread = reread(["-workers", "2"], ["DEBUG": "1"], ["PICO_TRACKER__INTERVAL": "600"])
    #expect(reread.settings == LiveSettings(interval: 600, isDebug: false))
    #expect(reread.problems.isEmpty && reread.waiting.isEmpty && reread.port == nil && reread.warnings.isEmpty)
  }

  @Test("does not touch what a flag decided, and does not look at its variable")
  func flags() {
    let variables = ["PICO_TRACKER__INTERVAL": "7", "PICO_TRACKER__WORKERS": "99", "DEBUG": "no"]
    let reread = reread(["-interval", "300", "-w", "2", "-debug"], [:], variables)
    #expect(reread.settings == LiveSettings(interval: 300, isDebug: true))
    #expect(reread.problems.isEmpty && reread.waiting.isEmpty)
  }

  @Test("names everything that takes a restart, by the value that it would have")
  func waiting() {
    let variables = [
      "PICO_TRACKER__PORT": "6969", "PICO_TRACKER__WORKERS": "4", "PICO_TRACKER__STATE_DIRECTORY": "/d",
      "PICO_TRACKER__SNAPSHOT_INTERVAL": "1", "PICO_TRACKER__EPHEMERAL": "on", "PICO_TRACKER__SECRET_FILE": "/s",
    ]
    let forth = reread([], [:], variables)
    #expect(forth.port == "port 6969")
    #expect(
      forth.waiting == [
        "workers 4", "state-directory '/d'", "snapshot-interval 1", "ephemeral on", "secret-file '/s'",
      ])
    let back = reread([], variables, [:])
    #expect(back.port == "port 1337")
    #expect(back.waiting.first == "workers one per CPU" && back.waiting.count == 5)
    #expect(reread([], variables, variables).waiting.isEmpty)
  }

  @Test("says that a default that is written out is no change")
  func writtenOut() {
    let reread = reread([], [:], ["PICO_TRACKER__PORT": "1337", "PICO_TRACKER__EPHEMERAL": "no"])
    #expect(reread.port == nil && reread.waiting.isEmpty)
  }

  @Test("names everything that is wrong, and what nobody reads")
  func problems() {
    let reread = reread([], [:], ["DEBUG": "maybe", "PICO_TRACKER__PORT": "x", "PICO_TRACKER_PORT": "1"])
    #expect(reread.problems.count == 2 && reread.problems[0].hasPrefix("PICO_TRACKER__PORT='x' is not a number"))
    #expect(reread.warnings.count == 1)
  }
}
