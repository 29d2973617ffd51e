// Sockets that the service manager bound and passed (sd_listen_fds(3)).
internal import LinuxIO
internal import Systemd

extension Listeners {
  /// Takes over the passed sockets; sockets of one address serve one worker each.
  static func adopting(_ passed: [PassedSocket]) throws(StartFailure) -> Listeners {
    var listeners = Listeners()
    for socket in passed {
      do throws(SocketError) {
        listeners.add(try DatagramSocket(adopting: socket.descriptor.number))
      } catch {
        throw .passedSocket(PassedSocketFailure(socket.descriptor, error))
      }
    }
    return listeners
  }

  /// The sockets that were passed to this process, checked; empty where nobody passed any.
  static func passedSockets() throws(StartFailure) -> [PassedSocket] {
    let descriptors: PassedDescriptors
    do throws(SystemdError) {
      descriptors = try PassedDescriptors.take()
    } catch {
      throw .passedSocket(PassedSocketFailure(error))
    }
    do throws(PassedSocketError) {
      return try descriptors.datagramSockets(besides: [])
    } catch {
      throw .passedSocket(PassedSocketFailure(error))
    }
  }
}
