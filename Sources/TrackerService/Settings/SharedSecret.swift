// The secret that several machines behind one name share, from a file or a credential.
internal import LinuxIO
internal import Systemd
internal import TrackerCore

/// Where an operator puts the secret from which the keys of connection ids are derived.
enum SharedSecret {
  /// The name of the credential (LoadCredential= of systemd.exec(5)) that is used where no file is named.
  static let credentialName = "secret"

  /// The secret that the settings name, or the credential; nil where there is neither.
  static func read(_ secretFile: String?) throws(StartFailure) -> ConnectionIDSecret? {
    if let secretFile { return try secret(secretFile) }
    guard let folder = ServiceEnvironment.credentialsDirectory else { return nil }
    do throws(StartFailure) {
      return try secret("\(folder)/\(credentialName)")
    } catch {
      // A service may have other credentials and not this one.
      if case .secretFile(_, .unreadable(.noSuchFile)) = error { return nil }
      throw error
    }
  }

  private static func secret(_ path: String) throws(StartFailure) -> ConnectionIDSecret {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try SmallFile.read(path, limit: SecretFlaw.sizes.upperBound + 2)
    } catch {
      let isTooLong = error == .fileTooLarge
      throw .secretFile(path: path, flaw: isTooLong ? .tooLong(SecretFlaw.sizes.upperBound + 1) : .unreadable(error))
    }
    // An editor adds a line's end, and another one does not: the secret is the same.
    var count = bytes.count
    while count > 0, bytes[count - 1] == UInt8(ascii: "\n") || bytes[count - 1] == UInt8(ascii: "\r") { count -= 1 }
    guard count >= SecretFlaw.sizes.lowerBound else { throw .secretFile(path: path, flaw: .tooShort(count)) }
    guard count <= SecretFlaw.sizes.upperBound else { throw .secretFile(path: path, flaw: .tooLong(count)) }
    return ConnectionIDSecret(phrase: bytes.span.extracting(0..<count))
  }
}
