// Tests of the messages for a secret that cannot be used.
import LinuxIO
import Testing
import TrackerService

@testable import pico_tracker

@Suite("A secret that cannot be used")
struct SecretFailureTests {
  @Test("The file is named, with what is wrong and what is allowed")
  func messages() {
    #expect(
      SecretFailure(path: "/etc/x", flaw: .unreadable(.accessDenied)).message
        == "the secret in '/etc/x' cannot be read: Permission denied.")
    #expect(
      SecretFailure(path: "/etc/x", flaw: .tooShort(15)).message
        == "the secret in '/etc/x' is too short with 15 bytes: it must have 16 to 4096 bytes.")
    #expect(SecretFailure(path: "/etc/x", flaw: .tooShort(1)).message.contains("1 byte:"))
    #expect(
      SecretFailure(path: "/etc/x", flaw: .tooLong(4097)).message
        == "the secret in '/etc/x' is too long with 4097 bytes: it must have 16 to 4096 bytes.")
  }

  @Test("A person is told how to make a secret, and that systemd can hand it over")
  func report() {
    let lines = SecretFailure(path: "secret", flaw: .tooShort(0)).explanation(isService: false).text.split(
      separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("the secret in 'secret' "))
    #expect(lines[1].contains("/dev/urandom") && lines[2].contains("LoadCredential=secret:"))
  }

  @Test("A file that a service cannot see is not said to be missing without the reason and the cure")
  func sandbox() {
    let failure = SecretFailure(path: "/etc/x", flaw: .unreadable(.noSuchFile))
    #expect(!failure.explanation(isService: false).text.contains("sandbox"))
    let text = failure.explanation(isService: true).text
    #expect(text.contains("sandbox has no files of the machine"))
    #expect(text.contains("systemctl edit pico-tracker.service") && text.contains("LoadCredential=secret:/etc/x\n"))
    #expect(!SecretFailure(path: "/x", flaw: .tooShort(1)).explanation(isService: true).text.contains("sandbox"))
  }

  @Test("A path is shown whole, as long as a name can be, and nothing can hide in it")
  func paths() {
    let credential = "/run/credentials/pico-tracker.service/secret"
    #expect(SecretFailure(path: credential, flaw: .tooShort(0)).message.contains("'\(credential)'"))
    #expect(SecretFailure(path: "a\n\u{1B}[31m", flaw: .tooShort(0)).path == "a\\n\\u{1b}[31m")
    #expect(SecretFailure(path: String(repeating: "x", count: 5000), flaw: .tooShort(0)).message.count < 400)
  }

  @Test("The process ends with the status of a wrong configuration")
  func status() {
    #expect(SecretFailure.exitStatus.rawValue == 78)
  }
}
