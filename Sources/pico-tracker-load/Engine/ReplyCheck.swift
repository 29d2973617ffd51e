// Checks that a reply is what BEP 15 allows as an answer to the request.
internal import TrackerProtocol

/// What a legal reply is.
enum CheckedReply: Equatable {
  /// The answer; for a connect the connection id, else 0.
  case answer(connectionID: UInt64)
  /// A refusal with a text (action 3).
  case refusal
}

enum ReplyCheck {
  /// The transaction id of a reply, or nil if it is too short to have one.
  @inline(__always)
  static func transactionID(of reply: Span<UInt8>) -> UInt32? {
    reply.count < WireFormat.errorReplyHeaderLength ? nil : reply.bigEndianUInt32(at: 4)
  }

  /// Checks a reply against the request it names.
  @inline(__always)
  static func check(
    _ reply: Span<UInt8>, to request: PendingRequest, over family: AddressFamily
  ) throws(ReplyFault) -> CheckedReply {
    guard reply.count >= WireFormat.errorReplyHeaderLength else { throw .tooShort }
    let action = reply.bigEndianUInt32(at: 0)
    if action == Action.error.rawValue { return .refusal }
    guard action == request.kind.action.rawValue else { throw .wrongAction }
    switch request.kind {
    case .connect: return .answer(connectionID: try connectionID(of: reply))
    case .announce: try checkAnnounce(reply, limit: request.limit, family)
    case .scrape:
      let length = WireFormat.scrapeReplyHeaderLength + request.limit * WireFormat.scrapeEntryLength
      guard reply.count == length else { throw .wrongLength }
    }
    return .answer(connectionID: 0)
  }

  /// Clients of the wild refuse any length but 16 (C-01), and the ids 0 and magic (W-10).
  @inline(__always)
  private static func connectionID(of reply: Span<UInt8>) throws(ReplyFault) -> UInt64 {
    guard reply.count == WireFormat.connectReplyLength else { throw .wrongLength }
    let id = reply.bigEndianUInt64(at: 8)
    guard id != 0, id != WireFormat.connectMagic else { throw .badConnectionID }
    return id
  }

  /// The stride is the family's.
  @inline(__always)
  private static func checkAnnounce(_ reply: Span<UInt8>, limit: Int, _ family: AddressFamily) throws(ReplyFault) {
    let bytes = reply.count - WireFormat.announceReplyHeaderLength
    guard bytes >= 0 else { throw .wrongLength }
    guard bytes % family.peerLength == 0 else { throw .brokenPeer }
    guard bytes <= limit * family.peerLength else { throw .tooManyPeers }
  }

  /// The text of a refusal.
  static func text(of refusal: Span<UInt8>) -> String {
    let bytes = (WireFormat.errorReplyHeaderLength..<refusal.count).map { refusal[$0] }
    // A reply is not to be trusted with control characters of the terminal.
    return String(decoding: bytes.map { (0x20..<0x7f).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}
