// Random damage to a payload, from a flipped bit to bytes that moved.
import TestKit

/// Makes one damaged payload after the other from the same sound one.
struct PayloadDamage {
  private let original: [UInt8]
  private var chance: SeededGenerator

  init(_ original: [UInt8], seed: UInt64) {
    self.original = original
    chance = SeededGenerator(seed: seed)
  }

  /// A damaged payload and how many torrents its section says to have; a few kinds of damage at once.
  mutating func next(torrents: UInt32) -> (payload: [UInt8], torrents: UInt32) {
    var payload = original
    for _ in 0...chance.below(3) { damage(&payload) }
    let count = chance.once(in: 10) ? UInt32(chance.below(8)) : torrents
    return (payload, count)
  }

  private mutating func damage(_ payload: inout [UInt8]) {
    switch chance.below(8) {
    case 0...2: replace(&payload, length: 1)
    case 3: replace(&payload, length: 1 + chance.below(8))
    case 4: zeroOrFill(&payload)
    case 5: if !payload.isEmpty { payload.removeSubrange(range(in: payload, upTo: 40)) }
    case 6:
      if !payload.isEmpty { payload.insert(contentsOf: payload[range(in: payload, upTo: 80)], at: place(payload)) }
    default: if !payload.isEmpty { overlay(&payload) }
    }
  }

  private mutating func place(_ payload: [UInt8]) -> Int { chance.below(payload.count) }

  private mutating func range(in payload: [UInt8], upTo length: Int) -> Range<Int> {
    let start = place(payload)
    return start..<min(start + 1 + chance.below(length), payload.count)
  }

  private mutating func replace(_ payload: inout [UInt8], length: Int) {
    guard !payload.isEmpty else { return }
    let start = place(payload)
    for index in start..<min(start + length, payload.count) { payload[index] = UInt8(chance.below(256)) }
  }

  /// Small and huge numbers, where a number may be.
  private mutating func zeroOrFill(_ payload: inout [UInt8]) {
    guard !payload.isEmpty else { return }
    let byte: UInt8 = chance.once(in: 2) ? 0 : 0xff
    for index in range(in: payload, upTo: 8) { payload[index] = byte }
  }

  /// Bytes of one place over those of another.
  private mutating func overlay(_ payload: inout [UInt8]) {
    let source = Array(payload[range(in: payload, upTo: 64)])
    let start = place(payload)
    for (index, byte) in source.enumerated() where start + index < payload.count { payload[start + index] = byte }
  }
}
