// A tracker's socket on loopback whose replies the test writes.
import TrackerProtocol

@testable import pico_tracker_load

/// Hands requests to the test, and sends what it makes of them.
struct WrittenServer: ~Copyable {
  let port: UInt16
  private let socket: LoopbackSocket
  private var batch: MessageBatch

  init() throws {
    // All that may fail comes first: a value that cannot be copied is made whole or not at all.
    let port = try freePort()
    let socket = try LoopbackSocket(serverOf: .ipv4, port: port)
    self.port = port
    self.socket = socket
    batch = MessageBatch(bufferSize: LoadLimits.replyCapacity, hasNames: true)
  }

  /// Takes the requests that wait, answers each with the bytes that `reply` gives, and returns them.
  mutating func answer(_ reply: ([UInt8]) -> [UInt8]) -> [[UInt8]] {
    let requests = take()
    for (index, request) in requests.enumerated() {
      let bytes = reply(request)
      batch.withBuffer(index) { buffer in
        for (offset, byte) in bytes.enumerated() { buffer.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self) }
      }
      batch.select(index, offset: 0, length: bytes.count)
    }
    _ = batch.send(0..<requests.count, through: socket.descriptor)
    return requests
  }

  /// Takes the requests that wait, and answers none.
  mutating func take() -> [[UInt8]] {
    let count = max(batch.receive(from: socket.descriptor), 0)
    return (0..<count).map { index in batch.withReceived(index) { bytes in bytes.indices.map { bytes[$0] } } }
  }
}

/// A reply of this action to a request, with its transaction id.
func reply(_ action: UInt8, to request: [UInt8], _ rest: [UInt8] = []) -> [UInt8] {
  [0, 0, 0, action] + request[12..<16] + rest
}

/// A connect's reply with a small connection id.
func connectReply(to request: [UInt8], id: UInt8) -> [UInt8] { reply(0, to: request, [0, 0, 0, 0, 0, 0, 0, id]) }
