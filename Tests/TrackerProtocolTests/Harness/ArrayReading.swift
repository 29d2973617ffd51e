// The readers for arrays: the macros of the tests cannot take a span apart.
import TrackerProtocol

extension RequestHeader {
  init?(_ datagram: [UInt8]) { self.init(datagram.span) }
}

extension AnnounceRequest {
  init?(_ datagram: [UInt8]) { self.init(datagram.span) }
}

extension AnnounceOptions {
  static func urlData(of datagram: [UInt8]) -> [UInt8] { urlData(of: datagram.span) }
}

extension ScrapeRequest {
  static func count(in datagram: [UInt8]) -> Int { count(in: datagram.span) }
  static func infoHash(at index: Int, in datagram: [UInt8]) -> InfoHash { infoHash(at: index, in: datagram.span) }
}

extension InfoHash {
  init(_ bytes: [UInt8], at offset: Int) { self.init(bytes.span, at: offset) }
}

extension [UInt8] {
  func bigEndianUInt16(at offset: Int) -> UInt16 { span.bigEndianUInt16(at: offset) }
  func bigEndianUInt32(at offset: Int) -> UInt32 { span.bigEndianUInt32(at: offset) }
  func bigEndianUInt64(at offset: Int) -> UInt64 { span.bigEndianUInt64(at: offset) }
}
