// The peers of a reply while they are chosen and written.

/// Where the next peer of a reply is to be written, and the chance by which peers are chosen.
public struct PeerList: Sendable, BitwiseCopyable {
  /// Decides which peers are chosen; to be kept for the next list.
  public var random: RandomSource
  /// The offset in the reply, in bytes, behind the last peer that was written.
  public internal(set) var end: Int

  /// A list without peers, which will begin at an offset of the reply.
  public init(at start: Int, random: RandomSource) {
    self.random = random
    end = start
  }
}
