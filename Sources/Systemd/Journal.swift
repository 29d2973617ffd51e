// Writing to the journal without ever waiting for it.
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

  /// Where the journal takes entries, systemd-journald.service(8).
  private static let address = "/run/systemd/journal/socket"
  /// The socket for all entries of the process, or a negative errno.
  private static let socket = csystemd_datagram_socket()

  /// Writes an entry, if that is possible without waiting: in place of sd_journal_sendv(3), which waits for a journal that is
  /// stalled, full or about to start.
  ///
  /// - Throws: `EAGAIN` where the journal does not keep up, `ENOENT` or `ECONNREFUSED` where none runs.
  public static func send(_ entry: JournalEntry) throws(SystemdError) { try send(entry, to: address) }

  static func send(_ entry: JournalEntry, to address: String) throws(SystemdError) {
    _ = try SystemdError.check(.writeJournal, socket)
    // Unsafe: the kernel reads the entry's bytes and no further, during the call.
    let result = unsafe entry.bytes.withUnsafeBytes { bytes in
      unsafe csystemd_send_to(socket, address, bytes.baseAddress, bytes.count)
    }
    _ = try SystemdError.check(.writeJournal, result)
  }
}
