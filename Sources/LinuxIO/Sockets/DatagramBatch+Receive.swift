// Receives the datagrams that are waiting, by one recvmmsg(2).

extension DatagramBatch {
  /// Receives the datagrams that are waiting, up to ``capacity``, without waiting for any.
  ///
  /// The replies of the round before are forgotten.
  /// - Returns: how many there are, 0 if none is waiting.
  /// - Throws: what recvmmsg(2) may, `EBADF` for instance; then there are none.
  public mutating func receive(from socket: borrowing DatagramSocket) throws(Errno) -> Int {
    messages.rearm(count)
    count = 0
    var received = messages.receive(from: socket.descriptor)
    while received < 0 {
      let error = Errno.last
      if error == .wouldBlock { return 0 }
      guard error == .interrupted else { throw error }
      received = messages.receive(from: socket.descriptor)
    }
    count = received
    for index in 0..<count {
      unsafe messages.decode(index, into: &slots[index], socketAddress: socket.localAddress)
    }
    return count
  }
}
