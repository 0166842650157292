extension ComparisonReport {
  /// For each comparison, the p-value of the two one-sided tests against a true difference outside ±`margin`,
  /// `margin` > 0, corrected by Holm. A comparison without an estimate has 1.
  public func equivalences(within margin: Double) -> [PValue] {
    Adjustment.holm.adjusted(
      comparisons.map { pair in
        pair.estimate?.equivalence(within: margin) ?? PValue(clamping: 1)
      })
  }
}

extension PairComparison {
  /// The mean difference with Student's law; nil if there is none.
  public var estimate: StudentEstimate? { evidence.flatMap { try? $0.difference.get() } }
}
