// The distribution of peers over torrents.

/// How peers spread over torrents.
enum TorrentDistribution: Equatable {
  /// Every torrent has the same number of peers, give or take one.
  case uniform
  /// The torrent of rank k has a share of 1 / k^exponent: a few are huge, most have one peer or two.
  case zipf(exponent: Double)
}

/// Draws ranks of Zipf's law from a table of cumulated shares: a binary search per draw, made before anything is measured.
struct ZipfSampler {
  private let cumulated: [Double]

  /// `count` ranks, numbered from 0, the first the most popular.
  init(count: Int, exponent: Double) {
    var sum = 0.0
    cumulated = (1...count).map { rank in
      sum += inversePower(of: Double(rank), exponent)
      return sum
    }
  }

  /// The share of a rank among all draws, between 0 and 1.
  func share(of rank: Int) -> Double {
    let before = rank == 0 ? 0 : cumulated[rank - 1]
    return (cumulated[rank] - before) / (cumulated.last ?? 1)
  }

  /// Draws a rank.
  func draw(_ random: inout SplitMix) -> Int {
    let fraction = Double(random.next() >> 11) / 9_007_199_254_740_992
    let target = fraction * (cumulated.last ?? 1)
    var low = 0
    var high = cumulated.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] <= target { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
