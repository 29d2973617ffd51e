// A secret from a file or a credential.
import Glibc
import LinuxIO
import TestKit
import Testing
import TrackerCore

@testable import TrackerService

@Suite("A shared secret")
struct SharedSecretTests {
  private let directory = TestDirectory()

  /// A connection id that only somebody with the secret can issue.
  private static func id(_ secret: ConnectionIDSecret?) throws -> UInt64 {
    var traffic = Traffic(secret: try #require(secret))
    return traffic.connectionID()
  }

  private func read(_ bytes: [UInt8]) throws -> ConnectionIDSecret? {
    directory.write(bytes, to: "secret")
    return try SharedSecret.read("\(directory.path)/secret")
  }

  /// Why a file cannot be used.
  private static func flaw(_ body: () throws -> Void) throws -> SecretFlaw? {
    do { try body() } catch {
      guard case .secretFile(_, let flaw)? = error as? StartFailure else { throw error }
      return flaw
    }
    return nil
  }

  @Test("is the same for all who have the same file, and another for another file")
  func same() throws {
    let text = Array("correct horse battery staple".utf8)
    let id = try Self.id(try read(text))
    #expect(try Self.id(try read(text)) == id)
    for other in [Array("Correct horse battery staple".utf8), text + text, [0] + text] {
      #expect(try Self.id(try read(other)) != id)
    }
    var own = Traffic(secret: ConnectionIDSecret(1, 2))
    #expect(own.connectionID() != id)
  }

  @Test("is the same whether or not an editor has ended its line", arguments: ["\n", "\r\n", "\n\n"])
  func lineEnd(ending: String) throws {
    let text = Array("correct horse battery staple".utf8)
    #expect(try Self.id(try read(text + Array(ending.utf8))) == Self.id(try read(text)))
  }

  @Test("has 16 to 4096 bytes, the line's end not counted")
  func sizes() throws {
    #expect(try Self.flaw { _ = try read([]) } == .tooShort(0))
    #expect(try Self.flaw { _ = try read(Array(repeating: 0x61, count: 15) + [0x0a, 0x0a]) } == .tooShort(15))
    #expect(try Self.flaw { _ = try read(Array(repeating: 0x0a, count: 100)) } == .tooShort(0))
    #expect(try Self.flaw { _ = try read(Array(repeating: 0x61, count: 16)) } == nil)
    #expect(try Self.flaw { _ = try read(Array(repeating: 0x61, count: 4096)) } == nil)
    #expect(try Self.flaw { _ = try read(Array(repeating: 0x61, count: 4097)) } == .tooLong(4097))
  }

  @Test("that is named must be there")
  func missing() throws {
    let path = "\(directory.path)/secret"
    let flaw = try Self.flaw { _ = try SharedSecret.read(path) }
    #expect(flaw == .unreadable(.noSuchFile))
    let isDirectory = try Self.flaw { _ = try SharedSecret.read(directory.path) }
    #expect(isDirectory == .unreadable(Errno(rawValue: EISDIR)))
  }

  @Test("is none where there is no credentials directory, or another credential alone")
  func noCredential() async {
    await #expect(processExitsWith: .success) {
      let withoutDirectory = try SharedSecret.read(nil)
      Environment.set("CREDENTIALS_DIRECTORY", "/usr/share")
      let withoutCredential = try SharedSecret.read(nil)
      #expect(withoutDirectory == nil && withoutCredential == nil)
    }
  }

  @Test("is the credential where no file is named, and the file where both are there")
  func credential() async {
    await #expect(processExitsWith: .success) {
      let directory = TestDirectory()
      directory.write(Array("correct horse battery staple\n".utf8), to: "secret")
      Environment.set("CREDENTIALS_DIRECTORY", directory.path)
      let credential = try Self.id(try SharedSecret.read(nil))
      var traffic = Traffic(secret: ConnectionIDSecret(phrase: Array("correct horse battery staple".utf8).span))
      #expect(credential == traffic.connectionID())
      let file = TestDirectory()
      file.write(Array("another secret of mine".utf8), to: "secret")
      let named = try Self.id(try SharedSecret.read("\(file.path)/secret"))
      #expect(named != credential)
      directory.write([1, 2, 3], to: "secret")
      #expect(try Self.flaw { _ = try SharedSecret.read(nil) } == .tooShort(3))
    }
  }
}
