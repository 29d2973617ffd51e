// Sends the replies of a batch, by one sendmmsg(2).

extension DatagramBatch {
  /// How long one round waits in all for room in a full send buffer, in milliseconds. Longer, and requests would be lost instead.
  static let sendPatienceMilliseconds = 100

  /// Sends every reply of this round to where its request came from, from the address the request was sent to.
  ///
  /// A reply that the kernel refuses is skipped, and the others still go out.
  public mutating func send(through socket: borrowing DatagramSocket) -> SendOutcome {
    let end = stageReplies()
    var outcome = SendOutcome()
    var room = RoomForSending(descriptor: socket.descriptor, patienceMilliseconds: Self.sendPatienceMilliseconds)
    var next = 0
    while next < end {
      let sent = messages.send(next, end, through: socket.descriptor)
      if sent > 0 {
        outcome.sent += sent
        next += sent
        continue
      }
      switch Errno.last {
      case .interrupted: continue
      case .wouldBlock:
        if room.await() { continue }
        outcome.lost = end - next
        return outcome
      case let refusal:
        outcome.refused += 1
        outcome.lastRefusal = refusal
        next += 1
      }
    }
    return outcome
  }

  /// Lines up the replies that there are, and forgets them, so that none is sent twice; returns their number.
  private mutating func stageReplies() -> Int {
    var end = 0
    for index in 0..<count {
      // Unsafe: below `count`, so a slot.
      let length = unsafe slots[index].replyLength
      guard length > 0 else { continue }
      unsafe slots[index].replyLength = 0
      messages.stage(index, length: length, at: end)
      end += 1
    }
    return end
  }
}
