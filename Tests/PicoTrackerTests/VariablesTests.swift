// The environment, and who is the tracker's in it.
import Testing

@testable import pico_tracker

@Suite("Environment variables")
struct VariablesTests {
  @Test("A value is what follows the first equals sign of the name, the whole name")
  func values() {
    let variables = Variables(assignments: ["AB=1", "A=2=3", "A=4", "C=", "D"])
    #expect(variables["A"] == "2=3")
    #expect(variables["AB"] == "1")
    #expect(variables["C"] == "")
    #expect(variables["D"] == nil && variables["B"] == nil && variables[""] == nil)
  }

  @Test("A reload sends what is the tracker's or was meant to be, and nothing else of the environment")
  func ours() {
    let sent = ["DEBUG=1", "PICO_TRACKER__PORT=1", "PICO_TRACKER_X=", "pico_tracker__port=2"]
    let others = ["PATH=/bin", "DEBUGGER=1", "SECRET=x", "MY_PICO_TRACKER__PORT=1", "PICO=1"]
    #expect(Variables(assignments: sent + others).ours.assignments == sent)
  }

  @Test("Every variable of an option is known", arguments: OptionTable.all)
  func known(option: Option) {
    guard let variable = option.variable else { return }
    #expect(Variables([variable: "1"]).unknown.isEmpty)
    #expect(!Variables([variable + "X": "1"]).ours.assignments.isEmpty || variable == "DEBUG")
  }

  @Test(
    "A variable that nobody reads is named, with the one that was meant",
    arguments: [
      ("PICO_TRACKER_INTERVAL", "PICO_TRACKER__INTERVAL"), ("PICO_TRACKER__INTERVALL", "PICO_TRACKER__INTERVAL"),
      ("PICO_TRACKER__DEBUG", "DEBUG"), ("PICO_TRACKER_DEBUG", "DEBUG"), ("PICO_TRACKERPORT", "PICO_TRACKER__PORT"),
      ("PICO_TRACKER___ID_MAX_AGE", "PICO_TRACKER__ID_MAX_AGE"), ("pico_tracker__port", "PICO_TRACKER__PORT"),
      ("PICO_TRACKER__SECRET", "PICO_TRACKER__SECRET_FILE"), ("PICO_TRACKER__WORKER", "PICO_TRACKER__WORKERS"),
      ("PICO_TRACKER__WHITELIST", nil), ("PICO_TRACKER__HELP", nil), ("PICO_TRACKER", nil),
    ])
  func unknown(name: String, meant: String?) {
    #expect(Variables([name: "1"]).unknown == [UnknownVariable(name: name, meant: meant)])
  }

  @Test("A name that is made to do harm is shown without harm")
  func hostile() {
    let unknown = Variables(["PICO_TRACKER\u{1B}[2J\n": "1"]).unknown
    #expect(unknown.map(\.name) == ["PICO_TRACKER\\u{1b}[2J\\n"])
  }
}
