// Tests of TorrentSwarm+CompletedCount.swift.
import Testing
import TrackerProtocol

@testable import Swarms

@Suite("What is kept of a swarm that nobody is in")
struct TorrentSwarmCompletedCountTests {
  @Test("is to a segment a slot that is taken, with nobody in it")
  func slot() {
    let swarm = TorrentSwarm(completed: 0x3132_3334, emptiedAt: Tick(steps: 0x4142_4344))
    #expect(!swarm.isEmpty && swarm.ipv4.count == 0 && swarm.ipv6.isVacant && !swarm.ipv4.isHashed)
    #expect(swarm.completed == 0x3132_3334 && swarm.emptiedAt == Tick(steps: 0x4142_4344))
  }

  @Test(
    "expires 30 days after the swarm emptied, and not before", arguments: [0, 8, 1_000_000, 4_000_000_000] as [UInt32])
  func expiry(emptied: UInt32) {
    let day: UInt32 = 86_400
    let kept = TorrentSwarm(completed: 1, emptiedAt: Tick(seconds: emptied))
    #expect(!kept.isForgotten(at: Tick(seconds: emptied)))
    #expect(!kept.isForgotten(at: Tick(seconds: emptied + 30 * day - 8)))
    #expect(kept.isForgotten(at: Tick(seconds: emptied + 30 * day)))
    #expect(kept.isForgotten(at: Tick(seconds: emptied + 300 * day)))
  }

  @Test("is not expired where another worker's clock was ahead, but where it says to be from a far future")
  func future() {
    let kept = TorrentSwarm(completed: 1, emptiedAt: Tick(seconds: 1_000_000))
    #expect(!kept.isForgotten(at: Tick(seconds: 1_000_000 - 8)))
    #expect(!kept.isForgotten(at: Tick(seconds: 1_000_000 - 7_000)))
    #expect(kept.isForgotten(at: Tick(seconds: 1_000_000 - 8_000)))
  }
}
