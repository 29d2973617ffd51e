// A server that only receives, answers and sends, as every tracker must.
internal import LinuxIO
internal import TrackerProtocol

/// Answers requests without looking at more than action, transaction id and number wanted. No checks, no state, no packet info.
struct BareServer: ~Copyable {
  private let socket: LoopbackSocket
  private let family: AddressFamily
  private var messages = MessageBatch(bufferSize: LoadLimits.replyCapacity, hasNames: true)
  private var poller: Poller

  init(_ family: AddressFamily, port: UInt16) throws(LoadError) {
    let socket = try LoopbackSocket(serverOf: family, port: port)
    poller = try Poller.watching([socket.descriptor])
    self.socket = socket
    self.family = family
  }

  /// Serves until the process is killed.
  mutating func serve() throws(LoadError) -> Never {
    while true {
      let count = messages.receive(from: socket.descriptor)
      if count > 0 {
        for index in 0..<count { answer(index) }
        _ = messages.send(0..<count, through: socket.descriptor)
      } else {
        try poller.waitForSockets(milliseconds: nil)
      }
    }
  }

  /// Turns a request into its reply in place; the address it came from stays with it.
  private mutating func answer(_ index: Int) {
    let family = family
    let length = messages.withReceived(index) { request in Self.replyLength(to: request, family) }
    messages.withBuffer(index) { bytes in
      // In a reply, action and transaction id stand 8 bytes further ahead; what follows them is whatever the request held.
      // Unsafe: any eight bytes are a number, and the load is bounds-checked.
      let head = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: head, toByteOffset: 0, as: UInt64.self)
    }
    messages.select(index, offset: 0, length: length)
  }

  /// What a tracker's answer would be long; an empty datagram for what is no request.
  static func replyLength(to request: Span<UInt8>, _ family: AddressFamily) -> Int {
    guard let header = RequestHeader(request) else { return 0 }
    switch Action(rawValue: header.actionCode) {
    case .announce:
      guard let announce = AnnounceRequest(request) else { return 0 }
      let wanted = announce.wantedPeerCount < 0 ? 50 : Int(announce.wantedPeerCount)
      // The caps by which both families' answers fit a packet.
      let count = min(wanted, family == .ipv4 ? 200 : 66)
      return WireFormat.announceReplyHeaderLength + count * family.peerLength
    case .scrape:
      let count = ScrapeRequest.count(in: request)
      return WireFormat.scrapeReplyHeaderLength + count * WireFormat.scrapeEntryLength
    case .connect, .error, nil: return WireFormat.connectReplyLength
    }
  }
}
