// The refusals of requests: what a client is told, and how the refusal is counted.

/// A refusal of a proven source's request, which is told why (rules, S-02).
struct Refusal {
  /// How it is counted.
  let outcome: Outcome
  /// The message of the error packet, in ASCII, for whoever reads the client's log.
  let message: String

  static let shortAnnounce = Refusal(
    outcome: .refusedShortAnnounce, message: "this announce is cut off: it needs 98 bytes")
  static let portZero = Refusal(
    outcome: .refusedPortZero, message: "this announce has port 0, at which nobody can be reached")
  static let emptyScrape = Refusal(
    outcome: .refusedEmptyScrape, message: "this scrape names no torrent: it needs an info hash of 20 bytes")
}
