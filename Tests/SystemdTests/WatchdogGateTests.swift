// Tests of WatchdogGate.swift.
import Testing

@testable import Systemd

@Suite("The watchdog gate")
struct WatchdogGateTests {
  private func withheld(_ worker: Int, _ microseconds: UInt64) -> WatchdogGate.Verdict {
    .withhold(WatchdogGate.Stall(worker: worker, microseconds: microseconds))
  }

  @Test("opens exactly when every worker advanced, for each way that 1 to 4 workers can", arguments: 1...4)
  func everyCombination(count: Int) {
    for advanced in 0..<(1 << count) {
      var gate = WatchdogGate(rounds: Array(repeating: 7, count: count), now: 100)
      let rounds = (0..<count).map { UInt64(7 + (advanced >> $0 & 1)) }
      let firstStuck = (0..<count).first { advanced >> $0 & 1 == 0 }
      #expect(gate.verdict(rounds: rounds, now: 130) == firstStuck.map { withheld($0, 30) } ?? .ping)
    }
  }

  @Test("wants new progress for each ping")
  func newProgress() {
    var gate = WatchdogGate(rounds: [0, 0], now: 0)
    #expect(gate.verdict(rounds: [1, 5], now: 10) == .ping)
    #expect(gate.verdict(rounds: [1, 5], now: 20) == withheld(0, 10))
    #expect(gate.verdict(rounds: [2, 6], now: 30) == .ping)
  }

  @Test("counts progress since the last ping, even if it was made in turns")
  func turns() {
    var gate = WatchdogGate(rounds: [0, 0], now: 0)
    #expect(gate.verdict(rounds: [1, 0], now: 10) == withheld(1, 10))
    #expect(gate.verdict(rounds: [1, 1], now: 20) == .ping)
  }

  @Test("stays shut while one worker is stuck, however busy the others are, and says for how long")
  func stuck() {
    var gate = WatchdogGate(rounds: [0, 0, 0], now: 0)
    #expect(gate.verdict(rounds: [1, 1, 1], now: 10) == .ping)
    for round in UInt64(2)...50 {
      #expect(gate.verdict(rounds: [round * 1000, 1, round], now: round * 10) == withheld(1, round * 10 - 10))
    }
    #expect(gate.verdict(rounds: [60_000, 2, 60], now: 600) == .ping)
  }

  @Test("names the worker that is stuck for longest")
  func longest() {
    var gate = WatchdogGate(rounds: [0, 0, 0], now: 0)
    #expect(gate.verdict(rounds: [1, 1, 1], now: 10) == .ping)
    #expect(gate.verdict(rounds: [2, 1, 2], now: 20) == withheld(1, 10))
    #expect(gate.verdict(rounds: [2, 1, 2], now: 30) == withheld(1, 20))
    #expect(gate.verdict(rounds: [2, 2, 2], now: 40) == .ping)
    #expect(gate.verdict(rounds: [2, 2, 2], now: 50) == withheld(0, 30))
  }

  @Test("stays shut when no time has passed, too")
  func atOnce() {
    var gate = WatchdogGate(rounds: [3, 3], now: 50)
    #expect(gate.verdict(rounds: [4, 3], now: 50) == withheld(1, 0))
  }

  @Test("holds for counters that wrap")
  func wrapping() {
    var gate = WatchdogGate(rounds: [.max], now: 0)
    #expect(gate.verdict(rounds: [0], now: 10) == .ping)
  }

  @Test("lets a tracker without workers through, and traps when their number changes")
  func numberOfWorkers() async {
    var gate = WatchdogGate(rounds: [], now: 0)
    #expect(gate.verdict(rounds: [], now: 10) == .ping)
    await #expect(processExitsWith: .failure) {
      var gate = WatchdogGate(rounds: [0, 0], now: 0)
      _ = gate.verdict(rounds: [1], now: 10)
    }
  }
}
