// One socket of a run, with its share of the peers, its window and its connection id.
internal import CLinux
internal import LinuxIO
internal import TrackerProtocol

/// A client socket and the peers that announce themselves through it: numbers `index`, `index` + `stride`, and so on.
struct Lane {
  let family: AddressFamily
  let descriptor: Int32
  var window: RequestWindow
  /// What the tracker gave out last; nil until the first answer to a connect.
  private(set) var connectionID: UInt64?
  /// Peers whose announce was lost in a fill, to be announced again.
  var retries: [Int] = []
  /// How many of the lane's peers the fill has announced.
  var filledCount = 0
  let peerCount: Int

  private let socket: LoopbackSocket
  private let index: Int
  private let stride: Int

  /// Lane `index` of a load's, for its part of `peerCount` peers.
  init(_ index: Int, of target: LoadTarget, peerCount: Int) throws(LoadError) {
    family = target.family(ofSocket: index)
    socket = try LoopbackSocket(client: index, of: family, trackerPort: target.port)
    descriptor = socket.descriptor
    self.index = index
    stride = target.sockets
    window = RequestWindow(size: target.window)
    self.peerCount = index < peerCount ? (peerCount - index - 1) / stride + 1 : 0
  }

  /// The number of the lane's peer at `position`, below `peerCount`.
  @inline(__always)
  func peer(at position: Int) -> Int { position &* stride &+ index }

  /// Whether the workload has nothing more to do here.
  func isDone(with workload: Workload) -> Bool {
    switch workload {
    case .connecting: connectionID != nil
    case .filling: window.pendingCount == 0 && filledCount == peerCount && retries.isEmpty
    case .settling: window.pendingCount == 0
    case .traffic: false
    }
  }

  /// Gives up what was sent before `limit`; a lost announce of a fill is made again.
  mutating func expire(sentBefore limit: UInt64, workload: Workload, tally: inout Tally) {
    while let request = window.expire(sentBefore: limit) {
      tally[request.kind].lost += 1
      if case .filling = workload, request.peer >= 0 { retries.append(request.peer) }
    }
  }
}

extension Lane {
  /// Takes one batch of replies. Whether the batch was full, so that more may be waiting, does not matter: the poller will tell.
  mutating func receive(with batch: inout MessageBatch, tally: inout Tally) throws(LoadError) {
    let count = batch.receive(from: descriptor)
    guard count >= 0 else { return try Self.passIfHarmless(clinux_errno()) }
    let now = MonotonicClock.nanoseconds
    for index in 0..<count {
      batch.withReceived(index) { take($0, at: now, tally: &tally) }
    }
  }

  /// Counts one reply under what it answers.
  @inline(__always)
  private mutating func take(_ reply: Span<UInt8>, at now: UInt64, tally: inout Tally) {
    guard let transactionID = ReplyCheck.transactionID(of: reply) else {
      tally.unexpected += 1
      return
    }
    if transactionID & 0xffff == RequestWindow.noPlace {
      tally.staleAnswered += 1
      return
    }
    guard let request = window.close(transactionID) else {
      tally.unexpected += 1
      return
    }
    do throws(ReplyFault) {
      try count(ReplyCheck.check(reply, to: request, over: family), of: request, reply, at: now, tally: &tally)
    } catch {
      tally[request.kind].faulty += 1
      if tally.fault == nil { tally.fault = error }
    }
  }

  @inline(__always)
  private mutating func count(
    _ checked: CheckedReply, of request: PendingRequest, _ reply: Span<UInt8>, at now: UInt64, tally: inout Tally
  ) throws(ReplyFault) {
    guard case .answer(let id) = checked else {
      tally[request.kind].refused += 1
      if tally.refusalText == nil { tally.refusalText = ReplyCheck.text(of: reply) }
      return
    }
    if request.kind == .connect { connectionID = id }
    tally[request.kind].answered &+= 1
    tally[request.kind].replyBytes &+= UInt64(truncatingIfNeeded: reply.count)
    tally[request.kind].latency.record(now &- request.sentAt)
  }

  /// Nothing waiting and an interrupted call are no failures. A refused connection is how the kernel says that the port is nobody's.
  static func passIfHarmless(_ error: Int32) throws(LoadError) {
    if error == EAGAIN || error == EINTR || error == ENOBUFS { return }
    guard error == ECONNREFUSED else { throw LoadError("the socket failed: \(Errno(rawValue: error))") }
    throw LoadError("nobody serves the UDP port on this machine; start the tracker first, or name its port with --port")
  }
}
