// A swarm in which everybody has it all, as most old swarms are.
import TestKit
import Testing
import TrackerCore
import TrackerProtocol

@Suite("Scenario 008: a swarm of seeders only")
struct Scenario008SeedersOnly {
  @Test("gives a seeder no peers, and the first leecher as many as it can take", arguments: [2, 50, 64, 65, 500])
  func seeders(count: Int) {
    let tracker = TestTracker()
    for number in 0..<count { tracker.announce(.seeder(), from: .ipv4(number)) }
    for number in 0..<min(count, 100) {
      let reply = tracker.announce(.seeder(1, wanted: 200), from: .ipv4(number))
      #expect(reply?.peers == [])
      #expect(reply?.seeders == UInt32(count))
    }
    let newcomer = Endpoint.ipv4(10_000)
    #expect(tracker.announce(.leecher(1, wanted: 200), from: newcomer)?.peers.count == min(count, 200))
    #expect(tracker.announce(.seeder(), from: .ipv4(0))?.peers == [newcomer])
  }
}
