// A service manager that keeps descriptors, for a test's own child process.
import Glibc
import LinuxIO
package import Systemd

/// The descriptor store behind a notify socket: what FDSTORE=1 brought and FDSTOREREMOVE=1 has not taken, sd_notify(3).
package final class DescriptorStore: Sendable {
  private let socket = NotifySocket()
  private let contents = Locked(Contents())

  package init() {}

  private struct Contents {
    package var messages: [String] = []
    package var stored: [PassedDescriptor] = []
  }

  /// Every message so far, in order; lines that only fill up are left out.
  package var messages: [String] { contents.withLock { $0.messages } }

  /// What is stored, the oldest first.
  package var stored: [PassedDescriptor] { contents.withLock { $0.stored } }

  /// Copies of what is stored, as they are passed to a process that starts.
  package var passed: [PassedDescriptor] { stored.map { PassedDescriptor(number: dup($0.number), name: $0.name) } }

  /// Follows the messages that are there.
  package func follow() { while let message = receive(flags: CInt(MSG_DONTWAIT)) { follow(message) } }

  /// Follows messages until somebody waits for all of them to be read, and lets it go on. False if nobody does for long.
  package func followUntilBarrier() -> Bool {
    while let message = receive(flags: 0) {
      follow(message)
      if message.text == "BARRIER=1" { return true }
    }
    return false
  }

  private func follow(_ message: ReceivedMessage) {
    let lines = message.text.split(separator: "\n").map(String.init)
    let name = lines.first { $0.hasPrefix("FDNAME=") }.map { String($0.dropFirst("FDNAME=".count)) } ?? ""
    contents.withLock { contents in
      contents.messages.append(lines.filter { $0 != "FDPOLL=0" }.joined(separator: " "))
      if lines.contains("FDSTORE=1") {
        contents.stored += message.descriptors.map { PassedDescriptor(number: $0, name: name) }
        return
      }
      for descriptor in message.descriptors { close(descriptor) }
      guard lines.contains("FDSTOREREMOVE=1") else { return }
      for descriptor in contents.stored where descriptor.name == name { close(descriptor.number) }
      contents.stored.removeAll { $0.name == name }
    }
  }

  private func receive(flags: CInt) -> ReceivedMessage? { .next(from: socket.descriptor, flags: flags) }
}
