import Testing

@testable import pico_tracker_load

@Suite("The window of a socket")
struct RequestWindowTests {
  private func request(at time: UInt64 = 0) -> PendingRequest {
    PendingRequest(kind: .announce, limit: 50, peer: 1, sentAt: time)
  }

  @Test("It takes as many requests as it has places, all with different transaction ids")
  func capacity() throws {
    var window = RequestWindow(size: 4)
    let ids = (0..<4).compactMap { _ in window.open(request()) }
    #expect(Set(ids).count == 4)
    #expect(window.room == 0 && window.pendingCount == 4)
    #expect(window.open(request()) == nil)
  }

  @Test("A reply ends its request once; a second one finds nothing")
  func duplicate() throws {
    var window = RequestWindow(size: 2)
    let id = try #require(window.open(request()))
    #expect(window.close(id) == request())
    #expect(window.close(id) == nil)
    #expect(window.room == 2)
  }

  @Test("A late reply does not end the request that has its place now")
  func late() throws {
    var window = RequestWindow(size: 1)
    let first = try #require(window.open(request(at: 1)))
    #expect(window.expire(sentBefore: 2) == request(at: 1))
    let second = try #require(window.open(request(at: 3)))
    #expect(first != second)
    #expect(window.close(first) == nil)
    #expect(window.close(second) == request(at: 3))
  }

  @Test("Only requests older than the limit are given up")
  func expiry() {
    var window = RequestWindow(size: 3)
    for time in [10, 20, 30] as [UInt64] { _ = window.open(request(at: time)) }
    #expect(window.expire(sentBefore: 21) != nil)
    #expect(window.expire(sentBefore: 21) != nil)
    #expect(window.expire(sentBefore: 21) == nil)
    #expect(window.pendingCount == 1)
  }

  @Test("No place has the number that marks requests without one")
  func noPlace() {
    var window = RequestWindow(size: LoadLimits.window.upperBound)
    while let id = window.open(request()) { #expect(id & 0xffff != RequestWindow.noPlace) }
    #expect(window.close(RequestWindow.noPlace) == nil)
  }
}
