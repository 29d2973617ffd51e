// Tests of SipHash.swift.
import Hashing
import Testing

@Suite("SipHash")
struct SipHashTests {
  private static let key = SipKey(0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

  @Test("has the hashes of the paper and of another implementation", arguments: HashVector.read("siphash.txt"))
  func vectors(vector: HashVector) throws {
    let key = SipKey(vector[1], vector[2])
    let isShort = vector.words.count == 5
    let hash: UInt64
    switch (vector.words[0], isShort) {
    case ("2-4", true): hash = SipHash.mac(key, vector[3])
    case ("2-4", false): hash = SipHash.mac(key, vector[3], vector[4], vector[5])
    case ("1-3", true): hash = SipHash.digest(key, vector[3])
    case ("1-3", false): hash = SipHash.digest(key, vector[3], vector[4], vector[5])
    default:
      Issue.record("no such variant: \(vector)")
      return
    }
    #expect(hash == vector[vector.words.count - 1])
  }

  @Test("is tried with vectors of each kind")
  func kinds() {
    let kinds = Set(HashVector.read("siphash.txt").map { "\($0.words[0]) of \($0.words.count)" })
    #expect(kinds == ["2-4 of 5", "2-4 of 7", "1-3 of 5", "1-3 of 7"])
  }

  @Test("is another one under another key, whichever half of it differs, and for any other word")
  func differences() {
    let keys = [SipKey(0, 0), SipKey(1, 0), SipKey(0, 1), SipKey(1, 1)]
    #expect(Set(keys.map { SipHash.mac($0, 0, 0, 0) }).count == 4)
    #expect(Set(keys.map { SipHash.digest($0, 0) }).count == 4)
    let words: [(UInt64, UInt64, UInt64)] = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
    #expect(Set(words.map { SipHash.digest(Self.key, $0.0, $0.1, $0.2) }).count == 4)
  }

  @Test("has a key that can be written down and made again")
  func keys() {
    #expect(Self.key.words == (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908))
    let again = SipKey(Self.key.words.0, Self.key.words.1)
    #expect(SipHash.mac(again, 7) == SipHash.mac(Self.key, 7))
  }
}
