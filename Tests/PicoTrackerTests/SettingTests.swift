// Settings in words.
import Testing

@testable import pico_tracker

@Suite("How an option stands")
struct SettingTests {
  /// The setting as it reads where there is room.
  private func words(_ option: Option, _ setting: Setting) -> String? {
    option.describe(setting).map { "\($0.value), \($0.origin)" }
  }

  @Test("A value is given with where it came from")
  func descriptions() {
    let port = OptionTable.port
    #expect(words(port, .standard) == "now 1337, the default")
    #expect(
      words(port, .given(.number(6969), .environment("PICO_TRACKER__PORT"))) == "now 6969, from PICO_TRACKER__PORT")
    #expect(words(port, .given(.number(6969), .flag("--port"))) == "now 6969, from --port")
    #expect(words(port, .refused(.flag("-p"))) == "not valid, from -p")
  }

  @Test("A toggle is on or off")
  func toggles() throws {
    let debug = try #require(OptionTable.option(named: "debug"))
    #expect(words(debug, .standard) == "now off, the default")
    #expect(words(debug, .given(.toggle(true), .flag("-d"))) == "now on, from -d")
  }

  @Test("A text stands in quotes, with what cannot be seen written out")
  func texts() throws {
    let secret = try #require(OptionTable.option(named: "secret-file"))
    #expect(words(secret, .standard) == "now the credential or none, the default")
    #expect(words(secret, .given(.text("/a b\n"), .flag("-secret-file"))) == "now '/a b\\n', from -secret-file")
  }

  @Test("A request has nothing to say")
  func requests() throws {
    #expect(try #require(OptionTable.option(named: "help")).describe(.standard) == nil)
  }

  @Test("The value alone is that given, or the default where there is none or a wrong one")
  func values() throws {
    let interval = try #require(OptionTable.option(named: "interval"))
    #expect(interval.text(of: .given(.number(300), .flag("-i"))) == "300")
    #expect(interval.text(of: .standard) == "900")
    #expect(interval.text(of: .refused(.flag("-i"))) == "900")
    let ephemeral = try #require(OptionTable.option(named: "ephemeral"))
    #expect(ephemeral.text(of: .standard) == "off")
    #expect(ephemeral.text(of: .given(.toggle(true), .flag("-ephemeral"))) == "on")
    #expect(try #require(OptionTable.option(named: "version")).text(of: .standard) == nil)
  }
}
