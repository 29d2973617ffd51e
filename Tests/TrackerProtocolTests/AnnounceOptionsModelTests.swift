// Tests of AnnounceOptions.swift against the plainest reading of BEP 41, on bytes of any kind.
import TestKit
import Testing
import TrackerProtocol

@Suite("The options behind an announce, read by a model")
struct AnnounceOptionsModelTests {
  /// The URLData in what is left of the options, as BEP 41 tells it.
  private func urlData(in options: ArraySlice<UInt8>) -> [UInt8] {
    guard let code = options.first, code != 0 else { return [] }
    let rest = options.dropFirst()
    if code == 1 { return urlData(in: rest) }
    guard let length = rest.first, rest.count - 1 >= Int(length) else { return [] }
    let data = rest.dropFirst().prefix(Int(length))
    return (code == 2 ? Array(data) : []) + urlData(in: rest.dropFirst(1 + Int(length)))
  }

  @Test("are those of the model", arguments: 1...4 as ClosedRange<UInt64>)
  func random(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var found = 0
    for round in 0..<3_000 {
      let options = chance.optionBytes(round % 60)
      let due = urlData(in: options[...])
      let data = AnnounceOptions.urlData(of: Packet.announce(options: options).bytes)
      guard data == due else {
        Issue.record("\(data) in \(options), where \(due) is due")
        return
      }
      if !due.isEmpty { found += 1 }
    }
    #expect(found > 300, "the test is worth something only if there is often a path")
  }

  @Test("lose nothing but their end when they are cut off, wherever that is (A-08)")
  func cutOff() {
    let options: [UInt8] = [1, 2, 3, 0x2f, 0x61, 0x62, 9, 2, 0xaa, 0xbb, 2, 2, 0x63, 0x64, 1, 2, 1, 0x65]
    let lengths = (0...options.count).map { length in
      AnnounceOptions.urlData(of: Packet.announce(options: Array(options.prefix(length))).bytes).count
    }
    // "/ab" is whole with the sixth byte, "cd" with the fourteenth, and "e" with the last.
    #expect(lengths == [0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 6])
  }

  @Test("that nobody knows are skipped by their length, whatever their code (A-09)")
  func unknown() {
    for code in 3...255 as ClosedRange<UInt8> {
      for length in [0, 1, 7, 255] as [UInt8] {
        // The data looks like a path, and like an end.
        let data: [UInt8] = [2, 1, 0x78] + Array(repeating: 0, count: 252)
        let options = [code, length] + data.prefix(Int(length)) + [2, 1, 0x2f]
        #expect(AnnounceOptions.urlData(of: Packet.announce(options: options).bytes) == [0x2f])
      }
    }
  }
}
