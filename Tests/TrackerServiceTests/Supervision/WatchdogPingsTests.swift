// Tests of WatchdogPings.swift.
import Testing

@testable import Systemd
@testable import TrackerService

@Suite("Watchdog pings")
struct WatchdogPingsTests {
  /// A watchdog of eight seconds: looked after every two.
  private func pings(_ workers: Int) -> WatchdogPings {
    WatchdogPings(Watchdog(timeoutMicroseconds: 8_000_000), workers: workers, milliseconds: 1000)
  }

  @Test("are never due without a watchdog")
  func none() {
    var pings = WatchdogPings(nil, workers: 2, milliseconds: 1000)
    #expect(pings.due == nil)
    #expect(pings.step(rounds: [1, 1], milliseconds: 2000) == .wait)
    #expect(pings.due == nil)
  }

  @Test("are due at once, then every quarter of the timeout, which moves with the steps")
  func period() {
    var pings = pings(1)
    #expect(pings.due == 1000)
    _ = pings.step(rounds: [1], milliseconds: 1000)
    #expect(pings.due == 3000)
    _ = pings.step(rounds: [2], milliseconds: 4500)
    #expect(pings.due == 6500)
  }

  @Test("are never due without end, however short the timeout")
  func shortest() throws {
    var pings = WatchdogPings(Watchdog(timeoutMicroseconds: 1), workers: 1, milliseconds: 1000)
    _ = pings.step(rounds: [1], milliseconds: 1000)
    let due = try #require(pings.due)
    #expect(due > 1000)
  }

  @Test("go out while every worker advances")
  func progress() {
    var pings = pings(3)
    for round: UInt64 in 1...20 {
      #expect(pings.step(rounds: [round, round * 7, round], milliseconds: 1000 + round * 2000) == .ping)
    }
  }

  @Test("end with one stuck worker, which is reported once, half way to the timeout")
  func stuck() {
    var pings = pings(3)
    #expect(pings.step(rounds: [1, 1, 1], milliseconds: 2000) == .ping)
    var steps: [WatchdogPings.Step] = []
    for round: UInt64 in 1...5 {
      steps.append(pings.step(rounds: [1 + round, 1, 1 + round], milliseconds: 2000 + round * 2000))
    }
    let stall = WatchdogGate.Stall(worker: 1, microseconds: 6_000_000)
    #expect(steps == [.wait, .wait, .report(stall), .wait, .wait])
  }

  @Test("come back with the worker, and its next stall is reported again")
  func recovery() {
    var pings = pings(1)
    #expect(pings.step(rounds: [1], milliseconds: 2000) == .ping)
    #expect(pings.step(rounds: [1], milliseconds: 7000) == .report(.init(worker: 0, microseconds: 5_000_000)))
    #expect(pings.step(rounds: [2], milliseconds: 8000) == .ping)
    #expect(pings.step(rounds: [2], milliseconds: 13_000) == .report(.init(worker: 0, microseconds: 5_000_000)))
  }
}
