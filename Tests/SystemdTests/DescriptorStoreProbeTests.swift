// Tests of DescriptorStoreProbe.swift.
import TestKit
import Testing

@testable import Systemd

@Suite("The probe of the descriptor store")
struct DescriptorStoreProbeTests {
  @Test("is not sent where there is no service manager")
  func unsupervised() async {
    await #expect(processExitsWith: .success) {
      Environment.remove("NOTIFY_SOCKET")
      let isSent = DescriptorStoreProbe.send() != nil
      #expect(!isSent)
    }
  }

  @Test("is not sent where nobody takes it")
  func nobody() async {
    await #expect(processExitsWith: .success) {
      Environment.set("NOTIFY_SOCKET", "/nonexistent/notify")
      let isSent = DescriptorStoreProbe.send() != nil
      #expect(!isSent)
    }
  }

  @Test("is one descriptor that the manager is to watch, under a name of its own")
  func message() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      let probe = DescriptorStoreProbe.send()
      let message = try #require(manager.receive())
      #expect(message.text == "FDSTORE=1\nFDNAME=state-probe")
      #expect(message.descriptors.count == 1)
      _ = consume probe
    }
  }

  @Test("is refused once the manager has thrown it away, and not before")
  func refused() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      guard let probe = DescriptorStoreProbe.send() else {
        Issue.record("it was not sent")
        return
      }
      // In the socket it is still open, and so it is with the manager.
      var verdicts = [probe.isRefused]
      let message = try #require(manager.receive())
      verdicts.append(probe.isRefused)
      TestDescriptors.close(message.descriptors)
      verdicts.append(probe.isRefused)
      #expect(verdicts == [false, false, true])
    }
  }

  @Test("hangs up for the manager when it ends, so that nothing of it stays in the store")
  func end() async {
    await #expect(processExitsWith: .success) {
      let manager = FakeServiceManager()
      var probe = DescriptorStoreProbe.send()
      let message = try #require(manager.receive())
      let writer = try #require(message.descriptors.first)
      #expect(!TestDescriptors.hasHungUp(writer))
      probe = nil
      let hasEnded = probe == nil
      #expect(hasEnded && TestDescriptors.hasHungUp(writer))
    }
  }
}
