// Lanes, and what they make requests of, for tests.
@testable import pico_tracker_load

extension RequestSource {
  /// Six peers in two torrents, all of them seeders.
  static func small(wanted: Int32 = 2) -> RequestSource {
    RequestSource(
      population: Population(peers: 6, torrents: 2, distribution: .uniform, seederShare: 1, seed: 1),
      wantedPeers: wanted, seed: 1)
  }
}

extension Lane {
  /// Lane `index` of an IPv4 load's.
  static func over(port: UInt16, _ index: Int = 0, of sockets: Int = 1, window: Int = 4, peers: Int = 6) throws -> Lane
  {
    try Lane(
      index,
      of: LoadTarget(port: port, sockets: sockets, ipv6Share: 0, window: window, timeoutMilliseconds: 1000),
      peerCount: peers)
  }

  /// A lane that has the connection id 9.
  static func connected(to server: inout WrittenServer, window: Int = 4) throws -> Lane {
    var lane = try over(port: server.port, window: window)
    var source = RequestSource.small()
    var tally = Tally()
    try lane.send(.connecting, from: &source, tally: &tally)
    _ = server.answer { connectReply(to: $0, id: 9) }
    try lane.receiveAll(&tally)
    return lane
  }

  /// Takes the replies that wait.
  mutating func receiveAll(_ tally: inout Tally) throws {
    var incoming = MessageBatch(bufferSize: LoadLimits.replyCapacity, hasNames: false)
    try receive(with: &incoming, tally: &tally)
  }
}
