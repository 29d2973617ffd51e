// Tests of XXHash64.swift.
import Testing

@testable import Swarms

/// A hash that another implementation found: python3-xxhash 3.2.0, which has Collet's own C code.
struct HashVector: Sendable {
  var seed: UInt64
  /// Bytes of the pattern that are hashed: byte i is 167 i + 13, modulo 256.
  var length: Int
  var hash: UInt64

  init(_ seed: UInt64, _ length: Int, _ hash: UInt64) {
    self.seed = seed
    self.length = length
    self.hash = hash
  }

  var bytes: [UInt8] { (0..<length).map { UInt8(truncatingIfNeeded: 167 * $0 + 13) } }

  /// Lengths at which each part of the algorithm begins, ends and repeats.
  static let all = [
    HashVector(0, 0, 0xef46_db37_51d8_e999),
    HashVector(0, 1, 0x2078_e1ad_38ad_738b),
    HashVector(0, 3, 0x634d_95fc_01a1_89cd),
    HashVector(0, 4, 0xeed3_4090_8a1a_c6c6),
    HashVector(0, 7, 0x0da4_9362_1d6d_c898),
    HashVector(0, 8, 0x76f9_16c7_bb52_3126),
    HashVector(0, 11, 0x8bea_e4d8_8d35_0b4b),
    HashVector(0, 12, 0xfb52_f89a_1dc4_49d2),
    HashVector(0, 15, 0x4e1c_333b_057f_b6a4),
    HashVector(0, 16, 0x7bbe_ff67_6993_12f6),
    HashVector(0, 31, 0x65c5_feb0_1da7_464d),
    HashVector(0, 32, 0x7665_c921_c9bf_2ec7),
    HashVector(0, 33, 0xb5a9_d9ef_259a_e821),
    HashVector(0, 36, 0xde4c_0f56_8d54_d497),
    HashVector(0, 39, 0xe214_8dbb_c5ab_4089),
    HashVector(0, 40, 0xc942_02b2_b088_6774),
    HashVector(0, 63, 0xb028_9cd9_3240_34f0),
    HashVector(0, 64, 0xfff2_525c_99bf_2005),
    HashVector(0, 65, 0x01fb_d6d6_ac20_fbaf),
    HashVector(0, 95, 0x3b4c_e2d4_30b0_fde8),
    HashVector(0, 96, 0xb4c9_1238_bebc_5148),
    HashVector(0, 255, 0xb753_87e1_6b34_7906),
    HashVector(0, 256, 0x177c_0fa5_8a1b_0ddb),
    HashVector(0, 1000, 0x6264_43c8_029d_0542),
    HashVector(0, 4096, 0x7b55_7a25_d87c_020e),
    HashVector(0x9e37_79b9_7f4a_7c15, 0, 0xc434_9fc9_3c01_0000),
    HashVector(0x9e37_79b9_7f4a_7c15, 1, 0xa70e_4906_c544_89b3),
    HashVector(0x9e37_79b9_7f4a_7c15, 3, 0xbf3e_a50f_f941_639e),
    HashVector(0x9e37_79b9_7f4a_7c15, 4, 0x8214_ccf4_f1ff_646e),
    HashVector(0x9e37_79b9_7f4a_7c15, 7, 0x9704_0f7d_586a_b641),
    HashVector(0x9e37_79b9_7f4a_7c15, 8, 0x845c_3715_dc14_d7a4),
    HashVector(0x9e37_79b9_7f4a_7c15, 11, 0xf563_d723_b710_85a8),
    HashVector(0x9e37_79b9_7f4a_7c15, 12, 0x91f1_8fa8_e2fb_5ee1),
    HashVector(0x9e37_79b9_7f4a_7c15, 15, 0xb3f6_11e3_3770_8f13),
    HashVector(0x9e37_79b9_7f4a_7c15, 16, 0x83aa_57f6_6088_a857),
    HashVector(0x9e37_79b9_7f4a_7c15, 31, 0xc30f_7c92_c87b_be00),
    HashVector(0x9e37_79b9_7f4a_7c15, 32, 0x8cd7_2221_a4b7_3388),
    HashVector(0x9e37_79b9_7f4a_7c15, 33, 0x6100_0991_10b4_aa0f),
    HashVector(0x9e37_79b9_7f4a_7c15, 36, 0x0c9b_c845_3225_c720),
    HashVector(0x9e37_79b9_7f4a_7c15, 39, 0x6c3c_5d56_c131_9d20),
    HashVector(0x9e37_79b9_7f4a_7c15, 40, 0x4fe4_d735_cfd8_e952),
    HashVector(0x9e37_79b9_7f4a_7c15, 63, 0x6f63_3573_8aec_a6dd),
    HashVector(0x9e37_79b9_7f4a_7c15, 64, 0x0ef4_dc24_9a90_8911),
    HashVector(0x9e37_79b9_7f4a_7c15, 65, 0x72b1_89d3_92e6_dbf3),
    HashVector(0x9e37_79b9_7f4a_7c15, 95, 0x6e5e_a493_f35e_7a9c),
    HashVector(0x9e37_79b9_7f4a_7c15, 96, 0xef97_3796_4476_514e),
    HashVector(0x9e37_79b9_7f4a_7c15, 255, 0x194c_60d4_4d45_6aa4),
    HashVector(0x9e37_79b9_7f4a_7c15, 256, 0x59cf_236d_3694_4842),
    HashVector(0x9e37_79b9_7f4a_7c15, 1000, 0xc98e_411e_8ea1_921a),
    HashVector(0x9e37_79b9_7f4a_7c15, 4096, 0x04d9_3299_b0ff_ab3a),
    HashVector(0xffff_ffff_ffff_ffff, 0, 0x298f_4c84_b24f_5380),
    HashVector(0xffff_ffff_ffff_ffff, 7, 0x8e6c_33a6_043d_3def),
    HashVector(0xffff_ffff_ffff_ffff, 31, 0x2641_0674_da25_08ba),
    HashVector(0xffff_ffff_ffff_ffff, 32, 0x7c68_8ca0_530c_3a9f),
    HashVector(0xffff_ffff_ffff_ffff, 63, 0x9cc0_35f5_9d59_dd37),
    HashVector(0xffff_ffff_ffff_ffff, 1000, 0x4169_2b29_ce72_5a4f),
    HashVector(0x0133_53e1, 0, 0x493d_554c_5266_25ba),
    HashVector(0x0133_53e1, 7, 0x6c96_e98f_a8bc_923a),
    HashVector(0x0133_53e1, 31, 0x55e8_288c_1cbe_c139),
    HashVector(0x0133_53e1, 32, 0xd451_e51c_f509_2ac3),
    HashVector(0x0133_53e1, 63, 0xfb8d_8c89_ca39_8c65),
    HashVector(0x0133_53e1, 1000, 0xfad5_ce84_355f_3d35),
  ]
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

  @Test("agrees with another implementation, for all lengths and seeds", arguments: HashVector.all)
  func vectors(vector: HashVector) {
    #expect(XXHash64.hash(vector.bytes, seed: vector.seed) == vector.hash)
  }

  @Test("is another one for every flipped bit, every byte less, and another seed")
  func distinguishes() {
    let bytes = HashVector(0, 100, 0).bytes
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
    let bytes = HashVector(0, 200, 0).bytes
    let due = XXHash64.hash(bytes)
    for shift in 1..<9 {
      let shifted = Array(repeating: 0xff, count: shift) + bytes
      let hash = XXHash64.hash(shifted.span.extracting(shift...))
      #expect(hash == due)
    }
  }
}
