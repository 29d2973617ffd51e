// The requests a socket has under way. A closed loop: as many as the window has room for, and a new one for each that ends.

/// What was asked, and when.
struct PendingRequest: Equatable {
  let kind: RequestKind
  /// Entries of a scrape, or the most peers an announce may be answered with.
  let limit: Int
  /// The peer an announce is about; -1 otherwise.
  let peer: Int
  /// When it was sent, in nanoseconds of the monotonic clock.
  let sentAt: UInt64
}

/// A fixed number of places, each named by a transaction id that changes with every use, so that a late reply is not taken for
/// another's.
struct RequestWindow {
  /// The place that no window has: requests that expect no reply are marked with it.
  static let noPlace: UInt32 = 0xffff

  private var requests: [PendingRequest?]
  private var generations: [UInt16]
  private var free: [UInt16]

  init(size: Int) {
    requests = Array(repeating: nil, count: size)
    generations = Array(repeating: 0, count: size)
    free = (0..<UInt16(size)).reversed()
  }

  /// How many more requests may be sent.
  var room: Int { free.count }

  /// How many are under way.
  var pendingCount: Int { requests.count - free.count }

  /// Takes a place; returns the request's transaction id, or nil if the window is full.
  @inline(__always)
  mutating func open(_ request: PendingRequest) -> UInt32? {
    guard let place = free.popLast() else { return nil }
    let index = Int(place)
    generations[index] &+= 1
    requests[index] = request
    return UInt32(generations[index]) << 16 | UInt32(place)
  }

  /// Ends the request that a reply's transaction id names; nil if there is none, or no more.
  @inline(__always)
  mutating func close(_ transactionID: UInt32) -> PendingRequest? {
    let place = Int(transactionID & 0xffff)
    guard place < requests.count, generations[place] == UInt16(transactionID >> 16) else { return nil }
    guard let request = requests[place] else { return nil }
    requests[place] = nil
    free.append(UInt16(place))
    return request
  }

  /// Gives up one request that was sent before `limit`, if there is one.
  mutating func expire(sentBefore limit: UInt64) -> PendingRequest? {
    guard let place = requests.firstIndex(where: { ($0?.sentAt ?? .max) < limit }) else { return nil }
    defer {
      requests[place] = nil
      free.append(UInt16(place))
    }
    return requests[place]
  }
}
