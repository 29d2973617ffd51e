// The faults of replies that are told apart and counted.

/// What is wrong with a reply.
enum ReplyFault: String, Error, CaseIterable {
  case tooShort = "shorter than 8 bytes"
  case wrongAction = "another action than the request's"
  case wrongLength = "a length that the action does not have"
  case brokenPeer = "part of a peer at the end"
  case tooManyPeers = "more peers than were asked for"
  case badConnectionID = "a connection id that clients refuse (0 or the magic number)"
}
