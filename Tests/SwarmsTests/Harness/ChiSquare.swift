// The chi-square statistic of counts that should be even.
import Foundation

/// Pearson's test of whether all outcomes are equally likely.
struct ChiSquare {
  /// The sum of squared deviations over the expected count.
  let statistic: Double
  /// One less than the number of outcomes.
  let degreesOfFreedom: Double

  init(of counts: [Int]) {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    statistic = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    degreesOfFreedom = Double(counts.count - 1)
  }

  /// How many standard deviations the statistic is off what even chances give (Wilson and Hilferty, 1931).
  var deviations: Double {
    let variance = 2 / (9 * degreesOfFreedom)
    return (cbrt(statistic / degreesOfFreedom) - (1 - variance)) / variance.squareRoot()
  }

  /// Whether even chances explain the counts: at six deviations, they would be refused once in a thousand million runs.
  ///
  /// Counts that are far too even betray chance that is none, so they are refused as well.
  var isPlausible: Bool { abs(deviations) < 6 }
}
