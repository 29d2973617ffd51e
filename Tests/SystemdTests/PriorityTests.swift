// The levels of journal entries.
// Both: a C declaration belongs to whichever of the modules the compiler met first.
import CSystemd
import Glibc
import Testing

@testable import Systemd

@Suite("Priorities")
struct PriorityTests {
  @Test("have the numbers of syslog")
  func numbers() {
    let syslog = [LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG]
    #expect(Priority.allCases.map { CInt($0.rawValue) } == syslog)
  }
}
