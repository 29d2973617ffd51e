// The hash of peers in tests that are not about it: by whole endpoints.
import Hashing

@testable import Swarms

extension PeerHash {
  static let sample = PeerHash(key: .sample, .unbounded)
}
