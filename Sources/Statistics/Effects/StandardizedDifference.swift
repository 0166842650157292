import Glibc

/// A mean difference in units of a standard deviation, with the exact interval under normal values.
public struct StandardizedDifference: Sendable, Hashable {
  /// The difference in units of the data's standard deviation (Cohen's d).
  public let cohen: Double
  /// The degrees of freedom ν of the standard deviation.
  public let degreesOfFreedom: Double
  /// The square root of the effective n, by which t = d · √n.
  private let rootOfSize: Double

  /// The difference of two independent samples in units of their pooled standard deviation.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if a sample has one value, ``Untestable/noSpread`` if both samples
  ///   are constant.
  public init(_ first: Sample, _ second: Sample) throws(Untestable) {
    guard let one = first.standardDeviation, let two = second.standardDeviation else {
      throw .tooFew(needed: 2, have: min(first.count, second.count))
    }
    let (n, m) = (Double(first.count), Double(second.count))
    let largest = max(one, two)
    guard largest > 0 else { throw .noSpread }
    let squares = (n - 1) * (one / largest) * (one / largest) + (m - 1) * (two / largest) * (two / largest)
    let pooled = largest * (squares / (n + m - 2)).squareRoot()
    try self.init(
      cohen: (first.mean - second.mean) / pooled, degreesOfFreedom: n + m - 2,
      rootOfSize: (n * m / (n + m)).squareRoot())
  }

  /// The mean of paired differences in units of their standard deviation.
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if n = 1, ``Untestable/noSpread`` if all differences are equal.
  public init(_ pairs: PairedSample) throws(Untestable) {
    let estimate = try pairs.tTest()
    let root = Double(pairs.count).squareRoot()
    try self.init(cohen: estimate.t / root, degreesOfFreedom: estimate.degreesOfFreedom, rootOfSize: root)
  }

  private init(cohen: Double, degreesOfFreedom: Double, rootOfSize: Double) throws(Untestable) {
    guard cohen.isFinite else { throw .notFinite }
    self.cohen = cohen
    self.degreesOfFreedom = degreesOfFreedom
    self.rootOfSize = rootOfSize
  }

  /// Hedges' g with the usual approximation of the bias correction, d · (1 - 3 / (4ν - 1)).
  public var hedges: Double { cohen * (1 - 3 / (4 * degreesOfFreedom - 1)) }

  /// Hedges' g with the exact bias correction, d · Γ(ν/2) / (√(ν/2) Γ((ν - 1)/2)); nil if ν = 1.
  public var hedgesExact: Double? {
    guard degreesOfFreedom > 1 else { return nil }
    let half = degreesOfFreedom / 2
    return cohen * exp(lgamma(half) - lgamma(half - 0.5)) / half.squareRoot()
  }

  /// The interval for the true standardized difference, by the noncentral t law of d.
  public func interval(at level: Level) -> Interval {
    let shifts = NoncentralT(degreesOfFreedom: degreesOfFreedom).shifts(at: level, t: cohen * rootOfSize)
    return Interval(lower: shifts.lower / rootOfSize, upper: shifts.upper / rootOfSize, level: level)
  }
}
