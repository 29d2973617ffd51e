// Takes over the sockets that the service manager passed, sd_listen_fds(3).
internal import LinuxIO
internal import Snapshots
internal import Systemd

extension Listeners {
  /// Takes over the passed sockets; sockets of one address serve one worker each.
  static func adopting(_ passed: [PassedSocket]) throws(StartFailure) -> Listeners {
    var listeners = Listeners()
    listeners.notePassed()
    for socket in passed {
      do throws(SocketError) {
        listeners.add(try DatagramSocket(adopting: socket.descriptor.number))
      } catch {
        throw .passedSocket(PassedSocketFailure(socket.descriptor, error))
      }
    }
    return listeners
  }

  /// The sockets among what was passed, checked; empty where nobody passed any.
  static func sockets(among passed: PassedDescriptors) throws(StartFailure) -> [PassedSocket] {
    do throws(PassedSocketError) {
      return try passed.datagramSockets(besides: passed.all.map { $0.name }.filter(SnapshotPlace.isStoredName))
    } catch {
      throw .passedSocket(PassedSocketFailure(error))
    }
  }

  /// What the service manager passed to this process; to be called once.
  static func takePassed() throws(StartFailure) -> PassedDescriptors {
    do throws(SystemdError) {
      return try PassedDescriptors.take()
    } catch {
      throw .passedSocket(PassedSocketFailure(error))
    }
  }
}
