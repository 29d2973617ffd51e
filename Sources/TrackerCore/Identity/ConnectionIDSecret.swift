// The secret behind connection ids.
internal import Swarms

/// 128 random bits from which the keys of connection ids are derived; whoever has them can forge ids.
public struct ConnectionIDSecret: Sendable {
  private let key: SipKey

  /// A secret from two random words.
  public init(_ first: UInt64, _ second: UInt64) { key = SipKey(first, second) }

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
  }
}
