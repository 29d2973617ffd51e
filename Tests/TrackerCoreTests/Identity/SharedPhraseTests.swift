// The secret that several machines make of one file: the same in every version, or their ids would not be each other's.
import Testing

@testable import TrackerCore

@Suite("A secret made of a phrase")
struct SharedPhraseTests {
  /// The secrets of the phrases 1, 2, 3 … of some lengths, written down once: around the 16 bytes that are taken at a time.
  @Test(
    "is the same in every version",
    arguments: [
      (15, 8_511_868_797_025_443_428 as UInt64, 14_777_121_397_721_684_603 as UInt64),
      (16, 12_865_622_568_389_123_648, 3_465_799_473_069_469_787),
      (17, 12_833_151_698_527_103_533, 3_030_484_392_151_589_652),
      (32, 16_264_896_022_691_790_946, 11_308_462_960_158_156_327),
      (33, 16_372_904_250_367_133_338, 273_362_079_648_604_704),
    ])
  func vectors(length: Int, first: UInt64, second: UInt64) {
    let phrase = (1...length).map { UInt8($0) }
    let words = ConnectionIDSecret(phrase: phrase.span).words
    #expect(words.0 == first)
    #expect(words.1 == second)
  }
}
