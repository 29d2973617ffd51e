// Tests of how the command line chooses among the tool's commands.
import ArgumentParser
import Testing

@testable import pico_tracker_load

@Suite("The load tool's command line")
struct LoadToolTests {
  private func refusal(_ words: String...) -> String? {
    do {
      _ = try LoadTool.parseAsRoot(words)
      return nil
    } catch { return LoadTool.message(for: error) }
  }

  @Test("Who names no command means traffic")
  func standard() throws {
    let command = try #require(try LoadTool.parseAsRoot(["--seconds", "3", "--no-fill"]) as? TrafficCommand)
    #expect(command.seconds == 3 && command.noFill)
    let plain = try #require(try LoadTool.parseAsRoot([]) as? TrafficCommand)
    #expect(plain.seconds == 10 && !plain.noFill)
  }

  @Test("A command is named by its first word")
  func names() throws {
    let fill = try #require(try LoadTool.parseAsRoot(["fill", "--peers", "5"]) as? FillCommand)
    #expect(fill.peers == 5)
    let whitelist = try #require(try LoadTool.parseAsRoot(["whitelist", "--torrents", "3"]) as? WhitelistCommand)
    #expect(whitelist.torrents == 3)
    let server = try #require(try LoadTool.parseAsRoot(["bare-server", "--ipv6"]) as? BareServerCommand)
    #expect(server.isIPv6 && server.port == 1337)
  }

  @Test("A fill needs a peer, but not one for every socket")
  func fill() {
    #expect(refusal("fill", "--peers", "0") == "--peers 0 is out of range: it is 1 to 50000000.")
    #expect(refusal("fill", "--peers", "1", "--sockets", "16") == nil)
    #expect(refusal("fill", "--peers", "50000001") == "--peers 50000001 is out of range: it is 1 to 50000000.")
  }

  @Test("A whitelist has as many torrents as a run may have")
  func whitelist() {
    #expect(refusal("whitelist", "--torrents", "0") == "--torrents 0 is out of range: it is 1 to 10000000.")
    #expect(refusal("whitelist", "--torrents", "10000000") == nil)
  }

  @Test("There is no option for an address, and no command takes another's options")
  func unknown() {
    #expect(refusal("--host", "10.0.0.1")?.contains("--host") == true)
    #expect(refusal("fill", "--seconds", "3")?.contains("--seconds") == true)
    #expect(refusal("whitelist", "--port", "3")?.contains("--port") == true)
  }
}
