// Tests of the requests that a socket has under way.
import Testing

@testable import pico_tracker_load

@Suite("The window of a socket")
struct RequestWindowTests {
  private func request(at time: UInt64 = 0) -> PendingRequest {
    PendingRequest(kind: .announce, limit: 50, peer: 1, sentAt: time)
  }

  @Test("It takes as many requests as it has places, all with different transaction ids")
  func capacity() {
    var window = RequestWindow(size: 4)
    let ids = (0..<4).compactMap { _ in window.open(request()) }
    #expect(Set(ids).count == 4)
    #expect(window.room == 0 && window.pendingCount == 4)
    let further = window.open(request())
    #expect(further == nil)
  }

  @Test("A reply ends its request once; a second one finds nothing")
  func duplicate() throws {
    var window = RequestWindow(size: 2)
    let opened = window.open(request())
    let id = try #require(opened)
    let ended = [window.close(id), window.close(id)]
    #expect(ended == [request(), nil])
    #expect(window.room == 2)
  }

  @Test("A late reply does not end the request that has its place now")
  func late() throws {
    var window = RequestWindow(size: 1)
    let opened = window.open(request(at: 1))
    let first = try #require(opened)
    let expired = window.expire(sentBefore: 2)
    #expect(expired == request(at: 1))
    let reopened = window.open(request(at: 3))
    let second = try #require(reopened)
    let ended = [window.close(first), window.close(second)]
    #expect(first != second)
    #expect(ended == [nil, request(at: 3)])
  }

  @Test("Only requests older than the limit are given up")
  func expiry() {
    var window = RequestWindow(size: 3)
    for time in [10, 20, 30] as [UInt64] { _ = window.open(request(at: time)) }
    let expired = (0..<3).map { _ in window.expire(sentBefore: 21) }
    #expect(expired == [request(at: 10), request(at: 20), nil])
    #expect(window.pendingCount == 1)
  }

  @Test("No place has the number that marks requests without one")
  func noPlace() {
    var window = RequestWindow(size: LoadLimits.window.upperBound)
    while let id = window.open(request()) { #expect(id & 0xffff != RequestWindow.noPlace) }
    let ended = window.close(RequestWindow.noPlace)
    #expect(ended == nil)
  }

  @Test("Transaction ids that were never given out end nothing")
  func neverOpened() {
    var window = RequestWindow(size: 2)
    let ended = [0, 1, 2, 0x0001_0000].map { window.close($0) }
    #expect(ended == [nil, nil, nil, nil] && window.room == 2)
  }

  @Test("After 65536 uses of a place its ids begin anew, and still name what is under way")
  func wrapping() {
    var window = RequestWindow(size: 1)
    var ids = Set<UInt32>()
    for time in 0..<65_536 as Range<UInt64> {
      guard let id = window.open(request(at: time)) else { break }
      ids.insert(id)
      let ended = window.close(id)
      #expect(ended == request(at: time))
    }
    #expect(ids.count == 65_536)
    let again = window.open(request())
    #expect(again.map(ids.contains) == true)
  }
}
