// Errors of exchanges with systemd.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import Testing

@testable import Systemd

@Suite("Errors of exchanges with systemd")
struct SystemdErrorTests {
  @Test("come of negative results alone")
  func check() throws {
    #expect(try SystemdError.check(.notify, 0) == 0)
    #expect(try SystemdError.check(.notify, 7) == 7)
    #expect(throws: SystemdError(.notify, errorNumber: EACCES)) { try SystemdError.check(.notify, -EACCES) }
  }

  @Test(
    "say what failed, why, and where to look",
    arguments: [
      (SystemdError.Operation.takeDescriptors, "LISTEN_FDS"), (.notify, "NOTIFY_SOCKET"),
      (.storeDescriptors, "FileDescriptorStoreMax="), (.removeStored, "store"),
      (.waitForManager, "notifications"),
      (.readWatchdog, "WATCHDOG_USEC"), (.writeJournal, "/run/systemd/journal/socket"),
    ])
  func description(operation: SystemdError.Operation, hint: String) {
    let description = SystemdError(operation, errorNumber: EACCES).description
    #expect(description.contains("Permission denied"))
    #expect(description.contains(hint))
  }
}
