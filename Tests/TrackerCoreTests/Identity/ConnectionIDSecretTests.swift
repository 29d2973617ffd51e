// Tests of ConnectionIDSecret.swift: the keys and the clock derived from the secret.
import Hashing
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

@Suite("The secret of a phrase")
struct ConnectionIDPhraseTests {
  private func words(_ phrase: [UInt8]) -> [UInt64] {
    let secret = ConnectionIDSecret(phrase: phrase.span)
    return [secret.words.0, secret.words.1]
  }

  @Test("is the same whenever and wherever it is made of the same bytes")
  func same() {
    for length in [0, 1, 16, 100] {
      let phrase = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) }
      #expect(words(phrase) == words(phrase))
    }
  }

  @Test("never changes, or machines of different versions would refuse each other's ids")
  func pinned() {
    #expect(words(Array("correct horse battery staple".utf8)) == [0xf42e_3667_5d58_6011, 0x654e_3abd_3aca_4635])
    #expect(words(Array("a".utf8)) == [0x900b_13bf_73d6_2345, 0x350b_eec5_9e7a_24fd])
  }

  @Test("differs with every bit of the phrase")
  func bits() {
    let phrase = Array("a phrase that is longer than two blocks".utf8)
    var secrets: Set<[UInt64]> = [words(phrase)]
    for bit in 0..<8 * phrase.count {
      var other = phrase
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      secrets.insert(words(other))
    }
    #expect(secrets.count == 8 * phrase.count + 1)
  }

  @Test("differs with the length, also where only zeros are behind")
  func lengths() {
    let zeros = Set((0..<100).map { words(Array(repeating: 0, count: $0)) })
    let text = Set((0..<100).map { words(Array("text".utf8) + Array(repeating: 0, count: $0)) })
    #expect(zeros.count == 100 && text.count == 100 && zeros.isDisjoint(with: text))
  }

  @Test("differs with the order of the phrase's blocks")
  func order() {
    let (a, b) = (Array(repeating: UInt8(1), count: 16), Array(repeating: UInt8(2), count: 16))
    #expect(Set([a + b, b + a, a + a, b + b].map(words)).count == 4)
  }

  @Test("is the secret that is kept")
  func kept() {
    let secret = ConnectionIDSecret(phrase: Array("phrase".utf8).span)
    let again = ConnectionIDSecret(secret.words.0, secret.words.1)
    #expect(again.timeOffset == secret.timeOffset)
    #expect(again.key(ofEpoch: 3).words == secret.key(ofEpoch: 3).words)
  }
}
