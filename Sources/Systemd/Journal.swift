// Writing to the journal: sd_journal_sendv(3).
internal import CSystemd

/// The system's journal.
public enum Journal {
  /// Whether what is written to standard error goes to the journal, so that entries can go there whole instead.
  ///
  /// The variable alone proves nothing, as it is inherited: `daemon 2>file` from a service has it too, systemd.exec(5).
  public static var isStandardError: Bool {
    // Unsafe: the string is copied before anything can change it; the process never calls setenv.
    guard let text = unsafe getenv("JOURNAL_STREAM").map({ unsafe String(cString: $0) }) else { return false }
    guard let stream = FileIdentity(parsing: text) else { return false }
    return stream == FileIdentity(ofDescriptor: 2)
  }

  /// Whether what is written to standard error goes nowhere, as where the service manager finds no journal.
  public static var isStandardErrorNull: Bool { csystemd_is_null(2) > 0 }

  /// Writes an entry. No error where no journal runs: there the entry is lost, sd_journal_sendv(3).
  public static func send(_ entry: JournalEntry) throws(SystemdError) {
    // Unsafe: the vectors point into the entry's bytes, which stay where they are until the closure ends.
    let result = unsafe entry.withFields { fields in unsafe sd_journal_sendv(fields.baseAddress, CInt(fields.count)) }
    _ = try SystemdError.check(.writeJournal, result)
  }
}

extension JournalEntry {
  /// Calls `body` with one vector per field; it may only read them.
  func withFields(_ body: (UnsafeBufferPointer<iovec>) -> CInt) -> CInt {
    // Unsafe: each vector is a slice of the buffer, whose borders `append` set. `iovec` has no read-only form.
    unsafe bytes.withUnsafeBytes { buffer in
      var start = 0
      var fields: [iovec] = unsafe []
      for end in ends {
        let field = unsafe UnsafeRawBufferPointer(rebasing: buffer[start..<end])
        unsafe fields.append(
          iovec(iov_base: UnsafeMutableRawPointer(mutating: field.baseAddress), iov_len: field.count))
        start = end
      }
      return unsafe fields.withUnsafeBufferPointer { unsafe body($0) }
    }
  }
}
