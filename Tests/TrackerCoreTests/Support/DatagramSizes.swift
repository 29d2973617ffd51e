// The lengths of datagrams at which something changes, for one request or another.

/// Around the headers, whole info hashes, the smallest and the full packets, and the longest that UDP carries.
enum DatagramSizes {
  static let all = [
    15, 16, 17, 35, 36, 37, 97, 98, 99, 100, 108, 353, 1472, 1473, 1496, 1497, 1516, 2048, 2049, 65_507,
  ]
}
