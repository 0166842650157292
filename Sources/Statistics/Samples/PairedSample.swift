/// The values of two arms at their common seeds, of which there is at least one.
public struct PairedSample: Sendable, Hashable {
  /// The common seeds, ascending.
  public let seeds: [Int]
  /// The first arm's values, in the order of the seeds.
  public let first: [Double]
  /// The second arm's values, in the order of the seeds.
  public let second: [Double]
  /// first - second, without the seeds.
  public let differences: Sample

  /// Pairs two arms by seed. Nil if no seed is common, or a value or difference is not finite.
  public init?(_ first: [Int: Double], _ second: [Int: Double]) {
    let seeds = first.keys.filter { second[$0] != nil }.sorted()
    let pairs = seeds.map { (first[$0] ?? .nan, second[$0] ?? .nan) }
    guard pairs.allSatisfy({ $0.isFinite && $1.isFinite }), let differences = Sample(pairs.map { $0 - $1 }) else {
      return nil
    }
    self.seeds = seeds
    self.first = pairs.map(\.0)
    self.second = pairs.map(\.1)
    self.differences = differences
  }

  /// The number of pairs, n.
  public var count: Int { seeds.count }

  /// The mean difference with Student's law of its error (paired t).
  ///
  /// - Throws: ``Untestable/tooFew(needed:have:)`` if n = 1, ``Untestable/noSpread`` if all differences are equal.
  public func tTest() throws(Untestable) -> StudentEstimate { try differences.meanEstimate() }
}
