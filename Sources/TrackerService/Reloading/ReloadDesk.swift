// The side of a reload that is asked: where the running tracker takes requests, and from whom.
internal import LinuxIO

/// Listens for reload commands, and keeps those that have not said yet what they want.
///
/// Nothing here waits. One that connects and says nothing costs a descriptor, until more of its kind come than are kept.
struct ReloadDesk {
  /// How many may have connected without a request; a further one takes the place of the first.
  private static let callerLimit = 8

  /// A request, to be answered.
  struct Visit {
    /// The assignments `NAME=value` of the command's environment.
    let assignments: [String]
    fileprivate let caller: ControlSocket

    /// Answers; a command that has gone meanwhile hears nothing.
    func answer(_ answer: ReloadAnswer) { try? caller.send(answer.bytes) }
  }

  private let socket: ControlSocket
  /// The user, besides root, who may ask.
  private let owner: UInt32
  /// Who has connected and not asked yet, in that order.
  private var callers: [ControlSocket] = []

  /// A desk of this process, which hears a user and root.
  init(owner: UInt32 = ControlSocket.ownUser) throws(Errno) {
    self.owner = owner
    socket = try .listening(as: ReloadRequest.socketName(ofProcess: ProcessArguments.processID))
  }

  /// Has the poller tell of everything that happens here, by the one token.
  func open(_ poller: borrowing Poller, token: UInt64) throws(Errno) { try poller.add(socket.descriptor, token: token) }

  /// The next request, in the order in which they connected; nil if there is none for now.
  mutating func next(_ poller: borrowing Poller, token: UInt64) -> Visit? {
    // No more at once: whoever floods the desk must not keep the supervisor from what else it does.
    for _ in 0..<Self.callerLimit {
      guard let caller = socket.accept() else { break }
      admit(caller, poller, token)
    }
    var index = 0
    while index < callers.count {
      do throws(Errno) {
        let bytes = try callers[index].receive(limit: ReloadRequest.byteLimit)
        let caller = callers.remove(at: index)
        // Nothing came but the end: the command has gone.
        if !bytes.isEmpty { return Visit(assignments: ReloadRequest.assignments(in: bytes), caller: caller) }
      } catch {
        if error == .wouldBlock { index += 1 } else { callers.remove(at: index) }
      }
    }
    return nil
  }

  /// Lets in who may ask: the tracker's own user and root.
  private mutating func admit(_ caller: ControlSocket, _ poller: borrowing Poller, _ token: UInt64) {
    guard let user = try? caller.peer().user, user == 0 || user == owner else {
      let text = "only root and the tracker's own user may have it reload"
      caller.stopReceiving()
      return Visit(assignments: [], caller: caller).answer(ReloadAnswer(.forbidden, text))
    }
    guard (try? poller.add(caller.descriptor, token: token)) != nil else { return }
    if callers.count == Self.callerLimit { callers.removeFirst() }
    callers.append(caller)
  }
}
