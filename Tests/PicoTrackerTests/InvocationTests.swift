// Flags before environment before defaults, and what comes of it.
import Snapshots
import Testing
import TrackerService

@testable import pico_tracker

@Suite("The command line and the environment together")
struct InvocationTests {
  private func invocation(_ words: [String] = [], _ variables: [String: String] = [:]) -> Invocation {
    Invocation(arguments: words, environment: { variables[$0] })
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

  @Test("Each flag about snapshots reaches its place, and none is one that a reload could change")
  func snapshotFlags() {
    let words = ["-state-directory", "/d", "-snapshot-interval", "1", "-ephemeral", "-secret-file", "/s"]
    let configuration = invocation(words).configuration
    #expect(configuration.snapshots == SnapshotSettings(isEphemeral: true, directory: "/d", interval: 1))
    #expect(configuration.secretFile == "/s")
    #expect(configuration.pinned.isEmpty)
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
      bad.report == "pico-tracker: PICO_TRACKER__PORT=99999 is out of range: a UDP port is 1 to 65535.\n")
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
      bad.report == """
        pico-tracker: unknown option '-prot'; did you mean '-port'? See 'pico-tracker -help'.
        pico-tracker: PICO_TRACKER__WORKERS='many' is not a number in plain digits: the number of workers is 1 to 16.
        pico-tracker: PICO_TRACKER__INTERVAL=1 is out of range: an interval is 300 to 10800 seconds.

        """)
  }

  @Test("Help is answered before the version, and both whatever else is wrong")
  func requests() {
    #expect(invocation(["-version", "-help"]).request == .help)
    #expect(invocation(["-prot", "-v"]).request == .version)
    #expect(invocation(["-h"], ["PICO_TRACKER__PORT": "x"]).request == .help)
    #expect(invocation(["--", "-h"]).request == .serve)
  }
}
