// Tests of SipHash.swift. The expected values come from an implementation of the paper that shares nothing with this one.
import Testing

@testable import Swarms

@Suite("SipHash")
struct SipHashTests {
  /// Key, message and result as the paper's appendix prints its example: bytes counted up from 0.
  @Test("SipHash-2-4 of 23 counted bytes, with the length in the last word, is the reference value")
  func referenceMAC() {
    let mac = SipHash.mac(.sample, 0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908, 0x1716_1514_1312_1110)
    #expect(mac == 0xa80c_038c_cd5c_cec8)
  }

  @Test("SipHash-2-4 of 7 counted bytes, which with the length are one word, is the reference value")
  func referenceShortMAC() {
    #expect(SipHash.mac(.sample, 0x0706_0504_0302_0100) == 0xab02_00f5_8b01_d137)
  }

  @Test("SipHash-1-3 of counted bytes, with the length in the last word, is the reference value")
  func referenceDigests() {
    let long = SipHash.digest(.sample, 0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908, 0x1716_1514_1312_1110)
    #expect(long == 0x525a_0e7f_dae6_c123)
    #expect(SipHash.digest(.sample, 0x0706_0504_0302_0100) == 0xd392_7d98_9bb1_1140)
  }

  /// Three words, the SipHash-2-4 and SipHash-1-3 of them, and the SipHash-1-3 of the first.
  static let cases: [(words: (UInt64, UInt64, UInt64), mac: UInt64, digest: UInt64, digestOfFirst: UInt64)] = [
    ((0, 0, 0), 0x7552_8744_a973_a51c, 0x59b0_db3c_a540_6644, 0xabac_0158_050f_c4dc),
    ((1, 2, 3), 0xaf4f_05a5_0351_5aa1, 0xf59d_e8a4_072e_29c5, 0x6d47_f8f6_7a13_2c23),
    ((.max, .max, .max), 0xe29f_8d61_1012_631d, 0xe491_0afd_3ffb_38f9, 0x3f43_7d1f_5d17_07cc),
    (
      (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210, 0xdead_beef),
      0x142d_40cf_960f_2250, 0x5ca2_cbd1_be2c_54c8, 0x73f6_8a8b_97a2_0983
    ),
  ]

  @Test("Whole words are hashed as the independent implementation does", arguments: cases.indices)
  func wholeWords(index: Int) {
    let (words, mac, digest, digestOfFirst) = Self.cases[index]
    #expect(SipHash.mac(.sample, words.0, words.1, words.2) == mac)
    #expect(SipHash.digest(.sample, words.0, words.1, words.2) == digest)
    #expect(SipHash.digest(.sample, words.0) == digestOfFirst)
  }

  @Test("Another key gives another hash, whichever half of it differs")
  func keysMatter() {
    #expect(SipHash.mac(SipKey(0, 0), 0, 0, 0) == 0x253a_56cf_e509_749b)
    let macs = [SipKey(0, 0), SipKey(1, 0), SipKey(0, 1), SipKey(1, 1)].map { SipHash.mac($0, 0, 0, 0) }
    #expect(Set(macs).count == 4)
  }
}
