// Tests of TrackerPolicy.swift: the numbers fit together and into packets.
import Testing
import TrackerCore
import TrackerProtocol

@Suite("The tracker's policy and limits")
struct TrackerPolicyTests {
  @Test("are by default a quarter of an hour between announces and half an hour for a connection id (A-32)")
  func defaults() {
    let policy = TrackerPolicy()
    #expect(policy.interval == 900)
    #expect(policy.connectionIDMaxAge == 1800)
  }

  @Test("keep every reply in one packet that no link fragments (A-28)")
  func packets() {
    #expect(20 + 6 * TrackerLimits.maximumIPv4PeerCount <= 1252)
    #expect(20 + 18 * TrackerLimits.maximumIPv6PeerCount <= 1232)
  }

  @Test("give a reply buffer room for the longest reply")
  func capacity() {
    #expect(TrackerLimits.replyCapacity >= 20 + 6 * TrackerLimits.maximumIPv4PeerCount)
    #expect(TrackerLimits.replyCapacity >= 20 + 18 * TrackerLimits.maximumIPv6PeerCount)
    #expect(TrackerLimits.replyCapacity >= 8 + 12 * WireFormat.maximumScrapeCount)
  }

  @Test("answer a client that leaves the number to the tracker with 50 peers, over both families (A-14)")
  func defaultCount() {
    #expect(TrackerLimits.defaultPeerCount == 50)
    #expect(TrackerLimits.defaultPeerCount <= TrackerLimits.maximumIPv6PeerCount)
  }
}
