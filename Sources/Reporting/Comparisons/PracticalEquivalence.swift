import Statistics

/// What a column's comparisons say of a margin within which a difference does not matter.
struct PracticalEquivalence {
  private let margin: Double
  private let isWithin: [Bool]

  /// The differences of `report` against ±`margin`: two one-sided tests each, corrected by Holm over the comparisons.
  init(of report: ComparisonReport, within margin: Double, at level: Level) {
    self.margin = margin
    isWithin = report.equivalences(within: margin).map { $0.isSignificant(at: level) }
  }

  /// The headings of `probabilities`.
  var headings: [String] { ["P(<−\(margin))", "P(±\(margin))", "P(>\(margin))"] }

  /// The posterior probabilities of a true difference below, within and above the margin; dashes where there is no
  /// estimate.
  func probabilities(of pair: PairComparison) -> [String] {
    guard let estimate = pair.estimate else { return ["–", "–", "–"] }
    let (below, inside, above) = estimate.posterior.probabilities(around: margin)
    return [below, inside, above].map { fixed($0, decimals: 2) }
  }

  /// `verdict`, with what the tests say of the margin about the comparison at `place`.
  func adding(to verdict: String, at place: Int) -> String {
    isWithin[place] ? "\(verdict), by less than \(margin)" : verdict
  }
}
