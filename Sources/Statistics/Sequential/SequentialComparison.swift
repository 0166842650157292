/// The comparison of two arms under a sequential design, as far as their results reach.
public struct SequentialComparison: Sendable, Hashable {
  /// The number of seeds of the last due look; 0 before the first. A look is due if both arms have results at all its
  /// seeds.
  public let seeds: Int
  /// The due looks, in order, without those at which the policy leaves no pair.
  public let looks: [Look]

  /// Compares the results of two arms by seed. A seed without an entry has no result yet.
  ///
  /// Later seeds do not replace a missing one: a missing seed delays its look and all that follow.
  public init(_ first: [Int: Outcome], _ second: [Int: Outcome], design: SequentialDesign) {
    let done = design.seeds.prefix { first[$0] != nil && second[$0] != nil }
    let due = design.looks.prefix { $0 <= done.count }
    seeds = due.last ?? 0
    looks = due.compactMap { count in
      let seeds = Set(done.prefix(count))
      func values(_ outcomes: [Int: Outcome]) -> [Int: Double] {
        outcomes.filter { seeds.contains($0.key) }.compactMapValues(design.divergences.value(of:))
      }
      return PairedSample(values(first), values(second)).map { Look($0, seeds: count, design: design) }
    }
  }

  /// The smallest p-value over the looks; 1 before the first. Each is valid over all looks.
  public var p: PValue { looks.map(\.p).min() ?? PValue(clamping: 1) }

  /// The look with the smallest p-value, the first of equal ones.
  public var strongest: Look? { looks.min { $0.p < $1.p } }
}
