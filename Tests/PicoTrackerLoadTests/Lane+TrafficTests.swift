// Tests of the random requests of a lane while it is measured.
import Testing
import TrackerProtocol

@testable import pico_tracker_load

@Suite("The traffic of a lane")
struct LaneTrafficTests {
  @Test("Stale requests take no place in the window, and have an id that is not the lane's")
  func stale() throws {
    var server = try WrittenServer()
    var lane = try Lane.connected(to: &server)
    var source = RequestSource.small()
    var tally = Tally()
    let mix = TrafficMix(weights: (0, 1, 0), staleShare: 0.5)
    try lane.send(.traffic(mix), from: &source, tally: &tally)
    let requests = server.take()
    let stale = requests.filter { $0[14...15] == [0xff, 0xff] }
    #expect(tally[.announce].sent == 4 && lane.window.pendingCount == 4)
    #expect(tally.staleSent > 0 && stale.count == Int(tally.staleSent) && requests.count == stale.count + 4)
    #expect(stale.allSatisfy { $0[..<8] != [0, 0, 0, 0, 0, 0, 0, 9] && $0.count == 98 })
  }

  @Test("A scrape of the traffic has as many hashes as the mix says, of torrents there are")
  func scrape() throws {
    var server = try WrittenServer()
    var lane = try Lane.connected(to: &server)
    var source = RequestSource.small()
    var tally = Tally()
    try lane.send(.traffic(TrafficMix(weights: (0, 0, 1), scrapeSize: 5)), from: &source, tally: &tally)
    let known = (0..<2).map(Population.infoHash)
    let requests = server.take()
    #expect(requests.map(\.count) == [116, 116, 116, 116] && tally[.scrape].sent == 4)
    for request in requests {
      let hashes = (0..<5).map { ScrapeRequest.infoHash(at: $0, in: request.span) }
      #expect(hashes.allSatisfy { known.contains($0) })
    }
  }
}
