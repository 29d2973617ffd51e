// Tests of XXHash64.swift.
import Hashing
import Testing

extension HashVector {
  /// So many bytes of the vectors' pattern.
  static func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: 167 * $0 + 13) } }
}

extension XXHash64 {
  fileprivate static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 { hash(bytes.span, seed: seed) }
}

@Suite("XXH64")
struct XXHash64Tests {
  @Test(
    "agrees with the published hashes of texts",
    arguments: [
      ("", 0xef46_db37_51d8_e999), ("a", 0xd24e_c4f1_a98c_6e5b), ("abc", 0x44bc_2cf5_ad77_0999),
      ("message digest", 0x066e_d728_fcee_b3be), ("xxhash", 0x32dd_3895_2c4b_c720),
      ("Nobody inspects the spammish repetition", 0xfbce_a83c_8a37_8bf1),
    ] as [(String, UInt64)])
  func texts(text: String, hash: UInt64) {
    #expect(XXHash64.hash(Array(text.utf8)) == hash)
  }

  @Test("agrees with another implementation, for all lengths and seeds", arguments: HashVector.read("xxh64.txt"))
  func vectors(vector: HashVector) throws {
    let bytes = HashVector.pattern(try #require(Int(vector.words[1])))
    #expect(XXHash64.hash(bytes, seed: vector[0]) == vector[2])
  }

  @Test("is tried with enough vectors")
  func count() { #expect(HashVector.read("xxh64.txt").count == 62) }

  @Test("is another one for every flipped bit, every byte less, and another seed")
  func distinguishes() {
    let bytes = HashVector.pattern(100)
    var hashes: Set<UInt64> = [XXHash64.hash(bytes), XXHash64.hash(bytes, seed: 1)]
    for bit in 0..<800 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      hashes.insert(XXHash64.hash(flipped))
    }
    for length in 0..<100 { hashes.insert(XXHash64.hash(Array(bytes.prefix(length)))) }
    #expect(hashes.count == 902)
  }

  @Test("does not depend on where in memory the bytes are")
  func window() {
    let bytes = HashVector.pattern(200)
    let due = XXHash64.hash(bytes)
    for shift in 1..<9 {
      let shifted = Array(repeating: 0xff, count: shift) + bytes
      let hash = XXHash64.hash(shifted.span.extracting(shift...))
      #expect(hash == due)
    }
  }
}
