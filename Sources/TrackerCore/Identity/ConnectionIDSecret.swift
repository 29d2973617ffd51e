// The secret behind connection ids.
internal import Hashing
internal import Swarms

/// 128 random bits from which the keys of connection ids are derived; whoever has them can forge ids.
public struct ConnectionIDSecret: Sendable {
  private let key: SipKey

  /// A secret from two random words.
  public init(_ first: UInt64, _ second: UInt64) { key = SipKey(first, second) }

  /// The secret itself, for keeping it over a restart.
  public var words: (UInt64, UInt64) { key.words }

  /// A secret from what an operator wrote into a file, the same on every machine that has the same file. It is as hard to guess
  /// as the file is.
  public init(phrase: Span<UInt8>) {
    var key = SipKey(UInt64(phrase.count), Purpose.phrase)
    var offset = 0
    while offset < phrase.count {
      let first = Self.word(phrase, at: offset)
      let second = Self.word(phrase, at: offset + 8)
      key = SipKey(SipHash.mac(key, first, second, 0), SipHash.mac(key, first, second, 1))
      offset += 16
    }
    self.key = key
  }

  /// Eight bytes as a number; zeros behind the end.
  private static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in offset..<offset + 8 { word = word << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0) }
    return word
  }

  /// Four hexadecimal digits to compare the secrets of machines by: a hash under the secret itself, of which nothing but these
  /// 16 bits is told.
  public var fingerprint: String {
    let digits = String(SipHash.mac(key, 0, 0, Purpose.fingerprint) & 0xffff, radix: 16)
    return String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  /// Where this secret's clock starts, so that ids do not tell how long the host has been up.
  var timeOffset: UInt64 { SipHash.mac(key, 0, 0, Purpose.timeOffset) & 0xff_ffff }

  /// The key of one period of time. Derived, so that all workers and machines with the secret agree without a word.
  func key(ofEpoch epoch: UInt64) -> SipKey {
    SipKey(SipHash.mac(key, epoch, 0, Purpose.macKey), SipHash.mac(key, epoch, 1, Purpose.macKey))
  }

  /// Keeps the uses of the secret apart.
  private enum Purpose {
    static let macKey: UInt64 = 1
    static let timeOffset: UInt64 = 2
    static let phrase: UInt64 = 3
    static let fingerprint: UInt64 = 4
  }
}
