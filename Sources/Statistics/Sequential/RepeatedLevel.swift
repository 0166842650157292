import Glibc

/// What a p-value of a paired t test is worth that is looked at again at growing numbers of pairs.
///
/// The law of ``RepeatedLooks`` as a table: computed once, then read for any p.
struct RepeatedLevel: Sendable, Hashable {
  private let looks: Int
  /// ln(q / p) against ln p, where q is the probability of a p-value at most p at any look.
  private let inflation: CubicGrid

  private static let smallest = 1e-7

  /// The table for looks at the numbers of pairs `looks`, ascending, the first at least 2.
  init(looks: [Int]) {
    self.looks = looks.count
    let law = RepeatedLooks(looks: looks)
    inflation = CubicGrid(over: log(Self.smallest)...0, intervals: 20) { x in
      log(law.probability(ofPAtMost: exp(x))) - x
    }
  }

  /// The p-value that holds at any look, from the `p` of one look: at most the number of looks times `p`.
  func anytime(_ p: PValue) -> PValue {
    let bound = Double(looks) * p.value
    guard looks > 1, p.value >= Self.smallest else { return PValue(clamping: bound) }
    return PValue(clamping: min(bound, p.value * exp(inflation.at(log(p.value)))))
  }

  /// The level at each look under which the rate of false alarms at any look is the α of `level`.
  func ofEachLook(_ level: Level) -> Level {
    // Mirrored, what falls with its argument.
    let logarithm = -whereFalling(passes: level.alpha, above: -log(level.alpha), startingAt: -log(level.alpha) + 1) {
      anytime(PValue(clamping: exp(-$0))).value
    }
    return Level(unchecked: exp(logarithm))
  }
}
