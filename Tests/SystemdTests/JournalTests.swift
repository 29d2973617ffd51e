// Tests of Journal.swift: when entries go to the journal, and as what.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import TestKit
import Testing

@testable import Systemd

@Suite("The journal")
struct JournalTests {
  @Test("is behind standard error exactly if JOURNAL_STREAM names its file")
  func standardError() async {
    await #expect(processExitsWith: .success) {
      let identity = try #require(FileIdentity(ofDescriptor: 2))
      Environment.set("JOURNAL_STREAM", "\(identity.device):\(identity.inode)")
      #expect(Journal.isStandardError)
      Environment.set("JOURNAL_STREAM", "\(identity.device):\(identity.inode + 1)")
      #expect(!Journal.isStandardError)
      Environment.set("JOURNAL_STREAM", "\(identity.device + 1):\(identity.inode)")
      #expect(!Journal.isStandardError)
    }
  }

  @Test("is not behind standard error if JOURNAL_STREAM is not set, or damaged")
  func withoutVariable() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("JOURNAL_STREAM")
      #expect(!Journal.isStandardError)
      Environment.set("JOURNAL_STREAM", "yes")
      #expect(!Journal.isStandardError)
    }
  }

  @Test("knows a standard error that leads nowhere")
  func nowhere() async {
    await #expect(processExitsWith: .success) {
      var ends: [CInt] = [0, 0]
      // Unsafe: two integers, written during the call.
      try #require(unsafe pipe(&ends) == 0)
      dup2(ends[1], 2)
      #expect(!Journal.isStandardErrorNull)
      // Unsafe, here and below: a C string for the length of the call.
      dup2(unsafe open("/dev/null", O_WRONLY), 2)
      #expect(Journal.isStandardErrorNull)
      dup2(unsafe open("/dev/zero", O_WRONLY), 2)
      #expect(!Journal.isStandardErrorNull)
      close(2)
      #expect(!Journal.isStandardErrorNull)
    }
  }

  @Test("is not behind a standard error that was sent elsewhere")
  func redirected() async {
    await #expect(processExitsWith: .success) {
      let identity = try #require(FileIdentity(ofDescriptor: 2))
      Environment.set("JOURNAL_STREAM", "\(identity.device):\(identity.inode)")
      var ends: [CInt] = [0, 0]
      try #require(unsafe pipe(&ends) == 0)
      dup2(ends[1], 2)
      #expect(!Journal.isStandardError)
    }
  }

  @Test("is handed each entry as one datagram, in the form of its native protocol")
  func datagrams() throws {
    let socket = DatagramPath()
    let entry = JournalEntry(.notice, "a\nb", at: CodePlace(fileID: "F", line: 1, function: "f"))
    try Journal.send(entry, to: socket.path)
    #expect(socket.read() == entry.bytes)
  }

  @Test("that does not keep up holds nobody up: what it cannot take is refused, and taken again later")
  func stalled() throws {
    let socket = DatagramPath()
    let entry = JournalEntry(.notice, "m", at: CodePlace(fileID: "F", line: 1, function: "f"))
    var sent = 0
    let refused = #expect(throws: SystemdError.self) {
      // More than any queue of the kernel holds.
      while sent < 1_000_000 {
        try Journal.send(entry, to: socket.path)
        sent += 1
      }
    }
    #expect(refused == SystemdError(.writeJournal, errorNumber: EAGAIN))
    #expect(sent > 0)
    #expect(socket.read() == entry.bytes)
    try Journal.send(entry, to: socket.path)
  }

  @Test(
    "that does not run is an error, so that the entry can go elsewhere", arguments: ["/no/such/socket", "relative", ""])
  func absent(path: String) {
    let errorNumber = path.hasPrefix("/") ? ENOENT : EAFNOSUPPORT
    #expect(throws: SystemdError(.writeJournal, errorNumber: errorNumber)) {
      try Journal.send(JournalEntry(.notice, "m", at: CodePlace()), to: path)
    }
  }
}
