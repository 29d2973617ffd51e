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
    while let caller = socket.accept() { admit(caller, poller, token) }
    for (index, caller) in callers.enumerated() {
      do throws(Errno) {
        let bytes = try caller.receive(limit: ReloadRequest.byteLimit)
        callers.remove(at: index)
        return Visit(assignments: ReloadRequest.assignments(in: bytes), caller: caller)
      } catch {
        guard error != .wouldBlock else { continue }
        // Too long, or broken: nobody to talk to. The others are looked at with the next wake-up.
        callers.remove(at: index)
        return nil
      }
    }
    return nil
  }

  /// Lets in who may ask: the tracker's own user and root.
  private mutating func admit(_ caller: ControlSocket, _ poller: borrowing Poller, _ token: UInt64) {
    guard let user = try? caller.peer().user, user == 0 || user == owner else {
      let text = "only root and the tracker's own user may have it reload"
      return Visit(assignments: [], caller: caller).answer(ReloadAnswer(.forbidden, text))
    }
    guard (try? poller.add(caller.descriptor, token: token)) != nil else { return }
    if callers.count == Self.callerLimit { callers.removeFirst() }
    callers.append(caller)
  }
}
