// Tests of Refusal.swift: what clients are told when their request is refused.
import TestKit
import Testing
import TrackerProtocol

@testable import TrackerCore

@Suite("A refusal")
struct RefusalTests {
  static let all: [Refusal] = [.shortAnnounce, .portZero, .emptyScrape]

  @Test("says in ASCII what is missing, in one line that fits any client's status bar")
  func wording() {
    for refusal in Self.all {
      #expect(refusal.message.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "\(refusal.message)")
      #expect((20...80).contains(refusal.message.utf8.count), "\(refusal.message)")
    }
    #expect(Set(Self.all.map(\.message)).count == Self.all.count)
  }

  @Test("speaks to the client, and not in the words of the log")
  func apartFromTheLog() {
    let words = Set(Outcome.allCases.map(\.explanation))
    for refusal in Self.all { #expect(!words.contains(refusal.message)) }
  }

  @Test("is counted as one, and each in a counter of its own")
  func counters() {
    #expect(Self.all.allSatisfy { $0.outcome.isRefusal })
    #expect(Set(Self.all.map(\.outcome)) == Set(Outcome.allCases.filter(\.isRefusal)))
  }
}
