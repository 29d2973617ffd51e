// The requests of one batch, remembered until the kernel has said how many of them it took.

/// Transaction ids and kinds of up to 64 requests, in the order they were added.
struct AddedRequests {
  enum Kind: UInt8 {
    case connect, announce, scrape, stale
  }

  private var transactionIDs = InlineArray<64, UInt32>(repeating: 0)
  private var kinds = InlineArray<64, Kind>(repeating: .connect)
  private var total = 0

  /// The transaction id at a place.
  subscript(place: Int) -> UInt32 { transactionIDs[place] }

  @inline(__always)
  mutating func append(_ transactionID: UInt32, _ kind: Kind) {
    transactionIDs[total] = transactionID
    kinds[total] = kind
    total &+= 1
  }

  /// Counts the first `sent` as sent.
  @inline(__always)
  func count(_ sent: Int, tally: inout Tally) {
    for place in 0..<sent {
      switch kinds[place] {
      case .connect: tally[.connect].sent &+= 1
      case .announce: tally[.announce].sent &+= 1
      case .scrape: tally[.scrape].sent &+= 1
      case .stale: tally.staleSent &+= 1
      }
    }
  }
}
