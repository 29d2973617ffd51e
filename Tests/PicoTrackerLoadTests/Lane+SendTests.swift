// Tests of what a lane sends to connect and to fill, and when it waits.
import Testing

@testable import pico_tracker_load

@Suite("What a lane sends before it is measured")
struct LaneSendTests {
  /// The peers that announces are about, by the ends of their peer ids.
  private func peers(_ requests: [[UInt8]]) -> [UInt8] { requests.map { $0[55] } }

  @Test("The most peers that an answer may hold is what was asked for, or what fits a packet")
  func peerLimit() {
    let limits = ([-1, 0, 7, 500] as [Int32]).map { wanted in
      let source = RequestSource.small(wanted: wanted)
      return source.peerLimit
    }
    #expect(limits == [200, 0, 7, 500])
  }

  @Test("Without a connection id one connect goes out, whatever the workload, and no second before its answer")
  func connecting() throws {
    for workload in [Workload.connecting, .filling, .settling] {
      var server = try WrittenServer()
      var lane = try Lane.over(port: server.port)
      var source = RequestSource.small()
      var tally = Tally()
      for _ in 0..<3 { try lane.send(workload, from: &source, tally: &tally) }
      #expect(tally[.connect].sent == 1 && !lane.isDone(with: .connecting))
      #expect(server.answer { connectReply(to: $0, id: 9) }.map(\.count) == [16])
      try lane.receiveAll(&tally)
      #expect(lane.connectionID == 9 && lane.isDone(with: .connecting))
    }
  }

  @Test("Whoever has an id has nothing to do while others connect or settle")
  func idle() throws {
    var server = try WrittenServer()
    var lane = try Lane.connected(to: &server)
    var source = RequestSource.small()
    var tally = Tally()
    for workload in [Workload.connecting, .settling] { try lane.send(workload, from: &source, tally: &tally) }
    #expect(server.take().isEmpty && tally[.connect].sent == 0)
    #expect(lane.isDone(with: .settling) && !lane.isDone(with: .filling))
  }

  @Test("A fill announces every peer once, as many at a time as the window has room for")
  func fill() throws {
    var server = try WrittenServer()
    var lane = try Lane.connected(to: &server)
    var source = RequestSource.small()
    var tally = Tally()
    try lane.send(.filling, from: &source, tally: &tally)
    let first = server.answer { reply(1, to: $0, [UInt8](repeating: 0, count: 12)) }
    #expect(peers(first) == [0, 1, 2, 3] && lane.window.room == 0)
    try lane.receiveAll(&tally)
    try lane.send(.filling, from: &source, tally: &tally)
    #expect(!lane.isDone(with: .filling))
    let second = server.answer { reply(1, to: $0, [UInt8](repeating: 0, count: 12)) }
    #expect(peers(second) == [4, 5])
    // The id that the server gave out, and the event 'started'.
    #expect((first + second).allSatisfy { $0[7] == 9 && $0[83] == 2 })
    try lane.receiveAll(&tally)
    #expect(lane.isDone(with: .filling))
    #expect(tally[.announce].sent == 6 && tally[.announce].answered == 6)
  }

  @Test("An announce that was lost is made again before the fill is done")
  func retry() throws {
    var server = try WrittenServer()
    var lane = try Lane.connected(to: &server, window: 8)
    var source = RequestSource.small()
    var tally = Tally()
    try lane.send(.filling, from: &source, tally: &tally)
    _ = server.take()
    lane.expire(sentBefore: .max, workload: .filling, tally: &tally)
    #expect(tally[.announce].lost == 6 && !lane.isDone(with: .filling))
    try lane.send(.filling, from: &source, tally: &tally)
    #expect(peers(server.take()).sorted() == [0, 1, 2, 3, 4, 5])
    #expect(tally[.announce].sent == 12 && lane.retries.isEmpty)
  }
}
