// The side of a reload that asks: a short-lived process, beside the running tracker.
public import LinuxIO

/// Asks a running tracker to follow an environment.
public enum ReloadCommand {
  /// How long a command waits for each step, in seconds: a busy machine, or a tracker that was stopped, may take its time.
  public static let patienceSeconds: Int32 = 60

  /// Sends the assignments `NAME=value` to a process, and waits for its answer.
  public static func run(_ assignments: [String], process: Int32) throws(ReloadFailure) -> ReloadAnswer {
    let request = ReloadRequest.bytes(of: assignments)
    guard request.count <= ReloadRequest.byteLimit else { throw .tooLong(request.count) }
    do throws(Errno) {
      let socket = try ControlSocket.connected(
        to: ReloadRequest.socketName(ofProcess: process), timeoutSeconds: patienceSeconds)
      // Anybody can take the name of a process that has gone, or has no such socket.
      guard try socket.peer().process == process else { throw .connectionRefused }
      // One that refuses at once has closed its end before all was sent, but has answered.
      do throws(Errno) { try socket.send(request) } catch { if error != .brokenPipe { throw error } }
      guard let answer = ReloadAnswer(try socket.receive(limit: ReloadAnswer.byteLimit)) else { throw .brokenPipe }
      return answer
    } catch {
      throw error == .wouldBlock ? .noAnswer : .unreachable(error)
    }
  }
}

/// Why a reload command has no answer.
public enum ReloadFailure: Error, Equatable, Sendable {
  /// The variables have this many bytes together, which is too much.
  case tooLong(Int)
  /// The process does not listen, or has ended.
  case unreachable(Errno)
  /// The process did not answer in time.
  case noAnswer
}
