/// A correction of p-values for the number of comparisons in a family.
public enum Adjustment: Sendable, Hashable, CaseIterable {
  /// Holm's step-down correction, which controls the probability of any false alarm in the family.
  case holm
  /// Bonferroni's correction, m · p, which controls the same probability with less power.
  case bonferroni
  /// Benjamini and Hochberg's correction, which controls the expected share of false alarms among all alarms.
  case benjaminiHochberg

  /// The corrected p-values, in the order of `p`.
  public func adjusted(_ p: [PValue]) -> [PValue] {
    let m = Double(p.count)
    let order = p.indices.sorted { p[$0] < p[$1] }
    var adjusted = p
    switch self {
    case .bonferroni:
      return p.map { PValue(clamping: m * $0.value) }
    case .holm:
      var largest = 0.0
      for (rank, place) in order.enumerated() {
        largest = max(largest, (m - Double(rank)) * p[place].value)
        adjusted[place] = PValue(clamping: largest)
      }
    case .benjaminiHochberg:
      var smallest = 1.0
      for (rank, place) in order.enumerated().reversed() {
        smallest = min(smallest, m / Double(rank + 1) * p[place].value)
        adjusted[place] = PValue(clamping: smallest)
      }
    }
    return adjusted
  }
}
