// Tests of what is derived from the secret.
import Swarms
import Testing

@testable import TrackerCore

@Suite("The secret of connection ids")
struct ConnectionIDSecretTests {
  /// Something that two keys have in common only if they are the same.
  private func mark(_ key: SipKey) -> UInt64 { SipHash.mac(key, 1, 2, 3) }

  @Test("gives each period a key of its own")
  func keysDiffer() {
    let secret = ConnectionIDSecret(1, 2)
    #expect(Set((0..<1000).map { mark(secret.key(ofEpoch: $0)) }).count == 1000)
  }

  @Test("gives the same keys and clock to all who have it")
  func derivation() {
    let one = ConnectionIDSecret(1, 2)
    let other = ConnectionIDSecret(1, 2)
    #expect(one.timeOffset == other.timeOffset)
    for epoch: UInt64 in [0, 1, 127, 1 << 40] {
      #expect(mark(one.key(ofEpoch: epoch)) == mark(other.key(ofEpoch: epoch)))
    }
  }

  @Test("gives other keys and another clock to those who have another", arguments: [(1, 3), (0, 2), (2, 1)])
  func secretsDiffer(first: UInt64, second: UInt64) {
    let one = ConnectionIDSecret(1, 2)
    let other = ConnectionIDSecret(first, second)
    #expect(one.timeOffset != other.timeOffset)
    #expect(mark(one.key(ofEpoch: 5)) != mark(other.key(ofEpoch: 5)))
  }

  @Test("starts the clock anywhere in the 24 bits that an id has for it")
  func clock() {
    let offsets = (0..<1000 as Range<UInt64>).map { ConnectionIDSecret($0, 9).timeOffset }
    #expect(offsets.allSatisfy { $0 < 1 << 24 })
    for quarter: UInt64 in 0..<4 {
      #expect((180...320).contains(offsets.count { $0 >> 22 == quarter }))
    }
  }
}
