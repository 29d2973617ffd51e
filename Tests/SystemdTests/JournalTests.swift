// When entries go to the journal, and as what.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
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

  @Test("is handed one vector per field, with newlines and any bytes as they are")
  func vectors() {
    var entry = JournalEntry(.notice, "a\nb", fileID: "F", line: 1, function: "f")
    entry.add(JournalFieldName("INFO_HASH"), bytes: [0, 10, 255])
    var fields: [[UInt8]] = []
    // Unsafe: each vector is copied within the closure, where it is valid.
    _ = unsafe entry.withFields { vectors in
      fields = unsafe vectors.map { unsafe Array(UnsafeRawBufferPointer(start: $0.iov_base, count: $0.iov_len)) }
      return 0
    }
    let texts = ["MESSAGE=a\nb", "PRIORITY=5", "CODE_FILE=F", "CODE_LINE=1", "CODE_FUNC=f"]
    #expect(fields == texts.map { Array($0.utf8) } + [Array("INFO_HASH=".utf8) + [0, 10, 255]])
  }
}
