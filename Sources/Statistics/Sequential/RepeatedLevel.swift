import Glibc

/// Corrects a p-value of a paired t test that is repeated at growing numbers of pairs.
///
/// The law of ``RepeatedLooks`` as a table, which is computed once and then interpolated for any p.
struct RepeatedLevel: Sendable, Hashable {
  private let looks: Int
  /// ln(q / p) as a function of ln p, where q is the probability of a p-value of at most p at any look.
  private let inflation: CubicGrid

  private static let smallest = 1e-7

  /// A table for looks at the numbers of pairs `looks`, which must ascend from at least 2.
  init(looks: [Int]) {
    self.looks = looks.count
    let law = RepeatedLooks(looks: looks)
    inflation = CubicGrid(over: log(Self.smallest)...0, intervals: 20) { x in
      log(law.probability(ofPAtMost: exp(x))) - x
    }
  }

  /// The p-value valid over all looks, from the `p` of one look. At most the number of looks times `p`.
  func anytime(_ p: PValue) -> PValue {
    let bound = Double(looks) * p.value
    guard looks > 1, p.value >= Self.smallest else { return PValue(clamping: bound) }
    return PValue(clamping: min(bound, p.value * exp(inflation.at(log(p.value)))))
  }

  /// The level of each look at which the rate of false alarms over all looks is the α of `level`.
  func ofEachLook(_ level: Level) -> Level {
    // The argument is negated to obtain a decreasing function.
    let logarithm = -whereFalling(passes: level.alpha, above: -log(level.alpha), startingAt: -log(level.alpha) + 1) {
      anytime(PValue(clamping: exp(-$0))).value
    }
    return Level(unchecked: exp(logarithm))
  }
}
