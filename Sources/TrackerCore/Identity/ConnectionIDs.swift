// Issues and checks connection ids, which prove a client's address without a table of clients (C-05 to C-07).
internal import Hashing
internal import Swarms
internal import TrackerProtocol

/// Issues and checks connection ids.
///
/// An id is 24 bits of issue time in seconds and 40 bits of a SipHash-2-4 over address and those bits of time, so that guessing
/// one takes about 2^40 packets. Keys change with time, long before the 24 bits repeat; the current and the one before are
/// accepted.
struct ConnectionIDs {
  /// What a connection id turned out to be.
  enum Verdict: Equatable {
    /// Ours and young enough; the age in seconds.
    case accepted(age: UInt32)
    /// Ours but too old; the age in seconds.
    case stale(age: UInt32)
    /// Issued later than now.
    case future
    /// Not issued to this address by this tracker, or under a key that is gone.
    case foreign
  }

  private static let macBits: UInt64 = 40
  private static let macMask: UInt64 = (1 << macBits) - 1
  private static let timeBits: Int64 = 24
  private static let timeMask: UInt64 = (1 << timeBits) - 1
  /// Seconds of one key: 2^17, more than the longest accepted age, so that two keys are enough.
  static let epochBits: UInt64 = 17

  private let secret: ConnectionIDSecret
  /// Seconds for which an id is accepted after it was issued.
  var maxAge: UInt32
  private var timeOffset: UInt64
  /// Seconds by which ids are dated back, so that none comes from the future where another machine's clock is a little behind;
  /// they are accepted for as much longer.
  private var backdating: UInt64 = 0
  private var epoch: UInt64
  private var currentKey: SipKey
  private var previousKey: SipKey

  init(secret: ConnectionIDSecret, maxAge: UInt32) {
    self.secret = secret
    self.maxAge = maxAge
    timeOffset = secret.timeOffset
    epoch = 0
    currentKey = secret.key(ofEpoch: 0)
    previousKey = secret.key(ofEpoch: .max)
  }

  /// Dates ids by another clock from now on, which is ahead of the one handed in by so many seconds, modulo 2^64: several
  /// machines with one secret have only the time of day in common, and not to the second.
  mutating func useSharedClock(aheadBySeconds seconds: UInt64) {
    timeOffset = secret.timeOffset &+ seconds
    backdating = TrackerLimits.sharedClockTolerance
  }

  /// The id for a client at an address; never 0 and never the magic number (W-10).
  @inline(__always)
  mutating func issue(to address: IPAddress, at now: Instant) -> UInt64 {
    var time = now.seconds &+ timeOffset &- backdating
    advance(to: time &+ backdating)
    var id = makeID(address, time, key(at: time) ?? currentKey)
    while id == 0 || id == WireFormat.connectMagic {
      time &-= 1
      id = makeID(address, time, key(at: time) ?? currentKey)
    }
    return id
  }

  /// What an id is that came from an address.
  @inline(__always)
  mutating func check(_ id: UInt64, from address: IPAddress, at now: Instant) -> Verdict {
    let time = now.seconds &+ timeOffset
    advance(to: time)
    // The difference of the 24 bits, as a number with a sign: an id from the future has a negative age.
    let shift = 64 - Self.timeBits
    let age = Int64(bitPattern: (time &- id &>> Self.macBits) &<< UInt64(shift)) &>> shift
    let issued = time &- UInt64(bitPattern: age)
    guard let key = key(at: issued) else { return .foreign }
    // One comparison of whole words: how long it takes says nothing about how much was right.
    guard makeID(address, issued, key) == id else { return .foreign }
    let seconds = UInt32(truncatingIfNeeded: age)
    if UInt64(bitPattern: age) <= UInt64(maxAge) &+ backdating { return .accepted(age: seconds) }
    return age < 0 ? .future : .stale(age: seconds)
  }

  /// The key of a moment, if it is the current or the previous one.
  @inline(__always)
  private func key(at time: UInt64) -> SipKey? {
    let wanted = time &>> Self.epochBits
    if wanted == epoch { return currentKey }
    return wanted &+ 1 == epoch ? previousKey : nil
  }

  @inline(__always)
  private func makeID(_ address: IPAddress, _ time: UInt64, _ key: SipKey) -> UInt64 {
    let stamp = time & Self.timeMask
    return stamp &<< Self.macBits | mac(address, stamp, key) & Self.macMask
  }

  /// The SipHash-2-4 of an address and 24 bits of time: 7 bytes for IPv4, which are a single word, 19 for IPv6. As the
  /// specification has it, the last word has the length on top, so that the two families' messages are never the same.
  @inline(__always)
  private func mac(_ address: IPAddress, _ stamp: UInt64, _ key: SipKey) -> UInt64 {
    switch address.family {
    case .ipv4: SipHash.mac(key, 7 &<< 56 | stamp &<< 32 | UInt64(address.ipv4Bits))
    case .ipv6: SipHash.mac(key, address.high, address.low, 19 &<< 56 | stamp)
    }
  }

  /// Changes the keys when their time has come.
  @inline(__always)
  private mutating func advance(to time: UInt64) {
    let wanted = time &>> Self.epochBits
    if wanted != epoch { changeKeys(toEpoch: wanted) }
  }

  @inline(never)
  private mutating func changeKeys(toEpoch wanted: UInt64) {
    epoch = wanted
    currentKey = secret.key(ofEpoch: wanted)
    previousKey = secret.key(ofEpoch: wanted &- 1)
  }
}
