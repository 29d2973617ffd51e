// The service's directories, from the environment of a child process.
import TestKit
import Testing

@testable import Systemd

@Suite("The service's environment")
struct ServiceEnvironmentTests {
  @Test("names no directories without a service manager")
  func absent() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("STATE_DIRECTORY")
      Environment.remove("CREDENTIALS_DIRECTORY")
      #expect(ServiceEnvironment.stateDirectory == nil)
      #expect(ServiceEnvironment.credentialsDirectory == nil)
    }
  }

  @Test("names the directories of the unit")
  func present() async {
    await #expect(processExitsWith: .success) {
      Environment.set("STATE_DIRECTORY", "/var/lib/pico-tracker")
      Environment.set("CREDENTIALS_DIRECTORY", "/run/credentials/pico-tracker.service")
      #expect(ServiceEnvironment.stateDirectory == "/var/lib/pico-tracker")
      #expect(ServiceEnvironment.credentialsDirectory == "/run/credentials/pico-tracker.service")
    }
  }

  @Test("names the first of several state directories")
  func several() async {
    await #expect(processExitsWith: .success) {
      Environment.set("STATE_DIRECTORY", "/var/lib/aaa/bbb:/var/lib/ccc")
      #expect(ServiceEnvironment.stateDirectory == "/var/lib/aaa/bbb")
    }
  }

  @Test("takes an empty variable for none")
  func empty() async {
    await #expect(processExitsWith: .success) {
      Environment.set("STATE_DIRECTORY", "")
      Environment.set("CREDENTIALS_DIRECTORY", "")
      #expect(ServiceEnvironment.stateDirectory == nil)
      #expect(ServiceEnvironment.credentialsDirectory == nil)
      Environment.set("STATE_DIRECTORY", ":")
      #expect(ServiceEnvironment.stateDirectory == nil)
    }
  }

  @Test(
    "has numbers in plain digits",
    arguments: [("0", 0), ("7", 7), ("010", 10), ("18446744073709551615", UInt64.max)] as [(String, UInt64)])
  func numbers(text: String, number: UInt64) { #expect(ServiceEnvironment.number(text) == number) }

  @Test(
    "has no number in anything else",
    arguments: ["", " ", "-1", "+1", "1 ", "0x10", "1.0", "18446744073709551616", "١"])
  func noNumbers(text: String) { #expect(ServiceEnvironment.number(text) == nil) }
}
