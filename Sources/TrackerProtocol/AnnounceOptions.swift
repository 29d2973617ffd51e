// The options that may follow an announce (BEP 41).

/// Reads the options behind the fixed part of an announce.
public enum AnnounceOptions {
  /// Option codes of BEP 41; any other has a length byte and is skipped.
  private enum Code {
    static let end: UInt8 = 0
    static let noOperation: UInt8 = 1
    static let urlData: UInt8 = 2
  }

  /// The path and query of the announce URL: all URLData options joined, or empty.
  ///
  /// An option whose length runs past the end of the datagram ends the reading; what came before it counts.
  public static func urlData(of datagram: Span<UInt8>) -> [UInt8] {
    var data: [UInt8] = []
    var offset = WireFormat.announceRequestLength
    while offset < datagram.count {
      let code = datagram[offset]
      if code == Code.end { break }
      if code == Code.noOperation {
        offset += 1
        continue
      }
      guard offset + 1 < datagram.count else { break }
      let end = offset + 2 + Int(datagram[offset + 1])
      guard end <= datagram.count else { break }
      if code == Code.urlData {
        for index in offset + 2..<end { data.append(datagram[index]) }
      }
      offset = end
    }
    return data
  }
}
